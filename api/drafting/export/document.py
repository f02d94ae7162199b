"""A draft as the blocks of a plan in the usual form: cover, contents, parts, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from api.drafting.export.blocks import (
    Align,
    Block,
    Column,
    Contents,
    Cover,
    Heading,
    Items,
    Prose,
    Signatures,
    SourceEntry,
    Table,
    TableRow,
    Turn,
    Words,
)
from api.drafting.export.wording import (
    Digits,
    budget_text,
    digits,
    quoted,
    strategy_name,
    to_fill,
    told,
    total_text,
    years_text,
)
from api.drafting.models import Draft, DraftRow, Field, Paragraph, PositionPage, Section
from api.drafting.telling import FIELDS, notes_of
from ingest.models import BudgetKind

_PROJECTS = (
    Column("ที่", 10, Align.CENTER),
    Column("โครงการ/กิจกรรม", 42),
    Column("วัตถุประสงค์", 38),
    Column("ตัวชี้วัด", 37),
    Column("เป้าหมาย", 39),
    Column("งบประมาณ (บาท)", 30, Align.RIGHT),
    Column("ระยะเวลา", 25, Align.CENTER),
    Column("หน่วยงานรับผิดชอบ", 22, Align.CENTER),
    Column("แหล่งที่มา", 14, Align.CENTER),
)
_BUDGET = 5  # of _PROJECTS
_SUMMARY = (
    Column("ยุทธศาสตร์", 94),
    Column("จำนวนโครงการ", 28, Align.CENTER),
    Column("งบประมาณ (บาท)", 38, Align.RIGHT),
)
_POSITION = (
    Column("ตำแหน่ง", 25),
    Column("ทักษะที่ต้องพัฒนา", 33),
    Column("เป้าหมายการพัฒนา", 34),
    Column("วิธีการพัฒนา", 28),
    Column("ปีงบประมาณ", 26, Align.CENTER),
    Column("แหล่งที่มา", 14, Align.CENTER),
)
_LEADS_IN = re.compile(r"(?:ดังนี้|ต่อไปนี้|ได้แก่|ประกอบด้วย|คือ|:)\W*$")
# Where a cell's text goes on with another item.
_NEXT_ITEM = re.compile(r"\s*\n\s*|\s+(?=\(?\d{1,2}\)\s*[^\s\d]|เชิง(?:ปริมาณ|คุณภาพ|ประโยชน์))")
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
        self._part = 0
        self._point = 0
        self._keys = 0

    def blocks(self) -> Iterator[Block]:
        yield self._cover()
        yield Contents()
        for section in self._draft.sections:
            yield from self._section(section)
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
        return Cover(*map(self._say, texts))

    def _section(self, section: Section) -> Iterator[Block]:
        wide = section.part == "projects"
        if wide:
            yield Turn(landscape=True)
        self._part += 1
        self._point = 0
        number = f"ส่วนที่ {self._part}"
        yield self._heading(1, section.heading, number)
        yield from self._paragraphs(section.paragraphs)
        if wide:
            yield from self._projects()
            yield Turn(landscape=False)
        elif section.part == "budget":
            yield self._pointed("สรุปงบประมาณตามยุทธศาสตร์")
            yield self._summary()
        elif section.part == "positions":
            for index, page in enumerate(self._draft.positions):
                yield from self._position(page, first=index == 0)

    def _heading(self, level: int, text: str, number: str = "") -> Heading:
        self._keys += 1
        key = f"_Toc{self._keys:04d}"
        return Heading(level, self._say(text), key, self._say(number), level == 1)

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
            return Words(to_fill(what), to_fill=True)
        return Words(self._say(text), paragraph.sources, paragraph.to_fill)

    def _projects(self) -> Iterator[Block]:
        topics = tuple(self._draft.by_topic())
        for number, (topic, rows) in enumerate(topics, 1):
            yield self._heading(2, strategy_name(number, topic))
            if rows:
                yield self._project_table(rows)
            else:
                yield Prose(Words(to_fill("โครงการตามยุทธศาสตร์นี้"), to_fill=True))
        included = self._draft.included
        told_total = f"รวมทุกยุทธศาสตร์ {len(included)} โครงการ งบประมาณทั้งสิ้น {total_text(included)}"
        unit = " บาท" if any(row.budget.baht is not None for row in included) else ""
        yield Prose(Words(self._say(told_total + unit)))

    def _project_table(self, rows: Sequence[DraftRow]) -> Table:
        body = [TableRow(tuple(self._project_cells(at, row))) for at, row in enumerate(rows, 1)]
        return Table(_PROJECTS, (*body, self._total(rows, len(_PROJECTS), _BUDGET)), _BUDGET)

    def _project_cells(self, number: int, row: DraftRow) -> Iterator[tuple[Words, ...]]:
        yield (Words(self._say(str(number))),)
        yield self._cell(row.name, Field.NAME)
        yield self._cell(row.objective, Field.OBJECTIVE)
        yield self._cell(row.indicator, Field.INDICATOR)
        yield self._cell(row.target, Field.TARGET)
        unstated = row.budget.kind is BudgetKind.NOT_STATED
        yield (Words(self._say(budget_text(row.budget)), to_fill=unstated),)
        yield self._cell(row.timing, Field.TIMING)
        yield self._cell(row.unit, Field.UNIT)
        yield (Words("", row.sources),)

    def _cell(self, text: str, field: Field) -> tuple[Words, ...]:
        lines = [" ".join(line.split()) for line in _NEXT_ITEM.split(text) if line.strip()]
        if not lines:
            return (Words(to_fill(FIELDS[field]), to_fill=True),)
        return tuple(Words(self._say(line)) for line in lines)

    def _total(self, rows: Sequence[DraftRow], width: int, amount: int) -> TableRow:
        cells: list[tuple[Words, ...]] = [(Words(""),)] * width
        cells[0] = (Words(self._say(f"รวม {len(rows)} โครงการ")),)
        cells[amount] = (Words(self._say(total_text(rows))),)
        return TableRow(tuple(cells), total=True)

    def _summary(self) -> Table:
        body = []
        for number, (topic, rows) in enumerate(self._draft.by_topic(), 1):
            texts = (strategy_name(number, topic), str(len(rows)), total_text(rows))
            body.append(TableRow(tuple((Words(self._say(text)),) for text in texts)))
        included = self._draft.included
        texts = ("รวมทั้งสิ้น", str(len(included)), total_text(included))
        grand = TableRow(tuple((Words(self._say(text)),) for text in texts), total=True)
        return Table(_SUMMARY, (*body, grand), amount=1)

    def _position(self, page: PositionPage, first: bool) -> Iterator[Block]:
        heading = self._pointed(f"ตำแหน่ง {page.position}")
        yield replace(heading, opens_page=not first)
        cells = (
            (Words(self._say(page.position)),),
            self._listed(page.skills, "ทักษะ"),
            self._listed(page.goals, "เป้าหมาย"),
            self._listed(page.methods, "วิธีการพัฒนา"),
            (Words(self._say(f"พ.ศ. {years_text(self._draft.request.fiscal_years)}")),),
            (Words("", _sources_of(page)),),
        )
        yield Table(_POSITION, (TableRow(cells),))
        yield Signatures(("ผู้รับการพัฒนา", "ผู้บังคับบัญชา"))

    def _listed(self, paragraphs: Sequence[Paragraph], what: str) -> tuple[Words, ...]:
        """The entries of a cell, numbered where there are several."""
        entries = [replace(self._words(p, what), marks=()) for p in paragraphs]
        if len(entries) < 2:
            return tuple(entries) or (Words(to_fill(what), to_fill=True),)
        return tuple(
            replace(entry, text=self._say(f"{at}) ") + entry.text)
            for at, entry in enumerate(entries, 1)
        )

    def _annexes(self) -> Iterator[Block]:
        if self._draft.sources:
            yield self._heading(1, SOURCES_HEADING, "ภาคผนวก ก")
            yield Prose(Words(_SOURCES_LEAD))
            for source in self._draft.sources:
                quote = quoted(source)
                yield SourceEntry(source.id, told(source, self._say), quote)
        letter = "ข" if self._draft.sources else "ก"
        yield self._heading(1, _NOTES_HEADING, f"ภาคผนวก {letter}")
        notes = (*notes_of(self._draft), *_ALWAYS)
        yield Items(tuple(Words(self._say(note)) for note in notes))


def _sources_of(page: PositionPage) -> tuple[int, ...]:
    """What the page and its entries are drawn from, each once."""
    entries = (*page.skills, *page.goals, *page.methods)
    cited = [one for entry in entries for one in entry.sources]
    return tuple(dict.fromkeys((*page.sources, *cited)))
