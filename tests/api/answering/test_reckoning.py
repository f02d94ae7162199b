"""What rows give together: people of so many each, how many times as much, a share, rows of a
department in a strategy."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import plan, row

_HEADER = row("ลำดับ", "โครงการ", "เป้าหมาย", "ตัวชี้วัด", "งบประมาณ (บาท)", "ระยะเวลา", "หน่วยงานรับผิดชอบ")
_GAMES = (
    "จัดส่งนักกีฬาเข้าร่วมการแข่งขันกับหน่วยงานอื่นเพื่อสร้างความสัมพันธ์อันดีระหว่างกันและเพื่อให้บุคลากร"
    "มีสุขภาพแข็งแรงสมบูรณ์ รู้แพ้รู้ชนะ และรู้จักให้อภัย มีความสามัคคีในหมู่คณะ ทั้งภายในและภายนอกหน่วยงาน "
    "โดยมีการแข่งขัน ดังนี้ แบดมินตัน หมากรุก ว่ายน้ำ และชักเย่อ"
)
_PLAN = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๙",
    "ยุทธศาสตร์ที่ ๑ พัฒนาความรู้",
    "",
    _HEADER,
    row(
        "๑",
        "โครงการให้ความรู้สิทธิผู้บริโภค",
        "ประชาชน ๑๒ ชุมชน ๆ ละไม่น้อยกว่า ๕ คน",
        "",
        "๘,๐๐๐",
        "",
        "กองช่าง",
    ),
    row(
        "๒", "โครงการอบรมครู", "ครู ๓๐ คน", "- อบรมครู ๓ ครั้ง/ปี - ดูงาน ๑ ครั้ง/ปี", "๒๐,๐๐๐", "", "กองคลัง"
    ),
    row("๓", "โครงการแข่งขันกีฬาสัมพันธ์", "", _GAMES, "๖๐,๐๐๐", "ธ.ค. ๒๕๖๘", "กองช่าง"),
    "",
    "ยุทธศาสตร์ที่ ๒ พัฒนาคุณธรรม",
    "",
    _HEADER,
    row("๑", "โครงการค่ายธรรมะ", "พนักงาน ๔๐ คน", "", "๕,๐๐๐", "", "กองช่าง"),
    row("๒", "โครงการบันทึกข้อมูลเวลา", "", "ร้อยละ ๙๐", "ไม่ใช้งบประมาณ", "", "สำนักปลัด"),
)


@pytest.fixture(scope="module")
def town(library_of: LibraryOf) -> Library:
    return library_of(_PLAN)


@pytest.mark.parametrize(
    "question",
    [
        "อบรมสิทธิผู้บริโภค ถ้ามาครบทุกชุมชนจะมีอย่างน้อยกี่คน",
        "ให้ความรู้สิทธิผู้บริโภค อย่างต่ำต้องได้คนกี่คน",
        "โครงการสิทธิผู้บริโภค เบ็ดเสร็จกี่ราย",
        "สิทธิผู้บริโภคคนเข้ากี่คน",
    ],
)
def test_people_of_each_are_multiplied_however_it_is_asked(town: Library, question: str) -> None:
    assert "60 คน (12 ชุมชน × 5 คน)" in answer(Ask(question), town).text


@pytest.mark.parametrize("question", ["สิทธิผู้บริโภคชุมชนละกี่คน", "สิทธิผู้บริโภคต่อชุมชนกี่คน"])
def test_people_of_one_are_not_multiplied(town: Library, question: str) -> None:
    said = answer(Ask(question), town).text
    assert "5 คน" in said and "60 คน" not in said


@pytest.mark.parametrize("times", ["ครั้ง", "รอบ", "หน"])
def test_rounds_are_times(town: Library, times: str) -> None:
    said = answer(Ask(f"ครูได้อบรมปีละกี่{times} ดูงานกี่{times}"), town).text
    assert "3 ครั้ง" in said and "1 ครั้ง" in said


@pytest.mark.parametrize(
    "question", ["กีฬาสัมพันธ์มีแข่งไรมั่ง", "กีฬาสัมพันธ์แข่งอะไรบ้าง", "กีฬาสัมพันธ์ได้แก่กีฬาใด"]
)
def test_a_list_in_a_cell_is_whole_where_it_is_asked_for(town: Library, question: str) -> None:
    assert "ชักเย่อ" in answer(Ask(question), town).text


def test_a_long_cell_is_short_where_no_list_is_asked_for(town: Library) -> None:
    assert "ชักเย่อ" not in answer(Ask("กีฬาสัมพันธ์ใช้งบเท่าไร"), town).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("โครงการแข่งขันกีฬาใช้งบเป็นกี่เท่าของค่ายธรรมะ", "เป็น 12 เท่า"),
        ("งบค่ายธรรมะคิดเป็นกี่เท่าของอบรมครู", "เป็น 0.25 เท่า"),
        ("ยุทธศาสตร์ที่ 1 งบมากเป็นกี่เท่าของยุทธศาสตร์ที่ 2", "เป็น 17.60 เท่า"),
        ("โครงการใดใช้งบมากที่สุด และมากเป็นกี่เท่าของค่ายธรรมะ", "เป็น 12 เท่า"),
        ("งบอบรมครูกับค่ายธรรมะต่างกันกี่บาท", "ต่างกัน 15,000 บาท"),
    ],
)
def test_how_many_times_as_much(town: Library, question: str, told: str) -> None:
    assert told in answer(Ask(question), town).text


def test_times_of_what_states_no_budget_are_not_told(town: Library) -> None:
    said = answer(Ask("งบค่ายธรรมะเป็นกี่เท่าของบันทึกข้อมูลเวลา"), town).text
    assert "เป็น" not in said.split("\n")[0] or "เท่าของ" not in said


@pytest.mark.parametrize(
    "question",
    [
        "ยุทธศาสตร์ที่ 1 กองช่างรับผิดชอบกี่โครงการ วงเงินรวมเท่าไร",
        "กองช่างดูแลกี่โครงการในยุทธศาสตร์ 1 งบเท่าไหร่",
        "ยุทธศาสตร์ที่ 1 กองช่างรับผิดชอบโครงการอะไรบ้าง",
    ],
)
def test_rows_of_a_department_in_a_strategy(town: Library, question: str) -> None:
    said = answer(Ask(question), town).text
    assert "68,000 บาท จาก 2 รายการ" in said and "ค่ายธรรมะ" not in said


def test_all_rows_of_a_strategy_are_of_every_department(town: Library) -> None:
    said = answer(Ask("ยุทธศาสตร์ที่ 1 มีโครงการอะไรบ้าง"), town).text
    assert all(name in said for name in ("สิทธิผู้บริโภค", "อบรมครู", "กีฬาสัมพันธ์"))


@pytest.mark.parametrize("said", ["คีย์ข้อมูลเวลา", "กรอกข้อมูลเวลา"])
def test_to_key_in_is_to_record(town: Library, said: str) -> None:
    told = answer(Ask(f"งาน{said} เป้ากี่เปอร์เซ็นต์ ต้องขอเงินไหม ใครทำ"), town).text
    assert all(part in told for part in ("ร้อยละ 90", "ไม่ใช้งบประมาณ", "สำนักปลัด"))


def test_a_share_asked_next_is_of_the_money_asked_before(town: Library) -> None:
    before = "งบรวมทั้งแผนเท่าไร"
    said = answer(Ask("แล้วกองคลังคิดเป็นกี่เปอร์เซ็นต์ของทั้งหมด", history=(before,)), town).text
    assert "ร้อยละ 21.51" in said
