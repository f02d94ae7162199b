"""Comparable projects side by side, for who writes a plan."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from api.drafting.examples import find_examples
from retriever.library import Library

COLUMNS = ("โครงการ", "วัตถุประสงค์", "ตัวชี้วัด", "เป้าหมาย", "งบประมาณ", "ระยะเวลา", "หน่วยงานรับผิดชอบ")


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(
    "question",
    ["ขอตัวอย่างโครงการด้านปฐมนิเทศ", "อยากได้ตัวอย่างโครงการปฐมนิเทศ", "ขอตัวอย่างโครงการปฐมนิเทศพนักงานใหม่"],
)
def test_examples_of_several_organisations_stand_side_by_side(
    question: str, sample_library: Library
) -> None:
    said = answer(Ask(question), sample_library)
    header, *found = rows(said.text)
    assert tuple(header[1:-1]) == COLUMNS
    owners = {row[0].partition(" ปีงบ")[0] for row in found}
    assert len(owners) >= 4
    assert all("ปฐมนิเทศ" in row[1] for row in found)
    assert all(row[-1].startswith("[") for row in found)
    cited = {c.organization for c in said.citations}
    assert owners == cited


def test_how_budgets_spread_is_told_with_the_rows(sample_library: Library) -> None:
    said = answer(Ask("ขอตัวอย่างโครงการปฐมนิเทศ"), sample_library)
    amounts = sorted(
        int(row[5].removesuffix(" บาท").replace(",", ""))
        for row in rows(said.text)[1:]
        if row[5].endswith("บาท")
    )
    (spread,) = [line for line in said.text.splitlines() if "มัธยฐาน" in line]
    middle = amounts[len(amounts) // 2]
    assert f"{len(amounts)} โครงการที่ระบุจำนวน" in spread
    assert f"มัธยฐาน {middle:,} บาท" in spread
    assert f"ต่ำสุด {amounts[0]:,} สูงสุด {amounts[-1]:,} บาท" in spread
    assert spread.count("[") == len(amounts)


def test_of_several_kinds_of_projects_each_has_its_own_median(sample_library: Library) -> None:
    said = answer(Ask("ขอตัวอย่างโครงการคุณธรรมและปฐมนิเทศ"), sample_library)
    spreads = [line for line in said.text.splitlines() if "มัธยฐาน" in line]
    assert "โครงการที่ระบุจำนวน" in spreads[0]
    assert len(spreads) > 1 and all(line.startswith("- “") for line in spreads[1:])
    assert any("ปฐมนิเทศ" in line for line in spreads[1:])


@pytest.mark.parametrize(
    ("question", "wished"),
    [
        ("แผนยกตัวอย่างโครงการปฐมนิเทศไว้โครงการใดบ้าง", False),
        ("แผนได้ยกตัวอย่างกิจกรรมปฐมนิเทศอะไรบ้าง", False),
        ("ช่วยยกตัวอย่างโครงการปฐมนิเทศ", True),
        ("ยกตัวอย่างโครงการปฐมนิเทศให้ดูหน่อย", True),
    ],
)
def test_what_a_plan_gives_as_an_example_is_no_wish(
    question: str, wished: bool, sample_library: Library
) -> None:
    said = answer(Ask(question), sample_library)
    assert ("มัธยฐาน" in said.text) == wished


def test_the_askers_own_organisation_does_not_hide_the_others(sample_library: Library) -> None:
    ask = Ask("ขอตัวอย่างโครงการปฐมนิเทศ", profile_organization="เทศบาลนครศิลาวารี")
    assert len({c.organization for c in answer(ask, sample_library).citations}) > 1
    own = Ask("ขอตัวอย่างโครงการปฐมนิเทศของหน่วยงานเรา", profile_organization="เทศบาลนครศิลาวารี")
    assert {c.organization for c in answer(own, sample_library).citations} == {"เทศบาลนครศิลาวารี"}


def test_no_example_is_no_answer(sample_library: Library) -> None:
    assert not answer(Ask("ขอตัวอย่างโครงการเลี้ยงกุ้งมังกร"), sample_library).answerable


def test_a_topic_without_an_example_is_said_to_have_none(sample_library: Library) -> None:
    said = answer(Ask("ขอตัวอย่างโครงการด้านการดับเพลิง"), sample_library)
    assert (said.answerable, said.citations) == (False, ())
    assert "ไม่มีตัวอย่างโครงการเรื่อง “ดับเพลิง”" in said.text


def test_who_names_no_topic_is_asked_for_one(sample_library: Library) -> None:
    said = answer(Ask("ขอตัวอย่างโครงการ"), sample_library)
    assert "ด้านใด" in said.text and not said.answerable
    assert all(answer(Ask(choice), sample_library).answerable for choice in said.suggestions)


def test_examples_of_a_position_are_its_courses_where_no_project_is_on_it(
    sample_library: Library,
) -> None:
    said = answer(Ask("ขอตัวอย่างหลักสูตรอบรมของนิติกร"), sample_library)
    assert "ไม่มีตัวอย่างโครงการ" not in said.text


@pytest.mark.parametrize("slip", ["คุนธรรม จริยะธรรม", "คุนทำ จริยะธรรม", "ethics"])
def test_a_slip_finds_what_was_meant(slip: str, sample_library: Library) -> None:
    said = answer(Ask(f"ขอตัวอย่างโครงการด้าน{slip}"), sample_library)
    meant = answer(Ask("ขอตัวอย่างโครงการด้านจริยธรรม"), sample_library)
    assert {c.passage_id for c in said.citations} & {c.passage_id for c in meant.citations}


def test_the_examples_are_those_that_drafts_are_drawn_from(sample_library: Library) -> None:
    said = answer(Ask("ขอตัวอย่างโครงการด้านวินัย"), sample_library)
    found = find_examples(sample_library, "วินัย")
    assert {c.passage_id for c in said.citations} <= {e.project.passage_id for e in found}


def test_of_one_organisation_they_are_found_as_of_all(sample_library: Library) -> None:
    whose = "เทศบาลนครศิลาวารี"
    said = answer(Ask(f"ขอตัวอย่างโครงการปฐมนิเทศของ{whose}"), sample_library)
    assert {c.organization for c in said.citations} == {whose}
