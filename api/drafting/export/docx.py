"""A draft as a Word file: cover, contents, numbered parts, tables on landscape pages, annexes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from docx.section import Section

from api.drafting.export.blocks import (
    Block,
    Contents,
    Cover,
    Heading,
    Items,
    Prose,
    Signatures,
    SourceEntry,
    Table,
    Turn,
    Words,
)
from api.drafting.export.document import blocks_of
from api.drafting.export.docx_elements import (
    bookmarked,
    el,
    field,
    field_end,
    field_start,
    link,
    paragraph,
    run,
    tab,
)
from api.drafting.export.docx_parts import new_document, number_format, section
from api.drafting.export.docx_tables import table
from api.drafting.export.layout import LANDSCAPE, PORTRAIT, Page
from api.drafting.export.paging import page_numbers, paged
from api.drafting.export.wording import BY_OFFICER, digits, seen, to_fill
from api.drafting.models import Draft

_CONTENTS = "สารบัญ"
_PROPERTY = 255  # characters that python-docx takes as a property of a file
_TOC = r'TOC \o "1-2" \h \z \u'


def write_docx(draft: Draft, thai_digits: bool) -> bytes:
    """The file's bytes."""
    blocks = paged(blocks_of(draft, thai_digits))
    writer = _Writer(draft, blocks, thai_digits)
    for block in blocks:
        writer.take(block)
    return writer.saved()


class _Writer:
    def __init__(self, draft: Draft, blocks: Sequence[Block], thai_digits: bool) -> None:
        self._document = new_document()
        self._body = self._document.element.body
        self._say = digits(thai_digits)
        self._numbers = number_format(thai_digits)
        self._draft = draft
        self._headings = [block for block in blocks if isinstance(block, Heading)]
        self._pages = page_numbers(blocks)
        self._bookmarks = 0
        self._shape = PORTRAIT
        self._started = False  # whether the numbered pages have begun
        self._ended = 0  # sections of numbered pages

    def take(self, block: Block) -> None:
        """Write a block at the end."""
        if isinstance(block, Cover):
            self._body.extend(self._cover(block))
        elif isinstance(block, Contents):
            self._body.extend(self._contents())
            self._end_contents()
        elif isinstance(block, Turn):
            self._turn(block)
        elif isinstance(block, Heading):
            self._body.append(self._heading(block))
        elif isinstance(block, Prose):
            self._body.append(paragraph("BodyText", *self._runs(block.words)))
        elif isinstance(block, Items):
            self._body.extend(self._items(block))
        elif isinstance(block, Table):
            self._body.append(table(block, self._runs))
        elif isinstance(block, Signatures):
            for signer in block.signers:
                line = f"ลงชื่อ {'.' * 50} {signer}"
                self._body.append(paragraph("Signature", run(line)))
        else:
            self._body.extend(self._source(block))

    def saved(self) -> bytes:
        self._body.append(self._section(PORTRAIT))
        core = self._document.core_properties
        core.title = seen(self._draft.title)[:_PROPERTY]
        core.author = seen(self._draft.request.organization)[:_PROPERTY]
        core.language, core.comments, core.revision = "th-TH", "", 1
        core.created = core.modified = datetime.now(UTC)
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _cover(self, cover: Cover) -> Iterator[Any]:
        seal = run(to_fill("ตราสัญลักษณ์ของหน่วยงาน"), "ToFill", highlight=True)
        space = el("w:spacing", before=1200, after=1200)
        yield paragraph("CoverText", seal, properties=[space])
        yield paragraph("CoverTitle", run(cover.kind))
        yield paragraph("CoverText", run(cover.years))
        space = el("w:spacing", before=2400)
        yield paragraph("CoverText", run("ของ"), properties=[space])
        yield paragraph("CoverTitle", run(cover.organization))
        if cover.place:
            yield paragraph("CoverText", run(cover.place))
        yield el("w:p", el("w:pPr", el("w:pStyle", val="CoverText"), section(PORTRAIT)))

    def _contents(self) -> Iterator[Any]:
        yield paragraph("TOCHeading", run(_CONTENTS))
        last = len(self._headings) - 1
        for at, heading in enumerate(self._headings):
            entry = link(
                heading.key,
                run(heading.whole),
                tab(),
                *field(rf"PAGEREF {heading.key} \h", self._say(self._pages[heading.key])),
            )
            opening = list(field_start(_TOC)) if at == 0 else []
            closing = [field_end()] if at == last else []
            yield paragraph(f"TOC{heading.level}", *opening, entry, *closing)

    def _end_contents(self) -> None:
        """Pages of contents are numbered ก, ข; they bring the header and footer of all that
        follow. The numbered pages begin."""
        properties = section(PORTRAIT, "thaiLetters", 1)
        self._body.append(_closing(properties))
        self._started = False
        opened = Section(properties, self._document.part)
        for part, style, content in (
            (opened.header, "Header", [run(self._say(self._draft.title))]),
            (opened.footer, "Footer", [run("- "), *field("PAGE", ""), run(" -")]),
        ):
            part.is_linked_to_previous = False
            root = part._element
            for child in list(root):
                root.remove(child)
            root.append(paragraph(style, *content))

    def _turn(self, turn: Turn) -> None:
        if self._started:
            self._body.append(_closing(self._section(self._shape)))
        self._shape = LANDSCAPE if turn.landscape else PORTRAIT

    def _section(self, shape: Page) -> Any:
        """Properties of a section of numbered pages; the first of them starts at 1."""
        self._ended += 1
        return section(shape, self._numbers, 1 if self._ended == 1 else None)

    def _heading(self, heading: Heading) -> Any:
        self._started = True
        top = [el("w:pageBreakBefore"), el("w:spacing", before=0)] if heading.opens_page else []
        self._bookmarks += 1
        content = bookmarked(self._bookmarks, heading.key, run(heading.whole))
        return paragraph(f"Heading{heading.level}", *content, properties=top)

    def _items(self, items: Items) -> Iterator[Any]:
        for at, words in enumerate(items.entries, items.start):
            number = run(self._say(f"{at})"))
            yield paragraph("ListNumber", number, tab(), *self._runs(words))

    def _runs(self, words: Words, raised: bool = True) -> Iterator[Any]:
        """The text and after it the marks of its sources, as links, ``raised`` or on the line."""
        if words.text:
            style = "ToFill" if words.to_fill else None
            yield run(words.text, style, highlight=words.to_fill)
        if words.edited:
            yield run(f"[{BY_OFFICER}]", "SourceMark")
        for at, number in enumerate(words.marks):
            space = " " if at and not raised else ""
            shown = run(f"{space}[{self._say(str(number))}]", "SourceMark" if raised else None)
            yield link(_anchor(number), shown)

    def _source(self, entry: SourceEntry) -> Iterator[Any]:
        self._bookmarks += 1
        number = f"[{self._say(str(entry.id))}]"
        content = bookmarked(self._bookmarks, _anchor(entry.id), run(number))
        yield paragraph("SourceEntry", *content, tab(), run(entry.told))
        yield paragraph("Quote", run(f"“{entry.quote}”"))


def _anchor(source: int) -> str:
    return f"source{source}"


def _closing(properties: Any) -> Any:
    """The end of a section: a paragraph as low as can be, so that it opens no page of its own."""
    low = el("w:spacing", before=0, after=0, line=20, lineRule="exact")
    return el("w:p", el("w:pPr", low, properties))
