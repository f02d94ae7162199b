"""A page of a plan's file as a picture, with cited lines marked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.http.access import READER, ReaderRoute
from api.http.context import LibraryDep
from api.http.contract import problems
from api.http.errors import ApiProblem
from api.places import boxes_on
from ingest.readers.pdf import render_page

router = APIRouter(
    tags=["plans"], route_class=ReaderRoute, dependencies=READER, responses=problems(401, 429, 503)
)

PNG = "image/png"
_PICTURE = {"content": {PNG: {"schema": {"type": "string", "format": "binary"}}}}
Line = Annotated[int | None, Query(ge=1, description="1-based, inclusive")]


@router.get(
    "/plans/{plan_id}/pages/{page}",
    summary="ภาพหน้าในไฟล์แผน / a page of the file, as a picture",
    response_class=Response,
    responses={200: _PICTURE, **problems(404, 422)},
)
def get_page(
    plan_id: str,
    page: Annotated[int, Path(ge=1)],
    library: LibraryDep,
    line_start: Line = None,
    line_end: Line = None,
) -> Response:
    """Of a PDF; the lines ``line_start``..``line_end`` (or the one) that stand on it are marked."""
    plan = library.plan(plan_id)
    original = library.original(plan_id)
    if original is None or page not in {place.page for place in plan.places}:
        raise ApiProblem(
            404,
            "no-such-page",
            "แผนนี้ไม่มีหน้านี้ให้แสดง ใช้ดูบรรทัดแทน",
            "this plan has no such page to show; ask for its lines instead",
        )
    first = line_start or line_end
    marked = boxes_on(plan, page, first, line_end or first) if first else []
    return Response(render_page(original, page, marked), media_type=PNG)
