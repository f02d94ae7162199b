"""Any answer is messages that LINE takes, and all of it can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from linebot.v3.messaging import Message

from api.line.messages import answer_messages
from api.line.messages.answers import _IN_THE_TABLE
from api.schemas import ChatResponse
from tests.api.line.asking import addresses, shown_texts
from tests.api.line.messages.making import (
    ORGANIZATION,
    PAGE,
    citation,
    listed,
    project,
    response,
    responses,
)
from tests.line_rules import complaints

TABLE = """| หน่วยงาน | งบประมาณ | อ้างอิง |
|---|---|---|
| ทต.หนึ่ง | 5,000 บาท | [1] |
| ทต.สอง | 9,000 บาท | [2] |"""


@settings(max_examples=60)
@given(response=responses, page=st.sampled_from([None, PAGE, f"{PAGE}/hrplan/"]))
@example(response=response(""), page=None)
@example(response=response("[1]" * 9000), page=PAGE)
@example(response=listed(120), page=PAGE)
def test_any_answer_is_what_line_takes(response: ChatResponse, page: str | None) -> None:
    messages = answer_messages(response, page)
    assert complaints(messages) == []
    assert [Message.from_dict(message).to_dict() for message in messages] == messages


def words_of(text: str) -> set[str]:
    """What is left of a text without marks, tables' headers and rules, and characters that can't
    be seen."""
    text = re.sub(r"(?m)^\s*\|.*\n(?=\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$)", "", text)
    plain = re.sub(r"\[[\d-]+\]|\*\*|[|\\\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", " ", text)
    return {word for word in plain.split() if not re.fullmatch(r"[-:·]+", word)}


@settings(max_examples=25)
@given(response=responses, page=st.sampled_from([None, PAGE]))
def test_nothing_of_an_answer_is_lost(response: ChatResponse, page: str | None) -> None:
    messages = answer_messages(response, page)
    shown = " ".join(shown_texts(messages))
    if "คำตอบยาวกว่าที่ LINE รับได้" in shown:
        assert len(messages) == 5
        return
    squeezed = "".join(words for words in shown.split())
    missing = {word for word in words_of(response.answer) if word not in squeezed}
    assert not missing


@pytest.mark.parametrize("number", [1, 4, 10, 30])
def test_a_list_is_a_card_for_each_and_all_its_lines_can_be_opened(number: int) -> None:
    messages = answer_messages(listed(number), PAGE)
    [text, cards, *_] = messages
    assert text["type"] == "text"
    bubbles = cards["contents"].get("contents", [cards["contents"]])
    for n, bubble in enumerate(bubbles[: min(number, 10)], 1):
        on_card = shown_texts(bubble)
        assert f"โครงการอบรมรุ่นที่ {n}" in on_card
        assert {f"{1000 * n:,} บาท", "มีนาคม 2569", "สำนักปลัด"} <= set(on_card)
    lines = {re.search(r"lines=(\d+)-", uri)[1] for uri in addresses(messages) if "lines=" in uri}
    assert lines == {str(10 + n) for n in range(1, number + 1)}


def test_what_stands_on_cards_is_not_said_again() -> None:
    [text, _] = answer_messages(listed(4), PAGE)
    assert text["text"] == "พบ 4 รายการ [1-4]"


def test_a_name_that_the_answer_shortens_is_the_cards() -> None:
    answer = "พบ 1 รายการ [1]\n- โครงการอบรมคุณธรรม…: งบประมาณ 1,000 บาท [1]"
    name = "โครงการอบรมคุณธรรมและจริยธรรมของบุคลากร"
    said = response(answer, citations=[citation(1)], facts=[project(1, name=name)])
    assert answer_messages(said, PAGE)[0]["text"] == "พบ 1 รายการ [1]"


def test_a_line_that_no_card_holds_stays() -> None:
    answer = "โครงการอบรมรุ่นที่ 1: งบประมาณ 1,000 บาท [1]\nข้อสังเกต: ยอดรวมไม่ตรง [1]"
    said = response(answer, citations=[citation(1)], facts=[project(1)])
    assert answer_messages(said, PAGE)[0]["text"] == answer


def test_a_long_list_ends_with_the_table_of_projects() -> None:
    cards = answer_messages(listed(30), PAGE)[1]["contents"]["contents"]
    [address] = addresses(cards[-1])
    assert address.startswith(f"{PAGE}/table?organization=")
    assert len(cards) == 11


def test_a_long_list_is_a_short_text_and_the_table() -> None:
    [text, *_] = answer_messages(listed(30), PAGE)
    assert text["text"] == f"พบ 30 รายการ [1-30]\n{_IN_THE_TABLE}"
    [text, *_] = answer_messages(listed(30), None)
    assert "รุ่นที่ 11" in text["text"]


def test_a_comparison_is_a_card_with_a_block_for_each() -> None:
    said = response(f"ต่างกัน 4,000 บาท [1][2]\n\n{TABLE}", citations=[citation(1), citation(2)])
    [text, card] = answer_messages(said, PAGE)
    assert text["text"] == "ต่างกัน 4,000 บาท [1][2]"
    assert shown_texts(card) == [
        *("เปรียบเทียบ", "ทต.หนึ่ง", "งบประมาณ", "5,000 บาท", "ดูต้นฉบับ [1] ›"),
        *("ทต.สอง", "งบประมาณ", "9,000 บาท", "ดูต้นฉบับ [2] ›"),
    ]
    assert [uri.split("lines=")[1] for uri in addresses(card)] == ["11-11", "12-12"]


def test_a_table_alone_has_a_word_before_it() -> None:
    messages = answer_messages(response(TABLE), None)
    assert [message["type"] for message in messages] == ["text", "flex"]


def test_without_an_address_sources_are_shown_but_not_opened() -> None:
    messages = answer_messages(response("ก [1]", citations=[citation(1)]), None)
    assert addresses(messages) == []
    assert f"{ORGANIZATION} · ปี 2569" in shown_texts(messages)
    assert "[1] บรรทัด 11" in shown_texts(messages)


def test_a_blank_budget_is_never_zero() -> None:
    blank = project(1, budget={"kind": "not_stated", "baht": None}, shared_with=["โครงการแม่"])
    none = project(2, budget={"kind": "no_budget", "baht": None})
    satang = project(3, budget={"kind": "amount", "baht": 12345.5})
    said = response(
        "พบ 3 รายการ", citations=[citation(n) for n in (1, 2, 3)], facts=[blank, none, satang]
    )
    shown = shown_texts(answer_messages(said, PAGE))
    assert "แผนไม่ได้ระบุ (รวมกับ โครงการแม่)" in shown
    assert "ไม่ใช้งบประมาณ" in shown
    assert "12,345.50 บาท" in shown
    assert not any(re.fullmatch("0 บาท", text) for text in shown)


def test_what_was_read_by_ocr_is_marked() -> None:
    said = response("พบ [1]", citations=[citation(1)], facts=[project(1, unverified=True)])
    assert any("โปรดตรวจกับต้นฉบับ" in text for text in shown_texts(answer_messages(said, PAGE)))


def test_next_questions_are_chips_below_the_last_message() -> None:
    said = response("ก [1]", citations=[citation(1)], suggestions=["งบเท่าไร", "เมื่อไร"])
    *before, last = answer_messages(said, PAGE)
    assert [item["action"]["text"] for item in last["quickReply"]["items"]] == ["งบเท่าไร", "เมื่อไร"]
    assert not any("quickReply" in message for message in before)


def test_an_answer_beyond_what_line_takes_is_cut_and_says_where_the_rest_is() -> None:
    said = response("ประโยคหนึ่ง [1]\n" * 3000, citations=[citation(1)])
    *_, last = messages = answer_messages(said, PAGE)
    assert len(messages) == 5
    assert "คำตอบยาวกว่าที่ LINE รับได้" in last["text"]
    assert f"{PAGE}/table" in last["text"]
    assert "ถามให้แคบลง" in answer_messages(said, None)[-1]["text"]
