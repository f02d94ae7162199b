"""What is said of numbers out of step."""

from __future__ import annotations

from ingest.checks.marks import Mark
from ingest.checks.models import Finding, Severity
from ingest.models import Span


def gap(
    mark: Mark, before: Mark, span: Span, before_span: Span, severity: Severity = Severity.WARNING
) -> Finding:
    expected = mark.sibling(before.number + 1)
    last = mark.sibling(mark.number - 1)
    missing = expected if expected == last else f"{expected} ถึง {last}"
    return Finding(
        "number-missing",
        severity,
        f"ลำดับข้ามจาก {before.shown} (บรรทัด {before_span.line_start}) "
        f"ไปเป็น {mark.shown} ไม่พบ {missing}",
        span,
        expected,
        mark.shown,
    )


def repeat(
    mark: Mark, span: Span, before_span: Span, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        "number-repeated",
        severity,
        f"ลำดับ {mark.shown} ซ้ำกับบรรทัด {before_span.line_start} แต่เป็นคนละรายการ",
        span,
        mark.sibling(mark.number + 1),
        mark.shown,
    )


def begins_late(mark: Mark, span: Span, before: Mark | None = None) -> Finding:
    """``before`` is the last of the list before: the mark may have been meant to go on it."""
    expected = mark.sibling(1)
    if before is not None:
        expected = f"{before.sibling(before.number + 1)} หรือ {expected}"
    return Finding(
        "number-begins-late",
        Severity.WARNING,
        f"ลำดับเริ่มที่ {mark.shown} โดยไม่พบ {mark.sibling(1)} มาก่อน อาจใส่เลขผิดหรือมีหน้าขาดหายไป",
        span,
        expected,
        mark.shown,
    )


def code_repeat(code: str, span: Span, before_span: Span) -> Finding:
    return Finding(
        "number-repeated",
        Severity.WARNING,
        f"รหัส {code} ซ้ำกับบรรทัด {before_span.line_start} แต่เป็นคนละรายการ",
        span,
        "",
        code,
    )


def other_level(mark: Mark, span: Span, meant: Mark) -> Finding:
    return Finding(
        "number-level",
        Severity.WARNING,
        f"ลำดับ {mark.shown} ไม่ต่อจากหัวข้อที่อยู่เหนือขึ้นไป น่าจะเป็น {meant.shown}",
        span,
        meant.shown,
        mark.shown,
    )


def empty(shown: str, span: Span) -> Finding:
    message = f"ข้อ {shown} ท้ายรายการไม่มีข้อความ อาจพิมพ์ไม่จบหรือใส่เลขเกินมา"
    return Finding("item-empty", Severity.NOTE, message, span, "", shown)
