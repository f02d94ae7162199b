"""What the process says of itself: lines of text, or JSON, on stderr.

No line carries what people ask, are answered or are called: records name routes, not addresses,
and a traceback keeps its frames and the names of its errors, but not their messages, which may
repeat what was sent.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from types import TracebackType
from typing import Any, TypeAlias

from pythonjsonlogger.json import JsonFormatter

from api.settings import Settings

# The request that the running code serves, "" outside of one.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")

ROOMS = ("api", "retriever", "ingest", "prompts", "eval")
_TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_TEXT_FIELDS = ("method", "route", "status", "ms", "client", "request_id")

_ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def set_up(settings: Settings) -> None:
    """Every logger writes through one handler; other people's packages from warnings on.

    At ``info`` HTTP clients would log whole addresses.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_with_request_id)
    handler.setFormatter(_Json() if settings.log_format == "json" else _Text(_TEXT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for room in ROOMS:
        logging.getLogger(room).setLevel(settings.log_level.upper())
    # It tells unforeseen errors once more, after they are logged with their request.
    logging.getLogger("uvicorn.error").addFilter(_not_told_before)


def _with_request_id(record: logging.LogRecord) -> bool:
    if REQUEST_ID.get():
        record.request_id = REQUEST_ID.get()
    return True


def _not_told_before(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("Exception in ASGI application")


class _Json(JsonFormatter):
    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "error"},
            timestamp="time",
            json_ensure_ascii=False,
        )

    def formatException(self, ei: _ExcInfo) -> str:
        return without_messages(ei[1])


class _Text(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:
        given: dict[str, Any] = record.__dict__
        fields = (f"{name}={given[name]}" for name in _TEXT_FIELDS if name in given)
        return " ".join([super().formatMessage(record), *fields])

    def formatException(self, ei: _ExcInfo) -> str:
        return without_messages(ei[1])


def without_messages(error: BaseException | None) -> str:
    """The traceback of ``error`` and of what led to it, oldest first, without their messages.

    >>> without_messages(ValueError("สมชาย ใจดี"))
    'ValueError'
    """
    return "\n".join(_told(each) for each in reversed(list(_chain(error))))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return f"{frames}{module}{kind.__qualname__}{_reason(error)}"


def _reason(error: BaseException) -> str:
    """What the system says: a full disk, a refused connection. It quotes nobody."""
    reason = error.strerror if isinstance(error, OSError) else None
    reason = reason or getattr(error, "sqlite_errorname", None)
    return f": {reason}" if reason else ""
