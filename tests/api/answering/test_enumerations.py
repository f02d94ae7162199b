"""Lists told whole, counted only where they are complete."""

from __future__ import annotations

from api.answering import Ask, answer
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import HEADER, plan, row

VALUES = plan(
    "เทศบาลตำบลรายการสมมุติ",
    "๒๕๖๙",
    "๔.๑ ค่านิยม",
    "",
    "เทศบาลตำบลรายการสมมุติยึดถือค่านิยมร่วมกัน ดังนี้",
    "",
    "BEST",
    "",
    "B = Brave",
    "",
    "กล้าตัดสินใจบนข้อมูล และกล้ารับผิดชอบต่อผลที่ตามมาทุกครั้ง",
    "",
    "E = Equal",
    "",
    "ให้บริการทุกคนอย่างเท่าเทียม ไม่เลือกปฏิบัติไม่ว่าผู้ใดมาติดต่อ",
    "",
    "S = Swift",
    "",
    "ทำงานรวดเร็วทันเวลา และแจ้งความคืบหน้าให้ผู้มาติดต่อทราบเสมอ",
    "",
    "๔.๒ พันธกิจ",
    "",
    "“เป็นหน่วยงานที่ประชาชนวางใจ”",
    "",
    "๑) พัฒนาคนให้ทันงาน",
    "",
    "๒) พัฒนางานให้ทันคน",
    "",
    "๔.๓ การประเมิน",
    "",
    "แผนพัฒนาตนเอง (SDP) จึงไม่ใช่เครื่องมือลงโทษ แต่เป็นเครื่องมือที่ SDP ใช้ช่วยคน",
    "",
    "แผนพัฒนาตนเอง (SDP) หมายถึง ข้อตกลงของผู้บังคับบัญชากับผู้ปฏิบัติงานว่าจะเรียนรู้สิ่งใด",
    "",
    "๔.๔ การวิเคราะห์",
    "",
    "W มาจาก Weaknesses หมายถึง จุดอ่อน ซึ่งเป็นข้อบกพร่องขององค์กรที่เกิดจากภายใน",
    "",
    "ผลการวิเคราะห์ของเทศบาลตำบลรายการสมมุติ",
    "",
    row("ปัจจัยภายใน", "จุดแข็ง", "- มีห้องประชุมพร้อม"),
    row("", "จุดอ่อน", "- ขาดคนที่ชำนาญการเฉพาะด้าน"),
)
PROJECTS = plan(
    "เทศบาลตำบลหัวข้อสมมุติ",
    "๒๕๖๙",
    HEADER,
    row("๑", "โครงการทัศนศึกษาดูงานต้นแบบ", "๒๐ คน", "๙๐,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
    row("๒", "โครงการค่ายธรรมะ", "๓๐ คน", "๔๐,๐๐๐", "มี.ค. ๒๕๖๙", "กองคลัง"),
)


def test_every_item_below_a_motto_is_told(library_of: LibraryOf) -> None:
    said = answer(Ask("ค่านิยม BEST คืออะไร"), library_of(VALUES))
    assert all(word in said.text for word in ("Brave", "Equal", "Swift"))
    assert len(said.citations) >= 4
    assert "พันธกิจ" not in said.text


def test_a_list_below_its_title_and_a_saying_is_told(library_of: LibraryOf) -> None:
    said = answer(Ask("พันธกิจ"), library_of(VALUES))
    assert "ทันงาน" in said.text and "ทันคน" in said.text
    assert "Brave" not in said.text


def test_a_definition_goes_before_what_a_thing_is_not(library_of: LibraryOf) -> None:
    said = answer(Ask("SDP คืออะไร"), library_of(VALUES))
    assert "ข้อตกลง" in said.text


def test_what_an_organisation_has_goes_before_the_meaning_of_the_word(
    library_of: LibraryOf,
) -> None:
    library = library_of(VALUES)
    assert "ขาดคนที่ชำนาญ" in answer(Ask("จุดอ่อนมีอะไรบ้าง"), library).text
    assert "หมายถึง" in answer(Ask("จุดอ่อนหมายถึงอะไร"), library).text


def test_a_false_premise_is_contradicted(library_of: LibraryOf) -> None:
    library = library_of(PROJECTS)
    said = answer(Ask("ทำไมไม่มีโครงการดูงาน"), library)
    assert said.text.startswith("แผนมี") and "ทัศนศึกษา" in said.text
    assert not answer(Ask("ทำไมไม่มีโครงการปลูกป่าชายเลน"), library).text.startswith("แผนมี")


def test_plans_that_differ_are_not_said_to_be_alike(ask_samples: Say) -> None:
    said = ask_samples("วิสัยทัศน์")
    assert "ทำนองเดียวกัน" not in said.text
