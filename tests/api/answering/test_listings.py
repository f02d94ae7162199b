"""How many items a list has, the item asked for, and what a plan divides into."""

from __future__ import annotations

from api.answering import Answer, Ask, answer
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import plan, row

# The list of goals goes on over a page, where the rest of a line stands alone.
_LONG = "เพื่อให้บุคลากรของเทศบาลทำงานร่วมกับชุมชนได้อย่างต่อเนื่องและวัดผลได้ทุกไตรมาส " * 4
GOALS = plan(
    "เทศบาลตำบลรายการสมมุติ",
    "๒๕๖๙",
    "๒ วัตถุประสงค์",
    "",
    "๑) เพื่อเพิ่มความรู้ด้านกฎหมาย",
    "",
    "๒) เพื่อเพิ่มทักษะด้านบริการ",
    "",
    f"๓) {_LONG.strip()} โดยเน้นงานของ",
    "",
    f"ท้องถิ่น {_LONG.strip()}",
    "",
    "๔) เพื่อสืบทอดความรู้ของผู้เกษียณ",
    "",
    "๕) เพื่อสร้างเครือข่ายกับท้องถิ่นอื่น",
    "",
    "๓.๑ การบริหารคนของเทศบาลตำบลรายการสมมุติ",
    "",
    "เทศบาลตำบลรายการสมมุติยึดคนเป็นศูนย์กลาง และทบทวนทุกปีร่วมกับทุกกองที่เกี่ยวข้อง",
    "",
    "๒. ประเด็นการบริหารคน ประกอบด้วย",
    "",
    "๑. การวางคนให้ตรงงาน",
    "๒. การรักษาคนเก่ง",
    "๓. การส่งต่องานของผู้ที่จะเกษียณอายุราชการ",
    "โดยแยกเป็นยุทธศาสตร์ดังนี้",
    "ยุทธศาสตร์ที่ ๑ คนตรงงาน",
    "ยุทธศาสตร์ที่ ๒ คนอยู่นาน",
    "",
    "๓.๒ การใช้ผลหลังการอบรมของเทศบาลตำบลรายการสมมุติ",
    "",
    "๑. ให้ผู้ผ่านการอบรมเขียนรายงานภายในสามสิบวันหลังกลับมาปฏิบัติหน้าที่",
    "๒. นำรายงานไปปรับหลักเกณฑ์การเลื่อนเงินเดือนของรอบถัดไปในเดือนเมษายน",
    "๓. จัดเวทีเล่าความรู้ให้เพื่อนร่วมงานทุกกองฟังทุกวันศุกร์สุดท้ายของเดือน",
    "๔. เก็บแบบสอบถามความพึงพอใจของประชาชนที่มาใช้บริการหน้าเคาน์เตอร์ทั้งปี",
    "๕. คัดเลือกวิทยากรภายในจากผู้ที่ได้คะแนนสูงสุดเพื่อสอนรุ่นต่อไปในปีหน้า",
    "๖. ประเมินหัวหน้างานว่าใช้คนตรงกับความรู้ที่ได้รับเพิ่มมาหรือยังเพียงใด",
)
POLICIES = plan(
    "เทศบาลตำบลนโยบายสมมุติ",
    "๒๕๖๙",
    "๑. นโยบายด้านการสรรหา",
    "",
    row("รายการ", "ตัวชี้วัด"),
    row("สรรหาคน", "สรรหาตามกรอบ"),
    "",
    "๒. นโยบายด้านการพัฒนา",
    "",
    row("รายการ", "ตัวชี้วัด"),
    row("พัฒนาคน", "อบรมทุกคน"),
    "",
    "๓. นโยบายด้านสวัสดิการ",
    "",
    row("รายการ", "ตัวชี้วัด"),
    row("ดูแลคน", "ตรวจสุขภาพ"),
    "",
)


def _ask(library_of: LibraryOf, text: str, question: str) -> Answer:
    return answer(Ask(question), library_of(text))


def test_a_list_is_counted_beyond_the_end_of_a_page(library_of: LibraryOf) -> None:
    said = _ask(library_of, GOALS, "วัตถุประสงค์มีกี่ข้อ")
    assert "5 ข้อ" in said.text.split("\n")[0]
    assert "เครือข่าย" in said.text and "ท้องถิ่น เพื่อให้" in said.text
    assert "วางคน" not in said.text


def test_a_list_is_told_and_counted_without_what_follows_it(library_of: LibraryOf) -> None:
    said = _ask(library_of, GOALS, "ประเด็นการบริหารคนมีกี่ประเด็น อะไรบ้าง")
    assert "3 ประเด็น" in said.text.split("\n")[0]
    assert "ส่งต่องาน" in said.text and "คนอยู่นาน" not in said.text


def test_the_one_item_that_is_asked_for(library_of: LibraryOf) -> None:
    said = _ask(library_of, GOALS, "วัตถุประสงค์ข้อ 4 ว่าอย่างไร")
    assert "ผู้เกษียณ" in said.text and "กฎหมาย" not in said.text
    assert said.answerable


def test_an_item_that_the_list_lacks_is_said_to_be_lacking(library_of: LibraryOf) -> None:
    said = _ask(library_of, GOALS, "วัตถุประสงค์ข้อ 9 ว่าอย่างไร")
    assert not said.answerable and "5 ข้อ" in said.text


def test_the_item_that_says_it_is_told_alone(library_of: LibraryOf) -> None:
    said = _ask(library_of, GOALS, "แบบสอบถามความพึงพอใจของประชาชนเก็บที่เคาน์เตอร์หรือเปล่า")
    assert "เคาน์เตอร์" in said.text
    assert "วิทยากรภายใน" not in said.text and "วันศุกร์" not in said.text


def test_headings_of_a_kind_are_counted(library_of: LibraryOf) -> None:
    said = _ask(library_of, POLICIES, "นโยบายมีกี่ด้าน ด้านอะไรบ้าง")
    assert "3 ด้าน" in said.text.split("\n")[0]
    assert all(word in said.text for word in ("สรรหา", "พัฒนา", "สวัสดิการ"))
    assert len(said.citations) == 3


def test_headings_are_no_answer_to_another_topic(library_of: LibraryOf) -> None:
    said = _ask(library_of, POLICIES, "งานวิจัยมีกี่ด้าน")
    assert "3 ด้าน" not in said.text


def test_a_sections_number_is_no_count_of_steps(ask_samples: Say) -> None:
    said = ask_samples("บึงกาสะลอง ขั้นตอนการขอเข้ารับการอบรมมีกี่ขั้นตอน")
    assert "9 ขั้นตอน" in said.text.split("\n")[0]


def test_one_step_of_a_procedure(ask_samples: Say) -> None:
    said = ask_samples("บึงกาสะลอง ขั้นตอนที่ 4 ของการขอเข้ารับการอบรมคืออะไร")
    assert "เงินงบประมาณ" in said.text and "ลงนามคำสั่ง" not in said.text


def test_all_courses_of_a_project_are_told_where_they_are_asked(ask_samples: Say) -> None:
    said = ask_samples("ศิลาวารี โครงการอบรมตามสายงานมีหลักสูตรอะไรบ้าง")
    assert said.text.split("\n")[0].count("หลักสูตร") > 16 and "และอีก" not in said.text
    cost = ask_samples("ศิลาวารี โครงการอบรมหลักสูตรตามสายงานงบเท่าไร")
    assert cost.text.count("หลักสูตร") < 16
