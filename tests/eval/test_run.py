"""A run over a small set with a canned answerer, its figures worked out by hand."""

import json
from datetime import datetime
from importlib.metadata import version

import pytest

from eval.measures import percentile
from eval.questions import Question
from eval.run import Reply, ask_all, result
from tests.eval.making import at, question, reply, unanswerable

TWO_SPANS = (
    {"doc": "a.txt", "line_start": 1, "line_end": 1},
    {"doc": "b.txt", "line_start": 5, "line_end": 5},
)
QUESTIONS = (
    question(id="good"),
    question(id="late", category="timing", style="casual"),
    question(id="refused", category="course"),
    question(id="half", category="compare", gold=TWO_SPANS, gold_mode="all", difficulty="hard"),
    unanswerable(id="no"),
    unanswerable(id="made-up"),
)
REPLIES = {
    "good": reply("30,000", citations=(at("a.txt", 10),), evidence=(at("a.txt", 10),), ms=1),
    "late": reply(
        "ก" * 300 + "30,000",
        citations=(at("a.txt", 40), at("a.txt", 12)),
        evidence=(*(at("a.txt", 90 + n) for n in range(5)), at("a.txt", 11)),
        ms=2,
    ),
    "refused": reply("ไม่พบ", answerable=False, needs="organization", ms=3),
    "half": reply(
        "30,000",
        citations=(at("b.txt", 5),),
        evidence=(at("b.txt", 5), at("x.txt", 1), at("a.txt", 1)),
        ms=4,
    ),
    "no": reply("ไม่พบ", answerable=False, ms=5),
    "made-up": reply("99,000", citations=(at("a.txt", 1),), ms=6),
}


def canned(asked: Question) -> Reply:
    return REPLIES[asked.id]


def test_the_measures_by_hand() -> None:
    figures = result(ask_all(QUESTIONS, canned), name="set.jsonl")
    groups = {key: figures.pop(key) for key in list(figures) if key.startswith("by_")}
    entries = figures.pop("questions")
    assert figures.pop("set") == "set.jsonl"
    assert datetime.fromisoformat(figures.pop("made_at")).tzinfo
    assert figures.pop("version") == version("hrplan")
    intervals = figures.pop("intervals")
    assert intervals["correct"] == [0.2, 0.8]  # five of ten with the four invented
    assert intervals["citation_recall"] is None
    assert figures == {
        "n": 6,
        "correct": 0.5,  # good, late, no
        "correct_answerable": 0.5,  # good, late of four
        "right": 0.75,  # half too
        "cited": 0.5,
        "refused_unanswerable": 0.5,
        "false_refusal": 0.25,
        "asked_back": 0.1667,
        "brief": 1.0,
        "direct": 0.5,  # good of good, late
        "single_fact_median_chars": 156.0,  # of 6 and 306
        "citation_precision": None,  # no sentence was judged
        "citation_recall": None,
        "gold_precision": 0.75,  # a.txt:40 is beside the point; made-up doesn't count
        "gold_recall": 0.6,  # three of five spans
        "hit@1": 0.3333,  # good; late at rank 6, refused never
        "hit@5": 0.3333,
        "hit@10": 0.6667,
        "hit_all@1": 0.0,
        "hit_all@5": 1.0,
        "hit_all@10": 1.0,
        "recall@1": 0.375,  # good whole, half by half, of four
        "recall@5": 0.5,
        "recall@10": 0.75,
        "mrr@10": 0.5417,  # 1, 1/6, 0 and 1
        "ndcg@10": 0.5690,  # 1, 1/log2(7), 0 and 1.5/1.6309
        "ms_p50": 3.5,
        "ms_p95": 5.75,
    }
    assert set(groups) == {"by_category", "by_style", "by_difficulty", "by_document"}
    assert [entry["id"] for entry in entries] == [asked.id for asked in QUESTIONS]


def test_groups() -> None:
    figures = result(ask_all(QUESTIONS, canned))
    assert figures["by_document"]["a.txt"]["n"] == 4
    assert figures["by_document"]["b.txt"]["n"] == 1
    assert figures["by_style"]["casual"]["correct"] == 1.0
    assert figures["by_difficulty"]["hard"]["correct"] == 0.0
    assert figures["by_category"]["unanswerable"]["refused_unanswerable"] == 0.5
    assert figures["by_category"]["unanswerable"]["correct_answerable"] is None
    assert figures["by_document"]["b.txt"]["intervals"]["correct"] == [0.0, 0.8]


def test_an_entry_says_what_was_missing() -> None:
    figures = result(ask_all(QUESTIONS, canned), {"a.txt": ["๑. ฝึกอบรม", "๒. ศึกษาดูงาน"]})
    by_id = {entry["id"]: entry for entry in figures["questions"]}
    assert by_id["refused"]["missing"] == [["30000"]]
    assert by_id["refused"]["needs"] == "organization"
    assert by_id["half"]["uncited"] == [{**TWO_SPANS[0], "text": "๑. ฝึกอบรม"}]
    assert by_id["half"]["rank"] == 3
    assert json.loads(json.dumps(figures)) == figures


def test_an_error_names_the_question() -> None:
    with pytest.raises(KeyError) as caught:
        ask_all([question(id="unknown")], canned)
    assert caught.value.__notes__ == ["while asking question unknown"]


def test_percentile() -> None:
    assert percentile([], 50) is None
    assert percentile([7.0], 95) == 7.0
    assert percentile([1, 2, 3, 4], 50) == 2.5
