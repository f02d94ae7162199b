"""One thing in the place of another: words of what is copied, kinds of staff, ranks, units."""

from __future__ import annotations

import pytest

from api.proof.amounts import missing_amounts, places_of
from api.proof.comparing import differing
from api.proof.copied import exchanged
from api.proof.naming import unnamed
from api.proof.quantities import see
from api.proof.reading import Cell, Piece, piece_of, statement_pieces
from api.proof.wording import strange
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


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("- Smart Energy", True),
        ("- Smart People", False),  # a word of no weight in running text, but here a name
    ],
)
def test_a_name_in_latin_letters_is_a_name(text: str, stands: bool) -> None:
    assert (not list(strange(text, fold("ระบบ Smart Energy")))) == stands


SHARES = statement_pieces("ต่างกัน 30,000 บาท: ศิลาวารีตั้งไว้ 50,000 บาท ธารมณี 20,000 บาท")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ศิลาวารีสูงกว่าธารมณี 30,000 บาท", True),
        ("ศิลาวารีสูงกว่าธารมณีที่ตั้งไว้ 20,000 บาท", True),
        ("ศิลาวารีสูงกว่าธารมณี 20,000 บาท", False),  # what it has, told as the difference
    ],
)
def test_by_how_much_is_the_difference(text: str, stands: bool) -> None:
    assert (not list(differing(see(text), SHARES))) == stands


BARE = piece_of(Cell("30,000", "ปี 2570", 0, "ค่าลงทะเบียน", "จำนวน (คน)"))


@pytest.mark.parametrize(
    ("text", "pieces", "stands"),
    [
        ("ค่าลงทะเบียน 30,000 บาท", (BARE, *statement_pieces("ค่าลงทะเบียน 30,000 บาท")), True),
        ("ผู้เข้าร่วม 30,000 คน", (BARE,), True),
        ("ผู้เข้าร่วม 30,000 คน", (BARE, *statement_pieces("ค่าลงทะเบียน 30,000 บาท")), False),
    ],
)
def test_a_unit_that_is_said_beats_one_that_is_guessed(
    text: str, pieces: tuple[Piece, ...], stands: bool
) -> None:
    found = list(missing_amounts(see(text), places_of(pieces), frozenset(), True, {}))
    assert (not found) == stands
