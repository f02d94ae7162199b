"""The telephone of an office, which is no person's."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from tests.api.answering.conftest import LibraryOf, Say

PLAN = """แผนพัฒนาบุคลากร ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๙
เทศบาลตำบลดอนตัวอย่าง

งานการเจ้าหน้าที่ สำนักปลัดเทศบาล
โทร. ๐ ๔๙๙๙ ๐๔๕๖ ต่อ ๑๒

ส่วนที่ ๑ หลักการและเหตุผล

กองช่างดูแลถนน และกองคลังดูแลการเงิน บุคลากรได้รับการพัฒนาอย่างต่อเนื่องทุกปี

ส่วนที่ ๒ การติดต่อสื่อสาร

กองช่างจัดประชุมทางโทรศัพท์เดือนละ ๑ ครั้ง
"""


@pytest.fixture
def ask_office(library_of: LibraryOf) -> Say:
    return lambda message: answer(Ask(message), library_of(PLAN))


@pytest.mark.parametrize(
    "message",
    [
        "ขอเบอร์โทรงานการเจ้าหน้าที่หน่อย",
        "งานการเจ้าหน้าที่เบอร์อะไร",
        "ติดต่อเทศบาลตำบลดอนตัวอย่างโทรเบอร์ไหน",
    ],
)
def test_a_number_that_is_printed_is_told(ask_office: Say, message: str) -> None:
    said = ask_office(message)
    assert said.answerable and "0 4999 0456" in said.text
    assert said.citations[0].line_start <= 5 <= said.citations[0].line_end


@pytest.mark.parametrize("message", ["เบอร์โทรกองช่าง", "ขอเบอร์มือถือปลัด", "เบอร์โทรคุณสมชาย"])
def test_a_number_of_another_office_or_of_a_person_is_not(ask_office: Say, message: str) -> None:
    said = ask_office(message)
    assert not said.answerable and "0456" not in said.text
