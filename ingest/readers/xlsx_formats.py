"""A spreadsheet's values as its number formats show them: 20000 as ``20,000``.

Thai Excel knows more than the standard: ``t`` and a calendar code that begins with 0D ask for
Thai digits, ``b`` and a calendar code that ends in 07 for years of the Buddhist era.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from ingest.lexicon import months

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_THAI_DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_THAI_SHORT_DAYS = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")
_ERA = 543
# Formats 14 and 22 stand for the short date of the machine; on a Thai one d/m/ and the era's year.
_SHORT_DATES = {"mm-dd-yy": "d/m/bbbb", "m/d/yy": "d/m/bbbb", "m/d/yy h:mm": "d/m/bbbb h:mm"}
_TOKEN = re.compile(
    r"""\[\$(?P<money>[^\]-]*)(?:-(?P<locale>[0-9A-Fa-f]+))?[^\]]*\]"""  # [$฿-41E], [$-D07041E]
    r"""|\[(?P<elapsed>h+|m+|s+)\]"""
    r"""|(?P<hint>\[[^\]]*\])"""  # a colour or a condition
    r"""|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.""",
    re.DOTALL | re.IGNORECASE,
)
_NUMBER = re.compile(r"[0#?][0#?,.]*|\.[0#?]+")
_DATE_PART = re.compile(r"(?i)y+|b+|e+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p|g+")
_CONDITION = re.compile(r"\[[<>=]+\s*-?[\d.]+\]")
_SIGNIFICANT = 11  # digits that a cell of the General format shows
_MAX_DECIMALS = 30

Value = str | int | float | bool | datetime | date | time | timedelta | None


def shown(value: Value, number_format: str) -> str:
    """What the cell shows; "" for a blank one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    code = _SHORT_DATES.get(number_format, number_format)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    if isinstance(value, date | time):
        return _date(value, code)
    return _number(value, code)


def _general(value: float) -> str:
    text = f"{value:.{_SIGNIFICANT}g}"
    if "e" not in text:
        return text
    return f"{value:.0f}" if abs(value) < 10**15 and value == int(value) else text


def _number(value: int | float, code: str) -> str:
    try:
        number = Decimal(repr(value))
    except InvalidOperation:  # pragma: no cover - openpyxl gives finite numbers
        return str(value)
    if not number.is_finite():
        return ""
    sections = _sections(code)
    section, number = _section_for(sections, number)
    thai = section[:1].lower() == "t" or _locale(section).startswith("D")
    section = section[1:] if section[:1].lower() == "t" else section
    literal, pattern = _literals(section)
    match = _NUMBER.search(pattern)
    if match is None or re.search(r"[Ee][+-]|/|General|@", pattern, re.IGNORECASE):
        shown = literal(pattern) if match is None and _is_only_text(pattern) else ""
        text = shown or _general(float(number))
    else:
        before, after = pattern[: match.start()], pattern[match.end() :]
        scaled = number * 100 ** pattern.count("%")
        text = literal(before) + _digits(scaled, match[0], after) + literal(after.lstrip(","))
    text = " ".join(text.split())
    return text.translate(_THAI_DIGITS) if thai else text


def _is_only_text(pattern: str) -> bool:
    return bool(pattern.strip()) and "general" not in pattern.lower() and "@" not in pattern


def _section_for(sections: list[str], number: Decimal) -> tuple[str, Decimal]:
    """Sections are for positive, negative and zero, in this order; a lone one is for all."""
    if any(_CONDITION.search(section) for section in sections):
        return "General", number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    if number < 0:
        return f'"-"{sections[0]}', -number
    return sections[0], number


def _sections(code: str) -> list[str]:
    """Split at semicolons, quoted and escaped ones aside."""
    parts, at = [""], 0
    while at < len(code):
        token = _TOKEN.match(code, at)
        if token is None and code[at] == ";":
            parts.append("")
        else:
            parts[-1] += token[0] if token else code[at]
        at = token.end() if token else at + 1
    return parts


def _locale(section: str) -> str:
    """The eight hex digits of ``[$-D07041E]``: digits, calendar, language; "" if none."""
    found = re.search(r"\[\$[^\]-]*-([0-9A-Fa-f]+)", section)
    code = found[1].upper() if found else ""
    return code[0] + code[1:].zfill(6) if len(code) == 7 else code.zfill(8)[1:] if code else ""


def _literals(section: str) -> tuple[_Restore, str]:
    """The section with its literals taken out as private characters, and what puts them back."""
    kept: list[str] = []

    def take(match: re.Match[str]) -> str:
        text = match["money"] or match["quoted"] or match["escaped"] or ""
        if not text:
            return " " if match[0][0] in "_*" else ""
        kept.append(text)
        return chr(_FIRST_PRIVATE + len(kept) - 1)

    return _Restore(kept), _TOKEN.sub(take, section[:255])


_FIRST_PRIVATE = 0xE000


class _Restore:
    def __init__(self, kept: list[str]) -> None:
        self._kept = kept

    def __call__(self, text: str) -> str:
        return "".join(
            self._kept[ord(c) - _FIRST_PRIVATE]
            if 0 <= ord(c) - _FIRST_PRIVATE < len(self._kept)
            else c
            for c in text
        )


def _digits(number: Decimal, pattern: str, after: str) -> str:
    whole, _, decimals = pattern.partition(".")
    decimals = re.sub(r"[^0#?]", "", decimals)[:_MAX_DECIMALS]
    scale = len(whole) - len(whole.rstrip(",")) if not decimals else 0
    number = number.scaleb(-3 * scale)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    integer, _, fraction = f"{rounded:f}".partition(".")
    keep = len(decimals.rstrip("#?"))
    fraction = fraction[:keep] + fraction[keep:].rstrip("0")
    least = whole.count("0")
    integer = integer.lstrip("0").rjust(least, "0") if least or int(integer) else ""
    if "," in whole.rstrip(","):
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
    return f"{integer}.{fraction}" if fraction else integer


def _date(value: datetime | date | time, code: str) -> str:
    section = _sections(code)[0]
    locale = _locale(section)
    buddhist = locale[1:3] == "07"
    literal, pattern = _literals(section[1:] if section[:1].lower() == "t" else section)
    if not _DATE_PART.search(pattern):
        pattern = "d/m/bbbb" if isinstance(value, date) else "h:mm"
    moment = _moment(value)
    parts: list[str] = []
    at, clock = 0, False
    for match in _DATE_PART.finditer(pattern):
        name = match[0].lower()
        minutes = name[0] == "m" and (clock or _before_seconds(pattern, match.end()))
        twelve = "am/pm" in pattern.lower()
        parts += [pattern[at : match.start()], _part(moment, name, buddhist, minutes, twelve)]
        clock = name[0] in "h" or (clock and name[0] not in "mdyb")
        at = match.end()
    text = " ".join(literal("".join(parts) + pattern[at:]).replace("@", "").split())
    thai = locale.startswith("D") or section[:1].lower() == "t"
    return text.translate(_THAI_DIGITS) if thai else text


def _moment(value: datetime | date | time) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    return datetime.combine(date(1900, 1, 1), value)


def _before_seconds(pattern: str, at: int) -> bool:
    return re.match(r"[^a-zA-Z]*s", pattern[at:]) is not None


def _part(moment: datetime, name: str, buddhist: bool, minutes: bool, twelve: bool) -> str:
    letter, width = name[0], len(name)
    if letter in "ybe":
        year = moment.year + (_ERA if buddhist or letter == "b" else 0)
        return f"{year % 100:02d}" if width <= 2 and letter != "e" else str(year)
    if letter == "m" and not minutes:
        return _month(moment.month, width)
    if letter == "d" and width > 2:
        return (_THAI_SHORT_DAYS if width == 3 else _THAI_DAYS)[moment.weekday()]
    if letter in "ag":
        return ("AM" if moment.hour < 12 else "PM") if letter == "a" else ""
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    number = {"d": moment.day, "h": hour, "m": moment.minute, "s": moment.second}[letter]
    return f"{number:0{min(width, 2)}d}"


def _month(number: int, width: int) -> str:
    """``1``, ``01``, ``ม.ค.``, ``มกราคม`` and its first letter, as offices here see them."""
    if width <= 2:
        return f"{number:0{width}d}"
    names = next(month.names for month in months() if month.number == number)
    return names[1] if width == 3 else names[0] if width == 4 else names[0][0]
