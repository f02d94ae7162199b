"""The web application: routes, errors, headers and the page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.http import (
    chat,
    checks,
    drafts,
    errors,
    feedback,
    health,
    line,
    pages,
    plans,
    projects,
    search,
)
from api.http.contract import describe
from api.http.finishing import Finishing
from api.http.limits import Limits
from api.http.observing import Observing
from api.http.parsing import Readers
from api.http.stage import Stage
from api.metrics import Metrics
from api.settings import Settings
from api.writing.opening import configured_writer
from retriever.library import Library

WEB = Path(__file__).parent.parent / "web"
MB = 1_000_000
MULTIPART_BYTES = 10_000


def create_app(settings: Settings, library: Library | None) -> FastAPI:
    """The application over ``library``, which stays the caller's to close.

    Without one, requests wait until ``app.state.stage`` is given it.
    """
    app = FastAPI(
        title="ถามแผน (hrplan)",
        lifespan=line.running,
        summary="ถามตอบและค้นหาแผนพัฒนาบุคลากรขององค์กรปกครองส่วนท้องถิ่น พร้อมบรรทัดอ้างอิง",
    )
    app.state.settings = settings
    app.state.stage = Stage(library)
    app.state.metrics = Metrics((settings.chat_input_price, settings.chat_output_price))
    app.state.writer = configured_writer(settings, app.state.metrics.wrote)
    app.state.limits = Limits(settings.rate_limit)
    app.state.readers = Readers(settings.upload_seconds)
    errors.install(app)
    app.add_middleware(Finishing)
    # Added later than what answers, and so around it.
    app.add_middleware(Observing, metrics=app.state.metrics, stage=app.state.stage)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
    for part in (chat, feedback, search, projects, plans, checks, pages, drafts, line, health):
        app.include_router(part.router, max_body_size=errors.MAX_JSON_MB * MB)
    for taking in (plans.admin_router, checks.upload_router):
        app.include_router(taking, max_body_size=settings.max_upload_mb * MB + MULTIPART_BYTES)
    app.include_router(drafts.writing_router, max_body_size=errors.MAX_JSON_MB * MB)
    app.include_router(_page)
    app.mount("/assets", StaticFiles(directory=WEB / "assets"))
    describe(app, settings)
    return app


_page = APIRouter(include_in_schema=False)


@_page.get("/")
def page() -> FileResponse:
    return FileResponse(WEB / "index.html")


@_page.get("/table")
def projects_page() -> FileResponse:
    return FileResponse(WEB / "table.html")


@_page.get("/admin")
def admin_page() -> FileResponse:
    return FileResponse(WEB / "admin.html")


@_page.get("/check")
def check_page() -> FileResponse:
    return FileResponse(WEB / "check.html")


@_page.get("/draft")
def draft_page() -> FileResponse:
    return FileResponse(WEB / "draft.html")


# One folder up, where the page's addresses, which are relative, mean what they say.
@_page.get("/draft/{draft_id}")
def linked_draft(draft_id: str) -> RedirectResponse:
    """Of any id: the page says of one that is none that there is no such draft."""
    return RedirectResponse(f"../draft?id={quote(draft_id, safe='')}")
