"""Personal data out of what people write, before it is kept: names, numbers and addresses.

Rules and lists, no model: what they miss is measured in ``tests/ingest/text/masking.yaml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from phonenumbers import Leniency, PhoneNumberMatcher

from ingest.text.names import name_spans, without_title
from ingest.text.normalize import arabic_digits, is_clean, normalize
from ingest.text.reaching import ADDRESS_PATTERNS, EMAIL_PATTERNS, LINK_PATTERNS, SPOKEN_PHONE

NAME = "[ชื่อ]"
PHONE = "[เบอร์โทร]"
LINE = "[ไลน์]"
EMAIL = "[อีเมล]"
CITIZEN = "[เลขประจำตัว]"
ACCOUNT = "[เลขบัญชี]"
LINK = "[ลิงก์]"
ADDRESS = "[ที่อยู่]"
MASKS = (NAME, PHONE, LINE, EMAIL, CITIZEN, ACCOUNT, LINK, ADDRESS)

Spans = Iterable[tuple[int, int]]

# Citation marks and what was masked before stay as they are.
_KEPT = re.compile(r"(\[\d{1,3}(?:\s*,\s*\d{1,3})*\]|" + "|".join(map(re.escape, MASKS)) + ")")
_D = "[0-9๐-๙]"
_LINE_ID = r"(@?[A-Za-z0-9](?:[A-Za-z0-9._-]{1,18}[A-Za-z0-9_])@?)"
_LINE_LABELLED = re.compile(
    # "line 12" may be a line of a file: without "id" a colon, an @ or a sign of a made-up name.
    r"(?:(?:ไลน์|ไลน|(?<![A-Za-z])line)\s*(?:ไอดี|ไอ\s?ดี|id)\s*(?:ของ[ก-๎]{1,6}\s*)?(?:คือ|is)?"
    r"|(?:ไลน์|ไลน|(?<![A-Za-z])line)\s*(?:คือ|[:=：])|ไอดีไลน์)\s*[:=：]?\s*" + _LINE_ID,
    re.IGNORECASE,
)
_LINE_MADE_UP = re.compile(
    r"(?:ไลน์|ไลน|(?<![A-Za-z])line)\s+(?=[A-Za-z])(?=[A-Za-z]*[0-9._-])" + _LINE_ID, re.IGNORECASE
)
_LINE_BARE = re.compile(
    r"(?<![A-Za-z0-9._])(@[A-Za-z0-9][A-Za-z0-9._-]{2,19})(?![A-Za-z0-9@])"
    r"|(?<![A-Za-z0-9])([UCR][0-9a-f]{32})(?![A-Za-z0-9])"
    r"|((?:https?://)?line\.me/[^\s\]]+)"
)
_CITIZEN = re.compile(rf"(?<!{_D})(?<![.,-])(?:{_D}[ -]?){{12}}{_D}(?![.,-]?{_D})")
_CITIZEN_LABELLED = re.compile(
    r"(?:บัตร(?:ประจำตัว)?ประชาชน|เลขประจำตัวประชาชน|citizen id|national id)"
    rf"[^0-9๐-๙\n]{{0,20}}((?:{_D}[ -]?){{12}}{_D})",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    rf"(?:เลข(?:ที่)?บัญชี|บัญชี(?:ธนาคาร|เลขที่)?|พร้อมเพย์|(?<![A-Za-z])account(?: (?:no\.?|number))?)"
    rf"[^0-9๐-๙\n]{{0,40}}?((?:{_D}[ -]?){{9,14}}{_D})(?!{_D})",
    re.IGNORECASE,
)
# "0 2241 9000-9" is ten lines; the library takes none of them for a number.
_LINES = re.compile(
    rf"(?<={_D}{{4}})\s?[-–]\s?{_D}{{1,2}}(?![-–]?{_D})|(?<={_D}{{3}})\s?ถึง\s?{_D}{{1,4}}(?!{_D})"
)
_TAIL = re.compile(
    rf"(?:\s?(?:[-–]|ถึง)\s?{_D}{{1,4}}(?!{_D}))?(?:\s*(?:ต่อ|กด|ภายใน|ext\.?|#)\s*{_D}{{1,5}}(?!{_D}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data as it was written, and what stands for it."""

    text: str
    mask: str


def mask(text: str, known: Iterable[Personal] = ()) -> str:
    """``text`` with personal data replaced by what it was; masking twice changes nothing more.

    What is ``known``, from the question that ``text`` answers, is found with other spaces, too.

    >>> mask("นายสมชาย ใจดี โทร ๐๘๑-๒๓๔-๕๖๗๘ ถามงบ 1,100,000 บาท [1]")
    '[ชื่อ] โทร [เบอร์โทร] ถามงบ 1,100,000 บาท [1]'
    """
    for one in known:
        for find in _respaced(one):
            text = _outside_marks(text, find, one.mask, [])
    return _masked(text, [])


def personal_data(*texts: str) -> tuple[Personal, ...]:
    """What ``mask`` takes out of ``texts``."""
    seen: list[Personal] = []
    for text in texts:
        _masked(text, seen)
    return tuple(dict.fromkeys(seen))


def _masked(text: str, seen: list[Personal]) -> str:
    # A mask ends what was glued to it: more may be seen, and each time less is left to see.
    before = None
    while text != before:
        before = text
        for find, mask_text in _FINDERS:
            text = _outside_marks(text, find, mask_text, seen)
    return text


def _outside_marks(
    text: str, find: Callable[[str], Spans], mask_text: str, seen: list[Personal]
) -> str:
    pieces = _KEPT.split(text)
    for at in range(0, len(pieces), 2):
        pieces[at] = _replaced(pieces[at], find, mask_text, seen)
    return "".join(pieces)


def _replaced(text: str, find: Callable[[str], Spans], mask_text: str, seen: list[Personal]) -> str:
    """What can't be seen (a zero-width space) or is written in another order hides nothing."""
    clean = None if is_clean(text) else normalize(text)
    read = clean.text if clean else text
    parts, done = [], 0
    for start, end in _merged(find(read)):
        seen.append(Personal(read[start:end], mask_text))
        if clean:
            start, end = clean.to_source(start, end)
        if done <= start < end:
            parts += [text[done:start], mask_text]
            done = end
    return "".join([*parts, text[done:]])


def _respaced(one: Personal) -> Iterator[Callable[[str], Spans]]:
    """Finders of ``one`` as a segmenter cuts it, whole and then without its title."""
    for text in dict.fromkeys((one.text, without_title(one.text))):
        letters = [re.escape(char) for char in text if char.isalnum() or _is_mark(char)]
        if len(letters) > 3:
            yield _matches(re.compile(r"[\s.-]*".join(letters), re.IGNORECASE))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def _merged(spans: Spans) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _matches(*patterns: re.Pattern[str]) -> Callable[[str], Spans]:
    """The group that matched, or the whole match of a pattern without one."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield match.span(match.lastindex or 0)

    return find


def _citizens(text: str) -> Iterator[tuple[int, int]]:
    yield from _matches(_CITIZEN_LABELLED)(text)
    for match in _CITIZEN.finditer(text):
        if _is_citizen_id(match[0]):
            yield match.span()


def _is_citizen_id(text: str) -> bool:
    """The check digit of the thirteen, by the rule of the Department of Provincial Administration:
    11 less the sum of the first twelve weighted 13 to 2, modulo 11 and 10."""
    digits = [int(char) for char in arabic_digits(text) if char.isdigit()]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return digits[0] > 0 and (11 - weighted % 11) % 10 == digits[-1]


def _phones(text: str) -> Iterator[tuple[int, int]]:
    yield from _matches(SPOKEN_PHONE)(text)
    if sum(map(str.isdigit, text)) < 8:
        return
    # Same length, so that places stay places.
    alone = _LINES.sub(lambda match: "\t" * len(match[0]), text)
    for version in {text, alone}:
        for match in PhoneNumberMatcher(version, "TH", leniency=Leniency.VALID):
            found = _TAIL.match(text, match.end)
            yield match.start, found.end() if found else match.end


_FINDERS: tuple[tuple[Callable[[str], Spans], str], ...] = (
    (_matches(*EMAIL_PATTERNS), EMAIL),
    (_matches(_LINE_LABELLED, _LINE_MADE_UP, _LINE_BARE), LINE),
    (_matches(*LINK_PATTERNS), LINK),
    (_citizens, CITIZEN),
    (_matches(_ACCOUNT), ACCOUNT),
    (_phones, PHONE),
    (_matches(*ADDRESS_PATTERNS), ADDRESS),
    (name_spans, NAME),
)
