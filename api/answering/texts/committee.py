"""Who sits on a committee: the offices that a plan lists, never the names of persons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.answering import refuse
from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.texts.passages import passage_answer
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Want
from ingest.models import Passage, PassageKind
from ingest.text.normalize import arabic_digits
from prompts import say

_LISTED = 4  # lists of members that one answer tells at most
_TIE = 0.05
_PROSE = 5
_LONGEST = 200  # characters of a member's line
_NAMES_ROLE = re.compile("เป็น(?:รอง)?(?:ประธาน|กรรมการ|คณะทำงาน|เลขา)")
_MEMBER = re.compile(
    r"(?:เป็น)?((?:รอง)?ประธาน(?:คณะ)?(?:กรรมการ|ทำงาน|อนุกรรมการ)?"
    r"|(?:คณะ)?(?:อนุ)?กรรมการ(?:\s?และ\s?(?:ผู้ช่วย)?เลขานุการ)?"
    r"|คณะทำงาน(?:\s?และ\s?(?:ผู้ช่วย)?เลขานุการ)?|(?:ผู้ช่วย)?เลขานุการ)[\s.;|]*$"
)
_PERSON = re.compile(r"(?:นาย(?!ก)|นางสาว|นาง|น\.ส\.)\s?[ก-๙]{2,}\s+[ก-๙]{2,}")
_HEAD = re.compile("ประธาน")
_SECRETARY = re.compile("เลขานุการ")
_NUMBER = re.compile(r"^\s*[-•]?\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]*\s*")


@dataclass(frozen=True, slots=True)
class _Member:
    office: str
    role: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Committee:
    reading: Reading
    title: str
    members: tuple[_Member, ...]
    coverage: float


def committee_answer(case: Case) -> Answer | None:
    """The members of the committee asked for; None if none is asked for."""
    if Want.COMMITTEE not in case.query.wants:
        return None
    found = [c for r in case.scope.readings for c in _committees(case, r)]
    best = max((c.coverage for c in found), default=0.0)
    chosen = [c for c in found if c.coverage >= best - _TIE][:_LISTED]
    writer = Writer()
    told = [c for c in chosen if _tell(writer, case, c)]
    return writer.answer() if told else _in_prose(case)


def _in_prose(case: Case) -> Answer:
    """A sentence that says who is on it, or that no plan does: a project's row never says it."""
    top = (r for r in case.ranked[:_PROSE] if not r.passage.table_id)
    said = passage_answer(case) if any(_NAMES_ROLE.search(r.passage.text) for r in top) else None
    return said or refuse.not_contained(case)


def _committees(case: Case, reading: Reading) -> list[_Committee]:
    """Runs of rows or lines that end with a role on a committee."""
    passages = reading.plan.passages
    found: list[_Committee] = []
    members: list[_Member] = []
    for passage in [*passages, None]:
        more = _members(passage) if passage else []
        if passage and passage.kind in (PassageKind.TABLE, PassageKind.HEADER):
            continue
        if not more or (members and members[-1].passage.section != more[0].passage.section):
            if len(members) > 1:
                found.append(_committee(case, reading, members))
            members = []
        members += more
    return found


def _members(passage: Passage) -> list[_Member]:
    found = []
    for line in passage.text.split("\n"):
        text = " ".join(arabic_digits(line).replace("|", " ").split())
        match = _MEMBER.search(text)
        if match is None or len(text) > _LONGEST:
            continue
        office = _NUMBER.sub("", _PERSON.sub("", text[: match.start()])).strip(" -")
        if office:
            found.append(_Member(office, match[1], passage))
    return found


def _committee(case: Case, reading: Reading, members: list[_Member]) -> _Committee:
    first = members[0].passage
    before = _before(reading, first)
    title = " ".join([*first.section[-2:], before])
    offices = " ".join(f"{m.office} {m.role}" for m in members)
    coverage = case.topic.covered(doc((title, 1.0), (offices, 0.5)))
    return _Committee(reading, _title(first, before), tuple(members), coverage)


def _before(reading: Reading, first: Passage) -> str:
    """The text above the list, in which its committee is named."""
    passages = reading.plan.passages
    index = passages.index(first)
    above = [p for p in passages[max(0, index - 2) : index] if p.table_id != first.table_id]
    text = " ".join(p.text for p in above)
    return text[-300:]


def _title(first: Passage, before: str) -> str:
    text = " ".join((first.section[-1] if first.section else "", before)).split()
    named = next((w for w in text if "กรรมการ" in w or "คณะทำงาน" in w), "คณะกรรมการ")
    return named[max(0, named.find("คณะ")) :]


def _tell(writer: Writer, case: Case, committee: _Committee) -> bool:
    members = [m for m in committee.members if _is_asked(case, m)]
    if not members:
        return False
    marks = writer.cite(committee.reading, dict.fromkeys(m.passage.id for m in members))
    title = shortened(arabic_digits(committee.title), 100)
    writer.line(say("committee_of", title=title, whose=whose(committee.reading)), marks)
    for member in members:
        mark = writer.cite(committee.reading, [member.passage.id])
        writer.line(f"- {member.office}: {member.role}", mark)
    return True


def _is_asked(case: Case, member: _Member) -> bool:
    """Whether only the chair or the secretary is asked for, and this is one."""
    text = case.query.text
    for pattern in (_HEAD, _SECRETARY):
        if pattern.search(text):
            return pattern.search(member.role) is not None
    return True
