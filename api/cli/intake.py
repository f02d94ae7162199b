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
from ingest.evidence import require_plan
from ingest.models import IngestError, Plan
from ingest.pipeline import parse_file, readable_name
from retriever.changes import changing
from retriever.library import Change, Library

OUTCOMES = {"added": "เพิ่ม", "replaced": "แทนที่", "unchanged": "เหมือนเดิม"}
# Plans are kept together up to this many passages or seconds: a commit of the indexes takes some
# 20 ms whatever it holds, and what isn't committed is lost with a killed process.
_BATCH_PASSAGES = 300
_BATCH_SECONDS = 1.0


def read_in(files: list[tuple[Path, str]], library: Library, data_dir: Path) -> Counter[str]:
    """How many files had which outcome. A file that can't be read is skipped, aloud."""
    counts: Counter[str] = Counter()
    batch: list[tuple[Plan, str]] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)

    with shown as progress:
        task = progress.add_task("", total=len(files))
        since = monotonic()

        def advance(outcome: str) -> None:
            counts[outcome] += 1
            progress.advance(task)

        for file, source in files:
            progress.update(task, description=source)
            plan = _parsed(file, source)
            if plan is None:
                advance("skipped")
                continue
            batch.append((plan, readable_name(str(file.resolve()))))
            if _is_full(batch) or monotonic() - since > _BATCH_SECONDS:
                _keep(batch, library, data_dir, advance)
                since = monotonic()
        _keep(batch, library, data_dir, advance)
    return counts


def _is_full(batch: list[tuple[Plan, str]]) -> bool:
    return sum(len(plan.passages) for plan, _ in batch) >= _BATCH_PASSAGES


def _parsed(file: Path, source: str) -> Plan | None:
    try:
        plan = parse_file(file, source)
        require_plan(plan)
    except IngestError as error:
        complain(f"ข้าม {source}: {error}", 1)
    except OSError as error:
        complain(f"ข้าม {source}: เปิดไฟล์ไม่ได้ / can't be opened: {error.strerror}", 1)
    else:
        return plan
    return None


def _keep(
    batch: list[tuple[Plan, str]],
    library: Library,
    data_dir: Path,
    advance: Callable[[str], None],
) -> None:
    """Keeps the batch and empties it, telling each outcome as it is kept."""
    waiting = [plan for plan, _ in reversed(batch)]

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
