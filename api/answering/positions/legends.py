"""What the codes in a cell mean, by a legend of the plan: ``ก = ฝึกอบรม ข = สอนงาน``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.answering.evidence.shelf import Reading
from ingest.models import Passage
from ingest.text.normalize import arabic_digits

_CODE = r"(?:[ก-ฮ]{1,2}|[a-zA-Z]{1,2}|\d{1,2}|[^\w\s=:,;()|.\-])"
_GAP = r"\s*(?:[\s,;/|·+]|และ)\s*"
_BETWEEN = re.compile(_GAP)
_CODES = re.compile(rf"{_CODE}[.)]?(?:{_GAP}{_CODE}[.)]?)*")
_PAIR = re.compile(
    rf"(?:^|(?<=[\s,;(|]))\(?(?P<code>{_CODE})[.)]?\s*(?:=|หมายถึง|แทน)\s*"
    rf"(?P<meaning>[^\n=]+?)(?=[\s,;(|]+\(?{_CODE}[.)]?\s*(?:=|หมายถึง|แทน)|\s*[|\n)]|\s*$)"
)
_TABLE = re.compile("รหัส|สัญลักษณ์|ตัวย่อ|อักษร|ย่อ")
_OF_CODES = re.compile("สัญลักษณ์|รหัส|ตัวย่อ|อักษร|วิธี|หมายเหตุ|เครื่องหมาย")


@dataclass(frozen=True, slots=True)
class Legend:
    """The meanings of codes, and the passages that state them."""

    meanings: dict[str, str]
    passage_ids: tuple[str, ...]


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of a cell that holds nothing else: ``ก ฉ`` gives two; () for words."""
    plain = arabic_digits(" ".join(text.split()))
    if not _CODES.fullmatch(plain):
        return ()
    return tuple(part.rstrip(".)") for part in _BETWEEN.split(plain) if part)


def legend_for(reading: Reading, row: Passage, codes: tuple[str, ...]) -> Legend | None:
    """The legend nearest to a row that has all of its codes; None where the plan has none."""
    passages = reading.plan.passages
    at = passages.index(row)
    found = [
        (abs(passages.index(passage) - at), legend)
        for passage, legend in _legends(reading, row)
        if all(code in legend.meanings for code in codes)
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def _legends(reading: Reading, row: Passage) -> Iterator[tuple[Passage, Legend]]:
    for header in row.headers:
        yield row, Legend(_pairs(header), (row.id,))
    for passage in reading.plan.passages:
        if passage.table_id:
            continue
        pairs = _pairs(passage.text)
        is_near = passage.section[:1] == row.section[:1]
        if len(pairs) > 1 and (is_near or _OF_CODES.search(passage.text)):
            yield passage, Legend(pairs, (passage.id,))
    yield from _tables(reading)


def _tables(reading: Reading) -> Iterator[tuple[Passage, Legend]]:
    """Tables whose first column is of codes, the second of what they mean."""
    for table in reading.plan.tables:
        if len(table.columns) < 2 or not _TABLE.search(table.columns[0].label):
            continue
        rows = [p for p in reading.plan.passages if p.table_id == table.id and "\t" in p.text]
        pairs: dict[str, str] = {}
        for passage in rows:
            code, meaning = arabic_digits(passage.text).split("\t")[:2]
            if re.fullmatch(_CODE, code.strip()):
                pairs[code.strip()] = " ".join(meaning.split())
        if len(pairs) > 1:
            yield rows[0], Legend(pairs, tuple(p.id for p in rows))


def _pairs(text: str) -> dict[str, str]:
    found = _PAIR.finditer(arabic_digits(text))
    return {m["code"]: " ".join(m["meaning"].split()).rstrip(" ,;") for m in found}
