"""The doctor tells a sound library from one that isn't, and mends what can be mended."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import parse_file
from retriever.catalogue import Catalogue
from retriever.doctor import Report, examine, repair
from retriever.embedding import Embedder
from retriever.library import Library
from retriever.recognising import origin_of
from tests.conftest import PLAN
from tests.retriever.plans import make_plan
from tests.waiting import PATIENCE

QUERY = "หลักสูตรนักบริหารงานคลัง"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A library that a server has had open, with a plan from a file among others."""
    folder = tmp_path_factory.mktemp("sound")
    file = folder / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    with Library.open(folder / "data", embedder=embedder) as library:
        library.add_many([(make_plan(f"สวน{at}"), f"upload:{at}") for at in range(4)])
        library.add(parse_file(file), origin_of(file))
        assert library.wait_ready(PATIENCE)
    return folder / "data"


@pytest.fixture
def data(sound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sound, tmp_path / "data")


def wrong(report: Report) -> set[str]:
    return {finding.code for finding in report.problems}


def sql(data: Path, *statements: str) -> None:
    connection = sqlite3.connect(data / "catalogue.sqlite")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_sound_library_has_no_problem(data: Path) -> None:
    report = examine(data)
    assert report.is_sound and wrong(report) == set()
    assert {"plans", "lexical", "vectors", "settled", "disk"} <= {f.code for f in report.findings}
    for finding in report.findings:
        assert any("ก" <= char <= "๛" for char in finding.thai) and finding.english


def test_a_folder_without_a_library(tmp_path: Path) -> None:
    assert examine(tmp_path / "nowhere").is_sound
    assert not (tmp_path / "nowhere").exists()


def lose(part: str) -> Callable[[Path], None]:
    return lambda data: shutil.rmtree(data / part)


def garble(part: str) -> Callable[[Path], None]:
    def harm(data: Path) -> None:
        for path in (data / part).rglob("*"):
            if path.is_file() and path.suffix != ".lock":
                path.write_bytes(b"junk" * 2_000)

    return harm


def forget_lexical(data: Path) -> None:
    from retriever.doctor.indexes import lexical_folder
    from retriever.lexical import LexicalIndex

    catalogue = Catalogue.open(data / "catalogue.sqlite")
    index = LexicalIndex(lexical_folder(data, catalogue))
    index.change(remove=catalogue.keys()[:3])
    catalogue.close()


def cut_short(data: Path) -> None:
    catalogue = Catalogue.open(data / "catalogue.sqlite")
    catalogue.reserve_keys(3)
    catalogue.close()


def another_chroma(data: Path) -> None:
    """Its own tables are those of a version that this one doesn't know."""
    for path in (data / "vectors").rglob("chroma.sqlite3"):
        connection = sqlite3.connect(path)
        with connection:
            connection.execute("ALTER TABLE collections RENAME TO collections_of_another_version")
        connection.close()


def lose_positions(data: Path) -> None:
    for path in (data / "lexical").rglob("*.idx"):
        path.unlink()


HARMS: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "no lexical index": (lose("lexical"), {"lexical"}),
    "lexical garbage": (garble("lexical"), {"lexical"}),
    "lexical postings": (lose_positions, {"lexical"}),
    "lexical lacks some": (forget_lexical, {"lexical"}),
    "a change cut short": (cut_short, {"settled"}),
    "no vectors": (lose("vectors"), {"vectors"}),
    "vectors garbage": (garble("vectors"), {"vectors"}),
    "another version of Chroma": (another_chroma, {"vectors"}),
    "a plan is lost": (lambda data: sql(data, "DELETE FROM plans WHERE source = 'plan.txt'"),
                       {"catalogue-references"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMS)
def test_what_is_wrong_is_told_and_mended(data: Path, embedder: Embedder, name: str) -> None:
    harm, told = HARMS[name]
    harm(data)
    report = examine(data)
    assert wrong(report) >= told
    repair(data, report, embedder)
    assert wrong(examine(data)) == set()
    with Library.open(data, embedder=embedder) as library:
        assert library.search(QUERY)[0].passage.text.startswith("โครงการฝึกอบรมหลักสูตร")


HALVES = {
    "passages": (
        "DELETE FROM passages WHERE key = (SELECT max(key) FROM passages WHERE plan_id = {})"
    ),
    "facts": "DELETE FROM facts WHERE position = 0 AND plan_id = {}",
    "tables": "UPDATE tables SET position = 7 WHERE plan_id = {}",
    "lines": "UPDATE plans SET lines = '[\"x\"]' WHERE id = {}",
    "payload": "UPDATE passages SET payload = '{{}}' WHERE plan_id = {}",
    "vectors": "UPDATE vectors SET rows = x'00' WHERE plan_id = {}",
}


@pytest.mark.parametrize("part", HALVES)
def test_half_a_plan_is_read_again_from_its_file(data: Path, embedder: Embedder, part: str) -> None:
    """Facts go with the passages that they refer to, as they do in a catalogue that is open."""
    own = "(SELECT id FROM plans WHERE source = 'plan.txt')"
    sql(data, "PRAGMA foreign_keys=ON", HALVES[part].format(own))
    report = examine(data)
    assert "plans" in wrong(report)
    (finding,) = (each for each in report.findings if each.code == "plans")
    assert finding.count == 1 and "plan.txt" in finding.names[0]
    repair(data, report, embedder)
    assert wrong(examine(data)) == set()


def test_half_a_plan_without_a_file_stays_and_is_told(data: Path, embedder: Embedder) -> None:
    own = "(SELECT id FROM plans WHERE origin = 'upload:0')"
    sql(data, "PRAGMA foreign_keys=ON", HALVES["passages"].format(own))
    repair(data, examine(data), embedder)
    assert wrong(examine(data)) == {"plans"}
    with Library.open(data, embedder=embedder, vectors=False) as library:
        assert len(library.plans()) == 5


def test_a_catalogue_that_cannot_be_read_is_told_and_left_alone(
    data: Path, embedder: Embedder
) -> None:
    for path in data.glob("catalogue.sqlite*"):
        path.unlink()
    (data / "catalogue.sqlite").write_bytes(b"this is no database " * 200)
    report = examine(data)
    assert wrong(report) == {"catalogue"}
    repair(data, report, embedder)
    assert (data / "catalogue.sqlite").read_bytes().startswith(b"this is no")


def test_a_server_that_owns_the_vectors_is_left_alone(data: Path, embedder: Embedder) -> None:
    with Library.open(data, embedder=embedder) as library:
        assert library.wait_ready(PATIENCE)
        report = examine(data)
        assert report.is_sound
        (vectors,) = (each for each in report.findings if each.code == "vectors")
        assert vectors.state == "note"
        repair(data, report, embedder)
        assert library.search(QUERY)
    assert examine(data).is_sound


def test_what_killed_processes_left_is_cleared_away(data: Path, embedder: Embedder) -> None:
    (data / "vectors" / "model-gone-12345678.lock").touch()
    (data / "vectors" / "0123456789ab").mkdir()
    (data / "lexical" / "v0-old").mkdir()

    def notes() -> set[str]:
        found = examine(data).findings
        return {each.code for each in found if each.state == "note"} - {"disk"}

    assert notes() == {"stale-leases", "stale-indexes"}
    repair(data, examine(data), embedder)
    assert notes() == set()


def test_vectors_on_a_server(tmp_path: Path, embedder: Embedder, chroma_url: str) -> None:
    with Library.open(tmp_path, embedder=embedder, chroma_url=chroma_url) as library:
        library.add(make_plan("สวน"), "a")
        assert library.wait_ready(PATIENCE)
        index = library._dense._index
        assert index is not None
        index.remove(library._catalogue.keys()[:2])
    assert wrong(examine(tmp_path, chroma_url)) == {"vectors"}
    repair(tmp_path, examine(tmp_path, chroma_url), embedder, chroma_url)
    assert examine(tmp_path, chroma_url).is_sound


def test_a_catalogue_that_is_gone_is_a_problem_and_is_logged(
    data: Path, embedder: Embedder, caplog: pytest.LogCaptureFixture
) -> None:
    """An empty library in its place would be found sound, and backed up over good ones."""
    for file in data.glob("catalogue.sqlite*"):
        file.unlink()
    report = examine(data)
    assert wrong(report) == {"catalogue"}
    assert "hrplan restore" in report.problems[0].english
    Library.open(data, embedder=embedder).close()
    assert "catalogue.sqlite is gone" in caplog.text
