"""Names of local governments: the plan's own in another spelling, those of others, and mentions
that are meant."""

from __future__ import annotations

import pytest

from ingest.checks.names import check, check_known
from ingest.models import Organization, OrganizationType
from tests.ingest.checks.finding import HEADER, found, plan_of, project

OWN = (
    "ประกาศเทศบาลตำบลสวนหลวง",
    "อำเภอเมืองสมุทรสาคร จังหวัดสมุทรสาคร",
    "เทศบาลตำบลสวนหลวงจัดทำแผนนี้เพื่อพัฒนาพนักงานเทศบาล",
)


def findings(line: str) -> list[tuple[str, str, int, str]]:
    """Those of a line of a plan of เทศบาลตำบลสวนหลวง."""
    return [
        (code, severity, at, said)
        for code, severity, at, _, said in found(check, plan_of(*OWN, "", line))
    ]


@pytest.mark.parametrize(
    ("line", "spelt"),
    [
        ("การพัฒนาของเทศบาลตำบลสวนหลง ต่อไป", "เทศบาลตำบลสวนหลง"),
        ("นายกเทศมนตรีตำบลสวนหลวบ", "เทศบาลตำบลสวนหลวบ"),
        ("ปลัด ทต.สวยหลวง เป็นกรรมการ", "เทศบาลตำบลสวยหลวง"),
        ("เทศบาล ตำบลสวนหลง", "เทศบาลตำบลสวนหลง"),
        ("ให้เทศบาลตำบลสวนหลงแต่งตั้งคณะกรรมการติดตามประเมินผลแผนพัฒนาบุคลากร", "เทศบาลตำบลสวนหลง"),
    ],
)
def test_the_own_name_in_another_spelling(line: str, spelt: str) -> None:
    assert findings(line) == [("name-misspelt", "warning", 8, spelt)]


@pytest.mark.parametrize(
    ("line", "severity", "name"),
    [
        ("ให้นำแผนมาใช้ในเทศบาลตำบล คำเขียว ต่อไป", "warning", "เทศบาลตำบลคำเขียว"),
        ("บุคลากรสังกัดเทศบาลตำบลคำเขียว ทุกคน", "warning", "เทศบาลตำบลคำเขียว"),
        ("นายกเทศมนตรีตำบลคำเขียว", "warning", "เทศบาลตำบลคำเขียว"),
        ("วิสัยทัศน์ อบต.คำเขียว", "note", "องค์การบริหารส่วนตำบลคำเขียว"),
        ("ของเทศบาลเมืองคำเขียวได้กำหนดไว้", "warning", "เทศบาลเมืองคำเขียว"),
    ],
)
def test_the_name_of_another(line: str, severity: str, name: str) -> None:
    assert findings(line) == [("name-foreign", severity, 8, name)]


@pytest.mark.parametrize(
    "line",
    [
        "ประกาศเรื่องการบริหารงานบุคคลของเทศบาลตำบล ลงวันที่ ๒๔ ตุลาคม ๒๕๔๕",
        "ตามระเบียบของเทศบาลตำบล ข้อ ๕ ให้เทศบาลตำบล ติดตามผลทุกปี",
        "ศึกษาดูงาน ณ เทศบาลตำบลคำเขียว จังหวัดเลย",
        "ร่วมกับเทศบาลเมืองคำเขียว จัดอบรม",
        "บันทึกข้อตกลงความร่วมมือกับองค์การบริหารส่วนตำบลคำเขียว",
        "ทิศเหนือ ติดต่อกับ เทศบาลตำบลคำเขียว",
        "พนักงานที่โอนมาจากเทศบาลตำบลคำเขียว",
        "แข่งขันกีฬากับ อบต.คำเขียว",
        "องค์การบริหารส่วนจังหวัดสมุทรสาคร สนับสนุนวิทยากร",
        "องค์การบริหารส่วนตำบลสวนหลวง ซึ่งมีพื้นที่เดียวกัน",
        "เทศบาลตำบลมีหน้าที่พัฒนาบุคลากร",
        "เทศบาลตำบล/องค์การบริหารส่วนตำบลต้องการ",
        "พระราชบัญญัติเทศบาล พ.ศ. ๒๔๙๖",
        "คณะกรรมการพนักงานเทศบาลจังหวัดสมุทรสาคร",
        "ก.จ. ก.ท. และ ก.อบต. กำหนด",
        "พนักงานเทศบาล ลูกจ้างประจำ และพนักงานจ้างของเทศบาลตำบล สวนหลวง",
        "เทศบาลตำบล ลูกจ้างประจำ",
        "ของเทศบาลตำบลขาดแคลนบุคลากร",
    ],
)
def test_what_is_meant(line: str) -> None:
    assert findings(line) == []


def test_a_name_is_found_in_a_table_too() -> None:
    lines = [*OWN, "", HEADER, project("อบรมบุคลากรของเทศบาลตำบลคำเขียว ประจำปี")]
    assert [f[:3] for f in found(check, plan_of(*lines))] == [("name-foreign", "warning", 9)]


def test_a_committee_of_another_province() -> None:
    line = "ตามมติคณะกรรมการพนักงานเทศบาลจังหวัดลำปาง ครั้งที่ ๙"
    assert findings(line) == [("province-foreign", "warning", 8, "จังหวัดลำปาง")]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("หลักสูตรสำหรับพนักงานส่วนตำบลแต่ละประเภท", 1),
        ("พนักงานเทศบาล พนักงานส่วนตำบล และข้าราชการองค์การบริหารส่วนจังหวัด", 0),
        ("คณะกรรมการกลางพนักงานส่วนตำบล", 0),
        ("รับโอนพนักงานส่วนตำบลตามประกาศ", 0),
    ],
)
def test_staff_of_another_type(line: str, count: int) -> None:
    assert [f[:2] for f in findings(line)] == [("staff-foreign", "note")] * count


def test_what_another_kind_of_institution_says_of_itself() -> None:
    line = "สมรรถนะที่บุคลากรทุกตำแหน่งภายในมหาวิทยาลัยต้องมี"
    assert [f[:3] for f in findings(line)] == [("institution-foreign", "note", 8)]
    assert findings("ร่วมกับมหาวิทยาลัยในพื้นที่จัดหลักสูตรของมหาวิทยาลัย") == []


def test_nothing_is_said_where_the_plan_names_nobody() -> None:
    plan = plan_of("ของเทศบาลตำบลคำเขียว", title="แผนพัฒนาบุคลากร")
    nameless = plan.__class__(**{**_fields(plan), "organization": None})
    assert list(check(nameless)) == [] == list(check_known(nameless, [_known("คำเขียวงาม")]))


def test_known_names_without_a_type() -> None:
    plan = plan_of(*OWN, "", "โครงการยกย่องคนดีศรีธารมณี", "ศึกษาดูงานเมืองธารมณี")
    said = [
        (f.code, f.severity.value, f.span.line_start) for f in check_known(plan, [_known("ธารมณี")])
    ]
    assert said == [("name-foreign", "note", 8)]


def test_known_names_that_tell_nothing() -> None:
    plan = plan_of(*OWN, "", "ชาวสวนหลวง คนลำปาง นครสวนหลวง")
    assert list(check_known(plan, [_known("สวนหลวง"), _known("ลำปาง"), _known("สวน")])) == []


def _known(core: str) -> Organization:
    return Organization(f"เทศบาลเมือง{core}", OrganizationType.TOWN, core)


def _fields(plan: object) -> dict[str, object]:
    from dataclasses import fields

    return {field.name: getattr(plan, field.name) for field in fields(plan)}  # type: ignore[arg-type]
