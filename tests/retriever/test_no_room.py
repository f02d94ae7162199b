"""A full disk, a disk that can't be written, and changes that fail half-way: what was kept stays,
is found, and the next change goes through once there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from retriever import intake
from retriever.catalogue import Catalogue
from retriever.damage import LexicalError
from retriever.doctor import examine
from retriever.embedding import Embedder
from retriever.lexical import LexicalIndex
from retriever.library import Library
from retriever.vectors import VectorIndex, VectorsError
from tests.retriever.plans import make_plan
from tests.waiting import PATIENCE

QUERY = "หลักสูตรนักบริหารงานคลัง"
HELD = [make_plan(f"สวน{at}") for at in range(3)]
MANY_LINES = tuple(f"โครงการอบรมครั้งที่ {at} งบประมาณ {at:,} บาท" for at in range(300))


def mounted(folder: Path, *options: str) -> bool:
    folder.mkdir()
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB; skipped where one may not be mounted."""
    folder = tmp_path / "disk"
    if os.name == "nt" or not mounted(folder, "-t", "tmpfs", "-o", "size=8m", "tmpfs"):
        pytest.skip("a file system can't be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def filled(folder: Path, embedder: Embedder) -> None:
    with Library.open(folder, embedder=embedder) as library:
        library.add_many([(plan, plan.source) for plan in HELD])
        assert library.wait_ready(PATIENCE)


def sound(folder: Path) -> bool:
    """Whether nothing but the room on the disk is a problem."""
    return {each.code for each in examine(folder).problems} <= {"disk"}


def test_a_disk_that_fills_up_loses_nothing(small_disk: Path, embedder: Embedder) -> None:
    data = small_disk / "data"
    filled(data, embedder)
    (small_disk / "ballast").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 1_500_000))
    with Library.open(data, embedder=embedder, vectors=False) as library:
        with pytest.raises((OperationalError, LexicalError, OSError)):
            for number in range(50):
                library.add(make_plan(f"ใหญ่{number}", MANY_LINES), f"big {number}")
        known = {plan.id for plan in library.plans()}
        assert known >= {plan.id for plan in HELD}
        hit = library.search(QUERY, plan_ids=[HELD[0].id])[0]
        assert hit.passage == HELD[0].passages[0]
    room = shutil.copytree(data, small_disk.parent / "room")
    with Library.open(room, embedder=embedder) as library:
        assert {plan.id for plan in library.plans()} == known
        assert library.wait_ready(PATIENCE)
        library.add(make_plan("ใหม่"), "new")
        assert library.search(QUERY)
    assert sound(room)


def test_a_library_that_is_open_answers_while_the_disk_is_full(
    small_disk: Path, embedder: Embedder
) -> None:
    data = small_disk / "data"
    filled(data, embedder)
    with Library.open(data, embedder=embedder) as library:
        assert library.wait_ready(PATIENCE)
        with (small_disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(b"x" * 4_096)
        assert library.search(QUERY)[0].passage.text == HELD[0].passages[0].text
        with pytest.raises((OperationalError, LexicalError)):
            library.add(make_plan("ใหญ่", MANY_LINES), "big")
        assert {plan.id for plan in library.plans()} == {plan.id for plan in HELD}
        assert library.search(QUERY)
        assert "writable" in {each.code for each in examine(data).problems}
        (small_disk / "ballast").unlink()
        library.add(make_plan("ใหม่"), "new")
        assert library.search(QUERY)
    with Library.open(data, embedder=embedder) as library:
        assert library.wait_ready(PATIENCE)
        assert len(library.plans()) == len(HELD) + 1
    assert sound(data)


@pytest.fixture
def read_only(tmp_path: Path, embedder: Embedder) -> Iterator[Path]:
    filled(tmp_path / "data", embedder)
    folder = tmp_path / "mounted"
    if os.name == "nt" or not mounted(folder, "--bind", str(tmp_path / "data")):
        pytest.skip("a folder can't be mounted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_read_only_folder_is_told_of_and_left_as_it_is(
    read_only: Path, embedder: Embedder
) -> None:
    with pytest.raises((OperationalError, OSError)):
        Library.open(read_only, embedder=embedder).close()
    report = examine(read_only)
    assert {each.code for each in report.problems} == {"writable"}
    assert sound(read_only.parent / "data")


# Each step of a change fails in turn


def full_database(*_: object, **__: object) -> None:
    raise OperationalError("INSERT", {}, Exception("database or disk is full"))


def full_lexical(*_: object, **__: object) -> None:
    raise LexicalError("ดิสก์เต็ม / the disk is full")


def full_vectors(*_: object, **__: object) -> None:
    raise VectorsError("the disk is full")


STEPS: dict[str, tuple[type, str, Callable[..., None]]] = {
    "keys": (Catalogue, "reserve_keys", full_database),
    "lexical index": (LexicalIndex, "change", full_lexical),
    "catalogue": (Catalogue, "put_many", full_database),
    "settling": (Catalogue, "settle", full_database),
    "vectors": (VectorIndex, "add", full_vectors),
}
DEEDS: dict[str, Callable[[Library], object]] = {
    "add": lambda library: library.add(make_plan("ใหม่"), "new"),
    "replace": lambda library: library.add(make_plan("แทน"), HELD[0].source),
    "remove": lambda library: library.remove(HELD[0].id),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_step_that_finds_no_room(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, deed: str, step: str
) -> None:
    """The plans are as before or as after, whole; and the same deed goes through in the end."""
    filled(tmp_path, embedder)
    owner, method, failing = STEPS[step]
    with Library.open(tmp_path, embedder=embedder) as library:
        assert library.wait_ready(PATIENCE)
        before = {plan.id for plan in library.plans()}
        with monkeypatch.context() as patch:
            patch.setattr(owner, method, failing)
            with suppress(OperationalError, LexicalError):
                DEEDS[deed](library)
            for plan in library.plans():
                assert library.plan(plan.id).passages
                assert library.search(QUERY, plan_ids=[plan.id])
        after = {plan.id for plan in library.plans()}
        assert len(before ^ after) in (0, 1, 2) and after >= {plan.id for plan in HELD[1:]}
    with Library.open(tmp_path, embedder=embedder) as library:
        assert library.wait_ready(PATIENCE)
        assert {plan.id for plan in library.plans()} == after
    assert sound(tmp_path)
    if after == before:
        with Library.open(tmp_path, embedder=embedder, vectors=False) as library:
            DEEDS[deed](library)
            assert {plan.id for plan in library.plans()} != before


def test_a_batch_that_finds_no_room_keeps_the_ones_before(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_BATCH_PASSAGES", 1)
    put = Catalogue.put_many
    given = iter(range(10))

    def third_fails(catalogue: Catalogue, *args: object, **named: object) -> None:
        if next(given) == 2:
            full_database()
        put(catalogue, *args, **named)  # type: ignore[arg-type]

    plans = [make_plan(f"ไร่{at}") for at in range(4)]
    with Library.open(tmp_path, embedder=embedder, vectors=False) as library:
        monkeypatch.setattr(Catalogue, "put_many", third_fails)
        with pytest.raises(OperationalError):
            library.add_many([(plan, plan.source) for plan in plans])
        assert {plan.id for plan in library.plans()} == {plan.id for plan in plans[:2]}
    assert sound(tmp_path)
