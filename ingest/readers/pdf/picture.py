"""A scanned page as a picture: set straight, its ruling lines found and wiped out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from ingest.readers.pdf.lines import Box
from ingest.readers.pdf.rulings import Rule, joined_rules
from ingest.readers.pdf.turn import UPRIGHT, Turn

Mask = NDArray[np.bool_]

# What Tesseract's models were trained at. Of scans at 150 dpi it reads the small print of tables
# better when they are made larger (92 for 88 % of the characters), running text a little worse.
_DPI = 300
_MAX_PIXELS = 20_000_000
_WHITE = 255
_AROUND = 8.0  # points: ink is what is darker than the mean within them
_DARKER = 24  # of 255; the noise of a JPEG stays below it
_SHORTEST = 12.0  # points; letters of 16 points have no straight stroke so long
_FILLED = 0.92  # share of a line that is ink; scans break thin ones
_MAX_RUNS = 20_000  # a page of tables has some hundreds; beyond, it is hatched or a photograph
_LOOSE = 24.0  # points: what is shorter must end on lines at both ends, as strokes don't
_ENDS = 3.0  # points that a line may end off the one that it ends on
_STEEPEST = 3.0  # degrees of skew that are set straight
_STRAIGHT = 0.05  # degrees; a line of a page's width is then off by half a point
_SKEW_DPI = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, ``scale`` pixels a point, after ``turn``."""

    image: Image.Image
    scale: float
    turn: Turn = UPRIGHT

    @property
    def dpi(self) -> int:
        return round(72 * self.scale)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.image.width / self.scale, self.image.height / self.scale

    def turned(self, quarters: int) -> Picture:
        """Turned counter-clockwise, and set straight."""
        image = self.image.rotate(90 * quarters, expand=True)
        if degrees := skew_of(image, self.scale):
            image = image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=_WHITE)
        return Picture(image, self.scale, Turn(quarters, degrees))

    def smaller(self, dpi: int) -> Picture:
        part = dpi / self.dpi
        size = max(1, round(self.image.width * part)), max(1, round(self.image.height * part))
        return Picture(self.image.resize(size), self.scale * part, self.turn)

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = (round(value * self.scale) for value in box)
        width, height = self.image.size
        return max(0, left), max(0, top), min(width, right), min(height, bottom)

    def without(self, boxes: Iterable[Box]) -> Picture:
        """With these boxes, in points, painted white."""
        image = self.image.copy()
        draw = ImageDraw.Draw(image)
        for box in boxes:
            left, top, right, bottom = self.pixels(box)
            if left < right and top < bottom:
                draw.rectangle((left, top, right - 1, bottom - 1), fill=_WHITE)
        return Picture(image, self.scale, self.turn)

    def cut(self, box: Box, margin: float) -> Image.Image:
        """What stands in a box, with a white margin of so many points."""
        part = self.image.crop(self.pixels(box))
        width = round(margin * self.scale)
        size = part.width + 2 * width, part.height + 2 * width
        result = Image.new("L", size, _WHITE)
        result.paste(part, (width, width))
        return result


def picture_of(page: pdfium.PdfPage, width: float, height: float) -> Picture:
    """A page of ``width`` by ``height`` points."""
    scale = min(_DPI / 72, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    return Picture(page.render(scale=scale, grayscale=True).to_pil().convert("L"), scale)


def ink_of(image: Image.Image, scale: float) -> Mask:
    """Where the picture is darker than what is around."""
    around = image.filter(ImageFilter.BoxBlur(_AROUND * scale))
    return np.asarray(image).astype(np.int16) < np.asarray(around).astype(np.int16) - _DARKER


def skew_of(image: Image.Image, scale: float) -> float:
    """By how many degrees counter-clockwise to turn a picture so that its lines are level: there
    the rows of its ink differ most from each other."""
    part = _SKEW_DPI / (72 * scale)
    small = image.resize((max(1, round(image.width * part)), max(1, round(image.height * part))))
    ys, xs = np.nonzero(ink_of(small, scale * part))
    if not len(ys):
        return 0.0

    def unevenness(degrees: float) -> int:
        rows = np.round(ys - (xs - small.width / 2) * np.tan(np.radians(degrees))).astype(int)
        return int((np.bincount(rows - rows.min()) ** 2).sum())

    steps = round(_STEEPEST / _STRAIGHT)
    best = max(range(-steps, steps + 1), key=lambda n: (unevenness(n * _STRAIGHT), -abs(n)))
    return round(best * _STRAIGHT, 2) if abs(best) > 1 else 0.0


def rules_in(ink: Mask, scale: float) -> list[Rule]:
    """The ruling lines of a picture, in points: long straight runs of ink that end on others."""
    level = [Rule(False, at, start, end) for at, start, end in _runs(ink, scale)]
    upright = [Rule(True, at, start, end) for at, start, end in _runs(ink.T, scale)]
    if len(level) + len(upright) > _MAX_RUNS:
        return []
    rules = joined_rules([*level, *upright])
    return [r for r in rules if r.end - r.start >= _LOOSE or _is_held(r, rules)]


def _runs(ink: Mask, scale: float) -> Iterable[tuple[float, float, float]]:
    """Level runs of ink: across, start and end in points. Rows are thickened by one each way, as
    a line that is not quite level goes from one to the next."""
    thick = np.array(ink)
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    length = round(_SHORTEST * scale)
    if ink.shape[1] <= length:
        return
    sums = np.zeros((ink.shape[0], ink.shape[1] + 1), np.int32)
    np.cumsum(thick, axis=1, out=sums[:, 1:])
    filled = sums[:, length:] - sums[:, :-length] >= _FILLED * length
    steps = np.diff(np.pad(filled.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1] + length - 1
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield (row + 0.5) / scale, start / scale, end / scale


def _is_held(rule: Rule, rules: Sequence[Rule]) -> bool:
    across = [other for other in rules if other.upright != rule.upright]
    return all(
        any(
            abs(r.at - end) <= _ENDS and r.start - _ENDS <= rule.at <= r.end + _ENDS for r in across
        )
        for end in (rule.start, rule.end)
    )
