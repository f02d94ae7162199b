"""Whole drafts over the sample plans: nothing of others left in them, and figures that add up."""

from __future__ import annotations

import pytest

from api.drafting.composing import compose
from api.drafting.models import Draft, DraftRequest, Field
from api.drafting.telling import notes_of
from ingest.lexicon import departments
from ingest.models import BudgetKind
from retriever.library import Library
from tests.api.drafting.draft_rules import (
    no_other_organisation_is_named,
    no_other_year_is_left,
    the_checks_find_nothing_but_what_is_to_be_filled_in,
    totals_are_exact_and_under_the_ceiling,
)

BODIES = (
    "เทศบาลตำบลสวนหลวง",
    "อบต.บ้านใหม่",
    "เทศบาลเมืองดอนแก้ว",
    "เทศบาลนครริมน้ำ",
    "องค์การบริหารส่วนจังหวัดเวียงคำ",
    "เทศบาลนครศิลาวารี",
    "องค์การบริหารส่วนตำบลไผ่ล้อมเดือน",
    "เทศบาลเมืองธารมณี",
    "เทศบาลตำบลบึงกาสะลอง",
    "องค์การบริหารส่วนจังหวัดทองกวาวบุรี",
)
TOPICS = (
    ("คุณธรรม จริยธรรม", "ทักษะดิจิทัล", "คุณภาพชีวิต"),
    ("ปฐมนิเทศ", "การจัดการความรู้", "วินัย", "ศึกษาดูงาน"),
    ("ยุทธศาสตร์ที่ 1 พัฒนาบุคลากรสู่ความเป็นมืออาชีพ", "ยุทธศาสตร์ที่ 2 สร้างองค์กรแห่งการเรียนรู้"),
    ("ตรวจสุขภาพ", "กีฬา", "ยกย่องพนักงานดีเด่น"),
    ("เลี้ยงกุ้งมังกร", "อบรมตามสายงาน", "ครูและศูนย์พัฒนาเด็กเล็ก"),
)
YEARS = ((2570,), (2570, 2571, 2572), (2571,), (2569,))
CEILINGS = (None, 100_000, 500_000, 50_000, 2_000_000)
REQUESTS = [
    DraftRequest(
        organization=BODIES[n % len(BODIES)],
        kind="แผนพัฒนาบุคลากร",
        fiscal_years=YEARS[(n * 3 + n // 4) % len(YEARS)],
        topics=TOPICS[(n + n // 5) % len(TOPICS)],
        positions=("เจ้าพนักงานธุรการ", "ผู้อำนวยการกองคลัง"),
        ceiling=CEILINGS[(n + n // 10) % len(CEILINGS)],
    )
    for n in range(20)
]
HR = DraftRequest("ทต.สวนหลวง", "แผนพัฒนาบุคลากร", (2570,), ("ปฐมนิเทศ", "เลี้ยงกุ้งมังกร"))


@pytest.fixture(scope="module", params=REQUESTS, ids=lambda r: f"{r.organization} {r.topics[0]}")
def draft(request: pytest.FixtureRequest, sample_library: Library) -> Draft:
    return compose(sample_library, request.param)


def test_what_holds_of_every_draft(draft: Draft, sample_library: Library) -> None:
    no_other_organisation_is_named(draft, sample_library)
    no_other_year_is_left(draft)
    totals_are_exact_and_under_the_ceiling(draft)
    the_checks_find_nothing_but_what_is_to_be_filled_in(draft, sample_library)


def test_every_row_and_paragraph_shows_where_it_is_from(
    draft: Draft, sample_library: Library
) -> None:
    ids = {source.id for source in draft.sources}
    assert ids == set(range(1, len(ids) + 1))
    for row in draft.rows:
        assert row.sources or row.name == ""
        assert {*row.sources, *row.spread.rows} <= ids
        stated = row.budget.kind is not BudgetKind.NOT_STATED
        assert (Field.BUDGET in row.to_fill) is not stated
        assert (Field.UNIT in row.to_fill) is (row.unit == "")
    for source in draft.sources:
        plan, passage = sample_library.passage(source.passage_id)
        assert (plan.id, passage.span.line_start) == (source.plan_id, source.line_start)
        assert source.quote == passage.text


def test_units_are_departments_of_local_governments(draft: Draft) -> None:
    known = {department.name for department in departments()} | {"ทุกส่วนราชการ"}
    units = {unit for row in draft.rows if row.unit for unit in row.unit.split(", ")}
    assert units <= known


def test_parts_and_areas_of_the_standard_form_are_there(draft: Draft) -> None:
    assert [section.part for section in draft.sections] == [
        "announcement", "foreword", "principles", "objectives", "vision", "structure", "swot",
        "courses", "methods", "projects", "budget", "positions", "monitoring", "committee",
    ]  # fmt: skip
    courses = next(s for s in draft.sections if s.part == "courses")
    assert len([p for p in courses.paragraphs if p.item]) == 5
    assert all(section.paragraphs for section in draft.sections)
    assert [page.position for page in draft.positions] == list(draft.request.positions)


# One draft looked at closely


def test_a_row_is_drawn_from_several_examples(sample_library: Library) -> None:
    row = compose(sample_library, HR).rows[0]
    assert "ปฐมนิเทศ" in row.name
    assert len(row.sources) > 1
    assert row.budget.baht is not None and row.spread.low is not None
    assert row.spread.low <= row.budget.baht <= (row.spread.high or 0)
    assert row.timing and row.unit == "สำนักปลัด"


def test_what_has_no_example_is_left_to_the_officer(sample_library: Library) -> None:
    made = compose(sample_library, HR)
    (row,) = [row for row in made.rows if row.topic == "เลี้ยงกุ้งมังกร"]
    assert (row.name, row.sources, row.timing) == ("", (), "ต.ค. 2569 – ก.ย. 2570")
    assert set(row.to_fill) == set(Field) - {Field.TIMING}
    assert any("เลี้ยงกุ้งมังกร" in note for note in notes_of(made))


def test_a_topic_whose_projects_another_took_says_so(sample_library: Library) -> None:
    topics = ("ปฐมนิเทศ", "orientation", "วินัย")
    made = compose(sample_library, DraftRequest("ทต.สวนหลวง", "แผน", (2570,), topics))
    assert {row.topic for row in made.rows} == {"ปฐมนิเทศ", "วินัย"}
    assert all(row.name for row in made.rows)
    (note,) = [note for note in notes_of(made) if "orientation" in note]
    assert "ใช้ไปแล้วในเรื่อง “ปฐมนิเทศ”" in note


def test_the_own_earlier_plan_comes_first(sample_library: Library) -> None:
    request = DraftRequest("เทศบาลนครศิลาวารี", "แผนพัฒนาบุคลากร", (2570,), ("ปฐมนิเทศ",))
    made = compose(sample_library, request)
    first = next(source for source in made.sources if source.id == made.rows[0].sources[0])
    assert first.organization == "เทศบาลนครศิลาวารี"


def test_an_empty_library_gives_the_form(empty_library: Library) -> None:
    made = compose(empty_library, HR)
    assert [row.name for row in made.rows] == ["", ""]
    assert made.sources == ()
    assert all(p.text or p.to_fill for s in made.sections for p in s.paragraphs)


def test_several_years_cost_as_many_times_what_one_does(sample_library: Library) -> None:
    one = compose(sample_library, HR).rows[0].budget.baht
    three = DraftRequest(HR.organization, HR.kind, (2570, 2571, 2572), HR.topics)
    assert compose(sample_library, three).rows[0].budget.baht == (one or 0) * 3


def test_pages_of_positions_are_drawn_from_people_in_them(sample_library: Library) -> None:
    request = DraftRequest("ทต.สวนหลวง", "แผน", (2570,), ("วินัย",), ("จพง.ธุรการ", "นักผังเมือง"))
    clerk, planner = compose(sample_library, request).positions
    assert all(entry.sources for entry in clerk.skills)
    assert planner.skills and not any(entry.sources for entry in planner.skills)
    assert planner.goals[0].to_fill
