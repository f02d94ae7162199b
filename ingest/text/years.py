"""Years of the Buddhist era in Thai text, long (2569) and short (69)."""

from __future__ import annotations

import re

from ingest.text.normalize import arabic_digits

# Plans and the laws they cite; a four-digit number outside is not taken for a year.
FIRST, LAST = 2430, 2620
_BUDDHIST_OFFSET = 543  # พ.ศ. = ค.ศ. + 543
_CENTURY = 2500

_MONTH = r"(?:[มกตพธสงยค]\.\s?[คพยมก]\.|เม\.\s?ย\.|มี\.\s?ค\.|มิ\.\s?ย\.|[ก-๙]{2,8}(?:าคม|ายน|าพันธ์))"
# What is counted is no year: "เดือนมีนาคม ๔๐ คน".
_NO_COUNT = (
    r"(?![\d,%]|\.\d|\s*"
    r"(?:คน|ราย|ครั้ง|วัน|ชั่วโมง|แห่ง|บาท|เรื่อง|รุ่น|อัตรา|หลักสูตร|ตำแหน่ง|โครงการ))"
)
_LONG = re.compile(r"(?<![\d,/])(?<!\d\.)(2[4-6]\d\d)(?![\d,%]|\.\d)")
_SHORT = re.compile(
    rf"(?:ปี(?:\s*งบ(?:ประมาณ)?|\s*งปม\.?)?(?:\s*พ\.?\s?ศ\.?)?|พ\.?\s?ศ\.?|{_MONTH})\s*([4-9]\d){_NO_COUNT}"
)
_CHRISTIAN = re.compile(r"(?<![\d,])(20[1-4]\d)(?![\d,%])")
_LAST_QUARTER = re.compile(
    r"((?:ต\.\s?ค\.|ตุลา(?:คม)?|พ\.\s?ย\.|พฤศจิกา(?:ยน)?|ธ\.\s?ค\.|ธันวา(?:คม)?)"
    r"\s*(?:ปี\s*)?(?:พ\.?\s?ศ\.?\s*)?)(2[4-6]\d\d|[4-9]\d)(?![\d,%])"
)
_TO = r"\s*(?:-|–|—|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?"
_RANGE = re.compile(rf"(2[4-6]\d\d){_TO}(2[4-6]\d\d|\d\d){_NO_COUNT}")
_SHORT_RANGE = re.compile(rf"{_SHORT.pattern}{_TO}([4-9]\d){_NO_COUNT}")
_LONGEST = 10  # years; "ปี ๒๕๖๗ - ๙๘" is no range of years


def find_years(text: str) -> tuple[int, ...]:
    """The years named in the text, in order of appearance, each once; of a range its two ends.

    A short year counts after ปี, พ.ศ. or a month: ``ปี ๖๙`` is 2569, ``69 คน`` is not a year.
    """
    plain = arabic_digits(text)
    found = [(m.start(1), int(m[1])) for m in _LONG.finditer(plain)]
    found += [(m.start(1), _CENTURY + int(m[1])) for m in _SHORT.finditer(plain)]
    found += [(at, end) for at, _, end in _ranges(plain)]
    years = [year for _, year in sorted(found) if FIRST <= year <= LAST]
    return tuple(dict.fromkeys(years))


def _ranges(plain: str) -> list[tuple[int, int, int]]:
    """Ranges of years: where the last one stands, the first, the last."""
    long = [(m.start(2), int(m[1]), m[2]) for m in _RANGE.finditer(plain)]
    short = [(m.start(2), _CENTURY + int(m[1]), m[2]) for m in _SHORT_RANGE.finditer(plain)]
    found = [
        (at, first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))
        for at, first, last in sorted(long + short)
    ]
    return [(at, first, last) for at, first, last in found if first <= last <= first + _LONGEST]


def find_question_years(text: str) -> tuple[int, ...]:
    """The fiscal years that a question means, in order of appearance, each once.

    As ``find_years``, and Christian years as people type them: ``ปี 2026`` is 2569. A year after
    a month of the calendar's last quarter, with which a fiscal year begins, is the calendar's:
    ``ธันวาคม 2568`` lies in 2569.
    """
    plain = _CHRISTIAN.sub(lambda m: str(int(m[1]) + _BUDDHIST_OFFSET), arabic_digits(text))
    return find_years(_LAST_QUARTER.sub(_next_year, plain))


def _next_year(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 1}"


def year_span(text: str) -> tuple[int, ...]:
    """The years that a title covers; a range is filled: ``๒๕๖๗ - ๒๕๖๙`` gives three."""
    plain = arabic_digits(text)
    for _, first, last in _ranges(plain):
        return tuple(range(first, last + 1))
    return find_years(plain)[:1]
