"""What the server says of itself: every route is driven with data that must not be told."""

from __future__ import annotations

import io
import json
import logging
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import logs
from api.http import chat, search
from api.http.app import create_app
from api.http.observing import ID_HEADER
from api.settings import Settings
from retriever.library import Library
from tests.conftest import PLAN

NAME, PHONE, ID, KEY = "สมชาย ลับมาก", "081-234-5678", "1101700230705", "sk-hush-0123"
SECRETS = (NAME, PHONE, ID, KEY, "สมชาย", "hush", "ลับมาก", "192.0.2.77", PHONE.replace("-", ""))
TEXT = f"{NAME} โทร {PHONE} เลขประจำตัว {ID} กุญแจ {KEY}"
ADMIN = "admin-hush-key"
FIELDS = {"time", "level", "logger", "message", "method", "route", "status", "ms", "client"}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, logging_as_before: None) -> io.StringIO:
    """What the server writes."""
    stream = io.StringIO()
    # pytest sets the real one anew for each part of a test.
    monkeypatch.setattr(logs, "sys", SimpleNamespace(stderr=stream))
    return stream


def settings(folder: Path, **fields: Any) -> Settings:
    given = {"admin_key": ADMIN, "log_level": "debug", "rate_limit": "none", **fields}
    return Settings(_env_file=None, data_dir=folder, **given)


def lines(told: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.getvalue().splitlines()]


def value(schema: dict[str, Any], parts: dict[str, Any]) -> Any:
    """Something that the schema may take, its texts secret."""
    if "$ref" in schema:
        return value(parts[schema["$ref"].rsplit("/", 1)[1]], parts)
    options = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if options:
        return value(options[0], parts)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {name: value(each, parts) for name, each in schema["properties"].items()}
        case "array":
            return [value(schema["items"], parts)]
        case "integer" | "number":
            return 1
        case "boolean":
            return True
    return "สมชาย-hush" if "pattern" in schema and "S" not in schema["pattern"] else TEXT


def drive(app: FastAPI, client: TestClient, key: str) -> int:
    """Every method of every route, all that it takes filled in; how many requests those were."""
    described = app.openapi()
    parts = described["components"]["schemas"]
    headers = {
        "X-Admin-Key": key,
        "X-API-Key": KEY,
        "Authorization": f"Bearer {KEY}",
        "Cookie": f"session={KEY}",
        "User-Agent": f"Mozilla/5.0 {KEY}",
        "Referer": f"http://x/?q={KEY}",
        "X-Forwarded-For": "192.0.2.77",
        ID_HEADER: f"{KEY}-{ID}",
    }
    count = 0
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            where = re.sub(r"\{\w+\}", f"{ID}-{KEY}", path)
            query = {
                each["name"]: value(each["schema"], parts)
                for each in operation.get("parameters", ())
                if each["in"] == "query"
            }
            sent: dict[str, Any] = {"params": query, "headers": headers}
            for kind, body in operation.get("requestBody", {}).get("content", {}).items():
                if kind == "application/json":
                    sent["json"] = value(body["schema"], parts)
                else:
                    content = PLAN.replace("สมมุติ", "สมมุติลับมาก") + TEXT
                    sent["files"] = {"file": (f"{NAME} {KEY}.txt", content.encode())}
            client.request(method, where, **sent)
            client.request(method, where, headers=headers)
            count += 2
    for where in (f"/{KEY}", f"/{NAME}?q={PHONE}", f"/assets/{KEY}", "/", "/table"):
        client.request("GET", where, headers=headers)
        count += 1
    client.request("POST", "/chat", content=f'{{"message": "{TEXT}', headers=headers)
    client.request("HUSH", "/chat", headers=headers)
    return count + 2


@pytest.mark.parametrize("log_format", ["json", "text"])
@pytest.mark.parametrize("key", [ADMIN, f"wrong {KEY}"])
def test_no_route_tells_what_it_is_sent(
    told: io.StringIO, tmp_path: Path, empty_library: Library, log_format: str, key: str
) -> None:
    given = settings(tmp_path, log_format=log_format)
    logs.set_up(given)
    app = create_app(given, empty_library)
    with TestClient(app, raise_server_exceptions=False) as client:
        count = drive(app, client, key)
    written = told.getvalue()
    for secret in (*SECRETS, ADMIN, "ดอนสมมุติ"):
        assert secret not in written, secret
    assert len(re.findall(r"\brequest\b", written)) >= count
    if log_format == "json":
        requests = [line for line in lines(told) if line["message"] == "request"]
        routes = {route for line in requests if (route := line["route"]) != "none"}
        assert set(app.openapi()["paths"]) <= routes
        assert all(set(line) == FIELDS | {"request_id"} for line in requests)
        assert {line["client"] for line in requests} == {"browser"}
        assert all(UUID(line["request_id"]) for line in requests)


def failing(*_: object, **__: object) -> None:
    try:
        raise KeyError(TEXT)
    except KeyError as error:
        raise RuntimeError(f"cannot answer {TEXT}") from error


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_an_unforeseen_error_is_told_once_with_its_traceback_and_no_message(
    told: io.StringIO,
    tmp_path: Path,
    sample_library: Library,
    monkeypatch: pytest.MonkeyPatch,
    log_format: str,
) -> None:
    monkeypatch.setattr(chat, "turn", failing)
    monkeypatch.setattr(search, "find", failing)
    given = settings(tmp_path, log_format=log_format)
    logs.set_up(given)
    sent = {"message": TEXT}
    with TestClient(create_app(given, sample_library), raise_server_exceptions=False) as client:
        for response in (
            client.post("/chat", json=sent),
            client.post("/chat/stream", json=sent),
            client.get("/search", params={"q": TEXT}),
        ):
            assert response.headers[ID_HEADER] in told.getvalue()
    written = told.getvalue()
    assert not [secret for secret in SECRETS if secret in written]
    assert written.count("unforeseen error") == 3
    # In its source line, and as what was raised.
    assert written.count("RuntimeError") == written.count("KeyError") == 6
    assert "in failing" in written
    if log_format == "json":
        errors = [line for line in lines(told) if line["level"] == "ERROR"]
        assert len(errors) == 3 and all(line["request_id"] for line in errors)


PROXY_ID = UUID("6dd835a3-8c1a-4804-9f84-ae93be5e6b97")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (PROXY_ID.hex, True),
        (str(PROXY_ID), True),
        ("", False),
        ("x", False),
        (NAME.encode().hex()[:31], False),
        (f"{PROXY_ID.hex}\n", False),
        (PROXY_ID.hex * 2, False),
        (ID, False),
    ],
)
def test_an_id_of_a_proxy_is_kept_and_anything_else_replaced(
    client: TestClient, given: str, kept: bool
) -> None:
    got = client.get("/healthz", headers={ID_HEADER: given}).headers[ID_HEADER]
    assert (got == given) is kept
    assert UUID(got)


def test_each_request_has_an_id_of_its_own(client: TestClient) -> None:
    assert len({client.get("/nowhere").headers[ID_HEADER] for _ in range(5)}) == 5


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        ("Mozilla/5.0 (X11)", "browser"),
        ("LineBotWebhook/2.0", "line"),
        ("Prometheus/3.0", "monitor"),
        ("curl/8", "program"),
        ("", "unknown"),
    ],
)
def test_clients_are_told_by_kind(
    told: io.StringIO, tmp_path: Path, sample_library: Library, agent: str, kind: str
) -> None:
    given = settings(tmp_path, log_format="json", log_level="info")
    logs.set_up(given)
    with TestClient(create_app(given, sample_library)) as client:
        client.get("/healthz", headers={"User-Agent": agent})
        client.get("/plans", headers={"User-Agent": agent})
    (line,) = lines(told)
    assert (line["route"], line["client"], line["status"]) == ("/plans", kind, 200)


def test_packages_of_others_do_not_tell_addresses(told: io.StringIO, tmp_path: Path) -> None:
    logs.set_up(settings(tmp_path))
    logging.getLogger("httpx").info("HTTP Request: GET http://x/?q=%s", KEY)
    assert told.getvalue() == ""


def test_a_full_disk_is_told_by_name() -> None:
    error = OSError(28, "No space left on device", f"{NAME}.txt")
    assert logs.without_messages(error) == "OSError: No space left on device"
