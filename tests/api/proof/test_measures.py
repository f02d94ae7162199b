"""What a figure is of, what is copied with another word, what lists are counted."""

from __future__ import annotations

import pytest

from api.answering.understanding.months import month_mentions
from api.proof.amounts import places_of
from api.proof.comparing import miscast
from api.proof.copied import exchanged
from api.proof.measuring import mismeasured
from api.proof.quantities import see
from api.proof.reading import Cell, piece_of, statement_pieces
from api.proof.tallying import listed

STAFF = "บุคลากรในสังกัดมี 90 ราย ประกอบด้วย ข้าราชการพลเรือน ลูกจ้างประจำ พนักงานจ้างรายวัน"
PASSED = "ร้อยละ 80 ของผู้เรียนที่ผ่านการทดสอบ"
SUM = "รวม 7,000 บาท\nกองคลัง 4,000 บาท + กองช่าง 3,000 บาท"


@pytest.mark.parametrize(
    ("text", "line", "stands"),
    [
        ("บุคลากรมี 90 คน", STAFF, True),
        ("ลูกจ้างประจำมี 90 คน", STAFF, False),
        ("มี 90 คน ประกอบด้วยลูกจ้างประจำและอื่น ๆ", STAFF, True),
        ("ผู้เรียนร้อยละ 80 ต้องผ่านการทดสอบ", PASSED, True),
        ("ผู้เข้าร่วมร้อยละ 80", PASSED, False),
        ("รวมเป็นเงิน 7,000 บาท", SUM, True),
        ("รวมเป็นเงิน 4,000 บาท", SUM, False),
        ("กองคลัง 4,000 บาท", SUM, True),
    ],
)
def test_what_a_figure_is_of(text: str, line: str, stands: bool) -> None:
    found = list(mismeasured(see(text), places_of(statement_pieces(line)), ()))
    assert (not found) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ศึกษาดูงานการเก็บขยะชายหาด", True),
        ("ศึกษาดูงานการเก็บขยะภูเขา", False),
    ],
)
def test_a_copy_keeps_its_words(text: str, stands: bool) -> None:
    line = "ส่งพนักงานไปศึกษาดูงานการเก็บขยะชายหาดของชุมชน"
    assert (not list(exchanged(text, (), line))) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ประธานกรรมการคือนายก", True),
        ("ประธานกรรมการคือปลัด", False),
        ("ปลัดเป็นเลขานุการ", True),
        ("นายกเป็นเลขานุการ", False),
    ],
)
def test_roles_keep_their_holders_in_either_order(text: str, stands: bool) -> None:
    lines = statement_pieces("นายก: ประธานกรรมการ\nปลัด: เลขานุการ")
    assert (not list(miscast(text, lines))) == stands


def test_positions_of_a_cell_are_counted() -> None:
    cell = Cell("นักวิเคราะห์นโยบายและแผน นักวิชาการคอมพิวเตอร์", "ผู้เข้าอบรม", 0, "", "")
    assert ("position", 2) in listed((), (piece_of(cell),))
    assert not listed((), statement_pieces("นักวิชาการคอมพิวเตอร์"))


def test_a_mayor_is_no_month() -> None:
    assert month_mentions("มีนายกเทศมนตรีเป็นประธาน") == []
    assert month_mentions("ศาลตุลาการ") == []
    assert [number for number, _, _ in month_mentions("เดือนมีนา และตุลาคม")] == [3, 10]
