"""How often Thai words are written, by the Thai National Corpus."""

from __future__ import annotations

from functools import cache

from pythainlp.corpus import thai_words, tnc


def per_million(word: str) -> float:
    """How often a word occurs in a million words; 0 for one that the corpus doesn't have."""
    counts, total = _frequencies()
    return counts.get(word, 0) * 1e6 / total


def common_words(least: float, shortest: int) -> frozenset[str]:
    """Words of the dictionary of at least ``shortest`` letters that occur ``least`` times or
    more in a million words."""
    counts, total = _frequencies()
    enough = least * total / 1e6
    known = thai_words()
    return frozenset(
        w for w, n in counts.items() if n >= enough and len(w) >= shortest and w in known
    )


@cache
def _frequencies() -> tuple[dict[str, int], int]:
    counts: dict[str, int] = dict(tnc.word_freqs())
    return counts, sum(counts.values()) or 1
