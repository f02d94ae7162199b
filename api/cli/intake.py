"""Files into the library, told one by one; what is done stays done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api.cli.opening import tell_waiting
from api.cli.output import complain, say
from api.messages import NO_ORGANIZATION
from ingest.models import IngestError, Plan
from ingest.pipeline import readable_name
from retriever.changes import changing
from retriever.library import Change, Library
from retriever.preparing import Outcome, Prepared

OUTCOMES = {"added": "เพิ่ม", "replaced": "แทนที่", "unchanged": "เหมือนเดิม"}
# Plans are kept together up to this many passages or seconds: a commit of the indexes takes some
# 20 ms whatever it holds, and what isn't committed is lost with a killed process.
_BATCH_PASSAGES = 2_000
_BATCH_TO_EMBED = 300
_BATCH_SECONDS = 1.0


def read_in(files: list[tuple[Path, str]], library: Library, data_dir: Path) -> Counter[str]:
    """How many files had which outcome. A file that can't be read is skipped, aloud."""
    counts: Counter[str] = Counter()
    batch: list[tuple[Prepared, str]] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)

    with shown as progress, library.reading(len(files)) as read:
        task = progress.add_task("", total=len(files))
        since = monotonic()

        def advance(outcome: str) -> None:
            counts[outcome] += 1
            progress.advance(task)

        for (file, source), outcome in zip(files, read(files), strict=True):
            progress.update(task, description=source)
            if not isinstance(outcome, Prepared):
                _complain(source, outcome)
                advance("skipped")
                continue
            batch.append((outcome, readable_name(str(file.resolve()))))
            if _is_full(batch) or monotonic() - since > _BATCH_SECONDS:
                _keep(batch, library, data_dir, advance)
                since = monotonic()
        _keep(batch, library, data_dir, advance)
    return counts


def _is_full(batch: list[tuple[Prepared, str]]) -> bool:
    embedded = all(prepared.rows is not None for prepared, _ in batch)
    limit = _BATCH_PASSAGES if embedded else _BATCH_TO_EMBED
    return sum(len(prepared.plan.passages) for prepared, _ in batch) >= limit


def _complain(source: str, error: Outcome) -> None:
    if isinstance(error, IngestError):
        complain(f"ข้าม {source}: {error}", 1)
    elif isinstance(error, OSError):
        complain(f"ข้าม {source}: เปิดไฟล์ไม่ได้ / can't be opened: {error.strerror}", 1)


def _keep(
    batch: list[tuple[Prepared, str]],
    library: Library,
    data_dir: Path,
    advance: Callable[[str], None],
) -> None:
    """Keeps the batch and empties it, telling each outcome as it is kept."""
    waiting = [prepared.plan for prepared, _ in reversed(batch)]

    def tell(change: Change) -> None:
        # Changes are reported in the order in which plans were given.
        plan = waiting.pop()
        advance(change.kind.value)
        say(f"{OUTCOMES[change.kind.value]} {plan.source}: {_counts(plan)}")
        if plan.organization is None:
            complain(f"เตือน {plan.source}: {NO_ORGANIZATION}", 0)

    if batch:
        with changing(data_dir, tell_waiting):
            library.add_many(batch, on_progress=tell)
        batch.clear()


def _counts(plan: Plan) -> str:
    rows = sum(len(table.rows) for table in plan.tables)
    return (
        f"{len(plan.passages):,} ข้อความ {len(plan.tables):,} ตาราง {rows:,} แถว "
        f"{len(plan.warnings):,} คำเตือน"
    )
