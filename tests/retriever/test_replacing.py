"""A changed file takes its plan's place in one step: who asks meanwhile gets the old or the new."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from api.answering import Ask, answer
from ingest.pipeline import parse_bytes
from retriever.embedding import Embedder
from retriever.library import Library, NotFound
from tests.conftest import PLAN
from tests.waiting import PATIENCE, wait_until

QUESTION = Ask("เทศบาลตำบลดอนสมมุติ โครงการอบรมคุณธรรมและจริยธรรมใช้งบเท่าไร")


def version(number: int) -> str:
    """The plan's project costs 10,000 baht and ``number``; it is longer the higher that is."""
    more = "".join(f"ภาคผนวก {at}\n" for at in range(number))
    return PLAN.replace("๓๕,๐๐๐", f"{10_000 + number:,}") + more


class Asker(threading.Thread):
    """Asks again and again; ``wrong`` is what was neither a whole old nor a whole new answer."""

    def __init__(self, library: Library) -> None:
        super().__init__(daemon=True)
        self.library = library
        self.asked = 0
        self.wrong: list[str] = []
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            try:
                self._ask()
            except Exception as error:
                self.wrong.append(repr(error))
            self.asked += 1

    def _ask(self) -> None:
        said = answer(QUESTION, self.library)
        if not said.answerable or not said.citations:
            self.wrong.append(said.text)
        for cited in said.citations:
            try:
                lines = self.library.source_lines(cited.plan_id, cited.line_start, cited.line_end)
            except NotFound:
                continue  # replaced between the answer and the look at its source
            (money,) = (word for word in "\t".join(lines).split("\t") if word.startswith("10,"))
            if money not in said.text:
                self.wrong.append(f"{said.text} / {lines}")


def asked_while(library: Library, change: Callable[[], None]) -> None:
    askers = [Asker(library) for _ in range(2)]
    for asker in askers:
        asker.start()
    wait_until(lambda: all(asker.asked for asker in askers))
    change()
    asked = [asker.asked for asker in askers]
    wait_until(lambda: all(a.asked > before for a, before in zip(askers, asked, strict=True)))
    for asker in askers:
        asker.over.set()
        asker.join(PATIENCE)
    assert [asker.wrong for asker in askers] == [[], []]


def test_the_old_plan_answers_until_the_new_one_is_whole(
    tmp_path: Path, embedder: Embedder
) -> None:
    with Library.open(tmp_path, embedder=embedder) as library:
        assert library.wait_ready(PATIENCE)
        library.add(parse_bytes(version(0).encode(), "plan.txt"), "/nowhere/plan.txt")

        def change() -> None:
            for number in range(1, 6):
                plan = parse_bytes(version(number).encode(), "plan.txt")
                assert library.add(plan, "/nowhere/plan.txt").kind.value == "replaced"
                assert len(library.plans()) == 1

        asked_while(library, change)
        assert "10,005" in answer(QUESTION, library).text


def test_another_program_replaces_while_a_server_answers(
    tmp_path: Path, embedder: Embedder
) -> None:
    with (
        Library.open(tmp_path, embedder=embedder) as server,
        Library.open(tmp_path, embedder=embedder, vectors=False) as command,
    ):
        assert server.wait_ready(PATIENCE)
        command.add(parse_bytes(version(0).encode(), "plan.txt"), "/nowhere/plan.txt")

        def change() -> None:
            for number in range(1, 6):
                plan = parse_bytes(version(number).encode(), "plan.txt")
                command.add(plan, "/nowhere/plan.txt")

        asked_while(server, change)
        assert "10,005" in answer(QUESTION, server).text


def test_questions_are_answered_while_the_indexes_are_made_anew(
    tmp_path: Path, embedder: Embedder
) -> None:
    with Library.open(tmp_path, embedder=embedder) as library:
        library.add(parse_bytes(version(0).encode(), "plan.txt"), "/nowhere/plan.txt")
        assert library.wait_ready(PATIENCE)
    for part in ("vectors", "lexical"):
        shutil.rmtree(tmp_path / part)
    with Library.open(tmp_path, embedder=embedder) as library:
        assert "10,000" in answer(QUESTION, library).text
        assert library.search("คุณธรรม")
        asked_while(library, lambda: assert_ready(library))


def assert_ready(library: Library) -> None:
    assert library.wait_ready(PATIENCE)
