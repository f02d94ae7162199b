"""Verdicts on answers in the catalogue: replaced, taken back, bounded, drafted once."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from retriever.catalogue import Catalogue, Cited, Feedback, FeedbackShelf
from retriever.catalogue.engine import open_engine
from tests.waiting import PATIENCE

WRONG = Feedback(
    id="a",
    verdict="down",
    question="งบอบรมเท่าไร",
    answer="35,000 บาท [1]",
    citations=(Cited("plan.txt", "p", "p:1", 10, 12),),
    answerable=True,
    comment="ต้องเป็น 40,000",
    organization="เทศบาลตำบลดอนสมมุติ",
    position="นิติกร",
    history=("ถามก่อนหน้า",),
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def shelf(tmp_path: Path) -> FeedbackShelf:
    return FeedbackShelf(open_engine(tmp_path / "c.sqlite"), kept=3, clock=Clock())


def test_a_disputed_answer_comes_back_whole(shelf: FeedbackShelf) -> None:
    shelf.put(WRONG)
    assert shelf.disputed() == (WRONG,)


def test_what_is_not_given_comes_back_as_nothing(shelf: FeedbackShelf) -> None:
    bare = Feedback("b", "down", "ถาม", "ตอบ")
    shelf.put(bare)
    assert shelf.disputed() == (bare,)


def test_a_second_verdict_takes_the_place_of_the_first(shelf: FeedbackShelf) -> None:
    shelf.put(WRONG)
    shelf.put(replace(WRONG, verdict="up", comment=""))
    assert (shelf.counts(), shelf.disputed()) == ({"up": 1, "down": 0}, ())
    shelf.put(WRONG)
    assert (shelf.counts(), shelf.disputed()) == ({"up": 0, "down": 1}, (WRONG,))


def test_a_verdict_is_taken_back(shelf: FeedbackShelf) -> None:
    shelf.put(WRONG)
    assert shelf.remove("a") is True
    assert shelf.remove("a") is False
    assert shelf.counts() == {"up": 0, "down": 0}


def test_what_was_drafted_is_not_offered_again(shelf: FeedbackShelf) -> None:
    shelf.put(WRONG)
    shelf.put(replace(WRONG, id="b"))
    shelf.mark_drafted(["a"])
    assert [one.id for one in shelf.disputed()] == ["b"]
    shelf.put(WRONG)
    shelf.put(replace(WRONG, comment=""))
    assert [one.id for one in shelf.disputed()] == ["b"]
    assert {one.id for one in shelf.all_disputed()} == {"a", "b"}


def test_a_new_comment_is_offered_again(shelf: FeedbackShelf) -> None:
    shelf.put(replace(WRONG, comment=""))
    shelf.mark_drafted(["a"])
    shelf.put(WRONG)
    assert [one.comment for one in shelf.disputed()] == [WRONG.comment]


def test_of_more_than_fit_the_oldest_go(shelf: FeedbackShelf) -> None:
    for name in "abcd":
        shelf.put(replace(WRONG, id=name))
    assert [one.id for one in shelf.disputed()] == ["b", "c", "d"]
    shelf.put(replace(WRONG, id="b", comment="ใหม่"))
    shelf.put(replace(WRONG, id="e"))
    assert [one.id for one in shelf.disputed()] == ["d", "b", "e"]


def test_a_library_from_before_gets_the_table(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    Catalogue.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE feedback")
    connection.close()
    catalogue = Catalogue.open(path)
    catalogue.feedback.put(WRONG)
    assert catalogue.feedback.disputed() == (WRONG,)
    catalogue.close()


def test_many_write_at_once(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")

    def write(name: str) -> None:
        for at in range(10):
            catalogue.feedback.put(replace(WRONG, id=f"{name}{at}"))

    threads = [Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert catalogue.feedback.counts()["down"] == 40
    catalogue.close()
