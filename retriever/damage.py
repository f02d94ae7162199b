"""Damage told apart: an index that is busy and one that is damaged, by what tantivy raises; and a
catalogue that is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

# A lock that another process holds, a full disk, a folder that may not be written, too many open
# files: no reason to make the index anew.
_PASSING = re.compile(
    "LockBusy|StorageFull|PermissionDenied|ReadOnlyFilesystem|QuotaExceeded|OutOfMemory"
    r"|(?:code: |os error |Errno )(?:12|13|24|28|30|122)\b"
)

Given = ParamSpec("Given")
Result = TypeVar("Result")


def catalogue_lost(data_dir: Path) -> bool:
    """Whether there are indexes of a catalogue that isn't there."""
    if (data_dir / "catalogue.sqlite").exists():
        return False
    return any((data_dir / name).is_dir() for name in ("lexical", "vectors"))


class LexicalError(RuntimeError):
    """The lexical index can't be used now. ``str()`` is one line, Thai then English."""


class LexicalDamaged(LexicalError):
    """The lexical index has to be made anew."""


@contextmanager
def guard() -> Iterator[None]:
    """Failures as LexicalError; a panic of tantivy's is no Exception."""
    try:
        yield
    except BaseException as error:
        panic = type(error).__name__ == "PanicException"
        if panic or isinstance(error, ValueError | OSError):
            raise _told(error) from error
        raise


def guarded(method: Callable[Given, Result]) -> Callable[Given, Result]:
    """``method`` under ``guard``."""

    @wraps(method)
    def run(*given: Given.args, **named: Given.kwargs) -> Result:
        with guard():
            return method(*given, **named)

    return run


def _told(error: BaseException) -> LexicalError:
    reason = " ".join(str(error).split())[:200]
    if _PASSING.search(str(error)):
        return LexicalError(
            "ใช้ดัชนีคำค้นไม่ได้ อาจมีโปรแกรมอื่นกำลังเขียนอยู่หรือดิสก์เต็ม / cannot use the lexical "
            f"index; another process may be writing, or the disk is full: {reason}"
        )
    return LexicalDamaged(f"ดัชนีคำค้นเสียหาย / the lexical index is damaged: {reason}")
