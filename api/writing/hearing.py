"""Listening to a model while it speaks: each sentence once, as soon as it is whole, and an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.writing.drafts import Draft, drafts, drafts_so_far

# Characters of one reply, thoughts and marks of JSON too; 60 sentences have some 20,000.
MOST = 100_000
# Characters after which what was said is read again: to read all after each piece takes long.
_STEP = 40
_LATER = 2_000  # the same once much was said


class Hearing:
    """One reply."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = self._read = 0
        self._told: set[Draft] = set()

    @property
    def is_too_much(self) -> bool:
        return self._length > MOST

    def more(self, text: str) -> Iterable[Draft]:
        """The sentences that are whole with this next piece."""
        self._pieces.append(text)
        self._length += len(text)
        # A sentence is whole with its brace.
        step = _STEP if self._length < MOST // 5 else _LATER
        if "}" not in text or self._length - self._read < step:
            return ()
        self._read = self._length
        return self._new(drafts_so_far(self._said))

    def end(self) -> Iterable[Draft]:
        """The others, once all is said."""
        return self._new(drafts(self._said))

    @property
    def _said(self) -> str:
        return "".join(self._pieces)[:MOST]

    def _new(self, found: Iterable[Draft]) -> Iterator[Draft]:
        """Once each: a model that says a thing twice is heard once."""
        for draft in found:
            if draft not in self._told:
                self._told.add(draft)
                yield draft
