"""The projects that cost most or least, of all or of those that a question means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.answering.budgets.amounts import tell_times
from api.answering.budgets.parts import Total
from api.answering.budgets.scoping import named_in, scope_name
from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import budget_text, project_name, timing_text
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.projects.amounts import amount_of
from api.answering.projects.fields import asked_fields
from api.answering.projects.lists import about, cite_projects, tell_items
from api.answering.saying import money
from api.answering.understanding.selecting import asked_number
from api.answering.understanding.vocabulary import Operation, Want
from api.answering.understanding.wording import corrected_words
from ingest.models import Project
from prompts import say

_NAME = 110
_IN_HEAD = ("budget", "each")
_FITS = 0.6  # of its words, for a project that another is set beside
_TIMES = re.compile(r"กี่เท่า(?:ของ|จาก|เทียบกับ)\s?(?P<other>.+)")
_MIN = Operation.MINIMUM
_WHICH = re.compile("(?:โครงการ|กิจกรรม|หลักสูตร|รายการ)(?:ไหน|ใด|อะไร)")
_RANKS = re.compile(r"(?:อันดับ|ลำดับ)(?:แรก|ต้น)|top\s?\d")
_COSTS = re.compile("โครงการ|กิจกรรม|หลักสูตร|อบรม|รายการ|แพง|ถูก|project|course")
# Another than a project is asked for: "กองไหน", "ยุทธศาสตร์ที่ใช้งบมากที่สุด".
_OTHERS = re.compile(
    "(?:กอง(?!ทุน)|ส่วนราชการ|ยุทธศาสตร์|ฝ่าย|หน่วยงาน|สำนัก|ด้าน|ประเด็น)"
    "(?:ไหน|ใด|อะไร|ที่(?!\\s?\\d)(?:ได้|มี|ใช้|ตั้ง|งบ))"
)


def extreme_project(case: Case) -> Answer | None:
    """The project with the largest or smallest budget, of all or of those that fit; the first
    few where the question asks for so many, and both ends where it asks for both."""
    case, beside = _apart(case)
    query = case.query
    ranks = _RANKS.search(query.text) is not None
    ends = [True] if query.does(Operation.MAXIMUM) or (ranks and not query.does(_MIN)) else []
    ends += [False] if query.does(_MIN) else []
    if not ends or not _asks_for_projects(case):
        return None
    stated = stated_of(case)
    if not stated:
        return None
    writer = Writer()
    for largest in ends:
        found, word = _first(case, stated, largest), say("high" if largest else "low")
        if len(found) == 1:
            _tell_extreme(writer, case, found[0], stated, word)
            if beside and beside.fact.budget.baht:
                tell_times(writer, amount_of(found[0]), amount_of(beside))
        else:
            _tell_ranks(writer, case, found, stated, word)
    return writer.answer()


def _apart(case: Case) -> tuple[Case, Matched[Project] | None]:
    """What is asked before "กี่เท่าของ…", and the project that it is set beside; the question as
    it is where no project is."""
    query = case.query
    match = _TIMES.search(query.text)
    if match is None:
        return case, None
    words = tuple(w for w in corrected_words(match["other"]) if w in query.words)
    own = Case(replace(query, words=words, weak=()), case.scope, case.library)
    best = next(iter(own.projects), None) if words else None
    if best is None or best.coverage < _FITS:
        return case, None
    rest = tuple(w for w in query.words if w not in words)
    head = replace(query, words=rest, text=query.text[: match.start()], units=())
    return Case(head, case.scope, case.library), best


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
        say(
            "extreme",
            name=project_name(found.fact, _NAME),
            end=word,
            money=money(found.fact.budget.baht or 0),
            items=say("stated_of", count=len(stated), scope=scope),
        ),
        cite_projects(writer, compared),
    )
    told = {"timing": timing_text(found.fact), **dict(asked_fields(case, found.fact))}
    beside = [text for name, text in told.items() if name not in _IN_HEAD and text]
    if beside:
        writer.line(" · ".join(beside), cite_projects(writer, [found]))
    writer.line(say("source", whose=whose(found.reading)), cite_projects(writer, [found]))


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
        head = say("extremes_equal", end=word, money=money(baht), count=len(found))
    else:
        scope = _scope_said(case, found[0].reading)
        items = say("stated_of", count=len(stated), scope=scope)
        head = say("extremes", count=len(found), end=word, items=items)
    compared = [*found, *(m for m in stated if m not in found)]
    writer.line(head, cite_projects(writer, compared))
    tell_items(writer, case, found, budget_text)
    asked = asked_number(case.query.text) or len(found)
    if len(found) > asked > 1:
        last = money(found[-1].fact.budget.baht or 0)
        tied = [m for m in found if m.fact.budget.baht == found[-1].fact.budget.baht]
        said = say("tied", rank=asked, count=len(tied), money=last)
        writer.line(said, cite_projects(writer, tied))
    writer.line(say("source", whose=whose(found[0].reading)), cite_projects(writer, found[:1]))


def _scope_said(case: Case, reading: Reading) -> str:
    named = named_in(case.query, Total(reading))
    return "" if named.is_all else say("of_scope", scope=scope_name(named))


def _asks_for_projects(case: Case) -> bool:
    query = case.query
    if Want.MONEY not in query.wants or query.positions:
        return False
    if _WHICH.search(query.text):
        return True
    if any("บาท" not in unit for unit in query.units) or _OTHERS.search(query.text):
        return False
    return _COSTS.search(query.text) is not None or asked_number(query.text) is not None


def _first(case: Case, stated: Sequence[Matched[Project]], largest: bool) -> list[Matched[Project]]:
    """As many as the question asks for, and what is equal to the last of them."""
    sign = -1 if largest else 1
    order = sorted(stated, key=lambda m: sign * (m.fact.budget.baht or 0))
    last = order[min(asked_number(case.query.text) or 1, len(order)) - 1].fact.budget.baht
    end = max(at for at, m in enumerate(order) if m.fact.budget.baht == last)
    return order[: end + 1]


def stated_of(case: Case) -> list[Matched[Project]]:
    """Those that a question means and that state an amount, in reading order."""
    return [m for m in about(case, case.query.words) if m.fact.budget.baht is not None]
