"""Projects, activities and courses from tables whose columns say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.cells import RowCells, budget_years
from ingest.facts.timing import period_of, quarters_of, timing_of
from ingest.lexicon.match import find_spelled
from ingest.models import (
    NOT_STATED,
    Budget,
    BudgetKind,
    ColumnRole,
    ParseWarning,
    Project,
    Row,
    RowKind,
    Span,
    Table,
    YearBudget,
    together,
)
from ingest.structure.kinds import CellKind, cell_kind
from ingest.structure.passages import is_project_table, logical_rows, row_passage_id
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import parse_budget

_NUMBERED = re.compile(r"\s*(\(?\d+(?:\.\d+)*\)?[.)]?|[-–•])\s*(?=\D)")
_SPLIT = re.compile(r"\s(?=\(\d+(?:\.\d+)*\)\s)")
_COURSE = re.compile(r"หลักสูตร\s*([^,;]+?)(?=\s*(?:,|;|\bฯลฯ|ฯลฯ|และหลักสูตร|หลักสูตร|$))")
_ORDINAL = re.compile(r"(?:ที่\s*)?(?:\d+|แรก|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)")
_COUNTED = re.compile(r"[\d,]+\s*\S{1,8}")  # "64 คน"
_LISTED = re.compile(r"(?:ได้แก่|ประกอบด้วย|ดังนี้|เช่น)\s*:?\s*")


def projects_of(
    plan_id: str, table: Table, strategy: Sequence[str], warnings: list[ParseWarning]
) -> list[Project]:
    """The projects of a table, in order. ``strategy`` is what the sections above say.

    A blank name gives no project; a budget cell that is neither an amount nor "no budget" nor
    blank gives a warning and "not stated".
    """
    if not is_project_table(table):
        return []
    projects: list[Project] = []
    for rows in logical_rows(table):
        if rows[0].kind is not RowKind.BODY:
            continue
        project = _project(plan_id, table, rows, strategy, projects, warnings)
        if project:
            _share(project, RowCells(table, rows), projects, warnings)
    return projects


def _share(
    project: Project, cells: RowCells, above: list[Project], warnings: list[ParseWarning]
) -> None:
    """Append ``project`` to those ``above``; where its budget is merged with that of one of
    them, each names the other."""
    lines = {cell.span.line_start for cell in cells.merged(ColumnRole.BUDGET)}
    at = next((i for i, one in enumerate(above) if one.span.line_start in lines), None)
    if at is None or project.budget.kind is BudgetKind.NO_BUDGET:
        above.append(project)
        return
    first = above[at]
    message = "ช่องงบประมาณรวมกับโครงการแถวบน จึงนับยอดเพียงครั้งเดียว / a budget merged with the row above"
    warnings.append(ParseWarning("merged_budget", message, project.span))
    above[at] = replace(first, shared_with=(*first.shared_with, project.name))
    above.append(replace(project, shared_with=(first.name,)))


def _project(
    plan_id: str,
    table: Table,
    rows: tuple[Row, ...],
    strategy: Sequence[str],
    above: Sequence[Project],
    warnings: list[ParseWarning],
) -> Project | None:
    cells = RowCells(table, rows)
    names = cells.texts(ColumnRole.NAME)
    if not names:
        return None
    group, number, name = _name_parts(names[-1])
    span = Span(rows[0].span.line_start, rows[-1].span.line_end)
    budget, yearly = _budgets(cells, span, warnings)
    scope, department = _scopes(cells, rows[0].scope)
    parent = " › ".join([*names[:-1], *group]) or _parent(number, above, cells)
    return Project(
        id=f"{plan_id}:p{span.line_start}",
        passage_id=row_passage_id(plan_id, rows),
        span=span,
        name=name,
        number=number or arabic_digits(cells.text(ColumnRole.NUMBER)),
        parent=parent,
        strategy=_strategies(strategy, scope, _numbered(cells)),
        objective=_whole(cells.text(ColumnRole.OBJECTIVE)),
        indicator=cells.text(ColumnRole.INDICATOR),
        target=cells.text(ColumnRole.TARGET),
        budget=budget,
        yearly=yearly,
        timing=timing_of(table, rows) or period_of(table),
        quarters=quarters_of(table, rows),
        unit=_whole(cells.text(ColumnRole.UNIT)) or department,
        audience=_audience(cells),
        courses=courses_of(name),
    )


def _name_parts(text: str) -> tuple[list[str], str, str]:
    """Groups, number and name of a name cell.

    ``๑.๑ การจัดฝึกอบรม (๑) โครงการปฐมนิเทศ`` is the group ``การจัดฝึกอบรม``, the number ``(1)``
    and the name ``โครงการปฐมนิเทศ``. An activity inside its project (``(๓) โครงการ… (๓.๑)
    กิจกรรม…``) stays in the name.
    """
    plain = arabic_digits(" ".join(text.split()))
    first, *rest = _SPLIT.split(plain, maxsplit=1)
    group: list[str] = []
    if rest and _NUMBERED.match(first) and not first.lstrip().startswith("("):
        group, plain = [_NUMBERED.sub("", first, count=1).strip()], rest[0]
    match = _NUMBERED.match(plain)
    if not match:
        return group, "", plain
    number = match[1] if match[1] not in "-–•" else ""
    return group, number, plain[match.end() :].strip()


def _parent(number: str, above: Sequence[Project], cells: RowCells) -> str:
    """The project above whose part this row is: ``(3.2)`` after ``(3)``, or a dash without a
    number and a budget of its own."""
    if not above:
        return ""
    inner = number.strip("().")
    outer = inner.rpartition(".")[0]
    for project in reversed(above):
        if outer and project.number.strip("().") == outer and project.number[:1] == number[:1]:
            return project.name
    starts_with_dash = cells.texts(ColumnRole.NAME)[-1].lstrip()[:1] in "-–•"
    if not number and starts_with_dash and not cells.text(ColumnRole.BUDGET):
        return above[-1].parent if above[-1].number == "" and above[-1].parent else above[-1].name
    return ""


def _scopes(cells: RowCells, scope: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The headings above a row, and of a table without a column of units the department that the
    last of them names instead."""
    if not scope or cells.columns(ColumnRole.UNIT) or not cells.columns(ColumnRole.POSITION):
        return tuple(scope), ""
    named = [m for m in find_spelled(scope[-1]) if m.kind == "department" and m.start == 0]
    return (tuple(scope[:-1]), scope[-1]) if named else (tuple(scope), "")


def _numbered(cells: RowCells) -> list[str]:
    """What the columns of strategies say, with their label where that is a number only: ``๒``
    below ``ยุทธศาสตร์ที่`` and ``สอง`` beside ``เสา`` name none by themselves."""
    said = []
    for index, column in cells.columns(ColumnRole.STRATEGY):
        text = cells.joined(index)
        label = column.path[-1] if column.path else ""
        said.append(f"{label} {text}" if text and _ORDINAL.fullmatch(arabic_digits(text)) else text)
    return [text.strip() for text in said if text]


def _strategies(
    sections: Sequence[str], scope: Sequence[str], column: Sequence[str]
) -> tuple[str, ...]:
    found = [s for s in sections if re.match(r"\s*(?:ยุทธศาสตร์|ประเด็น|กลยุทธ์|ด้าน)", s)]
    return tuple(dict.fromkeys(arabic_digits(_whole(s)) for s in (*found, *scope, *column)))


def _whole(label: str) -> str:
    """A group's name without the ``(ต่อ)`` of the next page."""
    return re.sub(r"\s*\(\s*ต่อ\s*\)\s*$", "", label)


def _audience(cells: RowCells) -> str:
    """Who takes part, and how many; a bare number in a column of people is so many: ``64 คน``."""
    said = []
    for index, column in cells.columns(ColumnRole.AUDIENCE):
        text = cells.joined(index)
        if cell_kind(text) is CellKind.NUMBER and any("คน" in label for label in column.path):
            text = f"{arabic_digits(text).strip()} คน"
        said.append((cell_kind(text) is CellKind.NUMBER or _COUNTED.fullmatch(text), text))
    counts = [text for counted, text in said if counted]
    words = [text for counted, text in said if text and not counted]
    return " ".join([*(words or cells.texts(ColumnRole.POSITION)), *filter(None, counts)])


def _budgets(
    cells: RowCells, span: Span, warnings: list[ParseWarning]
) -> tuple[Budget, tuple[YearBudget, ...]]:
    """The budget of a row and, where each year has a column, that of each year."""
    years = budget_years(cells.table)
    yearly = tuple(
        YearBudget(year, _parsed(cells, [column], span, warnings)) for column, year in years.items()
    )
    columns = [i for i, _ in cells.columns(ColumnRole.BUDGET) if i not in years]
    whole = _parsed(cells, columns, span, warnings)
    return whole if whole is not NOT_STATED or not yearly else together(yearly), yearly


def _parsed(
    cells: RowCells, columns: Sequence[int], span: Span, warnings: list[ParseWarning]
) -> Budget:
    """The one budget of some columns; of several (departments) with different amounts none is
    taken."""
    stated = []
    for column in columns:
        text = cells.joined(column) or cells.without_budget(column)
        if not text:
            continue
        budget = parse_budget(text, cells.scale(column))
        if budget is None:
            message = "อ่านงบประมาณไม่ได้ / a budget that can't be read"
            warnings.append(ParseWarning("unread_budget", message, span))
            return NOT_STATED
        stated.append(budget)
    return stated[0] if len(set(stated)) == 1 else NOT_STATED


def courses_of(name: str) -> tuple[str, ...]:
    """Courses listed inside a project's name, each with its word หลักสูตร.

    ``… ได้แก่ หลักสูตรนิติกร หลักสูตรสถาปนิก ฯลฯ`` gives two; a name that only is a course gives
    none.
    """
    listed = _LISTED.split(name, maxsplit=1)
    text = listed[1] if len(listed) > 1 else name
    found = [f"หลักสูตร{m[1].strip()}" for m in _COURSE.finditer(text)]
    is_list = len(listed) > 1 or len(found) > 2
    return tuple(dict.fromkeys(found)) if is_list else ()
