"""Comparable projects side by side, for who writes a plan: what they are for, how they are
measured, what they cost, and how these amounts spread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import budget_text, clean, project_name
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.saying import money
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation
from api.spreads import amount_of, median
from ingest.models import BudgetKind, Project
from ingest.text.numbers import grouped
from prompts import reply, say

if TYPE_CHECKING:
    from api.drafting.topics import Subject

_SHOWN = 10
_OF_ONE = 4  # of one organisation, so that several are seen
_NAME, _FIELD = 300, 320
# Of what plans are on, for who hasn't said.
_USUAL = ("คุณธรรมจริยธรรม", "ทักษะดิจิทัล", "คุณภาพชีวิตบุคลากร")
TOPICS = tuple(f"ขอตัวอย่างโครงการด้าน{each}" for each in _USUAL)
_ASKS = re.compile("ตัวอย่าง|แบบอย่าง|เทียบเคียง|sample|example")
# What a plan gives as an example: "ยกตัวอย่างกิจกรรมไว้ใดบ้าง" asks what it says.
_GIVEN = re.compile(r"ยก\s?ตัวอย่าง.*?(?:ไว้|ใด|อะไร|ไหน)")
# As a wish.
_WANTED = re.compile(r"ขอ(?!ง)|อยาก|ต้องการ|ช่วย|หา(?:ตัว|แบบ)อย่าง|มีตัวอย่าง|^\W*ตัวอย่าง|example|sample")
_PROJECTS = re.compile("โครงการ|กิจกรรม|หลักสูตร|อบรม|project|training")

_COLUMNS: tuple[tuple[str, Callable[[Project], str]], ...] = (
    ("head_project", lambda p: project_name(p, _NAME)),
    ("head_objective", lambda p: _cell(p.objective)),
    ("head_indicator", lambda p: _cell(p.indicator)),
    ("head_target", lambda p: _cell(p.target or p.audience)),
    ("head_budget", lambda p: _budget(p)),
    ("head_time", lambda p: _cell(p.timing)),
    ("head_responsible", lambda p: _cell(p.unit)),
)


def asks_examples(query: Query) -> bool:
    """Whether projects are asked for to write by, of whichever organisation."""
    text = query.text
    if _GIVEN.search(text) and not _WANTED.search(text):
        return False
    return (
        query.does(Operation.EXAMPLE)
        and not query.own_organization
        and _ASKS.search(text) is not None
        and _PROJECTS.search(text) is not None
    )


def examples_answer(case: Case) -> Answer | None:
    """The projects of the plans in scope that are on the topic, or that there is none; asks for
    the topic where the question names none. None where no examples are asked for, and where none
    is found for a position or department, or of what a plan gives as an example."""
    query = case.query
    if not asks_examples(query):
        return None
    subject = _subject(query)
    groups = _comparable(case, subject) if subject.parts else []
    if groups:
        writer = Writer()
        tell_side_by_side(writer, [match for group in groups for match in group], groups)
        return writer.answer()
    if query.positions or query.departments or not _WANTED.search(query.text):
        return None
    if subject.parts:
        text = reply("no_examples", query.english, topic=subject.said)
        return Answer(text, answerable=False, suggestions=TOPICS)
    lines = [reply("examples_of_what", query.english), *(f"- {each}" for each in TOPICS)]
    return Answer("\n".join(lines), answerable=False, suggestions=TOPICS)


def _subject(query: Query) -> Subject:
    """The topic of a question, with the list that it names; of one that leaves it out, what was
    asked before."""
    # Topics are read as questions are: what reads them imports this package.
    from api.drafting.topics import subject_of

    own = subject_of(query.text).only(query.words)
    return own if own.parts else subject_of(" ".join(query.words))


def _comparable(case: Case, subject: Subject) -> list[list[Matched[Project]]]:
    """As drafts find and group them, with a few of each organisation at most."""
    from api.drafting.examples import find_groups

    readings = {reading.plan.id: reading for reading in case.scope.readings}
    taken: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    groups: list[list[Matched[Project]]] = []
    for group in find_groups(case.library, subject, readings):
        groups.append([])
        for example in group.examples:
            match = Matched(readings[example.plan.id], example.project, example.relevance)
            name = (match.reading.organization, match.fact.name)
            if name not in seen and taken[name[0]] < _OF_ONE and len(seen) < _SHOWN:
                taken[name[0]] += 1
                seen.add(name)
                groups[-1].append(match)
    return [group for group in groups if group]


def tell_side_by_side(
    writer: Writer,
    found: Sequence[Matched[Project]],
    groups: Sequence[Sequence[Matched[Project]]] = (),
) -> None:
    """How many there are, how their budgets spread, all together and of each of several
    ``groups``, and a row for each."""
    if len(found) > 1:
        owners = list(dict.fromkeys(whose(match.reading) for match in found))
        marks = "".join(_cite(writer, match) for match in found)
        writer.line(say("projects_in_plans", count=len(found), whose="; ".join(owners)), marks)
    _tell_spread(writer, found)
    if len(groups) > 1:
        for group in groups:
            _tell_spread(writer, group, project_name(group[0].fact, _NAME))
    _tell_table(writer, found)


def _tell_spread(writer: Writer, found: Sequence[Matched[Project]], name: str = "") -> None:
    """How the stated amounts spread, of all or of those called ``name``, with the rows that they
    stand in."""
    stated = [(amount, m) for m in found if (amount := amount_of(m.fact)) is not None]
    if len(stated) < 2:
        return
    amounts = [amount for amount, _ in stated]
    marks = "".join(_cite(writer, match) for _, match in stated)
    writer.line(
        say(
            "spread_of" if name else "spread",
            name=name,
            count=len(stated),
            median=money(median(amounts)),
            lowest=grouped(min(amounts)),
            highest=money(max(amounts)),
        ),
        marks,
    )


def _tell_table(writer: Writer, found: Sequence[Matched[Project]]) -> None:
    writer.line("")
    heads = ("head_organization", *(name for name, _ in _COLUMNS), "head_source")
    writer.line(f"| {' | '.join(map(say, heads))} |")
    writer.line("|---" * (len(_COLUMNS) + 2) + "|")
    for match in found:
        writer.facts([match.fact])
        values = " | ".join(read(match.fact).replace("|", "/") for _, read in _COLUMNS)
        writer.line(f"| {whose(match.reading)} | {values} | {_cite(writer, match)} |")


def _cite(writer: Writer, match: Matched[Project]) -> str:
    return writer.cite(match.reading, [match.fact.passage_id])


def _cell(text: str) -> str:
    return shortened(clean(text), _FIELD) or say("unstated_cell")


def _budget(project: Project) -> str:
    text = budget_text(project)
    is_amount = project.budget.kind is BudgetKind.AMOUNT
    return text.removeprefix(say("budget", money="")) if is_amount else text
