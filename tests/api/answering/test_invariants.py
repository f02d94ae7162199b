"""What holds of every answer: marks, quotes and figures, over all sample questions."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

from api.answering import Answer, Ask, answer
from eval.asking import as_ask
from eval.questions import Question, load_questions
from ingest.text.normalize import arabic_digits
from retriever.library import Library
from tests.conftest import SAMPLES

QUESTIONS = load_questions(SAMPLES.parent / "questions.jsonl")
# Asked of each sample plan, beside the questions of the set.
MORE = (
    "มีโครงการอะไรบ้าง",
    "งบทุกโครงการรวมเท่าไร",
    "งบยุทธศาสตร์ที่ 1 รวมเท่าไร",
    "งบยุทธศาสตร์ที่ 2 รวมเท่าไร",
    "โครงการใดไม่ใช้งบประมาณบ้าง",
    "งบตรวจสุขภาพเท่าไร จัดเมื่อไร ใครรับผิดชอบ",
    "งบปฐมนิเทศเท่าไร",
    "พนักงานทั้งหมดกี่คน",
    "ขั้นตอนการขอเข้ารับการอบรมมีอะไรบ้าง",
    "นายช่างโยธามีหลักสูตรอะไร",
    "IDP คืออะไร",
    "ใครเป็นนายก",
)
# What each sample organisation is called by at least, and its plan.
CALLED = {
    "ศิลาวารี": "silawari-2569.txt",
    "ธารม": "tharnmanee-2569.md",
    "บึงกา": "bueng-kasalong-2567-2569.txt",
    "ไผ่ล้อมเดือน": "phai-lom-duean-2568.html",
    "ทองกวาว": "thong-kwao-buri-2569-2571.txt",
}
MARK = re.compile(r"\[(\d+)\]")
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?= บาท)")
COMPUTED = re.compile("รวม|ต่าง|บวก|มัธยฐาน")
MARKUP = re.compile(r"<[^>]*>|[|#*\s]|(?<=\|)[-:]+(?=\|)")


def squeezed(text: str) -> str:
    """Text without mark-up of cells and white space."""
    return MARKUP.sub("", html.unescape(text))


def amounts(text: str) -> set[str]:
    """Amounts in a text, digits folded: ``๓๕,๐๐๐.๐๐`` and ``35,000`` are one."""
    plain = arabic_digits(text).replace(",", "")
    return {number.removesuffix(".00") for number in re.findall(r"\d+(?:\.\d+)?", plain)}


Said = list[tuple[str, Ask, Answer]]


@pytest.fixture(scope="module")
def said(sample_library: Library) -> Said:
    asks = [(question.id, as_ask(question)) for question in QUESTIONS]
    names = [p.organization.name for p in sample_library.plans() if p.organization]
    for name in names:
        asks += [(f"{name}: {text}", Ask(text, organization=name)) for text in MORE]
    return [(label, ask, answer(ask, sample_library)) for label, ask in asks]


def lines_with_marks(answered: Answer) -> Iterator[tuple[str, set[int]]]:
    for line in answered.text.split("\n"):
        yield MARK.sub("", line), {int(number) for number in MARK.findall(line)}


def test_marks_and_citations_are_the_same(said: Said) -> None:
    for label, _, answered in said:
        ids = [c.id for c in answered.citations]
        assert ids == list(range(1, len(ids) + 1)), label
        assert {int(n) for n in MARK.findall(answered.text)} == set(ids), label


def test_the_answers_are_of_every_kind(said: Said) -> None:
    """The tests above and below hold of something."""
    assert sum(len(answered.citations) for _, _, answered in said) > 100
    assert sum(len(AMOUNT.findall(answered.text)) for _, _, answered in said) > 100
    assert sum(not answered.answerable for _, _, answered in said) > 15


def test_every_quote_is_verbatim_from_its_lines(said: Said, sample_library: Library) -> None:
    for label, _, answered in said:
        for c in answered.citations:
            lines = sample_library.source_lines(c.plan_id, c.line_start, c.line_end)
            assert len(lines) == c.line_end - c.line_start + 1, label
            assert squeezed(c.quote) and squeezed(c.quote) in squeezed("\n".join(lines)), label


def test_every_line_with_a_digit_is_marked(said: Said) -> None:
    for label, _, answered in said:
        if answered.answerable and not answered.needs:
            for line, marks in lines_with_marks(answered):
                assert marks or not re.search(r"\d", line), f"{label}: {line}"


def test_an_answer_stands_on_citations(said: Said) -> None:
    for label, _, answered in said:
        assert answered.citations or not answered.answerable or answered.needs, label


def test_every_amount_stands_in_a_quote_of_its_line_or_is_said_to_be_computed(said: Said) -> None:
    for label, _, answered in said:
        quotes = {c.id: amounts(c.quote) for c in answered.citations}
        for line, marks in lines_with_marks(answered):
            printed = {number for mark in marks for number in quotes[mark]}
            for amount in AMOUNT.findall(line):
                known = amount.replace(",", "") in printed
                assert known or COMPUTED.search(line), f"{label}: {amount} in {line}"


def test_a_refusal_names_no_amount_that_is_not_quoted(said: Said) -> None:
    for label, _, answered in said:
        if not answered.answerable and not answered.citations:
            assert not AMOUNT.search(answered.text), label


def test_facts_stand_on_cited_rows(said: Said) -> None:
    for label, _, answered in said:
        cited = {c.passage_id for c in answered.citations}
        assert {fact.passage_id for fact in answered.facts} <= cited, label


def sources_asked(question: Question) -> set[str]:
    """The plans that a question may be answered from: those of its gold lines, else those of
    the organisations that it, its history or the profile names."""
    if question.gold:
        return {span.doc for span in question.gold}
    profile = question.profile.organization if question.profile else ""
    texts = (question.question, profile or "", *(question.history or ()))
    first = next((t for t in texts if any(core in t for core in CALLED)), "")
    return {source for core, source in CALLED.items() if core in first}


def test_nobody_elses_lines_are_cited(said: Said) -> None:
    by_id = {question.id: question for question in QUESTIONS}
    for label, ask, answered in said:
        if label in by_id:
            cited = {c.source for c in answered.citations}
            assert cited <= sources_asked(by_id[label]), label
        else:
            assert {c.organization for c in answered.citations} <= {ask.organization}, label


def test_citations_tell_where_they_stand(said: Said, sample_library: Library) -> None:
    plans = {p.source: p for p in sample_library.plans()}
    for label, _, answered in said:
        for c in answered.citations:
            plan = plans[c.source]
            assert plan.organization and c.organization == plan.organization.name, label
            assert (c.plan_id, c.fiscal_years) == (plan.id, plan.fiscal_years), label
            assert c.fiscal_years and c.title, label


def test_the_same_question_gives_the_same_answer(said: Said, sample_library: Library) -> None:
    for label, ask, answered in said[::7]:
        assert answer(ask, sample_library) == answered, label
