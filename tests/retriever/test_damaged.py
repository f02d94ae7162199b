"""Whatever state the files of the lexical index are in, the catalogue brings it back."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retriever.damage import LexicalDamaged, LexicalError, guard
from retriever.embedding import Embedder
from retriever.fusion import Leg
from retriever.library import Library
from tests.retriever.plans import make_plan

QUERY = "หลักสูตรนักบริหารงานคลัง"
STEPS = 4
KINDS = [
    "meta.json",
    ".managed.json",
    *(f"*.{kind}" for kind in ["del", "fast", "idx", "pos", "store", "term"]),
]
HARMS: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "garbled": lambda path: path.write_bytes(bytes(255 - one for one in path.read_bytes())),
}


def index_folder(data: Path) -> Path:
    (folder,) = (data / "lexical").iterdir()
    return folder


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> list[Path]:
    """A library after each of some changes: plans come, and one takes another's place."""
    folder = tmp_path_factory.mktemp("steps")
    for step in range(STEPS):
        with Library.open(folder / "live", embedder=embedder, vectors=False) as library:
            library.add(make_plan(f"สวน{step}"), f"origin {step % 3}")
        shutil.copytree(folder / "live", folder / str(step))
    return [folder / str(step) for step in range(STEPS)]


@pytest.fixture
def works(tmp_path: Path, embedder: Embedder) -> Iterator[Callable[[], None]]:
    """The library in ``tmp_path`` opens, agrees with its catalogue, finds, and changes."""

    def check() -> None:
        with Library.open(tmp_path / "data", embedder=embedder, vectors=False) as library:
            agrees(library)
            library.add(make_plan("บ้านใหม่"), "origin 1")
            agrees(library)

    yield check


def agrees(library: Library) -> None:
    known = library._catalogue.keys()
    assert {Leg.WORDS, Leg.GRAMS} <= set(library.search(QUERY)[0].ranks)
    found = library._lexical.by_grams("งบประมาณ 38,500 บาท", 1_000)
    assert sorted(library._lexical.keys()) == known
    assert len(found) == len({key for key, _ in found}) <= len(known)


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_harmed_file(
    steps: list[Path], tmp_path: Path, works: Callable[[], None], kind: str, harm: str
) -> None:
    shutil.copytree(steps[-1], tmp_path / "data")
    for path in sorted(index_folder(tmp_path / "data").glob(kind))[:1]:
        HARMS[harm](path)
    works()


@pytest.mark.parametrize("managed", ["as it was", "lost", "empty"])
@pytest.mark.parametrize("catalogue", range(STEPS))
@pytest.mark.parametrize("meta", range(STEPS))
def test_files_of_several_steps(  # what a commit that was cut short leaves, and worse
    steps: list[Path],
    tmp_path: Path,
    works: Callable[[], None],
    meta: int,
    catalogue: int,
    managed: str,
) -> None:
    """Segments of the last step, the list of another, the catalogue of a third."""
    shutil.copytree(steps[-1], tmp_path / "data")
    folder = index_folder(tmp_path / "data")
    for step in steps:
        for path in index_folder(step).iterdir():
            if not (folder / path.name).exists():
                shutil.copy(path, folder)
    shutil.copy(index_folder(steps[meta]) / "meta.json", folder)
    for path in (tmp_path / "data").glob("catalogue.*"):
        path.unlink()
    for path in steps[catalogue].glob("catalogue.*"):
        shutil.copy(path, tmp_path / "data")
    if managed == "lost":
        (folder / ".managed.json").unlink()
    elif managed == "empty":
        (folder / ".managed.json").write_text("[]")
    works()


def test_a_list_whose_files_are_not_there_yet(
    steps: list[Path], tmp_path: Path, works: Callable[[], None]
) -> None:
    shutil.copytree(steps[0], tmp_path / "data")
    shutil.copy(index_folder(steps[-1]) / "meta.json", index_folder(tmp_path / "data"))
    works()


def test_locks_of_a_process_that_is_gone(
    steps: list[Path], tmp_path: Path, works: Callable[[], None]
) -> None:
    shutil.copytree(steps[-1], tmp_path / "data")
    for name in (".tantivy-writer.lock", ".tantivy-meta.lock"):
        (index_folder(tmp_path / "data") / name).write_text("1")
    works()


@pytest.fixture
def damaged(steps: list[Path], tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """Open, and its keys can be read, but neither a word nor a change gets through."""
    shutil.copytree(steps[-1], tmp_path / "data")
    for path in index_folder(tmp_path / "data").glob("*.pos"):
        path.unlink()
    with Library.open(tmp_path / "data", embedder=embedder, vectors=False) as library:
        with pytest.raises(LexicalDamaged):
            library._lexical.by_grams(QUERY, 10)
        yield library


def test_damage_that_a_search_meets_is_mended(
    damaged: Library, caplog: pytest.LogCaptureFixture
) -> None:
    agrees(damaged)
    (told,) = (r.getMessage() for r in caplog.records if "made anew" in r.getMessage())
    assert "\n" not in told


def test_damage_that_a_change_meets_is_mended(damaged: Library) -> None:
    damaged.remove(damaged.plans()[0].id)
    agrees(damaged)


def test_an_index_that_vanishes_while_it_is_open(
    steps: list[Path], tmp_path: Path, embedder: Embedder
) -> None:
    shutil.copytree(steps[-1], tmp_path / "data")
    with Library.open(tmp_path / "data", embedder=embedder, vectors=False) as library:
        shutil.rmtree(index_folder(tmp_path / "data"))
        library.add(make_plan("บ้านใหม่"), "origin 1")
        agrees(library)


def test_nothing_is_told_of_a_sound_index(
    steps: list[Path], tmp_path: Path, works: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(steps[-1], tmp_path / "data")
    with caplog.at_level(logging.WARNING):
        works()
    assert caplog.records == []


@pytest.mark.parametrize(
    "reason",
    [
        "Failed to acquire Lockfile: LockBusy. Some(...)",
        'IoError { io_error: Os { code: 28, kind: StorageFull, message: "No space left" } }',
        "[Errno 13] Permission denied: 'meta.json'",
        "Too many open files (os error 24)",
    ],
)
def test_what_passes_is_no_damage(reason: str) -> None:
    with pytest.raises(LexicalError) as told, guard():
        raise ValueError(reason)
    assert not isinstance(told.value, LexicalDamaged)


def test_other_failures_stay_what_they_are() -> None:
    with pytest.raises(KeyError), guard():
        raise KeyError("x")
