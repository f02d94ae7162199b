"""Tables of a page by its ruling lines: PDFium gives the lines, pdfplumber's finder the cells."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfplumber import table as finder

from ingest.readers.pdf.glyphs import Frame
from ingest.readers.pdf.lines import Box

# Points. pdfplumber's own defaults are 3; borders of one cell are drawn within 1 of each other.
_SNAP = 2.0
_THIN = 3.0  # a filled rectangle up to this is a ruling line
_SHORT = 4.0  # what is shorter once joined is a tick or a dash, no border
# Beyond these a page is a drawing, and looking for cells would take seconds.
_MAX_PATHS = 20_000
_MAX_CROSSINGS = 2_500


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell of the grid: its first row and column (0-based), how many it covers, its box.

    ``torn``: its lower border is missing, as where a page ends inside a row.
    """

    row: int
    column: int
    box: Box
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, and how many rows and columns it has."""

    cells: tuple[CellBox, ...]
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    upright: bool
    at: float
    start: float
    end: float


def grids_of(page: pdfium.PdfPage, frame: Frame) -> list[Grid]:
    """The tables of a page that are drawn with lines and have two columns or more."""
    return grids_from(joined_rules(rules_of(page, frame)))


def grids_from(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of two columns or more that lines, pieces joined, draw."""
    if len(rules) < 4:
        return []
    torn = _missing(rules, upright=False)
    rules = joined_rules([*rules, *torn, *_missing(rules, upright=True)])
    edges = [_edge(rule) for rule in rules]
    crossings = finder.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _MAX_CROSSINGS:
        return []
    cells = finder.intersections_to_cells(crossings)
    found = [_grid(boxes, torn) for boxes in finder.cells_to_tables(cells)]
    return [grid for grid in found if grid.columns > 1]


def rules_of(page: pdfium.PdfPage, frame: Frame) -> list[Rule]:
    """The horizontal and vertical lines that are drawn on a page, as pieces."""
    rules: list[Rule] = []
    for number, item in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=6)):
        if number >= _MAX_PATHS:
            break
        rules += _rules_of_path(item, frame)
    return rules


def _rules_of_path(item: pdfium.PdfObject, frame: Frame) -> Iterable[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    for points in _outlines(item, frame):
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                yield from _straight(x0, y0, x1, y1)
        elif fill.value:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
                yield from _straight(min(xs), min(ys), max(xs), max(ys))


def _straight(x0: float, y0: float, x1: float, y1: float) -> Iterable[Rule]:
    width, height = abs(x1 - x0), abs(y1 - y0)
    if width <= _THIN and height > width:
        yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    elif height <= _THIN and width > height:
        yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


def _outlines(item: pdfium.PdfObject, frame: Frame) -> list[list[tuple[float, float]]]:
    """The polygons of a path, as shown on the page; curves are left out with what they join."""
    matrix = item.get_matrix()
    outer = item.container
    while outer is not None:
        matrix, outer = matrix.multiply(outer.get_matrix()), outer.container
    outlines: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), 2_000)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.point(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and outlines:
            outlines[-1].append(point)
        else:
            outlines.append([point])
        if raw.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines


def _edge(rule: Rule) -> dict[str, Any]:
    """As pdfplumber wants it."""
    if rule.upright:
        x0 = x1 = rule.at
        top, bottom = rule.start, rule.end
    else:
        x0, x1 = rule.start, rule.end
        top = bottom = rule.at
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0,
        "height": bottom - top, "orientation": "v" if rule.upright else "h", "object_type": "line",
    }  # fmt: skip


def joined_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line made one; ticks and dashes dropped."""
    merged = finder.merge_edges([_edge(rule) for rule in rules], _SNAP, _SNAP, _SNAP, _SNAP)
    lines = []
    for edge in merged:
        upright = edge["orientation"] == "v"
        start, end = (edge["top"], edge["bottom"]) if upright else (edge["x0"], edge["x1"])
        if end - start >= _SHORT:
            lines.append(Rule(upright, edge["x0"] if upright else edge["top"], start, end))
    return lines


def _start(rule: Rule) -> float:
    return rule.start


def _end(rule: Rule) -> float:
    return rule.end


def _missing(rules: Sequence[Rule], upright: bool) -> list[Rule]:
    """Outer borders that were not drawn: between lines that end together on nothing.

    A page that ends inside a row leaves it open below; some tables have no outer sides.
    """
    across = [rule for rule in rules if rule.upright != upright]
    along = [rule for rule in rules if rule.upright == upright]
    found: list[Rule] = []
    for end in (_start, _end):
        group: list[Rule] = []
        for rule in sorted(across, key=end):
            if group and end(rule) - end(group[-1]) > _SNAP:
                found += _closing(group, end, along, upright)
                group = []
            group.append(rule)
        found += _closing(group, end, along, upright)
    return found


def _closing(
    group: Sequence[Rule], end: Callable[[Rule], float], along: Sequence[Rule], upright: bool
) -> list[Rule]:
    """What closes the gaps between lines that end together: three or more, or two beside a
    border that is drawn."""
    ordered = sorted(group, key=lambda rule: rule.at)
    found = []
    for one, other in pairwise(ordered):
        at = (end(one) + end(other)) / 2
        near = [rule for rule in along if abs(rule.at - at) <= 2 * _SNAP]
        middle = (one.at + other.at) / 2
        if other.at - one.at < _SHORT or any(r.start <= middle <= r.end for r in near):
            continue
        inside = any(
            r.start <= middle <= r.end and max(one.start, other.start) - _SNAP <= r.at
            and r.at <= min(one.end, other.end) + _SNAP
            for r in along
        )  # fmt: skip
        if not inside:  # between two tables, not along one
            continue
        beside = any(
            min(abs(rule.start - other.at), abs(rule.end - one.at)) <= _SNAP for rule in near
        )
        if len(group) > 2 or beside:
            found.append(Rule(upright, at, one.at, other.at))
    return found


def _grid(boxes: Sequence[Box], torn: Sequence[Rule]) -> Grid:
    xs, ys = _stops([b[0] for b in boxes]), _stops([b[1] for b in boxes])
    cells = tuple(
        CellBox(_at(ys, box[1]), _at(xs, box[0]), box, _is_open(box, torn))
        for box in sorted(boxes, key=lambda box: (box[1], box[0]))
    )
    around = (
        min(b[0] for b in boxes), min(b[1] for b in boxes),
        max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip
    return Grid(cells, len(ys), len(xs), around)


def _is_open(box: Box, torn: Sequence[Rule]) -> bool:
    middle = (box[0] + box[2]) / 2
    return any(abs(box[3] - r.at) <= _SNAP and r.start <= middle <= r.end for r in torn)


def _stops(values: Sequence[float]) -> list[float]:
    stops: list[float] = []
    for value in sorted(values):
        if not stops or value - stops[-1] > _SNAP:
            stops.append(value)
    return stops


def _at(stops: Sequence[float], value: float) -> int:
    return min(range(len(stops)), key=lambda index: abs(stops[index] - value))
