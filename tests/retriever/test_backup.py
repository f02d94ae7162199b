"""A library as one file, and back: whole, of one moment, and never half there."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from retriever.backup import BackupError, Manifest, back_up, restore
from retriever.backup.archive import CATALOGUE, MANIFEST
from retriever.catalogue import Cited, Feedback
from retriever.library import Library
from tests.retriever.plans import make_plan
from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
NAMES = ("สวนงาม", "ทุ่งทอง", "บึงใหญ่")
VERDICT = Feedback(
    id="f1",
    verdict="down",
    question="งบเท่าไร",
    answer="35,000 บาท [1]",
    citations=(Cited("a.txt", "p", "p:1", 3, 4),),
    answerable=True,
    comment="ปีก่อน",
    organization="เทศบาลตำบลสวนงาม",
    position=None,
    history=("ก่อนหน้า",),
)


def fill(folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    with Library.open(folder) as library:
        library.add_many((make_plan(name), f"{name}.txt") for name in names)
        library.append_messages("s1", {"by": "person", "text": "ถาม"}, profile={"position": "ครู"})
        library.feedback.put(VERDICT)
    return folder


def held(folder: Path) -> dict[str, object]:
    """What a person can get out of a library."""
    with Library.open(folder) as library:
        assert library.wait_ready(PATIENCE)
        plans = [library.plan(plan.id) for plan in library.plans()]
        return {
            "plans": plans,
            "found": [
                [(hit.passage.id, round(hit.score, 6)) for hit in library.search(query, k=5)]
                for query in ("โครงการฝึกอบรม", "หลักสูตรนักบริหารงานคลัง สวนงาม")
            ],
            "facts": library.facts(),
            "session": library.session("s1"),
            "feedback": library.feedback.disputed(),
        }


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def archive(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "kept.zip"
    back_up(full, path)
    return path


def test_what_comes_back_is_what_was_kept(full: Path, archive: Path, tmp_path: Path) -> None:
    manifest = restore(archive, tmp_path / "new")
    assert held(tmp_path / "new") == held(full)
    assert manifest.counts["plans"] == len(NAMES) and manifest.counts["feedback"] == 1
    assert manifest.counts["sessions"] == 1
    assert not list((tmp_path / "new").glob(".hrplan-restore-*"))


def test_the_archive_is_its_owners_alone_and_leaves_nothing_beside(
    full: Path, tmp_path: Path
) -> None:
    back_up(full, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_progress_ends_with_all(full: Path, archive: Path, tmp_path: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {"copy": [], "pack": [], "unpack": [], "index": []}

    def note(step: str) -> Callable[[int, int], None]:
        return lambda done, total: told[step].append((done, total))

    back_up(full, tmp_path / "a.zip", note("copy"), note("pack"))
    restore(archive, tmp_path / "new", on_unpack=note("unpack"), on_index=note("index"))
    for step, calls in told.items():
        assert calls and calls[-1][0] == calls[-1][1] > 0, step


def test_a_copy_made_under_changes_is_of_one_moment(tmp_path: Path) -> None:
    """Plans come and go all the while, in another process's place; each copy is whole."""
    source = tmp_path / "data"
    fill(source)
    done = threading.Event()
    changes = 0

    def change() -> None:
        nonlocal changes
        with Library.open(source, vectors=False) as library:
            while not done.is_set():
                plan = make_plan(f"ชั่วคราว{changes}")
                library.add(plan, "temporary.txt")
                changes += 1

    changing = threading.Thread(target=change)
    changing.start()
    try:
        manifests = []
        for at in range(5):
            seen = changes
            while changes == seen and changing.is_alive():
                time.sleep(0.01)
            manifests.append(back_up(source, tmp_path / f"{at}.zip"))
    finally:
        done.set()
        changing.join()
    assert changes > 1
    for at, manifest in enumerate(manifests):
        restore(tmp_path / f"{at}.zip", tmp_path / f"new{at}")
        with Library.open(tmp_path / f"new{at}", vectors=False) as library:
            plans = library.plans()
            assert len(plans) == manifest.counts["plans"] in (len(NAMES), len(NAMES) + 1)
            assert {hit.plan.id for hit in library.search("โครงการ", k=50)} <= {p.id for p in plans}


def test_another_library_is_replaced_only_when_that_is_said(archive: Path, tmp_path: Path) -> None:
    there = fill(tmp_path / "data", ("อื่น",))
    before = held(there)
    with pytest.raises(BackupError, match="--replace"):
        restore(archive, there)
    assert held(there) == before
    restore(archive, there, replace=True)
    with Library.open(there) as library:
        assert len(library.plans()) == len(NAMES)
        found = library.search("โครงการ", k=50)
        assert found and {hit.plan.id for hit in found} <= {p.id for p in library.plans()}


def test_a_library_in_use_is_left_alone(archive: Path, tmp_path: Path) -> None:
    there = fill(tmp_path / "data", ("อื่น",))
    with Library.open(there) as library:
        before = library.plans()
        with pytest.raises(BackupError, match="stop the server"):
            restore(archive, there, replace=True)
        assert library.plans() == before
        assert library.search("โครงการ")


@pytest.mark.parametrize("damage", ["header", "middle", "log"])
def test_a_damaged_library_is_replaced(archive: Path, tmp_path: Path, damage: str) -> None:
    """That is what backups are for; a log left behind is not read into the new library."""
    there = fill(tmp_path / "data", ("อื่น",))
    catalogue = there / CATALOGUE
    data = bytearray(catalogue.read_bytes())
    if damage == "log":
        connection = sqlite3.connect(catalogue)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE plans SET title = 'from the log'")
        connection.commit()
        (there / "kept-wal").write_bytes((there / f"{CATALOGUE}-wal").read_bytes())
        connection.close()
        (there / "kept-wal").rename(there / f"{CATALOGUE}-wal")
        data[:100] = b"x" * 100
    else:
        at = 0 if damage == "header" else len(data) // 2
        data[at : at + 5_000] = b"x" * 5_000
    catalogue.write_bytes(data)
    restore(archive, there, replace=True)
    with Library.open(there, vectors=False) as library:
        assert {plan.title for plan in library.plans()} == {make_plan(name).title for name in NAMES}


def packed(manifest: bytes | None, catalogue: bytes, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CATALOGUE, catalogue)
        if manifest is not None:
            archive.writestr(MANIFEST, manifest)
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


def parts(archive: Path) -> tuple[Manifest, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return Manifest.model_validate_json(opened.read(MANIFEST)), opened.read(CATALOGUE)


def altered(data: bytes, **fields: object) -> Callable[[Manifest], bytes]:
    return lambda m: packed(m.model_copy(update=fields).model_dump_json().encode(), data)


BAD: dict[str, tuple[str, Callable[[Manifest, bytes], bytes]]] = {
    "no archive": ("no backup", lambda m, c: b"hello"),
    "empty": ("no backup", lambda m, c: b""),
    "no manifest": ("other files", lambda m, c: packed(None, c)),
    "bad manifest": ("manifest", lambda m, c: packed(b"{}", c)),
    "one file more": ("other files", lambda m, c: packed(m.model_dump_json().encode(), c, x=b"")),
    "traversal": (
        "other files",
        lambda m, c: packed(m.model_dump_json().encode(), c, **{"../../evil": b"x"}),
    ),
    "newer format": ("newer version", lambda m, c: altered(c, format=99)(m)),
    "newer tables": ("newer version", lambda m, c: altered(c, schema_version=99)(m)),
    "older tables": ("older version", lambda m, c: altered(c, schema_version=0)(m)),
    "wrong sum": ("sums differ", lambda m, c: altered(c, sha256="0" * 64)(m)),
    "wrong size": ("sizes differ", lambda m, c: altered(c, bytes=1)(m)),
    "wrong counts": ("counts differ", lambda m, c: altered(c, counts={"plans": 1})(m)),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_backup_is_refused_before_anything_is_touched(
    archive: Path, tmp_path: Path, kind: str
) -> None:
    there = fill(tmp_path / "data", ("อื่น",))
    before = held(there)
    why, make = BAD[kind]
    bad = tmp_path / "bad.zip"
    bad.write_bytes(make(*parts(archive)))
    with pytest.raises(BackupError, match=why) as told:
        restore(bad, there, replace=True)
    assert "\n" not in str(told.value)
    assert held(there) == before
    assert not list(there.glob(".hrplan-restore-*")) and not (tmp_path / "evil").exists()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_or_altered_archive_is_refused(
    archive: Path, tmp_path: Path, share: float
) -> None:
    data = bytearray(archive.read_bytes())
    cut = tmp_path / "cut.zip"
    cut.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(BackupError):
        restore(cut, tmp_path / "new")
    at = int(len(data) * 0.9 * share)
    data[at] ^= 0xFF
    cut.write_bytes(data)
    with pytest.raises(BackupError):
        restore(cut, tmp_path / "new")
    assert not (tmp_path / "new" / CATALOGUE).exists()


def test_a_trigger_is_no_part_of_a_library(full: Path, archive: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    restore(archive, odd)
    with sqlite3.connect(odd / CATALOGUE) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON plans BEGIN DELETE FROM plans; END")
    connection.close()
    back_up(odd, tmp_path / "odd.zip")
    with pytest.raises(BackupError, match="none of ours"):
        restore(tmp_path / "odd.zip", tmp_path / "new")


def test_a_damaged_library_is_not_kept_over_good_backups(tmp_path: Path) -> None:
    there = fill(tmp_path / "data")
    data = bytearray((there / CATALOGUE).read_bytes())
    data[len(data) // 2 : len(data) // 2 + 20_000] = b"x" * 20_000
    (there / CATALOGUE).write_bytes(data)
    with pytest.raises(BackupError, match="damaged"):
        back_up(there, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_no_library_and_a_name_that_is_taken(full: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no library"):
        back_up(tmp_path, tmp_path / "a.zip")
    assert not (tmp_path / CATALOGUE).exists()
    (tmp_path / "a.zip").write_text("mine")
    with pytest.raises(BackupError, match="another name"):
        back_up(full, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_text() == "mine"


# Kills itself at the nth sign of progress, or when it is about to put the new catalogue in place,
# or right after.
KILLED = """
import os, signal, sys
from pathlib import Path
from retriever.backup import archive, restore, restoring
archive.CHUNK = 1 << 14
place, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def die(): os.kill(os.getpid(), signal.SIGKILL)
left = int(place) if place.isdigit() else 10**9
def step(done, total):
    global left
    left -= 1
    if left < 0: die()
put = os.replace
def replace(a, b):
    if place == "before": die()
    put(a, b)
    if place == "after": die()
restoring.os.replace = replace
fold = restoring._fold
def folding(catalogue):
    fold(catalogue)
    if place == "folded": die()
restoring._fold = folding
restore(source, target, replace=True, on_unpack=step,
        on_index=lambda done, total: place == "index" and die())
"""


@pytest.mark.parametrize("place", ["0", "5", "folded", "before", "after", "index", "all"])
def test_killed_on_the_way_it_leaves_the_old_library_or_the_new(
    full: Path, archive: Path, tmp_path: Path, place: str
) -> None:
    there = fill(tmp_path / "data", ("อื่น",))
    before = held(there)
    run = subprocess.run(
        [sys.executable, "-c", KILLED, place, str(archive), str(there)],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert run.returncode == (0 if place == "all" else -signal.SIGKILL), run.stderr
    assert held(there) == (held(full) if place in ("after", "index", "all") else before)
    restore(archive, there, replace=True)
    assert not list(there.glob(".hrplan-restore-*"))
    assert held(there) == held(full)
