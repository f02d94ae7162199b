"""Editions of one plan for several years: the newest that fits the question answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.answering import Ask, answer
from ingest.models import OrganizationType
from ingest.pipeline import parse_bytes
from retriever.catalogue import PlanSummary
from retriever.editions import newest, possible_duplicates
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import HEADER, organization, plan, row

TOWN = "เทศบาลเมืองหลายฉบับ"


def edition(years: str, baht: str, *more: str) -> str:
    sports = row("๑", "โครงการแข่งขันกีฬา", "๕ ประเภท", baht, "ธ.ค. ๒๕๖๖", "กองการศึกษา")
    return plan(TOWN, years, HEADER, sports, *more)


FAIR = row("๒", "โครงการตลาดนัดความรู้", "ปีละครั้ง", "๙,๐๐๐", "ม.ค. ๒๕๖๘", "สำนักปลัด")
OLD, NEW = edition("๒๕๖๘", "๕๑,๐๐๐", FAIR), edition("๒๕๖๙", "๖๒,๐๐๐")


@pytest.fixture(scope="module")
def library(library_of: LibraryOf) -> Library:
    return library_of(OLD, NEW)


@pytest.mark.parametrize(
    ("question", "there", "not_there"),
    [
        ("งบแข่งขันกีฬาเท่าไร", "62,000", "51,000"),
        ("ปี 2569 งบแข่งขันกีฬาเท่าไร", "62,000", "51,000"),
        ("ปี 2568 งบแข่งขันกีฬาเท่าไร", "51,000", "62,000"),
        ("ปีงบประมาณ ๒๕๖๘ งบแข่งขันกีฬาเท่าไร", "51,000", "62,000"),
    ],
)
@pytest.mark.parametrize("name", [TOWN, "ทม.หลายฉบับ"])
def test_without_a_year_the_newest_answers_and_with_one_that_of_the_year(
    library: Library, name: str, question: str, there: str, not_there: str
) -> None:
    said = answer(Ask(f"{name} {question}"), library)
    assert said.answerable and said.citations
    assert there in said.text and not_there not in said.text


def test_the_newest_answers_where_no_organisation_is_named(library: Library) -> None:
    said = answer(Ask("งบแข่งขันกีฬาเท่าไร"), library)
    assert "62,000" in said.text and "51,000" not in said.text
    of_old = answer(Ask("งบแข่งขันกีฬาเท่าไร", fiscal_year=2568), library)
    assert "51,000" in of_old.text and "62,000" not in of_old.text


def test_what_only_an_older_edition_holds_is_not_told_as_todays(library: Library) -> None:
    assert not answer(Ask(f"{TOWN} งบโครงการตลาดนัดความรู้เท่าไร"), library).answerable
    assert "9,000" in answer(Ask(f"{TOWN} ปี 2568 งบตลาดนัดความรู้เท่าไร"), library).text


def test_a_newer_edition_over_several_years_answers_for_each(library_of: LibraryOf) -> None:
    library = library_of(OLD, edition("๒๕๖๘ - ๒๕๗๐", "๗๓,๐๐๐"))
    for question in ("งบแข่งขันกีฬาเท่าไร", "ปี 2568 งบแข่งขันกีฬาเท่าไร"):
        said = answer(Ask(f"{TOWN} {question}"), library).text
        assert "73,000" in said and "51,000" not in said


def test_after_the_newest_is_removed_the_one_before_answers(empty_library: Library) -> None:
    for number, text in enumerate((OLD, NEW)):
        empty_library.add(parse_bytes(text.encode(), f"{number}.txt"), str(number))
    asked = Ask(f"{TOWN} งบแข่งขันกีฬาเท่าไร")
    assert "62,000" in answer(asked, empty_library).text
    (gone,) = (each.id for each in empty_library.plans() if each.fiscal_years == (2569,))
    empty_library.remove(gone)
    assert "51,000" in answer(asked, empty_library).text


def summary(id: str, *years: int, kind: str = "แผนพัฒนาบุคลากร", core: str = "ก") -> PlanSummary:
    return PlanSummary(
        id=id, origin=id, source=f"{id}.txt", content_hash=id, title="", kind=kind,
        organization=organization(OrganizationType.TOWN, core), fiscal_years=years,
        line_count=1, passage_count=1, warning_count=0, added_at="",
    )  # fmt: skip


A, B, C = summary("a", 2568), summary("b", 2569), summary("c", 2567, 2568, 2569)
UNDATED = summary("undated")
POLICY, OTHER = summary("policy", 2566, kind="นโยบาย"), summary("other", 2560, core="ข")
NOBODY = replace(summary("nobody", 2561), organization=None)


@pytest.mark.parametrize(
    ("plans", "years", "kept"),
    [
        ((A, B), (), "b"),
        ((A, B), (2568,), "a"),
        ((A, B), (2568, 2569), "a b"),
        ((A, B, C), (), "b c"),
        ((A, C), (2568,), "c"),
        ((A, B), (2571,), "b"),
        ((A, B, UNDATED, POLICY, OTHER, NOBODY), (), "b undated policy other nobody"),
        ((), (), ""),
    ],
)
def test_which_editions_answer(
    plans: tuple[PlanSummary, ...], years: tuple[int, ...], kept: str
) -> None:
    assert [plan.id for plan in newest(plans, years)] == kept.split()


def test_possible_duplicates_are_of_one_organisation_kind_and_years() -> None:
    twin = summary("twin", 2568)
    plans = (A, B, C, twin, UNDATED, POLICY, OTHER, NOBODY)
    assert possible_duplicates(plans, {"twin"}) == [(A, twin)]
    assert possible_duplicates(plans, {"b", "nobody"}) == []
