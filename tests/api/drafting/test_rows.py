"""Rows of the project table, each text from an example that can be told."""

from __future__ import annotations

from typing import Any

import pytest

from api.drafting.adapting import Adapter
from api.drafting.bodies import body_of
from api.drafting.examples import Example
from api.drafting.models import DraftRequest, Field, Spread
from api.drafting.positions import official, unknown_positions
from api.drafting.rows import RowWriter, _Drawn
from api.drafting.units import unit_of
from ingest.models import (
    NO_BUDGET,
    Budget,
    BudgetKind,
    Organization,
    OrganizationType,
    Project,
    Span,
)
from retriever.catalogue import PlanSummary

OWN = body_of(DraftRequest("อบต.สวนหลวง", "แผน", (2570,), ("ก",)))
OLD = Organization("เทศบาลเมืองดอนสมมุติ", OrganizationType.TOWN, "ดอนสมมุติ")


def example(whose: Organization = OLD, **fields: Any) -> Example:
    project = Project(id="p", passage_id="p", span=Span(1, 1), name="โครงการอบรม", **fields)
    plan = PlanSummary("ก", "", "ก.txt", "", "แผน", "แผน", whose, (2569,), 1, 1, 0, "")
    return Example(project, plan, 1.0)


def drawn(*examples: Example) -> dict[Field, tuple[str, Example]]:
    adapter = Adapter(OWN, (2570,), (OLD,))
    return _Drawn(adapter, examples, lambda each: each.plan.organization == OWN).fields()


def test_indicator_target_and_unit_are_of_one_example() -> None:
    half = example(objective="เพื่อให้มีความรู้", indicator="ระดับความพึงพอใจ", unit="กองคลัง")
    full = example(indicator="ร้อยละของผู้ผ่านการทดสอบ", target="ร้อยละ 80", unit="กองช่าง")
    found = drawn(half, full)
    assert found[Field.OBJECTIVE] == ("เพื่อให้มีความรู้", half)
    for field, text in (
        (Field.INDICATOR, "ร้อยละของผู้ผ่านการทดสอบ"),
        (Field.TARGET, "ร้อยละ 80"),
        (Field.UNIT, "กองช่าง"),
    ):
        assert found[field] == (text, full)


@pytest.mark.parametrize(
    ("target", "told"),
    [("50 คน", ""), ("จำนวน ๒๐๐ คน ๒ ครั้ง/ปี", ""), ("ร้อยละ 80", "ร้อยละ 80"), ("2 ครั้ง", "2 ครั้ง")],
)
def test_how_many_people_another_has_is_to_be_filled_in(target: str, told: str) -> None:
    found = drawn(example(indicator="ผู้เข้าร่วมผ่านการประเมิน", target=target))
    assert found[Field.TARGET][0] == told


def test_the_own_head_count_stays() -> None:
    found = drawn(example(OWN, indicator="ผู้เข้าร่วมผ่านการประเมิน", target="50 คน"))
    assert found[Field.TARGET][0] == "50 คน"


def test_a_count_of_people_in_a_sentence_is_left_out() -> None:
    found = drawn(example(indicator="ผู้เข้าอบรม 40 คน มีความรู้ร้อยละ 80"))
    assert found[Field.INDICATOR][0] == "ผู้เข้าอบรม มีความรู้ร้อยละ 80"
    assert found[Field.TARGET][0] == "ร้อยละ 80"


def amount(baht: int) -> Budget:
    return Budget(BudgetKind.AMOUNT, baht)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (amount(300_000), amount(300_000)),
        (NO_BUDGET, NO_BUDGET),
        (Budget(BudgetKind.NOT_STATED), NO_BUDGET),
    ],
)
def test_the_own_amount_comes_before_what_others_have(own: Budget, expected: Budget) -> None:
    writer = RowWriter(None, Adapter(OWN, (2570,), (OLD,)), None)  # type: ignore[arg-type]
    others = [example(budget=NO_BUDGET) for _ in range(3)]
    spread = Spread(count=1, unstated=3, low=300_000, median=300_000, high=300_000)
    assert writer._budget(spread, [example(OWN, budget=own), *others]) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("เทศบาลเมืองดอนสมมุติ", "องค์การบริหารส่วนตำบลสวนหลวง"),
        ("ทม.ดอนสมมุติ", "องค์การบริหารส่วนตำบลสวนหลวง"),
        ("เทศบาล", "องค์การบริหารส่วนตำบลสวนหลวง"),
        ("กองยุทธศาสตร์และงบประมาณ", "สำนักปลัด"),
        ("กรมส่งเสริมการปกครองท้องถิ่น", ""),
        ("เทศบาลนครริมธาร", ""),
        ("", ""),
    ],
)
def test_a_unit_is_one_of_the_drafts_organisation(text: str, unit: str) -> None:
    assert unit_of(text, OWN, OLD) == unit


def test_a_town_keeps_its_division_of_strategy() -> None:
    town = body_of(DraftRequest("ทม.ดอนแก้ว", "แผน", (2570,), ("ก",)))
    assert unit_of("กองยุทธศาสตร์และงบประมาณ", town, OLD) == "กองยุทธศาสตร์และงบประมาณ"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("จพง.ธุรการ", "เจ้าพนักงานธุรการ"),
        ("ผอ.กองคลัง", "ผู้อำนวยการกองคลัง"),
        ("นวก.ศึกษา", "นักวิชาการศึกษา"),
        ("นักวิชาการศึกษาชำนาญการ", "นักวิชาการศึกษาชำนาญการ"),
        ("นักบินอวกาศ", "นักบินอวกาศ"),
    ],
)
def test_positions_have_their_whole_names(typed: str, name: str) -> None:
    assert official(typed) == name


def test_of_an_unknown_position_the_officer_is_told() -> None:
    (note,) = unknown_positions(("นักบินอวกาศ", "นิติกร"))
    assert "นักบินอวกาศ" in note
