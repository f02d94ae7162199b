"""Lists that a question names: how many items, the first and last one, several lists at once."""

from __future__ import annotations

import pytest

from api.answering import Answer, Ask, answer
from api.answering.evidence.outlines import NamedList, lists_of
from ingest.pipeline import parse_bytes
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import plan

TOWN = plan(
    "เทศบาลตำบลรายชื่อสมมุติ",
    "๒๕๖๙",
    "๒.๑ งานของเทศบาล",
    "",
    "จากการวิเคราะห์ แบ่งเป็นงานประจำและงานเสริม ดังนี้",
    "",
    "(๑) งานประจำ",
    "",
    "- ๑) ดูแลถนน",
    "- ๒) เก็บขยะ",
    "- ๓) จ่ายเบี้ยยังชีพ",
    "",
    "(๒) งานเสริม",
    "",
    "- ๑) ตลาดนัด",
    "- ๒) สวนสาธารณะ",
    "",
    "๒.๒ กรอบประเมินกำลังคน",
    "",
    "เทศบาลใช้กรอบประเมินกำลังคนซึ่งประกอบด้วย",
    "",
    "๑ ความคุ้มค่า หมายถึง การใช้คนให้ตรงงาน",
    "",
    "๑) มีกรอบอัตรา",
    "",
    "๒) มีผู้แทนกันได้",
    "",
    "๒ ความโปร่งใส หมายถึง การเปิดเผยเกณฑ์",
    "",
    "๑) มีประกาศเกณฑ์",
    "",
    "๒) มีช่องทางร้องเรียน",
    "",
    "๓ ความสุข หมายถึง การดูแลผู้ปฏิบัติงาน",
    "",
    "๒.๓ ขั้นตอนการขอย้าย",
    "",
    "๑. ยื่นคำร้องต่อหัวหน้า",
    "๒. หัวหน้าให้ความเห็น",
    "๓. นายกเทศมนตรีอนุมัติ",
)


def _ask(library_of: LibraryOf, question: str) -> Answer:
    return answer(Ask(question, "เทศบาลตำบลรายชื่อสมมุติ"), library_of(TOWN))


def _lists(text: str) -> tuple[NamedList, ...]:
    return lists_of(parse_bytes(text.encode(), "plan.txt").passages)


def test_lists_are_found_with_what_names_them() -> None:
    found = [(one.names[0], len(one.items)) for one in _lists(TOWN)]
    assert ("(1) งานประจำ", 3) in found and ("(2) งานเสริม", 2) in found
    assert ("เทศบาลใช้กรอบประเมินกำลังคนซึ่งประกอบด้วย", 3) in found


def test_items_may_be_headings_with_lists_of_their_own(library_of: LibraryOf) -> None:
    said = _ask(library_of, "กรอบประเมินกำลังคนมีกี่มิติ อะไรบ้าง").text
    assert said.startswith("มีทั้งหมด 3 มิติ") and "ความโปร่งใส" in said and "ความสุข" in said


def test_two_lists_are_counted_apart(library_of: LibraryOf) -> None:
    said = _ask(library_of, "งานประจำมีกี่ข้อ และงานเสริมมีกี่ข้อ").text
    assert "งานประจำ: มีทั้งหมด 3 ข้อ" in said and "งานเสริม: มีทั้งหมด 2 ข้อ" in said


def test_the_first_of_each(library_of: LibraryOf) -> None:
    said = _ask(library_of, "ข้อแรกของงานแต่ละด้าน ทั้งงานประจำและงานเสริม คืออะไร").text
    assert "ดูแลถนน" in said and "ตลาดนัด" in said and "เก็บขยะ" not in said


def test_the_count_and_the_last_item(library_of: LibraryOf) -> None:
    said = _ask(library_of, "ขั้นตอนการขอย้ายมีกี่ขั้น ขั้นสุดท้ายทำอะไร").text
    assert "3 ขั้น" in said and "นายกเทศมนตรีอนุมัติ" in said and "หัวหน้าให้ความเห็น" not in said


@pytest.mark.parametrize("question", ["ขั้นตอนการเบิกค่าเช่าบ้านมีกี่ขั้น", "งานวิจัยมีกี่ข้อ"])
def test_no_list_answers_for_another(library_of: LibraryOf, question: str) -> None:
    said = _ask(library_of, question).text
    assert "3 ขั้น" not in said and "มีทั้งหมด" not in said


def test_a_list_with_a_number_left_out_is_none() -> None:
    lines = ("๑. หลักการ", "๑) ก ข้อความ", "๒) ข ข้อความ", "๔) ง ข้อความ")
    broken = plan("เทศบาลตำบลรายชื่อสมมุติ", "๒๕๖๙", *lines)
    assert [len(one.items) for one in _lists(broken)] == []
