"""The run: for each size in turn, every side fills its folder further and is asked.

Sides run one at a time, each job in a process of its own with a limit of time and memory; a side
that can't finish a size says so there and is left out of the larger ones.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Thread
from time import monotonic, sleep
from typing import Any

from eval.invented.plans import invent
from eval.invented.questions import ask
from eval.scale.memory import Held, held

SIDES = ("hrplan", "langchain", "chroma")
_LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """Of each job of a side; memory without what is mapped of files."""

    minutes: float = 60.0
    gigabytes: float = 6.0


class Unfinished(RuntimeError):
    """A side that couldn't do a job; ``str()`` says why."""


# What goes on: the side, the job and how far it is.
Track = Callable[[str, int], None]


def scale(
    sizes: Sequence[int],
    *,
    sides: Sequence[str] = SIDES,
    questions: int = 120,
    limits: Limits | None = None,
    seed: int = 0,
    track: Track = lambda what, done: None,
) -> dict[str, Any]:
    """Figures of each side at each number of plans in ``sizes``, from the smallest on."""
    limits = limits or Limits()
    failed: dict[str, str] = {}
    found: list[dict[str, Any]] = []
    with TemporaryDirectory(prefix="hrplan-scale-") as name:
        root = Path(name)
        written: list[str] = []
        for size in sorted(set(sizes)):
            fresh = _write(root / "plans", len(written), size, seed, track)
            written += fresh
            asked = [asdict(question) for question in ask(size, questions, seed)]
            figures = {}
            for side in sides:
                if side not in failed:
                    try:
                        figures[side] = _measure(root, side, fresh, asked, limits, track)
                        continue
                    except Unfinished as error:
                        failed[side] = str(error)
                figures[side] = {"failed": failed[side]}
            megabytes = sum(Path(file).stat().st_size for file in written) / 1e6
            found.append(_size(size, megabytes, figures, found))
    return {"questions": questions, "limits": asdict(limits), "sizes": found}


def _write(folder: Path, first: int, last: int, seed: int, track: Track) -> list[str]:
    folder.mkdir(exist_ok=True)
    files = []
    for number in range(first, last):
        plan = invent(number, seed)
        file = folder / plan.source
        file.write_text(plan.text, encoding="utf-8")
        files.append(str(file))
        track("plans", number + 1)
    return files


def _size(
    plans: int, megabytes: float, figures: dict[str, Any], smaller: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Passages are counted over all sizes so far: a side adds only what is new."""
    fresh = max((one.get("ingest", {}).get("passages", 0) for one in figures.values()), default=0)
    before = smaller[-1]["passages"] if smaller else 0
    for one in figures.values():
        if "ingest" in one:
            one["ingest"]["passages_per_min"] = fresh / one["ingest"]["seconds"] * 60
    return {
        "plans": plans,
        "passages": before + fresh,
        "new_passages": fresh,
        "megabytes": megabytes,
        "sides": figures,
    }


def _measure(
    root: Path,
    side: str,
    files: Sequence[str],
    questions: Sequence[dict[str, Any]],
    limits: Limits,
    track: Track,
) -> dict[str, Any]:
    folder = root / side
    folder.mkdir(exist_ok=True)

    def job(name: str, spec: dict[str, Any]) -> dict[str, Any]:
        return run_job(side, name, folder, spec, limits, lambda n: track(f"{side} {name}", n))

    filled = job("ingest", {"files": files})
    disk = disk_of(folder)
    return {
        "ingest": filled,
        "disk_mb": disk,
        "search": job("search", {"questions": questions}),
    }


def disk_of(folder: Path) -> dict[str, float]:
    """MB of each part, by the first name under ``folder``, and their ``total``."""
    parts: dict[str, float] = {}
    for file in folder.rglob("*"):
        if file.is_file():
            part = file.relative_to(folder).parts[0].split("-")[0]
            parts[part] = parts.get(part, 0.0) + file.stat().st_size / 1e6
    return {**parts, "total": sum(parts.values())}


def run_job(
    side: str,
    job: str,
    folder: Path,
    spec: dict[str, Any],
    limits: Limits,
    told: Callable[[int], None],
) -> dict[str, Any]:
    """What the job measured, and the memory that its processes held; raises Unfinished."""
    command = [sys.executable, "-m", "eval.scale.work", side, job, str(folder)]
    with TemporaryFile("w+") as given:
        json.dump(spec, given)
        given.seek(0)
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
    result: dict[str, Any] = {}
    reader = Thread(target=_read, args=(process, result, told), daemon=True)
    reader.start()
    try:
        peak, last = _watch(process, limits)
    finally:
        _end(process)
        reader.join()
    if process.returncode or not result:
        raise Unfinished(f"{job}: ended with an error ({process.returncode})")
    return {
        **result,
        "peak_mb": peak.own,
        "peak_mapped_mb": peak.mapped,
        "steady_mb": last.own,
        "steady_mapped_mb": last.mapped,
    }


def _read(
    process: subprocess.Popen[str], result: dict[str, Any], told: Callable[[int], None]
) -> None:
    assert process.stdout is not None
    with process.stdout as lines:
        for text in lines:
            line = json.loads(text) if text.startswith("{") else {}
            result.update(line.get("result", {}))
            if "done" in line:
                told(line["done"])


def _watch(process: subprocess.Popen[str], limits: Limits) -> tuple[Held, Held]:
    """The most and the last that the processes held; raises Unfinished at a limit."""
    end = monotonic() + limits.minutes * 60
    peak = last = Held(0.0, 0.0)
    while process.poll() is None:
        now = held(process.pid)
        if now.own:
            last = now
        peak = peak.most(now)
        if peak.own > limits.gigabytes * 1000:
            raise Unfinished(f"needs more than {limits.gigabytes:g} GB of memory")
        if monotonic() > end:
            raise Unfinished(f"not done in {limits.minutes:g} minutes")
        sleep(_LOOK_SECONDS)
    return peak, last


def _end(process: subprocess.Popen[str]) -> None:
    """The process and its workers, which have the session to themselves."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
