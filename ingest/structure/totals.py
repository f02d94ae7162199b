"""Which rows of a table add up those above them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.models import Cell
from ingest.structure.kinds import CellKind, cell_kind
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import is_blank, number

_TOTALS = ("รวม", "ทั้งสิ้น", "คิดเป็นร้อยละ", "ยอดรวม")
_COUNT = re.compile(r"\s*[\d,]+\s*[^\s\d]{2,15}\s*")  # in a total's row: "๕ หลักสูตร", "๑๙๙ คน"
_LONGEST = 60  # characters of a total's label
_EXACT = 0.005  # of a sum of figures with two decimals


def is_total(texts: Sequence[str]) -> bool:
    """Whether a row calls itself a total and has figures beside: the label comes first, or is
    all that the row has of words."""
    filled = [t for t in texts if t.strip()]
    words = [t for t in filled if cell_kind(t) in (CellKind.LABEL, CellKind.PROSE)]
    if len(words) == 1 and words[0] not in texts[:2] and len(filled) > 1:
        return _is_label(words[0]) and fold(words[0]).startswith(_TOTALS)
    if not filled or not _is_label(filled[0]) or filled[0] not in texts[:2]:
        return False
    rest = {cell_kind(t) for t in filled[1:] if not _COUNT.fullmatch(arabic_digits(t))}
    return rest <= {CellKind.NUMBER, CellKind.BLANK, CellKind.NO_BUDGET}


def _is_label(text: str) -> bool:
    label = fold(text)
    return len(text) <= _LONGEST and (label.startswith(_TOTALS) or label in ("ร้อยละ", "%"))


class Sums:
    """What the figures of each column add up to, row by row."""

    def __init__(self) -> None:
        self._rows = 0
        self._sums: defaultdict[int, float] = defaultdict(float)

    def add(self, cells: Sequence[Cell]) -> None:
        """A row more."""
        self._rows += 1
        for cell in cells:
            self._sums[cell.column] += number(cell.text) or 0

    def close(self) -> None:
        """A total stands here: what follows is added up anew."""
        self._rows = 0
        self._sums.clear()

    def are(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has no label, and in two columns or more exactly what those above add up
        to: a total that doesn't say so."""
        filled = [cell for cell in cells if not is_blank(cell.text)]
        if self._rows < 2 or len(filled) < 2 or any(cell.column == 0 for cell in filled):
            return False
        figures = [(cell.column, number(cell.text)) for cell in filled]
        return all(value and abs(self._sums[column] - value) < _EXACT for column, value in figures)
