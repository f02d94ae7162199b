"""A library knows the model that made its vectors, and takes no other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from retriever.embedding import Embedder, Vectors, load_embedder, unit_rows
from retriever.fusion import Leg
from retriever.identity import ModelMismatch
from retriever.library import Library
from tests.retriever.plans import make_plan
from tests.retriever.tiny import save_bert

QUERY = "หลักสูตรนักบริหารงานคลัง"


@dataclass(frozen=True)
class Turned:
    """Another model made of the shipped one: its axes turned by ``by``, plus ``noise``."""

    inner: Embedder
    by: int = 1
    name: str = "turned"
    shipped: bool = False
    noise: float = 0.0

    @property
    def dimension(self) -> int:
        return self.inner.dimension

    def embed_passages(self, texts: list[str]) -> Vectors:
        rows = np.roll(self.inner.embed_passages(texts), self.by, axis=1)
        return unit_rows(rows + self.noise * np.random.default_rng(0).random(rows.shape))

    embed_queries = embed_passages


def keep_one(folder: Path, embedder: Embedder) -> None:
    with Library.open(folder, embedder=embedder) as library:
        library.add(make_plan("สวนงาม"), "a")


def found_by_vectors(folder: Path, embedder: Embedder) -> bool:
    with Library.open(folder, embedder=embedder, vectors=False) as library:
        return Leg.DENSE in library.search(QUERY)[0].ranks


def test_another_model_is_refused_and_both_are_named(tmp_path: Path, embedder: Embedder) -> None:
    keep_one(tmp_path, embedder)
    with pytest.raises(ModelMismatch) as caught:
        Library.open(tmp_path, embedder=Turned(embedder, name="org/bigger"))
    told = str(caught.value)
    assert "org/bigger" in told and embedder.name in told
    assert "hrplan reindex" in told and "unset HRPLAN_EMBEDDING_MODEL" in told
    assert "\n" not in told and " / " in told
    assert found_by_vectors(tmp_path, embedder)


def test_the_shipped_model_is_no_way_back_either(tmp_path: Path, embedder: Embedder) -> None:
    keep_one(tmp_path, Turned(embedder, name="org/bigger"))
    with pytest.raises(ModelMismatch, match="set HRPLAN_EMBEDDING_MODEL=org/bigger"):
        Library.open(tmp_path, embedder=embedder)


def test_an_empty_library_takes_any_model(tmp_path: Path, embedder: Embedder) -> None:
    for by in range(3):
        Library.open(tmp_path, embedder=Turned(embedder, by=by)).close()
    keep_one(tmp_path, Turned(embedder, by=3))
    with pytest.raises(ModelMismatch):
        Library.open(tmp_path, embedder=Turned(embedder, by=2))


def test_a_library_that_was_emptied_takes_any_model(tmp_path: Path, embedder: Embedder) -> None:
    keep_one(tmp_path, embedder)
    with Library.open(tmp_path, embedder=embedder) as library:
        library.remove(make_plan("สวนงาม").id)
    other = Turned(embedder)
    keep_one(tmp_path, other)
    assert found_by_vectors(tmp_path, other)


def test_rounding_is_no_other_model(tmp_path: Path, embedder: Embedder) -> None:
    keep_one(tmp_path, embedder)
    assert found_by_vectors(tmp_path, Turned(embedder, by=0, noise=1e-5))


def test_the_same_name_with_other_vectors_is_another_model(
    tmp_path: Path, embedder: Embedder
) -> None:
    keep_one(tmp_path, Turned(embedder, name="my-model"))
    with pytest.raises(ModelMismatch, match="the model my-model has changed"):
        Library.open(tmp_path, embedder=Turned(embedder, by=2, name="my-model"))


def test_a_newer_shipped_model_takes_over_even_for_one_question(
    tmp_path: Path, embedder: Embedder
) -> None:
    """An upgrade of the program strands nobody: what ships embeds thousands in a second."""
    keep_one(tmp_path, embedder)
    newer = Turned(embedder, name="hrplan-static-newer", shipped=True)
    assert found_by_vectors(tmp_path, newer)


def test_a_library_of_before_models_were_recorded_goes_on(
    tmp_path: Path, embedder: Embedder
) -> None:
    keep_one(tmp_path, embedder)
    with Library.open(tmp_path, embedder=embedder) as library, library._catalogue.writing() as c:
        c.exec_driver_sql("UPDATE vectors SET embedder = 'hrplan-static-old'")
        c.exec_driver_sql("DELETE FROM models")
        c.exec_driver_sql("DELETE FROM settings WHERE name = 'model'")
    with pytest.raises(ModelMismatch, match="hrplan-static-old"):
        Library.open(tmp_path, embedder=Turned(embedder))
    assert found_by_vectors(tmp_path, embedder)


# With real models, from folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = save_bert(tmp_path / "e5-small-v2")
    keep_one(tmp_path / "data", load_embedder(str(folder)))
    return folder


def opens(data: Path, model: Embedder) -> bool:
    try:
        Library.open(data, embedder=model, vectors=False).close()
    except ModelMismatch:
        return False
    return True


def test_a_folder_that_moved_is_the_same_model(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "e5-small-v2"
    shutil.copytree(folder, moved)
    assert opens(tmp_path / "data", load_embedder(str(moved)))


def test_a_question_prefix_may_change(folder: Path, tmp_path: Path) -> None:
    assert opens(tmp_path / "data", load_embedder(str(folder), query_prefix="x "))


def _other_weights(folder: Path) -> Embedder:
    save_bert(folder, seed=1)
    return load_embedder(str(folder))


def _other_passage_prefix(folder: Path) -> Embedder:
    return load_embedder(str(folder), passage_prefix="x ")


def _other_pooling(folder: Path) -> Embedder:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    transformer = Transformer(str(folder))
    pooled = SentenceTransformer(modules=[transformer, Pooling(16, "cls")], device="cpu")
    target = folder.parent / "pooled" / folder.name
    pooled.save(str(target))
    return load_embedder(str(target))


@pytest.mark.parametrize("change", [_other_weights, _other_passage_prefix, _other_pooling])
def test_a_folder_that_changed_is_another_model(
    folder: Path, tmp_path: Path, change: Callable[[Path], Embedder]
) -> None:
    other = change(folder)
    assert not opens(tmp_path / "data", other)
