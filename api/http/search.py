"""Passages by meaning and words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.http.access import READER, ReaderRoute
from api.http.context import LibraryDep, MetricsDep, SettingsDep
from api.http.contract import problems
from api.messages import checked_message
from api.schemas import FiscalYear, Name, SearchResponse
from api.search import search as find
from api.search_views import search_response

router = APIRouter(
    tags=["search"],
    route_class=ReaderRoute,
    dependencies=READER,
    responses=problems(401, 422, 429, 503),
)


@router.get("/search", summary="ค้นหาข้อความในแผน / find passages")
def search(
    library: LibraryDep,
    settings: SettingsDep,
    metrics: MetricsDep,
    q: str,
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    organization: Name | None = None,
    fiscal_year: FiscalYear | None = None,
    explain: bool = False,
) -> SearchResponse:
    """An organisation or fiscal year named in ``q`` narrows the search; ``notes`` say where that
    found nothing and was widened. The parameters are never widened."""
    query = checked_message(q, settings.max_question_chars)
    with metrics.searching():
        searched = find(
            library, query, k=k, organization=organization or None, fiscal_year=fiscal_year
        )
    return search_response(searched, library, explain=explain)
