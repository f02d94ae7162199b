"""Words for the index, the question and the dense model."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.tokenize import word_tokenize

from ingest.text.normalize import arabic_digits
from ingest.text.segment import tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("โครงการอบรม", ["โครงการ", "อบรม"]),
        ("๒๐,๐๐๐ บาท", ["20000", "บาท"]),
        ("๒๐,๐๐๐.๐๐", ["20000"]),
        ("ร้อยละ๘๐", ["ร้อยละ", "80"]),
        ("พ.ศ. ๒๕๖๙", ["พ.ศ.", "2569"]),
        ("No Gift Policy", ["no", "gift", "policy"]),
        ("ระบบ e-LAAS", ["ระบบ", "e-laas"]),
        ("ตัวชี้วัด", ["ตัวชี้วัด"]),
        ("(กองคลัง)", ["กอง", "คลัง"]),
        ("... - /", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("กอง การศึกษา", "กองการศึกษา"),
        ("งบ ประมาณ", "งบประมาณ"),
        ("ผู้รับ ผิด ชอบ", "ผู้รับผิดชอบ"),
        ("แผน\u200bพัฒนา", "แผนพัฒนา"),
        ("ดํ\u0e32เนินการ", "ดำเนินการ"),
    ],
)
def test_noise_inside_thai_makes_no_other_words(broken: str, whole: str) -> None:
    assert words(broken) == words(whole)


def test_tokens_hold_the_parts_of_latin_compounds() -> None:
    assert tokens("e-LAAS") == ["e-laas", "e", "laas"]
    assert tokens("COVID-19") == ["covid-19", "covid", "19"]
    assert tokens("ITA ปี ๒๕๖๙") == ["ita", "ปี", "2569"]


@given(st.text(max_size=60) | st.text(st.sampled_from("กขแเาำ่้ัิ ๑1,.-aZ\u200b\uf70a"), max_size=60))
def test_any_text_has_words_without_space(text: str) -> None:
    found = words(text)
    assert all(word and word == word.strip() and not any(map(str.isspace, word)) for word in found)
    assert set(found) <= set(tokens(text))


@pytest.mark.parametrize("text", ["1" * 20_000, "๑" * 20_000, "ก" * 20_000, "๑ก" * 10_000])
def test_long_runs_reach_the_tokeniser_in_pieces(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """newmm is quadratic in what it gets at once, and again where it joins digits."""
    given: list[str] = []

    def tokenise(piece: str, *, join_broken_num: bool, **options: Any) -> list[str]:
        assert not join_broken_num
        given.append(piece)
        return word_tokenize(piece, join_broken_num=False, **options)

    monkeypatch.setattr("ingest.text.segment.word_tokenize", tokenise)
    found = words(text)
    assert "".join(found) == arabic_digits(text)
    assert max(map(len, given), default=0) <= 2_000
