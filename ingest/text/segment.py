"""Words of Thai text: one tokeniser for the index, the question and the dense model."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from ingest.text.normalize import arabic_digits, is_clean, join_thai, normalize

# newmm is quadratic on long runs without a word boundary; pieces are cut at spaces before this.
_PIECE = 2_000
# Labels and lines of context come again in passage after passage and in every question; a
# paragraph comes twice, for the words and for the vector.
_LABEL = 200
_LABELS = 8_192
_PARAGRAPHS = 256
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))|(?<=\d)\.00(?!\d)")
_WORD = re.compile(r"[0-9a-z\u0e01-\u0e4e]")
_LATIN = re.compile(r"[a-z0-9]+(?:[-.&/'][a-z0-9]+)*")
_EDGE = ".…-–—/\"'“”‘’()[]{}:;,!?*_=+|<>"


@cache
def _dictionary() -> Trie:
    own = files("ingest.lexicon").joinpath("words.txt").read_text(encoding="utf-8")
    words = {line.strip() for line in own.splitlines() if line and not line.startswith("#")}
    general = thai_words()
    return Trie({word for word in general if not _is_light(word, general)} | words)


# Function words that the dictionary glues to others: การอบรม cuts โครงการอบรม into โครง and
# การอบรม, and hides อบรม from who asks for อบรม.
_LIGHT = ("การ", "ของ", "ที่", "มี", "ให้", "ตั้ง")
# They cut แนวทางการพัฒนา into แนว and ทางการ, ดูงานการจัดการ into ดู and งานการ.
_GLUED = frozenset({"ทางการ", "งานการ"})


def _is_light(word: str, general: frozenset[str]) -> bool:
    return word in _GLUED or any(
        word.startswith(light) and len(word) - len(light) > 2 and word[len(light) :] in general
        for light in _LIGHT
    )


def words(text: str) -> list[str]:
    """The words of ``text`` in order, punctuation and white space dropped.

    Folded: normalised, Arabic digits, lower case, thousands commas gone, spaces inside Thai
    closed. ``กอง การศึกษา ๒๐,๐๐๐`` gives ``['กอง', 'การศึกษา', '20000']``.
    """
    clean = text if is_clean(text) else normalize(text).text
    plain = join_thai(arabic_digits(clean).lower())
    plain = _THOUSANDS.sub("", plain)
    found: list[str] = []
    for piece in _pieces(plain):
        found += _segment(piece)
    return found


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for part in re.split(r"\s+", text):
        pieces += [part[at : at + _PIECE] for at in range(0, len(part), _PIECE)]
    return pieces


def _segment(piece: str) -> list[str]:
    if _LATIN.fullmatch(piece):
        return [piece]
    raw = word_tokenize(piece, custom_dict=_dictionary(), engine="newmm", join_broken_num=False)
    found = []
    for token in raw:
        bare = token if token.endswith(".") and len(token) > 2 else token.strip(_EDGE)
        if _WORD.search(bare):
            found.append(bare)
    return found


def tokens(text: str) -> list[str]:
    """What is indexed and looked up: ``words`` and, for a compound Latin one, its parts.

    ``e-LAAS`` gives ``['e-laas', 'e', 'laas']``, so that ``laas`` finds it too.
    """
    found: list[str] = []
    for line in text.split("\n"):  # no word goes over a line's end
        found += _label_tokens(line) if len(line) <= _LABEL else _paragraph_tokens(line)
    return found


def _tokens(line: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words(line):
        found.append(word)
        if word.isascii() and not word.isdigit():
            parts = re.findall(r"[a-z]+|\d+", word)
            found += parts if len(parts) > 1 else []
    return tuple(found)


_label_tokens = lru_cache(_LABELS)(_tokens)
_paragraph_tokens = lru_cache(_PARAGRAPHS)(_tokens)
