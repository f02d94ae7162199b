from __future__ import annotations

from collections.abc import Generator
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from api.answering import Citation as Cited
from api.http.stream import events, pieces
from api.schemas import ChatResponse, Citation
from api.writing.composing import Piece


def citation(number: int) -> Citation:
    return Citation(
        id=number, passage_id=f"p{number}", plan_id="plan", organization=None, fiscal_years=[],
        title="แผน", source="plan.txt", section=[], line_start=1, line_end=1, page=None, quote="ก",
    )  # fmt: skip


def cited(number: int) -> Cited:
    given = citation(number).model_dump()
    return Cited(**{field.name: given[field.name] for field in fields(Cited)})


def response(answer: str, *numbers: int) -> ChatResponse:
    return ChatResponse(
        answer=answer, answerable=True, needs=None, citations=[citation(n) for n in numbers],
        facts=[], suggestions=[], mode="extractive", session_id="s",
    )  # fmt: skip


def turn(whole: ChatResponse, *written: Piece) -> Generator[Piece, None, ChatResponse]:
    """What a chat model wrote, if anything, and the response."""
    yield from written
    return whole


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
        for event in events(turn(whole))
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
    assert list(events(turn(whole)))[-1].data == whole


def test_what_a_model_writes_is_sent_as_it_comes_and_not_again() -> None:
    """Each piece with what it cites first; the default answer's pieces don't follow."""
    whole = response("หนึ่ง [1] สอง [1][2]", 1, 2).model_copy(update={"mode": "llm"})
    pieces = (Piece("หนึ่ง [1]", (cited(1),)), Piece(" สอง [1][2]", (cited(2),)))
    sent = [
        (event.event, getattr(event.data, "text", getattr(event.data, "id", None)))
        for event in events(turn(whole, *pieces))
    ]
    assert sent == [
        ("token", "หนึ่ง [1]"),
        ("citation", 1),
        ("token", " สอง [1][2]"),
        ("citation", 2),
        ("done", None),
    ]
