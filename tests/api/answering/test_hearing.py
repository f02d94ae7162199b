"""Words written as they are said."""

from __future__ import annotations

import pytest

from api.answering.understanding.hearing import heard
from api.answering.understanding.sounds import spoken
from api.answering.understanding.wording import corrected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ปะกาดใช้แผน", "ประกาศใช้แผน"),
        ("ค่านิยมองกร", "ค่านิยมองค์กร"),
        ("จะริยะทำ", "จริยธรรม"),
        ("ทุดจะหริด", "ทุจริต"),
        ("ลักสูดดิจิตอน", "หลักสูตรดิจิทัล"),
        ("คะนะกำมะกาน", "คณะกรรมการ"),
        ("รุ้สึกไม่ดี", "รู้สึกไม่ดี"),
    ],
)
def test_a_word_spelled_by_ear_is_put_right(typed: str, meant: str) -> None:
    assert heard(typed) == meant


@pytest.mark.parametrize(
    "right",
    [
        "ปะการังในทะเล",
        "ได้ไม่เกินกี่คน",
        "สมรรถนะและงานที่จำเป็น",
        "มีกี่คน คับ",
        "จะเอาไปเขียนแผน ค่ะ",
        "พัฒนาบุคลากรใหม่ๆ",
        "พัดลมในห้องอบรม",
        "กาดหลวง",
        "สร้อยทองที่หาย",
        "แคปชั่นโพสต์",
    ],
)
def test_words_of_their_own_stay(right: str) -> None:
    assert heard(right) == right


@pytest.mark.parametrize(
    ("one", "other"), [("เทศบาล", "เทดบาน"), ("ธรรมาภิบาล", "ทำมาพิบาน"), ("พัฒนา", "พัดทนา")]
)
def test_what_is_said_alike_has_one_key(one: str, other: str) -> None:
    assert spoken(one) == spoken(other)


@pytest.mark.parametrize(("one", "other"), [("วัด", "วัน"), ("กอง", "กลอน"), ("อบรม", "อบอวล")])
def test_what_is_said_otherwise_has_not(one: str, other: str) -> None:
    assert spoken(one) != spoken(other)


def test_a_particle_at_the_end_is_a_word_of_its_own() -> None:
    assert corrected("โรงแรมไหนคะ") == "โรงแรมไหน คะ"
    assert corrected("ข้อบังคับ") == "ข้อบังคับ"
