"""From a file to a plan: read, structure, identify, take out passages and facts."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.blocks import Block, Document, RowBlock, TextBlock
from ingest.facts.corrections import corrected
from ingest.facts.reading import facts_of
from ingest.models import IngestError, ParseWarning, Passage, Plan, Table
from ingest.readers import read
from ingest.structure.annexes import own_lines
from ingest.structure.identify import fiscal_years_of, kind_of, organization_of, title_of
from ingest.structure.listed import listed
from ingest.structure.outline import Outline, outline
from ingest.structure.passages import Context, table_passages, text_passages
from ingest.structure.records import records
from ingest.structure.tables import Run, read_run
from ingest.structure.unframed import Unframed, replaced
from ingest.text.normalize import arabic_digits, undirected, visible

# A page number or "continued" between two halves of a table: "- หน้า ๕ -", "๕ / ๑๘", "(ต่อ)".
_PAGE = re.compile(
    r"[-–(\s]*(?:หน้า(?:ที่)?\s*)?(?:\d{1,3}(?:\s*(?:/|จาก)\s*\d{1,3})?|\(?ต่อ\)?)[-–)\s]*"
)

_NO_ORGANIZATION = "ไม่พบชื่อองค์กรปกครองส่วนท้องถิ่นในเอกสาร / no local government is named"
# What programs leave beside plans: locks of open files, Office's drafts, Windows' own.
_LEFT_BEHIND = re.compile(r"~\$|\.~lock\.|~.*\.tmp$|(?:thumbs\.db|desktop\.ini|\.ds_store)$", re.I)


def find_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The files to read and their names as sources: files as given, and those of a folder by their
    path inside it, hidden ones left out; and none that programs leave beside plans, such as
    ``~$plan.docx``. Raises IngestError for a missing path."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p, path))
            found += [(p, _shown(p.relative_to(path).as_posix())) for p in inside]
        elif path.exists():
            if not _LEFT_BEHIND.match(path.name):
                found.append((path, _shown(path.name)))
        else:
            raise IngestError(f"ไม่พบไฟล์หรือโฟลเดอร์ {path}", f"no such file or folder: {path}")
    return found


def readable_name(name: str) -> str:
    """A file's name as text that can be kept: an old archive's TIS-620 name is read as such."""
    data = os.fsencode(name)
    for encoding in ("utf-8", "cp874"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _shown(name: str) -> str:
    return visible(readable_name(name))


def _is_hidden(path: Path, root: Path) -> bool:
    inside = path.relative_to(root).parts
    return bool(_LEFT_BEHIND.match(path.name)) or any(part.startswith(".") for part in inside)


def parse_file(path: Path, source: str | None = None) -> Plan:
    """The plan in a file. Raises IngestError if it can't be read as one, OSError if not at all."""
    return parse_bytes(path.read_bytes(), source or path.name)


def parse_bytes(data: bytes, source: str) -> Plan:
    """The plan in a file's bytes; ``source`` is its name. Raises IngestError."""
    source = visible(source)
    document = _undirected(read(data, source))
    content_hash = hashlib.sha256(data).hexdigest()
    plan_id = hashlib.sha256(f"{source}\0{content_hash}".encode()).hexdigest()[:12]
    texts = _texts(document)
    written = find_unframed(document.blocks)
    shape = outline(written.blocks)
    organization = organization_of(texts[: own_lines(texts)])
    years = fiscal_years_of(texts)
    title = visible(title_of(texts))
    tables, warnings = _tables(written, shape)
    context = Context(_context(organization.name if organization else "", years, title))
    passages = text_passages(plan_id, written.blocks, shape, context)
    for table in tables:
        passages += table_passages(plan_id, table, written.blocks, context)
    facts = corrected(facts_of(plan_id, tables, document.places, warnings), passages)
    if organization is None:
        warnings.append(ParseWarning("no_organization", _NO_ORGANIZATION, passages[0].span))
    if not facts:
        warnings.append(ParseWarning("no_facts", _no_facts(tables), passages[0].span))
    return Plan(
        id=plan_id,
        source=source,
        content_hash=content_hash,
        title=title,
        kind=kind_of(texts),
        organization=organization,
        fiscal_years=years,
        lines=document.lines,
        tables=tuple(tables),
        passages=_unique(passages),
        facts=tuple(facts),
        warnings=(*document.warnings, *warnings),
        places=document.places,
        original=data if any(place.page for place in document.places) else b"",
    )


def _undirected(document: Document) -> Document:
    """The document, no text of which is shown in another direction than it is read."""
    if all(undirected(text) == text for text in _texts(document)):
        return document
    return replace(document, blocks=tuple(map(_undirected_block, document.blocks)))


def _undirected_block(block: Block) -> Block:
    if isinstance(block, TextBlock):
        return replace(block, text=undirected(block.text))
    if isinstance(block, RowBlock):
        cells = tuple(replace(cell, text=undirected(cell.text)) for cell in block.cells)
        return replace(block, cells=cells)
    return block


def _no_facts(tables: Sequence[Table]) -> str:
    """What was not found, and what that means to who asks."""
    found = f"พบตาราง {len(tables)} ตาราง แต่อ่านหัวคอลัมน์ไม่ออก" if tables else "ไม่พบตารางในไฟล์"
    look = "โปรดตรวจชื่อหัวคอลัมน์" if tables else "หากแผนมีตาราง โปรดตรวจว่าไม่ได้เป็นรูปภาพ"
    return (
        f"{found} จึงไม่มีโครงการ งบประมาณ แผนรายตำแหน่ง หรือตัวเลขที่ค้นหาหรือรวมยอดได้ "
        f"ระบบตอบได้จากข้อความในแผนเท่านั้น {look}"
        " / no projects, budgets, position plans or figures were found: only text can answer"
    )


def _texts(document: Document) -> list[str]:
    texts = []
    for block in document.blocks:
        if isinstance(block, TextBlock):
            texts += block.text.split("\n")
        elif isinstance(block, RowBlock):
            texts.append("\t".join(cell.text for cell in block.cells))
    return texts


def _context(organization: str, years: Sequence[int], title: str) -> str:
    span = f"ปีงบประมาณ {' '.join(map(str, years))}" if years else ""
    return " ".join(part for part in (organization, span, title) if part)


def find_unframed(blocks: Sequence[Block]) -> Unframed:
    """The blocks, with rows for what is written as records or as items of equal parts."""
    first = replaced(blocks, records(blocks))
    return replaced(first.blocks, listed(first.blocks), first)


def _tables(written: Unframed, shape: Outline) -> tuple[list[Table], list[ParseWarning]]:
    tables: list[Table] = []
    warnings: list[ParseWarning] = []
    for run in _runs(written, shape):
        if isinstance(run, Table):
            tables.append(replace(run, id=f"t{len(tables) + 1}"))
            continue
        inherited = tables[-1].columns if tables and tables[-1].header_spans else None
        found, said = read_run(run, len(tables) + 1, inherited)
        tables += found
        warnings += said
    return tables, warnings


def _runs(written: Unframed, shape: Outline) -> list[Run | Table]:
    """Rows with nothing but breaks between them, each with the heading line above; and the tables
    without a frame in their places."""
    runs: list[Run | Table] = []
    rows: list[RowBlock] = []
    breaks: set[int] = set()
    caption: str | None = None
    section: tuple[str, ...] = ()
    after_break = False
    for index, block in enumerate(written.blocks):
        is_row = isinstance(block, RowBlock)
        other = index in written.rows or (isinstance(block, TextBlock) and not _is_page(block))
        if rows and other:
            runs.append(Run(tuple(rows), frozenset(breaks), caption, section))
            rows, breaks = [], set()
        if table := written.tables.get(index):
            runs.append(replace(table, caption=caption, section=shape.sections[index]))
        elif isinstance(block, TextBlock) and other:
            caption = block.text.strip()
        elif isinstance(block, RowBlock) and not other:
            if rows and after_break:
                breaks.add(len(rows))
            section = section if rows else shape.sections[index]
            rows.append(block)
        after_break = not is_row
    if rows:
        runs.append(Run(tuple(rows), frozenset(breaks), caption, section))
    return runs


def _is_page(block: TextBlock) -> bool:
    return _PAGE.fullmatch(arabic_digits(block.text).strip()) is not None


def _unique(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages in source order, each id once."""
    by_id = {passage.id: passage for passage in passages}
    return tuple(sorted(by_id.values(), key=lambda p: (p.span.line_start, p.span.line_end)))
