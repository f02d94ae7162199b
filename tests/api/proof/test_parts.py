"""What several rows tell is told of its own; what figures prove may be said."""

from __future__ import annotations

import pytest

from api.proof import Ground
from api.proof.amounts import missing_amounts, places_of
from api.proof.borrowing import borrowed
from api.proof.parts import parts_of
from api.proof.quantities import see
from api.proof.ranking import decided, is_proved
from api.proof.reading import statement_pieces
from api.proof.wording import strange
from ingest.text.normalize import fold
from tests.api.proof.statements import evidence

ORIENTATION = evidence("silawari-2569.txt", 187, 187)  # 85,000 baht, November to January


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("L = Learning หมายถึงเรียนรู้จากเพื่อนร่วมงานทุกสัปดาห์", True),
        ("A = Agility หมายถึงเรียนรู้จากเพื่อนร่วมงานทุกสัปดาห์", False),
        ("ทั้ง L และ A ใช้ได้ทุกสัปดาห์", True),
    ],
)
def test_an_item_keeps_its_words(text: str, stands: bool) -> None:
    lines = ("L = Learning: เรียนรู้จากเพื่อนร่วมงานทุกสัปดาห์", "A = Agility: ปรับวิธีทำงานทันที")
    rows = (ORIENTATION, evidence("tharnmanee-2569.md", 95, 95))
    parts = parts_of([Ground((r,), line) for r, line in zip(rows, lines, strict=True)])
    assert (not list(borrowed(text, parts))) == stands


SWEETS = "โครงการอบรมการทำขนมไทย: งบประมาณ 41,000 บาท · ระยะเวลา เม.ย. 2569"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("โครงการอบรมการทำขนมไทยใช้งบ 41,000 บาท ในเดือนเมษายน", True),
        ("โครงการอบรมการทำขนมไทยใช้งบ 85,000 บาท", False),
        ("โครงการอบรมการทำขนมไทยจัดเดือนพฤศจิกายน", False),
    ],
)
def test_a_row_is_not_told_of_another(text: str, stands: bool) -> None:
    around = evidence("tharnmanee-2569.md", 95, 95)
    parts = parts_of([Ground((around,), SWEETS), Ground((ORIENTATION,))])
    assert (not list(borrowed(text, parts))) == stands


SHARES = statement_pieces("สำนักปลัด 40,000 + กองคลัง 25,000 + กองช่าง 12,000")


@pytest.mark.parametrize(
    ("word", "is_high", "text", "proved"),
    [
        ("มากที่สุด", True, "สำนักปลัดได้มากที่สุด 40,000 บาท", True),
        ("มากที่สุด", True, "กองช่างได้มากที่สุด 12,000 บาท", False),
        ("น้อยที่สุด", False, "กองช่างได้น้อยที่สุด 12,000 บาท", True),
        ("มากที่สุด", True, "สำนักปลัดได้มากที่สุด", False),
    ],
)
def test_figures_prove_who_has_most(word: str, is_high: bool, text: str, proved: bool) -> None:
    assert is_proved(word, is_high, see(text), SHARES) == proved


def test_figures_prove_who_has_more() -> None:
    assert (decided("สำนักปลัดได้", "กองคลัง", SHARES) or 0) > 0
    assert (decided("กองช่างได้", "กองคลัง", SHARES) or 0) < 0
    assert (decided("กองช่างได้", "", SHARES) or 0) < 0
    assert decided("หน่วยอื่นได้", "", SHARES) is None


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("มี 31 คน แบ่งเป็นปริญญาโท 28 คน และปริญญาเอก 3 คน", True),
        ("มีปริญญาโท 31 คน", False),
        ("ช่วง 45 - 54 ปี มี 28 คน", True),
        ("ทั้งสองแห่งมี 28 คน", True),
        ("ทั้งสามแห่งมี 28 คน", False),
    ],
)
def test_parts_ages_and_counts(text: str, stands: bool) -> None:
    lines = statement_pieces("รวม 31 คน (45 - 54 28 + 55 ขึ้นไป 3)")
    places = {"place": frozenset({2})}
    found = missing_amounts(see(text), places_of(lines), frozenset(), False, places)
    assert (not list(found)) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("เกณฑ์ความสำเร็จคือสอบผ่านร้อยละ 75", True),
        ("สอบผ่านร้อยละ 75 และอีเมล", False),
    ],
)
def test_light_words_are_no_reason(text: str, stands: bool) -> None:
    assert (not list(strange(text, fold("เป้าหมาย สอบผ่านร้อยละ 75")))) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("อายุ 55 ปีขึ้นไปมี 9 คน", True),
        ("อายุ >= 55 ปี มี 9 คน", True),
        ("อายุ 45 ปีขึ้นไปมี 9 คน", False),
        ("อายุราว ๆ 55 ปี มี 9 คน", False),
    ],
)
def test_a_sign_is_a_bound(text: str, stands: bool) -> None:
    lines = statement_pieces("รวม 9 คน (>= 55 9)")
    found = missing_amounts(see(text), places_of(lines), frozenset(), True, {})
    assert (not list(found)) == stands
