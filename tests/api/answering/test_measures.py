"""Tables of numbers: which rows and columns a question means, and their sums."""

from __future__ import annotations

import re

import pytest

from api.answering import Ask, answer
from api.answering.tables.labels import column_label
from ingest.models import Measure
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import plan, row

RETIRING = plan(
    "เทศบาลตำบลวัยสมมุติ",
    "๒๕๖๙",
    "ตารางผู้เกษียณอายุราชการ",
    "",
    row("สายงาน", "ปีงบประมาณที่เกษียณ", "", "", "รวม"),
    row("", "๒๕๖๙", "๒๕๗๐", "๒๕๗๑", ""),
    row("ครู", "๔", "๕", "๓", "๑๒"),
    row("นายช่างโยธา", "๑", "-", "", "๑"),
    row("รวม", "๕", "๕", "๓", "๑๔"),
)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("บุคลากรทั้งหมดกี่คน", "39"),
        ("บุคลากรอายุ 25 - 34 มีกี่คน", "11"),
        ("บุคลากรอายุ ๒๕ ถึง ๓๔ มีกี่คน", "11"),
        ("บุคลากรอายุ 35 ขึ้นไปมีกี่คน", "25"),  # 16 + 9
        ("บุคลากรอายุไม่เกิน 24 มีกี่คน", "3"),
        ("พนักงานเทศบาลมีกี่คน", "16"),
        ("พนักงานเทศบาลอายุ 35 - 44 มีกี่คน", "6"),
        ("ลูกจ้างประจำกับพนักงานจ้างทั่วไปรวมกี่คน", "23"),  # 5 + 18
    ],
)
def test_the_number_that_is_asked_comes_first(ask_don: Say, question: str, number: str) -> None:
    said = ask_don(question)
    assert said.answerable
    first = said.text.split("\n")[0]
    assert f"{number} คน" in first
    assert said.citations and all(isinstance(fact, Measure) for fact in said.facts)


def test_a_sum_names_its_parts(ask_don: Say) -> None:
    said = ask_don("บุคลากรอายุ 35 ขึ้นไปมีกี่คน")
    first = said.text.split("\n")[0]
    assert "รวม" in first and "16" in first and "9" in first
    assert sorted(f.value for f in said.facts if isinstance(f, Measure)) == [9, 16]


def test_only_the_rows_that_are_named_are_summed(ask_don: Say) -> None:
    said = ask_don("ลูกจ้างประจำกับพนักงานจ้างทั่วไปรวมกี่คน")
    assert "พนักงานเทศบาล" not in said.text.split("ตาม")[0]


def test_a_blank_cell_is_not_stated_and_not_zero(ask_don: Say) -> None:
    said = ask_don("ลูกจ้างประจำอายุ 25 - 34 มีกี่คน")
    assert not said.answerable
    assert "ไม่ได้ระบุ" in said.text and "0 คน" not in said.text
    assert said.citations


def test_a_dash_is_no_figure(ask_don: Say) -> None:
    said = ask_don("ลูกจ้างประจำอายุไม่เกิน 24 มีกี่คน")
    assert said.citations
    assert re.search("ไม่มี|ไม่ได้ระบุ", said.text)
    assert not re.search(r"\d คน", said.text)


def test_the_largest_and_the_smallest_part(ask_don: Say) -> None:
    most = ask_don("ช่วงอายุใดมีบุคลากรมากที่สุด").text.split("\n")[0]
    assert "อายุ 35-44 ปี" in most and "16" in most
    least = ask_don("ช่วงอายุใดมีบุคลากรน้อยที่สุด").text.split("\n")[0]
    assert "24" in least and "3 คน" in least


def test_a_year_can_be_a_column(library_of: LibraryOf) -> None:
    library = library_of(RETIRING)
    said = answer(Ask("ครูเกษียณปี 2570 กี่คน"), library)
    assert said.answerable and "5 คน" in said.text.split("\n")[0]
    whole = answer(Ask("ปี 2571 เกษียณกี่คน"), library)
    assert "3 คน" in whole.text.split("\n")[0]


def test_a_table_is_called_a_table_once(library_of: LibraryOf) -> None:
    said = answer(Ask("เกษียณอายุปี 2569 กี่คน"), library_of(RETIRING)).text
    assert "ตามตารางผู้เกษียณอายุราชการ" in said


def test_a_column_of_years_that_lacks_the_year_answers_nothing(library_of: LibraryOf) -> None:
    said = answer(Ask("วัยสมมุติ ครูเกษียณปี 2575 กี่คน"), library_of(RETIRING))
    assert not said.answerable


def test_what_no_table_counts_is_not_counted(ask_don: Say) -> None:
    assert not ask_don("มีสัตวแพทย์กี่คน").answerable


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("ศิลาวารี พนักงานจ้างตามภารกิจวุฒิปริญญาตรีกี่คน", ["105"]),
        ("ศิลาวารี วุฒิปริญญาโทกี่คน ร้อยละเท่าไร", ["138", "18.16"]),
        ("คนศิลาวารีอายุ 45 ขึ้นไปมีรวมกี่คน", ["299", "199", "100"]),
        ("ธารมณี กองคลังมีตำแหน่งว่างกี่อัตรา", ["2"]),
    ],
)
def test_tables_of_the_samples(ask_samples: Say, question: str, numbers: list[str]) -> None:
    said = ask_samples(question)
    assert said.answerable
    assert all(number in said.text for number in numbers)


TEACHERS = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๙",
    "ตารางจำนวนบุคลากรจำแนกตามวุฒิการศึกษา",
    "",
    row("ประเภท", "ปริญญาตรี", "ปริญญาโท", "รวม"),
    row("ข้าราชการหรือพนักงานส่วนท้องถิ่น", "๑๑", "๒", "๑๓"),
    row("ข้าราชการหรือพนักงานครูและบุคลากรทางการศึกษา", "๒๐", "๓", "๒๓"),
    row("พนักงานจ้าง", "๔", "๑", "๕"),
    row("รวม", "๓๕", "๖", "๔๑"),
    "",
)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("มีครูกี่คน", "23"),
        ("มีพนักงานครูกี่คน", "23"),
        ("มีบุคลากรกี่คน", "41"),
        ("มีคนจบปริญญาตรีกี่คน", "35"),
        ("พนักงานจ้างกี่คน", "5"),
    ],
)
def test_the_row_that_a_word_of_its_own_names(
    library_of: LibraryOf, question: str, right: str
) -> None:
    said = answer(Ask(question), library_of(TEACHERS))
    assert f"{right} คน" in said.text and said.answerable
    others = {"13", "23", "41", "35", "5"} - {right}
    assert not any(f" {other} คน" in said.text for other in others)


def test_a_kind_of_staff_without_a_row_is_not_everybody(library_of: LibraryOf) -> None:
    said = answer(Ask("มีลูกจ้างประจำกี่คน"), library_of(TEACHERS))
    assert not said.answerable and "41" not in said.text


AGES = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๙",
    "ตารางอายุกับประเภทตำแหน่งของข้าราชการ (หน่วย : คน)",
    "",
    row("ช่วงอายุ", "ทุกประเภท", "วิชาการ", "ทั่วไป"),
    row("๓๐ - ๓๙", "๕๒", "๑๘", "๓๔"),
    row("๔๐ - ๔๙", "๔๗", "๒๑", "๒๖"),
    row("อายุเฉลี่ย", "๔๑.๖", "๓๙.๘", "๔๒.๓"),
    "",
)


def test_neither_the_total_nor_the_average_stands_beside_the_cell_asked_for(
    library_of: LibraryOf,
) -> None:
    library = library_of(AGES)
    said = answer(Ask("ข้าราชการประเภทวิชาการอายุ 30 - 39 ปี มีกี่คน"), library)
    assert "18 คน" in said.text and "52" not in said.text and "39.8" not in said.text
    average = answer(Ask("ข้าราชการประเภทวิชาการอายุเฉลี่ยเท่าไร"), library)
    assert "39.8" in average.text


SPENDING = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๗ - ๒๕๖๙",
    "ตารางประมาณการรายจ่ายด้านการพัฒนาบุคลากร (หน่วย : บาท)",
    "",
    row("รายจ่าย", "รวม ๓ ปี", "ปีงบประมาณ", "", ""),
    row("", "", "๒๕๖๗", "๒๕๖๘", "๒๕๖๙"),
    row("ทุนศึกษาต่อ", "๑๕๐,๐๐๐", "๔๐,๐๐๐", "๕๐,๐๐๐", "๖๐,๐๐๐"),
    row("ค่าเดินทางไปอบรม", "๙๐,๐๐๐", "๔๕,๐๐๐", "๔๕,๐๐๐", ""),
    "",
)


def test_money_of_the_year_asked_for_and_of_no_other(library_of: LibraryOf) -> None:
    library = library_of(SPENDING)
    said = answer(Ask("งบทุนศึกษาต่อ ปี 68 เท่าไร"), library)
    assert said.text.startswith("ทุนศึกษาต่อ ปี 2568: 50,000 บาท")
    assert not any(other in said.text for other in ("40,000", "60,000", "150,000"))
    blank = answer(Ask("ค่าเดินทางไปอบรมปี 2569 ตั้งไว้กี่บาท"), library)
    assert not blank.answerable
    assert "ค่าเดินทางไปอบรม ปี 2569: แผนไม่ได้ระบุ" in blank.text and "45,000" not in blank.text


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("ตารางผู้เกษียณอายุราชการ", "คน"),
        ("ตารางประมาณการรายจ่ายด้านพัฒนาคน (หน่วย : บาท)", "บาท"),
        ("ตารางเวลาอบรมของคนในองค์กร (ชั่วโมง)", "ชั่วโมง"),
    ],
)
def test_a_table_that_says_its_unit_counts_no_people(
    library_of: LibraryOf, title: str, unit: str
) -> None:
    text = RETIRING.replace("ตารางผู้เกษียณอายุราชการ", title)
    said = answer(Ask("ครูปี 2570 ทั้งหมดเท่าไหร่"), library_of(text))
    assert f"5 {unit}" in said.text
    assert unit == "คน" or " คน" not in said.text


LEAVING = plan(
    "เทศบาลตำบลวัยสมมุติ",
    "๒๕๖๙",
    "ตารางผู้เกษียณอายุราชการ",
    "",
    row("สายงาน", "ปีงบประมาณที่เกษียณ", "", "", "รวม"),
    row("", "๒๕๖๙", "๒๕๗๐", "๒๕๗๑", ""),
    row("เจ้าพนักงานธุรการ", "-", "๒", "๑", "๓"),
    row("นายช่างโยธา", "๑", "-", "-", "๑"),
    row("รวม", "๑", "๒", "๒", "๕"),
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("เจ้าพนักงานธุรการเกษียณปีไหน", "เจ้าพนักงานธุรการ: ปี 2570 (2 คน), ปี 2571 (1 คน)"),
        ("นายช่างโยธาจะเกษียณอายุปีใด", "นายช่างโยธา: ปี 2569 (1 คน)"),
        ("เกษียณอายุปีไหนมากที่สุด", "ปี 2570 มากที่สุด 2 คน"),
    ],
)
def test_the_year_of_a_row(library_of: LibraryOf, question: str, told: str) -> None:
    said = answer(Ask(question), library_of(LEAVING))
    assert said.answerable and said.text.startswith(told)


def test_who_is_not_in_the_table_has_no_year(library_of: LibraryOf) -> None:
    said = answer(Ask("นิติกรเกษียณปีไหน"), library_of(LEAVING))
    assert not said.answerable
    assert "นิติกร" in said.text and "เจ้าพนักงานธุรการ" in said.text and "2569 (" not in said.text


def test_who_retires_is_not_who_is_there(library_of: LibraryOf) -> None:
    library = library_of(LEAVING)
    assert not answer(Ask("มีนายช่างโยธากี่คน"), library).answerable
    assert "1 คน" in answer(Ask("นายช่างโยธาเกษียณกี่คน"), library).text


def test_a_total_that_its_rows_do_not_add_up_to_is_flagged(library_of: LibraryOf) -> None:
    library = library_of(LEAVING)
    assert "5 แต่ทุกแถวบวกกันได้ 4" in answer(Ask("เกษียณอายุทั้งหมดกี่คน"), library).text
    assert "ของปี 2571 พิมพ์ไว้ 2 แต่" in answer(Ask("ปี 2571 เกษียณกี่คน"), library).text
    assert "ข้อสังเกต" not in answer(Ask("ปี 2570 เกษียณกี่คน"), library).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ศิลาวารี คนอายุ 25-34 คิดเป็นร้อยละเท่าไร", "อายุ 25-34 ปี: ร้อยละ 22.37 ของทั้งหมด"),
        ("ศิลาวารี พนักงานจ้างทั่วไปกี่เปอร์เซ็นต์ของทั้งหมด", "ร้อยละ 19.74 ของทั้งหมด (150 จาก 760 คน)"),
        (
            "ศิลาวารี พนักงานเทศบาลจบปริญญาโทร้อยละเท่าไร",
            "ร้อยละ 30.00 ของพนักงานเทศบาลทั้งหมด (48 จาก",
        ),
        ("ศิลาวารี คนอายุ 45 ขึ้นไปร้อยละเท่าไร", "ร้อยละ 39.34 (299 จาก 760 คน)"),
        ("ทองกวาวบุรี คนอายุ 40-49 ร้อยละเท่าไร", "ร้อยละ 32.26 ของทั้งหมด (372 จาก 1,153 คน)"),
    ],
)
def test_shares_as_printed_or_reckoned(ask_samples: Say, question: str, told: str) -> None:
    said = ask_samples(question)
    assert said.answerable and told in said.text.split("\n")[0]


def test_a_share_that_is_an_aim_is_none_of_a_table(ask_samples: Say) -> None:
    said = ask_samples("ศิลาวารี การตรวจสุขภาพประจำปีตั้งเป้าร้อยละเท่าไร")
    assert "จาก 760" not in said.text


def test_a_range_alone_narrows_the_question_before(ask_samples: Say) -> None:
    said = ask_samples("แล้ว 55 ขึ้นไปล่ะ", history=("ศิลาวารีมีคนอายุ 25-34 กี่คน",))
    assert "อายุ 55 ปีขึ้นไป 100 คน" in said.text.split("\n")[0]


@pytest.mark.parametrize(
    ("header", "label"),
    [
        (("ช่วงอายุ (ปี)", "<= 24"), "อายุไม่เกิน 24 ปี"),
        (("ช่วงอายุ (ปี)", "25 - 29"), "อายุ 25-29 ปี"),
        (("อายุ", ">= 55"), "อายุ 55 ปีขึ้นไป"),
        (("คะแนน", "> 80"), "มากกว่า 80"),
        (("ปีงบประมาณ", "2569"), "ปี 2569"),
        (("พนักงานจ้าง", "ทั่วไป"), "พนักงานจ้าง ทั่วไป"),
        (("ระดับการศึกษา", "ปริญญาตรี"), "ปริญญาตรี"),
        (("ชั้น 5 - 6 ขึ้น",), "ชั้น 5 - 6 ขึ้น"),
    ],
)
def test_columns_in_words(header: tuple[str, ...], label: str) -> None:
    assert column_label(header) == label


def test_a_target_is_no_share_of_a_budget(ask_samples: Say) -> None:
    target = ask_samples("ทองกวาวบุรีตั้งเป้าให้บุคลากรมีบันทึกในสมุดเติมทักษะครบ ปี 2571 ร้อยละเท่าใด")
    assert "ร้อยละ 95" in target.text and "บาท" not in target.text
    assert "150,000" in ask_samples("ทองกวาวบุรี ระบบสมุดเติมทักษะ ปี 2571 ใช้งบเท่าไหร่").text
