"""Texts within LINE's limits, counted and cut as readers see letters."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from api.line.messages import QuickReply, text_message
from api.line.messages.labels import labels
from api.line.messages.texts import brief_marks, clean, label_of, shortened, split
from tests.api.line.messages.making import long_texts, short_texts, texts
from tests.line_rules import complaints, letters, utf16


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(text=long_texts, limit=st.integers(12, 200))
def test_pieces_fit_and_are_the_text(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < utf16(piece) <= limit for piece in pieces)
    assert squeezed("".join(pieces)) == squeezed(text)


@given(text=long_texts, limit=st.integers(40, 200))
def test_no_letter_and_no_citation_is_cut(text: str, limit: int) -> None:
    whole = regex.findall(r"\[\d+\]|\X", text)
    if max(map(utf16, whole), default=0) > limit:
        return
    pieces = [regex.findall(r"\[\d+\]|\X", piece) for piece in split(text, limit)]
    shown = [letter for letter in whole if not letter.isspace()]
    assert [one for piece in pieces for one in piece if not one.isspace()] == shown


def test_a_cut_is_between_paragraphs_lines_or_sentences_where_it_can_be() -> None:
    assert split("หนึ่ง สอง\n\nสาม สี่\nห้า หก", 20) == ["หนึ่ง สอง", "สาม สี่\nห้า หก"]
    assert split("หนึ่ง สอง [1] สาม สี่ ห้า", 20) == ["หนึ่ง สอง [1]", "สาม สี่ ห้า"]
    assert split("ก" * 25, 10) == ["ก" * 10, "ก" * 10, "ก" * 5]


def test_a_letter_longer_than_a_message_is_still_told() -> None:
    letter = "ก" + "\u0e49" * 30
    assert "".join(split(letter, 12)) == letter


@given(text=texts, limit=st.integers(12, 400))
def test_what_is_shortened_says_so(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert utf16(short) <= limit
    assert short == text or short.endswith("…")


def test_long_runs_of_citations_are_spans() -> None:
    assert brief_marks("ก [1][2][3][4] ข [1][2] ค [2][4][9]") == "ก [1-4] ข [1][2] ค [2][4][9]"


@given(st.lists(short_texts, max_size=16))
def test_any_choices_are_chips_that_send_themselves(choices: list[str]) -> None:
    shown = text_message("ก", [QuickReply(choice, choice) for choice in choices])
    assert complaints([shown]) == []
    sent = [chip["action"]["text"] for chip in shown.get("quickReply", {}).get("items", [])]
    assert set(sent) <= set(map(clean, choices))


@given(st.lists(short_texts.filter(str.strip), min_size=1, max_size=13))
def test_labels_are_short(choices: list[str]) -> None:
    assert all(0 < letters(label) <= 20 for label in map(label_of, labels(choices)) if label)


def test_labels_tell_choices_apart() -> None:
    name = "โครงการอบรมเชิงปฏิบัติการด้านการเงินและบัญชี"
    assert labels([f"{name} จัดเดือนไหน", f"{name} งบเท่าไร"]) == ["จัดเดือนไหน", "งบเท่าไร"]
    assert labels(["เทศบาลตำบลดอนสมมุติ", "องค์การบริหารส่วนตำบลดอนสมมุติ"]) == [
        "ทต.ดอนสมมุติ",
        "อบต.ดอนสมมุติ",
    ]
    alike = labels(["เทศบาลตำบลหนองน้ำใสสะอาดยิ่งใหญ่เหนือ", "เทศบาลตำบลหนองน้ำใสสะอาดยิ่งใหญ่กลาง"])
    assert len(set(alike)) == 2
    assert all(label.startswith("…") for label in alike)


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_there_is_no_empty_message(text: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        text_message(text)
