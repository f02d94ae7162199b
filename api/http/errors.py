"""Every error leaves as problem details (RFC 9457): one line, Thai / English."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.http.bodies import ProfileBody
from api.messages import MessageError
from api.schemas import FieldProblem, Problem
from ingest.models import IngestError
from retriever.library import NotFound

log = logging.getLogger(__name__)

# JSON escapes a Thai character in 6 bytes: room for a 100,000-character message, to be refused
# with a reason rather than as "too much data".
MAX_JSON_MB = 1

TEXTS = {
    404: ("ไม่พบหน้าที่เรียก", "there is nothing at this address; see /docs"),
    405: ("ที่อยู่นี้ไม่รับคำสั่งแบบนี้", "this address doesn't take this method; see /docs"),
    413: ("ข้อมูลที่ส่งมาใหญ่เกินไป กรุณาลดขนาดลง", "too much data was sent; send less"),
    415: ("กรุณาส่งข้อมูลเป็น JSON", "send JSON with Content-Type: application/json"),
}
INVALID_JSON = (
    "ข้อมูลที่ส่งมาไม่ใช่ JSON ที่ถูกต้อง กรุณาตรวจสอบเครื่องหมายคำพูด วงเล็บ และจุลภาค / "
    "the body is not valid JSON; check its quotes, brackets and commas"
)
UNKNOWN = ("ทำตามคำขอไม่ได้", "the request could not be served")


class ApiProblem(Exception):
    """Ends a request with a problem; ``code`` names its kind in ``type``."""

    def __init__(
        self,
        status: int,
        code: str,
        thai: str,
        english: str,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{thai} / {english}")
        self.status = status
        self.code = code
        self.headers = headers


def problem(status: int, code: str | None, detail: str) -> Problem:
    """Without a ``code`` the status says all: ``type`` is then ``about:blank``."""
    return Problem(
        type=f"urn:hrplan:problem:{code}" if code else "about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=" ".join(detail.split()),
    )


def internal_problem() -> Problem:
    """What is told of an unforeseen error: nothing of its inside, which is in the log."""
    return problem(
        500, None, "ระบบขัดข้อง กรุณาลองใหม่อีกครั้ง / something failed on our side; please try again"
    )


def install(app: FastAPI) -> None:
    app.add_exception_handler(ApiProblem, _on_problem)
    app.add_exception_handler(MessageError, _on_message_error)
    app.add_exception_handler(IngestError, _on_ingest_error)
    app.add_exception_handler(NotFound, _on_not_found)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http_error)


def http_problem(
    request: Request, status: int, headers: dict[str, str] | None = None
) -> JSONResponse:
    """An error that the status code says in full."""
    thai, english = TEXTS.get(status, UNKNOWN)
    return _respond(request, problem(status, None, f"{thai} / {english}"), headers)


def too_large(request: Request) -> JSONResponse:
    """The body was beyond the limit of its route: a plan's file, or JSON."""
    is_upload = request.url.path.rstrip("/") in ("/plans", "/checks")
    limit = request.app.state.settings.max_upload_mb if is_upload else MAX_JSON_MB
    what, english = ("ไฟล์แผน", "a plan file") if is_upload else ("ข้อมูล", "the body")
    text = f"{what}ใหญ่เกินไป ส่งได้ไม่เกิน {limit} MB / {english} may have {limit} MB at most; send less"
    return _respond(request, problem(413, None, text))


def unforeseen(request: Request, error: Exception) -> JSONResponse:
    """What is told of an error that nobody thought of; the log gets the rest."""
    log.error("unforeseen error", exc_info=error)
    return _respond(request, internal_problem())


def _respond(
    request: Request, body: Problem, headers: dict[str, str] | None = None
) -> JSONResponse:
    body = body.model_copy(update={"instance": request.url.path})
    return JSONResponse(
        body.model_dump(exclude_none=True),
        body.status,
        headers,
        media_type="application/problem+json",
    )


async def _on_problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiProblem)
    return _respond(request, problem(error.status, error.code, str(error)), error.headers)


async def _on_message_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, MessageError)
    return _respond(request, problem(422, error.code, str(error)))


async def _on_ingest_error(request: Request, error: Exception) -> JSONResponse:
    return _respond(request, problem(422, "unreadable-file", str(error)))


async def _on_not_found(request: Request, error: Exception) -> JSONResponse:
    detail = "ไม่พบแผนนี้ในคลัง ดูรายชื่อแผนได้ที่ /plans / no such plan; GET /plans lists them"
    return _respond(request, problem(404, "no-such-plan", detail))


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        return _respond(request, problem(422, "invalid-json", INVALID_JSON))
    # The body is read by the route and by what it depends on: each tells the same.
    unique = {(_field(each["loc"]), each["msg"]): each for each in found}
    errors = [FieldProblem(field=field, message=message) for field, message in unique]
    unknown = [each["loc"] for each in unique.values() if each["type"] == "extra_forbidden"]
    if unknown:
        body = problem(422, "unknown-field", _unknown_fields(unknown))
        return _respond(request, body.model_copy(update={"errors": errors}))
    names = ", ".join(dict.fromkeys(each.field for each in errors))
    first = errors[0].message
    body = problem(
        422,
        "invalid-request",
        f"ข้อมูลไม่ถูกต้อง กรุณาตรวจสอบ: {names} / the request is not valid; check {names}: {first}",
    )
    return _respond(request, body.model_copy(update={"errors": errors}))


def _unknown_fields(locations: list[tuple[str | int, ...]]) -> str:
    names = ", ".join(_field(location)[:100] for location in locations)
    thai = f"ไม่รู้จักฟิลด์ {names} กรุณาลบหรือแก้ชื่อฟิลด์"
    english = f"unknown field {ascii(names)[1:-1]}; remove or rename it"
    misplaced = [str(each[-1]) for each in locations if each[-1] in ProfileBody.model_fields]
    if misplaced:
        example = ", ".join(f'"{name}": "…"' for name in misplaced)
        thai += f' และใส่ {", ".join(misplaced)} ใน "profile": {{{example}}}'
        english += f"; put {', '.join(misplaced)} inside profile"
    return f"{thai} / {english}"


def _field(location: tuple[str | int, ...]) -> str:
    """``("body", "profile", "position")`` -> ``profile.position``; the body itself is ``body``."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


async def _on_http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return http_problem(request, error.status_code, headers)
