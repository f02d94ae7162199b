"""Figures for Prometheus: right, few, and for those who may see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.api.test_http_chat import is_problem
from tests.conftest import PLAN

KEY = "กุญแจ-of-figures"
HERE = ("127.0.0.1", 50000)


@pytest.fixture
def client(settings: Settings, empty_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(settings, empty_library), client=HERE) as client:
        yield client


def figures(client: TestClient) -> dict[str, float]:
    """``name{label="value"}`` -> value, of all but buckets."""
    response = client.get("/metrics")
    assert response.status_code == 200
    found = {}
    for family in text_string_to_metric_families(response.text):
        for sample in family.samples:
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
            if "le=" not in labels:
                found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def ask(client: TestClient, message: str, stream: bool = False, **more: Any) -> None:
    path = "/chat/stream" if stream else "/chat"
    assert client.post(path, json={"message": message, **more}).status_code == 200


def test_each_thing_is_counted_where_it_belongs(client: TestClient, settings: Settings) -> None:
    admin = {"X-Admin-Key": settings.admin_key.get_secret_value()} if settings.admin_key else {}
    admin = {name: value.encode() for name, value in admin.items()}  # type: ignore[misc]
    file = {"file": ("donsommut-2569.txt", PLAN.encode())}
    plan = client.post("/plans", files=file, headers=admin).json()["plan"]["id"]
    client.post("/plans", files=file, headers=admin)
    client.post("/plans", files={"file": ("x.txt", b"nothing")}, headers=admin)
    ask(client, "โครงการอบรมคุณธรรมและจริยธรรม ใช้งบประมาณเท่าไร")
    ask(client, "ใครเป็นนายกรัฐมนตรีคนปัจจุบัน", stream=True)
    ask(client, "ตำแหน่งของฉันต้องอบรมอะไร")
    client.get("/search", params={"q": "จริยธรรม"})
    client.get("/search", params={"q": ""})
    verdict = {"question": "ก", "answer": "ข", "session_id": "s"}
    for each in ("up", "down", None):
        client.post("/feedback", json={**verdict, "verdict": each})
    found = figures(client)
    for name, expected in {
        'hrplan_questions_total{channel="chat",outcome="answered"}': 1,
        'hrplan_questions_total{channel="stream",outcome="refused"}': 1,
        'hrplan_questions_total{channel="chat",outcome="asked_back"}': 1,
        "hrplan_answer_seconds_count": 3,
        "hrplan_search_seconds_count": 1,
        'hrplan_feedback_total{verdict="up"}': 1,
        'hrplan_feedback_total{verdict="down"}': 1,
        'hrplan_feedback_total{verdict="taken_back"}': 1,
        'hrplan_plan_changes_total{outcome="added"}': 1,
        'hrplan_plan_changes_total{outcome="unchanged"}': 1,
        'hrplan_plan_changes_total{outcome="failed"}': 1,
        "hrplan_ingest_seconds_count": 2,
        "hrplan_ready": 1,
        "hrplan_library_plans": 1,
        'hrplan_http_request_seconds_count{method="POST",route="/chat",status="200"}': 2,
        'hrplan_http_request_seconds_count{method="GET",route="/search",status="422"}': 1,
    }.items():
        assert found.get(name) == expected, name
    assert found["hrplan_library_passages"] > 5
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert client.delete(f"/plans/{plan}", headers=admin).status_code == 204
    found = figures(client)
    assert found["hrplan_library_plans"] == 0
    assert found['hrplan_plan_changes_total{outcome="removed"}'] == 1


def test_labels_are_few_whatever_is_asked(client: TestClient) -> None:
    for at in range(40):
        client.request(f"M{at}", f"/secret-{at}", headers={"User-Agent": f"agent-{at}"})
        client.get(f"/plans/secret-{at}")
        client.get(f"/assets/secret-{at}.js")
        ask(client, f"คำถามลับ {at}", organization=f"เทศบาลลับ{at}")
    text = client.get("/metrics").text
    assert "secret" not in text and "ลับ" not in text and "agent" not in text
    labelled = re.findall(r"^hrplan_http_request_seconds_count\{(.*)\}", text, re.MULTILINE)
    assert len(labelled) <= 5
    assert any('method="other",route="none"' in each for each in labelled)


def test_two_applications_count_apart(settings: Settings, sample_library: Library) -> None:
    apps = [create_app(settings, sample_library) for _ in range(2)]
    with TestClient(apps[0], client=HERE) as one, TestClient(apps[1], client=HERE) as other:
        ask(one, "โครงการ")
        assert figures(one)["hrplan_answer_seconds_count"] == 1
        assert figures(other)["hrplan_answer_seconds_count"] == 0


def test_without_a_key_this_machine_alone_is_told(
    settings: Settings, sample_library: Library
) -> None:
    app = create_app(settings, sample_library)
    for address, headers, status in (
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.1", {}, 403),
        ("testclient", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, 403),
        ("127.0.0.1", {"Via": "1.1 proxy"}, 403),
    ):
        with TestClient(app, client=(address, 1)) as client:
            assert client.get("/metrics", headers=headers).status_code == status, (address, headers)


def test_with_a_key_its_holders_are_told_wherever_they_are(
    settings: Settings, sample_library: Library
) -> None:
    keyed = Settings(_env_file=None, data_dir=settings.data_dir, metrics_key=KEY)
    with TestClient(create_app(keyed, sample_library), client=("192.0.2.1", 1)) as client:
        right = {"Authorization": f"Bearer {KEY}".encode(), "X-Forwarded-For": b"192.0.2.9"}
        assert client.get("/metrics", headers=right).status_code == 200
        for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": KEY.encode()}):
            is_problem(client.get("/metrics", headers=wrong), 401, "metrics-key-wrong")


def test_guessing_the_key_is_slow(settings: Settings, sample_library: Library) -> None:
    """An old key of the program that asks every few seconds shuts nobody else out."""
    keyed = Settings(_env_file=None, data_dir=settings.data_dir, metrics_key=KEY)
    with TestClient(create_app(keyed, sample_library), client=("192.0.2.1", 1)) as client:

        def status(key: str) -> int:
            headers = {"Authorization": f"Bearer {key}".encode()}
            return client.get("/metrics", headers=headers).status_code

        assert [status("old") for _ in range(21)] == [401] * 20 + [429]
        assert status(KEY) == 200
        assert [status(f"guess-{at}") for at in range(20)] == [401] * 19 + [429]
        assert status(KEY) == 429


def test_nobody_is_answered_before_the_library_is_open(settings: Settings) -> None:
    app = create_app(settings, None)
    with TestClient(app, client=HERE) as client:
        is_problem(client.get("/readyz"), 503, "opening")
        assert client.get("/healthz").status_code == 200
        assert figures(client)["hrplan_ready"] == 0


def test_a_stopping_server_answers_what_still_comes(
    settings: Settings, sample_library: Library
) -> None:
    app = create_app(settings, sample_library)
    with TestClient(app, client=HERE) as client:
        assert client.get("/readyz").status_code == 200
        app.state.stage.stop()
        is_problem(client.get("/readyz"), 503, "stopping")
        response = client.post("/chat", json={"message": "โครงการ"})
        assert response.status_code == 200 and response.headers["connection"] == "close"
