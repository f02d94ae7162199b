"""Whose duty is what: "พนักงานต้องรับผิดชอบเรื่องอะไร" is told by the line that begins with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.answering.evidence.case import Case
from api.answering.evidence.naming import clean
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.understanding.terms import Topic, doc, topic
from api.answering.understanding.vocabulary import Want, vocabulary
from api.answering.understanding.wording import topic_words
from ingest.models import Passage
from ingest.text.normalize import arabic_digits
from ingest.text.segment import tokens
from prompts import say

_ASKED = re.compile(
    r"(?P<who>[ก-๎\s|()]{3,80}?)(?:เอง)?\s?(?:ต้อง|มี|จะต้อง|ควร)?(?:รับผิดชอบ|มีหน้าที่|หน้าที่|บทบาท)"
    r"[ก-๎\s]{0,40}?(?:อะไร|ยังไง|อย่างไร|ไหน|ใด|ไง)"
)
_NOBODY = re.compile("ใคร|(?:หน่วย|หน่วยงาน|กอง|ฝ่าย|ส่วนราชการ|โครงการ|งาน)(?:ไหน|ใด|อะไร)")
_STATED = re.compile(
    r"^\s*[-•]?\s*\(?\d{0,2}(?:\.\d{1,2})*[.)]*\s*(?P<who>[ก-๎][ก-๎\s()]{2,90}?)\s?"
    r"(?:ต้อง)?(?:มีหน้าที่|มีบทบาท|รับผิดชอบ|มีความรับผิดชอบ)"
)
_OWN = 0.5  # of the words for whom a line is about, that the question says
_LENGTH = 700


@dataclass(frozen=True, slots=True)
class _Duty:
    reading: Reading
    passage: Passage
    text: str
    fits: float


def duty_answer(case: Case) -> Answer | None:
    """The line that says what somebody's duty is; None where no line begins with them."""
    query = case.query
    asked = _ASKED.search(query.text)
    if asked is None or _NOBODY.search(query.text) or query.wants - {Want.UNIT, Want.SKILLS}:
        return None
    words = topic_words(asked["who"])
    if not words or query.units:
        return None
    who = topic(words, (), case.scope.corpus)
    found = [duty for reading in case.scope.readings for duty in _duties(case, reading, who)]
    best = max(found, key=lambda duty: duty.fits, default=None)
    if best is None:
        return None
    writer = Writer()
    text = shortened(best.text, _LENGTH)
    writer.line(text, writer.cite_quote(best.reading, best.passage, text))
    source = say("quoted_from", whose=whose(best.reading))
    writer.line(source, writer.cite(best.reading, [best.passage.id]))
    return writer.answer()


def _duties(case: Case, reading: Reading, who: Topic) -> Iterator[_Duty]:
    for passage in reading.plan.passages:
        if passage.table_id:
            continue
        for line in arabic_digits(passage.text).split("\n"):
            match = _STATED.match(line)
            if match is None:
                continue
            fits = _fits(match["who"], who)
            if fits >= _OWN:
                said = 0.1 * case.topic.covered(doc((line, 1.0)))
                yield _Duty(reading, passage, clean(line), fits + said)


def _fits(subject: str, who: Topic) -> float:
    """How much of a line's subject the question names, and of the question's the line."""
    own = set(tokens(subject)) - vocabulary().stop
    if not own:
        return 0.0
    return min(len(own & who.tokens) / len(own), who.covered(doc((subject, 1.0))))
