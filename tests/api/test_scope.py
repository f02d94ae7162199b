from __future__ import annotations

import pytest

from api.scope import plans_in_scope
from ingest.models import Organization, OrganizationType
from retriever.catalogue import PlanSummary


def plan(
    kind: OrganizationType, core: str, *years: int, variants: tuple[str, ...] = ()
) -> PlanSummary:
    organization = Organization(f"{kind}{core}", kind, core, variants=variants)
    return PlanSummary(
        id=f"{kind}{core}", origin="", source="plan.txt", content_hash="", title="แผน", kind="",
        organization=organization, fiscal_years=years, line_count=1, passage_count=1,
        warning_count=0, added_at="",
    )  # fmt: skip


TOWN = plan(OrganizationType.TOWN, "ดอนงาม", 2568, 2569)
RURAL = plan(OrganizationType.SUBDISTRICT, "ดอนงาม", 2569)
OTHER = plan(OrganizationType.TOWN, "เมืองใหม่", 2569, variants=("เมือง ไหม่",))
PLANS = (TOWN, RURAL, OTHER)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("เทศบาลเมืองดอนงาม", [TOWN]),
        ("ทม.ดอนงาม", [TOWN]),
        ("ทม. ดอน งาม", [TOWN]),
        ("อบต.ดอนงาม", [RURAL]),
        ("ดอนงาม", [TOWN, RURAL]),
        ("เทศบาลเมืองเมืองใหม่", [OTHER]),
        ("เมืองไหม่", [OTHER]),
        ("ดอน", []),
        ("เทศบาล", []),
        ("อบจ.ดอนงาม", []),
    ],
)
def test_an_organisation_is_found_by_its_names(asked: str, meant: list[PlanSummary]) -> None:
    assert plans_in_scope(PLANS, asked, None) == [plan.id for plan in meant]


def test_a_year_narrows_and_nothing_asked_does_not() -> None:
    assert plans_in_scope(PLANS, None, 2568) == [TOWN.id]
    assert plans_in_scope(PLANS, "อบต.ดอนงาม", 2568) == []
    assert plans_in_scope(PLANS, None, None) is None
