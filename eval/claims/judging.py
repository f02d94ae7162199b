"""The verdict on each sentence of an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from api.answering.models import Answer, Citation
from api.answering.understanding.organizations import Mention, find_organizations
from api.proof.evidence import Evidence, evidence_of
from api.proof.sentences import Sentence, sentences
from api.proof.support import missing_figures, missing_names, missing_organizations, missing_words
from eval.claims.computed import computed, contributes, counts
from eval.claims.models import Claim
from ingest.models import Organization, Plan, Span
from ingest.readers.markup import clean
from ingest.text.normalize import arabic_digits, fold

_COUNTS = re.compile(
    r"\d\s*(?:บาท|baht|฿|\.-|/-|คน|วัน|ครั้ง|ชั่วโมง|%|พัน|หมื่น|แสน|ล้าน)|(?:ร้อยละ|฿|THB)\s*\d"
)
# What a plan does not say stands on no line of it.
_ABSENCE = re.compile(r"^(?:แผนของ\S+)?(?:ไม่พบ|ไม่มี|ไม่ได้ระบุ)[^0-9]*$")
_ITEM = re.compile(r"\s*(?:[-•|]|\d+[.)])")


def judge(answer: Answer, plans: Mapping[str, Plan]) -> tuple[Claim, ...]:
    """The sentences of ``answer`` that state something, judged by the lines they cite.

    ``plans`` are the library's by id. An answer that asks back, or says that the plans don't
    contain it, states what it cites, sums of money and what it counts.
    """
    said = sentences(answer.text)
    said = tuple(s for s in said if s.citations or not _ABSENCE.search(s.text))
    if answer.needs or not answer.answerable:
        said = tuple(s for s in said if s.citations or _COUNTS.search(arabic_digits(s.text)))
    found = {c.id: evidence_of(c, plans[c.plan_id]) for c in answer.citations if c.plan_id in plans}
    everyone = [plan.organization for plan in plans.values() if plan.organization]
    return tuple(
        _claim(sentence, found, everyone, _listed(said[at + 1 :]))
        for at, sentence in enumerate(said)
    )


def valid_pointer(citation: Citation, plans: Mapping[str, Plan]) -> bool:
    """Whether the lines are those of a passage, or some of them, in a plan of that file name, and
    the quote stands in them."""
    plan = plans.get(citation.plan_id)
    if plan is None or plan.source != citation.source:
        return False
    if not 1 <= citation.line_start <= citation.line_end <= len(plan.lines):
        return False
    passage = next((p for p in plan.passages if p.id == citation.passage_id), None)
    if passage is None or not _within(citation, passage.span) or not citation.quote.strip():
        return False
    there = fold("".join(map(clean, plan.lines[citation.line_start - 1 : citation.line_end])))
    return all(fold(piece) in there for piece in re.split(r"[\t\n]", citation.quote))


def _within(citation: Citation, span: Span) -> bool:
    """No citation is wider than a passage: one of a whole file would support anything in it."""
    return span.line_start <= citation.line_start and citation.line_end <= span.line_end


@dataclass(frozen=True, slots=True)
class _Listed:
    """How many items are listed next, and by which citations."""

    items: int
    citations: frozenset[int]


def _listed(following: Sequence[Sentence]) -> _Listed:
    """Lines that begin as an item, or parts between commas."""
    lines = tuple(takewhile(lambda sentence: _ITEM.match(sentence.text), following))
    items = len(lines) or (following[0].text.count(", ") + 1 if following else 0)
    return _Listed(items, frozenset(n for line in lines for n in line.citations))


def _claim(
    sentence: Sentence,
    found: Mapping[int, Evidence],
    everyone: Sequence[Organization],
    listed: _Listed,
) -> Claim:
    cited = [number for number in sentence.citations if number in found]
    broken = tuple(f"[{n}]" for n in sentence.citations if n not in found)

    named = find_organizations(sentence.text, everyone)

    def missing(numbers: Sequence[int]) -> tuple[str, ...]:
        return _missing(sentence.text, [found[n] for n in numbers], named, listed.items)

    lacking = missing(cited)
    supported = bool(cited) and not lacking and not broken
    idle = []
    if supported and len(cited) > 1:
        for number in cited:
            others = [n for n in cited if n != number]
            if not missing([number]) or missing(others):
                continue
            every = [found[n] for n in cited]
            is_counted = number in listed.citations and counts(sentence.text, listed.items)
            if not (is_counted or contributes(sentence.text, found[number], every)):
                idle.append(number)
    return Claim(sentence.text, sentence.citations, supported, broken + lacking, tuple(idle))


def _missing(
    text: str, evidence: Sequence[Evidence], named: Mention, listed: int
) -> tuple[str, ...]:
    """What of a sentence the evidence doesn't hold: figures, names, then its words."""
    folded = "\n".join(e.folded for e in evidence)
    stated = frozenset[float]().union(*(e.numbers for e in evidence))
    lacking = [
        *missing_figures(text, evidence, stated, computed(text, stated, evidence, listed)),
        *missing_organizations(named, evidence, folded),
        *missing_names(text, evidence, folded),
    ]
    return tuple(dict.fromkeys(lacking or missing_words(text, folded)))
