"""The projects of all plans, as JSON page by page or as a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import WithJsonSchema

from api.exports import csv_pieces, xlsx_file
from api.http.access import READER, ReaderRoute
from api.http.context import LibraryDep, SettingsDep
from api.http.contract import problems
from api.http.errors import ApiProblem
from api.messages import checked_message
from api.projects import FoundProjects, ProjectFilter, Sort, find_projects, read_projects
from api.schemas import FiscalYear, Name, ProjectPage
from api.views import project_page

router = APIRouter(
    tags=["projects"],
    route_class=ReaderRoute,
    dependencies=READER,
    responses=problems(401, 422, 429, 503),
)

MAX_BAHT = 10**15  # beyond any budget, within what the catalogue can compare
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Baht = Annotated[
    Decimal,
    Query(ge=0, le=MAX_BAHT, decimal_places=2, allow_inf_nan=False),
    WithJsonSchema(
        {
            "type": "number",
            "minimum": 0,
            "maximum": MAX_BAHT,
            "multipleOf": 0.01,
            "description": "Baht, inclusive; only stated amounts",
        }
    ),
]


def _wanted(
    settings: SettingsDep,
    q: Annotated[Name, Query(description="Words of the project's name")] = "",
    organization: Name | None = None,
    position: Name | None = None,
    fiscal_year: FiscalYear | None = None,
    budget_min: Baht | None = None,
    budget_max: Baht | None = None,
    sort: Sort = Sort.ORGANIZATION,
) -> ProjectFilter:
    if budget_min is not None and budget_max is not None and budget_min > budget_max:
        raise ApiProblem(
            422,
            "budget-range",
            "งบประมาณต่ำสุดต้องไม่มากกว่าสูงสุด กรุณาแก้ไข",
            "budget_min must not be above budget_max",
        )
    return ProjectFilter(
        words=checked_message(q, settings.max_question_chars) if q else "",
        organization=organization or None,
        position=position or None,
        fiscal_year=fiscal_year,
        budget_min=budget_min,
        budget_max=budget_max,
        sort=sort,
    )


def _found(
    library: LibraryDep, wanted: Annotated[ProjectFilter, Depends(_wanted)]
) -> FoundProjects:
    return find_projects(library, wanted)


FoundDep = Annotated[FoundProjects, Depends(_found)]


@router.get("/projects", summary="โครงการของทุกแผน / projects of all plans")
def list_projects(
    library: LibraryDep,
    found: FoundDep,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> ProjectPage:
    return project_page(library, found, offset, limit)


def _file(media_type: str, name: str) -> dict[str, str]:
    return {"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'}


@router.get(
    "/projects.csv",
    summary="ส่งออก CSV ทุกโครงการที่พบ / all that is found as CSV",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}}},
)
def export_csv(library: LibraryDep, found: FoundDep) -> StreamingResponse:
    lines = csv_pieces(read_projects(library, found))
    return StreamingResponse(lines, headers=_file(CSV, "projects.csv"))


@router.get(
    "/projects.xlsx",
    summary="ส่งออก Excel ทุกโครงการที่พบ / all that is found as XLSX",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}},
)
def export_xlsx(library: LibraryDep, found: FoundDep) -> Response:
    book = xlsx_file(read_projects(library, found))
    return Response(book, headers=_file(XLSX, "projects.xlsx"))
