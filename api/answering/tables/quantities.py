"""What is counted in a sheet: a column of numbers, or what two columns give together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from api.answering.evidence.case import Case
from api.answering.tables.asking import asked_fields, is_each, said_fields
from api.answering.tables.cells import number
from api.answering.tables.records import Field, Record, Sheet
from api.answering.understanding.vocabulary import Operation, Want
from ingest.text.normalize import fold

_BOTH = 2
_VACANT = re.compile("ว่าง|ขาด(?:คน|อัตรา|กำลัง)|ยังไม่(?:มีคน|บรรจุ)|ไม่มีคนครอง")
_NEEDED = re.compile("กรอบ|อัตราทั้งหมด|ตำแหน่งทั้งหมด")
_FILLED = re.compile("มีคนครอง|คนครอง|บรรจุ(?:แล้ว|จริง)?|มีอยู่จริง|ครองตำแหน่ง")
_APART = re.compile(r"ห่าง|ต่าง(?!ประเทศ|จังหวัด)|กว่า|เพิ่มขึ้น|ลดลง")
_ALL = re.compile("^(?:รวม|ทั้งหมด|ทั้งสิ้น|จำนวน|ทุก)")
_IN_BRACKETS = re.compile(r"\(([ก-๙]{1,12})\)|หน่วย\s*:\s*([ก-๙]+)")
_AFTER = re.compile(r"\d\s*([ก-๙][ก-๙./]*)\s*$")
_RATIO = re.compile("เฉลี่ย|ร้อยละ|คะแนน|อัตราการ|ระดับ")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of each record. ``adds_up``: several records' may be added, as no averages may."""

    name: str
    unit: str
    of: Callable[[Record], Decimal | None]
    terms: Callable[[Record], str]
    adds_up: bool = True

    def said(self, amount: Decimal) -> str:
        return f"{number(amount)} {self.unit}".strip()


def quantities(case: Case, sheet: Sheet, beside: Sequence[Field]) -> list[Quantity]:
    """What a question counts of the records, one after the other; none where it can't be told."""
    one = quantity(case, sheet, beside)
    if one:
        return [one]
    said = said_fields(case.query, [f for f in sheet.fields if f.counts and f not in beside])
    apart = len({_unit(sheet, f) for f in said}) > 1
    return [_of_field(sheet, f) for f in said] if apart and len(said) == _BOTH else []


def quantity(case: Case, sheet: Sheet, beside: Sequence[Field]) -> Quantity | None:
    """What a question counts of the records; None where it can't be told."""
    found = _quantity(case, sheet, beside)
    if found is None or found.unit:
        return found
    if Want.MONEY in case.query.wants:
        return replace(found, unit="บาท")
    counts_people = Want.PEOPLE in case.query.wants
    of_posts = _VACANT.search(fold(found.name)) or reckons_vacant(case, sheet)
    unit = "อัตรา" if of_posts else "คน"
    return replace(found, unit=unit) if counts_people else found


def _quantity(case: Case, sheet: Sheet, beside: Sequence[Field]) -> Quantity | None:
    asked = [f for f in asked_fields(case, sheet, beside) if f.counts]
    asked = [f for f in said_fields(case.query, asked) if f.counts] or asked
    text = case.query.text
    if vacant := _vacant(case, sheet):
        return vacant
    if len(asked) == 2 and _APART.search(text):
        first, second = sorted(asked, key=lambda f: _place(case, f))
        return _by_two(sheet, first, second)
    if case.query.does(Operation.SUM) and (each := _each(case, sheet, asked)):
        return each
    field = _one_of(case, sheet, asked)
    return _of_field(sheet, field) if field else _of_parts(sheet, asked)


def _vacant(case: Case, sheet: Sheet) -> Quantity | None:
    """The posts that nobody holds, where a table has no column of them."""
    has_column = any(_VACANT.search(fold(f.label)) for f in sheet.fields)
    if has_column or not _VACANT.search(case.query.text):
        return None
    return _by_two(sheet, _field(sheet, _NEEDED), _field(sheet, _FILLED))


def reckons_vacant(case: Case, sheet: Sheet) -> bool:
    """Whether vacant posts are asked for that a table gives by two other columns."""
    return _vacant(case, sheet) is not None


def _one_of(case: Case, sheet: Sheet, asked: Sequence[Field]) -> Field | None:
    """The field asked for; that of all parts where several or none is."""
    if Want.MONEY in case.query.wants:
        asked = [f for f in asked if not is_each(sheet, f)] or asked
    if len(asked) == 1:
        return asked[0]
    counting = [f for f in (asked or sheet.fields) if f.counts and not f.is_code]
    whole = [f for f in counting if _ALL.match(fold(f.leaf))]
    return whole[0] if len(whole) == 1 else counting[0] if len(counting) == 1 else None


def _place(case: Case, field: Field) -> int:
    return fold(case.query.text).find(fold(field.leaf))


def _field(sheet: Sheet, words: re.Pattern[str]) -> Field | None:
    found = [f for f in sheet.fields if f.counts and words.search(fold(f.label))]
    return found[0] if len(found) == 1 else None


def _of_field(sheet: Sheet, field: Field) -> Quantity:
    return Quantity(
        field.label,
        _unit(sheet, field),
        lambda record: record.values[field.index],
        lambda record: record.texts[field.index],
        _RATIO.search(f"{field.label} {sheet.title}") is None,
    )


def _of_parts(sheet: Sheet, asked: Sequence[Field]) -> Quantity | None:
    """What columns under one heading have together: a strategy's budget over departments."""
    heads = {field.label.rpartition(" › ")[0] for field in asked}
    if len(asked) < 2 or len(heads) != 1 or not all(heads):
        return None

    def stated(record: Record) -> list[Field]:
        return [field for field in asked if record.values[field.index] is not None]

    return Quantity(
        heads.pop(),
        _unit(sheet, asked[0]),
        lambda record: sum(
            (record.values[f.index] or Decimal(0) for f in stated(record)), Decimal(0)
        ),
        lambda record: " + ".join(record.texts[f.index] for f in stated(record)),
    )


def _by_two(sheet: Sheet, first: Field | None, second: Field | None) -> Quantity | None:
    """By how much one column is above another: posts and those who hold them."""
    if first is None or second is None:
        return None

    def above(record: Record) -> Decimal | None:
        high, low = record.values[first.index], record.values[second.index]
        return None if high is None or low is None else high - low

    return Quantity(
        f"{first.label} - {second.label}",
        _unit(sheet, first),
        above,
        lambda record: f"{record.texts[first.index]} - {record.texts[second.index]}",
    )


def _each(case: Case, sheet: Sheet, asked: Sequence[Field]) -> Quantity | None:
    """What all persons of a record cost, where the plan states only what one does."""
    money = [f for f in asked if "บาท" in _unit(sheet, f) or is_each(sheet, f)]
    if len(money) != 1 or not is_each(sheet, money[0]) or Want.MONEY not in case.query.wants:
        return None
    price = money[0]
    heads = [f for f in sheet.fields if f.counts and not f.is_code and f is not price]
    if len(heads) != 1:
        return None
    head = heads[0]

    def product(record: Record) -> Decimal | None:
        one, many = record.values[price.index], record.values[head.index]
        return None if one is None or many is None else one * many

    return Quantity(
        price.label,
        "บาท",
        product,
        lambda record: f"{record.texts[head.index]} × {record.texts[price.index]}",
    )


def _unit(sheet: Sheet, field: Field) -> str:
    """What a column counts: as its header, the table's title or its cells say."""
    for text in (field.label, sheet.title):
        if found := _IN_BRACKETS.search(text):
            return found[1] or found[2]
    after = {m[1] for r in sheet.body if (m := _AFTER.search(r.texts[field.index]))}
    if len(after) == 1:
        return after.pop()
    return fold(field.label) if fold(field.label) in ("คน", "ชั่วโมง", "วัน", "อัตรา") else ""
