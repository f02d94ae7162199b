"""Drafts kept under a link, each change once, for a year after they were last used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from retriever.catalogue import DraftConflict
from retriever.catalogue.drafts import LIFETIME_SECONDS, DraftShelf
from retriever.catalogue.engine import open_engine


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "catalogue.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(engine: Engine, clock: Clock) -> DraftShelf:
    return DraftShelf(engine, clock=clock)


def test_a_draft_is_given_back_as_it_was_put(shelf: DraftShelf) -> None:
    draft = shelf.add('{"ก": 1}')
    assert draft.revision == 1
    assert shelf.get(draft.id) == draft
    assert shelf.get("another") is None


def test_ids_are_long_and_never_the_same(shelf: DraftShelf) -> None:
    ids = {shelf.add("{}").id for _ in range(20)}
    assert len(ids) == 20
    assert all(len(id_) >= 22 for id_ in ids)


def test_of_two_changes_of_one_revision_the_first_is_kept(shelf: DraftShelf) -> None:
    draft = shelf.add("1")
    changed = shelf.replace(draft.id, 1, "2")
    assert changed is not None and changed.revision == 2
    with pytest.raises(DraftConflict):
        shelf.replace(draft.id, 1, "3")
    assert shelf.get(draft.id) == changed
    assert shelf.replace("another", 1, "3") is None


def test_a_removed_draft_is_gone(shelf: DraftShelf) -> None:
    draft = shelf.add("1")
    assert shelf.remove(draft.id)
    assert not shelf.remove(draft.id)
    assert shelf.get(draft.id) is None


def test_a_year_without_use_ends_a_draft(shelf: DraftShelf, clock: Clock) -> None:
    used, unused = shelf.add("1"), shelf.add("2")
    clock.now += LIFETIME_SECONDS - 1
    assert shelf.get(used.id) is not None
    clock.now += 2
    assert shelf.get(used.id) is not None
    assert shelf.get(unused.id) is None


def test_of_too_many_those_used_longest_ago_go(engine: Engine, clock: Clock) -> None:
    shelf = DraftShelf(engine, kept=2, clock=clock)
    ids = []
    for payload in "123":
        clock.now += 1
        ids.append(shelf.add(payload).id)
    assert [shelf.get(id_) is not None for id_ in ids] == [False, True, True]
