"""The verdict: which differences from the kept figures are more than noise.

Why so: docs/decisions/0008-gate.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.gate.figures import Figures, Group, Kept
from eval.measures import FAULTS
from eval.statistics import Part, paired_ratios

LEVEL = 0.05
_SEVERAL = 3  # questions of a kind; fewer may be lost together by chance
_NOTHING: Part = (0, 0)

Verdict = Literal["dropped", "lost some", "same", "gained some", "better"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure over the questions that both have; ``p`` is one-sided, for the way it went.

    ``lost`` and ``gained`` count the questions that fare worse and better.
    """

    group: str
    name: str
    n: int
    before: float
    after: float
    lost: int
    gained: int
    p: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that fares otherwise: in which measures, or in which kinds of danger."""

    group: str
    id: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """``dangers`` are questions whose answer became unsafe in some way, ``gone`` kinds of
    questions of which none is answered any more; any of them fails."""

    measures: tuple[Measured, ...]
    dangers: tuple[Changed, ...]
    lost: tuple[Changed, ...]
    gained: tuple[Changed, ...]
    notes: tuple[str, ...]
    gone: tuple[str, ...] = ()

    @property
    def dropped(self) -> tuple[str, ...]:
        measures = (f"{m.group} {m.name}" for m in self.measures if m.verdict == "dropped")
        return (*measures, *(f"every question of {kind}" for kind in self.gone))

    @property
    def better(self) -> bool:
        return any(m.verdict == "better" for m in self.measures)

    @property
    def passed(self) -> bool:
        return not self.dropped and not self.dangers


def judge(before: Figures, after: Figures) -> Judgement:
    """``after`` beside the kept figures ``before``."""
    sides = [(before.questions, after.questions), (before.search, after.search)]
    notes: list[str] = []
    if before.retrieval and after.retrieval:
        if before.retrieval.hash == after.retrieval.hash:
            sides.append((before.retrieval, after.retrieval))
        else:
            notes.append(f"{after.retrieval.name}: another retrieval set; not compared")
    elif before.retrieval:
        notes.append(f"{before.retrieval.name}: no such folder here; not compared")
    elif after.retrieval:
        notes.append(f"{after.retrieval.name}: not among the kept figures; not compared")
    parts = [_judge_group(old, new) for old, new in sides]
    return Judgement(
        measures=tuple(one for part in parts for one in part.measures),
        dangers=tuple(one for part in parts for one in part.dangers),
        lost=tuple(one for part in parts for one in part.lost),
        gained=tuple(one for part in parts for one in part.gained),
        notes=(*notes, *(note for part in parts for note in part.notes)),
        gone=tuple(kind for part in parts for kind in part.gone),
    )


def _judge_group(old: Group, new: Group) -> Judgement:
    shared = [
        name
        for name, kept in new.entries.items()
        if name in old.entries and old.entries[name].asked == kept.asked
    ]
    pairs = {name: (old.entries[name], new.entries[name]) for name in shared}
    names = list(
        dict.fromkeys(part for pair in pairs.values() for one in pair for part in one.parts)
    )
    changed = {name: _directions(*pair) for name, pair in pairs.items()}
    return Judgement(
        measures=tuple(
            found for name in names if (found := _measure(new.name, name, list(pairs.values())))
        ),
        dangers=_changed(new, {name: _new_dangers(*pair) for name, pair in pairs.items()}),
        lost=_changed(new, {name: worse for name, (worse, _) in changed.items()}),
        gained=_changed(new, {name: better for name, (_, better) in changed.items()}),
        notes=_set_notes(old, new, shared),
        gone=_gone(pairs.values()),
    )


def _gone(pairs: Iterable[tuple[Kept, Kept]]) -> tuple[str, ...]:
    """Kinds of questions of which several were correct and none is: a thing that the system
    could do is broken, however few questions ask for it."""
    kinds: dict[str, list[tuple[bool, bool]]] = {}
    for old, new in pairs:
        before, after = (_share(kept.parts.get("correct", _NOTHING)) for kept in (old, new))
        if old.kind and before is not None:
            kinds.setdefault(old.kind, []).append((before == 1, after == 1))
    return tuple(
        kind
        for kind, found in kinds.items()
        if sum(before for before, _ in found) >= _SEVERAL and not any(after for _, after in found)
    )


def _measure(group: str, name: str, pairs: Sequence[tuple[Kept, Kept]]) -> Measured | None:
    before = [old.parts.get(name, _NOTHING) for old, _ in pairs]
    after = [new.parts.get(name, _NOTHING) for _, new in pairs]
    found = paired_ratios(before, after)
    if found is None:
        return None
    lost, gained = found.lost, found.gained
    fell = found.difference < 0
    if name in FAULTS:
        lost, gained, fell = gained, lost, found.difference > 0
    # paired_ratios is two-sided: twice the smaller tail. No difference has no direction.
    p = found.p / 2 if found.difference else 1.0
    return Measured(
        group,
        name,
        n=sum(1 for met, of in before if of),
        before=_mean(before),
        after=_mean(after),
        lost=lost,
        gained=gained,
        p=p,
        verdict=_verdict(lost, gained, p, fell=fell and lost > 0),
    )


def _verdict(lost: int, gained: int, p: float, *, fell: bool) -> Verdict:
    if p < LEVEL and fell:
        return "dropped"
    if p < LEVEL and gained:
        return "better"
    if lost:
        return "lost some"
    return "gained some" if gained else "same"


def _directions(old: Kept, new: Kept) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The measures in which a question fares worse, and those in which it fares better."""
    worse: list[str] = []
    better: list[str] = []
    for name in old.parts | new.parts:
        before, after = (_share(kept.parts.get(name, _NOTHING)) for kept in (old, new))
        if before is None or after is None or before == after:
            continue
        (worse if (after < before) is (name not in FAULTS) else better).append(name)
    return tuple(worse), tuple(better)


def _new_dangers(old: Kept, new: Kept) -> tuple[str, ...]:
    return tuple(kind for kind, count in new.unsafe.items() if count > old.unsafe.get(kind, 0))


def _changed(group: Group, where: Mapping[str, tuple[str, ...]]) -> tuple[Changed, ...]:
    return tuple(Changed(group.name, name, kinds) for name, kinds in where.items() if kinds)


def _set_notes(old: Group, new: Group, shared: Sequence[str]) -> tuple[str, ...]:
    if old.hash == new.hash:
        return ()
    added = {name: kept for name, kept in new.entries.items() if name not in set(shared)}
    removed = len(old.entries) - len(shared)
    unsafe = ", ".join(name for name, kept in added.items() if kept.unsafe)
    return (
        f"{new.name} changed: {len(added)} new or changed, not compared"
        f"{f' (unsafe: {unsafe})' if unsafe else ''}; {removed} removed or changed",
    )


def _mean(parts: Sequence[Part]) -> float:
    return round(sum(met for met, _ in parts) / sum(of for _, of in parts), 4)


def _share(part: Part) -> float | None:
    met, of = part
    return met / of if of else None
