"""Positions of local government: official names, shortenings, lines of work and their posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ingest.lexicon import schema
from ingest.lexicon.values import Department, departments


class PositionClass(StrEnum):
    """Classes of positions as in the standard position definitions."""

    EXECUTIVE = "บริหารท้องถิ่น"
    DIRECTOR = "อำนวยการท้องถิ่น"
    ACADEMIC = "วิชาการ"
    GENERAL = "ทั่วไป"
    TEACHER = "ครูและบุคลากรทางการศึกษา"
    PERMANENT = "ลูกจ้างประจำ"
    CONTRACT = "พนักงานจ้าง"


@dataclass(frozen=True, slots=True)
class Position:
    """A position.

    ``names`` mean it wherever they stand; ``everyday`` only with a cue before them. ``line`` is
    the line of work that a post is filled in (นักบริหารงานช่าง for ผู้อำนวยการกองช่าง), the
    wider position (ครู for ครูผู้ดูแลเด็ก), or the one that an assistant assists.
    ``risky`` and ``not_after`` as in ``positions.yaml``.
    """

    name: str
    grade: PositionClass
    names: tuple[str, ...]
    everyday: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    line: str | None = None
    risky: bool = False
    not_after: tuple[str, ...] = ()
    is_assistant: bool = False


_ASSISTANT = "ผู้ช่วย"
_PLAIN_CLASSES = {
    PositionClass.ACADEMIC: "academic",
    PositionClass.GENERAL: "general",
    PositionClass.TEACHER: "teacher",
    PositionClass.PERMANENT: "permanent",
    PositionClass.CONTRACT: "contract",
}


@cache
def positions() -> tuple[Position, ...]:
    """All positions: lines before their posts, then by class, derived assistants last."""
    file = positions_file()
    found = [p for entry in file.lines for p in _line(entry)]
    for grade, field in _PLAIN_CLASSES.items():
        found += [_plain(entry, grade) for entry in getattr(file, field)]
    listed = {p.name for p in found}
    assistants = [_assistant(p) for p in found if _may_be_assisted(p)]
    return (*found, *(a for a in assistants if a.name not in listed))


@cache
def positions_file() -> schema.PositionsFile:
    return schema.load("positions.yaml", schema.PositionsFile)


@cache
def position(name: str) -> Position | None:
    """The position whose official name is ``name``."""
    return next((p for p in positions() if p.name == name), None)


def shortened(name: str) -> Iterator[str]:
    """``name`` with its first word as offices shorten it.

    ``เจ้าพนักงานธุรการ`` gives ``จพง.ธุรการ``, ``เจ้าหน้าที่ธุรการ``, ``จนท.ธุรการ`` and more.
    """
    heads = positions_file().heads
    for head in sorted(heads, key=len, reverse=True):
        if name.startswith(head) and len(name) > len(head):
            yield from (short + name[len(head) :] for short in heads[head])
            return


@cache
def position_names(canonical: str) -> tuple[str, ...]:
    """Every name of the position or of its line, the official one first.

    A post is also known by its line's names (ผู้อำนวยการกองช่าง by นักบริหารงานช่าง), a line by
    all its posts', a post not by its siblings'. Unknown names give themselves alone.
    """
    found = position(canonical)
    if found is None:
        return (canonical,)
    family = [found]
    if found.line and (line := position(found.line)):
        family.append(line)
    if found.grade in (PositionClass.EXECUTIVE, PositionClass.DIRECTOR):
        family += [p for p in positions() if p.line == canonical]
    return _unique(name for p in family for name in _all_names(p))


def _all_names(found: Position) -> Iterator[str]:
    for name in (*found.names, *found.slips):
        yield name
        yield from shortened(name)
    yield from found.english


def _line(entry: schema.LineEntry) -> Iterator[Position]:
    grade = PositionClass[entry.grade.upper()]
    yield Position(entry.name, grade, (entry.name, *entry.short), english=entry.english)
    by_name = {d.name: d for d in departments()}
    for name in entry.departments:
        yield _head_of(by_name[name], grade, entry.name)
    for post in entry.posts:
        yield Position(
            post.names[0], grade, post.names, post.everyday, post.english,
            line=entry.name, not_after=post.not_after,
        )  # fmt: skip


def _head_of(department: Department, grade: PositionClass, line: str) -> Position:
    """Who leads a department: หัวหน้า of an old ส่วน, else its title, under all its names."""
    titles = _unique((department.head, "ผู้อำนวยการ"))
    units = (department.name, *department.variants)
    names = [title + unit for title in titles for unit in units]
    names += ["หัวหน้า" + unit for unit in units if unit.startswith("ส่วน")]
    if department.head != "หัวหน้า":
        names += ["ผู้อำนวยการ" + word for word in (*department.led_as, *department.bare)]
    english = tuple(
        form for unit in department.english for form in (f"director of {unit}", f"{unit} director")
    )
    return Position(names[0], grade, tuple(names), english=english, line=line)


def _plain(entry: schema.PositionEntry, grade: PositionClass) -> Position:
    return Position(
        entry.name, grade, (entry.name, *entry.short), entry.everyday, entry.english,
        entry.slips, entry.line, entry.risky, entry.not_after,
    )  # fmt: skip


def _may_be_assisted(base: Position) -> bool:
    return base.grade in (PositionClass.ACADEMIC, PositionClass.GENERAL) and not (
        base.name.startswith(_ASSISTANT)
    )


def _assistant(base: Position) -> Position:
    """The contract employee (ผู้มีคุณวุฒิ) who assists in an academic or general position."""
    forms = (base.name, *base.names, *(s for n in base.names for s in shortened(n)))
    names = _unique(_ASSISTANT + form for form in forms)
    english = tuple(f"assistant {name}" for name in base.english)
    return Position(
        names[0], PositionClass.CONTRACT, names, english=english, line=base.name,
        is_assistant=True,
    )  # fmt: skip


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
