"""What a model said, read as sentences with evidence numbers, while it is still being said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.text.normalize import arabic_digits

MOST = 60  # sentences of an answer

_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?|```")
_DECODER = json.JSONDecoder()
_OPENING = re.compile(r'(?:\{\s*"sentences"\s*:\s*)?\[\s*')
_BETWEEN = re.compile(r"[\s,]*")
_MARKS = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
_PIECE = re.compile(r".+?(?:(?:\s*\[\d+(?:\s*,\s*\d+)*\])+|\n|\Z)", re.DOTALL)
_AMOUNT = re.compile(r"(?<![\d,.])\d{4,}(?=(?:\.\d+)?\s*บาท)")
_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model gave it: ``text`` without marks, digits Arabic, and the numbers of
    the evidence that it names. ``fixes`` is the number of the sentence that it takes the place of,
    in a repair."""

    text: str
    evidence: tuple[int, ...]
    fixes: int | None = None


def drafts(said: str) -> list[Draft]:
    """The sentences of what a model said: ``{"sentences": [{"text", "evidence"}]}``, the list
    alone, one object a line, and, of models that don't keep to it, plain text with marks such as
    ``[2]``. Thoughts aren't read."""
    said = _spoken(said)
    if _is_json(said):
        return list(_of_json(said))[:MOST]
    return [d for piece in _PIECE.findall(said) if (d := _draft(piece, ()))][:MOST]


def drafts_so_far(said: str) -> list[Draft]:
    """The same of what may go on: those whose object is closed. Plain text has none yet: it may
    be what a model says before it calls a tool."""
    said = _spoken(said)
    opening = _OPENING.match(said)
    at, found = opening.end() if opening else 0, []
    while said[at : at + 1] == "{":
        try:
            one, at = _DECODER.raw_decode(said, at)
        except ValueError:
            break
        draft = _of_object(one)
        found += [draft] if draft else []
        at = _BETWEEN.match(said, at).end()  # type: ignore[union-attr]
    return found[:MOST]


def _spoken(said: str) -> str:
    return _FENCE.sub("", _THOUGHTS.sub("", said)).strip()


def _is_json(said: str) -> bool:
    return said[:1] in ("{", "[") and not _MARKS.match(said)


def _of_json(said: str) -> Iterator[Draft]:
    for value in _values(said):
        given = value.get("sentences", [value]) if isinstance(value, dict) else value
        for one in given if isinstance(given, list) else ():
            draft = _of_object(one)
            if draft:
                yield draft


def _values(said: str) -> Iterator[Any]:
    """The whole as one value; where its first line is one already, each line."""
    lines = [line.strip().rstrip(",") for line in said.split("\n") if line.strip()]
    if len(lines) > 1 and isinstance(_parsed(lines[0], json.loads), dict):
        yield from (_parsed(line) for line in lines)
    else:
        yield _parsed(said)


def _parsed(text: str, parse: Callable[[str], Any] | None = None) -> Any:
    from langchain_core.utils.json import parse_partial_json

    try:
        return (parse or parse_partial_json)(text)
    except ValueError:
        return None


def _of_object(one: Any) -> Draft | None:
    if not isinstance(one, dict) or not isinstance(one.get("text"), str):
        return None
    given = one.get("evidence", ())
    given = given if isinstance(given, list) else [given]
    numbers = [int(n) for n in given if isinstance(n, int | str) and str(n).strip().isdigit()]
    fixes = one.get("fixes")
    return _draft(one["text"], numbers, fixes if isinstance(fixes, int) else None)


def _draft(text: str, numbers: Iterable[int], fixes: int | None = None) -> Draft | None:
    """A model may put marks into the text, too: they count as named."""
    marked = [int(n) for run in _MARKS.findall(text) for n in run.split(",")]
    plain = _SPACE.sub(" ", arabic_digits(_MARKS.sub("", text))).strip()
    plain = _AMOUNT.sub(lambda m: f"{int(m[0]):,}", plain)
    if not any(c.isalnum() for c in plain):
        return None
    return Draft(plain, tuple(dict.fromkeys((*numbers, *marked))), fixes)
