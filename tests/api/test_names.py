"""Names of uploaded files."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.names import MAX_BYTES, safe_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("แผน ๒๕๖๙.txt", "แผน ๒๕๖๙.txt"),
        ("../../etc/plan.txt", "plan.txt"),
        ("C:\\plans\\plan.txt", "plan.txt"),
        ("plan\r\nSet-Cookie: a.txt", "planSet-Cookie_ a.txt"),
        ("plan\u202etxt.exe", "plantxt.exe"),
        ("แ\u200bผน.txt", "แผน.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("CON", "_CON"),
        ("aux.plan.txt", "_aux.plan.txt"),
        ("console.txt", "console.txt"),
        (".htaccess", "htaccess"),
        ("plan.txt. . ", "plan.txt"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("..", ""),
        ("/", ""),
        ("\x00\u200e", ""),
    ],
)
def test_names(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_a_long_name_keeps_its_ending_and_whole_letters() -> None:
    kept = safe_name("ที่" * 100 + ".docx")
    assert kept == "ที่" * 27 + ".docx"
    assert len(kept.encode()) <= MAX_BYTES


@given(st.text())
def test_any_name_is_made_safe_once(name: str) -> None:
    kept = safe_name(name)
    assert len(kept.encode()) <= MAX_BYTES
    assert safe_name(kept) == kept == unicodedata.normalize("NFC", kept)
    assert not set(kept) & set('/\\<>:"|?*') and kept not in (".", "..")
