"""Our figures and those of the baselines, side by side in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.console import figure


def show_beside(
    title: str, ours: Mapping[str, Any], baselines: Mapping[str, Mapping[str, Any]], out: Console
) -> None:
    """A row a measure; beside each baseline what we have more, in points, or the ratio of times.

    Without baselines, our figures alone. A measure that only one side has isn't compared.
    """
    columns = [column for name in baselines for column in (name, "±")]
    table = Table("measure", "hrplan", *columns, title=title)
    for name, value in ours.items():
        if not (value is None or isinstance(value, int | float)):
            continue
        others = [found[name] for found in baselines.values() if name in found]
        if len(others) < len(baselines):
            continue
        cells = [
            cell for other in others for cell in (figure(name, other), _against(name, value, other))
        ]
        table.add_row(name, figure(name, value), *cells)
    out.print(table)


def _against(name: str, ours: float | None, other: float | None) -> str:
    if ours is None or other is None or name in ("n", "corpus", "queries"):
        return ""
    if name.startswith("ms_"):
        return f"× {ours / other:.2f}" if other else ""
    return f"{(ours - other) * 100:+.1f}"
