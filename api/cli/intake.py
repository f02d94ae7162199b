"""Files into the library, told one by one; what is done stays done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api.cli.opening import tell_waiting
from api.cli.output import complain, say
from api.messages import NO_ORGANIZATION
from ingest.models import Plan
from retriever.changes import changing
from retriever.library import Change, ChangeKind, Library
from retriever.preparing import Outcome, Prepared
from retriever.recognising import Seen, origin_of

# Plans are kept together up to this many passages or seconds: a commit of the indexes takes some
# 20 ms whatever it holds, and what isn't committed is lost with a killed process.
_BATCH_PASSAGES = 2_000
_BATCH_TO_EMBED = 300
_BATCH_SECONDS = 1.0

_NAMES = {
    ChangeKind.ADDED: "เพิ่ม",
    ChangeKind.REPLACED: "แทนที่",
    ChangeKind.RENAMED: "เปลี่ยนชื่อ",
    ChangeKind.UNCHANGED: "เหมือนเดิม",
}

File = tuple[Path, str]


@dataclass
class Tally:
    """What became of files; ``skipped`` are names with a reason, ``kept`` ids of new plans."""

    counts: Counter[ChangeKind] = field(default_factory=Counter)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def tell(self) -> None:
        """A line for each outcome, then the files that were skipped."""
        for kind, name in _NAMES.items():
            if self.counts[kind]:
                say(f"{self.counts[kind]:7,}  {name} / {kind.value}")
        if self.skipped:
            say(f"{len(self.skipped):7,}  ข้าม / skipped")
        for source, reason in self.skipped:
            say(f"         {source}: {reason}")


class Reading:
    """One round over files: those whose content is known are recognised, the others read."""

    def __init__(self, library: Library, data_dir: Path, progress: Progress, total: int) -> None:
        self._library = library
        self._data_dir = data_dir
        self._progress = progress
        self._task = progress.add_task("", total=total)
        self.tally = Tally()

    def recognised(self, files: Sequence[File]) -> list[File]:
        """The files whose content is new, which are to be read."""
        there, seen = [], []
        for path, source in files:
            self._progress.update(self._task, description=source)
            try:
                with path.open("rb") as data:
                    digest = hashlib.file_digest(data, "sha256").hexdigest()
            except OSError as error:
                self._skip(source, error)
                continue
            there.append((path, source))
            seen.append(Seen(digest, origin_of(path), source))
        with changing(self._data_dir, tell_waiting):
            changes = self._library.recognise(seen)
        for (_, source), change in zip(there, changes, strict=True):
            if change is not None:
                self._count(change)
                say(_line(source, change))
        return [file for file, change in zip(there, changes, strict=True) if change is None]

    def read(self, files: Sequence[File]) -> None:
        batch: list[tuple[Prepared, str]] = []
        since = monotonic()
        with self._library.reading(len(files)) as read:
            for (file, source), outcome in zip(files, read(files), strict=True):
                self._progress.update(self._task, description=source)
                if not isinstance(outcome, Prepared):
                    self._skip(source, outcome)
                    continue
                batch.append((outcome, origin_of(file)))
                if _is_full(batch) or monotonic() - since > _BATCH_SECONDS:
                    self._keep(batch)
                    since = monotonic()
            self._keep(batch)

    def _keep(self, batch: list[tuple[Prepared, str]]) -> None:
        """Keeps the batch and empties it, telling each outcome as it is kept."""
        waiting = [prepared.plan for prepared, _ in reversed(batch)]

        def tell(change: Change) -> None:
            # Changes are reported in the order in which plans were given.
            plan = waiting.pop()
            self._count(change)
            if change.kind in (ChangeKind.RENAMED, ChangeKind.UNCHANGED):
                say(_line(plan.source, change))
                return
            self.tally.kept.append(change.plan_id)
            say(f"{_NAMES[change.kind]} {plan.source}: {_counts(plan)}")
            if plan.organization is None:
                complain(f"เตือน {plan.source}: {NO_ORGANIZATION}", 0)

        if batch:
            with changing(self._data_dir, tell_waiting):
                self._library.add_many(batch, on_progress=tell)
            batch.clear()

    def _count(self, change: Change) -> None:
        self.tally.counts[change.kind] += 1
        self._progress.advance(self._task)

    def _skip(self, source: str, error: Outcome) -> None:
        if isinstance(error, OSError):
            reason = f"เปิดไฟล์ไม่ได้ / can't be opened: {error.strerror}"
        else:
            reason = str(error)
        complain(f"ข้าม {source}: {reason}", 1)
        self.tally.skipped.append((source, reason))
        self._progress.advance(self._task)


def read_in(files: Sequence[File], library: Library, data_dir: Path) -> Tally:
    """What became of ``files``. One that can't be read is skipped, aloud."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with shown as progress:
        reading = Reading(library, data_dir, progress, len(files))
        reading.read(reading.recognised(files))
    return reading.tally


def _is_full(batch: list[tuple[Prepared, str]]) -> bool:
    embedded = all(prepared.rows is not None for prepared, _ in batch)
    limit = _BATCH_PASSAGES if embedded else _BATCH_TO_EMBED
    return sum(len(prepared.plan.passages) for prepared, _ in batch) >= limit


def _line(source: str, change: Change) -> str:
    name = _NAMES[change.kind]
    if change.kind is ChangeKind.RENAMED:
        return f"{name} {change.other} เป็น {source} / renamed"
    if change.other:
        return f"{name} {source}: เนื้อหาเหมือน {change.other} / the same content"
    return f"{name} {source}"


def _counts(plan: Plan) -> str:
    rows = sum(len(table.rows) for table in plan.tables)
    return (
        f"{len(plan.passages):,} ข้อความ {len(plan.tables):,} ตาราง {rows:,} แถว "
        f"{len(plan.warnings):,} คำเตือน"
    )
