"""Work counted instead of timed: a busy machine changes nothing in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """How many lines of Python run in ``call``, each turn of a loop counted anew."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def growth(call: Callable[[str], object], text: str) -> float:
    """How many times the work for ``text`` is that for its first quarter: about 4 if linear,
    16 if quadratic."""
    return steps(lambda: call(text)) / steps(lambda: call(text[: len(text) // 4]))
