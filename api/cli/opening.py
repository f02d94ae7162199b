"""Opening the library for a command, and what is told where that fails."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from api.cli.output import CliError, complain
from api.settings import Settings

if TYPE_CHECKING:
    from retriever.library import Library
    from retriever.reindex import Reindex

# Chroma's own client tries a dead server for a minute.
_CHROMA_SECONDS = 3.0


@contextmanager
def opened(settings: Settings, *, vectors: bool = False) -> Iterator[Library]:
    """The library that the settings name; CliError for a folder or server that can't be used.

    ``vectors`` brings Chroma in step, which takes seconds: for a server, and for
    changes where Chroma is shared.
    """
    from api.library import configured_embedder, open_library
    from retriever.changes import changing

    reached(settings)
    embedder = configured_embedder(settings)
    with usable(settings.data_dir), changing(settings.data_dir, tell_waiting):
        library = open_library(settings, embedder=embedder, vectors=vectors)
    with library, _undamaged(settings.data_dir):
        yield library


@contextmanager
def reindexing(settings: Settings) -> Iterator[Reindex]:
    """A run of embedding anew; CliError and EmbeddingError as for ``opened``."""
    from api.library import configured_embedder
    from retriever.reindex import Reindex

    reached(settings)
    embedder = configured_embedder(settings)
    with usable(settings.data_dir):
        run = Reindex(settings.data_dir, embedder, settings.chroma_url)
    with run, _undamaged(settings.data_dir):
        yield run


@contextmanager
def usable(folder: Path) -> Iterator[None]:
    """A folder or catalogue that can't be opened or written as a CliError."""
    try:
        with _undamaged(folder):
            yield
    except OSError as error:
        raise _unusable(folder, error.strerror or str(error)) from error


@contextmanager
def _undamaged(folder: Path) -> Iterator[None]:
    from sqlalchemy.exc import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise _unusable(folder, str(error.orig)) from error


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """For one question: the dictionaries that it reads would be looked through again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def reached(settings: Settings) -> None:
    """Raises CliError where the Chroma server that the settings name doesn't answer."""
    if settings.chroma_url:
        _reach(settings.chroma_url)


def tell_waiting() -> None:
    complain(
        "รอโปรแกรมอื่นที่กำลังบันทึกแผนลงคลังนี้ (Ctrl-C เพื่อยกเลิก) / "
        "waiting for another program that is changing this library (Ctrl-C to cancel)",
        0,
    )


def _unusable(folder: Path, reason: str) -> CliError:
    where = folder.absolute()
    if "not a database" in reason or "malformed" in reason:
        return CliError(
            f"ไฟล์ catalogue.sqlite ในโฟลเดอร์ข้อมูล {where} เสียหาย กรุณากู้จากไฟล์สำรองด้วย "
            "hrplan restore --replace หรือย้ายโฟลเดอร์นี้ออกไปแล้วนำเข้าแผนใหม่",
            f"catalogue.sqlite in the data folder {where} is damaged ({reason}); restore a backup "
            "(hrplan restore --replace), or move the folder away and ingest the plans again",
        )
    return CliError(
        f"เปิดหรือเขียนโฟลเดอร์ข้อมูล {where} ไม่ได้ กรุณาตรวจสอบสิทธิ์และพื้นที่ว่าง "
        "หรือกำหนด HRPLAN_DATA_DIR เป็นโฟลเดอร์อื่น",
        f"can't open or write the data folder {where} ({reason}); "
        "check its permissions and free space, or set HRPLAN_DATA_DIR to another folder",
    )


def _reach(url: str) -> None:
    try:
        with urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_CHROMA_SECONDS):
            return
    except (OSError, HTTPException, ValueError) as error:
        reason = str(getattr(error, "reason", "") or error or type(error).__name__)
        raise CliError(
            f"ติดต่อเซิร์ฟเวอร์ Chroma ที่ {url} ไม่ได้ กรุณาเปิดเซิร์ฟเวอร์ หรือแก้ไขหรือลบ HRPLAN_CHROMA_URL",
            f"no Chroma server answers at {url} ({reason}); "
            "start it, or correct or unset HRPLAN_CHROMA_URL",
        ) from error
