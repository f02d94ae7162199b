from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.positions import names_position
from api.projects import ProjectFilter, Sort, find_projects, read_projects
from retriever.library import Library
from tests.api.projects_library import NORTH, PLANS, SOUTH


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("projects")) as library:
        library.add_many((plan, plan.source) for plan in PLANS)
        yield library


def ids(library: Library, **wanted: object) -> list[str]:
    found = find_projects(library, ProjectFilter(**wanted))  # type: ignore[arg-type]
    return [line.id for line in found.lines]


ALL = [f"north:p{n}" for n in (1, 2, 3, 4)] + [f"south:p{n}" for n in (1, 2, 3)] + ["unnamed:p1"]


def test_without_a_filter_all_by_organisation_and_line(library: Library) -> None:
    assert ids(library) == ALL


@pytest.mark.parametrize("name", [NORTH, "ทต.เหนือสมมุติ", "เหนือสมมุติ"])
def test_only_rows_of_the_organisation_asked_for(library: Library, name: str) -> None:
    assert {id_.split(":")[0] for id_ in ids(library, organization=name)} == {"north"}


def test_another_kind_of_the_same_name_is_another_organisation(library: Library) -> None:
    assert ids(library, organization="อบต.เหนือสมมุติ") == []
    assert ids(library, organization="ทต.ไม่มีจริง") == []


def test_a_plan_of_several_years_is_found_by_each(library: Library) -> None:
    assert ids(library, fiscal_year=2567) == ids(library, fiscal_year=2568) == ALL[4:7]
    assert ids(library, fiscal_year=2566) == []


def test_a_blank_budget_is_not_zero_and_no_budget_neither(library: Library) -> None:
    assert ids(library, budget_min=0) == [i for i in ALL if i not in ("north:p2", "north:p3")]
    assert ids(library, budget_max=0) == ["south:p2"]


def test_budget_bounds_are_inclusive(library: Library) -> None:
    both = ["north:p1", "south:p1"]
    assert ids(library, budget_min=35_000, budget_max=35_000) == both
    assert ids(library, budget_min=35_001, budget_max=119_999) == []


def test_the_sum_is_of_stated_amounts_alone(library: Library) -> None:
    found = find_projects(library, ProjectFilter(organization=NORTH))
    assert (found.budget_sum, found.budget_count, len(found.lines)) == (155_000, 2, 4)


@pytest.mark.parametrize(
    "words", ["จริยธรรม", "อบรมจริยธรรม", "คุณธรรม  อบรม", "คุณ ธรรม", "จริยะธรรม", "คุนธรรม"]
)
def test_words_of_the_name_in_any_order_and_misspelt(library: Library, words: str) -> None:
    assert ids(library, words=words) == ["north:p1", "south:p1"]


def test_every_word_must_be_in_the_name(library: Library) -> None:
    assert ids(library, words="จริยธรรม ดิจิทัล") == []
    assert ids(library, words="ดำน้ำ") == []
    assert ids(library, words="ทดสอบ") == []  # of an objective, not of a name


@pytest.mark.parametrize(
    ("position", "found"),
    [
        ("เจ้าพนักงานธุรการ", ["north:p2"]),
        ("จพง.ธุรการ", ["north:p2"]),
        ("ผู้ช่วยเจ้าพนักงานธุรการ", ["north:p2", "south:p2"]),  # with whom it assists
        ("นิติกร", ["north:p4"]),
        ("นายช่างโยธา", ["north:p4"]),
        ("ปลัดเทศบาล", []),
        ("ตำแหน่งที่ไม่มีใครรู้จัก", []),
        ("ทส", []),
    ],
)
def test_a_position_under_any_of_its_names(
    library: Library, position: str, found: list[str]
) -> None:
    assert ids(library, position=position) == found


def test_a_name_inside_another_word_names_no_position() -> None:
    assert names_position("หลักสูตรนิติกร รุ่นที่ 2", "นิติกร")
    assert not names_position("ว่าด้วยนิติกรรมสัญญา", "นิติกร")
    assert names_position("ว่าด้วยนิติกรรมสัญญาสำหรับนิติกร", "นิติกร")


def test_by_budget_blanks_come_last_either_way_and_equals_keep_their_order(
    library: Library,
) -> None:
    blank = ["north:p2", "north:p3"]
    equal = ["north:p1", "south:p1"]
    up = ["south:p2", "unnamed:p1", "south:p3", *equal, "north:p4"]
    down = ["north:p4", *equal, "south:p3", "unnamed:p1", "south:p2"]
    assert ids(library, sort=Sort.BUDGET) == up + blank
    assert ids(library, sort=Sort.BUDGET_DOWN) == down + blank


def test_names_sort_as_in_a_thai_dictionary(library: Library) -> None:
    names = [line.name for line in find_projects(library, ProjectFilter(sort=Sort.NAME)).lines]
    # ค ต ร: a vowel written first is read after its letter.
    assert names.index("ความรู้เรื่องนิติกรรมสัญญา") < names.index("เตรียมความพร้อมก่อนเกษียณ")
    assert names.index("เตรียมความพร้อมก่อนเกษียณ") < names.index("เรื่องเล่าข้างโต๊ะ")


def test_by_year_and_organisation_the_unknown_comes_last(library: Library) -> None:
    assert ids(library, sort=Sort.YEAR) == [*ALL[4:7], *ALL[:4], ALL[7]]
    assert ids(library, sort=Sort.YEAR_DOWN) == ALL
    assert ids(library, sort=Sort.ORGANIZATION_DOWN) == [*ALL[4:7], *ALL[:4], ALL[7]]


@given(size=st.integers(1, 9), sort=st.sampled_from(Sort))
def test_pages_joined_are_the_whole(library: Library, size: int, sort: Sort) -> None:
    found = find_projects(library, ProjectFilter(sort=sort))
    pages = [list(read_projects(library, found, at, size)) for at in range(0, 10, size)]
    joined = [each.project.id for page in pages for each in page]
    assert joined == [line.id for line in found.lines]
    assert sorted(joined) == sorted(ALL)


def test_a_project_comes_whole_with_its_plan(library: Library) -> None:
    found = find_projects(library, ProjectFilter(organization=SOUTH, words="HYPERLINK"))
    [listed] = read_projects(library, found)
    assert listed.project == PLANS[1].facts[2]
    assert listed.plan.source == "south.txt"


def test_a_project_removed_after_it_was_found_is_left_out(empty_library: Library) -> None:
    empty_library.add_many((plan, plan.source) for plan in PLANS)
    found = find_projects(empty_library, ProjectFilter())
    empty_library.remove("south")
    assert [each.project.id for each in read_projects(empty_library, found)] == ALL[:4] + ALL[7:]
