"""Where, on which day, who teaches, for whom, who signed: told, or said not to be stated."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import HEADER, plan, row

ASPECTS = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๙",
    HEADER,
    row("๑", "ศึกษาดูงาน ณ โรงเรียนบ้านตัวอย่าง", "ครู ๑๒ คน", "๔๐,๐๐๐", "ม.ค. ๒๕๖๙", "กองการศึกษา"),
    row("๒", "โครงการแข่งขันกีฬาสี", "พนักงานทุกคน", "๖๐,๐๐๐", "ไตรมาสที่ ๒", "สำนักปลัด"),
    row("๓", "โครงการอบรมดับเพลิง", "อาสาสมัคร ๒๐ คน", "๗๗,๐๐๐", "ธ.ค. ๒๕๖๘", "สำนักปลัด"),
    "",
    "ประกาศใช้แผนพัฒนาบุคลากร ณ วันที่ ๑ ตุลาคม ๒๕๖๘",
    "",
    "(นายสมมุติ นามสมมุติ)",
    "",
    "นายกเทศมนตรีตำบลดอนสมมุติ",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ศึกษาดูงานที่ไหน", "สถานที่: โรงเรียนบ้านตัวอย่าง"),
        ("อบรมดับเพลิงจัดให้ใคร", "อาสาสมัคร 20 คน"),
        ("อบรมดับเพลิงวันที่เท่าไหร่", "ธ.ค. 2568"),
        ("ใครเป็นคนลงนามประกาศใช้แผน", "ผู้ลงนาม: นายสมมุติ นามสมมุติ นายกเทศมนตรีตำบลดอนสมมุติ"),
        ("อบรมดับเพลิงใครรับผิดชอบ", "สำนักปลัด"),
    ],
)
def test_an_aspect_that_is_stated_leads(library_of: LibraryOf, question: str, told: str) -> None:
    said = answer(Ask(question), library_of(ASPECTS))
    assert said.answerable and told in said.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("แข่งขันกีฬาสีที่สนามไหน", "แผนไม่ได้ระบุสถานที่"),
        ("แข่งขันกีฬาสีวันที่เท่าไหร่", "แผนไม่ได้ระบุวันที่ ระบุเพียงระยะเวลา ไตรมาสที่ 2"),
        ("ใครเป็นวิทยากรอบรมดับเพลิง", "แผนไม่ได้ระบุวิทยากร"),
    ],
)
def test_an_aspect_that_is_not_stated_is_said_not_to_be(
    library_of: LibraryOf, question: str, lacking: str
) -> None:
    said = answer(Ask(question), library_of(ASPECTS))
    assert not said.answerable and lacking in said.text.split("\n")[0]
