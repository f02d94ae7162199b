"""Which lines a quotation of running text is cited to."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from api.answering.evidence.quoting import quoted_lines
from ingest.models import PassageKind, Plan
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf
from tests.ingest.parsing import row

RULES = (
    "๑. ผู้บังคับบัญชาพิจารณาส่งพนักงานเข้ารับการอบรมตามแผนรายบุคคลของแต่ละคน โดยคำนึงถึงความจำเป็น"
    "ของงานในหน้าที่ วงเงินที่ตั้งไว้ และโอกาสที่ได้รับในรอบปีที่ผ่านมาของพนักงานทุกคนในกองเดียวกัน",
    "๒. ผู้ผ่านการอบรมต้องส่งรายงานผลการอบรมภายใน ๑๕ วันทำการ นับแต่วันที่กลับมาปฏิบัติ",
    "หน้าที่ตามปกติ",
    "๓. ผู้ที่ขาดการอบรมโดยไม่มีเหตุอันควรจะไม่ได้รับการพิจารณาส่งอบรมในปีถัดไป",
    "๔. งานทรัพยากรบุคคลรวบรวมรายงานเสนอปลัดเทศบาลทุกสิ้นไตรมาสเพื่อทราบและพิจารณาสั่งการ",
)
TEXT = "\n".join(
    (
        "แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "เทศบาลตำบลสวนสมมุติ อำเภอสมมุติ จังหวัดสมมุติ",
        "",
        "ส่วนที่ ๑ หลักเกณฑ์การอบรม",
        "",
        *RULES,
        "",
        row("ที่", "โครงการ", "งบประมาณ", "หน่วยงาน"),
        row("๑", "โครงการอบรมพัสดุ", "๕,๐๐๐", "กองคลัง"),
        "",
    )
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return parse_bytes(TEXT.encode(), "plan.txt")


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("1. ผู้บังคับบัญชาพิจารณาส่งพนักงาน", (6, 6)),
        ("… ต้องส่งรายงานผลการอบรมภายใน 15 วันทำการ …", (7, 7)),
        ("ภายใน 15 วันทำการ นับแต่วันที่กลับมาปฏิบัติ\nหน้าที่ตามปกติ", (7, 8)),
        ("ปฏิบัติหน้าที่ตามปกติ", (7, 8)),  # over the end of a line
        ("\n".join(RULES[:3]), (6, 8)),
        ("\n".join((RULES[0], "ข้อความที่ไม่มีในแผน")), None),
        ("ข้อความที่ไม่มีในแผน", None),
        ("", None),
    ],
)
def test_the_lines_that_are_quoted(plan: Plan, said: str, lines: tuple[int, int] | None) -> None:
    rules = next(p for p in plan.passages if "วันทำการ" in p.text and not p.table_id)
    assert quoted_lines(plan, rules, said) == lines


def test_a_row_is_cited_whole(plan: Plan) -> None:
    project = next(p for p in plan.passages if p.kind is PassageKind.ROW)
    assert quoted_lines(plan, project, "โครงการอบรมพัสดุ") is None


def test_a_rule_is_cited_to_its_own_lines(library_of: LibraryOf) -> None:
    library: Library = library_of(TEXT)
    said = answer(Ask("อบรมเสร็จต้องส่งรายงานภายในกี่วัน"), library)
    assert "15 วันทำการ" in said.text
    (cited,) = said.citations
    assert (cited.line_start, cited.line_end) == (7, 7)
    assert cited.quote == RULES[1]
