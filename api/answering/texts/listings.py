"""A numbered list as one thing: how many items it has, and the one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.evidence.case import Case, Ranked
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.texts.enumerations import WHOLE, Item
from api.answering.understanding.series import (
    COUNTING,
    Series,
    item_asked,
    number_of,
    series_in,
    the_series,
)
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Operation
from ingest.models import Passage
from ingest.text.normalize import arabic_digits
from prompts import say

_LEAD = 160
_ABOUT = 0.5  # of the topic, in what stands above a list or titles its section
_NEAR = 3  # passages below a list, in which it must not go on
_TRIED = 5  # passages, in which the list is looked for whose item is asked for
# What items of any list are called; other nouns say what the list is of.
GENERIC = (
    "ข้อ", "ด้าน", "ประเด็น", "ประการ", "เรื่อง", "อย่าง", "ตัว", "กลุ่ม", "มิติ", "หัวข้อ", "ส่วน", "หมวด",
    "อันดับ", "ลำดับ", "องค์ประกอบ", "หัวเรื่อง",
)  # fmt: skip
_KIND = "|".join(
    (
        "ขั้นตอน", "ขั้น", "หัวข้อ", *GENERIC, "วิธี", "นโยบาย", "แนวทาง", "ภารกิจ", "พันธกิจ", "วัตถุประสงค์",
        "เป้าประสงค์", "ค่านิยม", "สมรรถนะ", "หลักคิด", "หลักการ", "มาตรการ", "รูปแบบ", "ปัจจัย", "ปัญหา",
        "กติกา", "เงื่อนไข",
    )
)  # fmt: skip
COUNTED = re.compile(rf"กี่\s?(?:หัว)?({_KIND})")
# "มีห้าข้อ ได้แก่อะไร" tells the count and asks for the items.
_TOLD = "|".join((r"\d{1,2}", *COUNTING))
KINDS = re.compile(
    rf"({_KIND})(?:อะไร|ใด|ไหน)|(?<!\d)(?:{_TOLD})\s?({_KIND})(?=.{{0,25}}(?:อะไร|ไร|ไหน|บ้าง|มั่ง))"
)
OPEN_END = re.compile(r"ฯลฯ\s*$|เป็นต้น\s*$")


@dataclass(frozen=True, slots=True)
class Listing:
    """The list that an answer tells of, over all passages that it goes on in."""

    lines: tuple[Item, ...]
    series: Series
    begin: int = 0

    def item(self, number: int) -> list[Item]:
        """The lines of an item; none if the list has no such item."""
        if not 1 <= number <= len(self.series):
            return []
        return [self.lines[at] for at in self.series.lines_of(number)]

    @property
    def above(self) -> tuple[Item, ...]:
        """The lines above the first item, down from the list before."""
        return self.lines[self.begin : self.series.starts[0]]

    @property
    def passage_ids(self) -> list[str]:
        first, end = self.series.starts[0], self.series.end
        return list(dict.fromkeys(line.passage.id for line in self.lines[first:end]))


def listing_of(
    case: Case, best: Ranked, own: Sequence[Item], below: Sequence[Passage]
) -> Listing | None:
    """The list in the lines of a passage and of those that it goes on in; None where numbers
    are left out, several lists may be meant, or the list goes on elsewhere."""
    lines = (*own, *(Item(p, x) for p in below for x in _lines(p)))
    texts = [line.text for line in lines]
    series = the_series(texts, lambda lead: case.topic.covered(doc((lead, 1.0))))
    if series is None or _goes_on_unread(best, lines, len(series)):
        return None
    before = [s.end for s in series_in(texts) if s.end <= series.starts[0]]
    return Listing(lines, series, max(before, default=0))


def _goes_on_unread(best: Ranked, lines: Sequence[Item], count: int) -> bool:
    """Whether the next number stands right below the passages that were read: a heading to the
    parser, or an item that other text is wedged before."""
    passages = best.reading.plan.passages
    last = passages.index(lines[-1].passage)
    for passage in passages[last + 1 : last + 1 + _NEAR]:
        number = number_of(passage.text)
        if number is not None:
            return number[-1] == count + 1 and len(number) == 1
    return False


def _lines(passage: Passage) -> list[str]:
    text = arabic_digits(passage.text)
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def how_many(case: Case, listing: Listing) -> str:
    """``มีทั้งหมด 10 ข้อ`` for a question of how many items a list has; "" for any other, and
    where the plan itself says another number."""
    if not case.query.does(Operation.COUNT) or not _is_about(case, listing):
        return ""
    noun = COUNTED.search(case.query.text)
    name = noun[1] if noun else "ข้อ"
    above = " ".join(line.text for line in listing.above)
    said = re.findall(rf"(?:จำนวน|มี|รวม|ทั้งหมด|เป็น|ออก)\s*(\d+)\s*{name}", above)
    if said and str(len(listing.series)) not in said:
        return ""
    count = f"{len(listing.series)} {name}"
    last = listing.item(len(listing.series))[-1].text
    return f"แผนระบุไว้ {count} และลงท้ายว่ายังมีอีก" if OPEN_END.search(last) else f"มีทั้งหมด {count}"


def only_the_list(case: Case, listing: Listing, quoted: str) -> str:
    """A passage without what follows the list that is asked for."""
    end = listing.series.end
    if not case.query.does(*WHOLE) or end == len(listing.lines) or not _is_about(case, listing):
        return quoted
    cut = quoted.find(listing.lines[end].text)
    return quoted[:cut].rstrip() if cut > 0 else quoted


def item_answer(
    case: Case, found: Sequence[Ranked], listed: Callable[[Ranked], Listing | None]
) -> Answer | None:
    """The one item that a question names by its number, or that the list which it names has no
    such item; None where it names neither."""
    number = item_asked(case.query.text)
    if number is None:
        return None
    lists = [(r, listing) for r in found[:_TRIED] if (listing := listed(r))]
    named = [(r, listing) for r, listing in lists if _is_about(case, listing)]
    if not named:
        return None
    best, listing = next((x for x in named if x[1].item(number)), named[0])
    writer = Writer()
    head = _head(case, listing)
    writer.line(shortened(head.text, _LEAD), writer.cite(best.reading, [head.passage.id]))
    told = listing.item(number)
    if not told:
        marks = writer.cite(best.reading, listing.passage_ids)
        writer.line(f"แผนมีเพียง {len(listing.series)} ข้อ ไม่มีข้อ {number}", marks)
    for line in told:
        writer.line(line.text, writer.cite(best.reading, [line.passage.id]))
    source = say("quoted_from", whose=whose(best.reading))
    writer.line(source, writer.cite(best.reading, [head.passage.id]))
    return writer.answer(answerable=bool(told))


def _is_about(case: Case, listing: Listing) -> bool:
    """Whether a list is what the question names: by the lines above it as far as the first one
    with a number, which is its title; by its section where none has one."""
    head: list[str] = []
    for line in reversed(listing.above):
        head.append(line.text)
        if number_of(line.text):
            break
    else:
        head += listing.lines[listing.series.starts[0]].passage.section[-1:]
    return case.topic.covered(doc((" ".join(head), 1.0))) >= _ABOUT


def _head(case: Case, listing: Listing) -> Item:
    """The line above a list that says most of the question, the nearest of those; its first
    item where none stands above."""
    above = listing.above or listing.lines[:1]
    return max(reversed(above), key=lambda line: case.topic.covered(doc((line.text, 1.0))))
