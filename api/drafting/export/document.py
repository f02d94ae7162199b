"""A draft as the blocks of a plan in the usual form: cover, contents, parts, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from api.drafting.export.blocks import (
    Block,
    Contents,
    Cover,
    Heading,
    Items,
    Prose,
    Signatures,
    SourceEntry,
    Turn,
    Words,
)
from api.drafting.export.tables import Tables
from api.drafting.export.wording import (
    Digits,
    digits,
    quoted,
    strategy_name,
    to_fill,
    told,
    told_total,
    used_in,
    years_text,
)
from api.drafting.models import Draft, Paragraph, PositionPage, Section
from api.drafting.standard import standard
from api.drafting.telling import notes_of, title_of

_LEADS_IN = re.compile(r"(?:ดังนี้|ต่อไปนี้|ได้แก่|ประกอบด้วย|คือ|:)\W*$")
SOURCES_HEADING = "แหล่งที่มาของร่างแผน"
_SOURCES_LEAD = (
    "เลขในวงเล็บเหลี่ยมในร่างแผนนี้ชี้ไปยังรายการต่อไปนี้ ซึ่งเป็นข้อความในแผนที่ใช้เป็นตัวอย่าง "
    "คัดลอกไว้ตามต้นฉบับเพื่อการตรวจสอบ โปรดนำภาคผนวกนี้ออกก่อนประกาศใช้แผน"
)
_NOTES_HEADING = "รายการที่ต้องตรวจและกรอกก่อนใช้ร่างแผน"
_ALWAYS = (
    "ข้อความที่ระบายสีในรูป “[โปรดกรอก: …]” คือส่วนที่ไม่พบในแผนตัวอย่าง โปรดกรอกให้ครบ",
    "เลขหน้าในสารบัญคำนวณไว้ล่วงหน้า เมื่อแก้ไขร่างแผนเสร็จแล้ว โปรดคลิกขวาที่สารบัญและเลือกปรับปรุง",
)


def blocks_of(draft: Draft, thai_digits: bool = False) -> tuple[Block, ...]:
    """The plan in reading order, every digit in one kind; quotes and names of files are kept
    as they are. Rows that are left out are not in it."""
    return tuple(_Writer(draft, digits(thai_digits)).blocks())


class _Writer:
    def __init__(self, draft: Draft, say: Digits) -> None:
        self._draft = draft
        self._say = say
        self._tables = Tables(draft, say)
        self._part = 0
        self._point = 0
        self._keys = 0

    def blocks(self) -> Iterator[Block]:
        yield self._cover()
        for section in self._draft.sections:
            if section.part in standard().front:
                yield self._heading(1, section.heading, opens_page=True)
                yield from self._paragraphs(section.paragraphs)
        yield Contents()
        for section in self._draft.sections:
            if section.part not in standard().front:
                yield from self._part_of(section)
        yield from self._annexes()

    def _cover(self) -> Cover:
        request = self._draft.request
        places = [
            f"{kind}{name.removeprefix(kind)}"
            for kind, name in (("อำเภอ", request.district), ("จังหวัด", request.province))
            if name
        ]
        years = f"ประจำปีงบประมาณ พ.ศ. {years_text(request.fiscal_years)}"
        texts = (request.kind, years, request.organization, " ".join(places))
        if self._draft.title != title_of(request):  # the officer's own says it all
            named = request.organization in self._draft.title
            texts = (self._draft.title, "", "" if named else request.organization, texts[3])
        return Cover(*map(self._say, texts))

    def _part_of(self, section: Section) -> Iterator[Block]:
        wide = section.part == "projects"
        if wide:
            yield Turn(landscape=True)
        self._point = 0
        self._part += 1
        yield self._heading(1, section.heading, f"ส่วนที่ {self._part}")
        yield from self._paragraphs(section.paragraphs)
        if wide:
            yield from self._projects()
            yield Turn(landscape=False)
        elif section.part == "budget":
            yield self._pointed("สรุปงบประมาณตามยุทธศาสตร์")
            yield self._tables.summary()
        elif section.part == "positions":
            for index, page in enumerate(self._draft.positions):
                yield from self._position(page, first=index == 0)

    def _heading(
        self, level: int, text: str, number: str = "", *, opens_page: bool = False
    ) -> Heading:
        self._keys += 1
        key = f"_Toc{self._keys:04d}"
        return Heading(level, self._say(text), key, self._say(number), opens_page)

    def _pointed(self, text: str) -> Heading:
        self._point += 1
        return self._heading(2, text, f"{self._part}.{self._point}")

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
        """Paragraphs; items next to each other are one list. It goes on behind what is said of
        its last item, and begins anew behind what leads in to one."""
        start = 1
        for is_item, group in groupby(paragraphs, lambda paragraph: paragraph.item):
            words = [self._words(paragraph, "ข้อความ") for paragraph in group]
            if is_item:
                yield Items(tuple(words), start)
                start += len(words)
            else:
                yield from map(Prose, words)
                start = 1 if _LEADS_IN.search(words[-1].text) else start

    def _words(self, paragraph: Paragraph, what: str) -> Words:
        text = " ".join(paragraph.text.split())
        if not text:
            return Words(self._say(to_fill(paragraph.asks or what)), to_fill=True)
        if paragraph.edited:
            return Words(self._say(text), edited=True)
        return Words(self._say(text), paragraph.sources, paragraph.to_fill)

    def _projects(self) -> Iterator[Block]:
        topics = tuple(self._draft.by_topic())
        for number, (topic, rows) in enumerate(topics, 1):
            yield self._heading(2, strategy_name(number, topic))
            if rows:
                yield self._tables.projects(rows)
            else:
                yield Prose(Words(to_fill("โครงการตามยุทธศาสตร์นี้"), to_fill=True))
        yield Prose(Words(self._say(f"รวมทุกยุทธศาสตร์ {told_total(self._draft.projects)}")))

    def _position(self, page: PositionPage, first: bool) -> Iterator[Block]:
        heading = self._pointed(f"ตำแหน่ง {page.position}")
        yield replace(heading, opens_page=not first)
        yield self._tables.position(page)
        yield Signatures(("ผู้รับการพัฒนา", "ผู้บังคับบัญชา"))

    def _annexes(self) -> Iterator[Block]:
        if self._draft.sources:
            yield self._heading(1, SOURCES_HEADING, "ภาคผนวก ก", opens_page=True)
            yield Prose(Words(_SOURCES_LEAD))
            for source in self._draft.sources:
                quote = quoted(source)
                where = self._say(" ".join(used_in(self._draft.included, source.id)))
                shown = f"{told(source, self._say)} {where}".strip()
                yield SourceEntry(source.id, shown, quote)
        letter = "ข" if self._draft.sources else "ก"
        yield self._heading(1, _NOTES_HEADING, f"ภาคผนวก {letter}", opens_page=True)
        notes = (*notes_of(self._draft), *_ALWAYS)
        yield Items(tuple(Words(self._say(note)) for note in notes))
