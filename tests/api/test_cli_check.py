from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.api.test_cli import Run, complains, run
from tests.api.test_cli_library import RECIPE
from tests.conftest import PLAN, SAMPLES

__all__ = ["run"]  # a fixture


def saved(folder: Path, text: str, name: str = "plan.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_thai_is_straight_and_ends_with_a_count(run: Run, tmp_path: Path) -> None:
    outcome = run("check", saved(tmp_path, PLAN.replace("๒\tโครงการ", "๓\tโครงการ")))
    assert outcome.code == 0 and outcome.err == ""
    lines = outcome.out.splitlines()
    drawn = [line for line in lines if line[0] in "┏┃┡│├└"]
    assert len({cell_len(line) for line in drawn}) == 1
    assert "ไม่พบ 2" in outcome.out and "12" in outcome.out
    assert lines[-1].startswith("พบ ") and " / found: " in lines[-1]


def test_what_is_said_of_several_lines_is_said_once(run: Run, tmp_path: Path) -> None:
    wrong = "บุคลากรของเทศบาลตำบลคำเขียว ต่อไป\n"
    own = "เทศบาลตำบลดอนสมมุติ\n" * 5
    path = saved(tmp_path, PLAN + own + wrong * 3 + "\n" + wrong * 2)
    rows = [line for line in run("check", path).out.splitlines() if "คำเขียว" in line]
    assert len([line for line in rows if line.split("│")[2].strip()]) == 1
    assert "18-20, 22, 23" in rows[0]


def test_json_is_as_over_http(run: Run, tmp_path: Path) -> None:
    text = PLAN.replace("๒\tโครงการ", "๓\tโครงการ")
    path = saved(tmp_path, text)
    found = json.loads(run("check", path, "--json").out)
    [gap] = [each for each in found if each["code"] == "number-missing"]
    assert gap == {
        "code": "number-missing",
        "severity": "warning",
        "message": gap["message"],
        "line_start": 12,
        "line_end": 12,
        "expected": "2",
        "found": "3",
        "place": "",
        "quote": text.splitlines()[11].strip(),
    }
    assert "บรรทัด 11" in gap["message"]
    assert [each["line_start"] for each in found] == sorted(each["line_start"] for each in found)


def test_nothing_found_is_said_kindly(run: Run, tmp_path: Path) -> None:
    text = "ประกาศเทศบาลตำบลดอนสมมุติ\nเรื่อง นโยบายการบริหารทรัพยากรบุคคล ปีงบประมาณ พ.ศ. ๒๕๖๙\n"
    path = saved(tmp_path, text)
    assert run("check", path).out.startswith("ตรวจแล้ว ไม่พบข้อที่ควรแก้ไข")
    assert json.loads(run("check", path, "--json").out) == []


def test_where_lines_of_a_document_stand_is_said(run: Run) -> None:
    path = SAMPLES.parent / "formats" / "thong-kwao-buri-2569-2571.pdf"
    assert "หน้า " in run("check", path).out


def test_nothing_is_kept(run: Run, plan_file: Path) -> None:
    run("check", plan_file)
    assert not list(Path.cwd().iterdir())


@pytest.mark.parametrize("name", ["nowhere.txt", "recipe.txt", "broken.pdf"])
def test_files_that_cannot_be_checked(run: Run, tmp_path: Path, name: str) -> None:
    if name != "nowhere.txt":
        (tmp_path / name).write_text(RECIPE if name == "recipe.txt" else "%PDF-1.7 broken", "utf-8")
    complains(run("check", tmp_path / name), 1)


def test_a_folder_is_wrong_use(run: Run, tmp_path: Path) -> None:
    complains(run("check", tmp_path), 2)
