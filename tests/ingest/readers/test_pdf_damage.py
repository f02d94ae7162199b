"""Damaged PDFs end in a document or in one clear line, never in another error."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ingest.models import IngestError
from ingest.readers.pdf import read_pdf
from tests.conftest import SAMPLES

SMALL = SAMPLES.parent / "formats" / "tharnmanee-2569.pdf"
# By hand, some hundreds more; here as many as a test run has time for.
TRIALS = 12


def survives(data: bytes) -> None:
    try:
        document = read_pdf(data, "plan.pdf")
    except IngestError as error:
        assert "\n" not in str(error)
    else:
        assert len(document.places) == len(document.lines) > 0


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_cut_file(share: float) -> None:
    data = SMALL.read_bytes()
    survives(data[: int(len(data) * share)])


@pytest.mark.parametrize("seed", range(TRIALS))
def test_changed_bytes(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(SMALL.read_bytes())
    for _ in range(rng.choice([3, 30, 300])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    survives(bytes(data))


def test_the_xref_table_is_lost() -> None:
    data = SMALL.read_bytes()
    at = Path(SMALL).read_bytes().rindex(b"startxref")
    document = read_pdf(data[:at] + b"startxref\n99999999\n%%EOF", "plan.pdf")
    assert document.lines == read_pdf(data, "plan.pdf").lines
