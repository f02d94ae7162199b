"""Figures as a sentence states them: digits with a word of scale, and money in its ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pythainlp.util import thaiword_to_num

from ingest.text.normalize import arabic_digits
from ingest.text.numbers import NUMBER

# ``ร้อย`` is left out: after a number it begins ร้อยละ.
_SCALES = {"พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6}
_SCALE = "|".join(_SCALES)
_FIGURE = re.compile(rf"({NUMBER.pattern})(?:\s*({_SCALE})(?:\s*({_SCALE}))?)?")
_BEFORE = re.compile(r"(?:฿|THB|\(บาท\))\s*$", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:/-|\.-|บาท|baht|฿|THB)", re.IGNORECASE)
_UNITS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|เอ็ด|ยี่|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน"
_SPELLED = re.compile(rf"((?:{_UNITS})+)\s*บาท")


@dataclass(frozen=True, slots=True)
class Figure:
    """``text`` as printed, digits Arabic, at ``start``; ``is_money`` where it says so beside it."""

    text: str
    value: float
    start: int
    is_money: bool


@lru_cache(1_024)
def figures_in(text: str) -> tuple[Figure, ...]:
    """``1.2 แสนบาท`` is 120,000 and money, ``หนึ่งแสนบาท`` 100,000; ``40 คน`` is 40."""
    return tuple(sorted(_figures(arabic_digits(text)), key=lambda figure: figure.start))


def without_figures(text: str) -> str:
    """The text with a bar in the place of each figure, spelled ones too."""
    return _SPELLED.sub("|", _FIGURE.sub("|", arabic_digits(text)))


def spelled_value(word: str) -> float:
    """``สองแสน`` is 200,000; what spells no number, such as ``ร้อยพัน``, is -1, which no line has."""
    try:
        return float(thaiword_to_num(word))
    except ValueError:
        return -1.0


def _figures(plain: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(plain):
        value = float(match[1].replace(",", ""))
        for scale in filter(None, match.groups()[1:]):
            value *= _SCALES[scale]
        is_money = _AFTER.match(plain, match.end()) or _BEFORE.search(plain[: match.start()])
        yield Figure(match[0].strip(), round(value, 6), match.start(), bool(is_money))
    for match in _SPELLED.finditer(_FIGURE.sub(lambda m: "#" * len(m[0]), plain)):
        yield Figure(match[1], spelled_value(match[1]), match.start(), True)
