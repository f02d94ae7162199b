"""Uploads are read apart, so that questions are answered meanwhile."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from ingest.evidence import require_plan
from ingest.models import IngestError, Plan
from ingest.pipeline import parse_bytes

# Reading is Python's own work, which lets no other thread on for long: about 1 s a MB. Starting
# a process takes 2 s, so smaller files are read here.
_APART_BYTES = 300_000


def parsed(data: bytes, source: str) -> Plan:
    """The plan in an uploaded file; raises IngestError for a file that holds none."""
    if len(data) < _APART_BYTES:
        return _parse(data, source)
    # A fork would copy the locks that other threads hold at that moment.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        outcome = apart.submit(_parse_or_say_why, data, source).result()
    if isinstance(outcome, Plan):
        return outcome
    raise IngestError(*outcome)


def _parse(data: bytes, source: str) -> Plan:
    plan = parse_bytes(data, source)
    require_plan(plan)
    return plan


def _parse_or_say_why(data: bytes, source: str) -> Plan | tuple[str, str]:
    """Errors with two arguments don't survive the way between processes."""
    try:
        return _parse(data, source)
    except IngestError as error:
        return error.thai, error.english
