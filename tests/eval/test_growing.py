"""Drafts from disputed answers, and the walk that makes questions of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from api.answering import Ask, answer
from api.answering.understanding.understand import understand
from eval.confirming import Walked, confirm
from eval.growing import (
    Added,
    Draft,
    ProposedSpan,
    add_drafts,
    figures,
    guess_category,
    guess_style,
    load_drafts,
    write_drafts,
)
from eval.jsonl import DataFileError
from eval.questions import load_questions
from ingest.pipeline import parse_file
from retriever.catalogue import Cited, Feedback
from retriever.library import Library

QUESTION = "โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณเท่าไร"


@pytest.fixture
def library(empty_library: Library, plan_file: Path) -> Library:
    empty_library.add(parse_file(plan_file, plan_file.name), "a")
    return empty_library


def dispute(library: Library, **fields: object) -> Feedback:
    """A verdict on what the library really answers."""
    said = answer(Ask(QUESTION), library)
    spans = [(c.source, c.plan_id, c.passage_id, c.line_start, c.line_end) for c in said.citations]
    feedback = Feedback(
        id="0123456789abcdef",
        verdict="down",
        question=QUESTION,
        answer=said.text,
        citations=tuple(Cited(*span) for span in spans),
        answerable=True,
        comment="ปีไม่ตรง",
    )
    feedback = replace(feedback, **fields)  # type: ignore[arg-type]
    library.feedback.put(feedback)
    return feedback


def test_a_disputed_answer_becomes_a_draft_with_spans_and_their_text(
    library: Library, tmp_path: Path
) -> None:
    feedback = dispute(library, organization="เทศบาลตำบลดอนสมมุติ", position="นิติกร")
    path = tmp_path / "drafts.jsonl"
    assert add_drafts(path, library) == Added(1, 0)
    [draft] = load_drafts(path)
    assert draft.id.startswith("feedback-")
    assert (draft.question, draft.answer, draft.comment) == (QUESTION, feedback.answer, "ปีไม่ตรง")
    assert (draft.category, draft.style, draft.difficulty) == ("budget", "formal", "easy")
    assert draft.profile and draft.profile.position == "นิติกร"
    cited = [span for span in draft.gold if span.cited]
    assert [(s.doc, s.line_start, s.line_end) for s in cited] == [
        (c.source, c.line_start, c.line_end) for c in feedback.citations
    ]
    assert "๓๕,๐๐๐" in cited[0].text
    found = [span for span in draft.gold if not span.cited]
    assert 1 <= len(found) <= 3
    assert not {span.line_start for span in found} & {span.line_start for span in cited}
    assert "guesses" in draft.note and "35,000" in draft.note
    assert json.loads(path.read_text(encoding="utf-8"))["draft"] is True


def test_each_is_drafted_once_and_praise_never(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    dispute(library)
    dispute(library, id="b" * 16, verdict="up")
    assert add_drafts(path, library) == Added(1, 0)
    assert add_drafts(path, library) == Added(0, 0)
    dispute(library, id="c" * 16, history=("งบรวมเท่าไร",))
    assert add_drafts(path, library) == Added(1, 0)
    drafts = load_drafts(path)
    assert [draft.history for draft in drafts] == [None, ("งบรวมเท่าไร",)]
    assert (drafts[1].style, drafts[1].difficulty) == ("follow_up", "medium")


def test_equal_disputes_are_one_draft_that_counts_them(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    for number in range(3):
        dispute(library, id=f"{number}" * 16, comment=("", "ปีไม่ตรง", "ปีไม่ตรง")[number])
    dispute(library, id="d" * 16, answer="40,000 บาท")
    assert add_drafts(path, library) == Added(2, 0)
    three, one = load_drafts(path)
    assert "disputed 3 times" in three.note and "times" not in one.note
    assert three.comment == "ปีไม่ตรง"
    dispute(library, id="e" * 16, question=f" {QUESTION} ", comment="ต้องเป็นปีหน้า")
    assert add_drafts(path, library) == Added(0, 1)
    four, _ = load_drafts(path)
    assert (four.id, four.comment) == (three.id, "ปีไม่ตรง · ต้องเป็นปีหน้า")
    assert "disputed 4 times" in four.note


def test_a_comment_after_the_draft_is_in_it(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    dispute(library, comment="")
    add_drafts(path, library)
    dispute(library)
    assert add_drafts(path, library) == Added(0, 1)
    assert [draft.comment for draft in load_drafts(path)] == ["ปีไม่ตรง"]


def test_a_file_that_was_lost_is_made_again(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    dispute(library)
    add_drafts(path, library)
    before = load_drafts(path)
    path.unlink()
    assert add_drafts(path, library) == Added(0, 0)
    assert add_drafts(path, library, again=True) == Added(1, 0)
    assert load_drafts(path) == before
    assert add_drafts(path, library, again=True) == Added(0, 0)


def test_a_run_cut_short_before_the_library_knew_drafts_none_twice(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "drafts.jsonl"
    dispute(library)
    with monkeypatch.context() as patch:
        patch.setattr(type(library.feedback), "mark_drafted", _raise)
        with pytest.raises(KeyboardInterrupt):
            add_drafts(path, library)
    assert len(load_drafts(path)) == 1
    assert add_drafts(path, library) == Added(0, 0)
    assert len(load_drafts(path)) == 1
    assert library.feedback.disputed() == ()


def _raise(*_: object) -> None:
    raise KeyboardInterrupt


def test_spans_of_a_plan_that_is_gone_are_counted_not_proposed(
    library: Library, tmp_path: Path
) -> None:
    dispute(library, citations=(Cited("gone.txt", "gone", "gone:1", 1, 2),))
    path = tmp_path / "drafts.jsonl"
    add_drafts(path, library)
    [draft] = load_drafts(path)
    assert not [span for span in draft.gold if span.cited]
    assert "cited lines that are in no plan any more: 1" in draft.note


@pytest.mark.parametrize(
    ("question", "category"),
    [
        ("โครงการนี้ใช้งบประมาณเท่าไร", "budget"),
        ("จัดอบรมเดือนไหน", "timing"),
        ("หน่วยงานใดรับผิดชอบ", "responsible"),
        ("มีหลักสูตรอะไรสำหรับนิติกร", "course"),
        ("งบประมาณรวมทั้งหมดเท่าไร", "aggregate"),
        ("สมรรถนะหมายความว่าอะไร", "definition"),
        ("เปรียบเทียบงบของสองหน่วยงาน", "compare"),
        ("วิสัยทัศน์", "policy"),
    ],
)
def test_the_category_is_guessed_by_what_is_wanted(question: str, category: str) -> None:
    assert guess_category(understand(Ask(question), [])) == category


@pytest.mark.parametrize(
    ("question", "history", "style"),
    [
        ("แล้วกองช่างล่ะ", ("งบเท่าไร",), "follow_up"),
        ("มี training อะไรบ้าง", (), "mixed_english"),
        ("จพง.ธุรการ อบรมอะไร", (), "abbreviated"),
        ("งบเท่าไหร่ครับ", (), "casual"),
        ("โครงการนี้ใช้งบประมาณเท่าไร", (), "formal"),
    ],
)
def test_the_style_is_guessed_by_its_words(
    question: str, history: tuple[str, ...], style: str
) -> None:
    assert guess_style(question, history) == style


def test_figures_are_given_as_an_answer_would() -> None:
    assert figures(["๑\tงบ ๓๕,๐๐๐ บาท ปี ๒๕๖๙", "35,000 2.5 12, 8"]) == (
        "35,000", "2569", "2.5", "12",
    )  # fmt: skip


def test_a_set_with_a_draft_in_it_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    write_drafts(path, [make_draft("a")])
    with pytest.raises(DataFileError, match="confirm it first: hrplan eval add") as caught:
        load_questions(path)
    assert caught.value.english.startswith(f"{path}:1: draft: ")


def make_draft(name: str) -> Draft:
    cited = ProposedSpan(doc="a.txt", line_start=10, line_end=12, text="งบ ๓๕,๐๐๐", cited=True)
    found = ProposedSpan(doc="b.txt", line_start=3, line_end=3, text="งบ 40,000", cited=False)
    return Draft(
        id=name,
        question="งบเท่าไร",
        category="budget",
        difficulty="easy",
        style="formal",
        profile=None,
        history=None,
        gold=(cited, found),
        note="from a disputed answer",
        answer="35,000 บาท [1]",
        comment="ต้องเป็นปีหน้า",
    )


class Scripted:
    """A person who gives the answers of a list; an exception in it is raised."""

    def __init__(self, *answers: str | type[BaseException]) -> None:
        self.answers: Iterator[str | type[BaseException]] = iter(answers)
        self.said: list[str] = []
        self.seen: list[str] = []
        self.asked: list[str] = []

    def ask(self, prompt: str, *, default: str = "", choices: Sequence[str] = ()) -> str:
        self.asked.append(prompt)
        given = next(self.answers)
        if not isinstance(given, str):
            raise given
        chosen = given or default
        assert not choices or chosen in choices, (prompt, chosen)
        return chosen

    def show_draft(self, draft: Draft, number: int, count: int) -> None:
        self.seen.append(f"{draft.id} {number}/{count}")

    def show_span(self, span: ProposedSpan) -> None:
        self.seen.append(span.text)

    def say(self, text: str) -> None:
        self.said.append(text)


# answerable, two spans, no other span, must_include, must_not_include, category, difficulty, style
WHOLE = ("y", "", "n", "y", "", "40,000|สี่หมื่น", "", "35,000", "", "", "", "")


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    path = tmp_path / "drafts.jsonl"
    write_drafts(path, [make_draft("a"), make_draft("b")])
    return path


def ids(path: Path) -> list[str]:
    return [draft.id for draft in load_drafts(path)]


def test_a_confirmed_draft_is_a_question(drafts: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    person = Scripted(*WHOLE, "s")
    assert confirm(drafts, questions, person) == Walked(1, 0, 1)
    [question] = load_questions(questions)
    assert question.must_include == (("40,000", "สี่หมื่น"),)
    assert question.must_not_include == ("35,000",)
    assert [(g.doc, g.line_start, g.line_end) for g in question.gold] == [("b.txt", 3, 3)]
    assert (question.id, question.category, question.answerable) == ("a", "budget", True)
    assert "ต้องเป็นปีหน้า" in question.note
    assert ids(drafts) == ["b"]
    assert person.seen == ["a 1/2", "งบ ๓๕,๐๐๐", "งบ 40,000", "b 2/2"]
    assert person.said == ["ตัวเลขในบรรทัดที่เลือก / figures in the chosen lines: 40,000"]


def test_a_question_that_the_plans_do_not_answer(drafts: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    assert confirm(drafts, questions, Scripted("y", "n", "", "", "", "q")) == Walked(1, 0, 1)
    [question] = load_questions(questions)
    assert (question.answerable, question.category) == (False, "unanswerable")
    assert (question.gold, question.must_include) == ((), ())


def test_lines_of_ones_own_and_all_of_them(drafts: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    own = ("โน่น", "แผน 1.txt:7-5", "แผน 1.txt:40-42", "c.txt:9", "", "all")
    person = Scripted("y", "", "n", "n", *own, "x", "", "", "aggregate", "hard", "casual", "q")
    confirm(drafts, questions, person)
    [question] = load_questions(questions)
    assert [(g.doc, g.line_start, g.line_end) for g in question.gold] == [
        ("แผน 1.txt", 40, 42),
        ("c.txt", 9, 9),
    ]
    assert (question.gold_mode, question.category) == ("all", "aggregate")
    assert (question.difficulty, question.style) == ("hard", "casual")
    assert len([text for text in person.said if "FILE:LINE" in text]) == 2


def test_an_answer_without_lines_is_asked_anew(drafts: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    bare = ("y", "", "n", "n", "", "40,000", "", "", "", "", "")
    person = Scripted(*bare, *WHOLE[1:], "q")
    assert confirm(drafts, questions, person).confirmed == 1
    assert any("needs gold" in text for text in person.said)


@pytest.mark.parametrize("nothing", ["", " | "])
def test_an_answerable_question_without_a_fact_is_asked_anew(
    drafts: Path, tmp_path: Path, nothing: str
) -> None:
    questions = tmp_path / "set.jsonl"
    empty = ("",) if nothing == "" else (nothing, "")
    person = Scripted(*WHOLE[:5], *empty, *WHOLE[5:], "q")
    assert confirm(drafts, questions, person).confirmed == 1
    assert [text for text in person.said if "any answer would be right" in text]
    [question] = load_questions(questions)
    assert question.must_include == (("40,000", "สี่หมื่น"),)


def test_each_prompt_is_in_both_languages(drafts: Path, tmp_path: Path) -> None:
    person = Scripted(*WHOLE, "q")
    confirm(drafts, tmp_path / "set.jsonl", person)
    assert len(person.asked) > 10
    assert [
        prompt for prompt in person.asked if not re.search("[ก-ฮ].* / .*[a-z]{3}", prompt)
    ] == []


@pytest.mark.parametrize("stop", ["q", KeyboardInterrupt, EOFError])
def test_stopping_midway_keeps_both(
    drafts: Path, tmp_path: Path, stop: str | type[BaseException]
) -> None:
    questions = tmp_path / "set.jsonl"
    assert confirm(drafts, questions, Scripted(*WHOLE, stop)) == Walked(1, 0, 1)
    assert [question.id for question in load_questions(questions)] == ["a"]
    assert ids(drafts) == ["b"]


def test_stopping_within_a_question_leaves_it_a_draft(drafts: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    person = Scripted("y", "", "n", KeyboardInterrupt)
    assert confirm(drafts, questions, person) == Walked(0, 0, 2)
    assert ids(drafts) == ["a", "b"] and not questions.exists()


def test_a_draft_can_be_thrown_away(drafts: Path, tmp_path: Path) -> None:
    assert confirm(drafts, tmp_path / "set.jsonl", Scripted("d", "q")) == Walked(0, 1, 1)
    assert ids(drafts) == ["b"]


def test_what_was_added_before_a_crash_is_not_asked_again(drafts: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    before = drafts.read_text(encoding="utf-8")
    confirm(drafts, questions, Scripted(*WHOLE, "q"))
    drafts.write_text(before, encoding="utf-8")
    person = Scripted("q")
    assert confirm(drafts, questions, person) == Walked(0, 0, 1)
    assert person.seen == ["b 1/1"]


def test_a_set_without_a_last_line_break_goes_on_in_a_new_line(
    drafts: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "set.jsonl"
    confirm(drafts, questions, Scripted(*WHOLE, "q"))
    questions.write_text(questions.read_text(encoding="utf-8").rstrip(), encoding="utf-8")
    confirm(drafts, questions, Scripted(*WHOLE))
    assert [question.id for question in load_questions(questions)] == ["a", "b"]


def test_a_set_that_is_broken_is_left_alone(drafts: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    questions.write_text("{}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"set\.jsonl:1"):
        confirm(drafts, questions, Scripted())
    assert questions.read_text(encoding="utf-8") == "{}\n" and ids(drafts) == ["a", "b"]


def test_drafts_that_are_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no such file"):
        confirm(tmp_path / "none.jsonl", tmp_path / "set.jsonl", Scripted())
