"""Which number of a plan's strategies or tactics something is: "เป็นกลยุทธ์ที่เท่าใด"."""

from __future__ import annotations

import re
from dataclasses import replace

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.understanding.terms import doc
from api.answering.understanding.wording import corrected_words, is_stop
from ingest.text.normalize import arabic_digits

_ASKED = re.compile(r"(กลยุทธ์|ยุทธศาสตร์)(?:การพัฒนา)?ที่\s?เท่า(?:ใด|ไร|ไหร่)")
_KINDS = ("กลยุทธ์", "ยุทธศาสตร์")
_FITS = 0.5


def ordinal_answer(case: Case) -> Answer | None:
    """The heading with its number that fits the question best, and what it stands below."""
    match = _ASKED.search(case.query.text)
    if match is None:
        return None
    text = _ASKED.sub(" ", case.query.text)
    words = tuple(w for w in corrected_words(text) if not is_stop(w) and w not in _KINDS)
    own = Case(replace(case.query, words=words, weak=()), case.scope, case.library)
    numbered = re.compile(rf"{match[1]}(?:การพัฒนา)?ที่\s?\d")
    best = None
    for reading in case.scope.readings:
        for project in reading.projects:
            for depth, label in enumerate(project.strategy):
                path = " ".join(project.strategy[: depth + 1])
                fits = own.topic.covered(doc((label, 1.0), (path, 0.6)))
                if numbered.match(arabic_digits(label)) and fits > (best[0] if best else _FITS):
                    best = (fits, reading, project, depth)
    if best is None:
        return None
    _, reading, project, depth = best
    writer = Writer()
    writer.facts([project])
    marks = writer.cite(reading, project.passage_ids)
    writer.line(arabic_digits(project.strategy[depth]), marks)
    above = " › ".join(arabic_digits(label) for label in project.strategy[:depth])
    if above:
        writer.line(f"อยู่ภายใต้ {above}", marks)
    writer.line(f"ตามแผนของ{whose(reading)}", marks)
    return writer.answer()
