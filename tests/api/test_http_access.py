"""Keys of readers, the admin key, and how often a client may ask."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from api.http.access import is_one_of
from api.http.app import create_app
from api.http.limits import Kind, Limits, address_of
from api.settings import Settings
from retriever.library import Library
from tests.api.conftest import ADMIN_KEY
from tests.api.test_http_chat import is_problem

KEYS = "reader-one, กุญแจสอง"
ASK = {"message": "มีโครงการอบรมอะไรบ้าง"}
FEEDBACK = {"verdict": "up", "question": "ถาม", "answer": "ตอบ"}


@contextmanager
def app_of(
    library: Library, folder: Path, address: str = "", **settings: Any
) -> Iterator[TestClient]:
    given = Settings(_env_file=None, data_dir=folder, admin_key=ADMIN_KEY, **settings)
    where = (address or "203.0.113.9", 5000)
    with TestClient(create_app(given, library), client=where) as client:
        yield client


@pytest.fixture
def closed(sample_library: Library, tmp_path: Path) -> Iterator[TestClient]:
    with app_of(sample_library, tmp_path, api_keys=KEYS) as client:
        yield client


def requests(client: TestClient, headers: dict[str, Any]) -> list[Any]:
    """One request to each route that readers use."""
    plan = client.get("/plans", headers={"X-API-Key": b"reader-one"}).json()["plans"][0]["id"]
    asked = [client.post(path, json=ASK, headers=headers) for path in ("/chat", "/chat/stream")]
    asked.append(client.post("/feedback", json=FEEDBACK, headers=headers))
    paths = ["/search?q=งบ", "/projects", "/projects.csv", "/projects.xlsx", "/plans"]
    paths += [f"/plans/{plan}", f"/plans/{plan}/source"]
    return asked + [client.get(path, headers=headers) for path in paths]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-API-Key": b"reader-one"},
        {"Authorization": b"Bearer reader-one"},
        {"Authorization": "bearer กุญแจสอง".encode()},
        {"X-Admin-Key": ADMIN_KEY.encode()},
        {"Authorization": b"Basic cHJveHk6cHJveHk=", "X-API-Key": "กุญแจสอง".encode()},
    ],
)
def test_each_key_reads(closed: TestClient, headers: dict[str, Any]) -> None:
    assert [response.status_code for response in requests(closed, headers)] == [
        200, 200, 201, 200, 200, 200, 200, 200, 200, 200,
    ]  # fmt: skip


def test_without_a_key_nothing_is_read(closed: TestClient) -> None:
    for response in requests(closed, {}):
        is_problem(response, 401, "api-key-missing")
        assert response.headers["www-authenticate"] == "Bearer"
    for response in requests(closed, {"X-API-Key": b"reader-on"}):
        is_problem(response, 401, "api-key-wrong")


def test_health_pages_and_the_description_stay_open(closed: TestClient) -> None:
    for path in ("/healthz", "/readyz", "/", "/table", "/admin", "/docs", "/openapi.json"):
        assert closed.get(path).status_code == 200


def test_a_reader_key_changes_nothing(closed: TestClient) -> None:
    headers = {"X-API-Key": "reader-one", "X-Admin-Key": "reader-one"}
    is_problem(closed.delete("/plans/any", headers=headers), 401, "admin-key-wrong")
    is_problem(closed.get("/admin/access", headers=headers), 401, "admin-key-wrong")


def test_keys_are_neither_told_nor_logged(
    closed: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for headers in ({"X-API-Key": "guess-of-a-key"}, {"Authorization": "Bearer guess-of-a-key"}):
        told = closed.get("/plans", headers=headers)
        assert "guess" not in told.text + str(told.headers)
    closed.get("/plans", headers={"X-API-Key": "reader-one"})
    assert "guess-of-a-key" not in caplog.text and "reader-one" not in caplog.text


async def test_a_body_is_not_read_before_the_key(sample_library: Library, tmp_path: Path) -> None:
    given = Settings(_env_file=None, data_dir=tmp_path, admin_key=ADMIN_KEY)
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/plans",
        "query_string": b"",
        "headers": [(b"content-type", b"multipart/form-data; boundary=x"), (b"x-admin-key", b"no")],
        "client": ("203.0.113.9", 1),
    }
    sent: list[Any] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}  # who reads the body finds that the client is gone

    async def send(message: Any) -> None:
        sent.append(message)

    await create_app(given, sample_library)(scope, receive, send)
    assert sent[0]["status"] == 401


def test_any_of_several_keys_is_right() -> None:
    assert is_one_of("กุญแจ".encode(), ["other", "กุญแจ"])
    assert not is_one_of(b"othe", ["other"]) and not is_one_of(b"", ["other"])


def test_the_description_says_which_routes_need_a_key(
    sample_library: Library, tmp_path: Path
) -> None:
    for keys, needs in ((KEYS, False), (None, True)):
        with app_of(sample_library, tmp_path, api_keys=keys) as client:
            schema = client.get("/openapi.json").json()
        security = schema["paths"]["/chat"]["post"]["security"]
        assert {"ReaderKey": []} in security and {"ReaderKeyHeader": []} in security
        assert ({} in security) is needs
        assert schema["paths"]["/plans"]["post"]["security"] == [{"AdminKey": []}]
        assert "security" not in schema["paths"]["/healthz"]["get"]


# How often


def get(client: TestClient, path: str = "/plans", **headers: str) -> Any:
    return client.get(
        path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_a_client_beyond_its_limit_is_told_when_to_come_back(
    sample_library: Library, tmp_path: Path
) -> None:
    with app_of(sample_library, tmp_path, rate_limit="3/minute") as client:
        assert [get(client).status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = client.post("/chat", json=ASK)
        is_problem(refused, 429, "too-many-requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.headers["retry-after"] in refused.json()["detail"]
        assert get(client, "/healthz").status_code == 200


def test_each_key_has_its_own_count(sample_library: Library, tmp_path: Path) -> None:
    with app_of(sample_library, tmp_path, rate_limit="2/minute", api_keys="one,two") as client:
        for key in ("one", "two"):
            statuses = [get(client, X_API_Key=key).status_code for _ in range(3)]
            assert statuses == [200, 200, 429]


def test_guessing_keys_is_slow_and_an_old_key_shuts_nobody_out(closed: TestClient) -> None:
    for _ in range(20):
        is_problem(get(closed, X_API_Key="an-old-key"), 401)
    is_problem(get(closed, X_API_Key="an-old-key"), 429, "too-many-requests")
    assert get(closed, X_API_Key="reader-one").status_code == 200
    guesses = [get(closed, "/admin/access", X_Admin_Key=f"g{n}").status_code for n in range(20)]
    assert guesses == [401] * 19 + [429]
    refused = closed.get("/admin/access", headers={"X-Admin-Key": ADMIN_KEY.encode()})
    is_problem(refused, 429)


def test_feedback_and_uploads_have_narrower_limits(sample_library: Library, tmp_path: Path) -> None:
    with app_of(sample_library, tmp_path) as client:
        told = [client.post("/feedback", json={}).status_code for _ in range(61)]
        assert told == [422] * 60 + [429]
        headers = {"X-Admin-Key": ADMIN_KEY.encode()}
        sent = [client.post("/plans", headers=headers).status_code for _ in range(61)]
        assert sent == [422] * 60 + [429]
        assert get(client).status_code == 200


def test_this_machine_is_counted_only_where_a_limit_is_set(
    sample_library: Library, tmp_path: Path
) -> None:
    with app_of(sample_library, tmp_path, "127.0.0.1") as client:
        assert {client.post("/feedback", json={}).status_code for _ in range(70)} == {422}
    with app_of(sample_library, tmp_path, "127.0.0.1", rate_limit="1/minute") as client:
        assert [get(client).status_code for _ in range(2)] == [200, 429]


def test_an_address_is_believed_of_trusted_proxies_alone(
    sample_library: Library, tmp_path: Path
) -> None:
    def statuses(**settings: Any) -> list[int]:
        with app_of(sample_library, tmp_path, "10.1.2.3", rate_limit="1/minute", **settings) as app:
            return [get(app, X_Forwarded_For=f"203.0.113.{n}").status_code for n in (1, 2)]

    assert statuses() == [200, 429]
    assert statuses(trusted_proxies="192.0.2.1") == [200, 429]
    assert statuses(trusted_proxies="192.0.2.1, 10.0.0.0/8") == [200, 200]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("203.0.113.9", ("203.0.113.9", False)),
        ("127.0.0.1", ("127.0.0.1", True)),
        ("::1", ("0000:0000:0000:0000", True)),
        ("::ffff:203.0.113.9", ("203.0.113.9", False)),
        ("2001:db8:1:2:3:4:5:6", ("2001:0db8:0001:0002", False)),
        ("2001:db8:1:2::9", ("2001:0db8:0001:0002", False)),
    ],
)
def test_what_counts_as_one_address(host: str, expected: tuple[str, bool]) -> None:
    assert address_of(Request({"type": "http", "client": (host, 1)})) == expected


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.limits._MAX_COUNTERS", 100)
    limits = Limits("5/minute")
    for at in range(1_000):
        limits.count(Kind.REQUEST, f"client-{at}", own=False)
    assert len(limits._storage.storage) <= 100
