"""A consistent copy of a library, while it is used."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from retriever.backup.archive import (
    CATALOGUE,
    FORMAT,
    BackupError,
    Manifest,
    Progress,
    counts,
    pack,
)
from retriever.catalogue import schema

# What SQLite says where it can't even read which tables there are.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# Pages of 4 kB that are copied between two reports of progress.
_PAGES = 2_000


def back_up(
    data_dir: Path,
    target: Path,
    on_copy: Progress = lambda done, total: None,
    on_pack: Progress = lambda done, total: None,
) -> Manifest:
    """Write the library of ``data_dir`` to ``target``, whole or not at all; what it holds.

    Servers answer and plans are added meanwhile: the copy is of the moment at which it began.
    It takes the room of the catalogue beside ``target`` until it is packed. Raises BackupError
    where there is no library or a file of that name already, OSError where writing fails.
    """
    catalogue = data_dir / CATALOGUE
    if not catalogue.is_file():
        raise BackupError(
            f"ไม่มีคลังแผนใน {data_dir} กรุณาตรวจสอบ HRPLAN_DATA_DIR",
            f"there is no library in {data_dir}; check HRPLAN_DATA_DIR",
        )
    if target.exists():
        raise BackupError(
            f"มีไฟล์ {target} อยู่แล้ว กรุณาใช้ชื่ออื่น", f"{target} exists already; use another name"
        )
    with TemporaryDirectory(prefix=".hrplan-backup-", dir=target.absolute().parent) as beside:
        copy = Path(beside) / CATALOGUE
        try:
            manifest = _copied(catalogue, copy, on_copy)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _DAMAGED:
                raise
            raise _damaged(catalogue) from error
        # Conversations are in it: readable by its owner alone.
        with NamedTemporaryFile(dir=beside, delete=False) as packed:
            pack(copy, manifest, packed.file, on_pack)
            packed.flush()
            os.fsync(packed.fileno())
        os.replace(packed.name, target)
    return manifest


def _damaged(catalogue: Path) -> BackupError:
    return BackupError(
        f"ไฟล์ {catalogue} เสียหาย จึงไม่สำรองทับของเดิม กรุณากู้คืนจากไฟล์สำรองก่อนหน้า",
        f"{catalogue} is damaged and was not backed up; restore an earlier backup",
    )


def _copied(catalogue: Path, copy: Path, on_copy: Progress) -> Manifest:
    with (
        closing(sqlite3.connect(catalogue, timeout=30, isolation_level=None)) as source,
        closing(sqlite3.connect(copy, isolation_level=None)) as target,
    ):
        # Held open, it keeps the copy to one moment: without it, a change by another process
        # would begin the copy anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        target.execute("PRAGMA synchronous = OFF")
        source.backup(
            target,
            pages=_PAGES,
            progress=lambda _, left, total: on_copy(total - left, total),
        )
        source.execute("COMMIT")
        # One file, without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        if target.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _damaged(catalogue)
        return Manifest(
            format=FORMAT,
            version=version("hrplan"),
            schema_version=schema.SCHEMA_VERSION,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            bytes=0,
            sha256="0" * 64,
            counts=counts(target),
        )
