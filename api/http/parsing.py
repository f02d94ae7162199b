"""Uploads are read and checked apart: a file that hangs, eats memory or brings a reader down harms
no answer.

Each file has a process of its own, forked from a small one that has loaded the dictionaries, with
bounds on time and memory. Two are read at a time; a few more wait.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from api.checking import PlacedFinding
from api.http.errors import ApiProblem
from api.http.reader_process import check_and_send, read_and_send
from ingest.models import IngestError, Organization, Plan

AT_ONCE = 2
WAITING = 8
# A fork of the server would copy locks that its threads hold at that moment.
_CONTEXT = (
    get_context("forkserver") if "forkserver" in get_all_start_methods() else get_context("spawn")
)
_PRELOAD = ["api.http.reader_preload"]


class Readers:
    """The processes that read uploads for one application."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._room = threading.BoundedSemaphore(AT_ONCE + WAITING)
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    def read(self, path: Path, source: str) -> Plan:
        """The plan in the file at ``path``, ``source`` by name.

        Raises IngestError for a file that holds none, takes too long or ends its reader, and
        ApiProblem (503) where too many wait.
        """
        with self._place():
            outcome = self._outcome(read_and_send, path, source)
        if isinstance(outcome, Plan):
            return outcome
        raise IngestError(*outcome)

    def check(
        self, path: Path, source: str, known: Sequence[Organization]
    ) -> Sequence[PlacedFinding]:
        """What the checks find in the file, each with its place, ``known`` being organisations of
        other plans; raises as ``read`` does."""
        with self._place():
            outcome = self._outcome(check_and_send, path, source, known)
        if isinstance(outcome, list):
            return outcome
        raise IngestError(*outcome)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            raise ApiProblem(
                503,
                "uploads-busy",
                "มีไฟล์รออ่านอยู่หลายไฟล์ กรุณาลองใหม่ในอีกสักครู่",
                "several files are waiting to be read; try again in a moment",
                headers={"Retry-After": "10"},
            )
        try:
            with self._turn:
                yield
        finally:
            self._room.release()

    def _outcome(self, work: Callable[..., None], *args: object) -> Any:
        """What ``work`` sends, or why it sends nothing, in Thai and English."""
        _CONTEXT.set_forkserver_preload(_PRELOAD)
        ours, theirs = _CONTEXT.Pipe(duplex=False)
        reader = _CONTEXT.Process(target=work, args=(theirs, *args), daemon=True)
        with ours:
            reader.start()
            theirs.close()
            try:
                return self._received(ours)
            finally:
                _end(reader)

    def _received(self, ours: Connection) -> Any:
        if not ours.poll(self._seconds):
            return (
                f"อ่านไฟล์นี้ไม่เสร็จใน {self._seconds:,} วินาที กรุณาแบ่งไฟล์ให้เล็กลง หรือใช้คำสั่ง hrplan ingest",
                f"the file was not read within {self._seconds:,} seconds; split it, or use "
                "`hrplan ingest`",
            )
        try:
            return ours.recv()
        except EOFError:
            return (
                "อ่านไฟล์นี้ไม่ได้ ไฟล์อาจเสียหรือซับซ้อนเกินไป กรุณาบันทึกใหม่หรือบันทึกเป็นไฟล์ข้อความ",
                "the reader ended on this file, which may be damaged or too complex; save it anew "
                "or as text",
            )


def _end(reader: BaseProcess) -> None:
    """Ends the reader and what it started, such as a recogniser of scanned pages."""
    if reader.pid is not None and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(reader.pid, signal.SIGKILL)
    reader.kill()
    reader.join()
    reader.close()
