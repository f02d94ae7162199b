"""Putting an answer together from sentences that passed, as they pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering import Citation
from api.places import SCANNED

_DIGIT = re.compile(r"\d")
_ON_ITS_OWN_LINE = re.compile(r"[-•|]|\d+[.)]\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """The next part of an answer, with the citations that it names for the first time."""

    text: str
    citations: tuple[Citation, ...]


class Composer:
    """Numbers citations in the order in which a reader meets them."""

    def __init__(self) -> None:
        self.text = ""
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._after_item = False

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    def add(self, text: str, citations: Sequence[Citation]) -> Piece:
        """A sentence, a space or a line apart from the one before; a figure of it that was read
        from a picture is marked."""
        known = len(self._citations)
        numbers = dict.fromkeys(self._number(citation) for citation in citations)
        unsure = any(c.unverified for c in citations) and _DIGIT.search(text)
        warned = f"{text} ({SCANNED})" if unsure else text
        marks = "".join(f"[{number}]" for number in numbers)
        piece = f"{self._gap(text)}{warned} {marks}"
        self.text += piece
        return Piece(piece, self.citations[known:])

    def _number(self, citation: Citation) -> int:
        key = (citation.passage_id, citation.line_start, citation.line_end)
        numbered = replace(citation, id=len(self._citations) + 1)
        return self._citations.setdefault(key, numbered).id

    def _gap(self, text: str) -> str:
        is_item = _ON_ITS_OWN_LINE.match(text) is not None
        apart = is_item or self._after_item
        self._after_item = is_item
        if not self.text:
            return ""
        return "\n" if apart else " "
