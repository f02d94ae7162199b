"""Questions and replies for the tests."""

from typing import Any

from eval.grading import Pointer
from eval.questions import Question
from eval.run import Reply


def question(**fields: Any) -> Question:
    """An answerable budget question with one gold span, changed by ``fields``."""
    base: dict[str, Any] = {
        "id": "q",
        "question": "ใช้งบประมาณเท่าไร",
        "category": "budget",
        "difficulty": "easy",
        "style": "formal",
        "answerable": True,
        "must_include": (("30000",),),
        "gold": ({"doc": "a.txt", "line_start": 10, "line_end": 12},),
    }
    return Question.model_validate(base | fields)


def unanswerable(**fields: Any) -> Question:
    refusal = {"category": "unanswerable", "answerable": False, "must_include": (), "gold": ()}
    return question(**refusal | fields)


def reply(text: str = "", **fields: Any) -> Reply:
    """An answer that cites nothing and found nothing, in 1 ms, changed by ``fields``."""
    base: dict[str, Any] = {
        "answerable": True,
        "needs": None,
        "citations": (),
        "evidence": (),
        "ms": 1.0,
    }
    return Reply(text, **base | fields)


def at(source: str, start: int, end: int | None = None) -> Pointer:
    return Pointer(source, start, end or start)
