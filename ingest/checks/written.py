"""Whether a number that seems to be missing is written elsewhere after all."""

from __future__ import annotations

import re

from ingest.checks.marks import CLAUSES, Mark
from ingest.models import Plan, Span
from ingest.text.normalize import arabic_digits

NAMED = (
    "ส่วน", "บท", "หมวด",
    "ยุทธศาสตร์", "กลยุทธ์", "ประเด็นยุทธศาสตร์", "เป้าประสงค์", "พันธกิจ",
)  # fmt: skip
# How a number of each style may be written in the middle of a line: "๒.)" for "๒)".
_ENDS = {
    "(n)": r"\s?\)", "n)": r"\s?\.?\s?\)", "n.": r"\s?\.(?!\d)", "n": r"[\s.)]",
    "(ก)": r"\s?\)", "ก)": r"\s?\)", "ก.": r"\s?\.",
}  # fmt: skip


def stands_between(plan: Plan, mark: Mark, number: int, between: Span) -> bool:
    """Whether the item that seems to be missing stands inside a line or a table there."""
    path = re.escape(".".join((*map(str, mark.prefix), mark.sign(number))))
    end = _ENDS.get(mark.style, r"(?![\d.]*\d)")
    named = mark.style in (*NAMED, *CLAUSES)
    begin = rf"{mark.style}(?:ที่)?\s*" if named else r"(?<![\d.ก-๎])"
    written = re.compile(begin + path + end)
    lines = plan.lines[between.line_start - 1 : between.line_end]
    return any(written.search(arabic_digits(line)) for line in lines)
