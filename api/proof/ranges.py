"""Ranges and bound labels, which are one figure: ``30 - 34``, ``2564-2568``, ``>= 55``; and the
figure that stands beside each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.evidence import Evidence
from api.proof.models import Lack
from api.proof.reading import Piece
from ingest.text.normalize import arabic_digits

_RANGE = re.compile(
    r"(?<![\d,.])(\d[\d,.]*)\s*(?:ปี|คน|บาท|วัน)?\s*(?:-|–|—|ถึง)\s*(?:อายุ)?\s*(\d[\d,.]*)(?![\d/]|-\d)"
)
_BOUND = re.compile(r"([<>]=?|[≤≥])\s*(\d+)")
_BESIDE = re.compile(
    r"\s*(?:ปี)?\s*(?:มี(?:จำนวน)?|จำนวน|คือ|:|=)?\s*(\d[\d,.]*)"
    r"(?!\s*(?:-|–|—|ถึง)\s*\d)"
)
_AHEAD = re.compile(r"(?<![\d,.-])(\d[\d,.]*)\s*(?:คน|ราย)\s*(?:อยู่|มี|อายุ|ที่|ใน|ช่วง|ระหว่าง|กลุ่ม|\s)*$")
_SIGNS = {"≤": "<=", "≥": ">="}
_MONTH_YEAR = re.compile(r"[\u0e01-\u0e4e]{1,3}\.\s?[คพย]\.\s*(\d\d)(?![\d,.])")


def torn(text: str, evidence: Sequence[Evidence], pieces: Sequence[Piece]) -> Iterator[Lack]:
    """Ranges of which the lines don't have both ends together, or not that figure beside."""
    plain = arabic_digits(text)
    said = [(label, beside or ahead) for label, beside, ahead in _read(plain)]
    years = _MONTH_YEAR.findall(plain)
    if not said and not years:
        return
    known = _known(evidence, pieces)
    for label, beside in said:
        if label not in known:
            yield Lack("figure", label)
        elif known[label] and beside and not set(beside) <= known[label]:
            yield Lack("figure", f"{label} {beside[0]:g}")
    there = "".join(arabic_digits(f"{piece.seen.plain} ") for piece in pieces)
    for year in years:
        if f"25{year}" not in there and not re.search(rf"(?<!\d){year}(?!\d)", there):
            yield Lack("year", year)


def _known(evidence: Sequence[Evidence], pieces: Sequence[Piece]) -> dict[str, set[float]]:
    known: dict[str, set[float]] = {}
    for piece in pieces:
        for label, beside in _labels(piece.seen.plain):
            known.setdefault(label, set()).update(beside)
        for label, _ in _labels(arabic_digits(piece.cell.header)):
            own = known.setdefault(label, set())
            own |= {q.value for q in piece.seen.quantities}
    for label, _ in _labels("\n".join(_around(tuple(evidence)))):
        known.setdefault(label, set())
    return known


@lru_cache(256)
def _around(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Context, and the years of plans as their ends."""
    found = []
    for one in evidence:
        found.append(arabic_digits(one.context))
        found.append(arabic_digits(one.text))
        if len(one.years) > 1:
            found.append(f"{min(one.years)}-{max(one.years)}")
        for fact in one.facts:
            years = getattr(fact, "years", ())
            if len(years) > 1:
                found.append(f"{min(years)}-{max(years)}")
    return tuple(found)


def _labels(plain: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Each range or bound, and the figure right behind it."""
    yield from ((label, beside) for label, beside, _ in _read(plain))


@lru_cache(4_096)
def _read(plain: str) -> tuple[tuple[str, tuple[float, ...], tuple[float, ...]], ...]:
    """Each range or bound, the figure right behind it, and the persons right before it."""
    found = []
    for match in _RANGE.finditer(plain):
        label = f"{_bare(match[1])}-{_bare(match[2])}"
        found.append((label, _beside(plain, match.end()), _ahead(plain[: match.start()])))
    for match in _BOUND.finditer(plain):
        label = f"{_SIGNS.get(match[1], match[1])} {match[2]}"
        found.append((label, _beside(plain, match.end()), _ahead(plain[: match.start()])))
    return tuple(found)


def _ahead(before: str) -> tuple[float, ...]:
    match = _AHEAD.search(before)
    return _values(match[1]) if match else ()


def _bare(figure: str) -> str:
    return figure.replace(",", "").rstrip(".")


def _beside(plain: str, end: int) -> tuple[float, ...]:
    match = _BESIDE.match(plain, end)
    return _values(match[1]) if match else ()


def _values(figure: str) -> tuple[float, ...]:
    try:
        return (float(_bare(figure)),)
    except ValueError:  # 1.2.3
        return ()
