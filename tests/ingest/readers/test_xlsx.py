"""XLSX as offices write it: what is displayed is in the lines, row by row."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest

from ingest.blocks import RowBlock, TextBlock
from ingest.models import IngestError, Place
from ingest.readers import read
from ingest.readers.xlsx_formats import shown as displayed
from tests.ingest.readers.making import changed, member, rows, sheet, shown, texts


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (20000, "#,##0", "20,000"),
        (20000, "General", "20000"),
        (20000.5, "General", "20000.5"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "General", "123456789012"),
        (20000, "#,##0.00", "20,000.00"),
        (0, "#,##0", "0"),
        (0, "#,###", ""),
        (1234567.891, "#,##0.0#", "1,234,567.89"),
        (2.5, "0", "3"),
        (1234567, '#,##0,"K"', "1,235K"),
        (7, "000", "007"),
        (-1500, "#,##0", "-1,500"),
        (-1500, "#,##0;(#,##0)", "(1,500)"),
        (-1500, "#,##0;[Red]-#,##0", "-1,500"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (0, '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (1500, '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "1,500.00"),
        (0.855, "0%", "86%"),
        (0.855, "0.0%", "85.5%"),
        (35000, "[$฿-41E]#,##0", "฿35,000"),
        (35000, '#,##0" บาท"', "35,000 บาท"),
        (35000, "t#,##0", "๓๕,๐๐๐"),
        (35000, "t#,##0.00", "๓๕,๐๐๐.๐๐"),
        (35000, "[$-D000000]#,##0", "๓๕,๐๐๐"),
        (5, '"รุ่นที่ "0', "รุ่นที่ 5"),
        (1, '"✓"', "✓"),
        (2569, "0", "2569"),
        (0.5, "# ?/?", "0.5"),
        (1e30, "General", "1e+30"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("๑. ข้อความ", "@", "๑. ข้อความ"),
    ],
)
def test_numbers_read_as_displayed(value: Any, code: str, text: str) -> None:
    assert displayed(value, code) == text


DAY = datetime(2026, 2, 9)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "[$-107041E]d mmm yy;@", "9 ก.พ. 69"),
        (DAY, "[$-107041E]d mmmm yyyy;@", "9 กุมภาพันธ์ 2569"),
        (DAY, "[$-D07041E]d mmmm yyyy", "๙ กุมภาพันธ์ ๒๕๖๙"),
        (DAY, "[$-1070000]d/m/yyyy;@", "9/2/2569"),
        (DAY, "d mmm bbbb", "9 ก.พ. 2569"),
        (DAY, "dd/mm/yyyy", "09/02/2026"),
        (DAY, "mm-dd-yy", "9/2/2569"),
        (DAY, "mmmm yyyy", "กุมภาพันธ์ 2026"),
        (DAY, "dddd", "จันทร์"),
        (date(2026, 10, 1), "d mmm bb", "1 ต.ค. 69"),
        (datetime(2026, 2, 9, 13, 5), "d/m/bbbb h:mm", "9/2/2569 13:05"),
        (time(9, 30), "h:mm", "9:30"),
        (time(13, 30), "h:mm AM/PM", "1:30 PM"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
    ],
)
def test_dates_read_as_displayed(value: Any, code: str, text: str) -> None:
    assert displayed(value, code) == text


def test_a_sheet_is_a_heading_lines_of_text_and_a_table() -> None:
    def fill(book: Any, page: Any) -> None:
        figure = book.add_format({"num_format": "#,##0"})
        page.write("C2", "งบประมาณตามยุทธศาสตร์")
        page.write_row("C4", ["ที่", "โครงการ", "งบประมาณ"])
        page.write_row("C5", ["๑", "อบรมการคลัง"])
        page.write("E5", 20000, figure)
        page.write_row("C6", ["๒", "ศึกษาดูงาน"])
        page.write("C8", "หมายเหตุ ปรับได้ตามความเหมาะสม")

    document = read(sheet(fill), "แผน.xlsx")
    assert document.lines == (
        "งบประมาณ", "งบประมาณตามยุทธศาสตร์", "", "ที่\tโครงการ\tงบประมาณ", "๑\tอบรมการคลัง\t20,000",
        "๒\tศึกษาดูงาน\t", "", "หมายเหตุ ปรับได้ตามความเหมาะสม",
    )  # fmt: skip
    assert document.places[4] == Place(sheet="งบประมาณ", row=5)
    assert isinstance(document.blocks[0], TextBlock) and document.blocks[0].level == 1


def test_merged_cells_are_their_text_and_blanks() -> None:
    def fill(book: Any, page: Any) -> None:
        box = book.add_format({"border": 1})
        page.merge_range("A1:A2", "ยุทธศาสตร์", box)
        page.merge_range("B1:C1", "งบประมาณ", box)
        page.write_row("B2", ["กองคลัง", "กองช่าง"], box)
        page.merge_range("A3:A4", "ก", box)
        page.write_row("B3", ["1", "2"], box)
        page.write_row("B4", ["3", "4"], box)

    assert rows(read(sheet(fill), "x")) == [
        ["ยุทธศาสตร์", "งบประมาณ", ""],
        ["", "กองคลัง", "กองช่าง"],
        ["ก", "1", "2"],
        ["", "3", "4"],
    ]


@pytest.mark.parametrize(
    ("title", "first"),
    [({"align": "center"}, "text"), ({"align": "left"}, "row"), ({"border": 1}, "row")],
)
def test_a_title_is_centred_and_a_strategy_heads_the_rows_below(
    title: dict[str, Any], first: str
) -> None:
    def fill(book: Any, page: Any) -> None:
        border = {"border": 1} if "border" in title else {}
        page.merge_range("A1:C1", "ด้านบน", book.add_format(title))
        for at in range(1, 4):
            page.write_row(at, 0, ["ก", "ข", "ค"], book.add_format(border))

    document = read(sheet(fill), "x")
    assert ("ด้านบน" in texts(document)) is (first == "text")
    assert (rows(document)[0][0] == "ด้านบน") is (first == "row")


def test_bold_rows_at_the_top_are_headers() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row("A1", ["ที่", "โครงการ"], book.add_format({"bold": True}))
        page.write_row("A2", ["1", "ก"])

    found = [block for block in read(sheet(fill), "x").blocks if isinstance(block, RowBlock)]
    assert [block.cells[0].is_header for block in found] == [True, False]


def test_lines_of_a_cell_stay_lines_and_those_of_a_lone_cell_are_lines_of_text() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write("A1", "เรื่อง แผน\nปี ๒๕๖๙")
        page.write_row("A3", ["๑) ก\n๒) ข", "ค"])

    document = read(sheet(fill), "x")
    assert texts(document)[1:] == ["เรื่อง แผน", "ปี ๒๕๖๙"]
    assert rows(document) == [["๑) ก\n๒) ข", "ค"]]


def test_what_is_hidden_is_left_out_and_said_so() -> None:
    def fill(book: Any, page: Any) -> None:
        for at in range(4):
            page.write_row(at, 0, [f"ก{at}", f"ข{at}", f"ค{at}"])
        page.set_row(1, None, None, {"hidden": True})
        page.set_column("B:B", None, None, {"hidden": True})
        secret = book.add_worksheet("ร่าง")
        secret.write("A1", "ไม่ให้ใครเห็น")
        secret.hide()

    document = read(sheet(fill), "x")
    assert rows(document) == [["ก0", "ค0"], ["ก2", "ค2"], ["ก3", "ค3"]]
    assert "ไม่ให้ใครเห็น" not in "".join(document.lines)
    assert [w.code for w in document.warnings] == ["hidden_cells", "hidden_sheet"]
    assert "6 ช่อง" in document.warnings[0].message and "ร่าง" in document.warnings[1].message


def test_a_formula_gives_its_stored_result_or_a_warning() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row("A1", ["รวม", "ส่วนต่าง"])
        page.write_formula("A2", "=SUM(B1:B9)", book.add_format({"num_format": "#,##0"}), 20000)
        page.write("B2", "ข")

    stored = read(sheet(fill), "x")
    assert rows(stored)[1] == ["20,000", "ข"] and not stored.warnings
    book = openpyxl.Workbook()
    book.active.append(["รวม", "งบ"])  # type: ignore[union-attr]
    book.active.append(["=SUM(B1:B9)", 5])  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    uncounted = read(buffer.getvalue(), "x")
    assert rows(uncounted)[1] == ["", "5"]
    assert [w.code for w in uncounted.warnings] == ["formula_without_value"]


def test_a_million_formatted_blank_rows_are_no_rows() -> None:
    data = sheet(lambda book, page: page.write_row("A1", ["ที่", "โครงการ"]))
    xml = member(data, "xl/worksheets/sheet1.xml")
    blank = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)
        for n in range(2, 300_000)
    )
    xml = xml.replace(b"</sheetData>", blank + b"</sheetData>").replace(
        b'<dimension ref="A1:B1"/>', b'<dimension ref="A1:XFD1048576"/>'
    )
    assert shown(changed(data, {"xl/worksheets/sheet1.xml": xml})) == ["งบประมาณ", "ที่\tโครงการ"]


def test_a_merged_range_as_large_as_a_sheet_ends() -> None:
    data = sheet(lambda book, page: page.write_row("A1", ["ที่", "โครงการ"]))
    xml = member(data, "xl/worksheets/sheet1.xml").replace(
        b"</sheetData>",
        b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>',
    )
    big = changed(data, {"xl/worksheets/sheet1.xml": xml})
    try:
        assert "ที่\tโครงการ" in shown(big)
    except IngestError as error:
        assert "too large" in error.english


def test_a_table_wider_than_any_is_refused() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write("A1", "ก")
        page.write(0, 16_000, "ข")

    with pytest.raises(IngestError, match="too large"):
        read(sheet(fill), "x")


def test_links_pictures_and_rules_are_no_hindrance() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_url("A1", "https://example.org/", string="เว็บไซต์ของเทศบาล")
        page.write_row("A3", ["ก", "ข"])
        page.write_comment("A3", "ความเห็น")
        page.data_validation("A4", {"validate": "list", "source": ["ก", "ข"]})
        page.conditional_format("B1:B9", {"type": "duplicate", "format": book.add_format()})
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=งบประมาณ!$A$1:$A$3"})
        page.insert_chart("D1", chart)

    assert shown(sheet(fill)) == ["งบประมาณ", "เว็บไซต์ของเทศบาล", "ก\tข"]


def test_a_sheet_that_nobody_named_is_no_heading() -> None:
    data = sheet(lambda book, page: page.write_row("A1", ["ก", "ข"]), "Sheet1")
    assert shown(data) == ["ก\tข"]


def test_a_style_that_is_missing_is_no_hindrance() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row("A1", ["ก", "ข"], book.add_format({"num_format": '0.0"x"'}))
        page.write("B2", 5, book.add_format({"num_format": '0.0"y"'}))

    data = sheet(fill)
    xml = member(data, "xl/styles.xml")
    broken = changed(data, {"xl/styles.xml": re.sub(rb"<numFmts.*</numFmts>", b"", xml)})
    assert shown(broken)[:2] == ["งบประมาณ", "ก\tข"]
