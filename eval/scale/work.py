"""A job of one side in a process of its own: ``python -m eval.scale.work SIDE JOB FOLDER``.

What to do comes as JSON on the standard input; each line of the output is JSON, ``{"done": n}``
while it goes on and ``{"result": {...}}`` at the end.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

from eval.scale.side import Scope, Side

K = 10
CLIENTS = 8
SCOPES = ("municipality", "year", "all")


def make(side: str, folder: Path) -> Side:
    """Imported by name: what the other sides need stays out of the process."""
    if side == "hrplan":
        from eval.scale.ours import Ours

        return Ours(folder)
    from eval.scale.plain import ChromaAlone, LangChainDefault

    plain: dict[str, Callable[[Path], Side]] = {
        "langchain": LangChainDefault,
        "chroma": ChromaAlone,
    }
    return plain[side](folder)


def tell(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)


def ingest(side: Side, files: Sequence[Path]) -> dict[str, Any]:
    start, before = perf_counter(), _cpu_seconds()
    result = side.ingest(files, lambda done: tell({"done": done}))
    seconds = perf_counter() - start
    return {**result, "seconds": seconds, "cpu_s": _cpu_seconds() - before}


def search(side: Side, questions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Opening, then each question in each scope: one after the other, then eight at once."""
    start = perf_counter()
    side.open()
    opened = perf_counter() - start
    side.wait_ready()
    result: dict[str, Any] = {"open_s": opened, "ready_s": perf_counter() - start}
    for scope in SCOPES:
        asking = _asking(side, scope)
        asking(questions[0])  # what the scope reads once
        alone, before = [], _cpu_seconds()
        for question in questions:
            alone.append(asking(question))
            tell({"done": len(alone)})
        cpu = _cpu_seconds() - before
        with ThreadPoolExecutor(CLIENTS) as pool:
            begun = perf_counter()
            together = list(pool.map(asking, questions))
            seconds = perf_counter() - begun
        result[scope] = {
            "alone": percentiles([ms for ms, _ in alone]),
            "clients": percentiles([ms for ms, _ in together]),
            "searches_per_s": len(questions) / seconds,
            "cpu_ms": cpu / len(questions) * 1000,
            "hit@10": share([hit for _, hit in alone]),
            **{
                f"hit@10 {kind}": share(
                    [hit for q, (_, hit) in zip(questions, alone, strict=True) if q["kind"] == kind]
                )
                for kind in dict.fromkeys(question["kind"] for question in questions)
            },
        }
    side.close()
    return result


def _cpu_seconds() -> float:
    """Of all threads and of children that have ended: what a busy machine doesn't change."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _asking(side: Side, scope: str) -> Callable[[dict[str, Any]], tuple[float, bool]]:
    """Asks a question: the ms it took, and whether its line was found."""

    def ask(question: dict[str, Any]) -> tuple[float, bool]:
        within = Scope(
            question["organization"] if scope == "municipality" else None,
            question["year"] if scope == "year" else None,
        )
        start = perf_counter()
        places = side.search(question["text"], within, K)
        ms = (perf_counter() - start) * 1000
        return ms, any(
            place.source == question["source"]
            and place.line_start <= question["line"] <= place.line_end
            for place in places
        )

    return ask


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 in ms, the nearest rank."""
    ranked = sorted(times)
    return {
        f"p{share}": ranked[min(len(ranked) - 1, len(ranked) * share // 100)]
        for share in (50, 95, 99)
    }


def share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)


def main(side: str, job: str, folder: str) -> None:
    spec = json.load(sys.stdin)
    made = make(side, Path(folder))
    if job == "ingest":
        result = ingest(made, [Path(file) for file in spec["files"]])
    else:
        result = search(made, spec["questions"])
    tell({"result": result})


if __name__ == "__main__":
    main(*sys.argv[1:])
