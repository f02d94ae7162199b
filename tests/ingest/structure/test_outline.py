"""Headings, lists with their lead-in, and passages that lose no line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import Passage, PassageKind, Plan
from ingest.pipeline import parse_bytes
from ingest.structure.outline import Style, leads_on, style_of
from tests.ingest.parsing import HEADER, plan, project_row, row

LONG = "เทศบาลจัดทำแผนนี้เพื่อพัฒนาพนักงานทุกตำแหน่งให้ทำงานบริการประชาชนได้ดีขึ้นกว่าเดิมทุกปี"


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("ส่วนที่ ๑ หลักการ", Style.CHAPTER),
        ("บทที่ ๒ ยุทธศาสตร์", Style.CHAPTER),
        ("ยุทธศาสตร์ที่ ๓ คนเก่ง", Style.STRATEGY),
        ("๑. หลักการ", Style.DECIMAL_1),
        ("๑.๑ ความเป็นมา", Style.DECIMAL_2),
        ("๑.๑.๒ ความเป็นมา", Style.DECIMAL_3),
        ("(๑) การปฐมนิเทศ", Style.PARENTHESES),
        ("๑) การปฐมนิเทศ", Style.CLOSING),
        ("- การปฐมนิเทศ", Style.BULLET),
        ("หมวด ๔ โครงการและวงเงิน", Style.CHAPTER),
        ("หมวดหมู่ของโครงการ", Style.PLAIN),
        ("หมวด ก ที่มาและกรอบคิด", Style.CHAPTER),
        ("ภาคสอง ข้อมูลบุคลากร", Style.CHAPTER),
        ("ส่วนสองแถวนั้นให้งด", Style.PLAIN),
        ("ข.๑ กรอบตำแหน่ง", Style.DECIMAL_2),
        ("(ก) ยื่นคำขอ", Style.PARENTHESES),
        ("ข. ผู้สมัครต้องพ้นทดลองงาน", Style.CLOSING),
        ("ก.พ. กำหนดหลักสูตร", Style.PLAIN),
        ("ประเด็นการพัฒนาที่ ๒ : คนดี", Style.STRATEGY),
        ("ข้อ ๑๐ ระยะเวลาขั้นต่ำ", Style.DECIMAL_1),
        ("ข้อ ๒.๑ ความเป็นมา", Style.PLAIN),
        ("๒๒ กันยายน ๒๕๖๘", Style.PLAIN),
        ("๒๒ กิจกรรมสำคัญ", Style.DECIMAL_1),
        ("๒๕๖๙ เป็นปีแรก", Style.PLAIN),
        (LONG, Style.PLAIN),
    ],
)
def test_how_a_line_is_numbered(line: str, style: Style) -> None:
    assert style_of(line) is style


def holding(source: Plan, text: str) -> Passage:
    (found,) = [p for p in source.passages if text in p.text]
    return found


def test_a_numbered_line_above_a_text_is_its_heading() -> None:
    read = plan("ส่วนที่ ๑ หลักการและเหตุผล", "", "๑.๑ ความเป็นมา", "", LONG)
    assert holding(read, LONG).section == ("ส่วนที่ ๑ หลักการและเหตุผล", "๑.๑ ความเป็นมา")


def test_numbered_lines_in_a_row_are_a_list() -> None:
    read = plan("ส่วนที่ ๑ หลักการ", "", "๑. วางแผน", "๒. อบรม", "๓. ประเมินผล")
    found = holding(read, "๒. อบรม")
    assert found.kind is PassageKind.LIST
    assert found.section == ("ส่วนที่ ๑ หลักการ",)
    assert "๑. วางแผน" in found.text and "๓. ประเมินผล" in found.text


def test_a_chapter_ends_the_sections_of_the_one_before() -> None:
    read = plan(
        "ส่วนที่ ๑ หลักการ", "", "๑.๑ ความเป็นมา", "", LONG, "", "ส่วนที่ ๒ โครงการ", "", LONG + "อีก"
    )
    assert holding(read, LONG + "อีก").section == ("ส่วนที่ ๒ โครงการ",)


def test_markdown_levels_decide_where_there_are_any() -> None:
    read = plan("# แผนงาน", "## นโยบาย", LONG, "## สวัสดิการ", LONG + "อีก")
    assert holding(read, LONG + "อีก").section == ("แผนงาน", "สวัสดิการ")


def test_a_short_line_above_a_list_is_a_heading_only_alone() -> None:
    alone = plan("", "เป้าหมาย", "- ข้อหนึ่งของรายการ", "- ข้อสองของรายการ")
    assert holding(alone, "ข้อหนึ่ง").section == ("เป้าหมาย",)
    inside = plan("", LONG, "เป้าหมาย", "- ข้อหนึ่งของรายการ", "- ข้อสองของรายการ")
    assert "เป้าหมาย" not in holding(inside, "ข้อหนึ่ง").section


@pytest.mark.parametrize("lead", ["วิธีการมีดังนี้", "เรื่องที่ต้องการ ได้แก่", "ประกอบด้วย :"])
def test_a_list_is_quoted_with_its_lead_in(lead: str) -> None:
    assert leads_on(lead)
    read = plan("ส่วนที่ ๑ วิธีการ", "", lead, "", "๑) การสอนงาน", "", "๒) การอบรม")
    found = holding(read, "๒) การอบรม")
    assert lead in found.text and "๑) การสอนงาน" in found.text


def test_a_paragraph_that_announces_nothing_is_no_lead_in() -> None:
    long_text = LONG * 4
    read = plan("ส่วนที่ ๑ วิธีการ", "", long_text, "", "๑) การสอนงาน", "", "๒) การอบรม")
    assert long_text not in holding(read, "๒) การอบรม").text


def test_each_row_is_a_passage_with_its_headers_and_strategy() -> None:
    strategy = row("ยุทธศาสตร์ที่ ๑ คนเก่ง", "", "", "", "", "")
    read = plan(HEADER, strategy, project_row("๑", "โครงการก"), project_row("๒", "โครงการข"))
    found = holding(read, "โครงการข")
    assert found.kind is PassageKind.ROW
    assert found.headers == tuple(HEADER.split("\t"))
    assert found.section[-1] == "ยุทธศาสตร์ที่ ๑ คนเก่ง"
    assert "งบประมาณ ๑๐,๐๐๐" in found.search_text
    assert "ยุทธศาสตร์ที่ ๑ คนเก่ง" in found.search_text.replace("\n", " ")


def test_a_small_table_without_projects_is_also_a_passage_as_a_whole() -> None:
    read = plan(row("ส่วนราชการ", "ชาย", "หญิง"), row("กองคลัง", "๑", "๒"), row("กองช่าง", "๓", "๔"))
    (whole,) = [p for p in read.passages if p.kind is PassageKind.TABLE]
    assert (whole.span.line_start, whole.span.line_end) == (3, 5)
    projects_only = plan(HEADER, project_row("๑", "โครงการก"), project_row("๒", "โครงการข"))
    assert not [p for p in projects_only.passages if p.kind is PassageKind.TABLE]


LINES = [
    "", "", "- ๓ -", "๑๒", ".....", "ส่วนที่ ๑ หลักการ", "๑.๑ ความเป็นมา", "๑. วางแผน", "๒. อบรม",
    "(๑) ปฐมนิเทศ", "- ข้อย่อย", "มีดังนี้", LONG, LONG * 4, "# หัวข้อ", "ยุทธศาสตร์ที่ ๒ คนดี",
    "เทศบาลตำบลดอนสมมุติ", HEADER, project_row("๑", "โครงการก"), project_row("", "โครงการข", ""),
    row("", "", "ต่อจากแถวบน", "", "", ""), row("รวม", "", "", "๑๐,๐๐๐", "", ""),
    row("กลยุทธ์ที่ ๑ เรียนรู้", "", "", "", "", ""), row("โครงการสั้น", "๕,๐๐๐"),
    row("ยุทธศาสตร์", "งบประมาณ", "", ""), row("", "กองคลัง", "๒๕๖๘", "๒๕๖๙"), row("", "", "", "✓"),
    row("←", "→", "", "", "", "", "", "", ""), "| ก | ข |", "|---|---|", "| | |", "\tย่อหน้า",
    "<p>ย่อหน้า</p>", "<table><tr><td>โครงการ</td><td>งบ</td></tr></table>", "ก\fข",
]  # fmt: skip
_NO_TEXT = re.compile(r"[-*_=|:\s]*")  # rules and empty pipe rows show nothing


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_every_line_is_in_a_passage(lines: list[str]) -> None:
    read = parse_bytes("\n".join(["แผนพัฒนาบุคลากร", *lines]).encode(), "plan.txt")
    covered = {n for p in read.passages for n in range(p.span.line_start, p.span.line_end + 1)}
    lost = [
        (number, line)
        for number, line in enumerate(read.lines, start=1)
        if number not in covered and not _NO_TEXT.fullmatch(line)
    ]
    assert lost == []


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_facts_point_to_passages_that_hold_them(lines: list[str]) -> None:
    read = parse_bytes("\n".join(["แผนพัฒนาบุคลากร", *lines]).encode(), "plan.txt")
    spans = {p.id: p.span for p in read.passages}
    assert len(spans) == len(read.passages)
    for fact in read.facts:
        span = spans[fact.passage_id]
        assert span.line_start <= fact.span.line_start <= fact.span.line_end <= span.line_end
    ids = [fact.id for fact in read.facts]
    assert len(ids) == len(set(ids))


STRATEGY, TACTIC = "ยุทธศาสตร์ที่ ๑ คนเก่ง", "กลยุทธ์ที่ ๑ เรียนรู้"


@pytest.mark.parametrize(
    "headings",
    [
        (STRATEGY, TACTIC),
        (STRATEGY, "", TACTIC, ""),
        ("ยุทธศาสตร์คนเก่ง", "กลยุทธ์เรียนรู้"),
        ("ยุทธศาสตร์คนเก่ง", TACTIC),
        (STRATEGY, "แนวทางเรียนรู้"),
        ("ด้านความรู้", "แนวทางเรียนรู้"),
        ("ประเด็นยุทธศาสตร์ที่ ๑ คนเก่ง", "เป้าประสงค์ที่ ๑ รู้งาน", TACTIC),
    ],
)
def test_a_tactic_alone_above_a_table_is_below_its_strategy(headings: tuple[str, ...]) -> None:
    read = plan(*headings, HEADER, project_row("๑", "โครงการก"))
    assert read.tables[0].section == tuple(filter(None, headings))


@pytest.mark.parametrize(
    ("headings", "section"),
    [
        ((STRATEGY, "ยุทธศาสตร์ที่ ๒ คนดี"), ("ยุทธศาสตร์ที่ ๒ คนดี",)),
        ((TACTIC, "กลยุทธ์ที่ ๒ ฝึกฝน"), ("กลยุทธ์ที่ ๒ ฝึกฝน",)),
        ((TACTIC, STRATEGY), (STRATEGY,)),
        (("ความเป็นมาของแผน", TACTIC), (TACTIC,)),
    ],
)
def test_no_other_line_is_below_the_one_above(
    headings: tuple[str, ...], section: tuple[str, ...]
) -> None:
    read = plan(*headings, HEADER, project_row("๑", "โครงการก"))
    assert read.tables[0].section == section


def test_tactics_go_on_below_their_strategy_until_the_next() -> None:
    read = plan(
        STRATEGY, TACTIC, HEADER, project_row("๑", "โครงการก"), "",
        "กลยุทธ์ที่ ๒ ฝึกฝน", HEADER, project_row("๒", "โครงการข"), "",
        "ยุทธศาสตร์ที่ ๒ คนดี", TACTIC, HEADER, project_row("๓", "โครงการค"),
    )  # fmt: skip
    assert [table.section for table in read.tables] == [
        (STRATEGY, TACTIC),
        (STRATEGY, "กลยุทธ์ที่ ๒ ฝึกฝน"),
        ("ยุทธศาสตร์ที่ ๒ คนดี", TACTIC),
    ]


def test_a_list_of_strategies_and_tactics_stays_a_list() -> None:
    read = plan("ส่วนที่ ๑ ยุทธศาสตร์", "", STRATEGY, TACTIC, "กลยุทธ์ที่ ๒ ฝึกฝน", "", LONG)
    assert holding(read, TACTIC).section == ("ส่วนที่ ๑ ยุทธศาสตร์",)
