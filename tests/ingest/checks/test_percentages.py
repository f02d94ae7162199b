"""Shares out of range, shares that their counts contradict, and parts of a whole."""

from __future__ import annotations

import pytest

from ingest.checks.percentages import check
from tests.ingest.checks.finding import HEADER, found, plan_of, project
from tests.ingest.parsing import row


@pytest.mark.parametrize(
    ("indicator", "share"),
    [
        ("ร้อยละ ๑๒๐ ของผู้เข้าอบรมผ่านการทดสอบ", "120"),
        ("ผู้ผ่านเกณฑ์ ๑๐๐.๕๐%", "100.50"),
        ("ร้อยละของผู้ผ่าน ไม่น้อยกว่าร้อยละ ๘๐๐", "800"),
    ],
)
def test_a_share_above_all(indicator: str, share: str) -> None:
    (only,) = found(check, plan_of(HEADER, project("โครงการ ก", indicator=indicator)))
    assert only == ("percentage-range", "error", 5, "ไม่เกิน 100", share)


@pytest.mark.parametrize(
    "indicator",
    [
        "ร้อยละ ๑๐๐ ของผู้เข้าอบรม",
        "ร้อยละ ๑๐๐.๐๐",
        "จัดเก็บรายได้เพิ่มขึ้นร้อยละ ๑๒๐ จากปีก่อน",
        "ร้อยละของบุคลากร ๑๕๐ คน",
        "ร้อยละ ๘๐/๑๒๐ คน",
        "ค่าตอบแทนไม่เกินร้อยละ ๒๐๐ ของเงินเดือน",
    ],
)
def test_what_may_be_said_of_shares(indicator: str) -> None:
    assert found(check, plan_of(HEADER, project("โครงการ ก", indicator=indicator))) == []


def shares(*printed: str) -> tuple[str, ...]:
    return (
        row("ประเภท", "ปริญญาตรี", "ปริญญาโท", "ปริญญาเอก", "รวม"),
        row("พนักงานเทศบาล", "๕", "๓", "๑", "๙"),
        row("พนักงานจ้าง", "๒", "๑", "-", "๓"),
        row("รวม", "๗", "๔", "๑", "๑๒"),
        row("คิดเป็นร้อยละ", *printed),
    )


def test_rounded_shares_are_right_though_they_make_up_99_99() -> None:
    assert found(check, plan_of(*shares("๕๘.๓๓", "๓๓.๓๓", "๘.๓๓", "๑๐๐.๐๐"))) == []


def test_a_share_that_was_cut_off_is_right_too() -> None:
    assert found(check, plan_of(*shares("๕๘.๓", "๓๓.๓", "๘.๓", "๑๐๐"))) == []


def test_a_share_that_its_count_contradicts() -> None:
    assert found(check, plan_of(*shares("๕๘.๓๓", "๓๓.๘๓", "๘.๓๓", "๑๐๐.๐๐"))) == [
        ("percentage-differs", "warning", 8, "33.33", "33.83")
    ]


def weights(last: str) -> tuple[str, ...]:
    return (
        row("องค์ประกอบ", "น้ำหนัก (ร้อยละ)"),
        row("ผลสัมฤทธิ์ของงาน", "๗๐"),
        row("พฤติกรรม", last),
        row("รวม", "๑๐๐"),
    )


def test_parts_of_100() -> None:
    assert found(check, plan_of(*weights("๓๐"))) == []
    assert found(check, plan_of(*weights("๔๐"))) == [("percentage-sum", "warning", 5, "100", "110")]


@pytest.mark.parametrize(
    ("labels", "codes"),
    [
        (("มากที่สุด", "มาก", "ปานกลาง", "น้อย"), ["percentage-sum"]),
        (("อบรมพัสดุ", "อบรมช่าง", "อบรมคลัง", "ดูงาน"), []),
    ],
)
def test_answers_to_one_question_make_up_100(labels: tuple[str, ...], codes: list[str]) -> None:
    def survey(*shares: str) -> list[str]:
        rows = [row(label, share) for label, share in zip(labels, shares, strict=True)]
        return [code for code, *_ in found(check, plan_of(row("ระดับ", "ร้อยละ"), *rows))]

    assert survey("๒๕.๕", "๔๘.๐", "๒๐.๕", "๖.๐") == []
    assert survey("๒๕.๕", "๘๔.๐", "๒๐.๕", "๖.๐") == codes
