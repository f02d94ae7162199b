"""Targets of a draft of several years."""

from __future__ import annotations

from api.drafting.targets import each_year, itemised

YEARS = (2570, 2571)


def test_a_figure_is_told_for_each_year_and_can_be_raised() -> None:
    assert each_year("ร้อยละ 80", YEARS) == "ปี 2570: ร้อยละ 80\nปี 2571: ร้อยละ 80"


def test_a_target_of_several_items_is_said_to_be_each_years() -> None:
    target = itemised("เชิงปริมาณ ร้อยละ 80 เชิงคุณภาพ ร้อยละ 90")
    assert target == "เชิงปริมาณ ร้อยละ 80\nเชิงคุณภาพ ร้อยละ 90"
    assert each_year(target, YEARS) == f"แต่ละปี\n{target}"


def test_of_one_year_and_without_a_figure_it_stays() -> None:
    assert each_year("ร้อยละ 80", (2570,)) == "ร้อยละ 80"
    assert each_year("มีระบบดิจิทัลใช้งาน", YEARS) == "มีระบบดิจิทัลใช้งาน"
    assert each_year("", YEARS) == ""
