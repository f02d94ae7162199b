"""The judge's figures in a terminal, apart from the rule's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

_SHARES = ("recall", "precision", "agreement")


def show_judge(said: Mapping[str, Any], console: Console) -> None:
    """A table of what the model found, and where it and the rule differ."""
    title = f"การอ้างอิงตามโมเดล {said['model']} / citations, judged by {said['model']}"
    console.print(title, markup=False, soft_wrap=True)
    table = Table("measure", "value")
    table.add_row("claims judged", f"{said['judged']:,} of {said['claims']:,}")
    for name in _SHARES:
        value = said[name]
        table.add_row(name, "-" if value is None else f"{value * 100:.1f} %")
    table.add_row("kappa", "-" if said["kappa"] is None else f"{said['kappa']:.2f}")
    table.add_row("calls", f"{said['calls']:,}")
    if said["tokens"]:
        table.add_row("tokens in, out", f"{said['tokens']['in']:,}, {said['tokens']['out']:,}")
    if said["ms_p50"] is not None:
        table.add_row("ms_p50", f"{said['ms_p50']:,.0f} ms")
    console.print(table)
    for entry in said["verdicts"]:
        if entry["agrees"] is False:
            rule = "full" if entry["rule"] else "not"
            console.print(
                f"  {entry['question']} #{entry['claim'] + 1}: "
                f"model {entry['verdict']}, rule {rule}; {entry['why']}",
                markup=False,
                soft_wrap=True,
            )
