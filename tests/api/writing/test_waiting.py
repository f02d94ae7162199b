"""Waiting for a model no longer than is allowed, and leaving alone one that fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count
from time import monotonic

import pytest

from api.writing.availability import AT_ONCE, FAILURES, PAUSE_SECONDS, Availability
from api.writing.deadline import Until
from tests.waiting import PATIENCE


def test_pieces_come_in_order_to_the_end() -> None:
    assert list(Until(lambda: iter("กขค"), monotonic() + PATIENCE)) == ["ก", "ข", "ค"]


def test_what_never_comes_ends_at_the_deadline() -> None:
    never = threading.Event()

    def slow() -> Iterator[str]:
        yield "ก"
        never.wait()

    got = []
    with pytest.raises(TimeoutError):
        for piece in Until(slow, monotonic() + 3):
            got.append(piece)
    assert got == ["ก"] and not never.is_set()
    never.set()


def test_the_wait_for_the_first_piece_is_used() -> None:
    asked = threading.Event()

    def slow() -> Iterator[str]:
        asked.wait()
        yield "ก"

    def endless() -> Iterator[None]:
        for step in count():
            if step == 2:
                asked.set()
            yield

    # No step is taken once the piece has come, or there would be no end.
    assert list(Until(slow, monotonic() + PATIENCE, endless())) == ["ก"]


def test_what_is_done_meanwhile_ends_at_the_deadline() -> None:
    never = threading.Event()

    def endless() -> Iterator[None]:
        while True:
            yield

    with pytest.raises(TimeoutError):
        list(Until(lambda: never.wait() or (), monotonic() + 0.2, endless()))
    never.set()


def test_an_error_goes_up_after_what_came_before_it() -> None:
    def broken() -> Iterator[str]:
        yield "ก"
        raise ConnectionError("gone")

    got = []
    with pytest.raises(ConnectionError):
        for piece in Until(broken, monotonic() + PATIENCE):
            got.append(piece)
    assert got == ["ก"]


def test_who_leaves_early_lets_the_maker_end() -> None:
    made, go_on, ended = [], threading.Event(), threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                made.append(1)
                yield 1
                go_on.wait()
        finally:
            ended.set()

    pieces = iter(Until(endless, monotonic() + PATIENCE))
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    go_on.set()
    assert ended.wait(PATIENCE)
    assert len(made) <= 3


def test_no_more_answers_at_once_than_threads_can_wait_for() -> None:
    shared = Availability()
    assert all(shared.enter() for _ in range(AT_ONCE))
    assert not shared.enter()
    shared.leave(failed=False)
    assert shared.enter()


def test_after_failures_in_a_row_one_tries_again_after_a_while() -> None:
    now = [0.0]
    shared = Availability(lambda: now[0])
    for _ in range(FAILURES):
        assert shared.enter()
        shared.leave(failed=True)
    assert not shared.enter()
    now[0] += PAUSE_SECONDS
    assert shared.enter()
    assert not shared.enter()  # while the first is still trying
    shared.leave(failed=False)
    assert shared.enter()


def test_failures_that_are_not_in_a_row_stop_nothing() -> None:
    shared = Availability(lambda: 0.0)
    for failed in (True, True, False, True, True):
        assert shared.enter()
        shared.leave(failed=failed)
    assert shared.enter()


def test_who_went_away_says_nothing_of_the_server() -> None:
    shared = Availability(lambda: 0.0)
    for _ in range(FAILURES + 1):
        assert shared.enter()
        shared.leave(failed=None)
    assert shared.enter()
