"""A project in words: its name, its budget, a cell of it."""

from __future__ import annotations

import re

from api.answering.evidence.writer import shortened
from api.answering.saying import money, time_said
from ingest.lexicon.match import find_departments
from ingest.models import Budget, BudgetKind, Project
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import grouped
from prompts import say

_TAIL = re.compile(r"\s*(?:ประจำ)?ปีงบประมาณ\s*(?:พ\.ศ\.)?\s*25\d\d\s*$|\s+ประจำปี\s*$")
_AMOUNTS = {BudgetKind.NO_BUDGET: "no_budget_short", BudgetKind.NOT_STATED: "unstated_short"}
_PLACE = re.compile(r"(?<![ก-๙])ณ\s+(?!วันที่)([ก-๙].*)")
_PLACE_LENGTH = 160
_TELLS = re.compile("[0-9a-z\u0e01-\u0e2e✓]", re.IGNORECASE)
_IN_THAI = re.compile(r"(?<=[\u0e01-\u0e4e])\s+(?=[\u0e01-\u0e4e])")
_LISTED = re.compile(r"\s*(?:ได้แก่|ประกอบด้วย|ดังนี้).*$")


def project_name(project: Project, length: int) -> str:
    """The name as answers say it: without the list of its courses and the year at its end."""
    name = _TAIL.sub("", _LISTED.sub("", " ".join(project.name.split())))
    return shortened(name, length)


def budget_text(project: Project) -> str:
    """The budget in words, with that of each year where years have their own columns."""
    budget, years = project.budget, project.yearly
    if budget.kind is BudgetKind.NOT_STATED and project.shared_with:
        return say("budget_within", others=_others(project))
    if len(years) < 2 or budget.baht is None:
        said = _of_one(budget, years[0].year if len(years) == 1 else None)
        if budget.baht is None or not project.shared_with:
            return said
        return say("budget_shared", budget=said, others=_others(project))
    each = ", ".join(f"{say('year', year=one.year)}: {_amount(one.budget)}" for one in years)
    return say("budget_by_year", count=len(years), money=money(budget.baht), each=each)


def _of_one(budget: Budget, year: int | None) -> str:
    """A budget, that of a ``year`` (B.E.) where it has its own column."""
    if budget.kind is BudgetKind.NO_BUDGET:
        return say("no_budget_in_year", year=year) if year else say("no_budget")
    if budget.baht is None:
        return say("budget_unstated_in_year", year=year) if year else say("budget_unstated")
    if year is None:
        return say("budget", money=money(budget.baht))
    return say("budget_of_year", year=year, money=money(budget.baht))


def _others(project: Project) -> str:
    """Those whose budget is one with the project's, the first few by name."""
    names = [shortened(" ".join(name.split()), 80) for name in project.shared_with]
    more = say("more_items", count=len(names) - 3) if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _amount(budget: Budget) -> str:
    return say(_AMOUNTS[budget.kind]) if budget.baht is None else grouped(budget.baht)


def timing_text(project: Project) -> str:
    """The time in words, "" where it is blank; marks under a header that is missing tell none."""
    if not project.timing:
        return ""
    if not _TELLS.search(project.timing):
        return say("timing_marked")
    return say("timing", when=time_said(project.timing))


def clean(text: str) -> str:
    """A cell's text in one line, digits Arabic, without the dash of a list of one."""
    plain = arabic_digits(" ".join(text.split()))
    return plain.removeprefix("- ").strip()


def unit_name(text: str) -> str:
    """The units of a cell, without the spaces that OCR left inside their names: ``กอง คลัง``."""
    plain = clean(text)
    for match in reversed(find_departments(plain)):
        if match.exact:
            own = _IN_THAI.sub("", plain[match.start : match.end])
            plain = f"{plain[: match.start]}{own}{plain[match.end :]}"
    return plain


def place_of_project(project: Project) -> str:
    """Where a project is, "" where its row doesn't say: ``ศึกษาดูงาน ณ โรงเรียนต้นแบบ``."""
    for text in (project.name, project.target, project.indicator, project.objective):
        if match := _PLACE.search(clean(text)):
            return shortened(match[1], _PLACE_LENGTH)
    return ""
