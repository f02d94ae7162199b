"""Checks of a plan: of a file that is sent and not kept, and of a plan of the library."""

from __future__ import annotations

from fastapi import APIRouter, UploadFile

from api.checking import placed_findings
from api.draft_schemas import CheckFinding
from api.draft_views import finding_view
from api.http.access import READER, CheckRoute, ReaderRoute
from api.http.context import LibraryDep, ReadersDep
from api.http.contract import problems
from api.http.uploads import on_disk, source_of
from ingest.models import Organization
from retriever.library import Library

router = APIRouter(
    tags=["checks"], route_class=ReaderRoute, dependencies=READER, responses=problems(401, 429, 503)
)
upload_router = APIRouter(
    tags=["checks"], route_class=CheckRoute, dependencies=READER, responses=problems(401, 429, 503)
)


@upload_router.post("/checks", summary="ตรวจแผน / check a plan", responses=problems(400, 413, 422))
def check_file(file: UploadFile, library: LibraryDep, readers: ReadersDep) -> list[CheckFinding]:
    """What is to be looked at in a plan, by line. The file is read, checked and forgotten."""
    source = source_of(file)
    with on_disk(file) as path:
        found = readers.check(path, source, _known(library))
    return [finding_view(*each) for each in found]


@router.get(
    "/plans/{plan_id}/checks",
    summary="ตรวจแผนในคลัง / check a kept plan",
    responses=problems(404, 422),
)
def check_kept(plan_id: str, library: LibraryDep) -> list[CheckFinding]:
    found = placed_findings(library.plan(plan_id), _known(library))
    return [finding_view(*each) for each in found]


def _known(library: Library) -> tuple[Organization, ...]:
    """The organisations of the library, each once."""
    named = {
        plan.organization.name: plan.organization for plan in library.plans() if plan.organization
    }
    return tuple(named.values())
