"""Who sits on a committee."""

from __future__ import annotations

from api.answering import Ask, answer
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import HEADER, plan, row

PLAN = plan(
    "เทศบาลตำบลกรรมสมมุติ",
    "๒๕๖๙",
    "๑. คณะกรรมการจัดทำแผนพัฒนาบุคลากร ประกอบด้วย",
    "",
    row("๑", "นายกเทศมนตรี", "ประธานกรรมการ"),
    row("๒", "ปลัดเทศบาล", "กรรมการ"),
    row("๓", "หัวหน้าสำนักปลัด", "กรรมการและเลขานุการ"),
    "",
    "ยุทธศาสตร์ที่ ๑ พัฒนาความรู้",
    "",
    HEADER,
    row("๑", "โครงการอบรมคณะกรรมการชุมชน", "๑๒ คน", "๑๕,๐๐๐", "ต.ค. ๒๕๖๘", "สำนักปลัด"),
    row("๒", "โครงการอบรมงานสารบรรณ", "ร้อยละ ๘๐", "๒๐,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง"),
    "",
    "(นายสมมุติ ใจทดสอบ)",
    "นายกเทศมนตรีตำบลกรรมสมมุติ",
)
WITHOUT = plan(
    "เทศบาลตำบลไร้กรรมการ",
    "๒๕๖๙",
    HEADER,
    row("๑", "โครงการอบรมคณะกรรมการชุมชน", "๑๒ คน", "๑๕,๐๐๐", "ต.ค. ๒๕๖๘", "สำนักปลัด"),
)


def test_members_are_told_by_their_offices(library_of: LibraryOf) -> None:
    said = answer(Ask("กรรมการจัดทำแผนมีใครบ้าง"), library_of(PLAN))
    for office in ("นายกเทศมนตรี", "ปลัดเทศบาล", "หัวหน้าสำนักปลัด"):
        assert office in said.text
    assert "ใจทดสอบ" not in said.text and "โครงการ" not in said.text
    assert len(said.citations) == 3


def test_the_chair_alone(library_of: LibraryOf) -> None:
    said = answer(Ask("ใครเป็นประธานกรรมการจัดทำแผน"), library_of(PLAN))
    assert "นายกเทศมนตรี" in said.text and "ปลัดเทศบาล" not in said.text


def test_who_runs_a_project_for_a_committee_is_a_project(library_of: LibraryOf) -> None:
    said = answer(Ask("ใครรับผิดชอบโครงการอบรมคณะกรรมการชุมชน"), library_of(PLAN))
    assert "โครงการอบรมคณะกรรมการชุมชน" in said.text and "สำนักปลัด" in said.text


def test_a_project_names_no_members(library_of: LibraryOf) -> None:
    said = answer(Ask("ใครเป็นกรรมการจัดทำแผนบ้าง"), library_of(WITHOUT))
    assert not said.answerable and "15,000" not in said.text
