"""Spaces within words of prior plans."""

from __future__ import annotations

import pytest

from api.drafting.joining import Spelling

PLANS = Spelling(
    (
        "ร้อยละ 80 ของกลุ่มเป้าหมายผ่านการอบรม",
        "กลุ่มเป้าหมายพึงพอใจ",
        "ก้าวหน้าในสายงานอาชีพ พัฒนาตามสายงาน",
        "งานแผนงาน งบประมาณ",
        "กองช่าง งานช่าง",
        "คุณธรรม จริยธรรม",
        "คุณธรรมจริยธรรม",
        "จำนวนคนงานก่อสร้าง และคนงานเก็บขยะ",
    )
)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("ร้อยละ 80 ของกลุ่ม เป้าหมาย", "ร้อยละ 80 ของกลุ่มเป้าหมาย"),
        ("ก้าวหน้าในสาย งาน/อาชีพ", "ก้าวหน้าในสายงาน/อาชีพ"),
        ("งานสรรหา งาน เงินเดือน", "งานสรรหา งานเงินเดือน"),  # a list of two
        ("เผยแพร่งานของ ตนเอง", "เผยแพร่งานของตนเอง"),
    ],
)
def test_a_word_cut_in_two_is_one_again(text: str, joined: str) -> None:
    assert PLANS.joined(text) == joined


@pytest.mark.parametrize(
    "text",
    [
        "แผนงาน งบประมาณ การคลัง",
        "กองช่าง งานช่าง",
        "คุณธรรม จริยธรรม",  # plans write it both ways
        "10 คน งานก่อสร้าง",  # no คนงาน
        "อบรม และประเมิน",
        "Digital Government ของรัฐ",
    ],
)
def test_other_spaces_stay(text: str) -> None:
    assert PLANS.joined(text) == text


def test_what_no_plan_writes_as_one_is_left_apart() -> None:
    assert Spelling().joined("ของกลุ่ม เป้าหมาย") == "ของกลุ่ม เป้าหมาย"
