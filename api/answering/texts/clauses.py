"""Rules that one message asks two of: "รายงานภายในกี่วัน แล้วต้องอบรมปีละกี่ครั้ง"."""

from __future__ import annotations

import re
from dataclasses import replace

from api.answering.evidence.case import Case, Ranked
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.texts.extracts import quoted_of
from api.answering.texts.passages import passages_found
from api.answering.understanding.units import units_in
from api.answering.understanding.vocabulary import Want, vocabulary
from api.answering.understanding.wording import corrected_words
from prompts import say

_NEXT = re.compile(r"แล้วก็|แล้ว(?!แต่|เสร็จ)|และ|ส่วน(?!ราชการ|ร่วม|ท้องถิ่น|ตำบล)|[,;]|\band\b")
_ELSEWHERE = (Want.MONEY, Want.PEOPLE, Want.COURSE, Want.UNIT)  # told by rows of tables


def clauses_answer(case: Case) -> Answer | None:
    """What each clause that counts something asks, where they stand in different sentences; None
    where one sentence says it all, or a clause isn't answered by running text."""
    query = case.query
    if len(query.units) < 1 or query.wants_any(*_ELSEWHERE) or query.positions:
        return None
    parts = [part for piece in _NEXT.split(query.text) if (part := _part(case, piece))]
    if len(parts) < 2:
        return None
    told: dict[str, Ranked] = {}
    for part in parts:
        best = next(iter(passages_found(part)), None)
        if best is None or best.passage.table_id:
            return None
        told[quoted_of(part, best)] = best
    if len(told) < 2:
        return None
    writer = Writer()
    for quoted, best in told.items():
        marks = writer.cite_quote(best.reading, best.passage, quoted)
        for line in quoted.split("\n"):
            writer.line(line, marks)
    first = next(iter(told.values()))
    marks = writer.cite(first.reading, [first.passage.id])
    writer.line(say("quoted_from", whose=whose(first.reading)), marks)
    return writer.answer()


def _part(case: Case, piece: str) -> Case | None:
    """A clause that counts something, as a question of its own; None for any other."""
    units = units_in(piece)
    words = tuple(w for w in corrected_words(piece) if w in case.query.words)
    if not units or not words:
        return None
    wants = frozenset(w for w in case.query.wants if vocabulary().wants[w].search(piece))
    query = replace(case.query, text=piece, words=words, weak=(), units=units, wants=wants)
    return Case(query, case.scope, case.library)
