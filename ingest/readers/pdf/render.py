"""A page of a PDF as a picture, with the cited passage marked."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from ingest.readers.pdf.lines import Box
from ingest.readers.pdf.native import opened

_MAX_SIDE = 4_000  # pixels
_MARK = (255, 221, 87, 96)  # a marker pen's yellow
_BORDER = (214, 158, 0, 255)
_MARGIN = 0.004  # share of the page by which a mark stands around the text


def render_page(data: bytes, page: int, boxes: Sequence[Box], scale: float = 2.0) -> bytes:
    """Page ``page`` (1-based) as PNG, ``boxes`` (as ``Place.box``) marked.

    ``scale`` is pixels a point, less where the picture would pass 4,000 pixels a side. Raises
    IngestError where the file can't be read, ValueError where it has no such page.
    """
    if scale <= 0:
        raise ValueError(f"a scale is above 0: {scale}")
    with opened(data) as document:
        if not 1 <= page <= len(document):
            raise ValueError(f"no page {page} in a PDF of {len(document)}")
        shown = document[page - 1]
        try:
            longest = max(*shown.get_size(), 1.0)
            picture = shown.render(scale=min(scale, _MAX_SIDE / longest)).to_pil().convert("RGB")
        finally:
            shown.close()
    for box in boxes:
        _mark(picture, box)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _mark(picture: Image.Image, box: Box) -> None:
    width, height = picture.size
    corners = (
        max(0, round((box[0] - _MARGIN) * width)),
        max(0, round((box[1] - _MARGIN) * height)),
        min(width - 1, round((box[2] + _MARGIN) * width)),
        min(height - 1, round((box[3] + _MARGIN) * height)),
    )
    ImageDraw.Draw(picture, "RGBA").rectangle(corners, fill=_MARK, outline=_BORDER)
