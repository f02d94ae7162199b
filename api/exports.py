"""Tables of projects as files for a spreadsheet: CSV and XLSX, headers in Thai."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import xlsxwriter

from api.places import SCANNED
from api.projects import ListedProject
from ingest.models import Baht, BudgetKind, Project, YearBudget
from ingest.text.numbers import grouped

Value = str | Baht | None

# Header and width of each column, in characters.
COLUMNS = (
    ("หน่วยงาน", 30),
    ("ปีงบประมาณ", 14),
    ("ลำดับ", 8),
    ("โครงการ/กิจกรรม", 50),
    ("โครงการหลัก", 30),
    ("ยุทธศาสตร์", 30),
    ("วัตถุประสงค์", 40),
    ("ตัวชี้วัด", 30),
    ("เป้าหมาย", 25),
    ("งบประมาณ (บาท)", 16),
    ("การระบุงบประมาณ", 18),
    ("งบประมาณรายปี (บาท)", 30),
    ("ระยะเวลา", 20),
    ("ไตรมาส", 12),
    ("หน่วยงานรับผิดชอบ", 25),
    ("กลุ่มเป้าหมาย", 25),
    ("หลักสูตร", 40),
    ("ไฟล์แผน", 30),
    ("บรรทัดแรก", 10),
    ("บรรทัดสุดท้าย", 12),
    ("การตรวจทาน", 26),
)
HEADERS = tuple(header for header, _ in COLUMNS)
BUDGETS = {
    BudgetKind.AMOUNT: "ระบุ",
    BudgetKind.NO_BUDGET: "ไม่ใช้งบประมาณ",
    BudgetKind.NOT_STATED: "ไม่ระบุ",
}
BOM = "\ufeff"  # byte order mark: without it Excel takes Thai for Latin-1
_FORMULA = tuple("=+-@\t\r\n")
_NEGATIVE = re.compile(r"\(\d+(?:\.\d+)?\)")  # Excel reads the number (2) as -2
_PIECE = 64_000  # characters, some 100 rows
_CELL = 32_767  # characters that a cell of Excel holds


def csv_pieces(projects: Iterable[ListedProject]) -> Iterator[str]:
    """The file piece by piece: BOM, header, a row a project, ended as RFC 4180 says."""
    piece = io.StringIO()
    piece.write(BOM)
    csv.writer(piece).writerow(HEADERS)
    for listed in projects:
        csv.writer(piece).writerow([_guarded(value) for value in _row(listed)])
        if piece.tell() >= _PIECE:
            yield piece.getvalue()
            piece = io.StringIO()
    yield piece.getvalue()


def xlsx_file(projects: Iterable[ListedProject]) -> bytes:
    """A workbook with one sheet: header frozen, columns wide enough, amounts as numbers.

    Text is written as text, so that none of it can be a formula; it needs no guard.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("โครงการ")
        bold = book.add_format({"bold": True, "bg_color": "#E2F0EF", "bottom": 1})
        amount = book.add_format({"num_format": "#,##0"})
        satang = book.add_format({"num_format": "#,##0.00"})
        for column, (header, width) in enumerate(COLUMNS):
            is_amount = header.startswith("งบประมาณ")
            sheet.set_column(column, column, width, amount if is_amount else None)
            sheet.write_string(0, column, header, bold)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, listed in enumerate(projects, start=1):
            for column, value in enumerate(_row(listed)):
                if isinstance(value, Decimal):
                    sheet.write_number(last, column, value, satang)
                elif isinstance(value, int):
                    sheet.write_number(last, column, value)
                elif value:
                    sheet.write_string(last, column, value[:_CELL])
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return file.getvalue()


def _row(listed: ListedProject) -> list[Value]:
    project, plan = listed.project, listed.plan
    return [
        plan.organization.name if plan.organization else "",
        ", ".join(map(str, plan.fiscal_years)),
        project.number,
        project.name,
        project.parent,
        " › ".join(project.strategy),
        project.objective,
        project.indicator,
        project.target,
        project.budget.baht,
        _said(project),
        "; ".join(_year(one) for one in project.yearly),
        project.timing,
        ", ".join(f"Q{quarter}" for quarter in project.quarters),
        project.unit,
        project.audience,
        ", ".join(project.courses),
        plan.source,
        project.span.line_start,
        project.span.line_end,
        SCANNED if project.unverified else "",
    ]


def _said(project: Project) -> str:
    """Which kind of budget, and with whom it is shared: ``รวมกับ โครงการ…``."""
    if not project.shared_with:
        return BUDGETS[project.budget.kind]
    return f"รวมกับ {', '.join(project.shared_with)}"


def _year(one: YearBudget) -> str:
    """``ปี 2568: 30,000``; a year without an amount says which kind of none."""
    baht = one.budget.baht
    return f"ปี {one.year}: {BUDGETS[one.budget.kind] if baht is None else grouped(baht)}"


def _guarded(value: Value) -> Value:
    """Text that a spreadsheet would run or take for a number, behind an apostrophe."""
    if isinstance(value, str) and (value.startswith(_FORMULA) or _NEGATIVE.fullmatch(value)):
        return f"'{value}"
    return value
