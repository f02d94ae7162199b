"""Damaged files by the thousand: ``python -m tests.ingest.readers.fuzz_trials 10000``.

Sample plans in all their formats with bytes changed, cut out, doubled or cut off, and random
bytes under each ending. Each has to give a plan or an IngestError within ten seconds of CPU;
a reader that ends its process or goes on is counted. The figures are in docs/decisions/0009.
"""

from __future__ import annotations

import io
import random
import signal
import sys
import time
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import eval as eval_room

SAMPLES = Path(eval_room.__file__).parent / "samples"
CPU_SECONDS = 10
# A PDF takes a hundred times what a text does.
_PACKAGES = (".docx", ".xlsx")
_WEIGHTS = {".txt": 10, ".md": 10, ".html": 10, ".docx": 3, ".xlsx": 3, ".pdf": 1}


def sources() -> list[Path]:
    files = [*(SAMPLES / "plans").iterdir(), *(SAMPLES / "formats").iterdir()]
    return sorted(file for file in files if file.suffix in _WEIGHTS)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One of the ways in which files come to harm."""
    at, length = chance.randrange(len(data)), chance.randrange(1, 200)
    match chance.randrange(6):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + data[at + length :]
        case 2:
            return data[:at] + data[at : at + length] * 3 + data[at + length :]
        case 3:
            return data[:at] + chance.randbytes(length) + data[at + length :]
        case 4:
            changed = bytearray(data)
            for _ in range(chance.randrange(1, 30)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            return bytes(changed)
        case _:
            return chance.randbytes(chance.randrange(1, 5_000))


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """A package whose member is damaged: what its checksums would else keep from the reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            member = old.read(name)
            new.writestr(name, damaged(member, chance) if name == chosen else member)
    return out.getvalue()


def trial(number: int) -> tuple[str, str, float]:
    """The ending of the file, what became of it, and the seconds of CPU."""
    from ingest.models import IngestError
    from ingest.pipeline import parse_bytes

    chance = random.Random(number)
    files = sources()
    file = chance.choices(files, [_WEIGHTS[f.suffix] for f in files])[0]
    inside = file.suffix in _PACKAGES and chance.random() < 0.7
    data = (damaged_inside if inside else damaged)(file.read_bytes(), chance)
    # Ends the process, native code too, whose hang Python couldn't interrupt.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    start = time.process_time()
    try:
        parse_bytes(data, file.name)
        outcome = "read"
    except IngestError:
        outcome = "refused"
    except Exception as error:
        outcome = f"{type(error).__name__} (trial {number})"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return file.suffix, outcome, time.process_time() - start


def main(count: int, first: int = 0) -> None:
    from rich.progress import track

    outcomes: Counter[tuple[str, str]] = Counter()
    longest: dict[str, float] = {}
    pool = ProcessPoolExecutor(2)
    for number in track(range(first, first + count), "fuzz"):
        try:
            suffix, outcome, seconds = pool.submit(trial, number).result()
        except BrokenProcessPool:
            suffix, outcome, seconds = "?", f"process ended (trial {number})", CPU_SECONDS
            pool.shutdown()
            pool = ProcessPoolExecutor(2)
        outcomes[suffix, outcome] += 1
        longest[suffix] = max(longest.get(suffix, 0.0), seconds)
    pool.shutdown()
    for (suffix, outcome), found in sorted(outcomes.items()):
        print(f"{suffix:6} {outcome:40} {found:6}   longest {longest[suffix]:.1f} s CPU")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
