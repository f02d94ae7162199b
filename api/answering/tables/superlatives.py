"""Which record of a table has most or least: "กองไหนว่างมากสุด", "ประเภทใดอายุเฉลี่ยน้อยที่สุด"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer, shortened
from api.answering.models import Answer
from api.answering.tables.asking import kind_asked, nouns_asked, says_whole
from api.answering.tables.lookup import is_of_projects, tell_sheet
from api.answering.tables.quantities import Quantity, quantities, reckons_vacant
from api.answering.tables.records import Field, Record, Sheet, sheets
from api.answering.understanding.terms import topic
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import ColumnRole
from ingest.text.normalize import fold
from prompts import say

_ENOUGH = 0.4  # of the question's words that a table's title and headers must have
_SHOWN, _LITTLE = 12, 4
_OF_PROJECTS = (ColumnRole.NAME, ColumnRole.UNIT, ColumnRole.DEPARTMENT)
_STRATEGIC = re.compile("(?:ประเด็น)?ยุทธศาสตร์|ประเด็น|ด้าน|กลยุทธ์")
_NOTHING = Decimal(0)
_PLAIN = re.compile(r"[\d,.]+")
_NO_PART = re.compile("^(?:ร้อยละ$|คิดเป็นร้อยละ|ทุก|เฉลี่ย)")


@dataclass(frozen=True, slots=True)
class _Group:
    """The records under one name, with their number."""

    name: str
    amount: Decimal
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class _Ranking:
    sheet: Sheet
    counted: tuple[tuple[Quantity, list[_Group]], ...]
    about: float


def superlative_answer(case: Case) -> Answer | None:
    """The records with most or least of what is counted, where the question asks which."""
    query = case.query
    if not query.does(Operation.MAXIMUM, Operation.MINIMUM):
        return None
    found = [r for sheet in sheets(case) if (r := _ranking(case, sheet))]
    best = max(found, key=lambda r: r.about, default=None)
    return _tell(case, best) if best else None


def _ranking(case: Case, sheet: Sheet) -> _Ranking | None:
    kind = kind_asked(case, sheet)
    if kind is None or _is_told_elsewhere(case, sheet, kind):
        return None
    about = _about(case, sheet)
    if about < _ENOUGH:
        return None
    counted = [(one, _groups(sheet, kind, one)) for one in quantities(case, sheet, [kind])]
    ranked = tuple((one, groups) for one, groups in counted if len(groups) > 1)
    return _Ranking(sheet, ranked, about) if ranked else None


def _is_told_elsewhere(case: Case, sheet: Sheet, kind: Field) -> bool:
    """Whether it is the money of projects, departments or strategies, which have their ways."""
    if Want.MONEY not in case.query.wants or not is_of_projects(sheet, sheet.body[:2]):
        return False
    return kind.role in _OF_PROJECTS or _STRATEGIC.match(fold(kind.label)) is not None


def _about(case: Case, sheet: Sheet) -> float:
    """How much of the question beside what it asks for the title and the headers have."""
    nouns = nouns_asked(case.query)
    words = [w for w in case.query.words if not any(noun in w for noun in nouns)]
    about = topic(words, (), case.scope.corpus, case.query.english).covered(sheet.around)
    sure = any(f.counts for f in says_whole(case.query, sheet.fields))
    if not words or sure or reckons_vacant(case, sheet):
        return max(about, _ENOUGH)
    return about


def _groups(sheet: Sheet, kind: Field, counted: Quantity) -> list[_Group]:
    by_name: dict[str, list[Record]] = {}
    for record in sheet.body:
        name = _named(record, kind)
        if name and not _NO_PART.match(fold(name)) and counted.of(record) is not None:
            by_name.setdefault(name, []).append(record)
    if not counted.adds_up and any(len(records) > 1 for records in by_name.values()):
        return []
    return [
        _Group(name, sum((counted.of(r) or _NOTHING for r in own), _NOTHING), tuple(own))
        for name, own in by_name.items()
    ]


def _named(record: Record, kind: Field) -> str:
    """What a record is called: ``เสา สอง`` where the cell alone says little."""
    name = record.says(kind)
    return f"{kind.label} {name}" if 0 < len(name) <= _LITTLE and not record.is_total else name


def _tell(case: Case, ranking: _Ranking) -> Answer:
    writer = Writer()
    best: list[str] = []
    for counted, groups in ranking.counted:
        largest = case.query.does(Operation.MAXIMUM)
        order = sorted(groups, key=lambda g: -g.amount if largest else g.amount)
        first = [g for g in order if g.amount == order[0].amount]
        best.append(_names(first))
        _tell_first(writer, ranking.sheet, counted, first, largest)
        _tell_order(writer, ranking.sheet, counted, order[:_SHOWN])
    if len(best) > 1:
        writer.line(say("same_ones" if len(set(best)) == 1 else "other_ones"))
    source = ranking.counted[0][1][0].records[0].passage_id
    tell_sheet(writer, ranking.sheet, writer.cite(ranking.sheet.reading, [source]))
    return writer.answer()


def _names(groups: Sequence[_Group]) -> str:
    return ", ".join(shortened(group.name, 120) for group in groups)


def _tell_first(
    writer: Writer, sheet: Sheet, counted: Quantity, first: Sequence[_Group], largest: bool
) -> None:
    marks = writer.cite(sheet.reading, [r.passage_id for g in first for r in g.records])
    of = f" ({counted.name})" if counted.name else ""
    end = "most" if largest else "least"
    writer.line(f"{say(end, name=_names(first), number=_number(counted, first[0]))}{of}", marks)
    if terms := _terms(counted, first):
        writer.line(terms, marks)


def _tell_order(writer: Writer, sheet: Sheet, counted: Quantity, order: Sequence[_Group]) -> None:
    told = ", ".join(f"{shortened(g.name, 60)} {_number(counted, g)}" for g in order)
    writer.line(told, writer.cite(sheet.reading, [r.passage_id for g in order for r in g.records]))


def _terms(counted: Quantity, best: Sequence[_Group]) -> str:
    """How the number comes about, where no cell prints it."""
    if len(best) > 1:
        return ""
    terms = [counted.terms(record) for record in best[0].records]
    return " + ".join(terms) if len(terms) > 1 or " " in terms[0] else ""


def _number(counted: Quantity, group: _Group) -> str:
    """As its one cell prints it, else as it was reckoned."""
    if len(group.records) > 1:
        return counted.said(group.amount)
    term = counted.terms(group.records[0])
    if _PLAIN.fullmatch(term):
        return f"{term} {counted.unit}".strip()
    return counted.said(group.amount)
