from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from retriever.changes import changing
from retriever.library import Library
from tests.api.conftest import ADMIN_KEY
from tests.api.test_cli_library import ANNOUNCEMENT, RECIPE
from tests.api.test_http_chat import is_problem
from tests.conftest import PLAN

KEY = {"X-Admin-Key": ADMIN_KEY.encode()}


def upload(client: TestClient, content: bytes, name: str = "plan.txt") -> Any:
    return client.post("/plans", files={"file": (name, content)}, headers=KEY)


def test_a_plan_is_added_kept_replaced_and_removed(own_client: TestClient) -> None:
    added = upload(own_client, PLAN.encode())
    assert (added.status_code, added.json()["outcome"]) == (201, "added")
    plan = added.json()["plan"]
    assert plan["organization"] == "เทศบาลตำบลดอนสมมุติ" and plan["fiscal_years"] == [2569]
    assert upload(own_client, PLAN.encode()).json()["outcome"] == "unchanged"
    changed = upload(own_client, (PLAN + "\nภาคผนวก\n").encode())
    assert changed.json()["outcome"] == "replaced"
    [kept] = own_client.get("/plans").json()["plans"]
    assert kept["line_count"] > plan["line_count"]
    assert own_client.delete(f"/plans/{kept['id']}", headers=KEY).status_code == 204
    assert own_client.get("/plans").json() == {"plans": []}
    is_problem(own_client.delete(f"/plans/{kept['id']}", headers=KEY), 404, "no-such-plan")


def test_a_file_of_another_organisation_pushes_none_out(own_client: TestClient) -> None:
    """Many offices give their plan the same name."""
    other = PLAN.replace("ดอนสมมุติ", "หนองสมมุติ")
    assert upload(own_client, PLAN.encode()).json()["outcome"] == "added"
    assert upload(own_client, other.encode()).json()["outcome"] == "added"
    assert len(own_client.get("/plans").json()["plans"]) == 2
    changed = upload(own_client, other.replace("๔๐ คน", "๔๕ คน").encode())
    assert changed.json()["outcome"] == "replaced"
    assert len(own_client.get("/plans").json()["plans"]) == 2


def test_a_tis_620_file_is_a_plan_like_any_other(own_client: TestClient) -> None:
    plan = upload(own_client, PLAN.encode("tis-620")).json()["plan"]
    lines = own_client.get(f"/plans/{plan['id']}/source").json()["lines"]
    assert [line["text"] for line in lines] == PLAN.splitlines()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))),
        ("song.mp3", b"ID3\x03\x00\x00" + bytes(200)),
        ("recipe.txt", RECIPE.encode()),
        ("book-of-recipes.txt", RECIPE.encode() * 2_000),
    ],
)
def test_files_that_are_no_plan(own_client: TestClient, name: str, content: bytes) -> None:
    is_problem(upload(own_client, content, name), 422, "unreadable-file")
    assert own_client.get("/plans").json() == {"plans": []}


def test_a_folder_in_the_file_name_is_dropped(own_client: TestClient) -> None:
    for name in ("../../etc/plan.txt", "C:\\plans\\plan.txt"):
        assert upload(own_client, PLAN.encode(), name).json()["plan"]["source"] == "plan.txt"


def test_changes_need_the_key(own_client: TestClient) -> None:
    wrong = {"X-Admin-Key": "guess"}
    files = {"file": ("plan.txt", PLAN.encode())}
    is_problem(own_client.post("/plans", files=files), 401, "admin-key-wrong")
    is_problem(own_client.post("/plans", files=files, headers=wrong), 401, "admin-key-wrong")
    is_problem(own_client.delete("/plans/any", headers=wrong), 401, "admin-key-wrong")
    assert own_client.get("/plans").json() == {"plans": []}


def test_without_a_key_set_nobody_changes_plans(tmp_path: Path, empty_library: Library) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    with TestClient(create_app(settings, empty_library)) as client:
        for headers in ({}, {"X-Admin-Key": ""}, KEY):
            is_problem(client.delete("/plans/any", headers=headers), 403, "admin-key-unset")


def test_an_upload_beyond_the_limit_is_refused(tmp_path: Path, empty_library: Library) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, admin_key=ADMIN_KEY, max_upload_mb=2)
    with TestClient(create_app(settings, empty_library)) as client:
        for response, limit in (
            (upload(client, b"x" * 2_100_000), "2 MB"),
            (client.post("/chat", json={"message": "x" * 1_100_000}), "1 MB"),
        ):
            is_problem(response, 413)
            assert limit in response.json()["detail"]


def test_the_source_shows_lines_and_what_tables_mean(own_client: TestClient) -> None:
    plan = upload(own_client, PLAN.encode()).json()["plan"]
    printed = PLAN.splitlines()
    header = next(n for n, line in enumerate(printed, 1) if line.startswith("ลำดับ"))
    window = {"line_start": header, "line_end": header + 1}
    view = own_client.get(f"/plans/{plan['id']}/source", params=window).json()
    assert view["line_count"] == len(printed)
    assert [line["number"] for line in view["lines"]] == [header, header + 1]
    assert [line["header"] for line in view["lines"]] == [True, False]
    assert view["lines"][1]["text"] == printed[header]
    assert view["lines"][1]["cells"][3] == "๓๕,๐๐๐"
    [table] = view["tables"]
    assert table["columns"][1] == "โครงการ"
    [row] = table["rows"]
    assert row["line_start"] == header + 1 and row["cells"] == view["lines"][1]["cells"]


def test_source_windows(client: TestClient) -> None:
    plan = client.get("/plans").json()["plans"][0]
    address, count = f"/plans/{plan['id']}/source", plan["line_count"]

    def numbers(**window: int) -> list[int]:
        return [line["number"] for line in client.get(address, params=window).json()["lines"]]

    assert numbers(line_start=count, line_end=count + 99) == [count]
    assert numbers(line_start=2, line_end=3) == [2, 3]
    for window in ({"line_start": count + 1}, {"line_start": 3, "line_end": 2}):
        is_problem(client.get(address, params=window), 422, "no-such-lines")
    is_problem(client.get(address, params={"line_start": 0}), 422, "invalid-request")
    is_problem(client.get("/plans/unknown/source"), 404, "no-such-plan")


def test_a_long_window_is_cut(own_client: TestClient) -> None:
    plan = upload(own_client, (PLAN + "ย่อหน้าหนึ่ง\n" * 700).encode()).json()["plan"]
    lines = own_client.get(f"/plans/{plan['id']}/source").json()["lines"]
    assert len(lines) == 500


def test_a_plan_in_detail(client: TestClient) -> None:
    for plan in client.get("/plans").json()["plans"]:
        detail = client.get(f"/plans/{plan['id']}").json()
        assert plan.items() <= detail.items()
        assert len(detail["warnings"]) == plan["warning_count"]
        for table in detail["tables"]:
            assert 1 <= table["line_start"] <= table["line_end"] <= plan["line_count"]


def test_a_plan_without_an_organisation_is_added_with_a_warning(own_client: TestClient) -> None:
    added = upload(own_client, ANNOUNCEMENT.encode())
    assert added.status_code == 201 and added.json()["plan"]["organization"] is None
    [warning] = added.json()["warnings"]
    assert "no local government" in warning and "\n" not in warning
    assert upload(own_client, ANNOUNCEMENT.encode()).json()["outcome"] == "unchanged"
    assert upload(own_client, PLAN.encode(), "other.txt").json()["warnings"] == []


def test_a_library_that_another_program_changes(
    own_client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retriever.changes._PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr("api.http.plans.BUSY_SECONDS", 0.1)
    with changing(settings.data_dir):
        is_problem(upload(own_client, PLAN.encode()), 503, "library-busy")
        is_problem(own_client.delete("/plans/any", headers=KEY), 503, "library-busy")
    assert upload(own_client, PLAN.encode()).status_code == 201
