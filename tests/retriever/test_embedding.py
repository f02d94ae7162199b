from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retriever import embedding
from retriever.embedding import Embedder, EmbeddingError, load_embedder
from retriever.embedding.pieces import BUCKETS, pieces, subwords
from retriever.embedding.static import StaticEmbedder

TEXTS = [
    "โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง",
    "งบประมาณ ๓๘,๕๐๐ บาท",
    "e-LAAS 2569",
    "คำสะกดผิดดดด",
    "",
    "!?",
]
MODEL = Path(embedding.__file__).parent / "model"


def test_rows_are_unit_float32(embedder: Embedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), embedder.dimension)
    lengths = np.linalg.norm(rows, axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 1, 1, 0, 0], atol=1e-5)
    assert embedder.embed_queries([]).shape == (0, embedder.dimension)


def test_a_batch_gives_what_one_by_one_gives(embedder: Embedder) -> None:
    many = TEXTS * 100
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    np.testing.assert_allclose(embedder.embed_passages(many)[-len(TEXTS) :], alone, atol=1e-6)


def test_a_misspelling_stays_near_and_another_word_does_not(embedder: Embedder) -> None:
    right, wrong, other = embedder.embed_queries(["นักบริหารงานคลัง", "นักบริหานงานคลัง", "ขยะมูลฝอย"])
    assert right @ wrong > right @ other + 0.2


def test_unknown_words_become_buckets_of_their_ngrams() -> None:
    assert pieces("งบประมาณ", {"งบประมาณ"}) == "งบประมาณ"
    made = pieces("งบประมาณ", set()).split()
    assert made == [f"#{bucket}" for bucket in subwords("งบประมาณ")]
    assert all(0 <= int(piece[1:]) < BUCKETS for piece in made)


def test_the_shipped_model_is_what_sentence_transformers_reads(embedder: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    assert isinstance(embedder, StaticEmbedder)
    model = SentenceTransformer(str(MODEL), device="cpu")
    cut = [pieces(text, embedder.vocabulary) for text in TEXTS[:4]]
    theirs = model.encode(cut, normalize_embeddings=True).astype(np.float32)
    np.testing.assert_allclose(embedder.embed_passages(TEXTS[:4]), theirs, atol=2e-3)


def test_the_shipped_model_is_what_the_build_makes(tmp_path: Path) -> None:
    from retriever.embedding.build import build

    build(tmp_path)
    ours, made = StaticEmbedder.load(MODEL), StaticEmbedder.load(tmp_path)
    assert made.vocabulary == ours.vocabulary
    np.testing.assert_allclose(made.table, ours.table, atol=1e-3)


def test_any_sentence_transformers_folder_can_take_its_place() -> None:
    other = load_embedder(str(MODEL))
    assert other.name == str(MODEL)
    rows = other.embed_passages(["งบประมาณ บาท", "โครงการ"])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows.shape == other.embed_queries(["ก", "ข"]).shape == (2, other.dimension)


def test_a_model_that_is_not_there_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"HRPLAN_EMBEDDING_MODEL") as caught:
        load_embedder(str(tmp_path / "none"))
    assert "\n" not in str(caught.value)


def test_a_damaged_model_is_an_error_of_one_line(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"path": ""}]')
    (tmp_path / "model.safetensors").write_bytes(b"junk")
    with pytest.raises(EmbeddingError, match=r"rebuild") as caught:
        StaticEmbedder.load(tmp_path)
    assert "\n" not in str(caught.value)


def test_the_default_needs_no_torch() -> None:
    script = (
        "import sys; from retriever.library import Library; "
        "from retriever.embedding import load_embedder; "
        "load_embedder().embed_queries(['งบประมาณ']); "
        "assert not {'torch', 'sentence_transformers', 'chromadb'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
