"""``hrplan eval load``: many clients at once against a server that runs."""

from __future__ import annotations

import math
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from api.cli.output import CliError, say
from api.settings import Settings
from eval.cli.shared import JsonOut, console, told, write


def load(
    url: Annotated[str, typer.Argument(help="เช่น http://127.0.0.1:8000 / where a server answers")],
    clients: Annotated[int, typer.Option(min=1, max=1000, help="กี่คนพร้อมกัน / at once")] = 50,
    seconds: Annotated[float, typer.Option(min=1, max=3600, help="นานเท่าไร / how long")] = 60,
    key: Annotated[str | None, typer.Option(help="กุญแจผู้อ่าน / a reader's key")] = None,
    json_out: JsonOut = None,
) -> None:
    """ถามเซิร์ฟเวอร์พร้อมกันหลายคน / Ask a server by many clients at once."""
    with told():
        from eval.load import LoadError
        from eval.load import load as measure

        metrics_key = Settings().metrics_key
        shown = console()
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        with Progress(
            *columns, console=shown, transient=True, disable=not shown.is_terminal
        ) as progress:
            task = progress.add_task("ถาม / asking", total=math.ceil(seconds))
            try:
                figures = measure(
                    url,
                    clients,
                    seconds,
                    key=key,
                    metrics_key=metrics_key.get_secret_value() if metrics_key else None,
                    on_second=lambda: progress.advance(task),
                )
            except LoadError as error:
                raise CliError(f"วัด {url} ไม่ได้", f"can't measure {url}: {error}") from error
    failed = sum(figures["errors"].values())
    say(
        f"{figures['requests']:,} คำขอ {figures['per_second']:,} ต่อวินาที ผิดพลาด {failed:,} / "
        f"{figures['requests']:,} requests, {figures['per_second']:,} a second, {failed:,} errors"
    )
    for name, times in figures["ms"].items():
        say(f"{name}: " + ", ".join(f"{at} {value} ms" for at, value in times.items()))
    if figures["memory_mb"]:
        say(f"CPU: {figures['cpu_ms']} ms a request")
        say("memory: " + ", ".join(f"{at} {mb:,} MB" for at, mb in figures["memory_mb"].items()))
    write(figures, json_out)
    if failed:
        raise typer.Exit(1)
