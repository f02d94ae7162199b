"""Retrieval measures by hand, and what the loader of BEIR folders takes."""

import json
from math import log2
from pathlib import Path

import pytest

from eval.beir import evaluate, load_beir, measures
from eval.jsonl import DataFileError


def folder(
    path: Path,
    corpus: list[dict[str, str]] | None = None,
    queries: list[dict[str, str]] | None = None,
    qrels: str = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\n",
) -> Path:
    corpus = corpus or [
        {"_id": "d1", "title": "ชื่อ", "text": "หนึ่ง"},
        {"_id": "d2", "title": "", "text": "สอง"},
    ]
    queries = queries or [{"_id": f"q{n}", "text": f"คำถาม {n}"} for n in (1, 2, 3)]
    for name, lines in (("corpus", corpus), ("queries", queries)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (path / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return path


def test_loads_title_and_text_and_the_judged_queries(tmp_path: Path) -> None:
    data = load_beir(folder(tmp_path))
    assert data.corpus == {"d1": "ชื่อ\nหนึ่ง", "d2": "สอง"}
    assert list(data.queries) == ["q1", "q2"]
    assert data.qrels == {"q1": {"d1": 1}, "q2": {"d2": 1}}


def test_a_limit_takes_the_first_queries_and_the_whole_corpus(tmp_path: Path) -> None:
    data = load_beir(folder(tmp_path), limit=1)
    assert (list(data.queries), list(data.qrels), len(data.corpus)) == (["q1"], ["q1"], 2)


@pytest.mark.parametrize(
    ("qrels", "said"),
    [
        ("query-id\tcorpus-id\tscore\nq1\tnone\t1\n", "qrels.tsv:2: unknown id"),
        ("q9\td1\t1\n", "qrels.tsv:1: unknown id"),
        ("q1\td1\n", "qrels.tsv:1: not query-id"),
        ("q1\td1\thigh\n", "qrels.tsv:1: not query-id"),
        ("query-id\tcorpus-id\tscore\n", "no judged queries"),
    ],
)
def test_bad_judgements_are_named(tmp_path: Path, qrels: str, said: str) -> None:
    with pytest.raises(DataFileError) as caught:
        load_beir(folder(tmp_path, qrels=qrels))
    assert said in str(caught.value)


def test_a_bad_document_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"corpus\.jsonl:1: text: "):
        load_beir(folder(tmp_path, corpus=[{"_id": "d1"}]))


def test_measures_by_hand() -> None:
    others = [f"x{n}" for n in range(20)]
    found = {
        "first": ["a", *others],
        "third": ["x1", "x2", "a"],
        "eleventh": [*others[:10], "a"],
        "two": ["b", "x1", "x2", "x3", "x4", "x5", "a"],
        "none": [],
    }
    qrels = {query: {"a": 1} for query in found} | {"two": {"a": 1, "b": 1}}
    ideal = 1 + 1 / log2(3)
    expected = {
        "recall@1": (1 + 0 + 0 + 1 / 2 + 0) / 5,
        "recall@5": (1 + 1 + 0 + 1 / 2 + 0) / 5,
        "recall@10": (1 + 1 + 0 + 1 + 0) / 5,
        "mrr@10": (1 + 1 / 3 + 0 + 1 + 0) / 5,
        "ndcg@10": (1 + 1 / log2(4) + 0 + (1 + 1 / log2(8)) / ideal + 0) / 5,
    }
    assert measures(found, qrels) == pytest.approx(expected, abs=1e-4)


def test_a_query_that_was_not_asked_counts_as_nothing_found() -> None:
    assert measures({"q1": ["a"]}, {"q1": {"a": 1}, "q2": {"a": 1}})["recall@1"] == 0.5


def test_a_judgement_of_zero_is_not_relevant() -> None:
    found = {"q": ["bad", "good"]}
    figures = measures(found, {"q": {"bad": 0, "good": 1}})
    assert (figures["recall@1"], figures["mrr@10"]) == (0.0, 0.5)


def test_evaluate_asks_each_query_once(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def search(query: str, k: int) -> list[str]:
        asked.append((query, k))
        return ["d2", "d1"]

    figures = evaluate(load_beir(folder(tmp_path)), search)
    assert asked == [("คำถาม 1", 10), ("คำถาม 2", 10)]
    assert (figures["corpus"], figures["queries"]) == (2, 2)
    assert (figures["recall@1"], figures["recall@5"], figures["mrr@10"]) == (0.5, 1.0, 0.75)
    assert isinstance(figures["ms_p95"], float) and figures["ms_p95"] >= 0
