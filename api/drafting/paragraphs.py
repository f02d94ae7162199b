"""Paragraphs of a part of prior plans that a draft can use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from api.drafting.adapting import Adapter, cleaned
from api.drafting.bodies import words
from api.drafting.standard import standard
from ingest.checks.marks import leading
from ingest.checks.parts import lines_of
from ingest.checks.texts import Line
from ingest.models import Plan
from ingest.text.normalize import arabic_digits, fold
from retriever.catalogue import PlanSummary
from retriever.library import Library

_SHORTEST = 20  # letters; less is a heading or what OCR left of a line
_LONGEST = 900  # of one paragraph, for a page that is read
_HEADING = 60
_SUBHEADING = re.compile(r"^\s*[0-9]+\.[0-9.]+\s")
_LEADS_ON = re.compile(r"(?:ดังนี้|ประกอบด้วย|ได้แก่|ต่อไปนี้|เช่น)\s*:?$")
_LISTS_PEOPLE = re.compile(
    r"(?:ประกอบด้วย|ประธานกรรมการ|กรรมการและเลขานุการ)\s*:?$|คณะกรรมการ.{0,80}(?:ดังนี้|ต่อไปนี้)\s*:?$"
)
_ITEM_ABOVE = re.compile(r"ตาม(?:ข้อ|ลำดับที่|ตาราง)\s?[0-9]")
_REFERS = re.compile("ดังกล่าว|ดังนั้น|ข้างต้น|จากที่")
_NO_SUBJECT = re.compile("เป็น|ซึ่ง|และ|หรือ")
_BEGINNING = 120  # letters in which a paragraph refers to the one before it
_ITEMS_ALONE = frozenset({"objectives"})
_KIN = 1.25
# Facts of one place: how many people, villages or baht it has.
_COUNTED = re.compile(
    r"[0-9]\s*(?:คน|ราย|อัตรา|หมู่บ้าน|หมู่|ชุมชน|ครัวเรือน|แห่ง|ไร่|บาท|ตารางกิโลเมตร|ตร\.\s?กม|สาย(?![ก-๛]))"
)
_PLANS = 8  # of which the best is taken


@dataclass(frozen=True, slots=True)
class Usable:
    """A paragraph as the draft may have it, and the passages that it is drawn from."""

    text: str
    passage_ids: tuple[str, ...]
    is_item: bool


def usable_of(
    library: Library, adapter: Adapter, key: str, least: int, most: int, own_only: bool = False
) -> tuple[Usable, ...]:
    """The usable paragraphs of the part ``key`` of one prior plan, ``most`` of them or as many more
    as a list goes on for; none where no plan has ``least``.

    Of one plan, since a part is one piece of writing: the organisation's own, or else the one of
    which the most is left, and of its kind rather than of another. ``own_only``: the organisation's
    own or none, facts of the place and all.
    """
    best: tuple[tuple[bool, float], tuple[Usable, ...]] | None = None
    for summary in _likely(library.plans(), adapter):
        own, kin = _kinship(summary, adapter)
        if own_only and not own:
            continue
        plan = library.plan(summary.id)
        lines = [line for line in lines_of(plan, key) if cleaned(line.text)]
        found = tuple(
            one
            for one in _usable(
                plan, adapter, _joined(lines) if key in _ITEMS_ALONE else lines, own_only
            )
            if re.search(standard().tells.get(key, ""), one.text)
        )
        if len(found) < least:
            continue
        # A part of which little is left reads broken.
        worth = min(len(found), most) * len(found) / len(lines) * (_KIN if kin else 1.0)
        if best is None or (own, worth) > best[0]:
            best = ((own, worth), _whole_lists(found, most))
    return best[1] if best else ()


def _whole_lists(found: Sequence[Usable], most: int) -> tuple[Usable, ...]:
    """``most`` of them, or as many more as the list goes on that the last of these is of."""
    end = min(most, len(found))
    while 0 < end < len(found) and found[end].passage_ids == found[end - 1].passage_ids:
        end += 1
    return tuple(found[:end])


def _likely(plans: Sequence[PlanSummary], adapter: Adapter) -> list[PlanSummary]:
    """The plans that are looked at: kin first, then the newest."""
    ranked = sorted(
        plans,
        key=lambda plan: (*_kinship(plan, adapter), max(plan.fiscal_years, default=0)),
        reverse=True,
    )
    return ranked[:_PLANS]


def _kinship(plan: PlanSummary, adapter: Adapter) -> tuple[bool, bool]:
    """Whether it is the organisation's own plan, and that of one of its kind."""
    if plan.organization is None:
        return False, False
    own = fold(plan.organization.name) == fold(adapter.body.name)
    return own, plan.organization.type is adapter.body.type


def _usable(plan: Plan, adapter: Adapter, lines: Sequence[Line], local: bool) -> Iterator[Usable]:
    seen: set[str] = set()
    at, was_used = 0, True
    while at < len(lines):
        taken = _with_heading(lines, at)
        at += len(taken)
        one = _adapted(plan, adapter, taken, local)
        next_is_item = at < len(lines) and leading(lines[at].text) is not None
        usable = (
            one is not None
            and one.text not in seen
            and (was_used or not _REFERS.search(one.text[:_BEGINNING]))
            and (next_is_item or not _LEADS_ON.search(one.text))
        )
        was_used = usable
        if usable and one is not None:
            seen.add(one.text)
            yield one


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Items with the lines that go on with them: what a page break cut in two."""
    joined: list[Line] = []
    for line in lines:
        if joined and leading(line.text) is None and leading(joined[-1].text) is not None:
            joined[-1] = replace(joined[-1], text=joined[-1].text + line.text)
        else:
            joined.append(line)
    return joined


def _with_heading(lines: Sequence[Line], at: int) -> Sequence[Line]:
    """A line, or a short numbered one that heads the paragraph below it, with that."""
    line = lines[at]
    heads = leading(line.text) is not None and len(cleaned(line.text)) < _HEADING
    in_list = at > 0 and leading(lines[at - 1].text) is not None
    follows = at + 1 < len(lines) and leading(lines[at + 1].text) is None
    return lines[at : at + 2] if heads and follows and not in_list else lines[at : at + 1]


def _adapted(plan: Plan, adapter: Adapter, lines: Sequence[Line], local: bool) -> Usable | None:
    """``local``: facts of the place may be in it."""
    raw = arabic_digits(lines[0].text)
    if _SUBHEADING.match(raw) and len(raw) < _HEADING:
        return None
    text = " ".join(_unmarked(line.text) for line in lines)
    if not _SHORTEST <= len(text) <= _LONGEST or (not local and _is_of_the_place(text)):
        return None
    told = adapter.text(text, plan.organization, plan.fiscal_years)
    if not told or _dates_a_law_wrongly(told):  # another kind's founding act is of another year
        return None
    ids = tuple(dict.fromkeys(line.passage.id for line in lines))
    return Usable(told, ids, leading(lines[0].text) is not None)


def _unmarked(text: str) -> str:
    """Without the number or dash of an item, or both: ``- ๑) กลุ่ม…``."""
    mark, plain = leading(text), arabic_digits(cleaned(text)).lstrip(" -•*–")
    return plain.removeprefix(mark.shown).strip() if mark else cleaned(text)


def _is_of_the_place(text: str) -> bool:
    plain = arabic_digits(text)
    return (
        _COUNTED.search(plain) is not None
        or _LISTS_PEOPLE.search(text) is not None
        or _ITEM_ABOVE.search(plain) is not None
        or _local_facts().search(text) is not None
        or _NO_SUBJECT.match(cleaned(text)) is not None
        or text.count("“") != text.count("”")  # a quotation that goes on below
        or _dates_a_law_wrongly(plain)
    )


def _dates_a_law_wrongly(plain: str) -> bool:
    for law, year in words().laws.items():
        found = re.search(rf"{law}[^0-9]{{0,40}}พ\.?\s?ศ\.?\s*(2[45][0-9][0-9])", plain)
        if found and int(found[1]) != year:
            return True
    return False


@cache
def _local_facts() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words().local_facts)))
