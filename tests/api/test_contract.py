"""The service against its own OpenAPI description: no failure, no undocumented answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.draft_views import dumped
from api.drafting.composing import compose
from api.drafting.models import DraftRequest
from api.http.app import create_app
from api.settings import Settings
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.conftest import PLAN

PARSED = parse_bytes(PLAN.encode(), "plan.txt")
READER, ADMIN = "reader-of-tests", "admin-of-tests"
# A few suffice for every change; CONTRACT_EXAMPLES=500 is the longer run by hand.
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "8"))
OPERATIONS = [
    ("POST", "/chat"),
    ("POST", "/chat/stream"),
    ("POST", "/feedback"),
    ("GET", "/search"),
    ("GET", "/projects"),
    ("GET", "/projects.csv"),
    ("GET", "/projects.xlsx"),
    ("GET", "/examples"),
    ("POST", "/drafts"),
    ("GET", "/drafts/{draft_id}"),
    ("PUT", "/drafts/{draft_id}"),
    ("DELETE", "/drafts/{draft_id}"),
    ("GET", "/drafts/{draft_id}/export.{extension}"),
    ("GET", "/plans"),
    ("GET", "/plans/{plan_id}"),
    ("GET", "/plans/{plan_id}/source"),
    ("GET", "/plans/{plan_id}/checks"),
    ("GET", "/plans/{plan_id}/pages/{page}"),
    ("POST", "/plans"),
    ("POST", "/checks"),
    ("DELETE", "/plans/{plan_id}"),
    ("GET", "/admin/access"),
    ("POST", "/line/webhook"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
]
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
KEYS = {"right": {"X-API-Key": READER, "X-Admin-Key": ADMIN}, "none": {}}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    data = tmp_path_factory.mktemp("contract")
    with Library.open(data) as library:
        library.add(PARSED, "plan.txt")
        wanted = DraftRequest("ทต.สวนหลวง", "แผนพัฒนาบุคลากร", (2570,), ("คุณธรรม", "ว่าง"))
        app = create_app(
            Settings(
                _env_file=None,
                data_dir=data,
                admin_key=ADMIN,
                api_keys=READER,
                rate_limit="none",
                line_channel_secret="secret-of-tests",
                line_channel_access_token="token-of-tests",
            ),
            library,
        )
        app.state.draft_id = library.drafts.add(dumped(compose(library, wanted))).id
        yield app


@pytest.fixture(scope="module")
def schema(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_operation_is_tried(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert {(m.upper(), path) for path in paths for m in paths[path]} == set(OPERATIONS)


@pytest.mark.parametrize("keys", KEYS)
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
def test_answers_are_as_described(
    app: FastAPI, schema: Any, method: str, path: str, keys: str
) -> None:
    """Over requests that are as described, and over some that are not."""
    operation = schema[path][method]
    cases = operation.as_strategy()
    if operation.query or operation.body:
        cases |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @given(case=cases, known=st.booleans())
    @examples(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: Any, known: bool) -> None:
        case.headers = {**(case.headers or {}), **KEYS[keys]}
        if known and "plan_id" in path and method == "GET":
            case.path_parameters = {**case.path_parameters, "plan_id": PARSED.id}
        if known and "draft_id" in path and method != "DELETE":
            case.path_parameters = {**case.path_parameters, "draft_id": app.state.draft_id}
        case.call_and_validate(checks=CHECKS, timeout=60)  # for a busy machine

    holds()
