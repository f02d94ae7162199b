"""The pieces that texts are cut into: words, and parts of the words that aren't among them.

Words and their frequencies are those of the Thai National Corpus, syllables and dictionary those
of PyThaiNLP (all CC0), terms those of our lexicon and synonyms. A word is a piece where our own
tokeniser leaves it whole, so that both cut alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product
from math import log
from string import ascii_lowercase, digits

from ingest import lexicon
from ingest.text.segment import tokens
from retriever import synonyms

# 20,000 find on the development set and on iapp-th what 39,000 find, at half the size.
THAI_WORDS = 20_000
LATIN_WORDS = 3_000
# The share of words whose frequency isn't known: that of a word seen 30 times in the corpus.
TERM_SHARE = 1e-6
# Rows of frequent words are short: a / (a + share) (Arora et al. 2017, "A Simple but Tough-to-Beat
# Baseline for Sentence Embeddings"). After training 3e-4 finds 66.8 % first on iapp-th and 52.2 %
# on the development set, 1e-3 65.6 % and 53.3 %.
SIF_A = 3e-4
_YEARS = range(2540, 2600)

_THAI = re.compile("[\u0e01-\u0e4e]{2,}")
_LATIN = re.compile("[a-z]{2,}")
_ABBREVIATION = 6  # letters


class PieceKind(StrEnum):
    WORD = "word"
    PART = "part"  # a syllable or two Latin letters
    LETTER = "letter"
    NUMBER = "number"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Piece:
    """``score`` is the log likelihood that the cut is chosen by, ``weight`` (0..1) how much the
    piece counts in the mean of a text's rows."""

    text: str
    kind: PieceKind
    score: float
    weight: float


# The parts of a word together should count about as one word does; a stray letter says little.
_WEIGHTS = {PieceKind.PART: 0.5, PieceKind.LETTER: 0.15, PieceKind.NUMBER: 0.4}
_YEAR_WEIGHT = 0.6


def all_pieces() -> list[Piece]:
    """All pieces, the unknown one first."""
    shares = word_shares()
    floor = log(min(shares.values()))
    found = {
        word: Piece(word, PieceKind.WORD, log(share), SIF_A / (SIF_A + share))
        for word, share in shares.items()
    }
    for text, kind, score in _parts(floor):
        weight = _YEAR_WEIGHT if len(text) == 4 and text.isdigit() else _WEIGHTS[kind]
        found.setdefault(text, Piece(text, kind, score, weight))
    return [Piece("[UNK]", PieceKind.UNKNOWN, 0.0, 0.0), *found.values()]


def word_shares() -> dict[str, float]:
    """Words and how frequent they are, 0..1, the most frequent of the corpus first."""
    counts = _corpus()
    total = sum(counts.values())
    ranked = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    thai = (word for word in ranked if _THAI.fullmatch(word) and tokens(word) == [word])
    latin = (word for word in ranked if _LATIN.fullmatch(word))
    chosen = [*islice(thai, THAI_WORDS), *islice(latin, LATIN_WORDS)]
    shares = {word: counts[word] / total for word in chosen}
    for word in sorted(set(_terms())):
        shares.setdefault(word, max(counts[word] / total, TERM_SHARE))
    return shares


def _corpus() -> Counter[str]:
    from pythainlp.corpus.tnc import word_freqs

    counts: Counter[str] = Counter()
    for word, count in word_freqs():
        counts[word.strip().lower()] += count
    return counts


def _terms() -> Iterator[str]:
    """Words of the terms of our lexicon and synonyms, abbreviations without their full stops."""
    terms = [term for _, group in synonyms.groups() for term in group]
    terms += [term for named in lexicon.departments() for term in (named.name, *named.english)]
    terms += [term for named in lexicon.positions() for term in (*named.names, *named.english)]
    for term in (*terms, *lexicon.thai_words()):
        if "." in term:
            bare = (part.replace(".", "") for part in term.split())
            yield from (p for p in bare if len(p) <= _ABBREVIATION and _THAI.fullmatch(p))
        yield from (word for word in tokens(term) if _THAI.fullmatch(word))
        yield from _LATIN.findall(term.lower())


def _parts(floor: float) -> Iterator[tuple[str, PieceKind, float]]:
    """What other words are cut into; each likelier than two pieces of half its length."""
    from pythainlp.corpus import thai_syllables

    syllables = sorted({syllable.strip() for syllable in thai_syllables()})
    for text in syllables:
        if _THAI.fullmatch(text):
            yield text, PieceKind.PART, floor - 4
    for pair in product(ascii_lowercase, repeat=2):
        yield "".join(pair), PieceKind.PART, floor - 4
    for letter in ascii_lowercase:
        yield letter, PieceKind.LETTER, floor - 6
    for code in range(0x0E01, 0x0E4F):
        yield chr(code), PieceKind.LETTER, floor - 10
    for digit in digits:
        yield digit, PieceKind.NUMBER, floor - 3
    for pair in product(digits, repeat=2):
        yield "".join(pair), PieceKind.NUMBER, floor - 5
    for year in _YEARS:
        yield str(year), PieceKind.NUMBER, floor - 5
