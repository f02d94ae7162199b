"""A draft as Markdown with pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.drafting.export.blocks import (
    Align,
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
from api.drafting.export.wording import BY_OFFICER, Digits, digits, mark
from api.drafting.models import Draft

_LINES = {Align.LEFT: ":---", Align.CENTER: ":---:", Align.RIGHT: "---:"}
# What Markdown or the HTML in it would take for its own; brackets are the marks' and mean nothing
# without an address after them.
_SPECIAL = re.compile(r"([\\`*_<>|~])")
_OPENS = re.compile(r"^([#+-]|=+$)")


def write_markdown(draft: Draft, thai_digits: bool) -> bytes:
    """UTF-8, a line a paragraph; the table of contents and page breaks are left out."""
    say = digits(thai_digits)
    parts = [text for block in blocks_of(draft, thai_digits) for text in _block(block, say)]
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: Block, say: Digits) -> Iterator[str]:
    if isinstance(block, Cover):
        yield from (f"**{_escaped(line)}**" for line in _cover(block))
    elif isinstance(block, Heading):
        yield f"{'#' * block.level} {_escaped(block.whole)}"
    elif isinstance(block, Prose):
        yield _words(block.words, say)
    elif isinstance(block, Items):
        yield "\n".join(
            say(f"{at}) ") + _words(entry, say)
            for at, entry in enumerate(block.entries, block.start)
        )
    elif isinstance(block, Table):
        yield _table(block, say)
    elif isinstance(block, Signatures):
        yield from (f"ลงชื่อ {'.' * 50} {_escaped(signer)}" for signer in block.signers)
    elif isinstance(block, SourceEntry):
        yield f"{say(mark([block.id]))} {_escaped(block.told)}"
        yield f"“{_escaped(block.quote)}”"
    else:
        assert isinstance(block, Contents | Turn)


def _cover(cover: Cover) -> Sequence[str]:
    return [line for line in (cover.kind, cover.years, cover.organization, cover.place) if line]


def _table(table: Table, say: Digits) -> str:
    rows = [[column.alone or column.label for column in table.columns]]
    rows.append([_LINES[column.align] for column in table.columns])
    for row in table.rows:
        rows.append(["<br>".join(_in_cell(words, say) for words in cell) for cell in row.cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _in_cell(words: Words, say: Digits) -> str:
    """A cell opens no list and no heading: a dash in it is a dash."""
    return _words(words, say, _SPECIAL.sub(r"\\\1", words.text))


def _words(words: Words, say: Digits, escaped: str | None = None) -> str:
    text = _escaped(words.text) if escaped is None else escaped
    shown = f"**{text}**" if words.to_fill else text
    origin = f"[{BY_OFFICER}]" if words.edited else say(mark(words.marks))
    return f"{shown} {origin}".strip()


def _escaped(text: str) -> str:
    """The text as text: ``*`` is a star and no emphasis."""
    return _OPENS.sub(r"\\\1", _SPECIAL.sub(r"\\\1", text))
