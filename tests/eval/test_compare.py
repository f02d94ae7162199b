"""Two runs compared: what is paired, what is left out, which questions changed sides."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.compare import NothingShared, compare
from eval.jsonl import DataFileError
from eval.questions import Question
from eval.results import load_result
from eval.run import ask_all, result
from tests.eval.making import at, question, reply, unanswerable

GOOD = reply("30,000", citations=(at("a.txt", 10),), evidence=(at("a.txt", 10),))
BAD = reply("50,000", evidence=(at("x.txt", 1), at("a.txt", 10)))


def ran(right: str, wrong: str, **changed: Question) -> dict[str, Any]:
    """A run over the questions named by a letter each, in which those of ``wrong`` failed."""
    asked = [changed.get(name, question(id=name)) for name in right + wrong]
    return result(ask_all(asked, lambda one: BAD if one.id in wrong else GOOD), name="set.jsonl")


def test_questions_gained_and_lost_with_both_answers() -> None:
    found = compare(ran("abcdefghi", "j"), ran("abcdj", "efghi"))
    assert [one["id"] for one in found["gained"]] == ["j"]
    assert [one["id"] for one in found["lost"]] == ["e", "f", "g", "h", "i"]
    lost = found["lost"][0]
    assert (lost["before"]["answer"], lost["after"]["answer"]) == ("30,000", "50,000")
    assert lost["after"]["missing"] == [["30000"]]
    correct = found["measures"]["correct"]
    assert (correct["before"], correct["after"], correct["difference"]) == (0.9, 0.5, -0.4)
    assert (correct["gained"], correct["lost"], correct["n"]) == (1, 5, 10)
    assert correct["p"] == pytest.approx(14 / 64)  # twice one head or none in six throws
    assert correct["low"] < -0.4 < correct["high"]
    rank = found["measures"]["mrr@10"]
    assert (rank["before"], rank["after"]) == (0.95, 0.75)


def test_only_shared_questions_count() -> None:
    asks_otherwise = question(id="b", question="ปีไหน")
    found = compare(ran("abc", ""), ran("abd", "", b=asks_otherwise))
    assert found["shared"] == 1
    assert (found["changed"], found["only_before"], found["only_after"]) == (["b"], ["c"], ["d"])
    assert found["measures"]["correct"]["n"] == 1


@pytest.mark.parametrize(
    "changed",
    [
        question(id="a", must_include=(("1",),)),
        question(id="a", gold=({"doc": "a.txt", "line_start": 1, "line_end": 1},)),
        question(id="a", profile={"organization": "เทศบาล"}),
        unanswerable(id="a"),
    ],
)
def test_another_question_under_the_same_id_is_not_compared(changed: Question) -> None:
    with pytest.raises(NothingShared):
        compare(ran("a", ""), ran("a", "", a=changed))


def test_what_a_set_has_nothing_of_is_none() -> None:
    found = compare(ran("a", ""), ran("a", ""))
    assert found["measures"]["refused_unanswerable"] is None
    assert found["measures"]["correct"]["p"] == 1.0
    assert json.loads(json.dumps(found)) == found


def test_a_written_result_is_read_as_it_was(tmp_path: Path) -> None:
    path, made = tmp_path / "out.json", ran("ab", "c")
    path.write_text(json.dumps(made), encoding="utf-8")
    read = load_result(path)
    assert compare(read, made)["shared"] == 3
    assert {key: read[key] for key in made} == made


def test_a_result_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    made = ran("a", "b")
    added = ("claims", "evidence", "note", "retrieval")
    old = {"questions": [{k: v for k, v in e.items() if k not in added} for e in made["questions"]]}
    path = tmp_path / "old.json"
    path.write_text(json.dumps(old), encoding="utf-8")
    found = compare(load_result(path), made)
    assert found["measures"]["correct"]["difference"] == 0
    assert found["measures"]["citation_recall"] is None
    assert found["measures"]["mrr@10"] is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not JSON"),
        ("{\n]", "old.json:2: not JSON"),
        ("[]", "not a result of hrplan eval run"),
        ('{"recall@1": 0.9}', "questions: is missing"),
        ('{"questions": []}', "questions: is empty"),
        ('{"questions": [{"id": "a"}]}', "questions.0.question: is missing"),
        ("[" * 100_000, "not a result"),
    ],
)
def test_what_is_no_result_is_said_in_one_line(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_result(path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_ids_given_twice_are_refused(tmp_path: Path) -> None:
    made = ran("a", "")
    path = tmp_path / "old.json"
    path.write_text(json.dumps(made | {"questions": made["questions"] * 2}), encoding="utf-8")
    with pytest.raises(DataFileError, match="same id"):
        load_result(path)
