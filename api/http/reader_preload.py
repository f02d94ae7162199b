"""Imported where readers of uploads are forked from: what each would load for itself, once."""

from __future__ import annotations

from contextlib import suppress

from ingest.checks import check_plan
from ingest.models import IngestError
from ingest.pipeline import parse_bytes

_TEXT = "แผนพัฒนาบุคลากร\nลำดับ\tโครงการ\tงบประมาณ\n1\tอบรมเจ้าพนักงานธุรการ\t5,000\n"

with suppress(IngestError):
    check_plan(parse_bytes(_TEXT.encode(), "preload.txt"))
