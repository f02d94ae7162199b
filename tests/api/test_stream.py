from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.http.stream import events, pieces
from api.schemas import ChatResponse, Citation


def citation(number: int) -> Citation:
    return Citation(
        id=number, passage_id=f"p{number}", plan_id="plan", organization=None, fiscal_years=[],
        title="แผน", source="plan.txt", section=[], line_start=1, line_end=1, page=None, quote="ก",
    )  # fmt: skip


def response(answer: str, *numbers: int) -> ChatResponse:
    return ChatResponse(
        answer=answer, answerable=True, needs=None, citations=[citation(n) for n in numbers],
        facts=[], suggestions=[], mode="extractive", session_id="s",
    )  # fmt: skip


@given(st.text(alphabet="กา [1]2\n.", max_size=60))
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_a_piece_ends_with_its_citations_or_its_line() -> None:
    text = "ใช้ 5,000 บาท [1][2] เดือนมีนาคม [3]\nหมายเหตุ\n- ข้อหนึ่ง [1]"
    assert pieces(text) == [
        "ใช้ 5,000 บาท [1][2] ",
        "เดือนมีนาคม [3]\n",
        "หมายเหตุ\n",
        "- ข้อหนึ่ง [1]",
    ]


def test_each_citation_follows_the_sentence_that_first_leans_on_it() -> None:
    whole = response("หนึ่ง [2]\nสอง [2][1]\nสาม [9]", 1, 2, 3)
    sent = [
        (event.event, event.data.id if event.event == "citation" else None)
        for event in events(whole)
    ]
    assert sent == [
        ("token", None),
        ("citation", 2),
        ("token", None),
        ("citation", 1),
        ("token", None),
        ("citation", 3),
        ("done", None),
    ]


def test_the_last_event_is_the_whole_response() -> None:
    whole = response("หนึ่ง [1]", 1)
    assert list(events(whole))[-1].data == whole
