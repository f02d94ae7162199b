"""What becomes of a plan that is given to the library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import IntegrityError

from ingest.models import Plan


class LibraryError(RuntimeError):
    """A change that the library can't make. ``str()`` is one line, Thai then English."""


class ChangeKind(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a plan; ``replaced`` are the ids that it took the place of.

    ``other`` is the name that it had before it was renamed, or under which the same content is
    kept already.
    """

    kind: ChangeKind
    plan_id: str
    replaced: tuple[str, ...] = ()
    other: str = ""


def not_kept(plan: Plan, error: IntegrityError) -> LibraryError:
    """Why the catalogue refused ``plan``."""
    return LibraryError(
        f"เก็บแผน {plan.source} ไม่ได้ เพราะรหัสซ้ำกับแผนอื่นหรือข้อมูลอ้างถึงข้อความที่ไม่มี "
        f"โปรดลบแผนเดิมก่อน / cannot keep {plan.source}: an id is taken by another plan "
        f"or a fact has no passage; remove the other plan first: {error.orig}"
    )
