"""Drafts over HTTP: made, read, changed, exported, forgotten; and comparable projects."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

WANTED = {
    "organization": "ทต.สวนหลวง",
    "fiscal_years": [2570],
    "topics": ["ปฐมนิเทศ", "คุณธรรม จริยธรรม"],
    "positions": ["เจ้าพนักงานธุรการ"],
    "ceiling": 200_000,
}
ROW = (
    "id",
    "topic",
    "included",
    "name",
    "objective",
    "indicator",
    "target",
    "budget",
    "timing",
    "unit",
)


@pytest.fixture
def made(client: TestClient) -> dict[str, Any]:
    response = client.post("/drafts", json=WANTED)
    assert response.status_code == 201, response.text
    draft: dict[str, Any] = response.json()
    return draft


def rows_of(draft: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in ROW} for row in draft["rows"]]


def put(client: TestClient, draft: dict[str, Any], **changes: Any) -> Any:
    body = {"revision": draft["revision"], "rows": rows_of(draft)} | changes
    return client.put(f"/drafts/{draft['id']}", json=body)


def test_a_draft_is_kept_as_it_was_made(client: TestClient, made: dict[str, Any]) -> None:
    assert made["title"] == "แผนพัฒนาบุคลากร เทศบาลตำบลสวนหลวง ประจำปีงบประมาณ พ.ศ. 2570"
    assert made["revision"] == 1
    assert len(made["id"]) >= 22
    assert made["total"] <= 200_000 and not made["over_ceiling"]
    assert {finding["code"] for finding in made["findings"]} <= {"to-fill"}
    assert client.get(f"/drafts/{made['id']}").json() == made


def test_a_changed_row_counts_and_is_marked(client: TestClient, made: dict[str, Any]) -> None:
    rows = rows_of(made)
    rows[0] |= {
        "name": "โครงการของเรา",
        "budget": {"kind": "amount", "baht": 12_345.5},
        "included": True,
    }
    changed = put(client, made, rows=rows[:1]).json()
    assert changed["revision"] == 2
    assert changed["total"] == 12_345.5
    assert changed["rows"][0]["edited"] == ["name", "budget"]
    assert changed["rows"][0]["sources"] == made["rows"][0]["sources"]
    told = next(s for s in changed["sections"] if s["part"] == "budget")["paragraphs"][0]["text"]
    assert "12,345.50 บาท จาก 1 โครงการ" in told


def test_a_new_row_and_what_is_blank(client: TestClient, made: dict[str, Any]) -> None:
    new = {
        "id": "mine-1", "topic": "เรื่องใหม่", "included": True, "name": "อบรม", "objective": "",
        "indicator": "", "target": "", "budget": {"kind": "not_stated", "baht": None},
        "timing": "มี.ค. 2570", "unit": "กองคลัง",
    }  # fmt: skip
    changed = put(client, made, rows=[*rows_of(made), new]).json()
    row = changed["rows"][-1]
    assert row["to_fill"] == ["objective", "indicator", "target", "budget"]
    assert "เรื่องใหม่" in changed["request"]["topics"]


def test_the_ceiling_stays_is_changed_or_goes(client: TestClient, made: dict[str, Any]) -> None:
    kept = put(client, made).json()
    assert kept["request"]["ceiling"] == 200_000
    lower = put(client, kept, ceiling=1).json()
    assert lower["over_ceiling"] is True
    assert put(client, lower, ceiling=None).json()["over_ceiling"] is False


def test_a_ceiling_is_read_as_it_is_typed(client: TestClient, made: dict[str, Any]) -> None:
    assert put(client, made, ceiling="๕ แสนบาท").json()["request"]["ceiling"] == 500_000
    assert client.post("/drafts", json=WANTED | {"ceiling": "1,2,3"}).status_code == 422
    asked = client.post("/drafts", json=WANTED | {"ceiling": "300,000"})
    assert asked.json()["request"]["ceiling"] == 300_000


def test_a_budget_is_parted_over_the_years(client: TestClient) -> None:
    draft = client.post("/drafts", json=WANTED | {"fiscal_years": [2570, 2571]}).json()
    rows = rows_of(draft)
    whole = next(row["budget"] for row in rows if row["budget"]["baht"])
    assert sum(whole["years"]) == whole["baht"] and len(whole["years"]) == 2
    rows[0]["budget"] = {"kind": "amount", "baht": 30_000, "years": [None, 30_000]}
    changed = put(client, draft, rows=rows).json()
    assert changed["rows"][0]["budget"]["years"] == [None, 30_000]
    again = put(client, changed).json()
    assert again["rows"] == changed["rows"]
    rows[0]["budget"]["years"] = [1, 2]
    assert put(client, again, rows=rows).status_code == 422


def test_paragraphs_are_changed_by_their_id(client: TestClient, made: dict[str, Any]) -> None:
    paragraph = made["sections"][1]["paragraphs"][0]["id"]
    entry = made["positions"][0]["skills"][0]["id"]
    texts = [{"id": paragraph, "text": "เพื่อประชาชน"}, {"id": entry, "text": "งานสารบรรณ"}]
    changed = put(client, made, paragraphs=texts).json()
    assert changed["sections"][1]["paragraphs"][0]["text"] == "เพื่อประชาชน"
    assert changed["positions"][0]["skills"][0]["text"] == "งานสารบรรณ"
    assert put(client, changed, paragraphs=[{"id": "none", "text": ""}]).status_code == 422


def test_the_first_change_wins(client: TestClient, made: dict[str, Any]) -> None:
    assert put(client, made).status_code == 200
    second = put(client, made)
    assert second.status_code == 409
    assert second.json()["type"].endswith("draft-changed")


@pytest.mark.parametrize(
    ("extension", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("md", b""), ("json", b"{")]
)
def test_exports(client: TestClient, made: dict[str, Any], extension: str, begins: bytes) -> None:
    response = client.get(f"/drafts/{made['id']}/export.{extension}")
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert len(response.content) > 500
    name = unquote(response.headers["content-disposition"])
    assert f"{made['title']}.{extension}" in name


def test_thai_digits_by_choice(client: TestClient, made: dict[str, Any]) -> None:
    url = f"/drafts/{made['id']}/export.md"
    assert "๒๕๗๐" not in client.get(url).text.split("ภาคผนวก")[0]
    assert "๒๕๗๐" in client.get(url, params={"digits": "thai"}).text


def test_what_is_removed_is_gone(client: TestClient, made: dict[str, Any]) -> None:
    assert client.delete(f"/drafts/{made['id']}").status_code == 204
    for response in (client.get(f"/drafts/{made['id']}"), client.delete(f"/drafts/{made['id']}")):
        assert response.status_code == 404
        assert "ไม่พบร่างแผน" in response.json()["detail"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"fiscal_years": [2570, 2572]},
        {"fiscal_years": []},
        {"topics": []},
        {"topics": ["  "]},
        {"ceiling": -1},
        {"organization": ""},
        {"organisation": "ทต.สวนหลวง"},
    ],
)
def test_wrong_requests_say_what_is_wrong(client: TestClient, wrong: dict[str, Any]) -> None:
    response = client.post("/drafts", json=WANTED | wrong)
    assert response.status_code == 422
    assert " / " in response.json()["detail"]


def test_comparable_projects_and_how_their_budgets_spread(client: TestClient) -> None:
    found = client.get("/examples", params={"q": "ปฐมนิเทศ"}).json()
    examples = [example for group in found["groups"] for example in group["examples"]]
    assert [example["id"] for example in examples] == list(range(1, len(examples) + 1))
    assert len({example["organization"] for example in examples}) >= 4
    spread = found["spread"]
    amounts = sorted(e["budget"]["baht"] for e in examples if e["budget"]["baht"] is not None)
    assert (spread["count"], spread["low"], spread["high"]) == (
        len(amounts),
        amounts[0],
        amounts[-1],
    )
    assert set(spread["rows"]) <= {example["id"] for example in examples}
    one = client.get("/examples", params={"q": "ปฐมนิเทศ", "organization": "ศิลาวารี"}).json()
    assert {e["organization"] for g in one["groups"] for e in g["examples"]} == {"เทศบาลนครศิลาวารี"}


def test_nothing_comparable_is_an_empty_list(client: TestClient) -> None:
    assert client.get("/examples", params={"q": "เลี้ยงกุ้งมังกร"}).json()["groups"] == []


def test_the_title_and_the_positions_can_be_changed(
    client: TestClient, made: dict[str, Any]
) -> None:
    names = ["ผอ.กองคลัง", "เจ้าพนักงานธุรการ"]
    changed = put(client, made, title="แผนของเรา", positions=names).json()
    assert changed["title"] == "แผนของเรา"
    assert [p["position"] for p in changed["positions"]] == changed["request"]["positions"]
    assert changed["request"]["positions"] == ["ผู้อำนวยการกองคลัง", "เจ้าพนักงานธุรการ"]
    assert changed["positions"][1] == made["positions"][0]
    ids = [
        e["id"] for p in changed["positions"] for e in (*p["skills"], *p["goals"], *p["methods"])
    ]
    assert len(set(ids)) == len(ids)
    cited = {s for p in changed["positions"] for s in p["sources"]}
    assert cited <= {source["id"] for source in changed["sources"]}
    assert changed["sources"][: len(made["sources"])] == made["sources"]
    file = client.get(f"/drafts/{made['id']}/export.md").text
    assert file.startswith("**แผนของเรา**")
    without = put(client, changed, positions=[]).json()
    assert without["positions"] == [] and without["title"] == "แผนของเรา"
