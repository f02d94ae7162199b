"""Plans made up for tests of the library; no real municipality stands in them."""

from __future__ import annotations

import hashlib

from ingest.models import (
    Budget,
    BudgetKind,
    Cell,
    Column,
    Organization,
    OrganizationType,
    ParseWarning,
    Passage,
    PassageKind,
    Plan,
    Project,
    Row,
    RowKind,
    Span,
    Table,
)

COURSES = (
    "โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง งบประมาณ 38,500 บาท",
    "โครงการอบรมการป้องกันและบรรเทาสาธารณภัย ทบทวนแผนเผชิญเหตุ",
    "กิจกรรมส่งเสริมคุณธรรมจริยธรรมของพนักงานเทศบาล",
    "การพัฒนาทักษะดิจิทัลสำหรับเจ้าหน้าที่ธุรการ",
    "โครงการศึกษาดูงานด้านการจัดการขยะมูลฝอย",
)


def make_plan(name: str, lines: tuple[str, ...] = COURSES, plan_id: str | None = None) -> Plan:
    """A plan of ``name`` with a passage a line, a table and a project."""
    digest = hashlib.sha256("\n".join((name, *lines)).encode()).hexdigest()
    plan_id = plan_id or digest[:12]
    passages = tuple(
        Passage(
            id=f"{plan_id}-{at}",
            kind=PassageKind.PARAGRAPH,
            text=line,
            search_text=f"เทศบาลตำบล{name} 2569 {line}",
            span=Span(at, at),
            section=("แผนงาน",),
        )
        for at, line in enumerate(lines, start=1)
    )
    first = Span(1, 1)
    table = Table(
        id="t1",
        columns=(Column(("งบประมาณ", "กองคลัง")),),
        rows=(Row(RowKind.BODY, (Cell("38,500", 0, first),), first, ("ยุทธศาสตร์ที่ 1",)),),
        span=first,
        header_spans=(first,),
    )
    project = Project(
        id=f"{plan_id}-f1",
        passage_id=passages[0].id,
        span=first,
        name=lines[0],
        budget=Budget(BudgetKind.AMOUNT, 38_500),
        quarters=(1, 2),
    )
    return Plan(
        id=plan_id,
        source=f"{name}.txt",
        content_hash=digest,
        title=f"แผนพัฒนาบุคลากร {name}",
        kind="แผนพัฒนาบุคลากร",
        organization=Organization(
            f"เทศบาลตำบล{name}", OrganizationType.SUBDISTRICT_MUNICIPALITY, name, variants=(name,)
        ),
        fiscal_years=(2569,),
        lines=lines,
        tables=(table,),
        passages=passages,
        facts=(project,),
        warnings=(ParseWarning("odd", "แปลก / odd", first),),
    )
