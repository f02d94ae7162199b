"""The project table of a draft as a workbook: projects, a summary by strategy, sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from api.drafting.export.document import SOURCES_HEADING
from api.drafting.export.layout import CELL, lines
from api.drafting.export.wording import (
    NO_BUDGET,
    Digits,
    digits,
    mark,
    quoted,
    seen,
    strategy_name,
    to_fill,
    told,
    years_text,
)
from api.drafting.models import Draft, DraftRow, Field, total_of
from api.drafting.telling import FIELDS
from ingest.models import BudgetKind

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
    ("งบประมาณ (บาท)", 18),
    ("ระยะเวลา", 20),
    ("หน่วยงานรับผิดชอบ", 20),
    ("แหล่งที่มา", 12),
)
_STRATEGY, _BUDGET = 1, 6
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
        exact = any(isinstance(row.budget.baht, Decimal) for row in rows)
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

    def _projects(self) -> None:
        rows = [row for _, rows in self._draft.by_topic() for row in rows]
        sheet = self._sheet(PROJECTS, f"บัญชีโครงการตาม{self._draft.request.kind}", _COLUMNS)
        text, center = self._format(border=1), self._format(border=1, align="center")
        money = self._money(rows, border=1)
        missing = self._format(border=1, bg_color="#FFF2A8")
        first = last = _HEADER_ROW + 1
        for last, row in enumerate(rows, first):
            texts = self._texts(row, last - first + 1)
            _fit(sheet, last, _COLUMNS, texts)
            for at, value in enumerate(texts):
                filled = to_fill("")[:-1] not in value
                shape = (center if at in (0, 9) else text) if filled else missing
                sheet.write_string(last, at, value[:_CELL], shape)
            if row.budget.baht is not None:
                sheet.write_number(last, _BUDGET, row.budget.baht, money)
        if rows:
            sheet.autofilter(_HEADER_ROW, 0, last, len(_COLUMNS) - 1)
            self._total(sheet, first, last, _BUDGET, rows)

    def _texts(self, row: DraftRow, number: int) -> list[str]:
        """The cells of a row; that of its budget where it states no amount."""
        unstated = row.budget.kind is BudgetKind.NOT_STATED
        budget = to_fill(FIELDS[Field.BUDGET]) if unstated else NO_BUDGET
        texts = [str(number), self._names[row.topic]]
        for field in (Field.NAME, Field.OBJECTIVE, Field.INDICATOR, Field.TARGET):
            texts.append(getattr(row, field).strip() or to_fill(FIELDS[field]))
        texts.append(budget)
        for field in (Field.TIMING, Field.UNIT):
            texts.append(getattr(row, field).strip() or to_fill(FIELDS[field]))
        return [self._say(text) for text in (*texts, mark(row.sources))]

    def _total(
        self, sheet: Any, first: int, last: int, column: int, rows: Sequence[DraftRow]
    ) -> None:
        label = self._format(bold=True, border=1, bg_color="#F3F6F8", align="center")
        shape = self._money(rows, bold=True, border=1, bg_color="#F3F6F8")
        _fit(sheet, last + 1)
        sheet.merge_range(last + 1, 0, last + 1, column - 1, "รวมทั้งสิ้น", label)
        cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
        sheet.write_formula(last + 1, column, f"=SUM({cells})", shape, total_of(rows))

    def _summary(self) -> None:
        """Counts and sums by strategy, from the sheet of projects. SUMIF would take a ``*`` in a
        strategy's name for any text."""
        title = "สรุปงบประมาณตามยุทธศาสตร์"
        headers = (("ยุทธศาสตร์", 60), ("จำนวนโครงการ", 18), ("งบประมาณ (บาท)", 22))
        sheet = self._sheet(SUMMARY, title, headers)
        included = self._draft.included
        first = _HEADER_ROW + 1
        text, money = self._format(border=1), self._money(included, border=1)
        count = self._format(border=1, align="center", num_format=f"{self._digits}0")
        bottom = first + max(len(included), 1)
        names, amounts = (
            f"{PROJECTS}!${xl_col_to_name(at)}${first + 1}:${xl_col_to_name(at)}${bottom}"
            for at in (_STRATEGY, _BUDGET)
        )
        topics = tuple(self._draft.by_topic())
        for at, (topic, rows) in enumerate(topics, first):
            sheet.write_string(at, 0, self._say(self._names[topic]), text)
            _fit(sheet, at, headers, [self._names[topic]])
            own = xl_rowcol_to_cell(at, 0)
            sheet.write_formula(at, 1, f"=SUMPRODUCT(--({names}={own}))", count, len(rows))
            summed = f"=SUMPRODUCT(--({names}={own}),{amounts})"
            sheet.write_formula(at, 2, summed, money, total_of(rows))
        last = first + len(topics) - 1
        bold = self._format(bold=True, border=1, bg_color="#F3F6F8", align="center")
        _fit(sheet, last + 1)
        sheet.write_string(last + 1, 0, "รวมทั้งสิ้น", bold)
        counted = self._format(
            bold=True, border=1, bg_color="#F3F6F8", align="center", num_format=f"{self._digits}0"
        )
        shape = self._money(included, bold=True, border=1, bg_color="#F3F6F8")
        sums = ((1, counted, len(included)), (2, shape, total_of(included)))
        for column, look, value in sums:
            cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
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


def _fit(
    sheet: Any, row: int, columns: Sequence[tuple[str, int]] = (), texts: Sequence[str] = ()
) -> None:
    """Make a row as high as its texts; LibreOffice leaves rows as high as the file says."""
    counts = (
        lines(text, width * _MM, CELL.size)
        for text, (_, width) in zip(texts, columns, strict=False)
    )
    sheet.set_row(row, min(max(counts, default=1) * CELL.line + 4, _TALLEST))
