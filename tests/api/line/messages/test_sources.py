"""Where an answer stands in the plans, told beside it."""

from __future__ import annotations

from api.line.messages import answer_messages
from tests.api.line.asking import addresses, shown_texts
from tests.api.line.messages.making import ORGANIZATION, PAGE, citation, response


def told(answer: str, *quotes: str, page: str | None = PAGE) -> list[str]:
    """The texts of the card of sources."""
    cited = [citation(n, quote=quote) for n, quote in enumerate(quotes, 1)]
    return shown_texts(answer_messages(response(answer, citations=cited), page)[1])


def test_a_quote_is_shown_where_the_answer_does_not_have_it() -> None:
    shown = told("รวม 3,000 บาท [1]", "รวมงบประมาณทุกกอง\t๓,๐๐๐\t๙,๐๐๐")
    assert shown == [
        "แหล่งอ้างอิง",
        f"{ORGANIZATION} · ปี 2569",
        "[1] บรรทัด 11 ›",
        "รวมงบประมาณทุกกอง",
    ]


def test_a_quote_that_tells_nothing_is_a_button() -> None:
    assert told("ยอดรวม 3,000 บาท [1]", "รวม\t๓,๐๐๐")[-1] == "[1] บรรทัด 11 · ดูต้นฉบับ ›"


def test_a_quote_that_the_answer_repeats_is_not_said_again() -> None:
    shown = told("ให้ยื่นแบบก่อนวันอบรม ๑๕ วัน [1]", "๒. หัวข้อ\nให้ยื่นแบบก่อนวันอบรม ๑๕ วัน\nต่อไป")
    assert shown[-1] == "[1] บรรทัด 11 · ดูต้นฉบับ ›"


def test_a_place_in_a_file_with_pages_is_named() -> None:
    cited = [citation(1, page=4), citation(2, place="ชีต งบ แถว 8", unverified=True)]
    shown = shown_texts(answer_messages(response("ก", citations=cited), PAGE))
    assert "[1] หน้า 4 · บรรทัด 11 ›" in shown
    assert "[2] ชีต งบ แถว 8 ›" in shown
    assert "อ่านจากภาพสแกน โปรดตรวจกับต้นฉบับ" in shown


def test_each_plan_is_named_once_above_its_lines() -> None:
    other = citation(3, organization="อบต.ตัวอย่าง")
    cited = [citation(1), citation(2), other]
    shown = shown_texts(answer_messages(response("ก", citations=cited), PAGE))
    assert shown.count(f"{ORGANIZATION} · ปี 2569") == 1
    assert "อบต.ตัวอย่าง · ปี 2569" in shown


def test_sources_without_room_are_counted() -> None:
    cited = [citation(n) for n in range(1, 61)]
    messages = answer_messages(response("ก", citations=cited), PAGE)
    opened = len(addresses(messages))
    assert opened >= 40
    assert f"และอีก {60 - opened} แห่ง" in shown_texts(messages)
