"""Draft questions from disputed answers, for a person to confirm.

What a draft says of category, difficulty and style are guesses, and its gold spans are proposals:
what the disputed answer cited, and the best evidence that it did not.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from api.answering import Ask, evidence
from api.answering.understanding.query import Query
from api.answering.understanding.understand import understand
from api.answering.understanding.vocabulary import Operation, Want
from eval.grading import Pointer
from eval.jsonl import DataFileError, read_models
from eval.questions import AskerProfile, Category, Difficulty, GoldSpan, Style, Text
from ingest.models import Plan
from ingest.text.normalize import arabic_digits, fold
from retriever.catalogue import Feedback
from retriever.library import Library

_FOUND = 3  # passages proposed beside those cited
_DEPTH = 10  # passages looked through for them
_FIGURE = re.compile(r"(?<![\d,.])\d[\d,]*(?:\.\d+)?(?![\d,])")

_BY_OPERATION: tuple[tuple[Operation, Category], ...] = (
    (Operation.EXAMPLE, "draft_example"),
    (Operation.COMPARE, "compare"),
    (Operation.DIFFERENCE, "compare"),
    (Operation.DEFINE, "definition"),
    (Operation.PROCEDURE, "procedure"),
    (Operation.SUM, "aggregate"),
    (Operation.COUNT, "aggregate"),
    (Operation.MAXIMUM, "aggregate"),
    (Operation.MINIMUM, "aggregate"),
)
_BY_WANT: tuple[tuple[Want, Category], ...] = (
    (Want.MONEY, "budget"),
    (Want.PERCENT, "kpi_target"),
    (Want.TARGET, "kpi_target"),
    (Want.COURSE, "course"),
    (Want.TIMING, "timing"),
    (Want.DATE, "timing"),
    (Want.FREQUENCY, "timing"),
    (Want.YEAR, "timing"),
    (Want.UNIT, "responsible"),
    (Want.PERSON, "responsible"),
    (Want.COMMITTEE, "responsible"),
    (Want.SKILLS, "career"),
    (Want.METHODS, "career"),
    (Want.PEOPLE, "workforce"),
)
_PEOPLE = ("คน", "อัตรา", "ราย")
_HARD = frozenset({"compare", "aggregate"})
_STYLES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("mixed_english", re.compile(r"[A-Za-z]{3,}")),
    ("abbreviated", re.compile(r"[ก-ฮ]{1,4}\.|(?:อบต|อบจ|งปม|จพง|ผอ)(?![ก-๎])")),
    ("casual", re.compile("ครับ|คับ|ค่ะ|คะ|มั้ย|ไหม|หน่อย|เท่าไหร่|ยังไง|บ้างอะ|นะ$")),
)


class ProposedSpan(GoldSpan):
    """Lines that may support the right answer, with their text; ``cited`` by the disputed one."""

    text: str
    cited: bool


class Draft(BaseModel):
    """A question that nobody has confirmed yet, with what it came from."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    draft: Literal[True] = True
    id: Text
    question: Text
    category: Category
    difficulty: Difficulty
    style: Style
    profile: AskerProfile | None
    history: tuple[Text, ...] | None
    gold: tuple[ProposedSpan, ...]
    note: str
    answer: str
    comment: str


def draft_of(group: Sequence[Feedback], library: Library) -> Draft:
    """A draft of the question whose answer was disputed, by each of ``group``."""
    feedback = group[0]
    ask = Ask(
        message=feedback.question,
        profile_organization=feedback.organization,
        profile_position=feedback.position,
        history=feedback.history,
    )
    known = [plan.organization for plan in library.plans() if plan.organization]
    category = guess_category(understand(ask, known))
    gold, lost = _proposed(feedback, ask, library)
    return Draft(
        id=_draft_id(feedback),
        question=feedback.question,
        category=category,
        difficulty="hard" if category in _HARD else "medium" if feedback.history else "easy",
        style=guess_style(feedback.question, feedback.history),
        profile=_profile(feedback),
        history=feedback.history or None,
        gold=gold,
        note=_note(gold, lost, len(group)),
        answer=feedback.answer,
        comment=" · ".join(dict.fromkeys(one.comment for one in group if one.comment)),
    )


def guess_category(query: Query) -> Category:
    """What the question is about, by the words that the answering goes by."""
    for operation, category in _BY_OPERATION:
        if query.does(operation):
            return category
    for want, category in _BY_WANT:
        if query.wants_any(want):
            return category
    if any(unit in _PEOPLE for unit in query.units):
        return "workforce"
    return "list" if query.does(Operation.LIST) else "policy"


def guess_style(question: str, history: Sequence[str]) -> Style:
    """How the question is worded; slips of the hand are not told from rare words."""
    if history:
        return "follow_up"
    return next((style for style, pattern in _STYLES if pattern.search(question)), "formal")


def figures(texts: Iterable[str]) -> tuple[str, ...]:
    """The figures of some lines as an answer would give them: what ``must_include`` may hold."""
    found = (figure for text in texts for figure in _FIGURE.findall(arabic_digits(text)))
    return tuple(dict.fromkeys(figure.rstrip(",") for figure in found if len(figure) > 1))


def load_drafts(path: Path) -> tuple[Draft, ...]:
    """The drafts of a file, none where there is no file yet; raises ``DataFileError``."""
    return tuple(draft for _, draft in read_models(path, Draft)) if path.exists() else ()


def write_drafts(path: Path, drafts: Iterable[Draft]) -> None:
    """Replace the file in one step; raises ``DataFileError`` where it can't be written."""
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.writelines(draft.model_dump_json() + "\n" for draft in drafts)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise DataFileError(path, None, error.strerror or "cannot be written") from error


@dataclass(frozen=True, slots=True)
class Added:
    """How many drafts are new, and how many were brought up to date."""

    new: int
    renewed: int


def add_drafts(path: Path, library: Library, *, again: bool = False) -> Added:
    """Draft the disputed answers that aren't drafted yet; ``again`` drafts all.

    Equal answers to equal questions make one draft. The file is written before the library notes
    them: a run that is cut short between drafts none twice, as the ids in the file are known.
    """
    disputed = library.feedback.all_disputed()
    fresh = disputed if again else library.feedback.disputed()
    wanted = {_draft_id(one) for one in fresh}
    groups: dict[str, list[Feedback]] = {}
    for one in disputed:
        groups.setdefault(_draft_id(one), []).append(one)
    drafts = {name: draft_of(group, library) for name, group in groups.items() if name in wanted}
    held = {draft.id: draft for draft in load_drafts(path)}
    if drafts:
        write_drafts(path, (held | drafts).values())
    library.feedback.mark_drafted([one.id for one in fresh])
    renewed = [name for name in drafts if name in held and drafts[name] != held[name]]
    return Added(len(drafts.keys() - held.keys()), len(renewed))


def _draft_id(feedback: Feedback) -> str:
    """The same for what the same draft is made of."""
    parts = (fold(feedback.question), feedback.answer, *map(fold, feedback.history))
    return f"feedback-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:12]}"


def _profile(feedback: Feedback) -> AskerProfile | None:
    if not (feedback.organization or feedback.position):
        return None
    return AskerProfile(organization=feedback.organization, position=feedback.position)


def _proposed(
    feedback: Feedback, ask: Ask, library: Library
) -> tuple[tuple[ProposedSpan, ...], int]:
    """The spans proposed, and how many that were cited are in no plan of the library."""
    plans = {summary.id: library.plan(summary.id) for summary in library.plans()}
    cited = dict.fromkeys((c.plan_id, c.line_start, c.line_end) for c in feedback.citations)
    spans = [
        _span(plans[plan_id], start, end, cited=True)
        for plan_id, start, end in cited
        if plan_id in plans and end <= len(plans[plan_id].lines)
    ]
    lost = len(cited) - len(spans)
    found: list[ProposedSpan] = []
    for hit in evidence(ask, library, _DEPTH):
        span = hit.passage.span
        pointer = Pointer(hit.plan.source, span.line_start, span.line_end)
        if not any(pointer.overlaps(known) for known in (*spans, *found)):
            found.append(_span(plans[hit.plan.id], span.line_start, span.line_end, cited=False))
    return (*spans, *found[:_FOUND]), lost


def _span(plan: Plan, start: int, end: int, *, cited: bool) -> ProposedSpan:
    text = "\n".join(plan.lines[start - 1 : end])
    return ProposedSpan(doc=plan.source, line_start=start, line_end=end, text=text, cited=cited)


def _note(gold: Collection[ProposedSpan], lost: int, count: int) -> str:
    parts = ["from a disputed answer; category, difficulty and style are guesses"]
    if count > 1:
        parts.append(f"disputed {count} times")
    found = figures(span.text for span in gold)
    if found:
        parts.append(f"figures in the proposed lines: {', '.join(found[:12])}")
    if lost:
        parts.append(f"cited lines that are in no plan any more: {lost}")
    return "; ".join(parts)
