"""The whole budget of a plan: by its rows, its strategies or its departments, as printed and as
added up."""

from __future__ import annotations

import re
from itertools import combinations

from api.answering.budgets.parts import Part, Total
from api.answering.budgets.scoping import department_name
from api.answering.evidence.naming import project_name
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.saying import money
from api.answering.understanding.query import Query
from api.answering.understanding.selecting import selecting_pattern, whole_words
from api.answering.understanding.vocabulary import Operation, Want, vocabulary
from ingest.models import Project
from ingest.text.numbers import grouped
from ingest.text.segment import tokens
from prompts import say

_PARTS = re.compile("ยุทธศาสตร์|ประเด็น|(?:ด้าน|หมวด|เสา)(?:การพัฒนา)?(?:ไหน|ใด)")
_ALIKE = 0.6  # share of a name's words that another with the same budget has, if it is the same


def asks_whole(query: Query) -> bool:
    """Whether the whole budget of a plan is asked for: ``งบพัฒนาบุคลากรเท่าไหร่``, no project."""
    parts = (query.strategies, query.departments, query.positions, query.units, query.bounds)
    if query.wants != {Want.MONEY} or any(parts):
        return False
    if not set(query.words) <= whole_words() or query.does(*_OTHERWISE):
        return False
    named = "โครงการ" in query.text or "กิจกรรม" in query.text
    return not named or selecting_pattern("whole_said").search(query.text) is not None


def speaks_of_parts(query: Query) -> bool:
    """Whether strategies are meant, under any of the names that plans give them."""
    return _PARTS.search(query.text) is not None


def asks_sum_of_all(query: Query) -> bool:
    """Whether a sum is asked and nothing that narrows it."""
    generic = set(query.words) <= vocabulary().learning | vocabulary().anybody | whole_words()
    scoped = query.strategies or query.departments or query.positions or query.bounds
    said = selecting_pattern("whole_said").search("".join(query.text.split()))
    money_or_parts = Want.MONEY in query.wants or "ยุทธศาสตร์" in query.words
    summed = query.does(Operation.SUM) and not query.wants_any(Want.PEOPLE)
    return bool(summed and money_or_parts and (said or (generic and not scoped)))


_OTHERWISE = (
    Operation.LIST, Operation.COUNT, Operation.EXAMPLE, Operation.NO_BUDGET,
    Operation.PROCEDURE, Operation.DEFINE,
)  # fmt: skip


def remarks(writer: Writer, total: Total) -> None:
    """Where the plan contradicts itself, or counts a project twice."""
    for part in total.parts:
        if part.printed is not None and part.differs:
            rows = (p.passage_id for p in part.projects if p.budget.baht)
            sources = [part.printed.passage_id, *rows]
            writer.facts([part.printed])
            writer.line(
                say(
                    "printed_differs",
                    name=part.name,
                    printed=money(part.printed.budget.baht or 0),
                    computed=money(part.computed),
                ),
                writer.cite(total.reading, sources),
            )
    printed = [part.printed for part in total.parts if part.printed]
    if len(printed) > 1 and any(part.differs for part in total.parts):
        amount = sum(cell.budget.baht or 0 for cell in printed)
        writer.line(
            say("printed_sum", count=len(printed), money=money(amount)),
            writer.cite(total.reading, [cell.passage_id for cell in printed]),
        )
    _repeats(writer, total)


def _repeats(writer: Writer, total: Total) -> None:
    pairs = repeated(total)
    if not pairs:
        return
    names = "; ".join(f"{project_name(a, 60)} {money(a.budget.baht or 0)}" for a, _ in pairs[:4])
    names += say("and_so_on") if len(pairs) > 4 else ""
    writer.line(
        say("repeated", count=len(pairs), names=names),
        writer.cite(total.reading, [p.passage_id for pair in pairs for p in pair]),
    )


def repeated(total: Total) -> list[tuple[Project, Project]]:
    """Pairs of rows in different strategies or tables that may be one project: the same amount
    and most of the words of the shorter name."""
    return [
        (one, other)
        for one, other in combinations(total.projects, 2)
        if one.budget == other.budget and total.key(one) != total.key(other) and _alike(one, other)
    ]


def _alike(one: Project, other: Project) -> bool:
    first, second = (_words(p.name) for p in (one, other))
    shorter = min(len(first), len(second))
    return shorter > 1 and len(first & second) >= _ALIKE * shorter


def _words(name: str) -> set[str]:
    vocab = vocabulary()
    return set(tokens(name)) - vocab.stop - vocab.anybody - vocab.staff


def tell_departments(total: Total) -> Answer:
    """The whole as the plan's table of departments prints it, beside what the rows add up to."""
    writer = Writer()
    reading, cells = total.reading, total.departments
    writer.facts(cells)
    marks = writer.cite(reading, [c.passage_id for c in cells])
    items = say("departments_counted", count=len(cells))
    writer.line(say("total", money=money(total.value), items=items), marks)
    terms = (f"{department_name(c)} {grouped(c.budget.baht or 0)}" for c in cells)
    writer.line(" + ".join(terms), marks)
    tell_printed_sum(writer, total)
    if total.projects and total.computed != total.value:
        writer.facts(total.projects)
        writer.line(
            say("rows_differ", count=len(total.projects), money=money(total.computed)),
            writer.cite(reading, [p.passage_id for p in total.projects]),
        )
    _repeats(writer, total)
    writer.line(say("source_departments", whose=whose(reading)), marks)
    return writer.answer()


def tell_printed_sum(writer: Writer, total: Total) -> None:
    """Where the table of departments prints another sum than its departments have."""
    printed = total.together
    if printed is not None and printed.budget.baht != total.value:
        writer.facts([printed])
        writer.line(
            f"ข้อสังเกต: ตารางพิมพ์ยอดรวมทุกส่วนราชการไว้ {money(printed.budget.baht or 0)} "
            f"แต่บวกจากแต่ละส่วนราชการได้ {money(total.value)}",
            writer.cite(total.reading, [printed.passage_id]),
        )


def tell_parts(total: Total) -> Answer:
    """The whole by strategies."""
    writer = Writer()
    writer.facts(total.projects)
    reading = total.reading
    marks = writer.cite(reading, [p.passage_id for p in total.projects])
    rows = say("items_stated", count=len(total.projects))
    writer.line(say("total_of_strategies", money=money(total.computed), items=rows), marks)
    for part in total.parts:
        marks = writer.cite(reading, part.sources)
        writer.line(f"- {part.name}: {say('sum', money=money(part.computed))}", marks)
    remarks(writer, total)
    first = writer.cite(reading, total.parts[0].sources[:1])
    writer.line(say("source", whose=whose(reading)), first)
    return writer.answer()


def tell_extreme_part(total: Total, largest: bool) -> Answer | None:
    """The strategy with the largest or smallest budget, beside the others, as printed, with what
    the rows add up to where that differs; None where the plan names fewer than two, leaves rows
    without a strategy, or its rows and its printed totals make another one the first."""
    parts = sorted(total.parts, key=lambda p: -p.value if largest else p.value)
    if len(parts) < 2 or not all(part.projects[0].strategy for part in parts):
        return None
    pick = max if largest else min
    if parts[0].computed != pick(part.computed for part in parts):
        return None
    writer = Writer()
    end = "largest" if largest else "smallest"
    first = parts[0]
    marks = writer.cite(total.reading, _shown_by(first))
    writer.line(say(end, names=first.name, money=say("sum", money=money(first.value))), marks)
    _tell_rows_unlike(writer, total, first)
    for part in parts[1:]:
        marks = writer.cite(total.reading, _shown_by(part))
        writer.line(f"- {part.name}: {say('sum', money=money(part.value))}", marks)
        _tell_rows_unlike(writer, total, part)
    writer.facts(total.projects)
    marks = writer.cite(total.reading, first.sources[:1])
    writer.line(say("source", whose=whose(total.reading)), marks)
    return writer.answer()


def _shown_by(part: Part) -> list[str]:
    return [part.printed.passage_id] if part.printed else part.sources


def _tell_rows_unlike(writer: Writer, total: Total, part: Part) -> None:
    """What a strategy's rows add up to, where its printed total is another."""
    if part.differs:
        note = say("rows_unlike_printed", money=money(part.computed))
        writer.line(note, writer.cite(total.reading, part.sources))
