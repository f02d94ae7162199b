"""Texts as LINE counts them, split where a reader would, never inside a letter or a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    asked = [replace(c, label=label_of(c.label), text=clean(c.text)) for c in quick_replies]
    fitting = [_chip(each) for each in asked if _fits(each)]
    if not fitting:
        return message
    return {**message, "quickReply": {"items": fitting[:QUICK_REPLIES]}}


def _fits(chip: QuickReply) -> bool:
    sent = 0 < len(graphemes(chip.text)) <= ACTION_GRAPHEMES
    return bool(chip.label and chip.text.strip()) and sent and units(chip.data or "") <= DATA_UNITS


def _chip(chip: QuickReply) -> Message:
    action = {"type": "message", "label": chip.label, "text": chip.text}
    if chip.data is not None:
        action = {
            "type": "postback",
            "label": chip.label,
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
    full, else at any white space, else between graphemes. White space at cuts is lost, no more."""
    letters = [part for letter in _letters(text) for part in _parts(letter, limit)]
    pieces = []
    start = _behind_space(letters, 0)
    while start < len(letters):
        end = _fitting(letters, start, limit)
        if end < len(letters):
            end = _best_break(letters, start, end)
        kept = end
        while letters[kept - 1].isspace():
            kept -= 1
        pieces.append("".join(letters[start:kept]))
        start = _behind_space(letters, end)
    return pieces


def _letters(text: str) -> Iterator[str]:
    """Graphemes, and citations' marks whole."""
    at = 0
    while at < len(text):
        mark = _MARK.match(text, at)
        found = str(mark[0] if mark else _GRAPHEME.match(text, at)[0])
        yield found
        at += len(found)


def _parts(letter: str, limit: int) -> Iterator[str]:
    """The letter; one that no message holds, with hundreds of marks on it, in parts."""
    if units(letter) <= limit:
        yield letter
        return
    step = limit // 2
    for at in range(0, len(letter), step):
        yield letter[at : at + step]


def _behind_space(letters: Sequence[str], at: int) -> int:
    while at < len(letters) and letters[at].isspace():
        at += 1
    return at


def _fitting(letters: Sequence[str], start: int, limit: int) -> int:
    """The end of as many letters from ``start`` on as fit."""
    end, used = start, 0
    while end < len(letters) and used + units(letters[end]) <= limit:
        used += units(letters[end])
        end += 1
    return end


def _best_break(letters: Sequence[str], start: int, end: int) -> int:
    """Where to cut: an index of white space in the second half, else in the first; else ``end``.
    Best between paragraphs, then lines, then sentences, then anywhere; the last of the best."""
    for least in ((start + end) // 2, start + 1):
        breaks = [at for at in range(least, end + 1) if letters[at].isspace()]
        if breaks:
            return max(breaks, key=lambda at: (_quality(letters, at), at))
    return end


def _quality(letters: Sequence[str], at: int) -> int:
    if letters[at] == "\n":
        return 3 if letters[at - 1] == "\n" else 2
    return int(letters[at - 1].endswith((".", "!", "?", "]")))
