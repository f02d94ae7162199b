"""The strategies, issues and areas that a question names by their numbers."""

from __future__ import annotations

import re

_STRATEGY = re.compile(
    r"(?:ยุทธศาสตร์|ยุทธ(?!ศาสตร์)|(?<!ห)ยุ[ทดธ][ก-ฮะ-ู]{0,8}?|ประเด็นยุทธศาสตร์|strategy)(?:การพัฒนา)?(?:ที่|ข้อ(?:ที่)?)?\s*(\d{1,2})"
    # Other plans number their issues or fields; the bare words mean many things.
    r"|(?:ประเด็น|ด้าน)(?:การพัฒนา)?ที่\s*(\d{1,2})"
    r"|(?:หัวข้อ|ข้อ|หมวด|ส่วน|ลำดับ)(?:ที่)?\s*(\d{1,2})[.)]?\s*(?=ด้าน|ประเด็น)"
)
_KIND = r"(?:ยุทธศาสตร์|ยุทธ|ประเด็น|ด้าน)(?:การพัฒนา)?(?:ที่)?\s*"
_NEXT = rf"\s*(\+|,|และ|กับ|หรือ|-|ถึง)\s*(?:{_KIND})?(\d{{1,2}})(?!\d|,\d)"
_MORE = re.compile(rf"{_KIND}(\d{{1,2}})((?:{_NEXT})+)")
_TACTIC = re.compile(r"กลยุทธ์(?:ที่|ข้อ(?:ที่)?)\s*(\d{1,2})")
_RANGE = ("-", "ถึง")


def strategies_in(text: str) -> tuple[int, ...]:
    """The numbers named: ``ยุทธศาสตร์ที่ 1 กับ 3`` gives 1, 3 and ``ยุทธศาสตร์ 1 ถึง 3`` 1, 2, 3."""
    found = [(m.start(), int(m[1] or m[2] or m[3])) for m in _STRATEGY.finditer(text)]
    for match in _MORE.finditer(text):
        last = int(match[1])
        for joined, number in re.findall(_NEXT, match[2]):
            first = last + 1 if joined in _RANGE else int(number)
            last = int(number)
            found += [(match.start(), n) for n in range(first, last + 1)]
    return tuple(dict.fromkeys(number for _, number in sorted(found, key=lambda pair: pair[0])))


def without_strategies(text: str) -> str:
    return _STRATEGY.sub("|", _MORE.sub("|", text))


def tactics_in(text: str) -> tuple[int, ...]:
    return tuple(int(m[1]) for m in _TACTIC.finditer(text))
