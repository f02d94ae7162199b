"""The project table of a draft as a workbook: projects, a summary by strategy, sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from api.drafting.export.document import SOURCES_HEADING
from api.drafting.export.layout import CELL, lines
from api.drafting.export.wording import (
    BUDGET,
    BY_OFFICER,
    NO_BUDGET,
    Digits,
    added,
    digits,
    mark,
    quoted,
    seen,
    strategy_name,
    to_fill,
    told,
    year_columns,
    year_text,
    years_text,
)
from api.drafting.models import Draft, DraftRow, Field, total_of
from api.drafting.telling import FIELDS
from ingest.models import Baht, BudgetKind

FONT = "TH Sarabun New"
PROJECTS, SUMMARY = "โครงการ", "สรุป"
# Header and width of each column, in characters.
_COLUMNS = (
    ("ที่", 6),
    ("ยุทธศาสตร์", 30),
    ("โครงการ/กิจกรรม", 42),
    ("วัตถุประสงค์", 38),
    ("ตัวชี้วัด", 30),
    ("เป้าหมาย", 24),
)
_AFTER = (
    ("ระยะเวลา", 20),
    ("หน่วยงานรับผิดชอบ", 20),
    ("แหล่งที่มา", 16),
)
_AMOUNT = 18  # characters, of a column of amounts
_STRATEGY, _FIRST_AMOUNT = 1, 6
_TOTAL = "#F3F6F8"
_HEADER_ROW = 2  # from 0; above it the plan and its years
_CELL = 32_767  # characters that a cell of Excel holds
_MM = 1.9  # of a character in a column's width
_TALLEST = 409  # points, of a row of Excel
# Of the locale Thai (041E) the shapes of digits 0D are Thai ones.
_THAI_DIGITS = "[$-D00041E]"


def write_xlsx(draft: Draft, thai_digits: bool) -> bytes:
    """Amounts are numbers and totals formulas, with their values for programs that don't count.

    Text is written as text, so that none of it can be a formula.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties(
            {"title": seen(draft.title), "author": seen(draft.request.organization)}
        )
        _Book(book, draft, thai_digits).write()
    return file.getvalue()


class _Book:
    def __init__(self, book: Any, draft: Draft, thai_digits: bool) -> None:
        self._book = book
        self._draft = draft
        self._years = draft.request.fiscal_years
        self._say: Digits = digits(thai_digits)
        self._digits = _THAI_DIGITS if thai_digits else ""
        self._names = {
            topic: strategy_name(at, topic) for at, topic in enumerate(draft.request.topics, 1)
        }

    def write(self) -> None:
        self._projects()
        self._summary()
        if self._draft.sources:
            self._sources()

    def _format(self, **properties: object) -> Any:
        base = {"font_name": FONT, "font_size": 14, "valign": "top", "text_wrap": True}
        return self._book.add_format(base | properties)

    def _money(self, rows: Sequence[DraftRow], **properties: object) -> Any:
        """The format of amounts: with satang where one of them has some."""
        amounts = [b for row in rows for b in (row.budget.baht, *self._by_year(row))]
        exact = any(isinstance(baht, Decimal) for baht in amounts)
        pattern = "#,##0.00" if exact else "#,##0"
        return self._format(num_format=f"{self._digits}{pattern}", align="right", **properties)

    def _sheet(self, name: str, title: str, headers: Sequence[tuple[str, int]]) -> Any:
        sheet = self._book.add_worksheet(name)
        request = self._draft.request
        heading = self._format(bold=True, font_size=18, text_wrap=False)
        below = f"ประจำปีงบประมาณ พ.ศ. {years_text(request.fiscal_years)} {request.organization}"
        sheet.set_row(0, 28)
        sheet.set_row(1, 26)
        sheet.write_string(0, 0, self._say(title), heading)
        sheet.write_string(1, 0, self._say(below), self._format(font_size=16, text_wrap=False))
        head = self._format(bold=True, border=1, bg_color="#E7EEF2", align="center")
        for at, (label, width) in enumerate(headers):
            sheet.set_column(at, at, width)
            sheet.write_string(_HEADER_ROW, at, label, head)
        _fit(sheet, _HEADER_ROW, headers, [label for label, _ in headers])
        sheet.freeze_panes(_HEADER_ROW + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.repeat_rows(_HEADER_ROW)
        sheet.set_footer("&C&P / &N")
        return sheet

    @property
    def _amounts(self) -> tuple[tuple[str, int], ...]:
        """Columns of amounts: one for each year where there are several, and one for all."""
        if len(self._years) == 1:
            return ((BUDGET, _AMOUNT),)
        return tuple((self._say(alone), _AMOUNT) for _, alone in year_columns(self._years))

    def _by_year(self, row: DraftRow) -> tuple[Baht | None, ...]:
        return row.by_year(len(self._years)) if len(self._years) > 1 else ()

    def _sums(self, rows: Sequence[DraftRow]) -> list[Baht]:
        """What rows add up to, by year where there are several, then altogether."""
        columns = zip(*map(self._by_year, rows), strict=True)
        years = [sum(baht for baht in column if baht is not None) for column in columns]
        return [*(years or [0] * (len(self._amounts) - 1)), total_of(rows)]

    def _projects(self) -> None:
        rows = [row for _, rows in self._draft.by_topic() for row in rows]
        columns = (*_COLUMNS, *self._amounts, *_AFTER)
        sheet = self._sheet(PROJECTS, f"บัญชีโครงการตาม{self._draft.request.kind}", columns)
        looks = _Looks(
            text=self._format(border=1),
            center=self._format(border=1, align="center"),
            missing=self._format(border=1, bg_color="#FFF2A8"),
            money=self._money(rows, border=1),
        )
        first = last = _HEADER_ROW + 1
        for last, row in enumerate(rows, first):
            texts = self._texts(row, last - first + 1)
            _fit(sheet, last, columns, texts)
            for at, value in enumerate(texts):
                sheet.write_string(last, at, value[:_CELL], looks.of(at, value, len(columns)))
            self._row_amounts(sheet, last, row, looks.money)
        if rows:
            sheet.autofilter(_HEADER_ROW, 0, last, len(columns) - 1)
            self._total(sheet, first, last, _FIRST_AMOUNT, self._sums(rows), self._money_of(rows))

    def _row_amounts(self, sheet: Any, at: int, row: DraftRow, money: Any) -> None:
        """Of several years the last column adds the others up."""
        if row.budget.baht is None:
            return
        years = self._by_year(row)
        for column, baht in enumerate(years, _FIRST_AMOUNT):
            if baht is not None:
                sheet.write_number(at, column, baht, money)
        whole = _FIRST_AMOUNT + len(years)
        if years:
            cells = _cells(at, _FIRST_AMOUNT, at, whole - 1)
            sheet.write_formula(at, whole, f"=SUM({cells})", money, row.budget.baht)
        else:
            sheet.write_number(at, whole, row.budget.baht, money)

    def _texts(self, row: DraftRow, number: int) -> list[str]:
        """The cells of a row; those of its budget where it states no amount."""
        unstated = row.budget.kind is BudgetKind.NOT_STATED
        budget = to_fill(FIELDS[Field.BUDGET]) if unstated else NO_BUDGET
        texts = [str(number), self._names[row.topic]]
        for field in (Field.NAME, Field.OBJECTIVE, Field.INDICATOR, Field.TARGET):
            texts.append(getattr(row, field).strip() or to_fill(FIELDS[field]))
        texts += [year_text(baht, row.budget) for baht in self._by_year(row)]
        texts.append(budget)
        for field in (Field.TIMING, Field.UNIT):
            texts.append(getattr(row, field).strip() or to_fill(FIELDS[field]))
        told = added(row)
        marks = mark(row.sources) if told != BY_OFFICER else ""
        return [self._say(text) for text in (*texts, " ".join(filter(None, (marks, told))))]

    def _money_of(self, rows: Sequence[DraftRow]) -> Any:
        return self._money(rows, bold=True, border=1, bg_color=_TOTAL)

    def _total(
        self, sheet: Any, first: int, last: int, column: int, sums: Sequence[Baht], shape: Any
    ) -> None:
        label = self._format(bold=True, border=1, bg_color=_TOTAL, align="center")
        _fit(sheet, last + 1)
        sheet.merge_range(last + 1, 0, last + 1, column - 1, "รวมทั้งสิ้น", label)
        for at, value in enumerate(sums, column):
            cells = _cells(first, at, last, at)
            sheet.write_formula(last + 1, at, f"=SUM({cells})", shape, value)

    def _summary(self) -> None:
        """Counts and sums by strategy, from the sheet of projects. SUMIF would take a ``*`` in a
        strategy's name for any text."""
        title = "สรุปงบประมาณตามยุทธศาสตร์"
        headers = (("ยุทธศาสตร์", 60), ("จำนวนโครงการ", 18), *self._amounts)
        sheet = self._sheet(SUMMARY, title, headers)
        projects = self._draft.projects
        first = _HEADER_ROW + 1
        text, money = self._format(border=1), self._money(projects, border=1)
        count = self._format(border=1, align="center", num_format=f"{self._digits}0")
        bottom = first + max(len(projects), 1)
        names, *amounts = (
            f"{PROJECTS}!${xl_col_to_name(at)}${first + 1}:${xl_col_to_name(at)}${bottom}"
            for at in (_STRATEGY, *range(_FIRST_AMOUNT, _FIRST_AMOUNT + len(self._amounts)))
        )
        topics = tuple(self._draft.by_topic())
        for at, (topic, rows) in enumerate(topics, first):
            sheet.write_string(at, 0, self._say(self._names[topic]), text)
            _fit(sheet, at, headers, [self._names[topic]])
            own = xl_rowcol_to_cell(at, 0)
            sheet.write_formula(at, 1, f"=SUMPRODUCT(--({names}={own}))", count, len(rows))
            for column, (cells, value) in enumerate(zip(amounts, self._sums(rows), strict=True), 2):
                summed = f"=SUMPRODUCT(--({names}={own}),{cells})"
                sheet.write_formula(at, column, summed, money, value)
        self._summed(sheet, first, first + len(topics) - 1)

    def _summed(self, sheet: Any, first: int, last: int) -> None:
        """The last row of the summary."""
        projects = self._draft.projects
        bold = self._format(bold=True, border=1, bg_color=_TOTAL, align="center")
        _fit(sheet, last + 1)
        sheet.write_string(last + 1, 0, "รวมทั้งสิ้น", bold)
        counted = self._format(
            bold=True, border=1, bg_color=_TOTAL, align="center", num_format=f"{self._digits}0"
        )
        sums: list[tuple[Any, Baht]] = [(counted, len(projects))]
        sums += [(self._money_of(projects), value) for value in self._sums(projects)]
        for column, (look, value) in enumerate(sums, 1):
            cells = _cells(first, column, last, column)
            sheet.write_formula(last + 1, column, f"=SUM({cells})", look, value)

    def _sources(self) -> None:
        headers = (("เครื่องหมาย", 12), ("ที่มา", 70), ("ข้อความตามต้นฉบับ", 90))
        sheet = self._sheet(SOURCES_HEADING, SOURCES_HEADING, headers)
        text = self._format(border=1)
        for at, source in enumerate(self._draft.sources, _HEADER_ROW + 1):
            cells = (self._say(mark([source.id])), told(source, self._say), quoted(source))
            _fit(sheet, at, headers, cells)
            for column, value in enumerate(cells):
                sheet.write_string(at, column, value[:_CELL], text)


@dataclass(frozen=True, slots=True)
class _Looks:
    """Formats of the cells of projects."""

    text: Any
    center: Any
    missing: Any
    money: Any

    def of(self, at: int, value: str, columns: int) -> Any:
        if to_fill("")[:-1] in value:
            return self.missing
        return self.center if at in (0, columns - 1) else self.text


def _cells(row: int, column: int, last_row: int, last_column: int) -> str:
    """``G4:G9``."""
    return f"{xl_rowcol_to_cell(row, column)}:{xl_rowcol_to_cell(last_row, last_column)}"


def _fit(
    sheet: Any, row: int, columns: Sequence[tuple[str, int]] = (), texts: Sequence[str] = ()
) -> None:
    """Make a row as high as its texts; LibreOffice leaves rows as high as the file says."""
    counts = (
        lines(text, width * _MM, CELL.size)
        for text, (_, width) in zip(texts, columns, strict=False)
    )
    sheet.set_row(row, min(max(counts, default=1) * CELL.line + 4, _TALLEST))
