"""Passages by meaning and words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.http.context import LibraryDep, SettingsDep
from api.messages import checked_message
from api.schemas import FiscalYear, Name, SearchResponse
from api.scope import plans_in_scope
from api.views import search_hit

router = APIRouter(tags=["search"])


@router.get("/search", summary="ค้นหาข้อความในแผน / find passages")
def search(
    library: LibraryDep,
    settings: SettingsDep,
    q: str,
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    organization: Name | None = None,
    fiscal_year: FiscalYear | None = None,
) -> SearchResponse:
    query = checked_message(q, settings.max_question_chars)
    scope = plans_in_scope(library.plans(), organization or None, fiscal_year)
    hits = library.search(query, k=k, plan_ids=scope)
    return SearchResponse(query=query, results=[search_hit(hit) for hit in hits])
