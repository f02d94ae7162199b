"""Texts as LINE counts them, split where a reader would, never inside a letter or a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from api.line.messages.limits import (
    ACTION_GRAPHEMES,
    DATA_UNITS,
    LABEL_GRAPHEMES,
    QUICK_REPLIES,
    TEXT_UNITS,
)
from api.line.messages.model import Message, QuickReply

MORE = "…"
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_GRAPHEME = regex.compile(r"\X")
_MARK = re.compile(r"\[\d+\]")
_RUN = re.compile(r"(?:\[\d+\]){3,}")
# Where a text may be cut, best first: between paragraphs, lines, sentences and words.
_BREAKS = (
    re.compile(r"\n{2,}"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?\]])\s+"),
    re.compile(r"\s+"),
)


def text_message(text: str, quick_replies: Sequence[QuickReply] = ()) -> Message:
    """One text message; what is longer than LINE takes ends in "…". Raises ValueError for a text
    that holds nothing to see."""
    shown = shortened(clean(text).strip(), TEXT_UNITS)
    if not shown:
        raise ValueError("LINE takes no empty text")
    return with_quick_replies({"type": "text", "text": shown}, quick_replies)


def with_quick_replies(message: Message, quick_replies: Sequence[QuickReply]) -> Message:
    """The message with the first of them that LINE takes below it; those that can't be sent whole
    are left out, since a shortened question is another question."""
    fitting = [_chip(each) for each in quick_replies if _fits(each)]
    if not fitting:
        return message
    return {**message, "quickReply": {"items": fitting[:QUICK_REPLIES]}}


def _fits(chip: QuickReply) -> bool:
    sent = 0 < len(graphemes(chip.text)) <= ACTION_GRAPHEMES
    return bool(chip.label.strip()) and sent and units(chip.data or "") <= DATA_UNITS


def _chip(chip: QuickReply) -> Message:
    label = label_of(chip.label)
    action = {"type": "message", "label": label, "text": chip.text}
    if chip.data is not None:
        action = {
            "type": "postback",
            "label": label,
            "data": chip.data,
            "displayText": chip.text,
        }
    return {"type": "action", "action": action}


def label_of(text: str) -> str:
    """A label of an action: at most so many graphemes, the last of them "…" where more follow."""
    found = graphemes(clean(text).strip())
    if len(found) <= LABEL_GRAPHEMES:
        return "".join(found)
    return "".join(found[: LABEL_GRAPHEMES - 1]).rstrip() + MORE


def clean(text: str) -> str:
    """Without control characters and halves of UTF-16 pairs, which no message can hold."""
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def units(text: str) -> int:
    """The length as LINE counts texts, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> list[str]:
    """What readers see as letters, with their marks: ``น้ำ`` is น้ำ, one, as Unicode has it."""
    return list(map(str, _GRAPHEME.findall(text)))


def shortened(text: str, limit: int) -> str:
    """The text within ``limit`` UTF-16 units, ended by "…" at a word's end where it is cut."""
    if units(text) <= limit:
        return text
    return split(text, limit - units(MORE))[0].rstrip() + MORE


def brief_marks(text: str) -> str:
    """Long runs of citations told as a span: ``[1][2][3][4]`` is ``[1-4]``."""
    return _RUN.sub(lambda run: _span(run[0]), text)


def _span(run: str) -> str:
    numbers = [int(mark[1:-1]) for mark in _MARK.findall(run)]
    consecutive = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return f"[{numbers[0]}-{numbers[-1]}]" if consecutive else run


def split(text: str, limit: int) -> list[str]:
    """Pieces of at most ``limit`` UTF-16 units, cut at the best break that leaves a piece half
    full, else at any word's end, else between graphemes. White space at cuts is lost, no more."""
    pieces = []
    rest = text.strip()
    while units(rest) > limit:
        end = _cut(rest, limit)
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [piece for piece in [*pieces, rest] if piece]


def _cut(text: str, limit: int) -> int:
    """Where the first piece ends, an index into ``text``; at least one grapheme on."""
    most = _fitting(text, limit)
    for least in (most // 2, 0):
        for pattern in _BREAKS:
            ends = [m.start() for m in pattern.finditer(text, 0, most + 1) if m.start() > least]
            if ends:
                return ends[-1]
    return most


def _fitting(text: str, limit: int) -> int:
    """How many characters fit, without cutting a grapheme or a citation's mark. A single grapheme
    that doesn't fit is cut after as many code points as do."""
    end = used = 0
    for piece in _whole_pieces(text):
        used += units(piece)
        if used > limit:
            break
        end += len(piece)
    if end:
        return end
    return next(n for n in range(len(text), 0, -1) if n == 1 or units(text[:n]) <= limit)


def _whole_pieces(text: str) -> Iterator[str]:
    """Graphemes, and citations' marks whole."""
    at = 0
    while at < len(text):
        mark = _MARK.match(text, at)
        found = mark[0] if mark else _GRAPHEME.match(text, at)[0]
        yield found
        at += len(found)
