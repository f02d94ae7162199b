"""The Markdown that plans have: headings, pipe tables, rules, fences, bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.readers.markup import clean

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_FENCE = re.compile(r"\s*(?:```|~~~)[\w-]*\s*")
_BOLD = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_ROW_START = re.compile(r"\s*(?:[-*+]\s+)?\|")  # converters put a table in a list: "- | | |"
_SEPARATOR_CELL = re.compile(r":?-{2,}:?")
_UNDERLINE = re.compile(r"(={3,}|-{3,})\s*")


def inline(text: str) -> str:
    """Text without HTML and without the ``**`` of bold."""
    text = clean(text)
    return _BOLD.sub(r"\1", text) if "**" in text else text


def heading(line: str) -> tuple[int, str] | None:
    """Level and text of a ``#`` heading: ``## หลักการ ##`` gives ``(2, "หลักการ")``."""
    match = _HEADING.match(line)
    if match is None:
        return None
    title = match[2].rstrip()
    return len(match[1]), inline(title.rstrip("#").rstrip() or title)


def underline_level(line: str) -> int | None:
    """1 for ``===``, 2 for ``---``: the line above is a heading."""
    match = _UNDERLINE.fullmatch(line)
    return None if match is None else 1 if line.startswith("=") else 2


def is_rule_or_fence(line: str) -> bool:
    """``---``, ``* * *``, ``____`` or a code fence: lines that carry no text."""
    marks = "".join(line.split())
    rule = len(marks) >= 3 and marks[0] in "-*_=" and len(set(marks)) == 1
    return rule or _FENCE.fullmatch(line) is not None


def has_pipe(line: str) -> bool:
    return _PIPE.search(line) is not None


def is_pipe_row(line: str) -> bool:
    """A line that opens with a pipe, a list marker aside, and has another one."""
    start = _PIPE_ROW_START.match(line)
    return start is not None and _PIPE.search(line, start.end()) is not None


def is_separator(line: str) -> bool:
    """``|---|:--:|``. One dash is no separator: ``| - | - |`` is a row of blanks in plans."""
    if "---" not in line or not has_pipe(line):
        return False
    return all(_SEPARATOR_CELL.fullmatch(line[a:b].strip()) for a, b in pipe_cells(line))


def pipe_cells(line: str) -> Iterator[tuple[int, int]]:
    """Offsets of the cells of a pipe row, the outer pipes and a list marker left out."""
    opening = _PIPE_ROW_START.match(line)
    start = opening.end() if opening else 0
    for pipe in _PIPE.finditer(line, start):
        yield start, pipe.start()
        start = pipe.end()
    if line[start:].strip():
        yield start, len(line)
