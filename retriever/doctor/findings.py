"""What an examination of a library tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """A note is nothing to do about, or mends itself; a problem isn't and doesn't."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``count`` is how many are concerned; ``names`` some of them.

    ``mendable``: a problem that ``repair`` can mend, or some of it.
    """

    code: str
    state: State
    thai: str
    english: str
    count: int = 0
    names: tuple[str, ...] = ()
    mendable: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.state is State.PROBLEM)


# Names told of many.
_SOME = 10


def counted(
    code: str,
    names: Sequence[object],
    ok: tuple[str, str],
    bad: tuple[str, str],
    state: State,
    *,
    mendable: bool = False,
) -> Finding:
    """``ok`` (Thai, English) where there are no ``names``, else ``bad`` with {n} for how many."""
    if not names:
        return Finding(code, State.OK, *ok)
    thai, english = (text.format(n=f"{len(names):,}") for text in bad)
    return Finding(code, state, thai, english, len(names), tuple(map(str, names[:_SOME])), mendable)
