"""The tables of a draft: projects by strategy, the budget's summary, development by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.drafting.export.blocks import Align, Column, Table, TableRow, Words
from api.drafting.export.layout import CELL, CELL_PADDING, cell_type, length
from api.drafting.export.widths import fitted
from api.drafting.export.wording import (
    BUDGET,
    BY_OFFICER,
    Digits,
    added,
    amounts_by_year,
    budget_text,
    strategy_name,
    to_fill,
    total_text,
    year_columns,
    year_text,
    years_text,
)
from api.drafting.models import Draft, DraftRow, Field, Paragraph, PositionPage
from api.drafting.telling import FIELDS
from ingest.models import BudgetKind

_BEFORE = (
    Column("ที่", 10, Align.CENTER),
    Column("โครงการ/กิจกรรม", 41),
    Column("วัตถุประสงค์", 37),
    Column("ตัวชี้วัด", 37),
    Column("เป้าหมาย", 39),
)
_AMOUNT = Column(BUDGET, 30, Align.RIGHT)
_AFTER = (
    Column("ระยะเวลา", 25, Align.CENTER),
    Column("หน่วยงานรับผิดชอบ", 22, Align.CENTER),
    Column("แหล่งที่มา", 16, Align.CENTER),
)
_STRATEGY = Column("ยุทธศาสตร์", 94)
_COUNT = Column("จำนวนโครงการ", 28, Align.CENTER)
_SUM = Column(BUDGET, 38, Align.RIGHT)
_POSITION = (
    Column("ตำแหน่ง", 25),
    Column("ทักษะที่ต้องพัฒนา", 36),
    Column("เป้าหมายการพัฒนา", 31),
    Column("วิธีการพัฒนา", 26),
    Column("ปีงบประมาณ", 26, Align.CENTER),
    Column("แหล่งที่มา", 16, Align.CENTER),
)
_NARROWEST = 16  # mm, of a year's column
# Where a cell's text goes on with another item.
_NEXT_ITEM = re.compile(
    r"\s*\n\s*|\s+(?=-\s*เพื่อ|\(?\d{1,2}\)\s*[^\s\d]|เชิง(?:ปริมาณ|คุณภาพ|ประโยชน์))"
)


class Tables:
    """Writes the tables of one draft, every digit in one kind."""

    def __init__(self, draft: Draft, say: Digits) -> None:
        self._draft = draft
        self._say = say
        self._years = draft.request.fiscal_years
        self._small = len(self._years) > 1
        self._amounts = self._amount_columns(_AMOUNT, cell_type(self._small).size)
        room = _AMOUNT.width - sum(column.width for column in self._amounts)
        before, after = _narrowed(_BEFORE, _AFTER, room)
        columns = (*before, *self._amounts, *after)
        rows = [self._row(at, row) for at, row in enumerate(draft.projects, 1)]
        is_text = (at for at, one in enumerate(columns) if one in (*before[1:], *after[:-1]))
        self._projects = fitted(columns, rows, tuple(is_text))

    def _amount_columns(self, whole: Column, size: int) -> tuple[Column, ...]:
        """One for each year and one for all, as wide as the longest amount; of one year one."""
        if len(self._years) == 1:
            return (whole,)
        projects = self._draft.projects
        sums = (*amounts_by_year(projects, self._years), total_text(projects))
        texts = [self._say(text) for text in sums if text[:1].isdigit()]
        wanted = max((length(text, size) for text in texts), default=0)
        width = max(_NARROWEST, round(wanted + 2 * CELL_PADDING[0] + 1))
        return tuple(
            Column(self._say(label), width, Align.RIGHT, BUDGET, self._say(alone))
            for label, alone in year_columns(self._years)
        )

    def _figures(self, texts: Sequence[str]) -> list[tuple[Words, ...]]:
        return [(Words(self._say(text)),) for text in texts]

    # Projects

    def projects(self, rows: Sequence[DraftRow]) -> Table:
        """The projects of a strategy, with what they add up to."""
        body = [self._row(at, row) for at, row in enumerate(rows, 1)]
        cells: list[tuple[Words, ...]] = [(Words(""),)] * len(self._projects)
        cells[0] = (Words(self._say(f"รวม {len(rows)} โครงการ")),)
        amount = len(_BEFORE)
        cells[amount : amount + len(self._amounts)] = self._figures(self._sums(rows))
        return Table(
            self._projects, (*body, TableRow(tuple(cells), total=True)), amount, self._small
        )

    def _sums(self, rows: Sequence[DraftRow]) -> tuple[str, ...]:
        """By year where there are several, then altogether."""
        whole = total_text(rows)
        return (whole,) if len(self._years) == 1 else (*amounts_by_year(rows, self._years), whole)

    def _row(self, number: int, row: DraftRow) -> TableRow:
        return TableRow(tuple(self._project(number, row)))

    def _project(self, number: int, row: DraftRow) -> Iterator[tuple[Words, ...]]:
        yield (Words(self._say(str(number))),)
        yield self._cell(row.name, Field.NAME)
        yield self._cell(row.objective, Field.OBJECTIVE)
        yield self._cell(row.indicator, Field.INDICATOR)
        yield self._cell(row.target, Field.TARGET)
        if len(self._years) > 1:
            each = row.by_year(len(self._years))
            yield from self._figures([year_text(baht, row.budget) for baht in each])
        unstated = row.budget.kind is BudgetKind.NOT_STATED
        yield (Words(self._say(budget_text(row.budget)), to_fill=unstated),)
        yield self._cell(row.timing, Field.TIMING)
        yield self._cell(row.unit, Field.UNIT)
        yield self._origin(row)

    def _cell(self, text: str, field: Field) -> tuple[Words, ...]:
        lines = [" ".join(line.split()) for line in _NEXT_ITEM.split(text) if line.strip()]
        if not lines:
            return (Words(to_fill(FIELDS[field]), to_fill=True),)
        return tuple(Words(self._say(line)) for line in lines)

    def _origin(self, row: DraftRow) -> tuple[Words, ...]:
        """The sources of what is drawn, and which fields are the officer's own."""
        told = added(row)
        drawn = (Words("", row.sources),) if row.sources and told != BY_OFFICER else ()
        return (*drawn, *((Words(told),) if told else ())) or (Words(""),)

    # Summary

    def summary(self) -> Table:
        """Projects and budget of each strategy."""
        amounts = self._amount_columns(_SUM, CELL.size)
        room = _SUM.width - sum(column.width for column in amounts)
        strategy = replace(_STRATEGY, width=_STRATEGY.width + room)
        body = []
        for number, (topic, rows) in enumerate(self._draft.by_topic(), 1):
            texts = (strategy_name(number, topic), str(len(rows)), *self._sums(rows))
            body.append(TableRow(tuple(self._figures(texts))))
        projects = self._draft.projects
        texts = ("รวมทั้งสิ้น", str(len(projects)), *self._sums(projects))
        grand = TableRow(tuple(self._figures(texts)), total=True)
        return Table((strategy, _COUNT, *amounts), (*body, grand), amount=1)

    # Positions

    def position(self, page: PositionPage) -> Table:
        row = TableRow(
            (
                (Words(self._say(page.position)),),
                self._listed(page.skills, "ทักษะ"),
                self._listed(page.goals, "เป้าหมาย"),
                self._listed(page.methods, "วิธีการพัฒนา"),
                (Words(self._say(f"พ.ศ. {years_text(self._years)}")),),
                self._drawn_from(page),
            )
        )
        return Table(fitted(_POSITION, [row], range(len(_POSITION) - 2)), (row,))

    def _listed(self, paragraphs: Sequence[Paragraph], what: str) -> tuple[Words, ...]:
        """The entries of a cell, numbered where there are several."""
        entries = [self._entry(each, what) for each in paragraphs]
        if len(entries) < 2:
            return tuple(entries) or (Words(to_fill(what), to_fill=True),)
        return tuple(
            replace(entry, text=self._say(f"{at}) ") + entry.text)
            for at, entry in enumerate(entries, 1)
        )

    def _entry(self, paragraph: Paragraph, what: str) -> Words:
        text = " ".join(paragraph.text.split())
        if not text:
            return Words(to_fill(what), to_fill=True)
        return Words(self._say(text), to_fill=paragraph.to_fill)

    def _drawn_from(self, page: PositionPage) -> tuple[Words, ...]:
        """What the page's entries are drawn from, each once, and whether some are changed."""
        entries = (*page.skills, *page.goals, *page.methods)
        cited = [one for entry in entries if not entry.edited for one in entry.sources]
        drawn = Words("", tuple(dict.fromkeys(cited)))
        by_officer = any(entry.edited and entry.text for entry in entries)
        return (drawn, Words(BY_OFFICER)) if by_officer else (drawn,)


def _narrowed(
    before: Sequence[Column], after: Sequence[Column], room: int
) -> tuple[list[Column], list[Column]]:
    """The columns with ``room`` more millimetres, less where it is below 0, by their share; the
    first and the last keep their own."""
    first, *rest, last = (*before, *after)
    whole = sum(column.width for column in rest)
    widths = [round(column.width * (whole + room) / whole) for column in rest]
    widths[0] += whole + room - sum(widths)
    made = [first, *(replace(c, width=w) for c, w in zip(rest, widths, strict=True)), last]
    return made[: len(before)], made[len(before) :]
