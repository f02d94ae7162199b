"""``hrplan eval``: question sets, retrieval sets, and the benchmark."""

from __future__ import annotations

import typer

from eval.cli import ablation, add, beir, bench, compare, gate, load, run

app = typer.Typer(
    help="วัดคุณภาพและความเร็ว / Measure quality and speed",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(run.run)
app.command()(compare.compare)
app.command()(beir.beir)
app.command()(ablation.ablation)
app.command()(bench.bench)
app.command()(load.load)
app.command()(gate.gate)
app.command()(add.add)
