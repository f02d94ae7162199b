"""Which rows of a plan's budget a question means: of a strategy, an area, a department, or all.

A plan states the same money in a table of strategies by departments, in the rows of its projects,
or in both, and the two seldom agree: what is compared comes from one of them alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.budgets.amounts import Amount
from api.answering.budgets.parts import Part, Total, named_parts
from api.answering.evidence.figures import strategy_numbers
from api.answering.saying import money
from api.answering.understanding.query import Query
from api.answering.understanding.selecting import whole_words
from api.answering.understanding.strategies import strategies_in, without_strategies
from api.answering.understanding.understand import departments_in
from api.answering.understanding.vocabulary import vocabulary
from api.answering.understanding.wording import corrected_words
from ingest.lexicon import department_names
from ingest.lexicon.match import find_departments
from ingest.models import Baht, BudgetCell, Project
from ingest.text.normalize import fold

_WHOLE = "งบประมาณทั้งแผน"
_SECTION = re.compile(r"[\d.]+")  # "ตาราง 3.2"
_TACTIC = re.compile(r"กลยุทธ์ที่\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a text narrows a plan's budget to: strategies or areas by ``numbers`` or as ``parts``,
    and departments. ``topic`` are its words beside these."""

    numbers: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    departments: tuple[str, ...] = ()
    tactics: tuple[int, ...] = ()
    topic: frozenset[str] = frozenset()

    @property
    def is_all(self) -> bool:
        return not (self.numbers or self.parts or self.departments)

    @property
    def is_part(self) -> bool:
        """Whether a whole strategy or area is meant."""
        return len(self.parts) == 1 and not self.departments

    def each(self) -> list[Named]:
        """One by one, along the axis that names several: ``กองคลังกับกองช่าง`` is two."""
        if len(self.parts) > 1 or len(self.numbers) > 1:
            if self.parts:
                return [replace(self, parts=(p,), numbers=p.numbers) for p in self.parts]
            return [replace(self, numbers=(n,)) for n in self.numbers]
        return [replace(self, departments=(d,)) for d in self.departments]


def named_in(query: Query, total: Total, text: str = "") -> Named:
    """What the question narrows the budget to, or a piece of it: what it inherits only whole."""
    said = text or query.text
    numbers = strategies_in(said) if text else query.strategies
    departments = departments_in(said) if text else query.departments
    parts = named_parts(without_departments(said), numbers, total)
    words = set(corrected_words(without_strategies(without_departments(said))))
    beside = parts.words | whole_words() | vocabulary().anybody | _of_names(words, numbers, total)
    topic = {w for w in words & set(query.words) if w not in beside and not _SECTION.fullmatch(w)}
    own = numbers or tuple(n for p in parts.parts for n in p.numbers)
    return Named(own, parts.parts, departments, query.tactics, frozenset(topic))


def _of_names(words: set[str], numbers: Sequence[int], total: Total) -> set[str]:
    """Words of the names of strategies that are asked for by number: ``ยุทธศาสตร์ที่ 2 คนดี``."""
    labels = [c.row for c in total.reading.budget_cells]
    labels += [part.label for part in total.every_part]
    own = "|".join(fold(n) for n in labels if set(strategy_numbers(n)) & set(numbers))
    return {word for word in words if fold(word) in own} if own else set()


def department_name(cell: BudgetCell) -> str:
    """A column's department without the spaces that OCR left in it: ``กอง สาธารณสุข``."""
    name = " ".join(cell.department.split())
    match = next(iter(find_departments(name)), None)
    spaced = match is None or (match.start, match.end) != (0, len(name))
    return name if spaced else name.replace(" ", "")


def units_of(projects: Sequence[Project]) -> list[str]:
    """The departments that rows name as responsible, each once."""
    found = (m.canonical for p in projects for m in find_departments(p.unit))
    return list(dict.fromkeys(found))


def without_departments(text: str) -> str:
    for match in reversed(find_departments(text)):
        text = f"{text[: match.start]}|{text[match.end :]}"
    return text


def mentions(text: str, names: frozenset[str]) -> bool:
    """Whether the text names one of the departments, with slips or without."""
    return bool(text) and any(fold(m.canonical) in names for m in find_departments(text))


def names_of(departments: Sequence[str]) -> frozenset[str]:
    """Every name of departments and of those with their function, folded."""
    return frozenset(fold(n) for d in departments for n in (d, *department_names(d)))


def rows_of(named: Named, total: Total) -> list[Project]:
    """The projects that are meant, in reading order."""
    rows = [p for part in named.parts for p in part.projects]
    rows = rows if named.parts or named.numbers else total.reading.projects
    if named.tactics:
        rows = [p for p in rows if _tactics(p) & set(named.tactics)]
    if named.departments:
        rows = [p for p in rows if mentions(p.unit, names_of(named.departments))]
    return list(rows)


def _tactics(project: Project) -> set[int]:
    return {int(n) for n in _TACTIC.findall(" ".join(project.strategy))}


def cells_of(named: Named, total: Total) -> list[BudgetCell]:
    """The cells that are meant of the plan's table of departments, [] where it has none."""
    cells = total.reading.department_cells
    if named.numbers:
        found = [c for c in cells if set(strategy_numbers(c.row)) & set(named.numbers)]
    else:
        found = [c for c in cells if c.is_total] or cells
    if named.departments:
        names = names_of(named.departments)
        found = [c for c in found if mentions(department_name(c), names)]
    return found


def by_departments(total: Total, *scopes: Named) -> bool:
    """Whether amounts are to come from the table of departments: it has one for each scope."""
    asked = any(scope.departments for scope in scopes)
    stated = (any(c.budget.baht is not None for c in cells_of(s, total)) for s in scopes)
    plain = not any(scope.topic or scope.tactics for scope in scopes)
    return asked and plain and all(stated)


def amount_in_cells(named: Named, total: Total) -> Amount | None:
    """The amount of a scope by the table of departments."""
    cells = [c for c in cells_of(named, total) if c.budget.baht is not None]
    if not cells:
        return None
    baht = sum(c.budget.baht or 0 for c in cells)
    sources = tuple(dict.fromkeys(c.passage_id for c in cells))
    year = f" ปี {cells[0].year}" if cells[0].year else ""
    name = f"{scope_name(named)}{year}"
    note, beside = _rows_beside(named, total, baht)
    return Amount(name, total.reading, baht, sources, tuple(cells), note, beside)


def _rows_beside(named: Named, total: Total, baht: Baht) -> tuple[str, tuple[str, ...]]:
    """What the rows of projects say of a department's budget, where it is something else, and
    these rows."""
    rows = [p for p in rows_of(named, total) if p.budget.baht is not None]
    added = sum(p.budget.baht or 0 for p in rows)
    several_years = any(len(p.yearly) > 1 for p in rows)
    if not rows or not named.departments or added == baht or several_years:
        return "", ()
    note = (
        f"ข้อสังเกต: แถวโครงการที่ระบุให้{', '.join(named.departments)}รับผิดชอบ {len(rows)} รายการ "
        f"บวกได้ {money(added)} ไม่ตรงกับตารางนี้"
    )
    return note, tuple(p.passage_id for p in rows)


def table_of_departments(cells: Sequence[BudgetCell]) -> str:
    year = f" ปี {cells[0].year}" if cells and cells[0].year else ""
    return f"ตารางงบประมาณจำแนกตามส่วนราชการ{year}"


def amount_in_rows(named: Named, total: Total, printed: bool = True) -> Amount | None:
    """The amount of a scope by the rows of projects; a strategy's as its plan prints it unless
    ``printed`` is false, with a note where its rows add up to something else."""
    rows = [p for p in rows_of(named, total) if p.budget.baht is not None]
    part = named.parts[0] if len(named.parts) == 1 else None
    whole_part = part is not None and not named.departments and not named.tactics
    if part is not None and whole_part and part.printed is not None:
        return _printed(named, total, part, printed)
    if not rows:
        return None
    baht = sum(p.budget.baht or 0 for p in rows)
    sources = tuple(p.passage_id for p in rows)
    return Amount(scope_name(named), total.reading, baht, sources, tuple(rows))


def _printed(named: Named, total: Total, part: Part, printed: bool) -> Amount:
    assert part.printed is not None
    name = scope_name(named)
    rows = tuple(p.passage_id for p in part.projects if p.budget.baht)
    if not part.differs:
        return Amount(name, total.reading, part.value, tuple(part.sources), (part.printed,))
    both = (part.printed.passage_id, *rows)
    note = (
        f"ข้อสังเกต: {name} แผนพิมพ์ยอดรวมไว้ {part.value:,} บาท "
        f"แต่บวกจากแถวโครงการได้ {part.computed:,} บาท"
    )
    baht = part.value if printed else part.computed
    return Amount(name, total.reading, baht, both, (part.printed, *part.projects), note)


def scope_name(named: Named) -> str:
    """``ยุทธศาสตร์ที่ 2 ของกองคลัง``; the whole plan where nothing narrows it."""
    parts = [p.called for p in named.parts] or [f"ยุทธศาสตร์ที่ {n}" for n in named.numbers]
    parts = [p + "".join(f" กลยุทธ์ที่ {t}" for t in named.tactics) for p in parts]
    departments = ", ".join(named.departments)
    if parts and departments:
        return f"{' และ'.join(parts)} ของ{departments}"
    return " และ".join(parts) or departments or _WHOLE
