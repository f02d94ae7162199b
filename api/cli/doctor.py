"""``hrplan doctor``."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api.cli.opening import reached, tell_waiting, usable
from api.cli.output import say
from api.settings import Settings

if TYPE_CHECKING:
    from retriever.doctor import Report


def doctor(
    mend: Annotated[bool, typer.Option("--repair", help="ซ่อมสิ่งที่ซ่อมได้ / mend what can be")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="ผลเป็น JSON / as JSON")] = False,
) -> None:
    """ตรวจคลังแผนว่าครบถ้วน / Check the library, and mend it."""
    from retriever.doctor import repair

    settings = Settings()
    reached(settings)
    folder = settings.data_dir
    report = _examined(settings)
    before = len(report.problems)
    if mend and (folder / "catalogue.sqlite").exists():
        from api.library import configured_embedder

        embedder = configured_embedder(settings)
        with usable(folder):
            repair(folder, report, embedder, settings.chroma_url, tell_waiting)
        report = _examined(settings)
    _tell(report, before, mend, as_json)
    raise typer.Exit(0 if report.is_sound else 1)


def _examined(settings: Settings) -> Report:
    from retriever.changes import changing
    from retriever.doctor import examine, is_writable

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    folder = settings.data_dir
    # A folder that can't be written can't be locked, which is found in it.
    alone = changing(folder, tell_waiting) if is_writable(folder) else nullcontext()
    with alone, shown as progress:
        task = progress.add_task("ตรวจแผน / checking plans", total=None)
        return examine(
            folder,
            settings.chroma_url,
            on_count=lambda count: progress.update(task, total=count),
            on_plan=lambda: progress.advance(task),
        )


_STATES = {"ok": "ปกติ", "note": "ควรทราบ", "problem": "ผิดปกติ"}


def _tell(report: Report, before: int, mend: bool, as_json: bool) -> None:
    left = len(report.problems)
    mended = max(0, before - left) if mend else 0
    if as_json:
        found = [asdict(each) for each in report.findings]
        result = {"ok": report.is_sound, "mended": mended, "findings": found}
        say(json.dumps(result, ensure_ascii=False, indent=1))
        return
    for each in report.findings:
        say(f"{_STATES[each.state]}: {each.thai} / {each.english}")
        for name in each.names:
            say(f"    {name}")
    if mended:
        say(f"ซ่อมแล้ว {mended:,} จาก {before:,} รายการ / {mended:,} of {before:,} problems mended")
    if report.is_sound:
        say("คลังแผนสมบูรณ์ / the library is sound")
        return
    mendable = 0 if mend else sum(each.mendable for each in report.problems)
    way = ("", "")
    if mendable:
        way = (
            f" ซ่อมได้ {mendable:,} รายการด้วย hrplan doctor --repair",
            f"; --repair can mend {mendable:,} of them",
        )
    say(f"พบสิ่งผิดปกติ {left:,} รายการ{way[0]} / {left:,} problems{way[1]}")
