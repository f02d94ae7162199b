"""Files whose content the library holds already: the same file, a copy, or one renamed; and
plans whose files are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ingest.pipeline import readable_name
from retriever.catalogue import Catalogue, PlanSummary
from retriever.catalogue.origins import Origin
from retriever.outcome import Change, ChangeKind


class Seen(NamedTuple):
    """A file as it was seen: the SHA-256 of its bytes, where it lies, and its name as a source."""

    content_hash: str
    origin: str
    source: str


class Recognised(NamedTuple):
    """``changes`` are None for contents that the library doesn't hold; ``dropped`` are the passage
    keys of plans that went, because their last file has another content now."""

    changes: list[Change | None]
    dropped: list[int]


def origin_of(path: Path) -> str:
    """What a file is known by as the origin of a plan: its absolute path."""
    return readable_name(str(path.resolve()))


def is_gone(origin: str) -> bool:
    """Whether ``origin`` is a file that isn't there any more.

    False for an upload, and where that can't be told: an empty folder may be the place of a drive
    that isn't connected.
    """
    path = Path(origin)
    if not path.is_absolute():
        return False
    try:
        if path.exists():
            return False
        above = next(folder for folder in path.parents if folder.is_dir())
        names = {readable_name(str(each)) for each in above.iterdir()}
    except OSError:
        return False
    return bool(names) and origin not in names


def recognise(catalogue: Catalogue, files: Sequence[Seen]) -> Recognised:
    """Note in one step which contents ``files`` hold, as far as the library knows them."""
    known = catalogue.by_content([seen.content_hash for seen in files])
    if not known:
        return Recognised([None] * len(files), [])
    held = {each.origin: each for each in catalogue.origins.all()}
    named = {each.plan_id: each for each in held.values() if each.named}
    now = {seen.origin: seen.content_hash for seen in files}
    changes: list[Change | None] = []
    moves: list[Origin] = []
    for seen in files:
        plan_id = known.get(seen.content_hash)
        if plan_id is None:
            changes.append(None)
            continue
        name = named[plan_id]
        change, move = _change(seen, held.get(seen.origin), name, now)
        changes.append(change)
        if move is not None:
            moves.append(move)
            named[plan_id] = move if move.named else name
    dropped = catalogue.origins.change((), moves) if moves else {}
    return Recognised(
        [_told(change, seen, held, dropped) for change, seen in zip(changes, files, strict=True)],
        [key for keys in dropped.values() for key in keys],
    )


def _change(
    seen: Seen, before: Origin | None, name: Origin, now: dict[str, str]
) -> tuple[Change, Origin | None]:
    if name.origin == seen.origin:
        return Change(ChangeKind.UNCHANGED, name.plan_id), None
    if Path(seen.origin).is_absolute() and _has_left(name.origin, seen.content_hash, now):
        change = Change(ChangeKind.RENAMED, name.plan_id, other=name.source)
        return change, Origin(seen.origin, name.plan_id, seen.source, named=True)
    same = Change(ChangeKind.UNCHANGED, name.plan_id, other=name.source)
    if before is not None and before.plan_id == name.plan_id:
        return same, None
    return same, Origin(seen.origin, name.plan_id, seen.source, named=False)


def _has_left(origin: str, content_hash: str, now: dict[str, str]) -> bool:
    """Whether the content isn't at ``origin`` any more: another is, or nothing."""
    return now[origin] != content_hash if origin in now else is_gone(origin)


def _told(
    change: Change | None, seen: Seen, held: dict[str, Origin], dropped: Collection[str]
) -> Change | None:
    """``change`` with the plan that went because this file holds another content now."""
    before = held.get(seen.origin)
    if change is None or before is None or before.plan_id not in dropped:
        return change
    return Change(change.kind, change.plan_id, (before.plan_id,), change.other)


def gone_under(catalogue: Catalogue, folders: Iterable[Path]) -> list[PlanSummary]:
    """The plans all of whose files lay in ``folders`` and are there no more."""
    roots = [origin_of(folder) for folder in folders if folder.is_dir()]
    inside = tuple(root.rstrip(mark) + mark for root in roots for mark in "/\\")
    by_plan: dict[str, list[str]] = {}
    for each in catalogue.origins.all():
        by_plan.setdefault(each.plan_id, []).append(each.origin)
    gone = [
        plan_id
        for plan_id, held in by_plan.items()
        if all(origin.startswith(inside) for origin in held) and all(map(is_gone, held))
    ]
    return list(catalogue.summaries(gone))
