"""A cross-encoder, loaded from a folder, changes the order of what the legs found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retriever.embedding import Embedder, EmbeddingError
from retriever.library import Library
from retriever.reranker import SHARE, Reranker, combined, load_reranker
from tests.retriever.plans import make_plan
from tests.retriever.tiny import save_bert, save_ranker

LINES = ("budget of the staff training", "leave of the staff", "training budget x")


@pytest.fixture(scope="module")
def ranker(tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    found = load_reranker(str(save_ranker(tmp_path_factory.mktemp("ranker") / "m", "leave")))
    assert found is not None
    return found


def test_scores_are_shares_of_one_in_the_order_of_the_texts(ranker: Reranker) -> None:
    scores = ranker.scores("staff", ["the budget", "leave of the staff", "training"])
    assert all(0 <= score <= 1 for score in scores)
    assert scores[1] > 0.8 > 0.2 > max(scores[0], scores[2])
    assert ranker.scores("staff", []) == []


def test_it_overrules_the_words_and_is_told(
    tmp_path: Path, embedder: Embedder, ranker: Reranker
) -> None:
    plan = make_plan("สวนงาม", LINES)
    with Library.open(tmp_path / "plain", embedder=embedder) as library:
        library.add(plan, "a")
        assert library.search("training budget")[0].passage.text != LINES[1]
    with Library.open(tmp_path / "ranked", embedder=embedder, reranker=ranker) as library:
        library.add(plan, "a")
        hits = library.search("training budget")
        assert hits[0].passage.text == LINES[1]
        assert hits[0].reranked is not None and hits[0].reranked > 0.8
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_both_scores_count() -> None:
    assert combined(0.0, 1.0) == pytest.approx(SHARE)
    assert combined(1.0, 0.0) == pytest.approx(1 - SHARE)
    assert combined(0.4, 0.4) == pytest.approx(0.4)


def test_none_by_default() -> None:
    assert load_reranker(None) is None
    assert load_reranker("") is None


def _truncated(folder: Path) -> None:
    save_bert(folder, "BertForSequenceClassification", num_labels=1)
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:1000])


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: None, "there is no folder"),
        (_truncated, "missing or damaged"),
        (save_bert, "no cross-encoder"),
        (
            lambda folder: save_bert(folder, "BertForSequenceClassification", num_labels=3),
            "3 scores",
        ),
    ],
    ids=["none", "truncated", "encoder", "three labels"],
)
def test_what_cannot_rerank_is_told_in_a_line(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    folder = tmp_path / "model"
    make(folder)
    model = load_reranker(str(folder))
    assert model is not None
    with pytest.raises(EmbeddingError, match=reason) as caught:
        model.scores("a", ["b"])
    told = str(caught.value)
    assert "\n" not in told and " / " in told
    assert str(folder) in told and "HRPLAN_RERANKER_MODEL" in told
