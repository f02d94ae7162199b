"""Answers in the plan's own sentences, when no fact says it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from api.answering.evidence.case import Case, Ranked
from api.answering.evidence.fitting import fits
from api.answering.evidence.row_owners import others_rows
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.positions.rows import tell_row_of
from api.answering.projects.answers import may_tell, tell_project
from api.answering.texts.enumerations import Item, following, items_of, shown
from api.answering.texts.extracts import is_typed, quoted_of, readable, units_of
from api.answering.texts.listings import Listing, how_many, item_answer, listing_of, only_the_list
from api.answering.understanding.vocabulary import Operation
from ingest.models import PassageKind
from ingest.text.normalize import arabic_digits, fold
from prompts import say

# Share of the question's words that a passage must have; chosen on the sample questions.
ENOUGH = 0.42
_ENOUGH_WITH_UNIT = 0.3  # beside a number with the very unit that is asked for
_LOST = 0.45  # of the topic that no plan asked has a word for
_WHOLE = 420  # of another plan's passage that is told beside the first
_BESIDE = 3  # rows
_OTHERS = 2  # organisations told beside the first
_ALIKE = 85.0  # of 100, from which two plans say the same
_BEHIND = 0.25  # in score, from which a passage of another plan is no answer of its own


def passage_answer(case: Case) -> Answer | None:
    """The passage that says it, quoted as far as it answers; None if none does."""
    found = passages_found(case)
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
    quoted = quoted_of(case, best)
    quoted = only_the_list(case, listing, quoted) if listing else quoted
    marks = writer.cite_quote(best.reading, best.passage, quoted)
    count = how_many(case, listing) if listing else ""
    if count and listing:
        others = (p for p in listing.passage_ids if p != best.passage.id)
        writer.line(count, marks + writer.cite(best.reading, others))
    for line in quoted.split("\n"):
        writer.line(line, marks)
    _tell_items(writer, best, items_of(following(case, best)))
    _tell_letters(writer, case, best)
    for row in _rows_beside(case, found):
        for line in quoted_of(case, row).split("\n"):
            writer.line(line, writer.cite(row.reading, [row.passage.id]))
    writer.line(say("quoted_from", whose=whose(best.reading)), marks)
    _also(writer, case, found, best)
    return writer.answer()


def passages_found(case: Case) -> list[Ranked]:
    """The passages that may answer, best first."""
    found = [r for r in case.ranked[:12] if _is_enough(case, r)]
    found = [r for r in found if fits(case, readable(r)) and may_tell(case, r.passage.id)]
    of_others = others_rows(case.query, case.scope)
    return [r for r in found if r.passage.id not in of_others]


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


def _tell_letters(writer: Writer, case: Case, best: Ranked) -> None:
    """What else a motto's letters stand for that are asked for: W beside R."""
    if not case.explains_letter(best.passage):
        return
    for passage in best.reading.plan.passages:
        if case.explains_letter(passage) and passage.id != best.passage.id:
            marks = writer.cite(best.reading, [passage.id])
            for line in arabic_digits(passage.text).split("\n"):
                writer.line(line, marks)


def _tell_items(writer: Writer, best: Ranked, items: Sequence[Item]) -> None:
    """The items of the list that follows, each with its own source."""
    told, left = shown(items)
    for item in told:
        writer.line(item.text, writer.cite(best.reading, [item.passage.id]))
    if left:
        marks = writer.cite(best.reading, [items[-1].passage.id])
        writer.line(say("and_more_clauses", count=left), marks)


def _is_enough(case: Case, ranked: Ranked) -> bool:
    if not case.may_explain(ranked.passage):
        return False
    if ranked.passage.kind is PassageKind.HEADER:  # a definition in one line may look like one
        return case.query.does(Operation.DEFINE) and case.defines(ranked.passage)
    if case.explains_letter(ranked.passage) or case.is_sure(ranked.passage.id):
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
        if not alike and (is_typed(case) or other.score < best.score - _BEHIND):
            continue
        told.add(other.reading.organization)
        marks = writer.cite(other.reading, [other.passage.id])
        if alike:
            writer.line(say("alike_in", whose=whose(other.reading)), marks)
        else:
            body = readable(other).partition("\n")[2] or readable(other)
            writer.line(f"ส่วน{whose(other.reading)}: {shortened(body, _WHOLE)}", marks)


def _body(ranked: Ranked) -> str:
    """A passage's text below its title, to be compared with another's."""
    text = ranked.passage.text
    return fold(text.partition("\n")[2] or text)
