"""The telephone of an office as a plan prints it, on its title page or below a form."""

from __future__ import annotations

import re

from api.answering import refuse
from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.understanding.terms import doc, topic
from api.answering.understanding.vocabulary import Want
from prompts import say

_ASKED = re.compile(r"เบอ|โทร|phone|\bfax\b")
_CALLING = re.compile(r"เบอ|โทร|ติดต่อ|หมายเลข|phone|fax|number|call|contact|office")
_NUMBER = re.compile(r"(?:โทร|\btel|\bphone)[^\n\d]{0,24}\(?0[\d\s()-]{7,14}\d", re.IGNORECASE)
_ABOVE = 2  # passages above a number in which its office is named
_ENOUGH = 0.5  # of the office's name
_MOST = 4


def contact_answer(case: Case) -> Answer | None:
    """The numbers that stand with the office asked for, or that none does. Numbers of people are
    refused before."""
    if Want.PHONE not in case.query.wants or not _ASKED.search(case.query.text):
        return None
    office = [w for w in case.query.words if not _CALLING.search(w)]
    wanted = topic(office, (), case.scope.corpus)
    found = [
        (reading, passage, line)
        for reading in case.scope.readings
        for at, passage in enumerate(reading.plan.passages)
        if (line := _line(reading.plain[passage.id])) and not passage.table_id
        if not office or wanted.covered(doc((_block(reading, at), 1.0))) >= _ENOUGH
    ]
    if not found:
        return refuse.not_contained(case)
    writer = Writer()
    for reading, passage, line in found[:_MOST]:
        marks = writer.cite_quote(reading, passage, line)
        writer.line(f"{line} ({say('source', whose=whose(reading))})", marks)
    return writer.answer()


def _line(text: str) -> str:
    found = _NUMBER.search(text)
    return next((x.strip() for x in text.split("\n") if found and found[0] in x), "")


def _block(reading: Reading, at: int) -> str:
    """What stands with a number: its passage and those right above."""
    near = reading.plan.passages[max(0, at - _ABOVE) : at + 1]
    return " ".join(passage.text for passage in near)
