"""Answers in the plan's own sentences."""

from __future__ import annotations

from api.answering import Ask, answer
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import plan

STEPS = plan(
    "เทศบาลตำบลขั้นสมมุติ",
    "๒๕๖๙",
    "ส่วนที่ ๓ การติดตาม",
    "",
    "๓.๑ ขั้นตอนขอเข้ารับการอบรม มีดังนี้",
    "",
    "- ๑) ยื่นบันทึกต่อหัวหน้าส่วนราชการล่วงหน้า ๑๕ วันทำการ",
    "- ๒) กองคลังตรวจสอบงบประมาณ",
    "- ๓) ปลัดเทศบาลกลั่นกรอง",
    "- ๔) นายกเทศมนตรีอนุมัติ",
    "",
    "๓.๒ การรายงาน",
    "",
    "ผู้ผ่านการอบรมต้องส่งรายงานภายใน ๗ วัน นับแต่วันกลับถึงที่ตั้ง",
    "และเล่าให้เพื่อนร่วมงานฟังในที่ประชุมประจำเดือน",
    "",
    "๓.๓ การประกาศ",
    "",
    "ประกาศ ณ วันที่ ๑ ตุลาคม ๒๕๖๘",
    "",
    "(นายสมมุติ ใจทดสอบ)",
    "นายกเทศมนตรีตำบลขั้นสมมุติ",
)


def test_a_list_is_whole_with_the_line_that_announces_it(library_of: LibraryOf) -> None:
    said = answer(Ask("ขั้นตอนขอเข้ารับการอบรมมีอะไรบ้าง"), library_of(STEPS))
    assert said.answerable
    for step in ("ยื่นบันทึก", "ตรวจสอบงบประมาณ", "กลั่นกรอง", "อนุมัติ"):
        assert step in said.text
    assert "ส่งรายงาน" not in said.text


def test_the_steps_are_counted(library_of: LibraryOf) -> None:
    said = answer(Ask("การขอเข้ารับการอบรมมีกี่ขั้นตอน"), library_of(STEPS))
    assert "4 ขั้นตอน" in said.text


def test_a_list_below_its_lead_in_follows(ask_samples: Say) -> None:
    said = ask_samples("ค่านิยมร่วม S-I-L-A ของศิลาวารีมีอะไรบ้าง")
    for word in ("Service", "Integrity", "Learning", "Agility"):
        assert word in said.text
    assert len(said.citations) >= 5


def test_a_single_fact_is_told_without_the_rest_of_its_list(ask_samples: Say) -> None:
    said = ask_samples("ธารมณีขอทำงานที่บ้านได้เดือนละกี่วัน")
    assert "4 วัน" in said.text
    assert "มุมนมแม่" not in said.text and "10,000" not in said.text


def test_a_single_fact_holds_the_unit_that_is_counted(library_of: LibraryOf) -> None:
    said = answer(Ask("ผู้ผ่านการอบรมต้องส่งรายงานภายในกี่วัน"), library_of(STEPS))
    assert said.answerable and "7 วัน" in said.text
    assert "15 วัน" not in said.text


PEOPLE = plan(
    "เทศบาลตำบลนับสมมุติ",
    "๒๕๖๙",
    "๑. ผู้ติดตามแผน",
    "",
    "ผู้แทนบุคลากรที่เลือกกันเอง ๓ คน เป็นกรรมการ ประชุมในเดือนมกราคมและกันยายนของทุกปี",
    "แล้วสรุปผลต่อนายกเทศมนตรีเมื่อสิ้นปีงบประมาณ",
    "",
    "๒. ทุนการศึกษา",
    "",
    "ให้ทุนระดับปริญญาโทปีละสองทุน ผู้ขอต้องรับราชการมาแล้วไม่น้อยกว่าสามปี",
)


def test_a_count_of_something_else_is_no_answer(library_of: LibraryOf) -> None:
    library = library_of(PEOPLE)
    degrees = answer(Ask("มีบุคลากรที่จบปริญญาโทกี่คน"), library)
    assert not degrees.answerable and "3 คน" not in degrees.text
    assert "3 คน" in answer(Ask("ผู้แทนบุคลากรที่เลือกกันเองมีกี่คน"), library).text


def test_a_definition(ask_samples: Say) -> None:
    said = ask_samples("ที่บึงกาสะลอง IDP คืออะไร")
    assert "ข้อตกลงสองฝ่าย" in said.text


def test_a_persons_name_stands_beside_the_office_that_is_asked(ask_samples: Say) -> None:
    said = ask_samples("นายกเทศมนตรีของธารมณีชื่ออะไร")
    assert said.answerable and "อนุวัต" in said.text


def test_a_persons_name_is_not_that_of_another_office(ask_samples: Say) -> None:
    for office in ("ปลัดเทศบาล", "ผู้อำนวยการกองช่าง"):
        said = ask_samples(f"{office}ของธารมณีชื่ออะไร")
        assert not said.answerable
        assert "อนุวัต" not in said.text


def test_what_the_plans_do_not_say_is_refused(ask_samples: Say) -> None:
    for question in ("พรุ่งนี้ที่ศิลาวารีฝนจะตกไหม", "ธารมณีมีที่จอดรถกี่คัน", "สอนทำแกงหน่อไม้หน่อย"):
        said = ask_samples(question)
        assert not said.answerable and not said.citations
