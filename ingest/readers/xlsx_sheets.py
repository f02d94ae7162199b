"""A sheet's XML before it is parsed: what holds no value is cut out.

Offices format whole columns, and a sheet then has a million rows with nothing in them; tables,
links, rules of validation and extensions stand after the rows and are none of a plan's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from openpyxl.utils import range_boundaries

from ingest.readers.package import MAX_XML_BYTES, too_large

# The names that programs give to sheets, of which nothing is learned.
UNNAMED = re.compile(r"(?i)(?:work)?sheet ?\d*|table ?\d*|(?:แผ่นงาน|แผ่น|ชีต|ชีท) ?\d*")

_BLANK_CELL = re.compile(rb"<c(?:\s[^<>]*)?(?:/>|>\s*</c>)")
_BLANK_ROW = re.compile(rb"<row(?:\s[^<>]*)?(?:/>|>\s*</row>)")
_ROWS_END = re.compile(rb"<sheetData\s*/>|</sheetData\s*>")
_MERGED = re.compile(rb"<mergeCells[\s>].*?</mergeCells\s*>", re.DOTALL)
_REFERENCE = re.compile(rb"""\bref\s*=\s*["']([A-Z0-9:]{2,21})["']""")
_MAX_MERGED = 200_000  # cells of a sheet
_UNCOUNTED = re.compile(
    rb"<c(?:\s[^<>]*)?>\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)


def slim(xml: bytes, kind: str) -> bytes:
    """The sheet with its filled cells, their rows' and columns' properties and merged ranges.

    Raises IngestError where more is left than any plan has.
    """
    xml = _BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", xml))
    if end := _ROWS_END.search(xml):
        merged = _MERGED.search(xml, end.end())
        kept = _merged_ranges(merged[0]) if merged else b""
        xml = xml[: end.end()] + kept + b"</worksheet>"
    if len(xml) > MAX_XML_BYTES:
        raise too_large(kind)
    return xml


def _merged_ranges(xml: bytes) -> bytes:
    """The merged ranges, but not those larger than any table: openpyxl makes all their cells."""
    kept, cells = [], 0
    for reference in _REFERENCE.findall(xml):
        try:
            left, top, right, bottom = range_boundaries(reference.decode())
        except (ValueError, TypeError):
            continue
        size = (right - left + 1) * (bottom - top + 1)
        if 0 < size <= _MAX_MERGED - cells:
            cells += size
            kept.append(b'<mergeCell ref="' + reference + b'"/>')
    return b"<mergeCells>" + b"".join(kept) + b"</mergeCells>" if kept else b""


def uncounted(sheets: Mapping[str, bytes]) -> int:
    """How many formulas have no result stored: no program has counted them yet."""
    return sum(len(_UNCOUNTED.findall(xml)) for xml in sheets.values())
