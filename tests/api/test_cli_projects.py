from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from tests.api.test_cli import Run, complains, run

__all__ = ["run"]  # a fixture


def test_a_table_of_thai_is_straight(run: Run, plan_file: Path) -> None:
    run("ingest", plan_file)
    out = run("projects").out
    assert "35,000" in out and "ไม่ใช้งบประมาณ" in out and "2 จาก 2 โครงการ" in out
    drawn = [line for line in out.splitlines() if line[0] in "┏┃┡│├└"]
    assert len({cell_len(line) for line in drawn}) == 1


def test_filters_and_json(run: Run, plan_file: Path) -> None:
    run("ingest", plan_file)
    asked = ("projects", "--position", "จพง.ธุรการ", "--year", "2569", "--json")
    body = json.loads(run(*asked).out)
    [item] = body["projects"]
    assert item["name"] == "โครงการฝึกทักษะงานธุรการยุคดิจิทัล" and item["line_start"] == 12
    assert json.loads(run(*asked, "--budget-min", "0").out)["total"] == 0
    found = json.loads(run("projects", "--sort", "-name", "--limit", "1", "--json").out)
    assert found["total"] == 2 and len(found["projects"]) == 1
    assert found["projects"][0]["line_start"] == 11
    assert "ไม่พบ" in run("projects", "--query", "ดำน้ำ").out


def test_files_hold_all_that_is_found(run: Run, plan_file: Path) -> None:
    run("ingest", plan_file)
    outcome = run("projects", "--limit", "1", "--csv", "all.csv", "--xlsx", "all.xlsx")
    assert outcome.code == 0 and "all.csv" in outcome.out and "all.xlsx" in outcome.out
    with open("all.csv", encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2
    assert load_workbook("all.xlsx").active.max_row == 3


@pytest.mark.parametrize(
    "args",
    [
        ("--sort", "colour"),
        ("--year", "69"),
        ("--budget-min", "-1"),
        ("--budget-min", "2", "--budget-max", "1"),
        ("--limit", "0"),
        ("--query", "🎉"),
    ],
    ids=lambda args: " ".join(args),
)
def test_wrong_use(run: Run, args: tuple[str, ...]) -> None:
    complains(run("projects", *args), 2)


def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    complains(run("projects", "--csv", tmp_path / "nowhere" / "all.csv"), 1)
