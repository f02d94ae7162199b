"""What an item is named is worth more than what a list mentions; own rows before definitions."""

from __future__ import annotations

import pytest

from api.answering.evidence.openings import opening_share
from tests.api.answering.conftest import Say

WORDS = ("หลักสูตร", "บริหาร", "ทักษะ", "สื่อสาร")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("(๔) หลักสูตรบริหาร สำหรับผู้บังคับบัญชา".replace("๔", "4"), 0.5),
        ("1. หลักสูตรอื่น", 0.25),
        ("บทนำ\n- หลักสูตร บริหาร ทักษะ การใช้เครื่องมือ", 0.75),
        ("ทักษะสื่อสารที่ดี", 0.5),
        ("ทักษะการพูด", 0.0),
        ("เนื้อหาของหลักสูตรบริหาร", 0.0),
        ("", 0.0),
    ],
)
def test_the_share_that_a_line_opens_with(text: str, share: float) -> None:
    assert opening_share(WORDS, lambda word: 1.0, text) == share


def test_no_words_open_nothing() -> None:
    assert opening_share((), lambda word: 1.0, "หลักสูตร") == 0.0


@pytest.mark.parametrize("asked", ["จุดแข็งของศิลาวารีคืออะไร", "จุดแข็งของเทศบาลนครศิลาวารีมีอะไรบ้าง"])
def test_what_an_organisation_has_under_a_name(ask_samples: Say, asked: str) -> None:
    said = ask_samples(asked)
    assert said.answerable and "วิทยากรภายใน" in said.text
