"""The plans of the library: list, look into, add, remove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Query, UploadFile
from filelock import Timeout

from api.http.access import ADMIN, READER, AdminRoute, ReaderRoute
from api.http.bodies import AdminAccess, UploadedPlan
from api.http.context import LibraryDep, MetricsDep, ReadersDep, SettingsDep
from api.http.contract import problems
from api.http.errors import ApiProblem
from api.http.uploads import on_disk, source_of
from api.messages import NO_ORGANIZATION
from api.schemas import PlanDetail, PlanList, SourceView
from api.settings import Settings
from api.views import plan_detail, plan_summary, source_view
from ingest.models import Plan, Span
from retriever.catalogue import PlanSummary
from retriever.changes import changing
from retriever.library import Library, NotFound

router = APIRouter(
    tags=["plans"], route_class=ReaderRoute, dependencies=READER, responses=problems(401, 429, 503)
)
admin_router = APIRouter(
    tags=["admin"], route_class=AdminRoute, dependencies=ADMIN, responses=problems(401, 403, 429)
)
# A page of context around a citation; more is fetched window by window.
MAX_WINDOW_LINES = 500
# Callers of HTTP give up sooner than a person before a terminal.
BUSY_SECONDS = 20.0

Line = Annotated[int, Query(ge=1, description="1-based, inclusive")]


@router.get("/plans", summary="รายชื่อแผน / all plans")
def list_plans(library: LibraryDep) -> PlanList:
    return PlanList(plans=[plan_summary(plan) for plan in library.plans()])


@router.get("/plans/{plan_id}", summary="รายละเอียดแผน / one plan", responses=problems(404, 422))
def get_plan(plan_id: str, library: LibraryDep) -> PlanDetail:
    return plan_detail(_summary(plan_id, library), library.plan(plan_id))


@router.get(
    "/plans/{plan_id}/source",
    summary="บรรทัดในไฟล์แผน / lines of the file",
    responses=problems(404, 422),
)
def get_source(
    plan_id: str, library: LibraryDep, line_start: Line = 1, line_end: Line | None = None
) -> SourceView:
    """At most 500 lines from ``line_start`` on; ``line_end`` beyond the file is its last line."""
    plan = library.plan(plan_id)
    last = min(line_end or len(plan.lines), len(plan.lines), line_start + MAX_WINDOW_LINES - 1)
    if last < line_start:
        raise ApiProblem(
            422,
            "no-such-lines",
            f"แผนนี้มี {len(plan.lines):,} บรรทัด กรุณาเลือกช่วงบรรทัดใหม่",
            f"this plan has {len(plan.lines):,} lines; ask for line_start..line_end within them",
        )
    return source_view(plan, Span(line_start, last))


@admin_router.post(
    "/plans",
    status_code=201,
    summary="เพิ่มแผน / add a plan",
    responses=problems(400, 413, 422, 503),
)
def add_plan(
    file: UploadFile,
    library: LibraryDep,
    settings: SettingsDep,
    readers: ReadersDep,
    metrics: MetricsDep,
) -> UploadedPlan:
    """An uploaded plan takes the place of one uploaded before under the same file name, of the
    same organisation."""
    source = source_of(file)
    with metrics.changing() as count:
        with on_disk(file) as path:
            plan = readers.read(path, source)
        with _changing(settings):
            change = library.add(plan, origin=_origin(plan))
        count(change.kind.value)
    summary = plan_summary(_summary(change.plan_id, library))
    warnings = [NO_ORGANIZATION] if plan.organization is None else []
    return UploadedPlan(outcome=change.kind.value, plan=summary, warnings=warnings)


def _origin(plan: Plan) -> str:
    """Many offices call their file แผนพัฒนาบุคลากร.pdf: one must not push out another's."""
    whose = f"{plan.organization.name}/" if plan.organization else ""
    return f"upload:{whose}{plan.source}"


@admin_router.delete(
    "/plans/{plan_id}",
    status_code=204,
    summary="ลบแผน / remove a plan",
    responses=problems(404, 422, 503),
)
def remove_plan(
    plan_id: str, library: LibraryDep, settings: SettingsDep, metrics: MetricsDep
) -> None:
    with _changing(settings):
        library.remove(plan_id)
    metrics.removed()


@admin_router.get("/admin/access", summary="กุญแจผู้ดูแลใช้ได้ / the admin key is valid")
async def admin_access(settings: SettingsDep) -> AdminAccess:
    return AdminAccess(max_upload_mb=settings.max_upload_mb)


@contextmanager
def _changing(settings: Settings) -> Iterator[None]:
    try:
        with changing(settings.data_dir, timeout=BUSY_SECONDS):
            yield
    except Timeout as error:
        raise ApiProblem(
            503,
            "library-busy",
            "โปรแกรมอื่นกำลังบันทึกแผนลงคลังนี้ กรุณาลองใหม่ในอีกสักครู่",
            "another program is changing this library; try again in a moment",
        ) from error


def _summary(plan_id: str, library: Library) -> PlanSummary:
    summary = next((plan for plan in library.plans() if plan.id == plan_id), None)
    if summary is None:
        raise NotFound(plan_id)
    return summary
