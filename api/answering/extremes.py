"""The projects that cost most or least, of all or of those that a question means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.case import Case, Matched
from api.answering.lists import about, cite_projects, tell_items
from api.answering.models import Answer
from api.answering.naming import budget_text, project_name, timing_text
from api.answering.parts import Total
from api.answering.scoping import named_in, scope_name
from api.answering.selecting import asked_number
from api.answering.shelf import Reading
from api.answering.vocabulary import Operation, Want
from api.answering.writer import Writer, whose
from ingest.models import Project
from ingest.text.numbers import money

_NAME = 110
_COSTS = re.compile("โครงการ|กิจกรรม|หลักสูตร|อบรม|รายการ|แพง|ถูก|project|course")
# Another than a project is asked for: "กองไหน", "ยุทธศาสตร์ที่ใช้งบมากที่สุด".
_OTHERS = re.compile(
    "(?:กอง(?!ทุน)|ส่วนราชการ|ยุทธศาสตร์|ฝ่าย|หน่วยงาน|สำนัก|ด้าน|ประเด็น)"
    "(?:ไหน|ใด|อะไร|ที่(?!\\s?\\d)(?:ได้|มี|ใช้|ตั้ง|งบ))"
)


def extreme_project(case: Case) -> Answer | None:
    """The project with the largest or smallest budget, of all or of those that fit; the first
    few where the question asks for so many."""
    found = most_or_least(case)
    if not found:
        return None
    stated = stated_of(case)
    word = "สูง" if Operation.MAXIMUM in case.query.operations else "ต่ำ"
    writer = Writer()
    if len(found) == 1:
        _tell_extreme(writer, case, found[0], stated, word)
    else:
        _tell_ranks(writer, case, found, stated, word)
    return writer.answer()


def _tell_extreme(
    writer: Writer,
    case: Case,
    found: Matched[Project],
    stated: Sequence[Matched[Project]],
    word: str,
) -> None:
    writer.facts([found.fact])
    scope = _scope_said(case, found.reading)
    compared = [found, *(m for m in stated if m is not found)]
    writer.line(
        f"{project_name(found.fact, _NAME)}: งบประมาณ{word}สุด {money(found.fact.budget.baht or 0)} "
        f"จาก {len(stated)} รายการ{scope}ที่ระบุงบประมาณ",
        cite_projects(writer, compared),
    )
    timing = timing_text(found.fact)
    if timing:
        writer.line(timing, cite_projects(writer, [found]))
    writer.line(f"ตามแผนของ{whose(found.reading)}", cite_projects(writer, [found]))


def _tell_ranks(
    writer: Writer,
    case: Case,
    found: Sequence[Matched[Project]],
    stated: Sequence[Matched[Project]],
    word: str,
) -> None:
    """Several that are equal, or as many as were asked for; what is equal to the last is told."""
    amounts = {m.fact.budget.baht for m in found}
    baht = found[0].fact.budget.baht or 0
    if len(amounts) == 1:
        head = f"งบประมาณ{word}สุด {money(baht)} มี {len(found)} รายการ"
    else:
        scope = _scope_said(case, found[0].reading)
        head = f"{len(found)} รายการที่งบประมาณ{word}สุด จาก {len(stated)} รายการ{scope}ที่ระบุงบประมาณ"
    compared = [*found, *(m for m in stated if m not in found)]
    writer.line(head, cite_projects(writer, compared))
    tell_items(writer, case, found, budget_text)
    asked = asked_number(case.query.text) or len(found)
    if len(found) > asked > 1:
        last = money(found[-1].fact.budget.baht or 0)
        tied = [m for m in found if m.fact.budget.baht == found[-1].fact.budget.baht]
        said = f"อันดับที่ {asked} มีงบประมาณเท่ากัน {len(tied)} รายการ ({last})"
        writer.line(said, cite_projects(writer, tied))
    writer.line(f"ตามแผนของ{whose(found[0].reading)}", cite_projects(writer, found[:1]))


def _scope_said(case: Case, reading: Reading) -> str:
    named = named_in(case.query, Total(reading))
    return "" if named.is_all else f"ของ{scope_name(named)}"


def most_or_least(case: Case) -> list[Matched[Project]]:
    """The projects with the most or least money stated, where a question asks for these: as many
    as it asks for and what is equal to the last of them, most or least first."""
    query = case.query
    asks = query.does(Operation.MAXIMUM, Operation.MINIMUM) and Want.MONEY in query.wants
    if not asks or query.positions or any("บาท" not in unit for unit in query.units):
        return []
    number = asked_number(query.text)
    says = _COSTS.search(query.text) or number
    if not says or _OTHERS.search(query.text):
        return []
    stated = stated_of(case)
    largest = Operation.MAXIMUM in query.operations
    stated.sort(key=lambda m: (m.fact.budget.baht or 0) * (-1 if largest else 1))
    if not stated:
        return []
    last = stated[min(number or 1, len(stated)) - 1].fact.budget.baht
    kept = [m for m in stated if m.fact.budget.baht == last]
    end = stated.index(kept[-1]) + 1
    return stated[:end]


def stated_of(case: Case) -> list[Matched[Project]]:
    """Those that a question means and that state an amount, in reading order."""
    return [m for m in about(case, case.query.words) if m.fact.budget.baht is not None]
