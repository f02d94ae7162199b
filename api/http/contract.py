"""The OpenAPI description: problems as they are sent, and keys where they are needed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.schemas import Problem
from api.settings import Settings

_REF = "#/components/schemas/"
_HEADERS = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds", "schema": {"type": "integer"}}},
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """``responses`` of a route: problem details under each of these statuses."""
    return {status: _problem(status) for status in statuses}


def _problem(status: int) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": {"$ref": f"{_REF}Problem"}}},
    }
    if status in _HEADERS:
        described["headers"] = _HEADERS[status]
    return described


def describe(app: FastAPI, settings: Settings) -> None:
    """Makes ``app`` publish the description that holds with these settings."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, open_to_all=not settings.reader_keys)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI, *, open_to_all: bool) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes
    )
    models = schema["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template=_REF + "{model}")
    models |= problem.pop("$defs") | {"Problem": problem}
    for name in ("HTTPValidationError", "ValidationError"):
        models.pop(name, None)
    for path in schema["paths"].values():
        for operation in path.values():
            needs = operation.get("security", [])
            if open_to_all and {"ReaderKey": []} in needs:
                needs.append({})  # none is needed
    return schema
