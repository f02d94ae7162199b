"""From a message to a query: organisations, years, position, what is wanted, and the topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from api.answering.models import Ask
from api.answering.understanding.asker import is_about_asker, without_oneself
from api.answering.understanding.commonness import is_everyday
from api.answering.understanding.english import in_thai, is_english
from api.answering.understanding.excluding import excluded_words, without_excluded
from api.answering.understanding.hearing import heard
from api.answering.understanding.introducing import without_asker
from api.answering.understanding.notices import without_notice
from api.answering.understanding.organizations import Mention, find_organizations, type_pattern
from api.answering.understanding.query import Query
from api.answering.understanding.recalling import with_those_before
from api.answering.understanding.selecting import (
    Bounds,
    find_bounds,
    find_claim,
    selecting_pattern,
    without_number,
)
from api.answering.understanding.series import without_item
from api.answering.understanding.strategies import strategies_in, tactics_in, without_strategies
from api.answering.understanding.units import units_in
from api.answering.understanding.vocabulary import Operation, Want, vocabulary
from api.answering.understanding.wording import corrected, corrected_words, topic_words
from ingest.lexicon.match import find_departments, find_employee_types, find_positions
from ingest.models import Baht, Organization
from ingest.text.normalize import fold
from ingest.text.years import find_question_years

# "มากกว่าของ|": by how much one is above another, which alone is named.
_THAN_THEIRS = re.compile(r"(?:กว่า|กับ|จาก)\s?(?:ของ|ที่|ใน)?\s?\|")
_HOW_MANY_WHOLE = re.compile(
    r"กี่\s*(?:ค[นลรณ](?![\u0e31-\u0e3a\u0e47-\u0e4e])|ราย|วั[นลร]|ครั้ง|บาท|เปอร์?เซ็นต?์?|%|เดือน|ชั่วโมง|ชม\.?|ข้อ|แห่ง|อัตรา)"
)
_YEARS = re.compile(
    r"(?:ประจำ)?(?:ปี(?:งบ(?:ประมาณ)?|งปม\.?)?)?\s*(?:พ\.?\s?ศ\.?)?\s*(?<![\d,])(?:25\d\d|20\d\d)(?![\d,]*\d)|(?:ปี(?:งบ(?:ประมาณ)?)?|พ\.?ศ\.?)\s*\d\d(?!\d)"
)
# "กองคลังได้เท่าไร", "ยุทธศาสตร์ 3 เท่าไร": what departments and strategies have is money.
_OF_SHARE = re.compile(
    r"^(?!.*(?:กี่|คน|อายุ|อัตรา|ตำแหน่ง|วัน|ปีที่|ร้อยละ|เป้า)).*(?:กอง|สำนัก|ยุทธ|ยุด).*เท่า(?:ไหร่|ไร|ใด)"
)
_HOW_MUCH = re.compile(r"เท่า(?:ไหร่|ไร|ใด)")
_OF_STAFF = tuple(vocabulary().units[unit] for unit in ("คน", "ราย", "อัตรา"))
_OF_AMOUNTS = (Operation.SHARE, Operation.DIFFERENCE, Operation.AVERAGE)
_HEAD = re.compile(r"^(?:ผู้อำนวยการ|รองผู้อำนวยการ|ผอ\.?|หัวหน้า|หน\.?)\s*")


def understand(ask: Ask, known: Sequence[Organization]) -> Query:
    """The query of an ask, with what a follow-up leaves out taken from the messages before."""
    asks = _read(ask.message, known)
    before = [_read(message, known) for message in reversed(ask.history)]
    query = asks
    for earlier in before:
        if not _leans_on_history(query, ask.message):
            break
        query = _inherit(query, earlier)
    query = _of_those_named(query, asks, before, lambda: _profiled(ask, known))
    query = with_those_before(query, asks, before)
    return _of_the_asker(query, corrected(ask.profile_position)) if ask.profile_position else query


def _profiled(ask: Ask, known: Sequence[Organization]) -> tuple[Organization, ...]:
    named = find_organizations(ask.profile_organization or "", known).named
    return tuple(n.organization for n in named)


def _of_the_asker(query: Query, position: str) -> Query:
    """The query with the asker's position, and the department it names, where they are meant."""
    if query.own_position:
        query = replace(
            query,
            positions=_positions(position) or (position,),
            weak=(*query.weak, *topic_words(position)),
            employees=query.employees or _employees(position),
        )
    if query.own_department and not query.departments:
        query = replace(query, departments=departments_in(_HEAD.sub("", position)))
    return query


def _read(message: str, known: Sequence[Organization]) -> Query:
    message = without_asker(message)
    text = corrected(message)
    vocab = vocabulary()
    mention = find_organizations(text, known)
    english = is_english(text)
    rest = without_organizations(text, mention)
    rest = in_thai(rest) if english else heard(rest)
    undated = _YEARS.sub("|", without_excluded(rest))
    bounds, claimed, topic = _amounts(rest, _wants(undated))
    topic = _YEARS.sub("|", without_excluded(topic))
    positions, units = _positions(topic) or (() if english else _positions(text)), units_in(undated)
    is_own = is_about_asker(rest, names_position=bool(positions), counts=bool(units))
    topic = without_oneself(topic) if is_own else topic
    for no_topic in (vocab.own_department, vocab.own_organization, vocab.framing):
        topic = no_topic.sub("|", topic)
    topic = vocab.said_otherwise(vocab.same.sub("|", without_notice(topic)))
    words, weak = _topic(without_item(without_strategies(topic)))
    return Query(
        text=rest,
        full=text,
        words=words,
        weak=weak,
        organizations=tuple(n.organization for n in mention.named),
        unknown=mention.unknown,
        years=find_question_years(rest),
        wants=_wants(undated),
        operations=frozenset(o for o, p in vocab.operations.items() if p.search(undated)),
        units=units,
        strategies=strategies_in(undated),
        tactics=tactics_in(undated),
        positions=() if is_own else positions,
        departments=departments_in(rest),
        employees=_employees(undated),
        own_organization=vocab.own_organization.search(rest) is not None,
        own_position=is_own,
        own_department=vocab.own_department.search(rest) is not None,
        english=english,
        bounds=bounds,
        claimed=claimed,
        excluded=excluded_words(rest),
        every=not mention.named and selecting_pattern("every").search(rest) is not None,
    )


def _topic(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the topic and those that need not be met: what is told before the question,
    if this has a topic of its own."""
    told, asked = _after_introduction(_without_asking(text))
    every, before = topic_words(asked), topic_words(told)
    if not every:
        every, before = before, []
    return tuple(every), tuple(before)


def _after_introduction(text: str) -> tuple[str, str]:
    """What is told first and what is asked: "เพิ่งย้ายมา อยากรู้ว่า" and the rest."""
    said = list(vocabulary().asks.finditer(text))
    return (text[: said[-1].start()], text[said[-1].end() :]) if said else ("", text)


def _amounts(text: str, wants: frozenset[Want]) -> tuple[Bounds | None, Baht | None, str]:
    """The bounds on amounts or the amount claimed, and the text without these: no topic."""
    if Want.MONEY in wants:
        bounded = find_bounds(text)
        if bounded:
            return bounded[0], None, bounded[1]
        claimed = find_claim(text)
        if claimed:
            return None, claimed[0], claimed[1]
    return None, None, text


def _of_those_named(
    query: Query,
    asks: Query,
    before: Sequence[Query],
    profiled: Callable[[], tuple[Organization, ...]],
) -> Query:
    """A comparison that leaves an organisation out: "ต่างกันเท่าไร" alone compares the two named
    last, as these were asked; "มากกว่าของ … กี่บาท" the one asked of before, else the asker's,
    with the one named."""
    if not query.does(Operation.DIFFERENCE, Operation.COMPARE) or asks.unknown:
        return query
    asked = next((b.wants for b in before if b.wants), frozenset())
    if _THAN_THEIRS.search(asks.text) and len(asks.organizations) == 1:
        last = next((b.organizations for b in before if b.organizations), ())
        both = tuple(dict.fromkeys((*(last[:1] or profiled()), *asks.organizations)))
        return replace(query, organizations=both, wants=query.wants or asked)
    if not before or asks.organizations or asks.words:
        return query
    named = dict.fromkeys(o for b in before for o in b.organizations)
    two = tuple(named)[:2]
    if len(two) < 2:
        return query
    return replace(query, organizations=two[::-1], wants=query.wants or asked)


def _wants(text: str) -> frozenset[Want]:
    vocab = vocabulary()
    found = {want for want, pattern in vocab.wants.items() if pattern.search(text)}
    if found.intersection(_OF_WHOM):  # "ใครเป็นวิทยากร" asks for no department
        rest = text
        for want in _OF_WHOM:
            rest = vocab.wants[want].sub("|", rest)
        if not vocab.wants[Want.UNIT].search(rest):
            found.discard(Want.UNIT)
    if vocab.money_words & set(corrected_words(text)):
        found.add(Want.MONEY)
    if not found and _OF_SHARE.search(text):
        found.add(Want.MONEY)
    return frozenset(found)


# What is asked is no part of what it is asked of: "กองไหน", "ช่วงเดือนไหน", "กี่บาท".
_OF_WHOM = (Want.TEACHER, Want.AUDIENCE, Want.SIGNER)
_ASKING_WANTS = (
    Want.PLACE, Want.FREQUENCY, Want.TIMING, Want.UNIT, Want.PERSON, Want.YEAR, Want.PEOPLE,
)  # fmt: skip
_ASKING_OPERATIONS = (
    Operation.SUM, Operation.MAXIMUM, Operation.MINIMUM, Operation.DIFFERENCE,
    Operation.COMPARE, Operation.EXAMPLE, Operation.LIST, Operation.COUNT,
    Operation.SHARE, Operation.AVERAGE,
)  # fmt: skip


def _without_asking(text: str) -> str:
    vocab = vocabulary()
    rest = without_number(_HOW_MANY_WHOLE.sub("|", text))
    for want in _ASKING_WANTS:
        rest = vocab.wants[want].sub("|", rest)
    for operation in _ASKING_OPERATIONS:
        rest = vocab.operations[operation].sub("|", rest)
    return rest


def without_organizations(text: str, mention: Mention) -> str:
    """The text without the names of organisations and their types."""
    rest = text
    for named in mention.named:
        pattern = _loosely(fold(text)[named.start : named.end])
        rest = re.sub(rf"{type_pattern()}{pattern}", "|", rest)
    return rest


def _loosely(folded: str) -> str:
    return r"\s*".join(re.escape(letter) for letter in folded)


def _positions(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.canonical for m in find_positions(text)))


def _employees(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.canonical for m in find_employee_types(text)))


def departments_in(text: str) -> tuple[str, ...]:
    """The departments that a text names, by their official names."""
    return tuple(dict.fromkeys(m.canonical for m in find_departments(text)))


def _leans_on_history(query: Query, message: str) -> bool:
    """Whether a message leaves something out. "งบรวมของ ทต.… เท่าไร" doesn't: it asks of a whole
    plan, as "รวมเท่าไร" alone does not."""
    if vocabulary().follow_up.search(corrected(message)):
        return True
    if not (query.organizations or query.own_organization):
        return True
    return not query.words and not query.does(Operation.SUM)


def _says_something(word: str) -> bool:
    """Whether a word is more than a number or a range, which narrow what was asked (``45-49``),
    or an everyday word: "แล้วต้องส่งอะไร" leaves the topic out."""
    is_word = any(letter.isalpha() for letter in word)
    return is_word and word not in vocabulary().errands and not is_everyday(word)


def _is_of_the_same(query: Query) -> bool:
    """Whether a follow-up is of the position asked of before: "ตำแหน่งนี้ …", or its words are
    all of learning: "แล้วใช้วิธีพัฒนาแบบไหน"."""
    vocab = vocabulary()
    return vocab.same.search(query.full) is not None or vocab.learning.issuperset(query.words)


def _inherit(query: Query, before: Query) -> Query:
    """Fill what the query leaves out; what it says stands."""
    has_topic = bool(query.positions) or any(map(_says_something, query.words))
    same = not query.own_position and (not has_topic or _is_of_the_same(query))
    learnt = before.wants & {Want.SKILLS} if same and before.positions else frozenset()
    lookup_only = not query.wants and not query.operations and not query.units
    units = before.units if lookup_only else query.units
    computes = query.does(*_OF_AMOUNTS) and not query.wants_any(Want.MONEY, Want.PEOPLE)
    counted = before.wants & {Want.MONEY} if computes else frozenset()
    if has_topic and _HOW_MUCH.search(query.text):  # of something else, in units of its own
        units = tuple(unit for unit in units if unit in _OF_STAFF)
        before = replace(before, wants=before.wants - {Want.FREQUENCY})
    return replace(
        query,
        words=query.words if has_topic else before.words,
        weak=(*query.weak, *(before.words if has_topic else query.words)),
        organizations=query.organizations or ((), before.organizations)[not query.unknown],
        unknown=query.unknown if query.organizations or query.unknown else before.unknown,
        years=query.years or (before.years if not query.organizations else ()),
        wants=before.wants if lookup_only else query.wants | learnt | counted,
        operations=before.operations if lookup_only else query.operations,
        units=query.units or units,
        strategies=query.strategies or (() if has_topic else before.strategies),
        positions=query.positions or (before.positions if same else ()),
        departments=query.departments or (() if has_topic else before.departments),
        employees=query.employees or before.employees,
        own_organization=query.own_organization
        or (before.own_organization and not query.organizations),
        own_position=query.own_position or (before.own_position and not has_topic),
        bounds=query.bounds or (before.bounds if lookup_only else None),
        every=query.every or (before.every and lookup_only and not query.organizations),
    )
