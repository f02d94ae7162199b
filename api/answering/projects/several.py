"""Two or more projects that one message asks for: each told, and what they cost together or by
how much they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.answering.budgets.amounts import asks_times, tell_difference, tell_extreme, tell_sum
from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import project_name
from api.answering.evidence.writer import Writer
from api.answering.models import Answer
from api.answering.projects.amounts import amount_of
from api.answering.projects.answers import tell_match
from api.answering.understanding.selecting import whole_words, without_number
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Operation, Want, vocabulary
from api.answering.understanding.wording import corrected_words
from ingest.models import Project

# Chosen on the sample questions: of a part's words that a project must have, and of those its
# name; a project that has so much of the whole question is what all of it is about.
_FITS, _NAMED, _ONE = 0.6, 0.5, 0.75
_AND = re.compile(
    r"กับ|และ|หรือ|แล้วก็|รวมถึง|ส่วน(?!ราชการ|ร่วม)|บวก|[+,/]|(?:มาก|น้อย|สูง|ต่ำ|แพง|ถูก|เยอะ)กว่า|กี่เท่า(?!ไร|ไหร่|ใด)(?:ของ|จาก)?|\bvs\b"
)
_TIMES = "เท่า"  # of one project's budget another's, which no cell counts
_WANTS = {
    Want.MONEY, Want.TIMING, Want.UNIT, Want.TARGET, Want.PERCENT, Want.OBJECTIVE, Want.NAME,
    Want.SKILLS, Want.COURSE,  # "อบรมทักษะ…", of no position
}  # fmt: skip
_COMPARING = (Operation.DIFFERENCE, Operation.COMPARE)
_EXTREME = (Operation.MAXIMUM, Operation.MINIMUM)

Found = tuple[Case, Matched[Project]]


def several_projects(case: Case) -> Answer | None:
    """Each of the projects that the parts of a question fit: "อบรมพัสดุกับกีฬา ใช้งบเท่าไร". None
    where one project has what all parts say, or a part fits none."""
    query = case.query
    if not query.wants or query.wants - _WANTS or query.bounds:
        return None
    if query.positions and Want.MONEY not in query.wants:  # positions have no budgets
        return None
    parts = _parts(case)
    found = [one for words in parts if (one := _best(case, words)) is not None]
    facts = {match.fact.id for _, match in found}
    if len(found) < 2 or len(found) < len(parts) or len(facts) < len(found):
        return None
    owners = {match.reading.organization for _, match in found}
    if len(owners) > 1 or _is_one(case):
        return None
    writer = Writer()
    if Want.MONEY in query.wants:
        _tell_together(writer, case, [match for _, match in found])
    for own, match in found:
        tell_match(writer, own, match)
    return writer.answer()


def _parts(case: Case) -> list[tuple[str, ...]]:
    """The words of the topic, apart as "กับ" and the like part them."""
    generic = whole_words() | vocabulary().learning
    parts = [
        tuple(w for w in corrected_words(piece) if w in case.query.words)
        for piece in _AND.split(without_number(case.query.text))
    ]
    telling = (tuple(w for w in words if w not in generic) for words in parts)
    return [words for words in telling if words]


def _best(case: Case, words: tuple[str, ...]) -> Found | None:
    units = tuple(unit for unit in case.query.units if unit != _TIMES)
    query = replace(case.query, words=words, weak=(), units=units)
    own = Case(query, case.scope, case.library)
    best = next(iter(own.projects), None)
    if best is None or best.coverage < _FITS:
        return None
    named = own.topic.covered(doc((best.fact.name, 1.0)))
    return (own, best) if named >= _NAMED else None


def _is_one(case: Case) -> bool:
    """Whether one project has the words of all parts, where two aren't said to be meant."""
    best = case.projects[0].coverage if case.projects else 0.0
    return best >= _ONE and not case.query.does(*_COMPARING, *_EXTREME)


def _tell_together(writer: Writer, case: Case, found: Sequence[Matched[Project]]) -> None:
    query = case.query
    if not query.does(Operation.SUM, *_COMPARING, *_EXTREME):
        return
    blank = [m for m in found if m.fact.budget.baht is None]
    if blank:
        names = ", ".join(project_name(m.fact, 60) for m in blank)
        marks = "".join(writer.cite(m.reading, m.fact.passage_ids) for m in blank)
        writer.line(f"คำนวณให้ไม่ได้ เพราะแผนไม่ได้ระบุงบประมาณเป็นจำนวนเงินของ{names}", marks)
        return
    amounts = [amount_of(match) for match in found]
    if query.does(*_EXTREME):
        tell_extreme(writer, amounts, Operation.MAXIMUM in query.operations)
    elif query.does(*_COMPARING):
        tell_difference(writer, amounts, asks_times(query.text))
    else:
        tell_sum(writer, amounts)
