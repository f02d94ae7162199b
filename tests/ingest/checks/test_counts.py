"""Totals that say how many projects there are."""

from __future__ import annotations

from ingest.checks.counts import check
from tests.ingest.checks.finding import HEADER, found, plan_of, project, total

ROWS = (project("โครงการ ก"), project("โครงการ ข"))


def test_a_total_counts_its_projects() -> None:
    assert found(check, plan_of(HEADER, *ROWS, total("๒๐,๐๐๐", "รวม ๒ โครงการ"))) == []
    assert found(check, plan_of(HEADER, *ROWS, total("๒๐,๐๐๐", "รวม ๓ โครงการ"))) == [
        ("total-differs", "warning", 7, "2 โครงการ", "3 โครงการ")
    ]


def test_a_grand_total_counts_those_of_all_tables() -> None:
    first = ("ยุทธศาสตร์ที่ ๑ คนเก่ง", HEADER, *ROWS, total("๒๐,๐๐๐", "รวม ๒ โครงการ"), "")
    second = ("ยุทธศาสตร์ที่ ๒ คนดี", HEADER, *ROWS, total("๒๐,๐๐๐", "รวม ๒ โครงการ"))
    plan = plan_of(*first, *second, total("๔๐,๐๐๐", "รวมทั้งสิ้น ๔ โครงการ"))
    assert found(check, plan) == []


def test_activities_of_a_project_may_be_left_out_of_the_count() -> None:
    rows = (
        project("(๑) โครงการสัมมนา", "๕๐,๐๐๐"),
        project("(๑.๑) กิจกรรมอบรม", "๒๐,๐๐๐"),
        project("(๑.๒) กิจกรรมดูงาน", "๓๐,๐๐๐"),
    )
    assert found(check, plan_of(HEADER, *rows, total("๕๐,๐๐๐", "รวม ๑ โครงการ"))) == []
    assert found(check, plan_of(HEADER, *rows, total("๕๐,๐๐๐", "รวม ๓ กิจกรรม"))) == []
    assert len(found(check, plan_of(HEADER, *rows, total("๕๐,๐๐๐", "รวม ๒ โครงการ")))) == 1
