"""Comparable projects side by side, for who writes a plan: what they are for, how they are
measured, what they cost, and how these amounts spread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from api.answering.case import Case, Matched
from api.answering.models import Answer
from api.answering.naming import budget_text, clean, project_name
from api.answering.understand import Query
from api.answering.vocabulary import Operation
from api.answering.writer import Writer, shortened, whose
from api.spreads import amount_of, median
from ingest.models import BudgetKind, Project
from ingest.text.numbers import grouped, money

# Of the topic that an example must have, and of what the best one has.
_ENOUGH, _NEAR = 0.42, 0.6
_SHOWN = 10
_OF_ONE = 4  # of one organisation, so that several are seen
_NAME, _FIELD = 90, 320
_ASKS = re.compile("ตัวอย่าง|แบบอย่าง|เทียบเคียง|sample|example")
_PROJECTS = re.compile("โครงการ|กิจกรรม|หลักสูตร|อบรม|project|training")

_COLUMNS: tuple[tuple[str, Callable[[Project], str]], ...] = (
    ("โครงการ", lambda p: project_name(p, _NAME)),
    ("วัตถุประสงค์", lambda p: _cell(p.objective)),
    ("ตัวชี้วัด", lambda p: _cell(p.indicator)),
    ("เป้าหมาย", lambda p: _cell(p.target or p.audience)),
    ("งบประมาณ", lambda p: _budget(p)),
    ("ระยะเวลา", lambda p: _cell(p.timing)),
    ("หน่วยงานรับผิดชอบ", lambda p: _cell(p.unit)),
)


def asks_examples(query: Query) -> bool:
    """Whether projects are asked for to write by, of whichever organisation."""
    return (
        query.does(Operation.EXAMPLE)
        and not query.own_organization
        and _ASKS.search(query.text) is not None
        and _PROJECTS.search(query.text) is not None
    )


def examples_answer(case: Case) -> Answer | None:
    """The projects of the plans in scope that are on the topic; None where none is, or where the
    question names no topic."""
    if not case.query.words or not asks_examples(case.query):
        return None
    found = _comparable(case)
    if not found:
        return None
    writer = Writer()
    tell_side_by_side(writer, found)
    return writer.answer()


def _comparable(case: Case) -> list[Matched[Project]]:
    """The best, with a few of each organisation at most."""
    least = max(_ENOUGH, _NEAR * case.projects[0].coverage) if case.projects else 1.0
    taken: Counter[str] = Counter()
    kept: dict[tuple[str, str], Matched[Project]] = {}
    for match in case.projects:
        name = (match.reading.organization, match.fact.name)
        if match.coverage < least or name in kept or taken[name[0]] == _OF_ONE:
            continue
        taken[name[0]] += 1
        kept[name] = match
    return list(kept.values())[:_SHOWN]


def tell_side_by_side(writer: Writer, found: Sequence[Matched[Project]]) -> None:
    """How many there are, how their budgets spread, and a row for each."""
    if len(found) > 1:
        owners = list(dict.fromkeys(whose(match.reading) for match in found))
        marks = "".join(_cite(writer, match) for match in found)
        writer.line(f"มี {len(found)} โครงการในแผนของ{', '.join(owners)}", marks)
    _tell_spread(writer, found)
    _tell_table(writer, found)


def _tell_spread(writer: Writer, found: Sequence[Matched[Project]]) -> None:
    """How the stated amounts spread, with the rows that they stand in."""
    stated = [(amount, m) for m in found if (amount := amount_of(m.fact)) is not None]
    if len(stated) < 2:
        return
    amounts = [amount for amount, _ in stated]
    marks = "".join(_cite(writer, match) for _, match in stated)
    writer.line(
        f"งบประมาณต่อปี {len(stated)} โครงการที่ระบุจำนวน: มัธยฐาน {money(median(amounts))} "
        f"ต่ำสุด {grouped(min(amounts))} สูงสุด {money(max(amounts))}",
        marks,
    )


def _tell_table(writer: Writer, found: Sequence[Matched[Project]]) -> None:
    writer.line("")
    writer.line("| หน่วยงาน | " + " | ".join(name for name, _ in _COLUMNS) + " | อ้างอิง |")
    writer.line("|---" * (len(_COLUMNS) + 2) + "|")
    for match in found:
        writer.facts([match.fact])
        values = " | ".join(read(match.fact).replace("|", "/") for _, read in _COLUMNS)
        writer.line(f"| {whose(match.reading)} | {values} | {_cite(writer, match)} |")


def _cite(writer: Writer, match: Matched[Project]) -> str:
    return writer.cite(match.reading, [match.fact.passage_id])


def _cell(text: str) -> str:
    return shortened(clean(text), _FIELD) or "ไม่ได้ระบุ"


def _budget(project: Project) -> str:
    text = budget_text(project)
    return text.removeprefix("งบประมาณ ") if project.budget.kind is BudgetKind.AMOUNT else text
