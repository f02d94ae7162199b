"""What a process and its children hold in memory, in MB. Linux only: 0 elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")


class Held(NamedTuple):
    """``own`` can't be given back; ``mapped`` are pages of files that the system may drop."""

    own: float
    mapped: float

    def most(self, other: Held) -> Held:
        return Held(max(self.own, other.own), max(self.mapped, other.mapped))


def held(pid: int) -> Held:
    """By the process and all its descendants together; pages that they share count for each."""
    own, mapped = 0.0, 0.0
    for one in _family(pid):
        fields = _status(one)
        own += (fields.get("RssAnon", 0) + fields.get("RssShmem", 0)) / 1_000
        mapped += fields.get("RssFile", 0) / 1_000
    return Held(own, mapped)


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:  # grows while it is read
        for task in (_PROC / str(parent) / "task").glob("*"):
            try:
                found += [int(child) for child in (task / "children").read_text().split()]
            except OSError:
                continue
    return found


def _status(pid: int) -> dict[str, int]:
    """The fields of ``/proc/PID/status`` that are kilobytes; none of a process that has ended."""
    try:
        lines = (_PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":") for line in lines if line.startswith("Rss"))
    return {name: int(value.split()[0]) for name, _, value in pairs}
