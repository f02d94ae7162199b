"""Whether a model's text may stand in the place of the default answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from api.answering import Answer, Citation
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Want
from api.writing.telling import Telling


def citation(number: int) -> Citation:
    return Citation(
        id=number, passage_id=f"p{number}", plan_id="plan", organization=None, fiscal_years=(),
        title="แผน", source="plan.txt", section=(), line_start=number, line_end=number, page=None,
        quote="ก",
    )  # fmt: skip


def telling(text: str, *wants: Want, citations: int = 1) -> Telling:
    cited = tuple(citation(n) for n in range(1, citations + 1))
    return Telling(Answer(text, True, citations=cited), Query("", (), wants=frozenset(wants)))


def told(default: str, text: str, *wants: Want, lines: Sequence[int] = (1,)) -> bool:
    return telling(default, *wants).is_told(text, [citation(n) for n in lines])


BUDGET = "โครงการก: งบประมาณ 35,000 บาท [1]\nตามแผนปีงบประมาณ 2569 [1]"


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("ใช้ 35,000 บาท", (1,), True),
        ("ใช้สามหมื่นห้าพันบาท", (1,), True),
        ("เป็นโครงการตามแผนปี 2569", (1,), False),
        ("อบรม 35,000 คน", (1,), False),
        ("ใช้ 35,000 บาท", (2,), False),
        ("ใช้ 53,000 บาท", (1,), False),
    ],
)
def test_a_budget_is_told_by_its_amount_on_its_line(
    text: str, lines: tuple[int, ...], expected: bool
) -> None:
    assert told(BUDGET, text, Want.MONEY, lines=lines) is expected


def test_a_budget_that_is_none_is_told_in_words() -> None:
    default = "โครงการก: ไม่ใช้งบประมาณ [1]"
    assert told(default, "โครงการนี้ไม่ใช้งบประมาณครับ", Want.MONEY)
    assert not told(default, "โครงการนี้เป็นของสำนักปลัด", Want.MONEY)


def test_a_time_is_told_by_a_month_of_it() -> None:
    default = "โครงการก: ระยะเวลา มี.ค. - พ.ค. 2569 [1]"
    assert told(default, "เริ่มเดือนมีนาคม", Want.TIMING)
    assert not told(default, "อยู่ในแผนปี 2569", Want.TIMING)


def test_a_course_and_its_time_are_not_told_by_the_time_alone() -> None:
    default = "มีหลักสูตรนิติกรระดับปฏิบัติการ [1]\nระยะเวลา มี.ค. - พ.ค. 2569 [1]"
    assert told(default, "มีหลักสูตรนิติกร จัดเดือนมีนาคม", Want.COURSE, Want.TIMING)
    assert not told(default, "จัดเดือนมีนาคมถึงพฤษภาคม", Want.COURSE, Want.TIMING)
    # Who asks for the time alone gets it.
    assert told(default, "จัดเดือนมีนาคมถึงพฤษภาคม", Want.TIMING)


def test_yes_is_not_told_by_no() -> None:
    yes = f"ใช่ {BUDGET}"
    assert told(yes, "ใช่ครับ 35,000 บาท", Want.MONEY)
    assert not told(yes, "ไม่ใช่ครับ 35,000 บาท", Want.MONEY)
    assert not told(f"ไม่{yes}", "ใช่ครับ 35,000 บาท", Want.MONEY)


def test_a_list_that_stops_early_is_made_whole() -> None:
    default = "มี 3 โครงการ [1]\n- อบรมจริยธรรม 10 บาท [1]\n- ศึกษาดูงานต่างจังหวัด [2]\n- ตรวจสุขภาพ [3]"
    whole = telling(default, citations=3)
    assert whole.untold("มีอบรมจริยธรรม 10 บาท และตรวจสุขภาพ") == [
        ("- ศึกษาดูงานต่างจังหวัด", [citation(2)])
    ]
    assert [item for item, _ in whole.untold("มีอบรมจริยธรรม ศึกษาดูงานต่างจังหวัด และตรวจสุขภาพ")] == [
        "- อบรมจริยธรรม 10 บาท"
    ]
    assert telling(default.split("\n- ศึกษา")[0]).untold("มีอะไร") == []


def test_a_row_of_a_table_becomes_an_item() -> None:
    table = "| หน่วยงาน | งบ |\n|---|---|\n| ก | 10 บาท [1] |\n| ขอนแก่น ปี 2567-2569 | 20 บาท [2] |"
    assert telling(table, citations=2).untold("ก ใช้ 10 บาท") == [
        ("- ขอนแก่น ปี 2567-2569 · 20 บาท", [citation(2)])
    ]
