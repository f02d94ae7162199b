"""An answer as LINE messages: its text first, then cards, then where it stands in the plans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.line.messages import flex
from api.line.messages.cards import CARDS, Card, fact_cards
from api.line.messages.labels import chips
from api.line.messages.limits import MESSAGES, TEXT_UNITS
from api.line.messages.links import projects_link
from api.line.messages.model import Message
from api.line.messages.sources import source_message
from api.line.messages.tables import Table, blocks, linked_by, table_bubbles
from api.line.messages.texts import (
    brief_marks,
    clean,
    shortened,
    split,
    text_message,
    units,
    with_quick_replies,
)
from api.schemas import ChatResponse
from ingest.text.normalize import fold

_NOTHING = "ขออภัยครับ ไม่มีคำตอบสำหรับคำถามนี้"
_IN_THE_TABLE = "รายการที่เหลืออยู่ในตารางโครงการ เปิดได้จากการ์ดใบสุดท้าย"
_CUT = "คำตอบยาวกว่าที่ LINE รับได้"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARKS = re.compile(r"(?:\[\d+\])+")
_ELIDED = "…"
_PARTS = re.compile(r": | · | \((?=[^()]*\):)|\)(?=:)")


@dataclass(frozen=True, slots=True)
class _Rich:
    """A message of cards, the citations that their taps open, and the texts on them;
    ``is_linked`` where a card opens all that they are the first of."""

    message: Message
    opened: frozenset[int]
    shown: tuple[str, ...] = ()
    is_linked: bool = False


def answer_messages(response: ChatResponse, public_url: str | None) -> list[Message]:
    """At most five messages, with the next questions as chips below the last.

    ``public_url`` is the address of our page, which buttons open; without it there are none, and
    citations are shown alone. An answer that LINE has no room for is cut and says so.
    """
    parts = list(blocks(_BOLD.sub(r"\1", clean(response.answer))))
    tables = [part for part in parts if isinstance(part, Table)]
    rich = _tables(tables, response, public_url) if tables else _cards(response, public_url)
    said = _texts(parts, as_lines=not rich)
    if rich and not tables:
        said = _without_shown(said, rich)
    opened = rich.opened if rich and public_url else frozenset()
    unopened = [citation for citation in response.citations if citation.id not in opened]
    sources = source_message(unopened, public_url, said)
    cards = [each for each in (rich.message if rich else None, sources) if each]
    pieces = split(brief_marks(said), TEXT_UNITS) or [_headline(tables)]
    if len(pieces) + len(cards) > MESSAGES:
        pieces, cards = _cut_pieces(_texts(parts, as_lines=True), response, public_url), []
    messages = [*map(text_message, pieces), *cards]
    return [*messages[:-1], with_quick_replies(messages[-1], chips(response.suggestions))]


def _texts(parts: Iterable[str | Table], as_lines: bool) -> str:
    """The texts, with the tables as lines where they are no cards."""
    said = [part.as_lines if isinstance(part, Table) else part for part in parts]
    kept = [
        each.strip()
        for each, part in zip(said, parts, strict=True)
        if as_lines or isinstance(part, str)
    ]
    return "\n".join(filter(None, kept))


def _headline(tables: Sequence[Table]) -> str:
    rows = sum(len(table.rows) for table in tables)
    if not rows:
        return _NOTHING
    return f"เปรียบเทียบ {rows:,} รายการตามแผนครับ" if rows > 1 else "พบ 1 รายการในแผนครับ"


def _tables(
    tables: Sequence[Table], response: ChatResponse, public_url: str | None
) -> _Rich | None:
    """Cards of all rows; None where LINE has no room for all."""
    cited = {citation.id: citation for citation in response.citations}
    bubbles = [each for table in tables for each in table_bubbles(table, cited, public_url)]
    if not all(map(flex.fits, bubbles)):
        return None
    names = [row[0] for table in tables for row in table.rows]
    message, taken = flex.flex_message("ตาราง: " + ", ".join(names), bubbles)
    opened = {number for table in tables for number in linked_by(table)}
    return _Rich(message, frozenset(opened)) if taken == len(bubbles) else None


def _cards(response: ChatResponse, public_url: str | None) -> _Rich | None:
    cards = fact_cards(response, public_url)
    if not cards:
        return None
    bubbles = [card.bubble for card in cards]
    if len(cards) == CARDS and (all_of_them := _to_the_table(cards, public_url)):
        bubbles.append(all_of_them)
    names = [flex.shown_texts(card.bubble)[1] for card in cards]
    message, taken = flex.flex_message(", ".join(names), bubbles)
    shown = cards[:taken]
    return _Rich(
        message,
        frozenset(card.citation.id for card in shown),
        tuple(fold("".join(flex.shown_texts(card.bubble))) for card in shown),
        is_linked=taken > len(cards) and {fact.type for fact in response.facts} == {"project"},
    )


def _to_the_table(cards: Sequence[Card], public_url: str | None) -> flex.Part | None:
    """A last card that opens the organisation's projects, where all are of one."""
    names = {card.citation.organization for card in cards}
    years = {year for card in cards for year in card.citation.fiscal_years}
    [name, *others] = names
    link = projects_link(public_url, name, years.pop() if len(years) == 1 else None)
    if others or not name or not link:
        return None
    body = [flex.text(name, weight="bold"), flex.text("ดู เรียง และกรองโครงการทั้งหมดได้ในตาราง")]
    return flex.bubble(body, size="kilo", footer=[flex.link_button("ดูตารางโครงการ", link)])


def _without_shown(said: str, rich: _Rich) -> str:
    """The text without the lines, from the second on, whose every part stands on a card; where a
    card opens the whole list, without its other lines, too."""
    first, *others = said.split("\n")
    left = [line for line in others if not _is_shown(line, rich.shown)]
    if rich.is_linked:
        kept = [line for line in left if not line.startswith("- ")]
        left = [_IN_THE_TABLE, *kept] if len(kept) < len(left) else kept
    return "\n".join([first, *left])


def _is_shown(line: str, shown: Sequence[str]) -> bool:
    """``- โครงการ…: งบประมาณ 500 บาท · ระยะเวลา มีนาคม 2569 [3]``, all of it on one card."""
    said = _MARKS.sub("", line.removeprefix("- "))
    parts = [fold(part.strip().removesuffix(_ELIDED)) for part in _PARTS.split(said)]
    parts = [part for part in parts if part]
    return bool(parts) and any(all(part in card for part in parts) for card in shown)


def _cut_pieces(said: str, response: ChatResponse, public_url: str | None) -> list[str]:
    """Texts alone, as many as LINE takes; the last says where the rest is, if there is one."""
    pieces = split(brief_marks(said), TEXT_UNITS)
    if len(pieces) <= MESSAGES:
        return pieces
    names = [citation.organization for citation in response.citations if citation.organization]
    link = projects_link(public_url, names[0] if names else None, None)
    note = f"\n\n({_CUT} {f'ดูต่อที่ {link}' if link else 'โปรดถามให้แคบลง'})"
    last = shortened(pieces[MESSAGES - 1], TEXT_UNITS - units(note))
    return [*pieces[: MESSAGES - 1], last + note]
