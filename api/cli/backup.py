"""``hrplan backup`` and ``restore``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from api.cli.output import CliError, complain, say
from api.settings import Settings

if TYPE_CHECKING:
    from retriever.backup import Manifest


def backup(
    file: Annotated[Path, typer.Argument(help="ไฟล์สำรอง เช่น hrplan-2569-01-31.zip / the backup")],
) -> None:
    """สำรองคลังแผนเป็นไฟล์เดียว / The library as one file, also while a server runs."""
    from retriever.backup import back_up

    if not file.absolute().parent.is_dir():
        raise CliError(
            f"ไม่มีโฟลเดอร์ {file.parent} กรุณาสร้างก่อน",
            f"there is no folder {file.parent}; make it first",
        )
    data_dir = Settings().data_dir
    with _told(), _bars("คัดลอก / copying", "บีบอัด / packing") as (copying, packing):
        manifest = back_up(data_dir, file, copying, packing)
    megabytes = file.stat().st_size / 1_000_000
    say(f"สำรองแล้ว {file} / backed up: {_holds(manifest)}, {megabytes:,.1f} MB")
    if not manifest.counts["plans"]:
        complain(
            f"คำเตือน: คลังใน {data_dir} ยังไม่มีแผน กรุณาตรวจสอบ HRPLAN_DATA_DIR / "
            f"warning: the library in {data_dir} has no plans; check HRPLAN_DATA_DIR",
            0,
        )


def restore(
    file: Annotated[Path, typer.Argument(help="ไฟล์สำรอง / a backup", exists=True, dir_okay=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="แทนที่คลังที่มีอยู่ / in place of the library there is")
    ] = False,
) -> None:
    """กู้คืนคลังแผนจากไฟล์สำรอง / A library from its backup; stop the server first."""
    from retriever.backup import restore as put_back

    data_dir = Settings().data_dir
    with _told(), _bars("แตกไฟล์ / unpacking", "ทำดัชนี / indexing") as (unpacking, indexing):
        manifest = put_back(file, data_dir, replace=replace, on_unpack=unpacking, on_index=indexing)
    say(f"กู้คืนแล้วลง {data_dir} / restored: {_holds(manifest)}")


def _holds(manifest: Manifest) -> str:
    held = manifest.counts
    return f"{held['plans']:,} plans, {held['passages']:,} passages, {held['feedback']:,} feedback"


@contextmanager
def _told() -> Iterator[None]:
    from retriever.backup import BackupError

    try:
        yield
    except BackupError as error:
        thai, _, english = str(error).partition(" / ")
        raise CliError(thai, english) from error


@contextmanager
def _bars(*names: str) -> Iterator[tuple[Callable[[int, int], None], ...]]:
    """A bar for each step, on a terminal; called with how much of how much is done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    shown = Progress(
        *columns,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with shown as progress:
        yield tuple(_bar(progress, name) for name in names)


def _bar(progress: Progress, name: str) -> Callable[[int, int], None]:
    task = progress.add_task(name, total=None)
    return lambda done, total: progress.update(task, completed=done, total=total)
