"""What a question selects: amounts within bounds, every organisation, the whole of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from api.answering.saying import money
from ingest.models import Baht, exact_baht
from ingest.text.numbers import grouped
from prompts import say

_SATANG = Decimal("0.01")
_YEAR = re.compile(r"2[45]\d\d|20\d\d")


# A number after these is a name: "ไตรมาส 3 โครงการไหนแพงสุด".
_ORDINAL = re.compile(r"(?:ที่|ข้อ|ไตรมาส|ยุทธ|ยุทธศาสตร์|ด้าน|ปี|ระดับ|หมวด|เดือน)\s?\Z")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Amounts in baht from ``least`` to ``most``, both inclusive; None where open. A question
    says them as ``kind`` of ``amounts``: ``above`` 5,000."""

    least: Baht | None
    most: Baht | None
    kind: str
    amounts: tuple[Baht, ...]

    def hold(self, baht: Baht) -> bool:
        above = self.least is None or baht >= self.least
        return above and (self.most is None or baht <= self.most)

    @property
    def said(self) -> str:
        if self.kind == "between":
            low, high = min(self.amounts), max(self.amounts)
            return say("between", low=grouped(low), high=money(high))
        return say(self.kind, amount=money(self.amounts[0]))


def find_bounds(text: str) -> tuple[Bounds, str] | None:
    """The amounts that a text bounds, and the text without them.

    ``โครงการที่งบไม่เกิน 5 พัน`` gives 0 to 5,000 and ``โครงการที่งบ|``. Numbers that count
    people, days or years bound no money.
    """
    for pattern, kind in _bound_patterns():
        for match in pattern.finditer(text):
            amounts = [_baht(match[name]) for name in ("first", "second") if match[name]]
            if all(amounts):
                rest = f"{text[: match.start()]}|{text[match.end() :]}"
                return _bounds(kind, [a for a in amounts if a]), rest
    return None


def asked_number(text: str) -> int | None:
    """How many a question asks for: ``3 โครงการที่งบสูงสุด``, ``ห้าอันดับแรก``, ``top 5``."""
    found = (m for m in _asked_number().finditer(text) if not _ORDINAL.search(text, 0, m.start()))
    match = next(found, None)
    if match is None:
        return None
    said = match["n"] or match["top"]
    return int(_data()["numbers"].get(said, said))


def without_number(text: str) -> str:
    """The text without how many it asks for: these words are no topic."""
    return _asked_number().sub("|", text)


@cache
def _asked_number() -> re.Pattern[str]:
    small = [word for word, value in _data()["numbers"].items() if value in range(2, 11)]
    counted = _any(_data()["ranked"].split())
    return re.compile(
        rf"(?<![\d.,])(?P<n>[2-9]|[1-3]\d|{_any(small)})\s?(?:{counted})(?:แรก|ต้น|สุดท้าย)?|top\s?(?P<top>\d{{1,2}})"
    )


def find_claim(text: str) -> tuple[Baht, str] | None:
    """The one amount of a question that asks for yes or no, and the text without it."""
    if not selecting_pattern("claim").search(text):
        return None
    found = [(m, _baht(m[0])) for m in re.finditer(_amount(), text) if _is_money(m[0])]
    stated = [(m, baht) for m, baht in found if baht]
    if len(stated) != 1:
        return None
    match, baht = stated[0]
    return baht, f"{text[: match.start()]}|{text[match.end() :]}"


def _bounds(kind: str, amounts: list[Baht]) -> Bounds:
    first = amounts[0]
    low, high = {
        "between": (min(amounts), max(amounts)),
        "above": (first + _SATANG, None),
        "at_least": (first, None),
        "below": (None, first - _SATANG),
    }.get(kind, (None, first))
    return Bounds(low, high, kind, tuple(amounts))


def _is_money(text: str) -> bool:
    scaled = any(scale in text for scale in _data()["scales"])
    return "บาท" in text or "," in text or scaled


def _baht(text: str) -> Baht | None:
    """``1 แสน 5 หมื่น`` is 150,000; None for a year or nothing."""
    plain = text.replace(",", "").replace("บาท", "").strip()
    if _YEAR.fullmatch(plain) and "บาท" not in text and "," not in text:
        return None
    numbers, scales = _data()["numbers"], _data()["scales"]
    total = Decimal(0)
    for match in re.finditer(rf"(?P<n>{_number()})?\s*(?P<s>{_any(scales)})?", plain):
        if not match[0].strip():
            continue
        number = match["n"]
        value = Decimal(1 if number is None else str(numbers.get(number, number)))
        total += value * scales.get(match["s"], 1)
    return exact_baht(total) or None


@cache
def _bound_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = _data()
    amount = _amount()
    one = rf"\s?(?P<first>{amount})(?P<second>(?!))?"
    two = rf"\s?(?P<first>{amount})\s*(?:-|–|ถึง|และ|กับ)\s*(?P<second>{amount})"
    patterns = [(rf"(?:{_any(data['between'])}){two}", "between")]
    patterns += [(rf"(?:{_any(data[kind])}){one}", kind) for kind in ("at_most",)]
    patterns += [(rf"{one}\s*(?:{_any(data['and_up'])})", "at_least")]
    patterns += [(rf"{one}\s*(?:{_any(data['and_down'])})", "at_most")]
    patterns += [(rf"(?:{_any(data[kind])}){one}", kind) for kind in _ONE_SIDED]
    return tuple((re.compile(pattern), kind) for pattern, kind in patterns)


_ONE_SIDED = ("at_least", "below", "above")


@cache
def _number() -> str:
    return rf"\d[\d,]{{0,14}}(?:\.\d{{1,2}})?|{_any(_data()['numbers'])}"


@cache
def _amount() -> str:
    """An amount that nothing but money may follow; ``แสนห้า`` is none, as it leaves out a scale."""
    scales = _any(_data()["scales"])
    scaled = rf"(?:{_number()})\s*(?:{scales})"
    plain = rf"(?:{scales})(?:\s?(?:หนึ่ง|นึง))?|\d[\d,]{{0,14}}(?:\.\d{{1,2}})?"
    several = rf"{scaled}(?:\s*{scaled})*|{plain}"
    other = _any(_data()["no_money"].split())
    after = rf"(?!\s*(?:{other}|{_number()}|{scales}))(?![,.]?\d)"
    return rf"(?<![\d,.])(?:{several})(?:\s*บาท)?{after}"


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))


@cache
def selecting_pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of ``selecting.yaml``: claim, every, all_items, whole_said."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _data()[name]))


@cache
def whole_words() -> frozenset[str]:
    return frozenset(_data()["whole"].split())


@cache
def _data() -> dict[str, Any]:
    text = files("api.answering.understanding").joinpath("selecting.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
