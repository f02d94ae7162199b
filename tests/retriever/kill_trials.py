"""Kill a process that changes a library, again and again, and see what is left of the library.

``python -m tests.retriever.kill_trials --trials 100`` prints the figures; the suite does fewer.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from api.answering import Ask, answer
from retriever.doctor import examine
from retriever.library import Library, NotFound
from tests.retriever import kill_deeds
from tests.retriever.kill_deeds import Deed, Journal, State, after, opened, organization
from tests.waiting import PATIENCE, wait_until

# Each victim is a fork of one process that has imported everything.
PROCESSES = multiprocessing.get_context("forkserver")
KINDS = ("change", "change", "open", "rebuild", "reindex")
QUESTIONS = ("โครงการอบรมคุณธรรมและจริยธรรมใช้งบเท่าไร", "มีโครงการอะไรบ้าง")
# Kills come at any time up to this many seconds after a process began, or had opened.
WITHIN = 0.8


@dataclass
class Figures:
    """All but the first four are to be zero."""

    trials: int = 0
    killed_in_a_deed: int = 0
    deeds: int = 0
    citations: int = 0
    plans_lost: int = 0
    plans_half: int = 0
    orphans: int = 0
    dangling: int = 0
    unanswered: int = 0

    @property
    def faults(self) -> int:
        bad = (self.plans_lost, self.plans_half, self.orphans, self.dangling, self.unanswered)
        return sum(bad)


class Trials:
    """All on one library, so that a kill finds what earlier ones left behind."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._data = folder / "data"
        self._folder = folder
        self._pick = random.Random(seed)
        self._state: State = {}
        self.figures = Figures()
        # Forked once the first victim is started; before that, what it imports is named.
        PROCESSES.set_forkserver_preload(["chromadb", "tests.retriever.kill_deeds"])

    def run(self, kinds: Sequence[str]) -> Figures:
        for turn, kind in enumerate(kinds):
            self._one(turn, kind)
        return self.figures

    def _one(self, turn: int, kind: str) -> None:
        journal = self._folder / f"journal-{turn}"
        if kind == "rebuild":
            for name in self._pick.sample(["vectors", "lexical"], self._pick.choice([1, 2])):
                shutil.rmtree(self._data / name, ignore_errors=True)
        self._kill(journal, turn, kind)
        entries = list(Journal(journal).read())
        self.figures.trials += 1
        self.figures.deeds += entries.count("done")
        sure, maybe = _states(self._state, entries)
        self.figures.killed_in_a_deed += maybe is not None
        with opened(self._data) as library:
            self._state = self._held(library, sure, maybe)
            self._ask(library)  # while indexes may be built anew
            if not library.wait_ready(PATIENCE):
                self.figures.orphans += 1
            self._ask(library)
        self._examine()

    def _kill(self, journal: Path, turn: int, kind: str) -> None:
        deeds = kill_deeds.reindex if kind == "reindex" else kill_deeds.change
        given = (self._data, journal, self._state, 1 + turn * 1_000 % 9_000, turn)
        victim = PROCESSES.Process(target=deeds, args=given)
        victim.start()
        if kind in ("change", "reindex"):
            wait_until(lambda: "done" in Journal(journal).read() or not victim.is_alive())
        time.sleep(self._pick.uniform(0, WITHIN))
        assert victim.is_alive(), "the process ended by itself"
        victim.kill()
        victim.join()
        victim.close()

    def _held(self, library: Library, sure: State, maybe: State | None) -> State:
        """What the library holds; counted as lost where that is neither of the two."""
        versions = {kill_deeds.content_hash(v): v for s in (sure, maybe or {}) for v in s.values()}
        held = {plan.origin: versions.get(plan.content_hash, -1) for plan in library.plans()}
        if held not in (sure, maybe):
            closest = sure if maybe is None else min((sure, maybe), key=lambda s: _apart(held, s))
            self.figures.plans_lost += _apart(held, closest)
        return held

    def _ask(self, library: Library) -> None:
        """All plans are asked, and each citation is followed."""
        for version in self._state.values():
            for number, question in enumerate(QUESTIONS):
                said = answer(Ask(f"{organization(version)} {question}"), library)
                money = f"{10_000 + version:,}"
                if not said.citations or (number == 0 and money not in said.text):
                    self.figures.unanswered += 1
                self.figures.citations += len(said.citations)
                self.figures.dangling += sum(
                    not _stands(library, each.plan_id, each.passage_id, each.quote)
                    for each in said.citations
                )
            hits = library.search(f"{organization(version)} อบรม", k=3)
            self.figures.dangling += sum(
                not _stands(library, hit.plan.id, hit.passage.id, hit.passage.text) for hit in hits
            )

    def _examine(self) -> None:
        for finding in examine(self._data).problems:
            if finding.code == "plans":
                self.figures.plans_half += finding.count
            else:
                self.figures.orphans += max(1, finding.count)


def _states(state: State, entries: Sequence[object]) -> tuple[State, State | None]:
    """What was reported as done, and what is held if the deed under way was done, too."""
    begun: Deed | None = None
    for entry in entries:
        if entry == "done" and begun is not None:
            state, begun = after(state, begun), None
        elif isinstance(entry, list):
            begun = (entry[0], entry[1])
    return state, None if begun is None else after(state, begun)


def _apart(held: State, wanted: State) -> int:
    return len({*held.items()} ^ {*wanted.items()})


def _stands(library: Library, plan_id: str, passage_id: str, quote: str) -> bool:
    """Whether plan and passage are there, and the words in the lines that are cited."""
    try:
        plan, passage = library.passage(passage_id)
    except NotFound:
        return False
    lines = library.source_lines(plan_id, passage.span.line_start, passage.span.line_end)
    words = "".join("".join(quote.split("|")).split())
    there = "".join("".join(lines).split())
    return plan.id == plan_id and bool(lines) and (words in there or there in words)


def kinds(count: int, seed: int) -> Iterator[str]:
    """Each kind in turn, from plans to begin with."""
    pick = random.Random(seed)
    yield "change"
    for at in range(count - 1):
        yield KINDS[at] if at < len(KINDS) else pick.choice(KINDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2569)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hrplan-kills-"))
    try:
        figures = Trials(folder, asked.seed).run(list(kinds(asked.trials, asked.seed)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(asdict(figures), indent=1))
    raise SystemExit(1 if figures.faults else 0)


if __name__ == "__main__":
    main()
