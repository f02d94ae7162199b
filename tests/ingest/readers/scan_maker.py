"""Scans: PDFs of pictures of the sample plans' pages, as an office's scanner makes them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import numpy as np
from PIL import Image, ImageFilter

from ingest.readers.pdf import render_page
from tests.conftest import SAMPLES

FORMATS = SAMPLES.parent / "formats"


def scanned(
    stem: str, pages: Sequence[int], dpi: int = 200, quarters: int = 0, degrees: float = 0.0
) -> bytes:
    """Pages (1-based) of a sample's PDF, turned counter-clockwise by ``quarters`` of 90 degrees
    and ``degrees`` more, with the blur, noise and grey paper of a scanner."""
    return as_pdf([_shot(stem, page, dpi, quarters, degrees) for page in pages], dpi)


def as_pdf(pictures: Sequence[Image.Image], dpi: int) -> bytes:
    out = io.BytesIO()
    first, *rest = pictures
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=rest)
    return out.getvalue()


@cache
def _shot(stem: str, page: int, dpi: int, quarters: int, degrees: float) -> Image.Image:
    data = (FORMATS / f"{stem}.pdf").read_bytes()
    picture = Image.open(io.BytesIO(render_page(data, page, [], dpi / 72))).convert("L")
    picture = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    picture = picture.filter(ImageFilter.GaussianBlur(dpi / 300))
    grey = np.asarray(picture) * 0.9 + 18
    noisy = grey + np.random.default_rng(page).normal(0, 6, grey.shape)
    picture = Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
    return picture.rotate(90 * quarters, expand=True)
