"""Years of the Buddhist era in Thai text, long (2569) and short (69)."""

from __future__ import annotations

import re

from ingest.text.normalize import arabic_digits

# Plans and the laws they cite; a four-digit number outside is not taken for a year.
FIRST, LAST = 2430, 2620
_BUDDHIST_OFFSET = 543  # พ.ศ. = ค.ศ. + 543
_CENTURY = 2500

_MONTH = r"(?:[มกตพธสงยค]\.\s?[คพยมก]\.|เม\.\s?ย\.|มี\.\s?ค\.|มิ\.\s?ย\.|[ก-๙]{2,8}(?:าคม|ายน|าพันธ์))"
_LONG = re.compile(r"(?<![\d,./])(2[4-6]\d\d)(?![\d,%]|\.\d)")
_SHORT = re.compile(
    rf"(?:ปี(?:\s*งบ(?:ประมาณ)?|\s*งปม\.?)?(?:\s*พ\.?\s?ศ\.?)?|พ\.?\s?ศ\.?|{_MONTH})\s*([4-9]\d)(?![\d,%]|\.\d)"
)
_SHORT_RANGE = re.compile(r"(?<=[-–/ ])([4-9]\d)(?!\d)")
_CHRISTIAN = re.compile(r"(?<![\d,])(20[1-4]\d)(?![\d,%])")
_RANGE = re.compile(r"(2[4-6]\d\d)\s*(?:-|–|—|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?(2[4-6]\d\d|\d\d)(?!\d)")


def find_years(text: str) -> tuple[int, ...]:
    """The years named in the text, in order of appearance, each once.

    A short year counts after ปี, พ.ศ. or a month: ``ปี ๖๙`` is 2569, ``69 คน`` is not a year.
    """
    plain = arabic_digits(text)
    found = [(m.start(1), int(m[1])) for m in _LONG.finditer(plain)]
    found += [(m.start(1), _CENTURY + int(m[1])) for m in _SHORT.finditer(plain)]
    years = [year for _, year in sorted(found) if FIRST <= year <= LAST]
    return tuple(dict.fromkeys(years))


def find_question_years(text: str) -> tuple[int, ...]:
    """As ``find_years``, and Christian years as people type them: ``ปี 2026`` is 2569."""
    plain = arabic_digits(text)
    christian = [int(m[1]) + _BUDDHIST_OFFSET for m in _CHRISTIAN.finditer(plain)]
    return tuple(dict.fromkeys([*find_years(plain), *christian]))


def year_span(text: str) -> tuple[int, ...]:
    """The years that a title covers; a range is filled: ``๒๕๖๗ - ๒๕๖๙`` gives three."""
    plain = arabic_digits(text)
    for match in _RANGE.finditer(plain):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if first <= last <= first + 10:
            return tuple(range(first, last + 1))
    return find_years(plain)[:1]
