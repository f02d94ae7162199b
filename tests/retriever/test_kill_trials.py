"""A few of the kill trials; ``python -m tests.retriever.kill_trials`` does a hundred."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from retriever.library import Library
from tests.retriever import kill_deeds
from tests.retriever.kill_deeds import EMBEDDER, after, carry_out
from tests.retriever.kill_trials import Trials, _states


def test_nothing_is_lost_half_or_dangling_after_kills_of_every_kind(tmp_path: Path) -> None:
    figures = Trials(tmp_path, seed=2568).run(["change", "open", "rebuild", "reindex"])
    assert figures.faults == 0
    assert figures.trials == 4 and figures.deeds > 0 and figures.citations > 0


@pytest.fixture
def trials(tmp_path: Path) -> Trials:
    """Trials that know of two plans, and a library that holds them."""
    made = Trials(tmp_path, seed=1)
    made._state = {}
    with Library.open(tmp_path / "data", embedder=EMBEDDER, vectors=False) as library:
        for deed in (("put", [["/nowhere/a.txt", 1]]), ("put", [["/nowhere/b.txt", 2]])):
            carry_out(library, deed, made._state)
            made._state = after(made._state, deed)
    return made


def looked_at(trials: Trials) -> None:
    with kill_deeds.opened(trials._data, vectors=False) as library:
        trials._held(library, trials._state, None)
        trials._ask(library)
    trials._examine()


def harmed(trials: Trials, statement: str) -> None:
    connection = sqlite3.connect(trials._data / "catalogue.sqlite")
    with connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(statement)
    connection.close()


def test_a_library_as_it_should_be_has_no_fault(trials: Trials) -> None:
    looked_at(trials)
    assert trials.figures.faults == 0 and trials.figures.citations > 0


def test_a_plan_that_is_lost_is_counted(trials: Trials) -> None:
    harmed(trials, "DELETE FROM plans WHERE origin = '/nowhere/a.txt'")
    looked_at(trials)
    assert trials.figures.plans_lost == 1 and trials.figures.unanswered > 0


def test_half_a_plan_and_orphans_are_counted(trials: Trials) -> None:
    harmed(
        trials, "DELETE FROM passages WHERE id IN (SELECT min(id) FROM passages GROUP BY plan_id)"
    )
    trials._examine()
    assert trials.figures.plans_half == 2 and trials.figures.orphans > 0


def test_a_citation_of_nothing_is_counted(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "source_lines", lambda *_: ("อย่างอื่น",))
    looked_at(trials)
    assert trials.figures.dangling > 0


def test_a_deed_under_way_may_be_done_or_not() -> None:
    entries = ["open", ["put", [["a", 1]]], "done", ["move", ["a", "b"]]]
    assert _states({}, entries) == ({"a": 1}, {"b": 1})
    assert _states({"a": 1}, ["open"]) == ({"a": 1}, None)
