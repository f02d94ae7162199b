"""Three invented plans whose projects differ in what the table of projects is asked for."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ingest.models import (
    NO_BUDGET,
    NOT_STATED,
    Budget,
    BudgetKind,
    Organization,
    OrganizationType,
    Passage,
    PassageKind,
    Plan,
    Project,
    Span,
)

NORTH, SOUTH = "เทศบาลตำบลเหนือสมมุติ", "องค์การบริหารส่วนตำบลใต้สมมุติ"


def baht(amount: int) -> Budget:
    return Budget(BudgetKind.AMOUNT, amount)


def project(name: str, budget: Budget = NOT_STATED, **fields: object) -> Project:
    return replace(Project("-", "-", Span(1, 1), name, budget=budget), **fields)  # type: ignore[arg-type]


def make_plan(
    plan_id: str, organization: Organization | None, years: tuple[int, ...], *projects: Project
) -> Plan:
    """A plan with a line, a passage and a fact for each project."""
    placed = tuple(
        replace(each, id=f"{plan_id}:p{n}", passage_id=f"{plan_id}-{n}", span=Span(n, n))
        for n, each in enumerate(projects, start=1)
    )
    passages = tuple(
        Passage(each.passage_id, PassageKind.ROW, each.name, each.name, each.span)
        for each in placed
    )
    return Plan(
        id=plan_id,
        source=f"{plan_id}.txt",
        content_hash=hashlib.sha256(plan_id.encode()).hexdigest(),
        title=f"แผนพัฒนาบุคลากร {plan_id}",
        kind="แผนพัฒนาบุคลากร",
        organization=organization,
        fiscal_years=years,
        lines=tuple(each.name for each in placed),
        passages=passages,
        facts=placed,
    )


PLANS = (
    make_plan(
        "north",
        Organization(NORTH, OrganizationType.SUBDISTRICT_MUNICIPALITY, "เหนือสมมุติ"),
        (2569,),
        project("โครงการอบรมคุณธรรมและจริยธรรม", baht(35_000), target="พนักงาน 40 คน", number="1"),
        project("โครงการฝึกทักษะดิจิทัล", NO_BUDGET, target="เจ้าพนักงานธุรการ 8 คน", number="(2)"),
        project("เตรียมความพร้อมก่อนเกษียณ", NOT_STATED),
        project(
            "โครงการส่งบุคลากรเข้าอบรม ได้แก่ หลักสูตรนิติกร หลักสูตรนายช่างโยธา",
            baht(120_000),
            courses=("หลักสูตรนิติกร", "หลักสูตรนายช่างโยธา"),
            quarters=(1, 3),
        ),
    ),
    make_plan(
        "south",
        Organization(SOUTH, OrganizationType.SUBDISTRICT, "ใต้สมมุติ"),
        (2567, 2568),
        project("โครงการอบรมคุณธรรมและจริยธรรม", baht(35_000)),
        project("ความรู้เรื่องนิติกรรมสัญญา", baht(0), audience="ผู้ช่วยเจ้าพนักงานธุรการ"),
        project("=HYPERLINK(1)", baht(5_000), objective="-เพื่อทดสอบ", target="@ทุกคน", unit="+66"),
    ),
    make_plan("unnamed", None, (), project("เรื่องเล่าข้างโต๊ะ", baht(1_500))),
)
