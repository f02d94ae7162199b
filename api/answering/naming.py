"""A project in words: its name, its budget, a cell of it."""

from __future__ import annotations

import re

from api.answering.writer import shortened
from ingest.models import BudgetKind, Project
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import money

_TAIL = re.compile(r"\s*(?:ประจำ)?ปีงบประมาณ\s*(?:พ\.ศ\.)?\s*25\d\d\s*$|\s*ประจำปี\s*$")
_LISTED = re.compile(r"\s*(?:ได้แก่|ประกอบด้วย|ดังนี้).*$")


def project_name(project: Project, length: int) -> str:
    """The name as answers say it: without the list of its courses and the year at its end."""
    name = _TAIL.sub("", _LISTED.sub("", " ".join(project.name.split())))
    return shortened(name, length)


def budget_text(project: Project) -> str:
    budget = project.budget
    if budget.kind is BudgetKind.NO_BUDGET:
        return "ไม่ใช้งบประมาณ"
    if budget.baht is not None:
        return f"งบประมาณ {money(budget.baht)}"
    return "แผนไม่ได้ระบุงบประมาณ"


def clean(text: str) -> str:
    """A cell's text in one line, digits Arabic, without the dash of a list of one."""
    plain = arabic_digits(" ".join(text.split()))
    return plain.removeprefix("- ").strip()
