"""Parts of the standard form: which a plan lacks, and what stands in those that it has."""

from __future__ import annotations

import re

import pytest

from ingest.checks.parts import areas_named, check, course_areas, lines_of, part_of, parts
from tests.ingest.checks.finding import HEADER, found, plan_of, project
from tests.ingest.parsing import row

AREAS = (
    "๑) หลักสูตรความรู้พื้นฐานในการปฏิบัติราชการ",
    "๒) หลักสูตรการพัฒนาเกี่ยวกับงานในหน้าที่รับผิดชอบ",
    "๓) หลักสูตรความรู้และทักษะเฉพาะของงานในแต่ละตำแหน่ง",
    "๔) หลักสูตรด้านการบริหาร",
    "๕) หลักสูตรด้านคุณธรรมและจริยธรรม",
)
WHOLE = {
    "rationale": ("๑. หลักการและเหตุผล", "เทศบาลต้องพัฒนาบุคลากรให้ทันการเปลี่ยนแปลงของสังคม"),
    "objectives": ("๒. วัตถุประสงค์", "๑) เพื่อให้บุคลากรมีความรู้", "๒) เพื่อให้บริการดีขึ้น"),
    "courses": ("๓. หลักสูตรการพัฒนา", *AREAS),
    "methods": ("๔. วิธีการพัฒนา", "(๑) การปฐมนิเทศ", "(๒) การฝึกอบรม"),
    "budget": ("๕. งบประมาณในการดำเนินการพัฒนา", "ตั้งจ่ายจากงบประมาณรายจ่ายประจำปีของเทศบาล"),
    "monitoring": ("๖. การติดตามประเมินผล", "รายงานผลต่อผู้บังคับบัญชาภายในเจ็ดวันหลังการอบรม"),
}  # fmt: skip


def lines(*without: str) -> list[str]:
    return [line for key, part in WHOLE.items() if key not in without for line in (*part, "")]


def test_a_whole_plan() -> None:
    assert found(check, plan_of(*lines())) == []


@pytest.mark.parametrize(
    "part", [part for part in parts() if part.expected], ids=lambda part: part.key
)
def test_a_part_that_is_missing(part: object) -> None:
    (missing,) = found(check, plan_of(*lines(part.key)))  # type: ignore[attr-defined]
    assert missing == ("part-missing", "warning", 1, part.name, "")  # type: ignore[attr-defined]


def test_an_announcement_of_a_policy_has_no_such_parts() -> None:
    title = "ประกาศ เรื่อง นโยบายการบริหารทรัพยากรบุคคล ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"
    assert found(check, plan_of("๑. นโยบายด้านอัตรากำลัง", title=title)) == []


def test_a_table_of_projects_alone_needs_no_parts() -> None:
    assert found(check, plan_of(HEADER, project("อบรมพนักงาน"))) == []


def test_a_column_of_budgets_is_a_budget() -> None:
    assert found(check, plan_of(*lines("budget"), HEADER, project("อบรมพนักงาน"))) == []


def test_areas_of_courses_that_are_not_named() -> None:
    some = [line for line in lines() if line not in AREAS[3:]]
    assert found(check, plan_of(*some)) == [("course-area-missing", "note", 1, "5", "3")]


def test_areas_named_in_a_sentence_are_enough() -> None:
    sentence = "กำหนดให้อบรม เช่น " + " ".join(area.split(") ")[1] for area in AREAS)
    plan = plan_of(*lines("courses"), sentence)
    assert areas_named(plan) == course_areas() and found(check, plan) == []


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("ส่วนที่ ๑ หลักการและเหตุผล", "rationale"),
        ("๑.๑ หลักการ และเหตุผล", "rationale"),
        ("ส่วนที่ ๑ ๑.๑ ความเป็นมา", "rationale"),
        ("๒ วัตถุประสงค์และเป้าหมายการพัฒนา", "objectives"),
        ("ส่วนที่ ๓ หลักสูตรพัฒนาบุคลากร", "courses"),
        ("๓.๓ วิธีการพัฒนาบุคลากรขององค์กรปกครองส่วนท้องถิ่น", "methods"),
        ("ส่วนที่ ๓ แนวทางและวิธีการพัฒนา", "methods"),
        ("๔) งบประมาณในการดำเนินการพัฒนา", "budget"),
        ("บทที่ ๔ การติดตามและประเมินผล", "monitoring"),
        ("หลักสูตรนายช่างโยธา", None),
        ("ยุทธศาสตร์ที่ ๑ คนเก่ง", None),
        ("วัตถุประสงค์ของการอบรมครั้งนี้ " + "คือให้พนักงานทุกคนเข้าใจระเบียบ " * 3, None),
    ],
)  # fmt: skip
def test_the_part_of_a_heading(heading: str, key: str | None) -> None:
    part = part_of(heading)
    assert (part.key if part else None) == key


@pytest.mark.parametrize("key", WHOLE)
def test_what_stands_in_a_part(key: str) -> None:
    plan = plan_of(*lines())
    assert tuple(line.text for line in lines_of(plan, key)) == WHOLE[key][1:]


def test_a_heading_with_its_text_in_one_line_is_in() -> None:
    long = "๔. วิธีการพัฒนา ให้เทศบาลดำเนินการเอง หรือร่วมกับหน่วยงานอื่น " + "ตามความเหมาะสม " * 5
    plan = plan_of("๓. ขอบเขต", "ข้อความเรื่องขอบเขตของแผนฉบับนี้", long, "๕. อื่น ๆ", "ข้อความต่อไป")
    assert [line.span.line_start for line in lines_of(plan, "methods")] == [6]


def test_parts_that_are_numbered_as_clauses() -> None:
    clauses = [line for line in lines() if line.strip()]
    numbered = [re.sub(r"^([๑-๖])\. ", r"ข้อ \1 ", line) for line in clauses]
    assert numbered != clauses
    assert found(check, plan_of(*numbered)) == []
    long = "ข้อ ๑ หลักการและเหตุผล " + "เทศบาลต้องพัฒนาบุคลากรให้ทันการเปลี่ยนแปลงของสังคม " * 3
    assert (found_part := part_of(long)) is not None and found_part.key == "rationale"
    assert part_of("ข้อ ๑๒ แห่งระเบียบว่าด้วยหลักสูตรของกรม") is None


def test_courses_that_stand_in_a_table() -> None:
    table = (row("รหัส", "หลักสูตร", "ชั่วโมง"), *(row("ก", area[3:], "๖") for area in AREAS))
    assert found(check, plan_of(*lines("courses"), "๗. หลักสูตรที่จัด", "", *table)) == []
    (lacking,) = found(check, plan_of(*lines("courses"), "๗. หลักสูตรที่จัด", "", *table[:-1]))
    assert lacking[0] == "course-area-missing"


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("แผนพัฒนาข้าราชการองค์การบริหารส่วนจังหวัด ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", ["part-missing"]),
        ("แผนกลยุทธ์การบริหารทรัพยากรบุคคล ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", []),
    ],
)
def test_a_plan_to_develop_staff_by_its_title(title: str, codes: list[str]) -> None:
    plan = plan_of(*lines("methods"), title=title)
    assert [code for code, *_ in found(check, plan)] == codes


def test_the_caption_of_a_table_may_be_all_that_a_part_has() -> None:
    table = (row("รายการ", "จำนวน"), row("อบรมช่าง", "๓๐,๐๐๐"), row("อบรมคลัง", "๒๐,๐๐๐"))
    kept = ("ส่วนที่ ๔ การดำเนินการ", "", "ตารางที่ ๓ โครงการและงบประมาณ", *table, "")
    assert found(check, plan_of(*lines("budget"), *kept)) == []
    other = ("ส่วนที่ ๔ การดำเนินการ", "", "ตารางที่ ๓ โครงการ", *table, "")
    assert [f[3] for f in found(check, plan_of(*lines("budget"), *other))] == ["งบประมาณ"]
