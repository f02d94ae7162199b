"""Courses and individual plans against the plan's own staffing list."""

from __future__ import annotations

import pytest

from ingest.checks.staffing import check
from tests.ingest.checks.finding import HEADER, found, plan_of, project
from tests.ingest.parsing import row

CLASSES = row("บริหารท้องถิ่น", "อำนวยการท้องถิ่น", "วิชาการ", "ทั่วไป")
LISTED = row(
    "๑) นักบริหารงานท้องถิ่น",
    "๑) นักบริหารงานการคลัง ๒) นักบริหารงานช่าง",
    "๑) นิติกร ๒) นักทรัพยากรบุคคล",
    "๑) เจ้าพนักงานธุรการ ๒) นายช่างโยธา",
)
COUNTED = (
    "๒.๔ กรอบอัตรากำลัง ๓ ปี",
    "",
    row("ลำดับ", "ตำแหน่ง", "กรอบอัตรา", "มีคนครอง"),
    *(
        row(str(at), name, "1", "1")
        for at, name in enumerate(
            ("ปลัดเทศบาล", "ผู้อำนวยการกองคลัง", "นิติกร", "เจ้าพนักงานธุรการ", "นายช่างโยธา", "ครู"), 1
        )
    ),
)
IDP = row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา", "เป้าหมายการพัฒนา", "วิธีการพัฒนา")


def courses(*names: str) -> tuple[str, str]:
    told = " ".join(f"หลักสูตร{name}" for name in names)
    return HEADER, project(f"โครงการอบรมตามสายงาน ได้แก่ {told}")


def individual(*positions: str) -> tuple[str, ...]:
    heading = "แผนพัฒนารายบุคคล (IDP)"
    return (heading, "", IDP, *(row(name, "ดิจิทัล", "ทำได้", "อบรม") for name in positions))


def test_a_course_for_a_position_that_is_not_listed() -> None:
    plan = plan_of(CLASSES, LISTED, "", "โครงการ", "", *courses("นิติกร", "สถาปนิก", "นายช่างโยธา"))
    assert found(check, plan) == [("position-not-listed", "note", 10, "", "สถาปนิก")]


def test_an_individual_plan_for_a_position_that_is_not_listed() -> None:
    plan = plan_of(*COUNTED, "", *individual("นิติกร", "นายช่างไฟฟ้า"))
    assert [f[3:] for f in found(check, plan)] == [("", "นายช่างไฟฟ้า")]


@pytest.mark.parametrize(
    "lines",
    [
        courses("นักบริหารงานการคลัง", "นิติกร"),
        courses("ผู้อำนวยการกองคลัง"),
        courses("คอมพิวเตอร์", "ภาษาอังกฤษ"),
        individual("ปลัดเทศบาล", "ผอ.กองคลัง", "จพง.ธุรการ", "หัวหน้าฝ่ายบริหารงานคลัง"),
        individual("ครู", "ผู้ช่วยเจ้าพนักงานธุรการ"),
    ],
    ids=["lines of work", "a post of a line", "no positions", "short names", "other classes"],
)
def test_positions_that_the_list_has_or_says_nothing_of(lines: tuple[str, ...]) -> None:
    assert found(check, plan_of(CLASSES, LISTED, "", "โครงการ", "", *lines)) == []


def test_no_list_no_finding() -> None:
    assert found(check, plan_of(*individual("นิติกร", "สถาปนิก"), "", *courses("นายช่างไฟฟ้า"))) == []


def test_a_table_of_those_who_retire_is_no_list_of_the_staff() -> None:
    header = row("ลำดับ", "สายงาน", "จำนวนผู้เกษียณ")
    names = ("นิติกร", "สถาปนิก", "นายช่างโยธา", "นักทรัพยากรบุคคล", "เจ้าพนักงานธุรการ")
    rows = [row(str(at), name, "1") for at, name in enumerate(names, 1)]
    heading = "๒.๑๐ อัตรากำลังที่สูญเสียจากการเกษียณ"
    plan = plan_of(heading, "", header, *rows, "", "โครงการ", "", *courses("นายช่างไฟฟ้า"))
    assert found(check, plan) == []


def test_a_table_that_says_which_positions_take_its_courses() -> None:
    header = row("หลักสูตร", "ตำแหน่ง", "เดือน", "ค่าลงทะเบียน (บาท)")
    rows = [row("อบรมเฉพาะทาง", name, "ม.ค. ๒๕๖๙", "๕,๐๐๐") for name in ("นิติกร", "นายช่างไฟฟ้า")]
    plan = plan_of(*COUNTED, "", "๓.๑ การส่งเข้าอบรม", "", header, *rows)
    assert found(check, plan) == [("position-not-listed", "note", 18, "", "นายช่างไฟฟ้า")]
    assert found(check, plan_of(*COUNTED, "", "๓.๑ การส่งเข้าอบรม", "", header, rows[0])) == []


def test_a_list_that_tells_filled_and_vacant_posts() -> None:
    posts = ("ปลัดเทศบาล", "นิติกร", "นักวิชาการคลัง", "วิศวกรโยธา", "พยาบาลวิชาชีพ", "นักพัฒนาชุมชน")
    staff = [row(post, "๒", "๑", "๑") for post in posts]
    listed = ("กรอบอัตรากำลัง", "", row("ตำแหน่ง", "กรอบ", "มีคนครอง", "ว่าง"), *staff, "")
    idp = ("แผนพัฒนารายบุคคล", "", row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา", "วิธีการพัฒนา"))
    for post, codes in (("นิติกร", []), ("นักวิชาการสุขาภิบาล", ["position-not-listed"])):
        plan = plan_of(
            *listed, *idp, row(post, "กฎหมาย", "อบรม"), row("วิศวกรโยธา", "ออกแบบ", "อบรม")
        )
        assert [f[0] for f in found(check, plan)] == codes
