"""How many items a list that a question names has, and which: "ขั้นตอน…มีกี่ขั้น ขั้นแรกคืออะไร"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from api.answering.evidence.case import Case
from api.answering.evidence.outlines import Line, NamedList
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.texts.listings import COUNTED, GENERIC, KINDS, OPEN_END
from api.answering.understanding.series import LAST, items_asked, number_of
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Operation, Want
from api.answering.understanding.wording import corrected_words
from ingest.text.segment import tokens
from prompts import say

# Of the words that name a list, by weight; and what it adds that its name says little else.
# Chosen on the sample questions.
_SAID, _ONLY, _SO, _NEARLY = 0.7, 0.3, 0.4, 0.4
_LOST = 0.25  # of the topic that no plan asked has a word for
_NAME, _ITEM, _WHOLE, _ASKED = 160, 160, 1_800, 420
_HEAD = 40  # characters of an item that say what kind of thing it is
_TITLE = 120
_SHOWN = 20  # items; the rest is counted
_AND = re.compile(r"กับ|และ|แล้วก็|รวมถึง|ส่วน(?!ราชการ|ร่วม|ท้องถิ่น|ตำบล)|แล้ว|[+,/]|\band\b")
_EACH = re.compile(r"แต่ละ|อย่างละ|ทุก(?:ด้าน|กลุ่ม|เรื่อง|หมวด)|\beach\b")
_STEPS = ("ขั้น", "วิธี", "กระบวนการ", "แนวทาง", "ลำดับ")


@dataclass(frozen=True, slots=True)
class _Found:
    """A list with the plan it is in, how well its name fits, and whether all of its items are
    called what is counted."""

    reading: Reading
    place: int
    score: float
    are_so: bool = False

    @property
    def list(self) -> NamedList:
        return self.reading.lists[self.place]


def named_list_answer(case: Case) -> Answer | None:
    """The count and the items asked for of each list that the question names; None where it asks
    for no list, or none is named so."""
    query = case.query
    asked = items_asked(query.text)
    noun = COUNTED.search(query.text)
    listed = KINDS.search(query.text)
    if listed and listed[1] and not query.does(Operation.LIST):
        listed = None
    if not (asked or noun or listed) or Want.MONEY in query.wants or not case.topic.terms:
        return None
    if case.lost > _LOST:
        return None
    case = _without_kind(case)
    name = next((match[match.lastindex or 1] for match in (noun, listed) if match), "ข้อ")
    found = _siblings(case) or _apart(case, name) or _named(case, name)[:1]
    if not found:
        return None
    writer = Writer()
    told = [_tell(writer, case, one, name, len(found) > 1) for one in found]
    first = found[0]
    marks = writer.cite(first.reading, first.list.passage_ids[:1])
    writer.line(say("source", whose=whose(first.reading)), marks)
    return writer.answer(answerable=any(told))


def _without_kind(case: Case) -> Case:
    """The question without what any list's items are called, where it says what list is meant."""
    words = tuple(word for word in case.query.words if word not in GENERIC)
    if not words or words == case.query.words:
        return case
    return Case(replace(case.query, words=words), case.scope, case.library)


def _named(case: Case, noun: str) -> list[_Found]:
    """The lists whose name says the topic, best first."""
    found = []
    for reading in case.scope.readings:
        for place, (one, names) in enumerate(zip(reading.lists, reading.list_docs, strict=True)):
            said = case.topic.covered(names)
            if said < _SAID or not case.topic.has_heaviest(names) or not _is_of_kind(one, noun):
                continue
            are_so = noun in GENERIC and all(noun in i[0].text[:_HEAD] for i in one.items)
            score = said + _ONLY * _share(case, one) + _SO * are_so
            found.append(_Found(reading, place, score, are_so))
    found.sort(key=lambda each: -each.score)
    begun = [
        (one.reading, one.list.parent) for one in found if one.score + _NEARLY > found[0].score
    ]
    # Of a list and of one in an item of it that has its name, the latter is meant.
    return [
        one
        for one in found
        if one.are_so or (one.reading, one.place) not in begun or not _has_item(case, one.list)
    ]


def _has_item(case: Case, one: NamedList) -> bool:
    """Whether one of the items is itself named as the question says."""
    return any(case.topic.covered(doc((item[0].text[:_NAME], 1.0))) >= _SAID for item in one.items)


def _is_of_kind(one: NamedList, noun: str) -> bool:
    """Whether a list is of what is counted: "กี่ขั้น" of one that is named a procedure."""
    if noun in ("ขั้น", "ขั้นตอน"):
        return any(step in name for name in one.names for step in _STEPS)
    if noun in GENERIC:
        return True
    inside = all(noun in item[0].text for item in one.items)
    return inside or any(noun in name for name in one.names)


def _share(case: Case, one: NamedList) -> float:
    """The share of the words of a list's name that the question says."""
    names = [set(tokens(name)) for name in one.names[:2]]
    return max((len(own & case.topic.tokens) / len(own) for own in names if own), default=0.0)


def _apart(case: Case, noun: str) -> list[_Found]:
    """The lists of the parts that "และ" makes: "ภารกิจหลักกี่ข้อ และภารกิจรองกี่ข้อ"."""
    query = case.query
    parts = [
        tuple(w for w in corrected_words(piece) if w in query.words)
        for piece in _AND.split(query.text)
    ]
    parts = [words for words in parts if words]
    if len(parts) < 2:
        return []
    whole = {id(one.list): one.score for one in _named(case, noun)}
    found: list[_Found] = []
    named: list[list[_Found]] = []
    for words in parts:
        own = Case(replace(query, words=words, weak=()), case.scope, case.library)
        fits = [one for one in _named(own, noun) if one.list.names]
        best = max(fits, key=lambda one: one.score + whole.get(id(one.list), 0.0), default=None)
        if best is None or best.list in [one.list for one in found]:
            return []
        found.append(best)
        named.append(fits)
    return _within(found, named)


def _within(found: Sequence[_Found], named: Sequence[Sequence[_Found]]) -> list[_Found]:
    """The lists found, and for one that another stands within, the first beside that other of
    those ``named`` as well: of the needs, those for skills beside those for knowledge."""
    below = [(one.reading, one.list.parent) for one in found]
    told: list[_Found] = []
    for one, fits in zip(found, named, strict=True):
        if (one.reading, one.place) in below:
            inside = (f for f in fits if (f.reading, f.list.parent) == (one.reading, one.place))
            told += [f for f in [next(inside, None)] if f and f.list not in [x.list for x in found]]
        else:
            told.append(one)
    return told


def _siblings(case: Case) -> list[_Found]:
    """The lists below each item of one: "ข้อแรกของแต่ละด้าน"."""
    if not _EACH.search(case.query.text):
        return []
    groups: list[tuple[float, int, list[_Found]]] = []
    for reading in case.scope.readings:
        below: dict[int, list[_Found]] = {}
        for place, one in enumerate(reading.lists):
            if one.parent is not None:
                below.setdefault(one.parent, []).append(_Found(reading, place, 0.0))
        for parent, ones in below.items():
            names = (*reading.lists[parent].names, *(one.list.names[0] for one in ones))
            said = case.topic.covered(doc((" ".join(names), 1.0)))
            if len(ones) > 1 and len(ones) == len(reading.lists[parent].items):
                groups.append((said, parent, ones))
    # Of two that say as much, the one within the other.
    said, _, ones = max(groups, key=lambda group: group[:2], default=(0.0, 0, []))
    return ones if said >= _SAID else []


def _tell(writer: Writer, case: Case, found: _Found, noun: str, is_one_of_many: bool) -> bool:
    """A list as far as it is asked for; whether it has what is."""
    one, reading = found.list, found.reading
    asked = items_asked(case.query.text)
    counted = case.query.does(Operation.COUNT) or not asked
    marks = writer.cite(reading, one.passage_ids)
    title = next((name for name in one.names if len(name) <= _TITLE), "")
    count = _count(one, noun) if counted else ""
    for line in (f"{title}: {count}",) if is_one_of_many and count else (count, title):
        if line:
            writer.line(line, marks)
    if asked:
        return any([_tell_item(writer, found, number, noun) for number in asked])
    if not is_one_of_many or case.query.does(Operation.LIST):
        _tell_items(writer, found)
    return True


def _count(one: NamedList, noun: str) -> str:
    count = f"{len(one.items)} {noun}"
    ends_open = OPEN_END.search(one.items[-1][-1].text)
    return f"แผนระบุไว้ {count} และลงท้ายว่ายังมีอีก" if ends_open else f"มีทั้งหมด {count}"


def _tell_item(writer: Writer, found: _Found, number: int, noun: str) -> bool:
    """One item with what stands below it, or that there is none of that number."""
    one, reading = found.list, found.reading
    if not 0 < (len(one.items) if number == LAST else number) <= len(one.items):
        marks = writer.cite(reading, one.passage_ids)
        writer.line(f"แผนมีเพียง {len(one.items)} {noun} ไม่มี{noun} {number}", marks)
        return False
    lines = one.items[-1 if number == LAST else number - 1]
    said = " ".join(line.text for line in lines)
    marks = writer.cite(reading, dict.fromkeys(line.passage.id for line in lines))
    label = {LAST: f"{noun}สุดท้าย", 1: f"{noun}แรก"}.get(number, f"{noun}ที่ {number}")
    writer.line(f"{label}: {shortened(said, _ASKED)}", marks)
    return True


def _tell_items(writer: Writer, found: _Found) -> None:
    one = found.list
    texts = [_own_text(item) for item in one.items]
    if sum(map(len, texts)) > _WHOLE:
        texts = [shortened(item[0].text, _ITEM) for item in one.items]
    for item, text in zip(one.items[:_SHOWN], texts, strict=False):
        writer.line(text, writer.cite(found.reading, dict.fromkeys(x.passage.id for x in item)))
    left = len(one.items) - _SHOWN
    if left > 0:
        marks = writer.cite(found.reading, one.passage_ids[-1:])
        writer.line(say("and_more_clauses", count=left), marks)


def _own_text(item: Sequence[Line]) -> str:
    """An item with the rest of it that a page cut off, without lists within."""
    rest = takewhile(lambda line: number_of(line.text) is None, item[1:])
    return " ".join((item[0].text, *(line.text for line in rest)))
