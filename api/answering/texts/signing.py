"""Who signed a plan or an announcement: the block below it that names an officer in brackets."""

from __future__ import annotations

import re

from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Want
from ingest.models import Passage
from ingest.text.normalize import arabic_digits
from prompts import say

_SIGNED = re.compile(
    r"\(\s*(?:นาย|นางสาว|นาง|น\.ส\.|ว่าที่|ดร\.|พันจ่า|จ่า|สิบ|พัน)[ก-๙.\s]{3,60}\)\s*\n+\s*[^\n]{3,80}"
)
_ABOVE = 12  # passages above a signature in which what was signed is named


def signer_answer(case: Case) -> Answer | None:
    """Who signed what is asked for, or None where no signature stands in the plans."""
    if Want.SIGNER not in case.query.wants:
        return None
    found = [
        (_about(case, reading, passage), -at, reading, passage, match[0])
        for reading in case.scope.readings
        for at, passage in enumerate(reading.plan.passages)
        if (match := _SIGNED.search(passage.text))
    ]
    if not found:
        return None
    _, _, reading, passage, signed = max(found, key=lambda f: f[:2])
    said = "\n".join(line.strip() for line in arabic_digits(signed).split("\n") if line.strip())
    writer = Writer()
    marks = writer.cite_quote(reading, passage, said)
    name, office = said.split("\n")[:2]
    writer.line(f"ผู้ลงนาม: {name.strip('() ')} {office}", marks)
    writer.line(say("source", whose=whose(reading)), marks)
    return writer.answer()


def _about(case: Case, reading: Reading, passage: Passage) -> float:
    """How well what stands above a signature is what was asked for."""
    passages = reading.plan.passages
    at = passages.index(passage)
    above = " ".join(p.text[:300] for p in passages[max(0, at - _ABOVE) : at + 1])
    return case.topic.covered(doc((above, 1.0), (reading.plan.title or "", 0.9)))
