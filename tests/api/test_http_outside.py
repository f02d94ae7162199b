"""What every response has in common, health, search and the page."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

import api.http.search
from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.api.test_http_chat import is_problem


def test_search_gives_ranked_passages_of_the_organisation_asked_for(client: TestClient) -> None:
    plan = client.get("/plans").json()["plans"][0]
    asked = {"q": "โครงการ", "k": 3, "organization": plan["organization"]}
    results = client.get("/search", params=asked).json()["results"]
    assert 1 <= len(results) <= 3
    assert {hit["organization"] for hit in results} == {plan["organization"]}
    scores = [hit["score"] for hit in results]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "invalid-request"),
        ({"q": ""}, "empty-message"),
        ({"q": "🎉"}, "no-words"),
        ({"q": "ก" * 2001}, "message-too-long"),
        ({"q": "งบ", "k": 0}, "invalid-request"),
        ({"q": "งบ", "k": 101}, "invalid-request"),
        ({"q": "งบ", "fiscal_year": "ปีนี้"}, "invalid-request"),
    ],
)
def test_searches_that_cannot_be(client: TestClient, params: dict[str, str], code: str) -> None:
    is_problem(client.get("/search", params=params), 422, code)


def test_unknown_addresses_and_methods(client: TestClient) -> None:
    is_problem(client.get("/nowhere"), 404)
    is_problem(client.get("/assets/nowhere.js"), 404)
    is_problem(client.get("/chat"), 405)


def test_an_unforeseen_error_tells_nothing_of_the_inside(
    settings: Settings, sample_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(api.http.search, "checked_message", fail)
    client = TestClient(create_app(settings, sample_library), raise_server_exceptions=False)
    with client:
        response = client.get("/search", params={"q": "งบ"})
    is_problem(response, 500)
    assert "secret" not in response.text
    assert "default-src 'self'" in response.headers["content-security-policy"]


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready" and ready["plans"] == len(
        client.get("/plans").json()["plans"]
    )


def test_the_page_and_its_parts_come_with_safe_headers(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="th"' in page.text
    for response in (page, client.get("/admin"), client.get("/plans"), client.get("/nowhere")):
        policy = response.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in response.headers["permissions-policy"]


def test_answers_stay_out_of_caches_and_other_sites(client: TestClient) -> None:
    elsewhere = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    for response in (client.get("/plans", headers=elsewhere), client.get("/nowhere")):
        assert response.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in response.headers
    assert client.options("/plans", headers=elsewhere).status_code == 405
    page = client.get("/assets/base.css")
    assert page.headers["cache-control"] == "no-cache"
    known = {"If-None-Match": page.headers["etag"]}
    assert client.get("/assets/base.css", headers=known).status_code == 304


def test_the_contract_is_published(client: TestClient) -> None:
    assert client.get("/docs").status_code == 200
    assert "/chat/stream" in client.get("/openapi.json").json()["paths"]
