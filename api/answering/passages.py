"""Answers in the plan's own sentences, when no fact says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz

from api.answering.case import DATE, FREQUENCY, PERCENT, Case, Ranked, counted
from api.answering.enumerations import Item, following, items_of, shown
from api.answering.listings import Listing, how_many, item_answer, listing_of, only_the_list
from api.answering.models import Answer
from api.answering.position_rows import is_anothers, tell_row_of
from api.answering.projects import may_tell, tell_project
from api.answering.rows import row_text
from api.answering.series import number_of
from api.answering.terms import doc
from api.answering.vocabulary import Operation, Want
from api.answering.writer import Writer, shortened, whose
from ingest.models import PassageKind
from ingest.text.normalize import arabic_digits, fold
from ingest.text.years import find_years

# Share of the question's words that a passage must have; chosen on the sample questions.
ENOUGH = 0.42
_ENOUGH_WITH_UNIT = 0.3  # beside a number with the very unit that is asked for
_LOST = 0.45  # of the topic that no plan asked has a word for
_WHOLE = 420  # a passage up to this length is quoted whole
_SHORT = 250  # a single fact is told in less
_QUOTED = 700
_LIST = 1_800
_BESIDE = 3  # rows
_OTHERS = 2  # organisations told beside the first
_ALIKE = 85.0  # of 100, from which two plans say the same
_SAID, _CLEARLY = 0.7, 0.25  # of the topic, in the one item that is told, and beyond the others
_BEHIND = 0.25  # in score, from which a passage of another plan is no answer of its own
_ITEM = re.compile(
    r"(?<!ที่)(?<![-•])\s+(?=(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]\)?|\(\d{1,2}\))\s*[^\d\s.,)])|\n+|\s+(?=[-•✓]\s*[^\d\s])"
)
_NAME = re.compile(
    r"(?:^|[\s(])(?:นาย(?!ก(?:อ|เท|เมือง|ตำ|ฯ|รัฐ|\s|$))|นางสาว|นาง|น\.ส\.|ว่าที่)\s?[ก-ฮเ-ไ]"
)
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+|\d\s*บาท|ไม่ใช้งบ")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or list item of a passage."""

    text: str
    coverage: float
    fits: bool


def passage_answer(case: Case) -> Answer | None:
    """The passage that says it, quoted as far as it answers; None if none does."""
    found = [r for r in case.ranked[:12] if _is_enough(case, r)]
    found = [r for r in found if _fits(case, _readable(r)) and may_tell(case, r.passage.id)]
    found = [r for r in found if not is_anothers(case, r)]
    if not found:
        return None
    best = found[0]
    fact = tell_project(case, best.passage.id) or tell_row_of(case, best)
    if fact:
        return fact
    one = item_answer(case, found, lambda ranked: _listing(case, ranked))
    if one:
        return one
    listing = _listing(case, best)
    writer = Writer()
    quoted = _quoted(case, best)
    quoted = only_the_list(case, listing, quoted) if listing else quoted
    marks = writer.cite_quote(best.reading, best.passage, quoted)
    count = how_many(case, listing) if listing else ""
    if count and listing:
        others = (p for p in listing.passage_ids if p != best.passage.id)
        writer.line(count, marks + writer.cite(best.reading, others))
    for line in quoted.split("\n"):
        writer.line(line, marks)
    _tell_items(writer, best, items_of(following(case, best)))
    for row in _rows_beside(case, found):
        for line in _quoted(case, row).split("\n"):
            writer.line(line, writer.cite(row.reading, [row.passage.id]))
    writer.line(f"ที่มา: {whose(best.reading)}", marks)
    _also(writer, case, found, best)
    return writer.answer()


def _listing(case: Case, ranked: Ranked) -> Listing | None:
    """The list that a passage holds or begins."""
    own = [Item(ranked.passage, unit.text) for unit in units_of(case, ranked.passage.text)]
    return listing_of(case, ranked, own, following(case, ranked))


def _rows_beside(case: Case, found: Sequence[Ranked]) -> list[Ranked]:
    """Other rows of the best one's table that are labelled with the topic: ``จุดแข็งและจุดอ่อน``."""
    best = found[0].passage
    if best.kind is not PassageKind.ROW or not case.is_row_of_topic(best):
        return []
    beside = (r for r in found[1:] if r.passage.table_id == best.table_id)
    return [r for r in beside if case.is_row_of_topic(r.passage)][:_BESIDE]


def _tell_items(writer: Writer, best: Ranked, items: Sequence[Item]) -> None:
    """The items of the list that follows, each with its own source."""
    told, left = shown(items)
    for item in told:
        writer.line(item.text, writer.cite(best.reading, [item.passage.id]))
    if left:
        writer.line(f"และอีก {left} ข้อ", writer.cite(best.reading, [items[-1].passage.id]))


def _is_enough(case: Case, ranked: Ranked) -> bool:
    if not case.may_explain(ranked.passage):
        return False
    if ranked.passage.kind is PassageKind.HEADER:  # a definition in one line may look like one
        return case.query.does(Operation.DEFINE) and case.defines(ranked.passage)
    if case.is_sure(ranked.passage.id):
        return True
    if ranked.coverage < ENOUGH and not _counts_the_topic(case, ranked):
        return False
    return case.lost <= _LOST


def _counts_the_topic(case: Case, ranked: Ranked) -> bool:
    """Whether the unit asked for stands in a passage on the topic: "3 คน" answers no question
    for people with a degree unless the degree is there too."""
    document = ranked.reading.passage_docs[ranked.passage.id]
    telling = case.topic.has_heaviest(document)
    return bool(case.query.units) and ranked.coverage >= _ENOUGH_WITH_UNIT and telling


def _readable(ranked: Ranked) -> str:
    is_row = ranked.passage.kind is PassageKind.ROW
    return (
        row_text(ranked.reading.plan, ranked.passage)
        if is_row
        else arabic_digits(ranked.passage.text)
    )


def _fits(case: Case, text: str) -> bool:
    """Whether a text holds one of the kinds of thing that are asked for."""
    query = case.query
    if Want.PERSON in query.wants:
        return _names_a_person(case, text)
    units = [u for u in query.units if "บาท" not in u]
    checks = [counted(unit).search(text) is not None for unit in units]
    if Want.PERCENT in query.wants and not units:
        checks.append(PERCENT.search(text) is not None)
    if Want.DATE in query.wants:
        checks.append(DATE.search(text) is not None)
    if Want.FREQUENCY in query.wants:
        checks.append(FREQUENCY.search(text) is not None)
    if Want.YEAR in query.wants:
        checks.append(bool(find_years(text)))
    if Want.MONEY in query.wants:
        checks.append(_MONEY.search(text) is not None)
    return not checks or any(checks)


def _names_a_person(case: Case, text: str) -> bool:
    """Whether a person's name stands with what is asked for: in its line or right above it, as
    signatures do."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        about = case.topic.covered(doc((line, 1.0))) > 0.5
        if about and any(_NAME.search(x) for x in lines[max(0, index - 1) : index + 1]):
            return True
    return False


def units_of(case: Case, text: str) -> list[Unit]:
    """The sentences and items of a passage, in order."""
    plain = arabic_digits(text)
    parts = [part.strip() for part in _ITEM.split(plain) if part and part.strip()]
    pieces = [piece for part in parts for piece in _sentences(part)]
    return [Unit(p, case.topic.coverage(doc((p, 1.0))), _fits(case, p)) for p in pieces]


def _sentences(part: str) -> list[str]:
    """A long part cut at spaces into stretches of one or two clauses."""
    if len(part) <= _WHOLE:
        return [part]
    pieces: list[str] = []
    for clause in part.split(" "):
        if pieces and len(pieces[-1]) + len(clause) < 160:
            pieces[-1] += f" {clause}"
        else:
            pieces.append(clause)
    return pieces


def _quoted(case: Case, best: Ranked) -> str:
    is_row = best.passage.kind is PassageKind.ROW
    text = (
        row_text(best.reading.plan, best.passage)
        if is_row
        else arabic_digits(best.passage.text).replace("\t", " | ").strip()
    )
    is_list = case.query.does(Operation.LIST, Operation.PROCEDURE, Operation.COUNT)
    units = units_of(case, text)
    is_table = best.passage.kind is PassageKind.TABLE
    short = _QUOTED if is_table else _SHORT
    if not is_list and len(text) > short and _is_typed(case):
        return _focus(case, units)
    if len(text) <= (_QUOTED if is_table else _WHOLE):
        return text
    if is_list and len(text) <= _LIST and best.passage.kind is PassageKind.LIST:
        return text
    top = max(range(len(units)), key=lambda i: (units[i].fits, units[i].coverage))
    if is_list and len(text) <= _LIST:
        return "\n".join(unit.text for unit in units)
    if _is_the_one(units, top):
        return "\n".join(unit.text for unit in _item_at(units, top))
    return _around(units, top)


def _is_typed(case: Case) -> bool:
    """Whether a number of a known kind is asked for, and nothing to be explained."""
    query = case.query
    counts = [u for u in query.units if "บาท" not in u]
    typed = bool(counts) or query.wants_any(Want.PERCENT, Want.YEAR)
    return typed and not query.does(Operation.DEFINE)


def _focus(case: Case, units: list[Unit]) -> str:
    """The best sentence that holds what is asked, the title before it."""
    best = max(units, key=lambda u: (u.fits, u.coverage))
    if len(best.text) <= _SHORT + 60 or not best.fits:
        return best.text
    match = next((m for p in _typed_patterns(case) if (m := p.search(best.text))), None)
    if match is None:
        return best.text
    start = best.text.rfind(" ", 0, max(0, match.start() - 120)) + 1
    end = best.text.find(" ", min(len(best.text), match.end() + 60))
    tail = best.text[start : end if end > 0 else None]
    return ("… " if start else "") + tail + (" …" if end > 0 else "")


def _typed_patterns(case: Case) -> list[re.Pattern[str]]:
    counts = [counted(u) for u in case.query.units if "บาท" not in u]
    return [*counts, PERCENT] if Want.PERCENT in case.query.wants else counts


def _is_the_one(units: list[Unit], top: int) -> bool:
    """Whether one item of a numbered list says what is asked, and no other nearly so."""
    item = range(top, top + len(_item_at(units, top)))
    others = max((u.coverage for i, u in enumerate(units) if i not in item), default=0.0)
    said = units[top].coverage
    is_item = top > 0 and number_of(units[top].text) is not None
    return is_item and said >= _SAID and said - others >= _CLEARLY


def _item_at(units: list[Unit], at: int) -> list[Unit]:
    """An item and what belongs to it: as far as the next number."""
    rest = takewhile(lambda unit: number_of(unit.text) is None, units[at + 1 :])
    return [units[at], *rest]


def _around(units: list[Unit], top: int) -> str:
    """The best unit with neighbours as far as there is room, the following first."""
    first = last = top
    length = len(units[top].text)
    while True:
        after = last + 1 < len(units) and length + len(units[last + 1].text) <= _QUOTED
        if after:
            last += 1
            length += len(units[last].text)
            continue
        if first > 0 and length + len(units[first - 1].text) <= _QUOTED:
            first -= 1
            length += len(units[first].text)
            continue
        break
    body = "\n".join(u.text for u in units[first : last + 1])
    return ("… " if first else "") + body + (" …" if last + 1 < len(units) else "")


def _also(writer: Writer, case: Case, found: list[Ranked], best: Ranked) -> None:
    """What the plans of other organisations say, where the question named none."""
    if case.query.organizations or len(case.scope.readings) < 2:
        return
    told = {best.reading.organization}
    for other in found[1:]:
        far = other.coverage < best.coverage - 0.1
        if other.reading.organization in told or far or len(told) > _OTHERS:
            continue
        alike = fuzz.ratio(_body(best), _body(other)) >= _ALIKE
        if not alike and (_is_typed(case) or other.score < best.score - _BEHIND):
            continue
        told.add(other.reading.organization)
        marks = writer.cite(other.reading, [other.passage.id])
        if alike:
            writer.line(f"มีข้อความทำนองเดียวกันในแผนของ{whose(other.reading)}", marks)
        else:
            body = _readable(other).partition("\n")[2] or _readable(other)
            writer.line(f"ส่วน{whose(other.reading)}: {shortened(body, _WHOLE)}", marks)


def _body(ranked: Ranked) -> str:
    """A passage's text below its title, to be compared with another's."""
    text = ranked.passage.text
    return fold(text.partition("\n")[2] or text)
