"""Real plans: no line lost, and cells that were read from them by hand.

The plans lie beside the repository, not in it; without them these tests are skipped.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.models import BudgetCell, BudgetKind, Measure, Plan, PositionPlan, Project
from ingest.pipeline import parse_file
from ingest.text.normalize import fold

HERE = Path(__file__).parent
PLANS = sorted((HERE.parents[2] / "shared" / "plans").glob("*.txt"))
EXPECTED: dict[int, dict[str, Any]] = yaml.safe_load(
    (HERE / "real_cells.yaml").read_text(encoding="utf-8")
)
pytestmark = pytest.mark.skipif(not PLANS, reason="no plans beside the repository")
_QUARTERS = re.compile(r"Q([1-4])-([1-4]?)(?: (\d{4})-(\d{4}))?")


@cache
def plan(index: int) -> Plan:
    """The plan at this place; skips the test if it isn't the one that was read."""
    found = parse_file(PLANS[index]) if index < len(PLANS) else None
    if found is None or len(found.lines) != EXPECTED[index]["lines"]:
        pytest.skip("another plan than the one whose cells are known")
    return found


def cases(name: str) -> list[Any]:
    """The expected values of one kind, with the place of their plan."""
    found = []
    for index, known in EXPECTED.items():
        items = known.get(name, ())
        items = items.items() if isinstance(items, dict) else items
        found += [pytest.param(index, item, id=f"{index}-{item[0]}") for item in items]
    return found


def facts_at(index: int, kind: type, line: int) -> list[Any]:
    return [f for f in plan(index).facts if isinstance(f, kind) and f.span.line_start == line]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: str(PLANS.index(path)))
def test_no_line_is_lost(path: Path) -> None:
    read = parse_file(path)
    covered = {n for p in read.passages for n in range(p.span.line_start, p.span.line_end + 1)}
    lost = [n for n, line in enumerate(read.lines, start=1) if line.strip() and n not in covered]
    assert lost == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: str(PLANS.index(path)))
def test_no_budget_is_unread(path: Path) -> None:
    assert "unread_budget" not in {w.code for w in parse_file(path).warnings}


@pytest.mark.parametrize(("index", "item"), cases("projects"))
def test_project(index: int, item: tuple[int, str, int | str | None, str, str]) -> None:
    line, name, budget, when, unit = item
    (found,) = facts_at(index, Project, line)
    assert fold(name) in fold(found.name)
    assert _budget(found) == budget
    _check_time(found, when)
    if unit.endswith("…"):
        assert fold(found.unit).startswith(fold(unit[:-1]))
    else:
        assert fold(found.unit) == fold(unit)


def _budget(found: Project | BudgetCell) -> int | str | None:
    return "no" if found.budget.kind is BudgetKind.NO_BUDGET else found.budget.baht


def _check_time(found: Project, when: str) -> None:
    match = _QUARTERS.fullmatch(when)
    if not match:
        assert fold(found.timing) == fold(when)
        return
    first, last = int(match[1]), int(match[2] or match[1])
    assert found.quarters == tuple(range(first, last + 1))
    assert ("ไม่ได้ระบุไตรมาสสิ้นสุด" in found.timing) == (not match[2])
    if match[3]:
        years = re.findall(r"25\d\d", found.timing)
        assert years == [str(year) for year in range(int(match[3]), int(match[4]) + 1)]


@pytest.mark.parametrize("index", EXPECTED)
def test_there_are_no_other_projects(index: int) -> None:
    found = [f.span.line_start for f in plan(index).facts if isinstance(f, Project)]
    assert found == [line for line, *_ in EXPECTED[index]["projects"]]


@pytest.mark.parametrize(("index", "item"), cases("totals"))
def test_printed_total(index: int, item: tuple[int, int | None]) -> None:
    line, baht = item
    (found,) = facts_at(index, BudgetCell, line)
    assert found.is_total
    assert _budget(found) == baht


@pytest.mark.parametrize(("index", "item"), cases("courses"))
def test_courses(index: int, item: tuple[int, int]) -> None:
    line, count = item
    (found,) = facts_at(index, Project, line)
    assert len(found.courses) == count
    assert all(re.fullmatch("หลักสูตร[^,]{3,60}", course) for course in found.courses)


@pytest.mark.parametrize(("index", "item"), cases("matrix"))
def test_department_budgets(index: int, item: tuple[int, list[int]]) -> None:
    line, figures = item
    cells = facts_at(index, BudgetCell, line)
    departments = [fold(name) for name in EXPECTED[index]["departments"]]
    assert [fold(cell.department) for cell in cells] == departments
    assert [_budget(cell) for cell in cells] == figures
    assert {cell.is_total for cell in cells} == {line == max(EXPECTED[index]["matrix"])}


@pytest.mark.parametrize(("index", "item"), cases("measures"))
def test_figures(index: int, item: tuple[int, list[float | None]]) -> None:
    line, figures = item
    found = facts_at(index, Measure, line)
    headers = EXPECTED[index]["headers"]
    labels = headers[max(first for first in headers if first <= line)]
    assert [fold(m.header[-1]) for m in found] == [fold(label) for label in labels]
    assert [m.value for m in found] == figures


@pytest.mark.parametrize(("index", "item"), cases("positions"))
def test_position(index: int, item: tuple[int, str, str, str]) -> None:
    line, name, department, employees = item
    (found,) = facts_at(index, PositionPlan, line)
    assert fold(found.position) == fold(name)
    assert (found.department, found.employee_type) == (department, employees)
    assert list(found.years) == EXPECTED[index]["position_years"]
    assert found.skills and found.goals and found.methods


@pytest.mark.parametrize("index", EXPECTED)
def test_organization_and_years(index: int) -> None:
    read = plan(index)
    assert read.organization is not None
    assert list(read.fiscal_years) == EXPECTED[index]["years"]


def test_enough_is_checked() -> None:
    assert len(cases("projects")) >= 60
    assert all(len(item[1]) <= 40 for known in EXPECTED.values() for item in known["projects"])
