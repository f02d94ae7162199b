"""The gate's verdict in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.console import figure, reasons
from eval.gate.compare import Changed, Judgement, Measured
from eval.gate.safety import dangers

# What is to be told of a question: its words, then what is wrong; by its group and id.
Texts = dict[tuple[str, str], list[str]]

_MOST = 20  # questions named under a heading; the JSON has all
_SIGNS = {
    "dropped": "[red]✗[/]",
    "lost some": "!",
    "same": "=",
    "gained some": "+",
    "better": "[green]✓[/]",
}
_LEGEND = (
    "✗ ลดลงจริง / dropped by more than noise\n"
    "! ลดลงภายในความบังเอิญ / lost some, within noise\n"
    "✓ ดีขึ้นจริง / better by more than noise\n"
    "-/+ จำนวนข้อที่แย่ลงและดีขึ้น / questions lost and gained"
)


def show_judgement(found: Judgement, texts: Texts, out: Console) -> None:
    """The measures, what is unsafe, and the questions lost and gained with why."""
    for group, measures in groupby(found.measures, key=lambda one: one.group):
        out.print(_table(group, measures))
    out.print(_LEGEND, soft_wrap=True)
    _list("ไม่ปลอดภัย / unsafe", found.dangers, texts, out)
    _list("แย่ลง / lost", found.lost, texts, out)
    _list("ดีขึ้น / gained", found.gained, texts, out)
    for note in found.notes:
        out.print(f"หมายเหตุ / note: {note}", markup=False, soft_wrap=True)
    if found.passed and found.better:
        out.print("ดีขึ้นจริง ควรเก็บค่าใหม่ / better: consider --update-baseline --reason …")


def _table(group: str, measures: Iterable[Measured]) -> Table:
    table = Table("", "measure", title=escape(f"ด่านคุณภาพ / gate: {group}"))
    for column in ("n", "before", "now", "±", "-/+", "p"):
        table.add_column(column, justify="right")
    for one in measures:
        table.add_row(
            _SIGNS[one.verdict],
            one.name,
            str(one.n),
            figure(one.name, one.before),
            figure(one.name, one.after),
            f"{(one.after - one.before) * 100:+.1f}",
            f"{one.lost}/{one.gained}" if one.lost or one.gained else "",
            f"{one.p:.3f}" if one.lost or one.gained else "",
        )
    return table


def why(entry: Mapping[str, Any]) -> list[str]:
    """What is to be told of a question: its words, what it lacks, and what is unsafe in it."""
    unsafe = [text for found in dangers(entry).values() for text in found]
    failed = [] if entry["correct"] else reasons(entry)
    return [entry["question"], *dict.fromkeys((*failed, *unsafe))]


def _list(title: str, changed: Sequence[Changed], texts: Texts, out: Console) -> None:
    if not changed:
        return
    out.print(f"{title}: {len(changed)}", style="bold")
    for one in changed[:_MOST]:
        question, *told = texts.get((one.group, one.id), [""])
        line = f"  {one.id} ({', '.join(one.where)}) {question}"
        out.print(line, markup=False, soft_wrap=True, highlight=False)
        for text in told:
            out.print(f"      {text}", markup=False, soft_wrap=True, highlight=False)
    if len(changed) > _MOST:
        out.print(f"  … {len(changed) - _MOST} more in --json")
