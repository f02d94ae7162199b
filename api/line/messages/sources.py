"""Where an answer stands in the plans: cards whose rows open the cited lines on our page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from api.line.messages import flex
from api.line.messages.links import lines_link
from api.line.messages.model import Message
from api.line.messages.texts import MORE, clean, graphemes
from api.schemas import Citation
from ingest.text.normalize import fold

TITLE = "แหล่งอ้างอิง"
OPEN = "ดูต้นฉบับ"
OCR_NOTE = "อ่านจากภาพสแกน โปรดตรวจกับต้นฉบับ"
_ROWS = 8  # on a card: more are scrolled past unread
_CARDS = 5
_QUOTED = 110  # graphemes of a quote, three lines on a phone
_BRIEFLY = 60  # of each, where there are many
_MANY = 3  # citations
_CELLS = re.compile(r"[\t\n]")
_TELLS = re.compile("[A-Za-zก-ฮ]")
_MARKS = re.compile(r"\[\d+\]")
_LINE = 12  # letters: shorter lines of an answer stand in many quotes by chance
_TELLING = 8  # letters: shorter quotes, such as "รวม", tell less than the button
_SAME = 40  # letters: a quote that begins as some of the answer does says nothing new


def source_message(
    citations: Sequence[Citation], public_url: str | None, answer: str = ""
) -> Message | None:
    """Cards with a row for each citation; what has no room is told on the last. None without
    citations. A quote that stands in ``answer`` isn't said again."""
    if not citations:
        return None
    lines = (fold(_MARKS.sub("", line)) for line in answer.split("\n"))
    said = [line for line in lines if len(line) >= _LINE]
    shown = list(citations[: _ROWS * _CARDS])
    length = _QUOTED if len(shown) <= _MANY else _BRIEFLY
    parts = [shown[at : at + _ROWS] for at in range(0, len(shown), _ROWS)]
    cards = [_card([(c, _quote(c, said, length)) for c in part], public_url) for part in parts]
    alt = f"{TITLE}: " + ", ".join(dict.fromkeys(plan_name(c) for c in shown))
    message, taken = flex.flex_message(alt, cards)
    left = len(citations) - sum(map(len, parts[:taken]))
    if not left:
        return message
    body = cards[taken - 1]["body"]["contents"]
    body.append(flex.text(f"และอีก {left:,} แห่ง", color=flex.SOFT))
    return flex.flex_message(alt, cards[:taken])[0]


def _card(rows: Sequence[tuple[Citation, str]], public_url: str | None) -> flex.Part:
    body: list[flex.Part] = []
    for name, group in groupby(rows, key=lambda row: plan_name(row[0])):
        body.append(flex.text(name, weight="bold", margin="lg" if body else "none"))
        body.extend(_row(citation, quote, public_url) for citation, quote in group)
    return flex.bubble(body, size="mega", title=TITLE)


def _row(citation: Citation, quote: str, public_url: str | None) -> flex.Part:
    link = lines_link(public_url, citation)
    where = f"[{citation.id}] {place(citation)}"
    if link:
        where = f"{where} ›" if quote else f"{where} · {OPEN} ›"
    head = flex.text(where, color=flex.ACCENT, weight="bold", size="xs")
    parts = [head]
    if quote:
        parts.append(flex.text(quote, color=flex.SOFT, size="xs", maxLines=4))
    if citation.unverified:
        parts.append(flex.text(OCR_NOTE, color=flex.WARNING, size="xxs"))
    row = flex.column(parts, **flex.ROW)
    return {**row, "action": flex.opens(link, OPEN)} if link else row


def plan_name(citation: Citation) -> str:
    """Whose plan it is and of which years: ``เทศบาลตำบล… · ปี 2567-2569``."""
    name = citation.organization or citation.title or citation.source
    return f"{name} · ปี {years(citation.fiscal_years)}" if citation.fiscal_years else name


def years(values: Iterable[int]) -> str:
    """Years of the Buddhist era: unbroken ones as a span."""
    found = sorted(set(values))
    if len(found) > 1 and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}-{found[-1]}"
    return ", ".join(map(str, found))


def place(citation: Citation) -> str:
    """Where in the file: "หน้า 12", "บรรทัด 8-9"."""
    if citation.place:
        return citation.place
    first, last = citation.line_start, citation.line_end
    lines = f"บรรทัด {first}" if first == last else f"บรรทัด {first}-{last}"
    return f"หน้า {citation.page} · {lines}" if citation.page else lines


def _quote(citation: Citation, said: Sequence[str], most: int) -> str:
    """The beginning of the quote on one line, cells set apart and figures left out: alone, those
    of a row's other cells would be taken for the answer's. Nothing where the quote has a line of
    the answer, folded in ``said``, or the answer has its beginning."""
    cells = [" ".join(cell.split()) for cell in _CELLS.split(clean(citation.quote))]
    whole = fold(" ".join(cells))
    if any(line in whole for line in said) or any(whole[:_SAME] in line for line in said):
        return ""
    told = " · ".join(cell for cell in cells if _TELLS.search(cell))
    return cut(told, most) if len(told) >= _TELLING else ""


def cut(text: str, most: int) -> str:
    """At most so many graphemes, the last of them "…" where more follow."""
    found = graphemes(text)
    return text if len(found) <= most else "".join(found[: most - 1]).rstrip() + MORE
