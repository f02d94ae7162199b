"""Showing a run: a table a size for people and for Markdown, and a plot of the curves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.scale.work import CLIENTS, SCOPES

Figures = Mapping[str, Any]
_TITLES = {"hrplan": "hrplan", "langchain": "LangChain's defaults", "chroma": "Chroma alone"}


def _search(scope: str) -> list[tuple[str, Callable[[Figures], str]]]:
    """The rows of a scope."""

    def at(side: Figures) -> Figures:
        figures: Figures = side["search"][scope]
        return figures

    def times(name: str) -> Callable[[Figures], str]:
        return lambda side: " / ".join(f"{at(side)[name][p]:,.0f}" for p in ("p50", "p95", "p99"))

    name = {"municipality": "one municipality", "year": "one year", "all": "all plans"}[scope]
    return [
        (f"search {name}: p50 / p95 / p99, ms", times("alone")),
        (f"the same with {CLIENTS} clients", times("clients")),
        ("CPU of a search, ms", lambda s: f"{at(s)['cpu_ms']:,.0f}"),
        (f"searches a second with {CLIENTS} clients", lambda s: f"{at(s)['searches_per_s']:,.0f}"),
        ("the right passage among the first 10", lambda s: f"{at(s)['hit@10']:.0%}"),
    ]


_ROWS: list[tuple[str, Callable[[Figures], str]]] = [
    ("ingest of what is new, s", lambda s: f"{s['ingest']['seconds']:,.0f}"),
    ("ingest, passages a minute", lambda s: f"{s['ingest']['passages_per_min']:,.0f}"),
    ("CPU of it, s", lambda s: f"{s['ingest']['cpu_s']:,.0f}"),
    ("memory while ingesting, MB", lambda s: f"{s['ingest']['peak_mb']:,.0f}"),
    ("disk, MB", lambda s: f"{s['disk_mb']['total']:,.0f}"),
    ("opening, s", lambda s: f"{s['search']['open_s']:,.1f}"),
    ("until all is ready, s", lambda s: f"{s['search']['ready_s']:,.1f}"),
    ("memory of searching: own, MB", lambda s: f"{s['search']['peak_mb']:,.0f}"),
    ("mapped files besides, MB", lambda s: f"{s['search']['peak_mapped_mb']:,.0f}"),
    *(row for scope in SCOPES for row in _search(scope)),
]


def _cells(size: Figures) -> list[list[str]]:
    """A row a measure, a cell a side; a side that failed says why once."""
    rows = []
    for at, (name, value) in enumerate(_ROWS):
        row = [name]
        for side in size["sides"].values():
            failed = side.get("failed")
            row.append((failed if at == 0 else "-") if failed else value(side))
        rows.append(row)
    return rows


def _title(size: Figures) -> str:
    return f"{size['passages']:,} passages of {size['plans']:,} plans, {size['megabytes']:,.0f} MB"


def show(run: Figures, console: Console) -> None:
    for size in run["sizes"]:
        table = Table("", *(_TITLES[side] for side in size["sides"]), title=_title(size))
        for row in _cells(size):
            table.add_row(*row)
        console.print(table)


def markdown(run: Figures) -> str:
    parts = []
    for size in run["sizes"]:
        heads = ["", *(_TITLES[side] for side in size["sides"])]
        lines = [f"### {_title(size)}", "", _line(heads), "|---" + "|---:" * (len(heads) - 1) + "|"]
        parts.append("\n".join([*lines, *map(_line, _cells(size))]))
        ours = size["sides"].get("hrplan", {})
        if "disk_mb" in ours:
            disk = ", ".join(f"{k} {v:,.0f}" for k, v in ours["disk_mb"].items() if v >= 1)
            written = ", ".join(f"{k} {v:,.1f}" for k, v in ours["ingest"]["writing_s"].items())
            parts.append(f"Disk of hrplan by part, MB: {disk}. Seconds of writing: {written}.")
    return "\n\n".join(parts) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _p95(scope: str) -> Callable[[Figures], float]:
    return lambda side: float(side["search"][scope]["alone"]["p95"])


def plot(run: Figures, path: Path) -> None:
    """Curves over the number of passages; the suffix of ``path`` says which format."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    panels: list[tuple[str, bool, Callable[[Figures], float]]] = [
        *((f"search p95, {scope}, ms", True, _p95(scope)) for scope in SCOPES),
        ("right passage found, all, %", False, lambda s: s["search"]["all"]["hit@10"] * 100),
        ("memory of searching, MB", True, lambda s: s["search"]["peak_mb"]),
        ("ingest, passages a minute", True, lambda s: s["ingest"]["passages_per_min"]),
    ]
    figure, axes = pyplot.subplots(2, 3, figsize=(12, 7), layout="constrained")
    for axis, (title, logarithmic, value) in zip(axes.flat, panels, strict=True):
        for side, name in _TITLES.items():
            points = [
                (size["passages"], value(size["sides"][side]))
                for size in run["sizes"]
                if "search" in size["sides"].get(side, {})
            ]
            if points:
                axis.plot(*zip(*points, strict=True), marker="o", label=name)
        axis.set(title=title, xscale="log", xlabel="passages")
        axis.set_yscale("log" if logarithmic else "linear")
        axis.grid(alpha=0.3)
    axes.flat[0].legend()
    figure.savefig(path)
    pyplot.close(figure)
