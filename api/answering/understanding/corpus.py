"""The words of the plans that may answer: how telling each is, and which a misspelt one means."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from pythainlp.corpus import thai_words
from rapidfuzz import fuzz, process

from api.answering.understanding.sounds import sound
from api.answering.understanding.vocabulary import vocabulary

SHORTEST = 4  # letters of a word that others may stand for
_CLOSE_WORD = 78.0  # of two spellings of a word; below, other words of the plans match
_BEGINNING = 7  # letters of a long word that stand for it
_MOST = 0.6
_LITTLE = 4  # letters


class Corpus:
    """Token statistics of the passages in scope; tells how telling a word is."""

    def __init__(self, docs: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        self._size = 0
        for words in docs:
            counts.update(set(words))
            self._size += 1
        self._counts = counts
        self._all = counts.total() or 1
        self._words = [w for w in counts if len(w) >= SHORTEST - 1 and not w.isdigit()]
        self._in_order = sorted(self._words)
        self._compounds: dict[str, list[str]] = {}
        self._sounds: dict[str, list[str]] = {}
        for word in self._words:
            self._sounds.setdefault(sound(word), []).append(word)

    def idf(self, token: str) -> float:
        """Inverse document frequency; the highest for a word that no passage has."""
        return math.log(1 + (self._size + 0.5) / (self._counts.get(token, 0) + 0.5))

    def knows(self, token: str) -> bool:
        return token in self._counts

    def often(self, token: str) -> float:
        """How often passages have a token, in a million of their words."""
        return self._counts.get(token, 0) * 1e6 / self._all

    def close(self, token: str) -> list[str]:
        """Words of the passages that an unknown token may stand for: one that sounds alike or
        makes up most of it."""
        if len(token) < SHORTEST - 1 or token.isdigit():
            return []
        inside = [w for w in self._words if w in token and len(w) >= _MOST * len(token)]
        alike = [] if token in thai_words() else self.alike(token)  # ผู้ชาย is no ผู้ช่วย
        longest = sorted(inside, key=len, reverse=True)[:1]
        return self.begun(token) or alike or longest or self._after_stop(token)

    def _after_stop(self, token: str) -> list[str]:
        """The word of the passages that a token is with a word of no topic before it: เข้าเรียน
        is เรียน."""
        stop, cuts = vocabulary().stop, range(2, len(token) - 2)
        return [token[at:] for at in cuts if token[:at] in stop and self.knows(token[at:])][:1]

    def compounds(self, token: str) -> list[str]:
        """Words of the passages that are the token and a little more: ประเมิน, ประเมินผล."""
        if len(token) < SHORTEST or token.isascii():
            return []
        if token not in self._compounds:
            self._compounds[token] = [
                word
                for word in self._words
                if 0 < len(word) - len(token) <= _LITTLE
                and (word.startswith(token) or word.endswith(token))
            ]
        return self._compounds[token]

    def begun(self, token: str) -> list[str]:
        """The one word of the passages that begins with a token, which is none itself:
        ``เครื่องราช`` stands for เครื่องราชอิสริยาภรณ์."""
        if len(token) < _BEGINNING or token.isascii() or self.knows(token):
            return []
        at = bisect_left(self._in_order, token)
        found = [w for w in self._in_order[at : at + 2] if w.startswith(token)]
        return found if len(found) == 1 else []

    def alike(self, token: str) -> list[str]:
        """Words of the passages that sound like a token, exactly or nearly."""
        heard = sound(token)
        if heard in self._sounds:
            return self._sounds[heard]
        if len(token) < SHORTEST:
            return []
        found = process.extract(
            heard, list(self._sounds), scorer=fuzz.ratio, score_cutoff=_CLOSE_WORD, limit=3
        )
        return [w for heard_as, _, _ in found for w in self._sounds[heard_as]]
