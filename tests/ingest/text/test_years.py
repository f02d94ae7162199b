"""Years of the Buddhist era."""

from __future__ import annotations

import pytest

from ingest.text.years import find_question_years, find_years, year_span


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ปีงบประมาณ ๒๕๖๙", (2569,)),
        ("พ.ศ.๒๕๖๙", (2569,)),
        ("ต.ค.2568", (2568,)),
        ("ปี ๖๙", (2569,)),
        ("ปีงบประมาณ พ.ศ. ๖๙", (2569,)),
        ("ปีงบ 69", (2569,)),
        ("พ.ศ. ๖๘", (2568,)),
        ("ต.ค. ๖๘ - ก.ย. ๖๙", (2568, 2569)),
        ("มกราคม ๖๙", (2569,)),
        ("เม.ย.๖๙", (2569,)),
        ("พ.ศ. ๒๕๖๗-๖๙", (2567, 2569)),
        ("ปี ๖๗ ถึง ๖๙", (2567, 2569)),
        ("ปี ๒๕๖๙ และปี ๒๕๖๘ และปี ๒๕๖๙", (2569, 2568)),
        ("พระราชบัญญัติ พ.ศ. ๒๔๙๖", (2496,)),
    ],
)
def test_years_in_order_each_once(text: str, years: tuple[int, ...]) -> None:
    assert find_years(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "69 คน",
        "๖๙",
        "มาตรา ๖๙",
        "ร้อยละ ๖๙",
        "เดือนมีนาคม ๔๐ คน",
        "อายุ ๓๐ ปี ๖๙ ราย",
        "ปี ๕๐%",
        "ปีละ ๕๐ ชั่วโมง",
        "๒,๕๖๙ บาท",
        "๒๕๖๙.๕๐",
        "๑๒๕๖๙",
        "ครั้งที่ ๙/๒๕๖๖",  # the number of a meeting
        "ปี 2026",
    ],
)
def test_other_numbers_are_no_years(text: str) -> None:
    assert find_years(text) == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("พ.ศ. ๒๕๖๗ - ๒๕๖๙", (2567, 2568, 2569)),
        ("พ.ศ. ๒๕๖๗ – พ.ศ. ๒๕๖๙", (2567, 2568, 2569)),
        ("ปีงบประมาณ ๒๕๖๗ ถึง ๖๙", (2567, 2568, 2569)),
        ("ปี ๖๗-๖๙", (2567, 2568, 2569)),
        ("พ.ศ. ๒๕๖๙", (2569,)),
        ("ต.ค. ๒๕๖๘ และ ก.ย. ๒๕๖๙", (2568,)),
        ("๒๕๖๙ - ๒๕๖๗", (2569,)),  # backwards
        ("๒๕๓๗ - ๒๕๖๙", (2537,)),  # too long for a plan
        ("ปี ๒๕๖๗ - ๗๐ คน", (2567,)),
        ("แผน", ()),
    ],
)
def test_the_span_of_a_title(text: str, years: tuple[int, ...]) -> None:
    assert year_span(text) == years


def test_christian_years_count_in_questions_only() -> None:
    assert find_question_years("งบปี 2026") == (2569,)
    assert find_question_years("ปี ๒๕๖๙ หรือ 2025") == (2569, 2568)
    assert find_question_years("2,026 คน") == ()


def test_the_last_months_of_a_calendar_year_begin_the_next_fiscal_year() -> None:
    assert find_question_years("ธันวาคม 2568 มีอะไร") == (2569,)
    assert find_question_years("ต.ค. ๖๘") == (2569,)
    assert find_question_years("ต.ค. 2567 - ก.ย. 2568") == (2568,)
    assert find_question_years("มกราคม 2569") == (2569,)
    assert find_question_years("ไตรมาสแรกของปี 2569 และ ธ.ค. 12 คน") == (2569,)
    assert find_years("ธันวาคม 2568") == (2568,)
