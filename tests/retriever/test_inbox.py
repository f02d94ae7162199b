"""Events are kept once, taken by one worker, and given up when they are too old."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from retriever.catalogue import Incoming, schema
from retriever.catalogue.engine import open_engine
from retriever.catalogue.inbox import KEPT_SECONDS, OWED_SECONDS, Inbox
from tests.retriever.conftest import Clock


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(tmp_path / "catalogue.sqlite")


@pytest.fixture
def inbox(engine: Engine, clock: Clock) -> Inbox:
    return Inbox(engine, life=50, lease=40, clock=clock)


def event(name: str, lane: str = "") -> Incoming:
    return Incoming(name, lane or name, f'{{"text": "{name}"}}')


def taken(inbox: Inbox, count: int = 10) -> list[str]:
    return [each.id for each in inbox.take(count)]


def test_a_repeated_event_is_kept_once_also_when_it_is_done(inbox: Inbox) -> None:
    assert inbox.put([event("a"), event("b"), event("a")]) == 2
    assert taken(inbox) == ["a", "b"]
    inbox.done("a")
    assert inbox.put([event("a"), event("b"), event("c")]) == 1
    assert taken(inbox) == ["c"]


def test_what_an_event_carried_is_deleted_when_it_is_done(inbox: Inbox, engine: Engine) -> None:
    inbox.put([event("a")])
    assert inbox.take(1)[0].payload == '{"text": "a"}'
    inbox.done("a")
    with engine.connect() as connection:
        assert connection.scalars(select(schema.inbox.c.payload)).all() == [""]
    assert not inbox.has_work()


def test_events_of_a_lane_are_taken_one_after_the_other(inbox: Inbox) -> None:
    inbox.put([event("a1", "a"), event("a2", "a"), event("b1", "b")])
    assert taken(inbox) == ["a1", "b1"]
    assert taken(inbox) == []
    inbox.done("a1")
    assert taken(inbox) == ["a2"]


def test_an_event_whose_worker_died_is_taken_again_while_it_can_be_answered(
    inbox: Inbox, clock: Clock
) -> None:
    inbox.put([event("a")])
    assert taken(inbox) == ["a"]
    clock.now += 39
    assert inbox.lose().lost == 0 and taken(inbox) == []
    clock.now += 1
    assert inbox.lose().lost == 0
    assert taken(inbox) == ["a"]


def test_old_events_are_given_up_and_ids_of_long_ago_forgotten(
    inbox: Inbox, clock: Clock, engine: Engine
) -> None:
    inbox.put([event("a")])
    clock.now += 51
    inbox.put([event("b")])
    assert inbox.lose().lost == 1
    assert taken(inbox) == ["b"]
    assert inbox.put([event("a")]) == 0
    clock.now += KEPT_SECONDS
    inbox.lose()
    with engine.connect() as connection:
        assert connection.scalars(select(schema.inbox.c.id)).all() == []


def test_events_are_done_with_the_next_taken(inbox: Inbox) -> None:
    inbox.put([event("a1", "a"), event("a2", "a")])
    assert taken(inbox) == ["a1"]
    assert [each.id for each in inbox.take(1, done=["a1"])] == ["a2"]
    assert inbox.take(0, done=["a2"]) == [] and not inbox.has_work()


def test_the_newest_come_first_where_it_is_asked_for_but_of_a_lane_its_oldest(
    inbox: Inbox, clock: Clock
) -> None:
    for name in ("a1", "b1", "c1", "c2"):
        inbox.put([event(name, name[0])])
        clock.now += 1
    assert [each.id for each in inbox.take(2, newest_first=True)] == ["b1", "c1"]
    assert [each.id for each in inbox.take(2, newest_first=True)] == ["a1"]


def test_late_are_those_alone_that_wait_longer(inbox: Inbox, clock: Clock) -> None:
    inbox.put([event("a")])
    clock.now += 20
    inbox.put([event("b")])
    assert inbox.lose().age == 20
    assert [each.id for each in inbox.take_late(9, 20)] == ["a"]
    assert inbox.take_late(9, 20) == [] and inbox.lose().age == 0


def test_what_is_promised_holds_up_nothing_and_outlives_its_worker(
    inbox: Inbox, clock: Clock, engine: Engine
) -> None:
    inbox.put([event("a1", "a"), event("a2", "a")])
    assert taken(inbox) == ["a1"]
    inbox.promise("a1", begun=True)
    assert taken(inbox) == ["a2"] and inbox.take_promised(9) == []
    inbox.done("a2")
    clock.now += 179
    assert not inbox.lose().owing
    clock.now += 1
    assert inbox.lose().owing
    (owed,) = inbox.take_promised(9)
    assert (owed.id, owed.payload) == ("a1", '{"text": "a1"}')
    assert inbox.take_promised(9) == []
    inbox.promise("a1", begun=False)
    clock.now += OWED_SECONDS
    assert inbox.lose().lost == 1 and inbox.take_promised(9) == []
    with engine.connect() as connection:
        assert set(connection.scalars(select(schema.inbox.c.payload))) == {""}


def test_two_processes_take_each_event_once(tmp_path: Path, engine: Engine, clock: Clock) -> None:
    """Two inboxes over one file share nothing but the file, as two processes do."""
    other = open_engine(tmp_path / "catalogue.sqlite")
    inboxes = [Inbox(each, life=50, lease=40, clock=clock) for each in (engine, other)]
    names = [f"e{number}" for number in range(60)]

    def work(number: int) -> list[str]:
        own = inboxes[number % 2]
        found: list[str] = []
        for _ in range(30):
            found += taken(own, 3)
        return found

    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda each: each.put([event(n) for n in names]), inboxes * 2))
        assert sum(kept) == len(names)
        found = [name for part in pool.map(work, range(4)) for name in part]
    assert sorted(found) == sorted(names)
    other.dispose()
