"""One word in the place of another: in what is copied, in kinds of staff, in ranks."""

from __future__ import annotations

import pytest

from api.proof.copied import exchanged
from api.proof.naming import unnamed
from ingest.text.normalize import fold

LINES = "ประชุมเชิงปฏิบัติการของผู้นำชุมชนในเขตเทศบาล จัดโดยหัวหน้าฝ่ายสวัสดิการ"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ประชุมเชิงปฏิบัติการของผู้นำชุมชนในเขตเทศบาล", True),
        ("ฝ่ายสวัสดิการจัดประชุมเชิงปฏิบัติการ", True),
        ("ประชุมเชิงปฏิบัติการของผู้นำนักเรียนในเขตเทศบาล", False),  # between what is the same
        ("ประชุมเชิงปฏิบัติการของผู้นำศาสนา", False),  # behind it
    ],
)
def test_a_word_of_what_is_copied_stays(text: str, stands: bool) -> None:
    assert (not list(exchanged(text, (), LINES))) == stands


@pytest.mark.parametrize(
    ("text", "lines", "stands"),
    [
        ("พนักงานจ้างมี 20 คน", "พนักงานจ้างทั่วไป 20 คน", True),  # a wider kind
        ("พนักงานจ้างทั่วไปมี 20 คน", "พนักงานจ้าง | ตามภารกิจ 9 | ทั่วไป 20", True),
        ("พนักงานจ้างทั่วไปมี 20 คน", "พนักงานจ้าง 20 คน", False),
        ("ลูกจ้างประจำมี 20 คน", "พนักงานจ้าง 20 คน", False),
        ("ระดับชำนาญการ 2 คน", "นักวิชาการ ชำนาญการ 2", True),
        ("ระดับชำนาญการพิเศษ 2 คน", "นักวิชาการ ชำนาญการ 2", False),
    ],
)
def test_kinds_of_staff_and_ranks_are_named(text: str, lines: str, stands: bool) -> None:
    assert (not list(unnamed(text, (), fold(lines)))) == stands
