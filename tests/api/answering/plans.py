"""Small plans for tests of answering, known by heart; their municipalities are invented."""

from __future__ import annotations

from ingest.models import Organization, OrganizationType


def row(*cells: str) -> str:
    return "\t".join(cells)


def organization(kind: OrganizationType, core: str, *variants: str) -> Organization:
    return Organization(kind.value + core, kind, core, variants=variants)


def plan(name: str, years: str, *lines: str) -> str:
    """A plan of ``name`` for ``years`` ("๒๕๖๙", "" for none) with ``lines`` below its head."""
    dated = [f"ประจำปีงบประมาณ พ.ศ. {years}"] if years else []
    return "\n".join(["แผนพัฒนาบุคลากร", *dated, name, "", *lines, ""])


HEADER = row("ลำดับ", "โครงการ", "ตัวชี้วัด", "งบประมาณ (บาท)", "ระยะเวลา", "หน่วยงานรับผิดชอบ")

AGES = (
    "ตารางจำนวนบุคลากรจำแนกตามช่วงอายุ",
    "",
    row("ประเภทบุคลากร", "ไม่เกิน ๒๔", "๒๕ - ๓๔", "๓๕ - ๔๔", "๔๕ ขึ้นไป", "รวม"),
    row("พนักงานเทศบาล", "๑", "๔", "๖", "๕", "๑๖"),
    row("ลูกจ้างประจำ", "-", "", "๒", "๓", "๕"),
    row("พนักงานจ้างทั่วไป", "๒", "๗", "๘", "๑", "๑๘"),
    row("รวม", "๓", "๑๑", "๑๖", "๙", "๓๙"),
    "",
)

# Strategy 1 adds up, the printed total of strategy 2 is 5,000 too high, that of 3 is blank.
PROJECTS = (
    "ยุทธศาสตร์ที่ ๑ พัฒนาความรู้",
    "",
    HEADER,
    row("๑", "โครงการปฐมนิเทศพนักงานใหม่", "ผู้เข้าร่วม ๑๒ คน", "๑๕,๐๐๐", "ต.ค. ๒๕๖๘", "สำนักปลัด"),
    row("๒", "โครงการอบรมงานสารบรรณ", "ร้อยละ ๘๐", "๒๐,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
    row("รวม", "", "", "๓๕,๐๐๐", "", ""),
    "",
    "ยุทธศาสตร์ที่ ๒ พัฒนาคุณธรรม",
    "",
    HEADER,
    row("๑", "โครงการค่ายธรรมะ", "ผู้เข้าร่วม ๓๐ คน", "๔๐,๐๐๐", "มี.ค. ๒๕๖๙", "กองการศึกษา"),
    row("๒", "โครงการจิตอาสาพัฒนาวัด", "ปีละ ๒ ครั้ง", "๕,๐๐๐", "", ""),
    row("๓", "โครงการบริจาคโลหิต", "ปีละ ๔ ครั้ง", "", "ตลอดปี", "กองสวัสดิการสังคม"),
    row("๔", "โครงการงดรับของขวัญ", "ปีละ ๑ ครั้ง", "ไม่ใช้งบประมาณ", "ต.ค. ๒๕๖๘", "สำนักปลัด"),
    row("รวม", "", "", "๕๐,๐๐๐", "", ""),
    "",
    "ยุทธศาสตร์ที่ ๓ พัฒนาสุขภาพ",
    "",
    HEADER,
    row("๑", "โครงการตรวจสุขภาพประจำปี", "ร้อยละ ๙๐", "๑๘,๐๐๐", "ก.ค. ๒๕๖๙", "กองสวัสดิการสังคม"),
    row("๒", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๓๐,๐๐๐", "ธ.ค. ๒๕๖๘", "กองการศึกษา"),
    row("รวม", "", "", "", "", ""),
    "",
)

DON = plan("เทศบาลตำบลดอนสมมุติ", "๒๕๖๙", *AGES, *PROJECTS)

# A town municipality and a subdistrict administration of one name, as there are many.
TWIN_TOWN = plan(
    "เทศบาลเมืองคู่แฝด",
    "๒๕๖๙",
    HEADER,
    row("๑", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๖๐,๐๐๐", "ธ.ค. ๒๕๖๘", "กองการศึกษา"),
    row("๒", "โครงการอบรมดับเพลิง", "๒๐ คน", "๗๗,๐๐๐", "ธ.ค. ๒๕๖๘", "สำนักปลัด"),
)
TWIN_SUBDISTRICT = plan(
    "องค์การบริหารส่วนตำบลคู่แฝด",
    "๒๕๖๘",
    HEADER,
    row("๑", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๙,๐๐๐", "ธ.ค. ๒๕๖๗", "กองการศึกษา"),
)
# A plan that names no year.
UNDATED = plan(
    "เทศบาลตำบลไร้กาล",
    "",
    HEADER,
    row("๑", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๑๒,๐๐๐", "ตลอดปี", "กองการศึกษา"),
)
