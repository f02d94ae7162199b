"""Whether the process lives, whether it can answer, and its figures."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from api.http.access import METRICS, bearer, first_right, state_of
from api.http.context import MetricsDep, StageDep
from api.http.contract import problems
from api.http.errors import ApiProblem
from api.http.limits import address_of
from api.schemas import Health, Readiness

router = APIRouter(tags=["health"])

# Whoever sends one of them passes a request on for somebody else.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@router.get("/healthz", summary="ระบบทำงานอยู่ / the process is alive")
async def alive() -> Health:
    return Health(status="ok")


@router.get(
    "/readyz",
    summary="ระบบพร้อมตอบ / the library can be read",
    responses=problems(503),
)
def ready(stage: StageDep) -> Readiness:
    library = stage.ready
    if library is None:
        raise stage.problem()
    return Readiness(status="ready", plans=len(library.plans()))


async def _may_see_figures(request: Request) -> None:
    """With HRPLAN_METRICS_KEY its holders may; without, this machine alone, and no proxy of it."""
    settings, limits = state_of(request)
    if settings.metrics_key is None:
        if not _from_this_machine(request):
            raise ApiProblem(
                403,
                "metrics-key-unset",
                "ดูตัวเลขได้จากเครื่องนี้เท่านั้น หรือกรุณาตั้งค่า HRPLAN_METRICS_KEY",
                "figures are told to this machine alone; set HRPLAN_METRICS_KEY for others",
            )
        return
    given, (client, _) = bearer(request), address_of(request)
    keys = [settings.metrics_key.get_secret_value()]
    if not given or first_right([given], keys, limits, client) is None:
        raise ApiProblem(
            401,
            "metrics-key-wrong",
            "ต้องใช้กุญแจตาม HRPLAN_METRICS_KEY ในส่วนหัว Authorization: Bearer",
            "the key of HRPLAN_METRICS_KEY is needed as Authorization: Bearer KEY",
            headers={"WWW-Authenticate": "Bearer"},
        )


def _from_this_machine(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


@router.get(
    "/metrics",
    summary="ตัวเลขสำหรับ Prometheus / figures for Prometheus",
    response_class=Response,
    dependencies=METRICS,
    responses=problems(401, 403, 429)
    | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def figures(
    metrics: MetricsDep, stage: StageDep, _: Annotated[None, Depends(_may_see_figures)]
) -> Response:
    return Response(metrics.exposition(stage.ready), media_type=CONTENT_TYPE_LATEST)
