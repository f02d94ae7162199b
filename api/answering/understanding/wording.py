"""A question's wording, corrected: one spelling, common slips mended, wrong keyboard turned."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pythainlp.corpus import thai_words
from pythainlp.util import eng_to_thai

from api.answering.understanding.commonness import is_grammar
from api.answering.understanding.sounds import is_mark, sound
from api.answering.understanding.vocabulary import vocabulary
from ingest.lexicon import slips
from ingest.lexicon.repair import repair
from ingest.text.normalize import arabic_digits, normalize
from ingest.text.segment import words

LONGEST = 2_000  # characters of a question that are read; the service refuses longer ones
_THAI = re.compile("[\u0e01-\u0e4e]")
_KEPT = re.compile(r"\d+|[A-Z]{3,}")  # years, and abbreviations that Thai texts hold: IDP, KPI
_REPEATED = re.compile(r"(\D)\1{3,}")
_NUMBERED = re.compile(r"\d[ก-ฮ]\.?")  # 5ส: a number and a letter are a name
# Particles at the end are words of their own: "ไหนคะ" is else cut into ไห and นคะ.
_PARTICLE = re.compile(
    "(?<=[\u0e01-\u0e4e])(?<!บัง)(ครับ(?:ผม)?|คับ(?:ผม)?|ค้าบ+|คร้าบ+|ค่ะ|คะ|จ๊ะ|จ้ะ)(?=[\\s?!.]|$)"
)
# จัดตั้งแต่ is จัด and ตั้งแต่, which the segmenter cuts into จัดตั้ง and แต่.
_SINCE = re.compile("(?<=[\u0e01-\u0e4e])(?=ตั้งแต่(?!ละ))")
# The mark of a name cut short: "เขาเขียวฯ", not "ฯลฯ".
_CUT_SHORT = re.compile("(?<=[\u0e01-\u0e4e])(?<!กรุงเทพ)(?<!ฯล)ฯ(?!ล)")


def corrected(message: str) -> str:
    """The message as it was meant: lower case, Arabic digits, single spaces.

    ``อบรบใหนดี ๕ๆๆๆๆ`` gives ``อบรมไหนดี 5ๆ``. A text typed on the wrong keyboard layout
    (``vc[i,``) is turned to Thai if that gives words.
    """
    text = normalize(message[:LONGEST]).text
    text = _turned(" ".join(_CUT_SHORT.sub(" ", text).split()))
    text = arabic_digits(text).lower()
    text = _REPEATED.sub(r"\1", text)
    return _SINCE.sub(" ", _PARTICLE.sub(r" \1", repair(text)))


def has_thai(text: str) -> bool:
    """Whether a text holds Thai letters; one without may be wholly English."""
    return _THAI.search(text) is not None


def corrected_words(text: str) -> list[str]:
    """The words of a corrected text, slips of whole words mended. A space a person typed ends
    a word, unlike one that OCR left."""
    return list(_corrected_words(text))


@lru_cache(256)  # asked for several times of one text
def _corrected_words(text: str) -> tuple[str, ...]:
    whole = slips().whole_word
    return tuple(whole.get(word, word) for part in text.split() for word in words(part))


def topic_words(text: str) -> list[str]:
    """The words of a corrected text that say what it is about, ``5ส`` as its two parts."""
    parts = corrected_words(text)
    found: list[str] = []
    for at, word in enumerate(parts):
        pairs = ("".join(parts[at : at + 2]), "".join(parts[max(0, at - 1) : at + 1]))
        if any(map(_NUMBERED.fullmatch, pairs)) or _says_something(word):
            found.append(word)
    return found


def _says_something(word: str) -> bool:
    if is_stop(word) or is_grammar(word) or is_mark(word[0]) or (word.isdigit() and len(word) < 3):
        return False
    return len(word) > 1 or word.isascii()


def is_stop(word: str) -> bool:
    """Whether a word says nothing of the topic, misspelt as well: ``ใว้`` is ไว้."""
    stop = vocabulary().stop
    return word in stop or (word not in thai_words() and sound(word) in _stop_sounds())


@cache
def _stop_sounds() -> frozenset[str]:
    return frozenset(sound(word) for word in vocabulary().stop if len(word) > 2)


def _turned(text: str) -> str:
    """Thai typed on the English layout, as Thai; any other text as it is."""
    if has_thai(text) or len(text) < 6:
        return text
    parts = [p if _KEPT.fullmatch(p) else eng_to_thai(p) for p in text.rstrip("?! ").split(" ")]
    turned = "".join(p for p in parts if has_thai(p))
    letters = sum(len(w) for w in words(turned) if len(w) > 2 and w in thai_words())
    return " ".join(parts) if letters * 2 > len(turned) else text
