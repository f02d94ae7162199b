"""People and money told in a sentence, beside its own parts and the table that it tells of."""

from __future__ import annotations

import pytest

from ingest.checks.told_counts import check
from tests.ingest.checks.finding import found, plan_of
from tests.ingest.parsing import row

HEADING = "๒.๑ จำนวนบุคลากร"
STAFF = (
    row("ประเภท", "ชาย (คน)", "หญิง (คน)", "รวม (คน)"),
    row("พนักงานเทศบาล", "๒๐", "๒๕", "๔๕"),
    row("พนักงานจ้าง", "๓๐", "๒๕", "๕๕"),
    row("รวม", "๕๐", "๕๐", "๑๐๐"),
)
AGES = (
    row("ช่วงอายุ", "จำนวน (คน)", "ร้อยละ"),
    row("๒๐ - ๔๐ ปี", "๖", "๓๗.๕๐"),
    row("๔๑ - ๖๐ ปี", "๑๐", "๖๒.๕๐"),
    row("รวม", "๑๖", "๑๐๐.๐๐"),
)


def said(text: str, *table: str) -> list[tuple[str, str, int, str, str]]:
    """Findings of a sentence (line 6) above a table of its section."""
    return found(check, plan_of(HEADING, "", text, "", *table))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("มีบุคลากรทั้งสิ้น ๑๐๐ คน ประกอบด้วย พนักงานเทศบาล ๔๕ คน และพนักงานจ้าง ๕๕ คน", None),
        ("มีบุคลากรทั้งสิ้น ๑๑๐ คน ประกอบด้วย พนักงานเทศบาล ๔๕ คน และพนักงานจ้าง ๕๕ คน", ("100", "110")),
        ("มีบุคลากรทั้งสิ้น ๑๐๐ คน ประกอบด้วย พนักงานเทศบาล ๔๕ คน (ชาย ๒๐ คน) พนักงานจ้าง ๕๕ คน", None),
        ("มีบุคลากรทั้งหมด ๑๐๐ คน ได้แก่ พนักงานจ้าง ๕๕ คน ซึ่งเป็นชาย ๓๐ คน", None),
        ("มีบุคลากรทั้งหมด ๑๐๐ คน แบ่งเป็น พนักงานครู ๒๐ คน พนักงานจ้าง ๕๕ คน และอื่น ๆ", None),
    ],
)  # fmt: skip
def test_a_whole_and_its_parts_in_one_sentence(text: str, wrong: tuple[str, str] | None) -> None:
    expected = [("totals-disagree", "warning", 6, *wrong)] if wrong else []
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("เทศบาลมีบุคลากรรวม ๑๐๐ คน", None),
        ("เทศบาลมีบุคลากรรวม ๑๐๙ คน", ("100", "109")),
        ("เทศบาลมีพนักงานจ้าง จำนวน ๕๕ คน เป็นหญิง ๒๕ คน", None),
        ("เทศบาลมีพนักงานจ้าง จำนวน ๖๕ คน", ("55", "65")),
        ("เชิญผู้นำชุมชนเข้าร่วมรวม ๑,๒๐๐ คน", None),  # far from the table's total
        ("จัดอบรมพนักงานใหม่ ๑๒ คน", None),
        ("เทศบาลมีบุคลากรรวม ๑๐๐ คน และจะบรรจุเพิ่มรวม ๑๒๐ คน", None),
        ("ผู้เข้าอบรมรวม ๑๐๙ คน", None),
    ],
)
def test_people_that_the_table_of_the_section_counts(
    text: str, wrong: tuple[str, str] | None
) -> None:
    expected = [("totals-disagree", "warning", 6, *wrong)] if wrong else []
    assert said(text, *STAFF) == expected


def test_people_told_under_another_heading_are_others() -> None:
    elsewhere = ("๓.๑ กลุ่มเป้าหมาย", "", "อบรมพนักงานจ้าง จำนวน ๖๕ คน รวม ๑๐๙ คน")
    assert found(check, plan_of(HEADING, "", *STAFF, "", *elsewhere)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("อายุ ๔๑ - ๖๐ ปี จำนวน ๑๐ คน คิดเป็นร้อยละ ๖๒.๕", None),
        ("อายุ ๔๑ - ๖๐ ปี จำนวน ๑๐ คน คิดเป็นร้อยละ ๖๕.๒", ("percentage-differs", "62.5", "65.2")),
        ("อายุ ๔๑ - ๖๐ ปี จำนวน ๑๒ คน คิดเป็นร้อยละ ๖๒.๕๐", ("totals-disagree", "10", "12")),
        ("ผ่านการอบรม ๑๒ คน คิดเป็นร้อยละ ๗๕", None),  # of the sixteen
    ],
)
def test_shares_told_beside_their_count(text: str, wrong: tuple[str, str, str] | None) -> None:
    expected = [(wrong[0], "warning", 6, *wrong[1:])] if wrong else []
    assert said(text, *AGES) == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ตั้งงบประมาณไว้ ๓๕,๐๐๐ บาท ดังนี้", None),
        ("ตั้งงบประมาณไว้ ๕๓,๐๐๐ บาท ดังนี้", ("35,000", "53,000")),
        ("ตั้งงบประมาณไว้ ๕๓,๐๐๐ บาท", None),  # doesn't lead to the table
        ("งบประมาณรายจ่าย ๔๕,๐๐๐,๐๐๐ บาท รายละเอียดโครงการดังนี้", None),
    ],
)
def test_the_amount_that_leads_to_a_table(text: str, wrong: tuple[str, str] | None) -> None:
    table = (
        row("โครงการ", "งบประมาณ", "ระยะเวลา"),
        row("อบรมกฎหมาย", "๒๐,๐๐๐", "ม.ค. ๒๕๖๙"),
        row("อบรมพัสดุ", "๑๕,๐๐๐", "ก.พ. ๒๕๖๙"),
        row("รวม", "๓๕,๐๐๐", ""),
    )
    expected = [("totals-disagree", "warning", 6, *wrong)] if wrong else []
    assert said(text, *table) == expected


def test_a_share_of_people_whom_another_table_counts() -> None:
    """๓๑ of those who came in three years are ๔๔.๙๓ % of the staff, not of them all."""
    trained = (
        row("ปีงบประมาณ", "ผู้เข้าอบรม (คน)"),
        *(row("รอบแรก", "๓๑"), row("รอบหลัง", "๒๙"), row("รวม", "๖๐")),
    )
    average = "มีผู้เข้าอบรมเฉลี่ย ๓๑ คน คิดเป็นร้อยละ ๔๔.๙๓"
    assert said(f"{average} ของบุคลากร", *trained) == []
    whole = "มีผู้เข้าอบรมทั้งหมด ๖๐ คน เป็นรอบแรก ๓๑ คน คิดเป็นร้อยละ ๔๔.๙๓"
    assert [f[0] for f in said(whole, *trained)] == ["percentage-differs"]
