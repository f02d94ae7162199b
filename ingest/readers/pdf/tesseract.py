"""Tesseract, as a process: the words of pictures, and which way up one is."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image

from ingest.readers.pdf.lines import Box

LANGUAGES = "tha+eng"
PAGE = 3  # Tesseract's --psm: a page, its blocks to be found
BLOCK = 6  # one block of lines
_ORIENTATION = 0
_AROUND = " |"  # what is left of a ruling line beside a word
_SECONDS = 45  # a page takes one to three; more and it is given up
_MIN_CONFIDENCE = 20  # per cent; below it Tesseract has read a stain or a line
_MIN_SURE = 2.0  # orientation confidence; right answers on sample pages had 18 and more
_TURNED = re.compile(r"Orientation in degrees: (\d+)")
_SURE = re.compile(r"Orientation confidence: ([\d.]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in pixels, the line of its picture, and Tesseract's trust in it (%)."""

    text: str
    box: Box
    line: tuple[str, ...]
    confidence: float


@cache
def can_read() -> bool:
    """Whether Tesseract and its Thai are installed."""
    try:
        listed = _run(["--list-langs"], b"", 10)
    except (OSError, subprocess.SubprocessError):
        return False
    return "tha" in listed.split()


def words_of(pictures: Sequence[Image.Image], dpi: int, mode: int) -> list[list[Word]]:
    """The words of each picture; none at all where Tesseract fails or takes too long."""
    found: list[list[Word]] = [[] for _ in pictures]
    arguments = ["stdin", "stdout", "-l", LANGUAGES, "--psm", str(mode), "--dpi", str(dpi), "tsv"]
    try:
        table = _run(arguments, _tiff(pictures), _SECONDS) if pictures else ""
    except (OSError, subprocess.SubprocessError):
        return found
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, confidence = (row["text"] or "").strip(_AROUND), float(row["conf"])
        if text and confidence >= _MIN_CONFIDENCE:
            left, top = int(row["left"]), int(row["top"])
            box = left, top, left + int(row["width"]), top + int(row["height"])
            line = row["block_num"], row["par_num"], row["line_num"]
            found[int(row["page_num"]) - 1].append(Word(text, box, line, confidence))
    return found


def quarters_of(picture: Image.Image, dpi: int) -> int | None:
    """How many quarter turns counter-clockwise set the text upright; None where that can't be
    told, as on a page of few letters or without Tesseract's ``osd`` data."""
    arguments = ["stdin", "stdout", "--psm", str(_ORIENTATION), "--dpi", str(dpi)]
    try:
        told = _run(arguments, _tiff([picture]), _SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    turned, sure = _TURNED.search(told), _SURE.search(told)
    if not turned or not sure or float(sure[1]) < _MIN_SURE:
        return None
    return int(turned[1]) // 90 % 4


def _tiff(pictures: Sequence[Image.Image]) -> bytes:
    """The pictures as pages of one file, so that one process reads them all."""
    out = io.BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def _run(arguments: Sequence[str], data: bytes, seconds: float) -> str:
    """What Tesseract writes. On one thread: several wait for each other on a busy machine, so
    that a page of two seconds took minutes."""
    done = subprocess.run(
        ["tesseract", *arguments],
        input=data,
        capture_output=True,
        check=True,
        timeout=seconds,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode("utf-8", "replace")
