from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import api.http.parsing
from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.api.conftest import ADMIN_KEY
from tests.api.test_cli_library import RECIPE
from tests.api.test_http_chat import is_problem
from tests.api.test_uploads import hang
from tests.conftest import PLAN, SAMPLES

BROKEN = PLAN.replace("๒\tโครงการ", "๓\tโครงการ")


def checked(client: TestClient, content: bytes, name: str = "plan.txt", **headers: str) -> Any:
    return client.post("/checks", files={"file": (name, content)}, headers=headers)


def test_a_file_is_checked_without_the_admin_key_and_not_kept(own_client: TestClient) -> None:
    response = checked(own_client, BROKEN.encode())
    assert response.status_code == 200
    [gap] = [each for each in response.json() if each["code"] == "number-missing"]
    assert (gap["line_start"], gap["expected"], gap["found"]) == (12, "2", "3")
    assert own_client.get("/plans").json() == {"plans": []}


def test_it_says_what_the_command_line_says(
    own_client: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    from api.cli import main

    path = SAMPLES / "silawari-2569.txt"
    capfd.readouterr()
    assert main(["check", str(path), "--json"]) == 0
    said = json.loads(capfd.readouterr().out)
    assert said and checked(own_client, path.read_bytes(), path.name).json() == said


def test_where_it_stands_in_a_file_that_is_no_text(own_client: TestClient) -> None:
    path = SAMPLES.parent / "formats" / "silawari-2569.docx"
    found = checked(own_client, path.read_bytes(), path.name).json()
    assert any(each["place"].startswith("ตารางที่ ") for each in found)


def test_a_kept_plan_is_checked(own_client: TestClient) -> None:
    key = {"X-Admin-Key": ADMIN_KEY.encode()}
    files = {"file": ("plan.txt", BROKEN.encode())}
    added = own_client.post("/plans", files=files, headers=key)  # type: ignore[arg-type]
    address = f"/plans/{added.json()['plan']['id']}/checks"
    assert own_client.get(address).json() == checked(own_client, BROKEN.encode()).json()
    is_problem(own_client.get("/plans/unknown/checks"), 404, "no-such-plan")


def test_names_of_other_plans_of_the_library_are_known(client: TestClient) -> None:
    copied = PLAN + "\nโครงการยกย่องคนดีศรีธารมณี\n"
    found = [each["found"] for each in checked(client, copied.encode()).json()]
    assert "ธารมณี" in found


@pytest.mark.parametrize("content", [RECIPE.encode(), b"", b"%PDF-1.7 broken"])
def test_files_that_are_no_plan(own_client: TestClient, content: bytes) -> None:
    is_problem(checked(own_client, content), 422, "unreadable-file")


def test_a_request_without_a_file(own_client: TestClient) -> None:
    is_problem(own_client.post("/checks"), 422, "invalid-request")
    is_problem(checked(own_client, PLAN.encode(), " "), 422, "no-file-name")


def test_a_file_beyond_the_limit(tmp_path: Path, empty_library: Library) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, max_upload_mb=1)
    with TestClient(create_app(settings, empty_library)) as client:
        response = checked(client, b"x" * 1_100_000)
        is_problem(response, 413)
        assert "1 MB" in response.json()["detail"]


def test_a_file_that_hangs_its_reader(
    own_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.http.parsing, "check_and_send", hang)
    monkeypatch.setattr(own_client.app.state.readers, "_seconds", 1)  # type: ignore[attr-defined]
    is_problem(checked(own_client, PLAN.encode()), 422, "unreadable-file")


def test_where_keys_are_set_one_is_needed(tmp_path: Path, empty_library: Library) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, api_keys="reader")
    with TestClient(create_app(settings, empty_library)) as client:
        is_problem(checked(client, PLAN.encode()), 401, "api-key-missing")
        assert checked(client, PLAN.encode(), **{"X-API-Key": "reader"}).status_code == 200


def test_checks_are_limited_as_uploads_are(tmp_path: Path, empty_library: Library) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, rate_limit="1000/minute")
    with TestClient(create_app(settings, empty_library)) as client:
        answers = [client.post("/checks") for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {422}
    is_problem(answers[60], 429, "too-many-requests")
