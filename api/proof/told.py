"""What a sentence that cites our own statements tells beyond them.

A statement often stands on a long list or a wide row. Who cites the statement tells what it says,
not what else stands in the lines under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.evidence import Evidence
from api.proof.figures import without_figures
from api.proof.lexicon import joining, paraphrase, qualifiers
from api.proof.models import Ground, Lack
from api.proof.quantities import see
from api.proof.tokens import loose, words
from ingest.lexicon.match import find_departments
from ingest.models import Project
from ingest.text.normalize import arabic_digits, fold

# Share of a sentence's words, by their letters, that may be told from the lines under statements.
_BEYOND = 0.35
_LEAST = 12  # letters
_FISCAL = re.compile(r"ปีงบประมาณ\s*(?:พ\.\s?ศ\.\s*)?(2[4-6]\d\d)(?:\s*(?:-|–|ถึง)\s*(2[4-6]\d\d))?")
_IS = re.compile(r"คือ|ได้แก่")
_DOES = re.compile(
    r"เป็น(?:หน่วยงาน|ผู้|เจ้าภาพ|เจ้าของ)(?:หลัก)?(?:ที่)?(?:ผู้)?(?:ดำเนินการ|ดำเนินงาน|จัด|รับผิดชอบ)|(?:ดำเนินการ|จัด)เอง"
)
_BODY = re.compile("เทศบาล|อบต|อบจ|องค์การบริหาร|หน่วยงานเรา|เมืองพัทยา")


def beyond(text: str, grounds: Sequence[Ground]) -> Iterator[Lack]:
    """Fiscal years, positions and words that none of the statements has, where all are ours."""
    statement = "\n".join(ground.statement for ground in grounds if ground.statement)
    yield from _identity(text, statement)
    if not all(ground.statement for ground in grounds):
        return
    plans = frozenset[int]().union(*(e.years for ground in grounds for e in ground.evidence))
    yield from _years(text, statement, plans)
    if sum(map(len, _own(statement))) < 2 * _LEAST:  # a count or a sum alone
        return
    there = fold(statement) + "".join(
        fold(evidence.context) for ground in grounds for evidence in ground.evidence
    )
    own = _own(text)
    flat = loose(there)
    absent = [word for word in own if loose(word.removeprefix("เป็น")) not in flat]
    letters = sum(map(len, absent))
    if letters >= _LEAST and letters > _BEYOND * sum(map(len, own)):
        yield from (Lack("words", word) for word in absent)


def _years(text: str, statement: str, plans: frozenset[int]) -> Iterator[Lack]:
    known = _spans(statement)
    dated = {year for year, _ in see(_FISCAL.sub("", statement)).years}
    own = {year for year, _ in see(_FISCAL.sub("", text)).years}
    if dated:  # of a law, say; the plan's own years may always be told
        yield from (Lack("year", str(year)) for year in own - dated - plans)
    if not known:
        return
    years = {year for first, last in known for year in range(first, last + 1)}
    for first, last in _spans(text):
        is_column = first == last and (first in years or str(first) in statement)
        if (first, last) not in known and not is_column:
            yield Lack("year", f"{first}-{last}")


@lru_cache(512)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    found = _FISCAL.finditer(arabic_digits(text))
    return tuple((int(m[1]), int(m[2] or m[1])) for m in found)


def _identity(text: str, statement: str) -> Iterator[Lack]:
    """``ข้อที่เพิ่มคือยุทธศาสตร์ที่ 4`` of a statement that says it of another one."""
    said = _IS.search(text)
    if not said:
        return
    subject = [w for w in words(text[: said.start()]) if len(w) > 1 and w not in joining()]
    numbers = see(text[said.end() :]).ordinals[:1]
    for line in statement.split("\n"):
        there = _IS.search(line)
        own = see(line[there.end() :]).ordinals[:1] if there else ()
        if not there or not own or not numbers or own[0][0] != numbers[0][0]:
            continue
        shared = sum(len(w) for w in subject if w in fold(line[: there.start()]))
        if subject and 2 * shared >= sum(map(len, subject)) and own != numbers:
            yield Lack("figure", " ".join(numbers[0]))


@lru_cache(512)
def _own(text: str) -> tuple[str, ...]:
    ignored = paraphrase()
    bounds, _ = qualifiers("bound")
    found = words(bounds.sub("|", without_figures(text)))
    return tuple(w for w in dict.fromkeys(found) if len(w) > 1 and w not in ignored and w != "|")


def usurped(text: str, evidence: Sequence[Evidence]) -> Iterator[Lack]:
    """A local government told to carry out itself what the rows give to others."""
    match = _DOES.search(text)
    units = [f.unit for one in evidence for f in one.facts if isinstance(f, Project)]
    if not match or not units or not all(units) or not _BODY.search(text):
        return
    if not any(_BODY.search(unit) or find_departments(unit) for unit in units):
        yield Lack("organization", match[0])
