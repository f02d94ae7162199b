"""How a page's picture was turned to be read, and the way back."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ingest.readers.pdf.lines import Box


@dataclass(frozen=True, slots=True)
class Turn:
    """``quarters`` turns of 90 degrees counter-clockwise, then ``degrees`` more of a skew."""

    quarters: int = 0
    degrees: float = 0.0

    def back(self, box: Box, width: float, height: float) -> Box:
        """What a box of the turned page, ``width`` by ``height``, covers of the page as it was."""
        left, top, right, bottom = box
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        points = [self._back(x, y, width, height) for x, y in corners]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def size_before(self, width: float, height: float) -> tuple[float, float]:
        return (height, width) if self.quarters % 2 else (width, height)

    def _back(self, x: float, y: float, width: float, height: float) -> tuple[float, float]:
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        x, y = x - width / 2, y - height / 2
        x, y = x * cos - y * sin + width / 2, x * sin + y * cos + height / 2
        for _ in range(self.quarters % 4):
            x, y, width, height = height - y, x, height, width
        return x, y


UPRIGHT = Turn()
