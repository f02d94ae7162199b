"""What the bot keeps of people, and how it is deleted."""

from __future__ import annotations

from pathlib import Path

from retriever.catalogue import Person
from retriever.catalogue.late_answers import LIFETIME_SECONDS, LateAnswers
from retriever.library import Library


def test_the_secret_is_made_once_and_another_in_another_library(
    empty_library: Library, tmp_path: Path
) -> None:
    secret = empty_library.line.secret()
    assert len(secret) == 32 and empty_library.line.secret() == secret
    with Library.open(tmp_path / "another") as another:
        assert another.line.secret() != secret


def test_a_person_is_changed_and_forgotten_with_all_that_hangs_on_it(
    empty_library: Library,
) -> None:
    shelf = empty_library.line
    assert shelf.people.get("p") == Person("p")
    shelf.people.put(Person("p", "เทศบาลหนึ่ง", None))
    shelf.people.put(Person("p", "เทศบาลสอง", "นิติกร"))
    assert shelf.people.get("p") == Person("p", "เทศบาลสอง", "นิติกร")
    shelf.people.put(Person("q", "เทศบาลหนึ่ง", None))
    shelf.late_answers.begin("x", "p")
    for session in ("p", "q"):
        empty_library.append_messages(session, {"by": "person", "text": "คำถาม"})
    shelf.people.forget("p")
    assert shelf.people.get("p") == Person("p")
    assert shelf.late_answers.get("x", "p") is None
    assert empty_library.session("p").messages == ()
    assert shelf.people.get("q").organization == "เทศบาลหนึ่ง"
    shelf.people.forget_conversation("q")
    assert empty_library.session("q").messages == ()
    assert shelf.people.get("q").organization == "เทศบาลหนึ่ง"


def test_a_late_answer_is_for_whom_it_was_made_and_for_a_day(empty_library: Library) -> None:
    now = 1_000_000.0
    late = LateAnswers(empty_library._catalogue._engine, clock=lambda: now)
    late.begin("x", "p")
    now += 7
    begun = late.get("x", "p")
    assert begun is not None and begun.messages is None and begun.age == 7
    assert late.finish("x", [{"type": "text", "text": "คำตอบ"}])
    found = late.get("x", "p")
    assert found is not None and found.messages == [{"type": "text", "text": "คำตอบ"}]
    assert late.get("x", "q") is None
    assert not late.finish("y", [])
    now += LIFETIME_SECONDS
    assert late.get("x", "p") is None
    late.begin("z", "p")
    assert not late.finish("x", [])
