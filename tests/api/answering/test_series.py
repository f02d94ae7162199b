"""Numbered lists in lines of text."""

from __future__ import annotations

import pytest

from api.answering.understanding.series import (
    LAST,
    item_asked,
    items_asked,
    number_of,
    series_in,
    the_series,
    without_item,
)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["๑) ก", "๒) ข", "๓) ค"], 3),
        (["๒.๑ ก", "๒.๒ ข"], 2),
        (["๑) ก", "๑.๑ ย่อย", "๒) ข"], 2),
        (["๒. ประเด็น ประกอบด้วย", "๑. ก", "๒. ข", "๓. ค", "แยกเป็นดังนี้"], 3),
        (["(๒) ภารกิจรอง", "- ๑) ก", "- ๒) ข", "เศษของบรรทัด", "- ๓) ค"], 3),
        (["๑. ก", "๑) ย่อย", "๒) ย่อย", "๒. ข", "๑) ย่อย"], 2),
        (["๑) ก", "๒. ข", "๓) ค"], 3),
    ],
)
def test_a_list_is_counted_over_all_its_lines(lines: list[str], count: int) -> None:
    assert [len(series) for series in series_in(lines)] == [count]


@pytest.mark.parametrize(
    "lines",
    [
        ["๒.๓ ก", "๒.๔ ข", "๒.๕ ค"],
        ["๑) ก", "๓) ค"],
        ["๑) ก", "๒) ข", "๔) ง"],
        ["๑) ก", "๑) ข"],
        ["๑) ก", "๒) ข", "๑) ย่อย", "๓) ค"],
        ["ไม่มีเลข"],
    ],
)
def test_a_list_that_leaves_a_number_out_is_none(lines: list[str]) -> None:
    assert series_in(lines) == []


def test_numbers_of_lines() -> None:
    assert number_of("- ๒) ข") == (2,)
    assert number_of("๑.๒) ก") == (1, 2)
    assert number_of("๗ วันทำการ") is None


def test_the_lines_of_an_item() -> None:
    (series,) = series_in(["หัวข้อ", "๑) ก", "ต่อของ ก", "๒) ข", "รายละเอียด"])
    assert list(series.lines_of(1)) == [1, 2]
    assert list(series.lines_of(2)) == [3, 4]
    assert series.lead == "หัวข้อ"


def test_of_two_lists_the_one_whose_lead_says_more_is_meant() -> None:
    lines = ["จุดแข็ง", "๑. ก", "๒. ข", "จุดอ่อน", "๑. ค", "๒. ง", "๓. จ"]
    meant = the_series(lines, lambda lead: float("จุดอ่อน" in lead))
    assert meant is not None and len(meant) == 3
    assert the_series(lines, lambda lead: 0.0) is None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("พันธกิจข้อ 4 คืออะไร", 4),
        ("ขั้นตอนที่ 2 ต้องทำอะไร", 2),
        ("ข้อที่ 10 ว่าอย่างไร", 10),
        ("ยุทธศาสตร์ข้อ 2 ใช้งบเท่าไร", None),
        ("วัตถุประสงค์มีกี่ข้อ", None),
        ("ข้อ 2.1 คืออะไร", None),
    ],
)
def test_the_item_that_a_question_names(question: str, number: int | None) -> None:
    assert item_asked(question) == number


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("พันธกิจมีกี่ข้อ ข้อแรกกับข้อสุดท้ายคืออะไร", (1, LAST)),
        ("ขั้นที่สามใครทำ", (3,)),
        ("อันดับแรกของแต่ละด้าน", (1,)),
        ("พนักงานแรกเข้าต้องอบรมอะไร", ()),
        ("ด้าน 3 คนต้องทำอะไร", ()),
        ("ไตรมาสแรกใช้งบเท่าไร", ()),
    ],
)
def test_items_are_named_by_words_too(question: str, numbers: tuple[int, ...]) -> None:
    assert items_asked(question) == numbers


def test_the_number_of_an_item_is_no_topic() -> None:
    assert without_item("อันดับแรกของด้านทักษะ") == "|ของด้านทักษะ"
    assert without_item("ขั้นตอนที่ 3 ของการขออบรม") == "ขั้นตอน| ของการขออบรม"
    assert without_item("ยุทธศาสตร์ข้อ 2") == "ยุทธศาสตร์ข้อ 2"
