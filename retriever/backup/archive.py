"""The archive: a ZIP of ``catalogue.sqlite`` and ``manifest.json``, and nothing else."""

from __future__ import annotations

import hashlib
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from retriever.catalogue import schema
from retriever.catalogue.upgrading import UPGRADABLE

FORMAT = 1
CATALOGUE, MANIFEST = "catalogue.sqlite", "manifest.json"
CHUNK = 1 << 18
_MANIFEST_BYTES = 100_000
# What is counted, so that a restored library can be compared with what was kept.
COUNTED = ("plans", "passages", "facts", "originals", "sessions", "feedback")

# Called with how many of how many bytes or passages are done.
Progress: TypeAlias = Callable[[int, int], None]


class BackupError(RuntimeError):
    """A backup can't be made or used. ``str()`` is one line, Thai then English."""

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(f"{thai} / {english}")


class Manifest(BaseModel):
    """What an archive holds. ``version`` is that of the program, ``schema_version`` the tables'."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    version: str
    schema_version: int
    made_at: str
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    counts: dict[str, int]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each kind; a table that an older library lacks holds none."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in found}
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        if name in tables
        else 0
        for name in COUNTED
    }


def pack(catalogue: Path, manifest: Manifest, target: IO[bytes], on_bytes: Progress) -> None:
    """Write the archive of ``catalogue`` with ``manifest``, whose bytes and sum are filled in."""
    digest, done, total = hashlib.sha256(), 0, catalogue.stat().st_size
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with (
            catalogue.open("rb") as source,
            archive.open(CATALOGUE, "w", force_zip64=True) as packed,
        ):
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                packed.write(chunk)
                done += len(chunk)
                on_bytes(done, total)
        whole = manifest.model_copy(update={"bytes": done, "sha256": digest.hexdigest()})
        archive.writestr(MANIFEST, whole.model_dump_json(indent=1))


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive, once its names, its version and its sizes are found right."""
    with telling_damage(path), zipfile.ZipFile(path) as archive:
        if sorted(archive.namelist()) != [CATALOGUE, MANIFEST]:
            raise _no_backup(path, "it holds other files")
        if archive.getinfo(MANIFEST).file_size > _MANIFEST_BYTES:
            raise _no_backup(path, "its manifest is too large")
        manifest = _manifest(path, archive.read(MANIFEST))
        if archive.getinfo(CATALOGUE).file_size != manifest.bytes:
            raise _no_backup(path, "sizes differ")
        yield archive, manifest


def _manifest(path: Path, data: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(data)
    except ValidationError as error:
        raise _no_backup(path, "its manifest can't be read") from error
    if manifest.format > FORMAT or manifest.schema_version > schema.SCHEMA_VERSION:
        raise BackupError(
            f"{path.name} สำรองไว้ด้วยโปรแกรมรุ่นใหม่กว่า ({manifest.version}) กรุณาปรับรุ่นโปรแกรมก่อน",
            f"{path.name} was made by a newer version ({manifest.version}); upgrade hrplan first",
        )
    if manifest.schema_version not in (schema.SCHEMA_VERSION, *UPGRADABLE):
        raise BackupError(
            f"{path.name} สำรองไว้ด้วยโปรแกรมรุ่นเก่า ({manifest.version}) กรุณากู้คืนด้วยรุ่นนั้น",
            f"{path.name} was made by an older version ({manifest.version}); restore it with that",
        )
    return manifest


def unpack(
    path: Path, archive: zipfile.ZipFile, manifest: Manifest, target: Path, on_bytes: Progress
) -> None:
    """The catalogue into ``target``; BackupError where it isn't what was packed."""
    digest, done = hashlib.sha256(), 0
    with archive.open(CATALOGUE) as packed, target.open("xb") as out:
        while chunk := packed.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
            done += len(chunk)
            on_bytes(done, manifest.bytes)
    if digest.hexdigest() != manifest.sha256:
        raise _no_backup(path, "sums differ")
    _check(path, target, manifest)


def _check(path: Path, catalogue: Path, manifest: Manifest) -> None:
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise _no_backup(path, "its database is damaged")
        query = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
        if connection.execute(query).fetchone() != (0,):
            raise _no_backup(path, "its database is none of ours")
        if counts(connection) != manifest.counts:
            raise _no_backup(path, "counts differ")


@contextmanager
def telling_damage(path: Path) -> Iterator[None]:
    """Whatever a file that is no archive, or is damaged, raises, as one line."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _no_backup(path, str(error)) from error
    except RuntimeError as error:
        if isinstance(error, BackupError):
            raise
        raise _no_backup(path, str(error)) from error  # encrypted
    except sqlite3.DatabaseError as error:
        raise _no_backup(path, str(error)) from error


def _no_backup(path: Path, reason: str) -> BackupError:
    return BackupError(
        f"{path.name} ไม่ใช่ไฟล์สำรองของถามแผน หรือไฟล์เสียหาย กรุณาใช้ไฟล์สำรองอื่น",
        f"{path.name} is no backup of hrplan or is damaged ({reason}); use another one",
    )
