"""What a model said, read as sentences with evidence numbers, while it is still being said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ingest.text.normalize import arabic_digits

MOST = 60  # sentences of an answer

# A server may keep the tag that opens thoughts for itself.
_THOUGHTS = re.compile(r"\A.*</think(?:ing)?>|<think(?:ing)?>.*\Z", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?|```")
_DECODER = json.JSONDecoder()
_SENTENCES = re.compile(r'"sentences"\s*:\s*\[\s*')
_LIST = re.compile(r"\[\s*")
_BETWEEN = re.compile(r"[\s,]*")
_MARKS = re.compile(r"\s*\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]")
_PIECE = re.compile(r".+?(?:(?:\s*\[\d+(?:\s*,\s*\d+)*\])+|\n|\Z)", re.DOTALL)
_NUMBER = re.compile(r"\s*[0-9]{1,4}\s*")
_AMOUNT = re.compile(r"(?<![\d,.])\d{4,15}(?=(?:\.\d+)?\s*บาท)")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_CUT_SHORT = 4_000  # characters of a last object that never ended


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model gave it: ``text`` without marks, digits Arabic, and the numbers of
    the evidence that it names. ``fixes`` is the number of the sentence that it takes the place of,
    in a repair."""

    text: str
    evidence: tuple[int, ...]
    fixes: int | None = None


def drafts(said: str) -> list[Draft]:
    """The sentences of what a model said: ``{"sentences": [{"text", "evidence"}]}``, with or
    without words around it, the list alone, one object a line, and, of models that don't keep to
    it, plain text with marks such as ``[2]``. Thoughts aren't read. What was cut short is read as
    far as it goes."""
    said = spoken(said)
    at = _opening(said)
    if at is None:
        pieces = (_draft(piece[0], ()) for piece in _PIECE.finditer(said))
        return list(islice(filter(None, pieces), MOST))
    return list(islice(_of_objects(said, at, is_whole=True), MOST))


def drafts_so_far(said: str) -> list[Draft]:
    """The same of what may go on: those whose object is closed. Plain text has none yet: it may
    be what a model says before it calls a tool."""
    said = spoken(said)
    at = _opening(said)
    return [] if at is None else list(islice(_of_objects(said, at, is_whole=False), MOST))


def spoken(said: str) -> str:
    """Without thoughts and the fences of code."""
    return _FENCE.sub("", _THOUGHTS.sub("", said)).strip()


def _opening(said: str) -> int | None:
    """Where the first object may stand, if the text is of the agreed form or one near it."""
    opening = _SENTENCES.search(said)
    if opening:
        return opening.end()
    if said[:1] == "[" and not _MARKS.match(said):
        return _LIST.match(said).end()  # type: ignore[union-attr]
    return 0 if said[:1] == "{" else None


def _of_objects(said: str, at: int, *, is_whole: bool) -> Iterator[Draft]:
    """Those of one object after another from ``at``; of one that isn't closed only where nothing
    is to follow."""
    while at < len(said):
        try:
            one, at = _DECODER.raw_decode(said, at)
        except (ValueError, RecursionError):
            left = said[at : at + _CUT_SHORT] if is_whole and said[at] == "{" else "null"
            one, at = _cut_short(left), len(said)
        draft = _of_object(one)
        if draft:
            yield draft
        at = _BETWEEN.match(said, at).end()  # type: ignore[union-attr]


def _cut_short(text: str) -> Any:
    """What is read up to where it breaks off; it is tried letter by letter, so not of much."""
    from langchain_core.utils.json import parse_partial_json

    try:
        return parse_partial_json(text)
    except (ValueError, RecursionError):
        return None


def _of_object(one: Any) -> Draft | None:
    if not isinstance(one, dict) or not isinstance(one.get("text"), str):
        return None
    given = one.get("evidence", ())
    given = given if isinstance(given, list) else [given]
    found = (_NUMBER.fullmatch(arabic_digits(str(n))) for n in given)
    numbers = [int(number[0]) for number in found if number]
    fixes = one.get("fixes")
    return _draft(one["text"], numbers, fixes if isinstance(fixes, int) else None)


def _draft(text: str, numbers: Iterable[int], fixes: int | None = None) -> Draft | None:
    """A model may put marks into the text, too: they count as named."""
    text = _without_halves(text)
    marked = [int(n) for run in _MARKS.findall(text) for n in run.split(",")]
    plain = _SPACE.sub(" ", arabic_digits(_MARKS.sub("", text))).strip()
    plain = _AMOUNT.sub(lambda m: f"{int(m[0]):,}", _LINES.sub("\n", plain))
    if not any(c.isalnum() for c in plain):
        return None
    return Draft(plain, tuple(dict.fromkeys((*numbers, *marked))), fixes)


def _without_halves(text: str) -> str:
    """Without lone halves of a character, which JSON can write and UTF-8 can't."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
