"""An archive in place of a library: checked first, put there in one step."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from retriever import lexical
from retriever.backup.archive import CATALOGUE, BackupError, Manifest, Progress, opened, unpack
from retriever.catalogue import Catalogue
from retriever.changes import changing
from retriever.lexical import Entry, LexicalIndex, texts_of

_PREFIX = ".hrplan-restore-"
_PAGE = 1_000
# Room that the lexical index may take beside the catalogue, as a share of it.
_SPARE = 0.3
_IN_USE = ("SQLITE_BUSY", "SQLITE_LOCKED")
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


def restore(
    archive_path: Path,
    data_dir: Path,
    *,
    replace: bool = False,
    on_unpack: Progress = lambda done, total: None,
    on_index: Progress = lambda done, total: None,
) -> Manifest:
    """Make the library of ``archive_path`` that of ``data_dir``; ``replace`` one that is there.

    Until the archive is unpacked and found whole nothing is touched; a process killed at any
    moment leaves the old library or the new one. The vectors are made anew by the next server.
    Raises BackupError for an archive that can't be used, a library that is in use or may not be
    replaced, and OSError where writing fails.
    """
    with opened(archive_path) as (archive, manifest), changing(data_dir):
        if not replace:
            _require_empty(data_dir)
        _sweep(data_dir)
        _require_room(data_dir, manifest.bytes)
        with TemporaryDirectory(prefix=_PREFIX, dir=data_dir) as beside:
            new = Path(beside) / CATALOGUE
            unpack(archive_path, archive, manifest, new, on_unpack)
            _make_its_own(new)
            _put(new, data_dir / CATALOGUE)
        _index(data_dir, on_index)
    return manifest


def _require_empty(data_dir: Path) -> None:
    if (data_dir / CATALOGUE).exists():
        raise BackupError(
            f"{data_dir} มีคลังแผนอยู่แล้ว กรุณาระบุ --replace เพื่อแทนที่ "
            "หรือกำหนด HRPLAN_DATA_DIR เป็นโฟลเดอร์อื่น",
            f"{data_dir} holds a library; replace it with --replace, or set HRPLAN_DATA_DIR "
            "to another folder",
        )


def _sweep(data_dir: Path) -> None:
    """What a killed run left behind; there is no other run, under the lock."""
    for left in data_dir.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)


def _require_room(data_dir: Path, needed: int) -> None:
    if shutil.disk_usage(data_dir).free < needed * (1 + _SPARE):
        megabytes = needed * (1 + _SPARE) / 1_000_000
        raise BackupError(
            f"พื้นที่ใน {data_dir} ไม่พอ ต้องว่างอย่างน้อย {megabytes:,.0f} MB",
            f"{data_dir} has too little room; at least {megabytes:,.0f} MB must be free",
        )


def _make_its_own(catalogue: Path) -> None:
    """Another identity, so that indexes of the library that it was, or takes the place of, with
    the same keys for other passages, are never taken for its own."""
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute(
            "UPDATE settings SET value = ? WHERE name = 'identity'", (uuid.uuid4().hex,)
        )
        connection.execute(
            "DELETE FROM settings WHERE name LIKE 'vectors %' OR name LIKE 'in step %'"
        )
    with catalogue.open("rb") as file:
        os.fsync(file.fileno())


def _put(new: Path, catalogue: Path) -> None:
    """``new`` in place of ``catalogue``, if there is one."""
    if catalogue.exists():
        with _told_in_use(catalogue):
            _fold(catalogue)
    # Left behind by a library that could not be folded: its log must not be read into the new one.
    for suffix in ("-wal", "-shm"):
        catalogue.with_name(CATALOGUE + suffix).unlink(missing_ok=True)
    os.replace(new, catalogue)
    for derived in ("lexical", "vectors"):
        shutil.rmtree(catalogue.parent / derived, ignore_errors=True)


def _fold(catalogue: Path) -> None:
    """The log into the file, which works only where no other connection is open."""
    with closing(sqlite3.connect(catalogue, timeout=1, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.DatabaseError as error:
            if not _name(error).startswith(_DAMAGED):
                raise


def _name(error: sqlite3.DatabaseError) -> str:
    return getattr(error, "sqlite_errorname", "")


@contextmanager
def _told_in_use(catalogue: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not _name(error).startswith(_IN_USE):
            raise OSError(f"{catalogue}: {error}") from error
        raise BackupError(
            "คลังแผนนี้กำลังถูกใช้งานอยู่ กรุณาปิดเซิร์ฟเวอร์ (hrplan serve) ก่อนกู้คืน",
            "the library is in use; stop the server (hrplan serve) before restoring",
        ) from error


def _index(data_dir: Path, on_index: Progress) -> None:
    """The lexical index of the catalogue; an interrupted one is mended at the next opening."""
    catalogue = Catalogue.open(data_dir / CATALOGUE)
    try:
        folder = data_dir / "lexical" / f"v{lexical.VERSION}-{catalogue.identity[:16]}"
        LexicalIndex.open(folder).change(_entries(catalogue, on_index))
    finally:
        catalogue.close()


def _entries(catalogue: Catalogue, on_index: Progress) -> Iterator[Entry]:
    keys = sorted(catalogue.keys())
    for at in range(0, len(keys), _PAGE):
        found = catalogue.passages(keys[at : at + _PAGE])
        yield from (Entry(one.key, one.plan_id, texts_of(one.passage)) for one in found.values())
        on_index(min(at + _PAGE, len(keys)), len(keys))
