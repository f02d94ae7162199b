"""Two or more things asked of one project or position: each is told, or said not to be stated."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from api.answering.understanding.asker import is_about_asker
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import plan, row

_HEADER = row(
    "ลำดับ", "โครงการ", "วัตถุประสงค์", "เป้าหมาย", "งบประมาณ (บาท)", "ระยะเวลา", "หน่วยงานรับผิดชอบ"
)
_SPORTS = (
    "จัดส่งนักกีฬาเข้าร่วมการแข่งขันกับหน่วยงานอื่นเพื่อสร้างความสัมพันธ์อันดีระหว่างกันและเพื่อให้บุคลากร"
    "มีสุขภาพแข็งแรงสมบูรณ์ โดยมีการแข่งขันกีฬา ๕ ประเภท ดังนี้ แบดมินตัน หมากรุก ว่ายน้ำ วิ่งผลัด "
    "และการละเล่นพื้นบ้านของท้องถิ่นที่ทุกส่วนราชการช่วยกันคิด รวมทั้งชักเย่อ"
)
SEVERAL = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๙",
    "ยุทธศาสตร์ที่ ๑ พัฒนาความรู้",
    "",
    _HEADER,
    row(
        "๑",
        "โครงการอบรมปฐมพยาบาล",
        "เพื่อให้พนักงานประเภทวิชาการและประเภททั่วไปช่วยชีวิตได้",
        "- พนักงานเทศบาล ๒๕ คน - พนักงานจ้าง ๑๕ คน",
        "๒๐,๐๐๐",
        "ม.ค. ๒๕๖๙",
        "กองสาธารณสุข",
    ),
    row(
        "๒",
        "โครงการให้ความรู้สิทธิผู้บริโภค",
        "เพื่อให้ประชาชนรู้สิทธิ",
        "ประชาชน ๑๒ ชุมชน ๆ ละไม่น้อยกว่า ๕ คน",
        "๘,๐๐๐",
        "ก.พ. ๒๕๖๙",
        "",
    ),
    row("๓", "โครงการแข่งขันกีฬาสัมพันธ์", "เพื่อสุขภาพ", _SPORTS, "๖๐,๐๐๐", "ธ.ค. ๒๕๖๘", "กองการศึกษา"),
    row("๔", "โครงการอบรมดับเพลิง", "เพื่อซ้อมแผน", "อาสาสมัคร", "๗๗,๐๐๐", "มี.ค. ๒๕๖๙", "สำนักปลัด"),
)


@pytest.fixture(scope="module")
def several(library_of: LibraryOf) -> Library:
    return library_of(SEVERAL)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # Everything asked is told.
        ("อบรมปฐมพยาบาล งบเท่าไร จัดเดือนไหน กองไหนดูแล", ("20,000", "ม.ค. 2569", "กองสาธารณสุข")),
        # What the row leaves blank is said to be.
        ("ให้ความรู้สิทธิผู้บริโภคใช้งบเท่าไร หน่วยงานใดรับผิดชอบ", ("8,000", "ไม่ได้ระบุหน่วยงาน")),
        ("อบรมดับเพลิง กี่คน ใช้งบเท่าไหร่", ("77,000", "ไม่ได้ระบุจำนวนคน")),
        # A noun that another cell speaks of.
        ("อบรมปฐมพยาบาลมีคนเข้ากี่คน เฉพาะประเภทใดบ้าง", ("25 คน", "ประเภทวิชาการและประเภททั่วไป")),
        # A list inside a long cell is whole.
        ("แข่งขันกีฬาสัมพันธ์มีกี่ประเภท อะไรบ้าง", ("5 ประเภท", "แบดมินตัน", "ชักเย่อ")),
        # The largest or smallest with what else is asked of it.
        ("โครงการไหนใช้งบน้อยที่สุด เท่าไร หน่วยงานไหนรับผิดชอบ", ("8,000", "ไม่ได้ระบุหน่วยงาน")),
        ("โครงการใดใช้งบสูงสุด กี่บาท จัดเมื่อใด หน่วยงานไหนจัด", ("77,000", "มี.ค. 2569", "สำนักปลัด")),
    ],
)
def test_all_that_is_asked_is_told(several: Library, question: str, told: tuple[str, ...]) -> None:
    said = answer(Ask(question), several)
    assert said.answerable
    assert [part for part in told if part not in said.text] == []


def test_a_row_without_anything_asked_answers_nothing(several: Library) -> None:
    said = answer(Ask("อบรมดับเพลิง กี่คน"), several)
    assert not said.answerable and "77,000" not in said.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("อบรมปฐมพยาบาลเป้ารวมทุกประเภทกี่คน", "รวม 40 คน (25 + 15)"),
        ("ให้ความรู้สิทธิผู้บริโภค รวมแล้วอย่างน้อยกี่คน", "รวมอย่างน้อย 60 คน (12 ชุมชน × 5 คน)"),
    ],
)
def test_people_of_one_cell_are_added_up(several: Library, question: str, total: str) -> None:
    assert total in answer(Ask(question), several).text.split("\n")[0]


def test_people_are_not_added_up_where_no_total_is_asked(several: Library) -> None:
    said = answer(Ask("อบรมปฐมพยาบาลมีคนเข้ากี่คน"), several)
    assert "25 คน" in said.text and "รวม" not in said.text


def test_the_largest_strategy_is_no_largest_project(several: Library) -> None:
    said = answer(Ask("ยุทธศาสตร์ไหนใช้งบมากที่สุด"), several)
    assert "งบประมาณสูงสุด" not in said.text


def test_what_is_asked_of_each_is_told_of_each(several: Library) -> None:
    lines = answer(Ask("มีโครงการอบรมอะไรบ้าง แต่ละโครงการงบเท่าไร จัดเดือนไหน"), several).text.split(
        "\n"
    )
    told = [line for line in lines if line.startswith("- ")]
    assert len(told) == 2
    assert all("บาท" in line and "2569" in line for line in told)


def test_a_list_in_one_project_is_no_list_of_projects(several: Library) -> None:
    said = answer(Ask("โครงการอบรมดับเพลิงมีวัตถุประสงค์อะไรบ้าง งบเท่าไร"), several)
    assert "เพื่อซ้อมแผน" in said.text and "ปฐมพยาบาล" not in said.text


@pytest.mark.parametrize("place", ["ไปจังหวัดไหน", "ไปประเทศอะไร"])
def test_a_province_that_is_not_stated_is_said_not_to_be(several: Library, place: str) -> None:
    said = answer(Ask(f"แข่งขันกีฬาสัมพันธ์{place}"), several)
    assert not said.answerable and "ไม่ได้ระบุสถานที่" in said.text


_POSITIONS = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๙",
    "สมรรถนะของสายผู้บริหาร มีดังนี้",
    "๑. กล้าตัดสินใจ",
    "๒. มองการณ์ไกล",
    "",
    "แผนพัฒนารายบุคคล (IDP)",
    "",
    row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา", "เป้าหมาย", "วิธีการพัฒนา", "ปีที่พัฒนา"),
    row("ปลัดเทศบาล", "สมรรถนะประจำสายงาน", "งานเสร็จตามกำหนด", "ฝึกอบรม", "๒๕๖๙"),
    row("นิติกร", "การร่างข้อบัญญัติ", "ไม่มีเรื่องค้าง", "สอนงาน", "๒๕๖๙"),
)


def test_of_ones_own_row_all_that_is_asked_is_told(library_of: LibraryOf) -> None:
    ask = Ask(
        "ตำแหน่งผมต้องพัฒนาอะไร ใช้วิธีไหน เป้าหมายคืออะไร",
        profile_organization="เทศบาลตำบลดอนสมมุติ",
        profile_position="นิติกร",
    )
    said = answer(ask, library_of(_POSITIONS))
    assert all(part in said.text for part in ("การร่างข้อบัญญัติ", "สอนงาน", "ไม่มีเรื่องค้าง"))


def test_ones_class_is_answered_by_the_text_on_it(library_of: LibraryOf) -> None:
    def of(question: str) -> str:
        ask = Ask(question, "เทศบาลตำบลดอนสมมุติ", "ปลัดเทศบาล")
        return answer(ask, library_of(_POSITIONS)).text

    assert "มองการณ์ไกล" in of("สายผู้บริหารแบบผมต้องมีสมรรถนะอะไรบ้าง")
    assert "สมรรถนะประจำสายงาน" in of("ตำแหน่งผมต้องพัฒนาสมรรถนะอะไรบ้าง")


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("ผมเป็นนิติกร มีหลักสูตรอะไรให้ผมเรียนบ้าง", False),
        ("ปลัดให้ผมไปอบรมหลักสูตรอะไร", True),
    ],
)
def test_the_position_that_one_says_to_hold_is_named(message: str, own: bool) -> None:
    assert is_about_asker(message, names_position=True, counts=False) is own
