"""Numbers and letters that lead headings, list items and names of projects: ``๒.๑``, ``(๓)``,
``๔)``, ``(ก)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pythainlp.corpus import provinces

from ingest.lexicon import months
from ingest.text.normalize import arabic_digits

# As lists of laws are lettered: without ฃ and ฅ, which are no longer written, and without ฆ.
_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_DEEPEST = 4  # levels of ๑.๒.๓.๔
_LARGEST = 99  # larger ones are years, amounts, numbers of laws
_LARGEST_PART = 40  # of ๑.๒.๓; larger ones are times of day, dates, percentages
_LONGEST_HEADING = 130  # characters; a longer line that begins with ส่วนที่ quotes a law
_MONTHS = "|".join(re.escape(name) for month in months() for name in month.names)
_PARTS = "ส่วน|บท|หมวด|ยุทธศาสตร์|กลยุทธ์|ประเด็นยุทธศาสตร์|เป้าประสงค์|พันธกิจ"
# "หมวด ๑" and "ข้อ ๑" do without ที่; a rule that is cited goes on with whose it is.
RUNS_ON = "ข้อ"  # clauses are numbered through all chapters
CLAUSES = ("หมวด", RUNS_ON)
_CITED = r"\s*(?:ของ|แห่ง|ตาม|และ|ถึง|วรรค|กำหนด|ระบุ)"
_NAMED = (
    rf"(?P<name>(?:{_PARTS})(?=ที่)|{'|'.join(CLAUSES)})(?:ที่)?\s*"
    rf"(?P<count>\d{{1,2}})(?![\d.,/]|{_CITED})"
)
_ITEM = (
    r"(?P<open>\(\s?)?(?P<path>\d{1,2}(?:\.\d{1,2}){0,3})(?:(?P<close>\.?\s?\))|(?P<dot>\.(?!\d)))?"
)
# What follows a number without any sign is a heading only where it is no unit and no month.
_MEASURES = r"น\.|บาท|ล้าน|แสน|หมื่น|พัน|คะแนน|เปอร์เซ็นต์|ร้อยละ|ชั่วโมง|เมตร|กิโล|ตาราง|ไร่"
_UNITS = "คน|บาท|ปี|ครั้ง|วัน|เดือน|แห่ง|ราย|ชั่วโมง|รุ่น|อัตรา"
_THINGS = "หลักสูตร|โครงการ|ตำแหน่ง|ด้าน|กลุ่ม|ฉบับ"  # "๘ หลักสูตรการพัฒนา" is a heading
_COUNTED = rf"{_MONTHS}|{_UNITS}|(?:{_THINGS})(?![ก-๎])"
_BARE = re.compile(rf"\s+(?!{_COUNTED})[ก-ฮเ-ไ“\"]")
_LEADING = re.compile(rf"\s*(?:[-•*–]\s*)?(?:{_NAMED}|{_ITEM})")
# "ก.ท.", "จ.เลย" and "อ. เมือง" are abbreviations: "ก." is a mark where a space and a word follow.
_LETTER = (
    rf"(?:\((?P<in>[{_LETTERS}])\)|(?P<before>[{_LETTERS}])\)"
    rf"|(?P<stop>[{_LETTERS}])\.(?=\s+[“\"]?[ก-ฮเ-ไ][ก-๎]{{2}}))"
)
_LEADING_LETTER = re.compile(rf"\s*(?:[-•*–]\s*)?{_LETTER}")
_LETTER_INSIDE = re.compile(rf"(?:^|(?<=[^\d]\s)){_LETTER}(?=\s*[ก-ฮเ-ไ“\"A-Z])")
# "ข้อ ๗." names a rule, not an item.
_INSIDE = re.compile(
    r"(?:^|(?<=[\s>]))(?<!ข้อ\s)(?<!ที่\s)(?<!มาตรา\s)(?<!ระดับ\s)(?<!หมวด\s)(?<!ฉบับ\s)"
    rf"{_ITEM}(?=\s*[ก-ฮเ-ไ“\"A-Z])"
)
_WORDS = re.compile(rf"\s*(?!{_MEASURES})[ก-ฮเ-ไ“\"A-Za-z(]")


@dataclass(frozen=True, slots=True)
class Mark:
    """``style`` is how the number is written, ``prefix`` what stands before its last part:
    ``(๓.๒)`` is ``(n)`` with the prefix 3 and the number 2, ``(ค)`` is ``(ก)`` with the number 3.
    ``shown`` is as printed, in Arabic digits."""

    style: str
    prefix: tuple[int, ...]
    number: int
    shown: str

    @property
    def is_heading(self) -> bool:
        """Whether it is of the kinds that divide a plan, not of those that count items."""
        return self.style not in _OF_ITEMS

    def follows(self, other: Mark) -> bool:
        """Whether it is the next one in the list of the other."""
        same = self.style == other.style and self.prefix == other.prefix
        return same and self.number == other.number + 1

    def is_wider(self, other: Mark) -> bool:
        """Whether it divides the plan at a higher level: ``ส่วนที่ ๒`` and ``๒.๑`` above ``(๓)``.
        A lettered heading may have numbered ones below it."""
        return self._depth == 0 if other.is_letter else self._depth < other._depth

    @property
    def is_letter(self) -> bool:
        return "ก" in self.style and self.style in _OF_ITEMS

    @property
    def _depth(self) -> int:
        if self.style == "n.n":
            return len(self.prefix)
        return _DEEPEST + _OF_ITEMS.index(self.style) if self.style in _OF_ITEMS else 0

    def sibling(self, number: int) -> str:
        """The mark of another number in the same list."""
        own, other = self.sign(self.number), self.sign(number)
        last = self.shown.rfind(own)
        return f"{self.shown[:last]}{other}{self.shown[last + len(own) :]}"

    def sign(self, number: int) -> str:
        """How a number of its list is written, without what is around it; the last letter for
        all that go beyond it."""
        return _LETTERS[min(number, len(_LETTERS)) - 1] if self.is_letter else str(number)


# A number without a sign stands on headings, in brackets on items of items.
_OF_ITEMS = ("n", "n.", "(n)", "n)", "ก.", "(ก)", "ก)")


def leading(text: str) -> Mark | None:
    """The mark that a line starts with, None where it starts with none."""
    plain = arabic_digits(text)
    match = _LEADING.match(plain)
    if match is None:
        letter = _LEADING_LETTER.match(plain)
        return _lettered(letter) if letter and not _is_province(letter, plain) else None
    if match["name"] not in (None, RUNS_ON) and len(plain) > _LONGEST_HEADING:
        return None
    if match["name"]:
        return Mark(match["name"], (), int(match["count"]), match[0].strip(" -•*–"))
    mark = _item(match)
    if mark is None or mark.style not in ("n", "n.n"):
        return mark
    follows = _BARE if mark.style == "n" else _WORDS
    return mark if follows.match(plain, match.end()) else None


def inside(text: str) -> Iterator[Mark]:
    """The marks of the items in a cell: ``๑) … ๒) …``, letters first; bare numbers are none."""
    plain = arabic_digits(text)
    yield from map(_lettered, _LETTER_INSIDE.finditer(plain))
    for match in _INSIDE.finditer(plain):
        mark = _item(match)
        if mark is None or mark.style == "n":
            continue
        if mark.style != "n.n" or _WORDS.match(plain, match.end()):
            yield mark


def _lettered(match: re.Match[str]) -> Mark:
    style = "(ก)" if match["in"] else "ก)" if match["before"] else "ก."
    letter = match["in"] or match["before"] or match["stop"]
    return Mark(style, (), _LETTERS.index(letter) + 1, match[0].strip(" -•*–"))


def _is_province(match: re.Match[str], text: str) -> bool:
    """Whether it is the abbreviation of จังหวัด: ``จ. เลย``."""
    name = text[match.end() :].lstrip()
    return match["stop"] == "จ" and name.startswith(tuple(map(str, provinces())))


def _item(match: re.Match[str]) -> Mark | None:
    parts = [int(part) for part in match["path"].split(".")]
    largest = _LARGEST if len(parts) == 1 else _LARGEST_PART
    if not all(1 <= part <= largest for part in parts) or (match["open"] and not match["close"]):
        return None
    return Mark(_style(match, len(parts)), tuple(parts[:-1]), parts[-1], match[0].strip(" -•*–"))


def _style(match: re.Match[str], depth: int) -> str:
    if match["close"]:
        return "(n)" if match["open"] else "n)"
    return "n.n" if depth > 1 else "n." if match["dot"] else "n"
