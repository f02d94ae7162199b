"""Real transformers, loaded as a user's are: a packaged one, and tiny ones saved here."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import yaml

from retriever.embedding import EmbeddingError, load_embedder, prefixes
from retriever.embedding.prefixes import Prefixes, known_prefixes, own_prefixes
from retriever.embedding.transformer import TransformerEmbedder
from tests.retriever.tiny import minilm, save_bert

TEXTS = ["training budget", "leave of the staff", "งบประมาณ อบรม"]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_bert(tmp_path_factory.mktemp("plain") / "model")


def test_a_plain_encoder_is_pooled_by_its_mean(plain: Path) -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokens = AutoTokenizer.from_pretrained(plain)(TEXTS[0], return_tensors="pt")
    with torch.no_grad():
        states = AutoModel.from_pretrained(plain)(**tokens).last_hidden_state[0]
    expected = states.mean(0).numpy()
    ours = load_embedder(str(plain)).embed_passages(TEXTS)
    assert ours.dtype == np.float32 and ours.shape == (3, 16)
    np.testing.assert_allclose(ours[0], expected / np.linalg.norm(expected), atol=1e-4)


def test_a_packaged_model_knows_near_from_far() -> None:
    model = load_embedder(minilm())
    question = model.embed_queries(["vacation days"])[0]
    near, far = model.embed_passages(["holiday allowance", "vehicle mechanics"])
    assert question @ near > question @ far + 0.1
    assert not model.shipped and model.dimension == 384


def test_long_and_short_texts_come_back_in_order(plain: Path) -> None:
    model = load_embedder(str(plain))
    texts = [" ".join(["leave", "budget", "x"][at % 3 :] * (at % 7 + 1)) for at in range(80)]
    alone = np.concatenate([model.embed_passages([text]) for text in texts])
    np.testing.assert_allclose(model.embed_passages(texts), alone, atol=1e-4)
    assert model.embed_queries([]).shape == (0, 16)


def test_several_threads_share_a_model(plain: Path) -> None:
    model = load_embedder(str(plain))
    expected = model.embed_queries(TEXTS)
    wrong: list[object] = []

    def ask() -> None:
        try:
            for _ in range(20):
                np.testing.assert_allclose(model.embed_queries(TEXTS), expected, atol=1e-4)
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# Prefixes


def prefixes_of(folder: Path) -> Prefixes:
    model = load_embedder(str(folder))
    assert isinstance(model, TransformerEmbedder)
    return model.prefixes


def test_a_folder_called_as_a_known_model_gets_its_prefixes(tmp_path: Path, plain: Path) -> None:
    e5 = save_bert(tmp_path / "multilingual-e5-small")
    named, bare = load_embedder(str(e5)), load_embedder(str(plain))
    text = "training budget"
    np.testing.assert_allclose(
        named.embed_queries([text]), bare.embed_queries([f"query: {text}"]), atol=1e-5
    )
    np.testing.assert_allclose(
        named.embed_passages([text]), bare.embed_passages([f"passage: {text}"]), atol=1e-5
    )
    assert float(named.embed_queries([text])[0] @ named.embed_passages([text])[0]) < 0.999
    np.testing.assert_allclose(bare.embed_queries([text]), bare.embed_passages([text]), atol=1e-5)


def test_a_recorded_name_and_a_hub_cache_tell_the_family(tmp_path: Path) -> None:
    folder = save_bert(tmp_path / "downloaded")
    path = folder / "config.json"
    path.write_text(
        json.dumps(json.loads(path.read_text()) | {"_name_or_path": "intfloat/e5-base-v2"})
    )
    assert prefixes_of(folder) == Prefixes("query: ", "passage: ")
    cached = save_bert(tmp_path / "models--intfloat--e5-large" / "snapshots" / "0a1b2c")
    assert prefixes_of(cached) == Prefixes("query: ", "passage: ")


def test_a_models_own_prompts_come_first(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    base = save_bert(tmp_path / "base")
    folder = tmp_path / "multilingual-e5-small"
    own = {"query": "Q: ", "passage": "P: "}
    SentenceTransformer(str(base), device="cpu", prompts=own).save(str(folder))
    assert prefixes_of(folder) == Prefixes("Q: ", "P: ")


def test_settings_override_each_prefix(tmp_path: Path) -> None:
    folder = str(save_bert(tmp_path / "e5-small-v2"))
    model = load_embedder(folder, query_prefix="x ", passage_prefix="")
    bare = load_embedder(folder, query_prefix="", passage_prefix="")
    np.testing.assert_allclose(
        model.embed_queries(["leave"]), bare.embed_queries(["x leave"]), atol=1e-5
    )
    np.testing.assert_allclose(
        model.embed_passages(["leave"]), bare.embed_queries(["leave"]), atol=1e-5
    )


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("intfloat/e5-base-v2", "query: ", "passage: "),
        ("BAAI/bge-m3", "", ""),
        ("Alibaba-NLP/gte-multilingual-base", "", ""),
        ("nomic-ai/nomic-embed-text-v1.5", "search_query: ", "search_document: "),
        ("Snowflake/snowflake-arctic-embed-l-v2.0", "query: ", ""),
    ],
)
def test_known_families(name: str, query: str, passage: str) -> None:
    assert known_prefixes([name]) == Prefixes(query, passage)


def test_long_instructions_of_known_families() -> None:
    e5 = known_prefixes(["intfloat/multilingual-e5-large-instruct"])
    assert e5.query.startswith("Instruct: ") and e5.query.endswith("\nQuery: ")
    assert e5.passage == ""
    bge = known_prefixes(["BAAI/bge-base-en-v1.5"])
    assert bge == Prefixes("Represent this sentence for searching relevant passages: ", "")


def test_every_family_names_its_model_card() -> None:
    path = Path(prefixes.__file__).with_suffix(".yaml")
    for family in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert family.keys() == {"models", "card", "query", "passage"}
        assert known_prefixes([family["card"]]) == Prefixes(family["query"], family["passage"])


def test_a_default_prompt_stands_for_both() -> None:
    assert own_prefixes({"s": "S: "}, "s") == Prefixes("S: ", "S: ")
    assert own_prefixes({"query": None, "document": ""}, None) is None


# What can't be used


def _no_weights(folder: Path) -> None:
    save_bert(folder)
    (folder / "model.safetensors").unlink()


def _truncated(folder: Path) -> None:
    save_bert(folder)
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garbled_config(folder: Path) -> None:
    save_bert(folder)
    (folder / "config.json").write_text("{", encoding="utf-8")


def _no_tokenizer(folder: Path) -> None:
    save_bert(folder)
    for path in folder.glob("tokenizer*"):
        path.unlink()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: None, "there is no folder"),
        (lambda folder: folder.mkdir(), "holds no model"),
        (_no_weights, "missing or damaged"),
        (_truncated, "missing or damaged"),
        (_garbled_config, "missing or damaged"),
        (_no_tokenizer, "is its tokenizer there"),
        (lambda folder: save_bert(folder, "BertForSequenceClassification"), "doesn't embed"),
        (lambda folder: save_bert(folder, "BertLMHeadModel", is_decoder=True), "doesn't embed"),
    ],
    ids=["none", "empty", "no weights", "truncated", "config", "tokenizer", "ranker", "writer"],
)
def test_what_cannot_be_used_is_told_in_a_line(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    folder = tmp_path / "model"
    make(folder)
    with pytest.raises(EmbeddingError, match=reason) as caught:
        load_embedder(str(folder))
    told = str(caught.value)
    assert "\n" not in told and " / " in told
    assert str(folder) in told and "HRPLAN_EMBEDDING_MODEL" in told
