"""``hrplan eval bench --plans-count``: progress, then the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from api.cli.output import CliError
from eval.scale.report import show
from eval.scale.run import SIDES, Limits, scale


def measure_scale(
    sizes: Sequence[int],
    sides: Sequence[str] | None,
    questions: int,
    minutes: float,
    gigabytes: float,
    console: Console,
) -> dict[str, Any]:
    unknown = set(sides or ()) - set(SIDES)
    if unknown:
        names = ", ".join(sorted(unknown))
        raise CliError(f"ไม่รู้จัก --side {names}", f"no such side: {names}; use {', '.join(SIDES)}", 2)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,}"))
    shown = Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def track(what: str, done: int) -> None:
        if what not in tasks:
            tasks[what] = shown.add_task(what, total=None)
        shown.update(tasks[what], completed=done)

    with shown:
        figures = scale(
            sizes,
            sides=sides or SIDES,
            questions=questions,
            limits=Limits(minutes, gigabytes),
            track=track,
        )
    show(figures, console)
    return figures
