"""The words of a sentence that its lines don't hold, and names of which a word is another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.proof.figures import without_figures
from api.proof.lexicon import paraphrase
from api.proof.models import Lack
from ingest.text.normalize import fold
from ingest.text.segment import words

# Share of a sentence's own words, by their letters, that the lines hold. Chosen on the sentences
# of tests/api/proof that are not held out.
ENOUGH = 0.8
# A strange word as long as this is a thing of its own, however long the sentence is.
_LONG = 8
_LETTER = re.compile("[a-z\u0e01-\u0e2e]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'.&][A-Za-z0-9]+)*")
_ENGLISH = re.compile(r"\b(?:the|of|has|is|are|for|an?|to|and|must|by|with|uses?|in|at)\b", re.I)
_NAMED = re.compile(r"โครงการ|หลักสูตร|กิจกรรม|วิชา")
_QUOTED = re.compile('[“"«]([^”"»]{3,})[”"»]')
_PERSON = re.compile(
    r"(?:นางสาว|นาง|นาย|น\.ส\.|ดร\.|ว่าที่\s?ร\.ต\.)\s*([\u0e01-\u0e4e]{2,}\s+[\u0e01-\u0e4e]{2,})"
)
_TITLE = re.compile("นายก|นายช่าง|นายแพทย์|นายทะเบียน|นายตรวจ|นายสัตวแพทย์|นายอำเภอ|นายจ้าง")
_LETTERS = 12  # of a name behind its marker that a sentence doesn't cut


def is_thai(text: str) -> bool:
    """Whether a sentence is Thai; English ones keep Thai names."""
    return len(_ENGLISH.findall(text)) < 2


def strange(text: str, folded: str) -> Iterator[Lack]:
    """Persons, quotations, Latin words, and words in general that aren't there."""
    for match in _PERSON.finditer(text):
        if not _TITLE.match(match[0]) and fold(match[0]) not in folded:
            yield Lack("name", match[0])
    for match in _QUOTED.finditer(text):
        if fold(match[1]) not in folded:
            yield Lack("name", match[1])
    if not is_thai(text):
        return
    for match in _LATIN.finditer(text):
        if fold(match[0]) not in folded:
            yield Lack("words", match[0])
    yield from _words(text, folded)


def _words(text: str, folded: str) -> Iterator[Lack]:
    ignored = paraphrase()
    parts = without_figures(text).split()  # a model's spaces end phrases
    own = [w for part in parts for w in words(part) if w not in ignored and _LETTER.search(w)]
    absent = [word for word in own if word not in folded and not _is_joined(word, folded)]
    size = sum(map(len, own))
    if not absent:
        return
    share = 1 - sum(map(len, absent)) / size
    if share < ENOUGH or any(len(word) >= _LONG for word in absent):
        yield from (Lack("words", word) for word in dict.fromkeys(absent))


def _is_joined(word: str, folded: str) -> bool:
    """Whether a word is two that are there, or that say nothing: ``ตำแหน่งว่าง``, ``ยังอยู่``."""
    ignored = paraphrase()
    return any(
        all(
            half in ignored or (len(half) > 2 and half in folded) for half in (word[:at], word[at:])
        )
        for at in range(2, len(word) - 1)
    )
