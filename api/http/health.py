"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter

from api.http.context import LibraryDep
from api.schemas import Health, Readiness

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="ระบบทำงานอยู่ / the process is alive")
async def alive() -> Health:
    return Health(status="ok")


@router.get("/readyz", summary="ระบบพร้อมตอบ / the library can be read")
def ready(library: LibraryDep) -> Readiness:
    return Readiness(status="ready", plans=len(library.plans()))
