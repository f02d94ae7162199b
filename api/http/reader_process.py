"""What the process of one upload does: it reads or checks a file within bounds and says what it
found.

Of the server it needs nothing, so that the process it is forked from stays small.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from api.checking import placed_findings
from ingest.evidence import require_plan
from ingest.models import IngestError, Organization, Plan
from ingest.pipeline import parse_bytes

MAX_LINES = 200_000
MAX_PAGES = 2_000
# Of addresses, not of memory in use: the dictionaries and libraries take a third of it.
_MEMORY_BYTES = 3 * 1024**3

WhyNot = tuple[str, str]
Found = TypeVar("Found")


def read_and_send(to: Connection, path: Path, source: str) -> None:
    """Sends the plan in a file, or why it holds none, in Thai and English."""
    _bound()
    to.send(_or_why_not(lambda: _parsed(path, source)))


def check_and_send(to: Connection, path: Path, source: str, known: Sequence[Organization]) -> None:
    """Sends what the checks find in a plan as a list, each with its place, or why the file holds
    none."""
    _bound()
    to.send(_or_why_not(lambda: placed_findings(_parsed(path, source), known)))


def _bound() -> None:
    if hasattr(os, "setsid"):
        os.setsid()
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parsed(path: Path, source: str) -> Plan:
    plan = parse_bytes(path.read_bytes(), source)
    require_plan(plan)
    _require_size(plan)
    return plan


def _or_why_not(work: Callable[[], Found]) -> Found | WhyNot:
    """Errors with two arguments don't survive the way between processes."""
    try:
        return work()
    except IngestError as error:
        return error.thai, error.english
    except (MemoryError, RecursionError):
        return (
            "ไฟล์นี้ใหญ่หรือซับซ้อนเกินกว่าจะอ่านได้ กรุณาแบ่งไฟล์ให้เล็กลง",
            "the file is too large or too deep to be read; split it",
        )


def _require_size(plan: Plan) -> None:
    pages = max((place.page or 0 for place in plan.places), default=0)
    for count, most, thai, english in (
        (len(plan.lines), MAX_LINES, "บรรทัด", "lines"),
        (pages, MAX_PAGES, "หน้า", "pages"),
    ):
        if count > most:
            raise IngestError(
                f"ไฟล์นี้มี {count:,} {thai} รับได้ไม่เกิน {most:,} กรุณาแบ่งไฟล์",
                f"the file has {count:,} {english}, more than {most:,}; split it",
            )
