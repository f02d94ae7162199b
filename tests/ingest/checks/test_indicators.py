"""Indicators without a target, and targets without an indicator."""

from __future__ import annotations

import pytest

from ingest.checks.indicators import check
from tests.ingest.checks.finding import HEADER, found, plan_of, project
from tests.ingest.parsing import row

BOTH = row("โครงการ", "ตัวชี้วัด", "เป้าหมาย", "งบประมาณ", "ระยะเวลา")


@pytest.mark.parametrize(
    "indicator",
    [
        "ร้อยละของผู้ที่ใช้ห้องสมุดพนักงาน",
        "จำนวนบุคลากรที่เข้าร่วม",
        "ระดับความสำเร็จของคลังบทเรียน",
        "- ร้อยละของบุคลากรที่สามารถใช้ระบบได้",
        "๑) ร้อยละของผู้เข้าอบรม",
    ],
)
def test_an_indicator_that_measures_wants_a_target(indicator: str) -> None:
    (only,) = found(check, plan_of(HEADER, project("โครงการ ก", indicator=indicator)))
    assert only[:3] == ("indicator-without-target", "warning", 5)


@pytest.mark.parametrize(
    "indicator",
    [
        "ร้อยละของผู้เข้าอบรมที่ผ่านการทดสอบ (ร้อยละ ๘๐) ของรุ่น",
        "ร้อยละ ๙๐",
        "จำนวนผู้เข้าร่วมครบทุกคน",
        "ระดับความพึงพอใจ ระดับมาก",
        "จำนวนสองครั้งต่อปี",
        "บุคลากรมีความรู้ความเข้าใจเพิ่มขึ้น",
        "คู่มือแล้วเสร็จ",
    ],
)
def test_an_indicator_that_says_how_much_or_measures_nothing(indicator: str) -> None:
    assert found(check, plan_of(HEADER, project("โครงการ ก", indicator=indicator))) == []


def targeted(indicator: str, target: str) -> str:
    return row("โครงการ ก", indicator, target, "๕,๐๐๐", "ม.ค. ๒๕๖๙")


def test_the_target_may_stand_in_its_own_column() -> None:
    given = targeted("ร้อยละของผู้ผ่าน", "เชิงปริมาณ - ผู้เข้าอบรมผ่าน ร้อยละ ๘๐")
    vague = targeted("จำนวนผู้ผ่าน", "เชิงปริมาณ - จำนวนผู้ที่ผ่าน เชิงคุณภาพ - เป็นที่ยอมรับ")
    assert found(check, plan_of(BOTH, given)) == []
    assert [f[0] for f in found(check, plan_of(BOTH, vague))] == ["indicator-without-target"]


def test_a_target_without_an_indicator() -> None:
    plan = plan_of(BOTH, targeted("ร้อยละของผู้ผ่าน", "ร้อยละ ๘๐"), targeted("", "ร้อยละ ๗๐"))
    assert found(check, plan) == [("target-without-indicator", "warning", 6, "ตัวชี้วัด", "“ร้อยละ 70”")]
