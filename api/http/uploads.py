"""A file that came with a request: its name, and the file as one that a process can read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from fastapi import UploadFile

from api.http.errors import ApiProblem
from api.http.names import safe_name


def source_of(file: UploadFile) -> str:
    """The file's name as it may be kept; ApiProblem (422) where it has none."""
    source = safe_name(file.filename or "")
    if not source:
        raise ApiProblem(422, "no-file-name", "กรุณาส่งไฟล์พร้อมชื่อไฟล์", "send the file with its name")
    return source


@contextmanager
def on_disk(file: UploadFile) -> Iterator[Path]:
    """The upload as a file, for a process that reads it; gone afterwards."""
    with NamedTemporaryFile(prefix="hrplan-") as kept:
        shutil.copyfileobj(file.file, kept)
        kept.flush()
        yield Path(kept.name)
