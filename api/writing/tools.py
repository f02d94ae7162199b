"""What a model may ask for: passages, projects and sums, of the plans in scope alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import citation_of, whose
from api.writing.exhibits import Exhibit, Exhibits
from ingest.models import Project, exact_baht
from ingest.text.normalize import fold
from ingest.text.numbers import grouped, money
from ingest.text.segment import tokens

_FOUND = 6  # passages or projects that a call brings, in each plan at most
_ADDED = 40  # rows under a sum: more marks than that prove nothing to a reader


class SearchPlans(BaseModel):
    """ค้นหาข้อความในแผนที่อยู่ในขอบเขตของคำถาม ได้หลักฐานเพิ่มพร้อมเลข"""

    words: str = Field(max_length=200, description="คำค้นภาษาไทย เช่น รายงานผลหลังการอบรม")


class FindProjects(BaseModel):
    """หาโครงการในแผนที่อยู่ในขอบเขตของคำถาม ด้วยคำในชื่อโครงการและช่วงงบประมาณ"""

    words: str = Field(default="", max_length=200, description="คำในชื่อโครงการ ว่างไว้คือทุกโครงการ")
    budget_min: Decimal | None = Field(
        default=None, ge=0, decimal_places=2, description="งบประมาณตั้งแต่ (บาท)"
    )
    budget_max: Decimal | None = Field(
        default=None, ge=0, decimal_places=2, description="งบประมาณไม่เกิน (บาท)"
    )


class AddUp(FindProjects):
    """นับและรวมงบประมาณของโครงการที่ตรงเงื่อนไข ตัวเลขรวมใช้ได้เฉพาะที่เครื่องมือนี้คำนวณให้"""


TOOLS: tuple[type[BaseModel], ...] = (SearchPlans, FindProjects, AddUp)


class Tools:
    """Runs the calls of one answer; what they find is added to ``exhibits``."""

    def __init__(self, cases: Sequence[Case], exhibits: Exhibits) -> None:
        self._cases = cases
        self._exhibits = exhibits
        self._ways: dict[str, Callable[[Any], list[Exhibit | None]]] = {
            "SearchPlans": self._search,
            "FindProjects": self._find,
            "AddUp": self._add_up,
        }

    def run(self, name: str, arguments: Any) -> list[Exhibit]:
        """The evidence found, none for a call that makes no sense."""
        wanted = next((tool for tool in TOOLS if tool.__name__ == name), None)
        if wanted is None:
            return []
        try:
            found = self._ways[name](wanted.model_validate(arguments))
        except ValidationError:
            return []
        return list({exhibit.number: exhibit for exhibit in found if exhibit}.values())

    def _search(self, asked: SearchPlans) -> list[Exhibit | None]:
        found = []
        for case in self._cases:
            readings = {reading.plan.id: reading for reading in case.scope.readings}
            for hit in case.library.search(asked.words, k=_FOUND, plan_ids=list(readings)):
                reading = readings[hit.plan.id]
                # The library may have taken another edition meanwhile.
                if hit.passage.id in reading.passages:
                    found.append(self._exhibits.show(reading, reading.passages[hit.passage.id]))
        return found

    def _find(self, asked: FindProjects) -> list[Exhibit | None]:
        return [
            self._exhibits.show(reading, reading.passages[project.passage_id])
            for reading in self._readings()
            for project in _matching(reading, asked)[:_FOUND]
        ]

    def _add_up(self, asked: FindProjects) -> list[Exhibit | None]:
        return [self._sum(reading, asked) for reading in self._readings()]

    def _sum(self, reading: Reading, asked: FindProjects) -> Exhibit | None:
        projects = _matching(reading, asked)
        if not projects or len(projects) > _ADDED:
            return None
        stated = [p.budget.baht for p in projects if p.budget.baht is not None]
        text = (
            f"{whose(reading)}: โครงการ{_condition(asked)} มี {len(projects)} โครงการ "
            f"ระบุงบประมาณ {len(stated)} โครงการ รวม {money(sum(stated))}"
        )
        rows = [reading.passages[p.passage_id] for p in projects]
        return self._exhibits.state(text, [citation_of(reading, row) for row in rows])

    def _readings(self) -> list[Reading]:
        readings = {r.plan.id: r for case in self._cases for r in case.scope.readings}
        return list(readings.values())


def _matching(reading: Reading, asked: FindProjects) -> list[Project]:
    """Projects whose name holds every word and whose stated amount is within the bounds."""
    wanted = [word for part in asked.words.split() for word in tokens(part)]
    return [
        project
        for project in reading.projects
        if all(word in fold(project.name) for word in wanted) and _within(project, asked)
    ]


def _condition(asked: FindProjects) -> str:
    low, high = asked.budget_min, asked.budget_max
    parts = (
        f"ที่ชื่อมีคำว่า {asked.words}" if asked.words.strip() else "",
        f"งบประมาณตั้งแต่ {grouped(exact_baht(low))} บาท" if low is not None else "",
        f"งบประมาณไม่เกิน {grouped(exact_baht(high))} บาท" if high is not None else "",
    )
    return " ".join(filter(None, parts))


def _within(project: Project, asked: FindProjects) -> bool:
    baht, low, high = project.budget.baht, asked.budget_min, asked.budget_max
    if low is None and high is None:
        return True
    return baht is not None and (low is None or baht >= low) and (high is None or baht <= high)
