"""Differences, shares, averages and the few that cost most, over the rows of one plan."""

from __future__ import annotations

import re

import pytest

from api.answering import Ask, answer
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import DON, HEADER, plan, row

MATRIX = plan(
    "เทศบาลตำบลตารางสมมุติ",
    "๒๕๖๙",
    "งบประมาณจำแนกตามส่วนราชการ",
    "",
    row("ยุทธศาสตร์", "งบประมาณ (บาท)", "", ""),
    row("", "สำนักปลัด", "กองคลัง", "กอง ช่าง"),
    row("ยุทธศาสตร์ที่ ๑ : ความรู้", "๔๐,๐๐๐", "๑๐,๐๐๐", "๒๐,๐๐๐"),
    row("ยุทธศาสตร์ที่ ๒ : คุณธรรม", "๖,๐๐๐", "๓,๐๐๐", ""),
    row("รวม", "๔๖,๐๐๐", "๑๓,๐๐๐", "๒๐,๐๐๐"),
)
# Two halves that number their areas anew, an office spelled in two ways, a row of two offices.
HALVES = plan(
    "เทศบาลตำบลสองตอน",
    "๒๕๖๙",
    HEADER,
    row("๑. ด้านอัตรากำลัง", "", "", "", "", ""),
    row("๑", "โครงการสรรหาพนักงานจ้าง", "๕ อัตรา", "๑๑,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักการศึกษา"),
    row("๒. ด้านคุณภาพชีวิตและสวัสดิการ", "", "", "", "", ""),
    row("๑", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๕,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักงานการศึกษา"),
    row("๒", "โครงการตรวจสุขภาพ", "๕ คน", "๗,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัดเทศบาล และสำนักการศึกษา"),
    "",
    HEADER,
    row("๑. ด้านการพัฒนาบุคลากร", "", "", "", "", ""),
    row("๑", "โครงการค่ายธรรมะ", "๓๐ คน", "๔๐,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัดเทศบาล"),
)


def first(text: str) -> str:
    return text.split("\n")[0]


@pytest.mark.parametrize(
    "question",
    [
        "ยุทธศาสตร์ที่ 2 งบมากกว่ายุทธศาสตร์ที่ 1 กี่บาท",
        "งบยุทธศาสตร์ที่ 1 กับยุทธศาสตร์ที่ 2 ต่างกันเท่าไหร่",
        "ยุทธ 1 กับ ยุทธ 2 อันไหนใช้งบเยอะกว่า",
        "ยุทธศาสตร์ที่ 1 กับ 2 อันไหนมากกว่ากัน",
    ],
)
def test_two_strategies_are_compared_not_added(ask_don: Say, question: str) -> None:
    said = ask_don(question)
    assert "ต่างกัน 15,000 บาท" in first(said.text)
    assert "35,000" in said.text and "50,000" in said.text
    assert "45,000" in said.text  # what the rows of strategy 2 add up to


def test_amounts_within_bounds_are_no_comparison(ask_don: Say) -> None:
    said = ask_don("ยุทธศาสตร์ที่ 2 มีกี่โครงการที่งบมากกว่า 10,000 บาท")
    assert "ต่างกัน" not in said.text
    assert "ค่ายธรรมะ" in said.text


def test_a_department_in_a_strategy_is_not_the_whole_strategy(ask_don: Say) -> None:
    said = ask_don("งบยุทธศาสตร์ที่ 1 ของสำนักปลัดรวมเท่าไร")
    assert "35,000 บาท จาก 2 รายการ" in first(said.text)
    said = ask_don("งบยุทธศาสตร์ที่ 2 ของกองการศึกษารวมเท่าไร")
    assert "40,000 บาท" in first(said.text) and "50,000" not in said.text


def test_a_department_without_rows_in_a_strategy_gets_no_figure(ask_don: Say) -> None:
    said = ask_don("งบยุทธศาสตร์ที่ 1 ของกองการศึกษารวมเท่าไร")
    assert not said.answerable
    assert "บาท" not in said.text and "สำนักปลัด" in said.text


def test_an_office_is_one_however_it_is_spelled(library_of: LibraryOf) -> None:
    library = library_of(HALVES)
    said = answer(Ask("โครงการที่สำนักการศึกษารับผิดชอบ รวมงบเท่าไหร่"), library)
    assert "3 รายการ" in first(said.text) and "23,000 บาท" in first(said.text)
    said = answer(Ask("งบด้านคุณภาพชีวิตของสำนักงานการศึกษารวมเท่าไหร่"), library)
    assert "12,000 บาท จาก 2 รายการ" in first(said.text)
    assert "ร่วมกับสำนักปลัด" in said.text


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("งบด้านการพัฒนาบุคลากรรวมเท่าไหร่", "40,000"),
        ("ด้านการพัฒนาบุคลากร (ด้านที่ 1) รวมกี่บาท", "40,000"),
        ("ด้านคุณภาพชีวิตใช้งบทั้งหมดเท่าไร", "12,000"),
        ("งบพัฒนาบุคลากรรวมเท่าไหร่", "63,000"),  # no area: all of it
    ],
)
def test_an_area_is_a_scope_by_its_name(library_of: LibraryOf, question: str, amount: str) -> None:
    said = answer(Ask(question), library_of(HALVES))
    assert f"{amount} บาท" in first(said.text)


def test_a_number_that_two_halves_give_tells_both(library_of: LibraryOf) -> None:
    said = answer(Ask("งบด้านที่ 1 เท่าไหร่"), library_of(HALVES))
    assert "ด้านอัตรากำลัง" in said.text and "11,000 บาท" in said.text
    assert "ด้านการพัฒนาบุคลากร" in said.text and "40,000 บาท" in said.text
    assert "51,000" not in said.text


def test_a_topic_after_the_word_for_areas_names_none(library_of: LibraryOf) -> None:
    said = answer(Ask("โครงการด้านธรรมะใช้งบเท่าไร"), library_of(HALVES))
    assert "ค่ายธรรมะ" in first(said.text) and "40,000" in first(said.text)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("งบกองคลังคิดเป็นร้อยละเท่าไรของงบทั้งหมด", "16.46"),  # 13,000 of 79,000
        ("กองคลังได้งบกี่เปอร์เซ็นต์", "16.46"),
        ("งบยุทธศาสตร์ที่ 1 ของกองคลังคิดเป็นกี่เปอร์เซ็นต์ของงบทั้งหมดของกองคลัง", "76.92"),
        ("ร้อยละเท่าไรของงบทั้งหมดเป็นของกองช่าง", "25.32"),  # 20,000 of 79,000
    ],
)
def test_a_share_cites_the_part_and_the_whole(
    library_of: LibraryOf, question: str, share: str
) -> None:
    said = answer(Ask(question), library_of(MATRIX))
    assert f"ร้อยละ {share}" in first(said.text)
    assert any("๑๓,๐๐๐" in c.quote for c in said.citations)


def test_a_share_of_a_strategy_or_project_is_of_the_rows(ask_don: Say) -> None:
    said = ask_don("โครงการค่ายธรรมะคิดเป็นกี่เปอร์เซ็นต์ของงบยุทธศาสตร์ที่ 2")
    assert "ร้อยละ 88.89" in first(said.text)  # 40,000 of the 45,000 that the rows add up to
    assert "50,000" in said.text  # what the plan prints


def test_a_target_in_percent_is_no_share(ask_don: Say) -> None:
    said = ask_don("โครงการอบรมงานสารบรรณ เป้าหมายร้อยละเท่าไร")
    assert "80" in said.text and "คิดเป็น" not in said.text


@pytest.mark.parametrize(
    ("question", "mean"),
    [
        ("งบพัฒนาบุคลากรเฉลี่ยกองละเท่าไร", "26,333.33"),  # 79,000 / 3
        ("เฉลี่ยแล้วงบยุทธศาสตร์ที่ 1 ตกกองละกี่บาท", "23,333.33"),
    ],
)
def test_an_average_of_departments(library_of: LibraryOf, question: str, mean: str) -> None:
    said = answer(Ask(question), library_of(MATRIX))
    assert f"{mean} บาท" in first(said.text) and "หาร 3" in first(said.text)
    assert "กองช่าง 20,000" in said.text  # the space that OCR left is not said


def test_an_average_of_projects_counts_those_with_money(ask_don: Say) -> None:
    said = ask_don("งบเฉลี่ยโครงการละเท่าไร")
    assert "21,333.33 บาท" in first(said.text)  # 128,000 / 6 of 8
    assert len(said.citations) == 6


def test_nothing_is_divided_by_what_a_plan_does_not_count(ask_don: Say) -> None:
    said = ask_don("งบพัฒนาบุคลากรเฉลี่ยคนละกี่บาท")
    assert not said.answerable
    assert "128,000 บาท" in said.text


def test_as_many_as_asked_for_cost_most(ask_don: Say) -> None:
    said = ask_don("ขอ 3 โครงการที่ใช้งบสูงสุด")
    names = re.findall(r"^- (\S+): งบประมาณ ([\d,]+)", said.text, re.MULTILINE)
    assert [amount for _, amount in names] == ["40,000", "30,000", "20,000"]
    said = ask_don("งบต่ำสุดสองอันดับแรกมีอะไรบ้าง")
    assert re.findall(r": งบประมาณ ([\d,]+)", said.text) == ["5,000", "15,000"]


def test_both_ends_are_told_where_both_are_asked_for(ask_don: Say) -> None:
    said = ask_don("โครงการไหนงบมากที่สุดและโครงการไหนงบน้อยที่สุด")
    assert "ค่ายธรรมะ: งบประมาณสูงสุด 40,000 บาท" in said.text
    assert "จิตอาสาพัฒนาวัด: งบประมาณต่ำสุด 5,000 บาท" in said.text


def test_a_number_that_names_a_strategy_counts_no_projects(ask_don: Say) -> None:
    said = ask_don("ยุทธศาสตร์ที่ 3 โครงการไหนงบสูงสุด")
    assert "แข่งขันกีฬา" in first(said.text) and "ตรวจสุขภาพ" not in said.text


def test_what_is_equal_to_the_last_is_told_too(library_of: LibraryOf) -> None:
    equal = plan(
        "เทศบาลตำบลเสมอกัน",
        "๒๕๖๙",
        HEADER,
        row("๑", "โครงการค่ายธรรมะ", "๓๐ คน", "๔๐,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
        row("๒", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๕,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
        row("๓", "โครงการตรวจสุขภาพ", "๕ คน", "๕,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
        row("๔", "โครงการจิตอาสา", "๕ คน", "๑,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
    )
    said = answer(Ask("2 โครงการที่งบมากที่สุดคืออะไร"), library_of(equal))
    assert "แข่งขันกีฬา" in said.text and "ตรวจสุขภาพ" in said.text
    assert "เท่ากัน 2 รายการ" in said.text and "จิตอาสา" not in said.text


def test_the_least_of_our_own_office(don_profile: str, ask_towns: Say) -> None:
    said = ask_towns("โครงการที่งบน้อยที่สุดของหน่วยงานเราคืออะไร", profile_organization=don_profile)
    assert "จิตอาสาพัฒนาวัด" in first(said.text) and "5,000 บาท" in first(said.text)


@pytest.fixture
def don_profile() -> str:
    return "เทศบาลตำบลดอนสมมุติ"


def test_two_projects_of_one_message_are_both_told(ask_don: Say) -> None:
    said = ask_don("งบค่ายธรรมะกับตรวจสุขภาพประจำปี รวมกันเท่าไร")
    assert "รวม 58,000 บาท" in first(said.text)
    assert "40,000" in said.text and "18,000" in said.text
    said = ask_don("ค่ายธรรมะกับแข่งขันกีฬา อันไหนงบมากกว่า ห่างกันกี่บาท")
    assert "ต่างกัน 10,000 บาท" in first(said.text)
    said = ask_don("ค่ายธรรมะและแข่งขันกีฬาจัดเดือนไหน")
    assert "มี.ค. 2569" in said.text and "ธ.ค. 2568" in said.text


def test_no_sum_is_made_of_a_budget_that_is_not_stated(ask_don: Say) -> None:
    said = ask_don("งบค่ายธรรมะกับบริจาคโลหิต รวมกันเท่าไร")
    assert "คำนวณให้ไม่ได้" in first(said.text) and "รวม 40,000" not in said.text


def test_one_project_that_says_both_is_one(library_of: LibraryOf) -> None:
    one = plan(
        "เทศบาลตำบลโครงการเดียว",
        "๒๕๖๙",
        HEADER,
        row("๑", "โครงการอบรมวินัยและจริยธรรม", "๓๐ คน", "๔๐,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
        row("๒", "โครงการเชิดชูผู้มีจริยธรรม", "๕ คน", "๕,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
    )
    said = answer(Ask("โครงการอบรมวินัยและจริยธรรมใช้งบเท่าไร"), library_of(one))
    assert "40,000" in first(said.text) and "5,000" not in first(said.text)


def test_a_comparison_that_names_one_takes_the_other_from_before(ask_towns: Say) -> None:
    before = ("งบแข่งขันกีฬาของเทศบาลตำบลดอนสมมุติเท่าไหร่",)
    said = ask_towns("แล้วน้อยกว่าของเทศบาลเมืองคู่แฝดกี่บาท", history=before)
    assert "ต่างกัน 30,000 บาท" in first(said.text)
    said = ask_towns(
        "งบแข่งขันกีฬาของเราต่างจากของเทศบาลเมืองคู่แฝดเท่าไร",
        profile_organization="เทศบาลตำบลดอนสมมุติ",
    )
    assert "ต่างกัน 30,000 บาท" in first(said.text)


def test_a_question_of_one_other_office_compares_nothing(ask_towns: Say) -> None:
    before = ("งบแข่งขันกีฬาของเทศบาลตำบลดอนสมมุติเท่าไหร่",)
    said = ask_towns("แล้วของเทศบาลเมืองคู่แฝดล่ะ", history=before)
    assert "60,000" in said.text and "30,000" not in said.text


def test_a_strategy_is_compared_between_offices(library_of: LibraryOf) -> None:
    other = plan(
        "เทศบาลตำบลรวงข้าวทอง",
        "๒๕๖๙",
        "ยุทธศาสตร์ที่ ๑ พัฒนาความรู้",
        "",
        HEADER,
        row("๑", "โครงการอบรมดับเพลิง", "๒๐ คน", "๗๗,๐๐๐", "ธ.ค. ๒๕๖๘", "สำนักปลัด"),
    )
    said = answer(
        Ask("งบยุทธศาสตร์ที่ 1 ของเทศบาลตำบลดอนสมมุติกับเทศบาลตำบลรวงข้าวทองต่างกันเท่าไร"),
        library_of(DON, other),
    )
    assert "ต่างกัน 42,000 บาท" in first(said.text)


def test_the_total_of_all_below_the_last_table_is_no_strategys(ask_samples: Say) -> None:
    said = ask_samples("ประเด็นที่ 1 มากกว่าประเด็นที่ 3 กี่บาท ของ อบจ.ทองกวาวบุรี")
    assert "ต่างกัน 159,000 บาท" in first(said.text)


def test_each_departments_budget_comes_from_the_rows_that_are_its_own(
    ask_don: Say, library_of: LibraryOf
) -> None:
    said = ask_don("กองไหนได้งบมากที่สุด")
    assert first(said.text).startswith("กองการศึกษา มีงบประมาณมากที่สุด 70,000 บาท")
    assert "1 รายการ รวม 5,000 บาท" in said.text  # of no department
    said = answer(Ask("แต่ละกองได้งบเท่าไหร่"), library_of(HALVES))
    assert "สำนักการศึกษา: 16,000 บาท" in said.text and "สำนักปลัด: 40,000 บาท" in said.text
    assert "1 รายการ รวม 7,000 บาท" in said.text  # of two


def test_a_sum_over_all_departments_of_a_strategy_is_of_their_table(library_of: LibraryOf) -> None:
    said = answer(Ask("งบยุทธศาสตร์ที่ 1 ของทั้ง 3 กองรวมกันเท่าไร"), library_of(MATRIX))
    assert "รวม 70,000 บาท" in first(said.text)


def test_a_tactic_that_is_named_beside_its_number_is_no_topic(ask_samples: Say) -> None:
    said = ask_samples("รวมงบยุทธศาสตร์ที่ 2 กลยุทธ์ที่ 1 ปลูกฝังวินัยและจริยธรรม ของเทศบาลตำบลบึงกาสะลองเท่าไร")
    assert "48,000 บาท" in first(said.text)
