"""What a position is to learn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.answering import Ask, answer
from ingest.models import PositionPlan
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import plan, row

IDP = plan(
    "เทศบาลตำบลเรียนสมมุติ",
    "๒๕๖๙",
    "แผนพัฒนารายบุคคล",
    "",
    row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา", "เป้าหมาย", "วิธีการพัฒนา"),
    row("กองคลัง", "", "", ""),
    row("นักวิชาการเงินและบัญชี", "๑. การปิดบัญชี ๒. การตรวจฎีกา", "ปิดบัญชีทันกำหนด", "อบรม"),
    row("เจ้าพนักงานธุรการ", "๑. การจัดเก็บเอกสารการเงิน", "ค้นเอกสารได้เร็ว", "สอนงาน"),
    row("กองช่าง", "", "", ""),
    row("นายช่างโยธา", "๑. การสำรวจด้วยโดรน", "ราคากลางถูกต้อง", "ดูงาน"),
    row("เจ้าพนักงานธุรการ", "๑. การรับคำร้องซ่อมถนน", "ตอบคำร้องเร็ว", "สอนงาน"),
    row("พนักงานจ้างตามภารกิจ", "", "", ""),
    row("ผู้ช่วยนายช่างโยธา", "๑. การคุมเครื่องจักร ๒.", "งานเสร็จทัน", "สอนงาน"),
)
FRAME = "เทศบาลตำบลเรียนสมมุติ"
BUDGETS = plan(
    "เทศบาลตำบลกองสมมุติ",
    "๒๕๖๙",
    row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา", "เป้าหมาย", "วิธีการพัฒนา"),
    row("กองช่าง", "", "", ""),
    row("นายช่างโยธา", "๑. การสำรวจด้วยโดรน", "ราคากลางถูกต้อง", "ดูงาน"),
    "",
    "ตารางงบประมาณจำแนกตามส่วนราชการ",
    "",
    row("ยุทธศาสตร์การพัฒนาบุคลากร", "งบประมาณ", "", ""),
    row("", "สำนักปลัด", "กองคลัง", "กองช่าง"),
    row("ยุทธศาสตร์ที่ ๑ พัฒนาความรู้", "๑๐,๐๐๐", "๒๐,๐๐๐", "๓๐,๐๐๐"),
    row("ยุทธศาสตร์ที่ ๒ พัฒนาสุขภาพ", "๔๐,๐๐๐", "๕๐,๐๐๐", "๖๐,๐๐๐"),
)


@pytest.mark.parametrize(
    ("question", "course"),
    [
        ("ศิลาวารี นายช่างโยธามีหลักสูตรอะไร", "หลักสูตรนายช่างโยธา"),
        ("ศิลาวารี จพง.ธุรการ มีหลักสูตรอะไร", "หลักสูตรเจ้าพนักงานธุรการ"),
        ("ศิลาวารี นิติกร อบรมหลักสูตรอะไร", "หลักสูตรนิติกร"),
    ],
)
def test_a_positions_course_with_its_project(ask_samples: Say, question: str, course: str) -> None:
    said = ask_samples(question)
    assert said.answerable
    assert course in said.text.split("\n")[0]
    assert "1,350,000 บาท" in said.text
    assert any("\u0e51,\u0e53\u0e55\u0e50,\u0e50\u0e50\u0e50" in c.quote for c in said.citations)


def test_a_course_that_the_plan_lacks_is_refused(ask_samples: Say) -> None:
    said = ask_samples("ศิลาวารี สัตวแพทย์มีหลักสูตรอะไร")
    assert not said.answerable
    assert "หลักสูตรนายช่างโยธา" not in said.text


def test_the_asker_s_own_position(ask_samples: Say) -> None:
    mine = {
        "profile_organization": "เทศบาลตำบลบึงกาสะลอง",
        "profile_position": "นายช่างโยธา",
    }
    said = ask_samples("ตำแหน่งผมต้องพัฒนาทักษะอะไร", **mine)
    assert "โดรน" in said.text and said.answerable


def test_a_row_of_a_development_plan(library_of: LibraryOf) -> None:
    said = answer(Ask("นักวิชาการเงินและบัญชีต้องพัฒนาทักษะอะไร"), library_of(IDP))
    assert "ฎีกา" in said.text and "โดรน" not in said.text
    assert [type(fact) for fact in said.facts] == [PositionPlan]


def test_a_position_of_several_departments_is_that_of_the_one_named(library_of: LibraryOf) -> None:
    library = library_of(IDP)
    first = "เจ้าพนักงานธุรการ กองคลัง ต้องพัฒนาทักษะอะไร"
    said = answer(Ask(first), library).text
    assert "เอกสารการเงิน" in said and "ซ่อมถนน" not in said
    then = answer(Ask("แล้วตำแหน่งเดียวกันที่กองช่างล่ะ", history=(first,)), library).text
    assert "ซ่อมถนน" in then and "เอกสารการเงิน" not in then
    every = answer(Ask("เจ้าพนักงานธุรการต้องพัฒนาทักษะอะไร"), library).text
    assert "ซ่อมถนน" in every and "เอกสารการเงิน" in every


def test_methods_are_told_where_methods_are_asked(ask_samples: Say) -> None:
    said = ask_samples("บึงกาสะลอง นายช่างโยธาพัฒนาด้วยวิธีใด")
    first = said.text.split("\n")[0]
    assert "มอบหมายงาน" in first and "โดรน" not in first


def test_the_positions_of_a_department(library_of: LibraryOf) -> None:
    said = answer(Ask("กองคลังมีตำแหน่งอะไรบ้าง"), library_of(IDP))
    assert "2 ตำแหน่ง" in said.text.split("\n")[0]
    assert "นักวิชาการเงินและบัญชี" in said.text and "เจ้าพนักงานธุรการ" in said.text
    assert "นายช่างโยธา" not in said.text


def test_a_department_that_the_plan_lacks_has_no_positions(library_of: LibraryOf) -> None:
    said = answer(Ask("กองประปามีตำแหน่งอะไรบ้าง"), library_of(IDP))
    assert "นายช่างโยธา" not in said.text and "2 ตำแหน่ง" not in said.text


def test_a_course_beside_a_position_is_not_the_positions_course(ask_samples: Say) -> None:
    said = ask_samples("ศิลาวารีมีอบรมภาษาอังกฤษให้เทศกิจไหม")
    assert "ภาษาอังกฤษ" in said.text.split("\n")[0]


@pytest.mark.parametrize(
    "question",
    ["ผมต้องอบรมอะไร", "ตำแหน่งผมต้องพัฒนางานอะไร", "ต้องพัฒนาทักษะอะไรบ้าง", "หลักสูตรไหนสำหรับตำแหน่งของฉัน"],
)
def test_a_position_that_the_plan_lacks_gets_no_other_s_row(
    library_of: LibraryOf, question: str
) -> None:
    mine = Ask(question, profile_organization=FRAME, profile_position="วิศวกรโยธา")
    said = answer(mine, library_of(IDP))
    assert not said.answerable
    assert "วิศวกรโยธา" in said.text.split("\n")[0]
    assert "โดรน" not in said.text and "ฎีกา" not in said.text
    assert "นายช่างโยธา" in said.text and said.citations


def test_an_assistant_is_not_the_one_assisted(library_of: LibraryOf) -> None:
    library = library_of(IDP)
    said = answer(Ask("ผู้ช่วยนายช่างโยธาต้องพัฒนางานอะไร"), library).text
    assert "เครื่องจักร" in said and "โดรน" not in said and "2." not in said.split("\n")[0]
    assert "พนักงานจ้างตามภารกิจ" in said
    said = answer(Ask("นายช่างโยธาต้องพัฒนางานอะไร"), library).text
    assert "โดรน" in said and "เครื่องจักร" not in said
    lacking = answer(Ask("ผู้ช่วยนักวิชาการเงินและบัญชีต้องพัฒนาอะไร"), library)
    assert not lacking.answerable and "ฎีกา" not in lacking.text


def test_two_positions_are_both_told(library_of: LibraryOf, ask_samples: Say) -> None:
    said = answer(Ask("นักวิชาการเงินและบัญชีกับนายช่างโยธาต้องพัฒนาอะไร"), library_of(IDP)).text
    assert "ฎีกา" in said and "โดรน" in said
    both = ask_samples("ศิลาวารีมีหลักสูตรสำหรับนายช่างโยธากับนิติกรไหม").text
    assert "หลักสูตรนายช่างโยธา" in both and "หลักสูตรนิติกร" in both


def test_of_two_positions_the_one_without_a_course_is_named(ask_samples: Say) -> None:
    said = ask_samples("ศิลาวารีมีหลักสูตรสำหรับนายช่างโยธากับสัตวแพทย์ไหม")
    assert said.answerable
    assert "หลักสูตรนายช่างโยธา" in said.text and "แผนไม่มีหลักสูตรสำหรับตำแหน่งสัตวแพทย์" in said.text


def test_the_asker_s_department_is_that_of_the_position_s_row(library_of: LibraryOf) -> None:
    library = library_of(BUDGETS)
    question = "กองของผมได้งบยุทธศาสตร์ที่ 1 เท่าไร"
    mine = Ask(question, profile_organization=FRAME.replace("เรียน", "กอง"))
    said = answer(replace(mine, profile_position="นายช่างโยธา"), library).text
    assert "30,000" in said and "กองช่าง" in said
    unknown = answer(replace(mine, profile_position="นิติกร"), library).text
    assert "30,000" not in unknown and "กองหรือสำนักใด" in unknown
