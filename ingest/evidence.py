"""Whether a text is a plan of human resources at all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest.models import IngestError, Plan
from ingest.text.normalize import fold

_WORDS = Path(__file__).parent / "plan_words.txt"


@cache
def _plan_words() -> tuple[str, ...]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(fold(line) for line in lines if line.strip() and not line.startswith("#"))


def require_plan(plan: Plan) -> None:
    """Raises IngestError for a text that names no local government and says nothing of staff.

    One word is enough: a page of a plan and a short announcement pass, a recipe doesn't.
    """
    if plan.organization is not None:
        return
    text = fold("".join(plan.lines))
    if not any(word in text for word in _plan_words()):
        raise IngestError(
            "ไม่พบเนื้อหาแผนพัฒนาบุคลากรหรือแผนทรัพยากรบุคคลในไฟล์นี้ กรุณาเลือกไฟล์แผน",
            "nothing of a human resources plan was found in the file: choose a plan",
        )
