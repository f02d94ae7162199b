"""Start-up, ingest and answer times and memory, beside a plain baseline in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from eval.bench_side import SIDES, plan_files

ROUNDS = 3
SAMPLES = Path(__file__).parent / "samples" / "plans"


class BenchError(RuntimeError):
    """A side that ended with an error, or nothing to measure with."""


def bench(plans: Path, track: Callable[[Iterable[int]], Iterable[int]] = iter) -> dict[str, Any]:
    """Medians over three rounds of each side, taken in turn, and the ratios ours : baseline.

    Processes are cold. ``ingest_s`` is a whole process, from its start to its end, that reads
    every plan into an empty folder; ``start_s`` the start of another over that folder, until it
    could answer; ``first_ms`` and ``answer_ms`` its first and its median answer. The baseline
    only finds ten chunks: it is a floor for the cost of the parts, no rival. Raises
    ``BenchError``.
    """
    files = plan_files(plans)
    if not files:
        raise BenchError(f"no text or Markdown files in {plans}")
    rounds: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for _ in track(range(ROUNDS)):
        for side, measured in rounds.items():
            measured.append(_round(side, plans))
    medians = {
        side: {name: round(median(m[name] for m in measured), 3) for name in measured[0]}
        for side, measured in rounds.items()
    }
    ours, baseline = medians["hrplan"], medians["baseline"]
    return {
        "files": len(files),
        "megabytes": round(sum(file.stat().st_size for file in files) / 1_000_000, 3),
        "rounds": ROUNDS,
        **medians,
        "ratio": {name: round(ours[name] / baseline[name], 2) for name in ours},
    }


def _round(side: str, plans: Path) -> dict[str, float]:
    with TemporaryDirectory(prefix="hrplan-bench-") as folder:
        _, ingest_s, read = _process(side, "ingest", plans, folder)
        start_s, _, asked = _process(side, "answer", plans, folder)
    return {
        "ingest_s": ingest_s,
        "ingest_peak_mb": read["peak_mb"],
        "start_s": start_s,
        "first_ms": asked["ms"][0],
        "answer_ms": median(asked["ms"]),
        "answer_peak_mb": asked["peak_mb"],
    }


def _process(side: str, job: str, plans: Path, folder: str) -> tuple[float, float, Any]:
    """Seconds until the process was ready and until it ended, and what it measured itself."""
    command = [sys.executable, "-m", "eval.bench_side", side, job, str(plans), folder]
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        ready = perf_counter() - start
        output = process.stdout.read()
    ended = perf_counter() - start
    if process.returncode:
        raise BenchError(f"{side} could not {job}; its error is above")
    return ready, ended, json.loads(output)
