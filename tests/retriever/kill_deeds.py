"""A process that changes a library, and writes down what it does, until it is killed."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ingest.models import Plan
from ingest.pipeline import parse_bytes
from retriever.embedding import Embedder, load_embedder
from retriever.identity import ModelMismatch
from retriever.library import Library
from retriever.recognising import Seen
from retriever.reindex import Reindex
from tests.conftest import PLAN
from tests.retriever.test_identity import Turned

# Read once, before the processes fork off.
EMBEDDER = load_embedder()
MODELS: tuple[Embedder, ...] = (EMBEDDER, Turned(EMBEDDER))
FOLDER = "/nowhere"
NAMES = [f"{FOLDER}/{name}.txt" for name in "abcdef"]
LETTERS = "กขคงจฉชซฌญ"

# Which version each file holds, and the next version.
State = dict[str, int]
Deed = tuple[str, list[Any]]


def organization(version: int) -> str:
    return "เทศบาลตำบลทดลอง" + "".join(LETTERS[int(digit)] for digit in f"{version:03}")


def text(version: int) -> str:
    """A plan of an organisation of its own; its first project costs 10,000 baht and the version."""
    whole = PLAN.replace("เทศบาลตำบลดอนสมมุติ", organization(version))
    return whole.replace("๓๕,๐๐๐", f"{10_000 + version:,}")


def content_hash(version: int) -> str:
    return hashlib.sha256(text(version).encode()).hexdigest()


@cache
def plan(version: int, source: str) -> Plan:
    return parse_bytes(text(version).encode(), source)


def named(origin: str) -> str:
    return origin.rpartition("/")[2]


def opened(folder: Path, *, vectors: bool = True) -> Library:
    """With whichever of the two models made the vectors."""
    try:
        return Library.open(folder, embedder=MODELS[0], vectors=vectors)
    except ModelMismatch:
        return Library.open(folder, embedder=MODELS[1], vectors=vectors)


def after(state: State, deed: Deed) -> State:
    """What the files hold when ``deed`` is done."""
    kind, given = deed
    if kind == "put":
        return state | {origin: version for origin, version in given}
    if kind == "drop":
        return {origin: version for origin, version in state.items() if origin != given[0]}
    if kind == "move":
        old, new = given
        return {new if origin == old else origin: v for origin, v in state.items()}
    return state


def choose(state: State, version: int, pick: random.Random) -> Deed:
    """New plans, changed ones, several at once; now and then one removed or renamed."""
    free = [name for name in NAMES if name not in state]
    kind = pick.choice(["put", "put", "batch", "drop", "move"])
    if kind == "drop" and len(state) > 2:
        return "drop", [pick.choice(sorted(state))]
    if kind == "move" and state and free:
        return "move", [pick.choice(sorted(state)), pick.choice(free)]
    names = pick.sample(NAMES, 3 if kind == "batch" else 1)
    return "put", [[name, version + at] for at, name in enumerate(names)]


def carry_out(library: Library, deed: Deed, state: State) -> None:
    kind, given = deed
    if kind == "put":
        library.add_many((plan(version, named(origin)), origin) for origin, version in given)
    elif kind == "drop":
        held = {summary.origin: summary.id for summary in library.plans()}
        library.remove(held[given[0]])
    else:
        old, new = given
        (change,) = library.recognise([Seen(content_hash(state[old]), new, named(new))])
        assert change is not None and change.kind.value == "renamed"


# Dictionaries are read, too, before the processes fork off.
plan(0, "warm.txt")


class Journal:
    """One JSON a line: ``open``, what is begun, and that it is done."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, entry: object) -> None:
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(entry) + "\n")

    def read(self) -> Iterator[Any]:
        """The whole lines: the last may have been cut short."""
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").split("\n")[:-1]:
                yield json.loads(line)


def change(folder: Path, journal: Path, state: Mapping[str, int], version: int, seed: int) -> None:
    """Change plans for ever."""
    pick, told, now = random.Random(seed), Journal(journal), dict(state)
    with opened(folder) as library:
        told.write("open")
        while True:
            deed = choose(now, version, pick)
            version += 3
            told.write(deed)
            carry_out(library, deed, now)
            told.write("done")
            now = after(now, deed)


def reindex(folder: Path, journal: Path, *_: object) -> None:
    """Embed with one model and the other in turn, for ever."""
    told = Journal(journal)
    while True:
        for model in MODELS:
            with Reindex(folder, model, None) as run:
                run.embed(lambda count: None)
                run.publish(lambda count: None)
            told.write("done")
