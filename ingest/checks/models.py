"""What a check of a plan finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.models import Span


class Severity(StrEnum):
    """An error is wrong by the plan's own figures; a warning is likely wrong or missing; a note
    is to be looked at."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` names the check, stable for programs (``total-differs``); ``message`` is one line
    in Thai that says what is wrong and where. ``expected`` and ``found`` are short texts, "" where
    there is nothing to set beside each other."""

    code: str
    severity: Severity
    message: str
    span: Span
    expected: str = ""
    found: str = ""
