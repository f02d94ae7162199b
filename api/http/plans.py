"""The plans of the library: list, look into, add, remove."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Depends, Query, UploadFile

from api.http.context import LibraryDep, require_admin
from api.http.errors import ApiProblem
from api.schemas import AddedPlan, PlanDetail, PlanList, SourceView
from api.views import plan_detail, plan_summary, source_view
from ingest.models import Span
from ingest.pipeline import parse_bytes
from retriever.catalogue import PlanSummary
from retriever.library import Library, NotFound

router = APIRouter(tags=["plans"])
upload_router = APIRouter(tags=["plans"])
ADMIN = [Depends(require_admin)]
# A page of context around a citation; more is fetched window by window.
MAX_WINDOW_LINES = 500

Line = Annotated[int, Query(ge=1, description="1-based, inclusive")]


@router.get("/plans", summary="รายชื่อแผน / all plans")
def list_plans(library: LibraryDep) -> PlanList:
    return PlanList(plans=[plan_summary(plan) for plan in library.plans()])


@router.get("/plans/{plan_id}", summary="รายละเอียดแผน / one plan")
def get_plan(plan_id: str, library: LibraryDep) -> PlanDetail:
    return plan_detail(_summary(plan_id, library), library.plan(plan_id))


@router.get("/plans/{plan_id}/source", summary="บรรทัดในไฟล์แผน / lines of the file")
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


@upload_router.post("/plans", status_code=201, dependencies=ADMIN, summary="เพิ่มแผน / add a plan")
def add_plan(file: UploadFile, library: LibraryDep) -> AddedPlan:
    """An uploaded plan of the same file name takes the place of the one there is."""
    source = PurePosixPath((file.filename or "").replace("\\", "/")).name
    if not source:
        raise ApiProblem(422, "no-file-name", "กรุณาส่งไฟล์พร้อมชื่อไฟล์", "send the file with its name")
    change = library.add(parse_bytes(file.file.read(), source), origin=f"upload:{source}")
    plan = plan_summary(_summary(change.plan_id, library))
    return AddedPlan(outcome=change.kind.value, plan=plan)


@router.delete(
    "/plans/{plan_id}", status_code=204, dependencies=ADMIN, summary="ลบแผน / remove a plan"
)
def remove_plan(plan_id: str, library: LibraryDep) -> None:
    library.remove(plan_id)


def _summary(plan_id: str, library: Library) -> PlanSummary:
    summary = next((plan for plan in library.plans() if plan.id == plan_id), None)
    if summary is None:
        raise NotFound(plan_id)
    return summary
