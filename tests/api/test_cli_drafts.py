"""``hrplan draft`` and ``hrplan examples``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import main
from tests.conftest import SAMPLES

ASKED = ["--organization", "ทต.สวนหลวง", "--year", "2570", "--topic", "ปฐมนิเทศ", "--topic", "วินัย"]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-drafts") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HRPLAN_DATA_DIR", str(folder))
        assert main(["ingest", str(SAMPLES)]) == 0
    return folder


@pytest.fixture(autouse=True)
def _library(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(data_dir))


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.md", "plan.JSON"])
def test_a_draft_is_written_in_the_format_of_the_name(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    assert main(["draft", *ASKED, "--ceiling", "100000", "--out", str(out)]) == 0
    assert out.stat().st_size > 1_000
    told = capsys.readouterr().out
    assert str(out) in told and "โครงการ รวม" in told


def test_amounts_and_years_are_read_as_they_are_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [*ASKED[:2], "--year", "๒๕๗๐", *ASKED[4:], "--ceiling", "๑ แสนบาท"]
    out = tmp_path / "plan.json"
    assert main(["draft", *asked, "--out", str(out)]) == 0
    request = json.loads(out.read_text(encoding="utf-8"))["request"]
    assert request["ceiling"] == 100_000 and request["fiscal_years"] == [2570]


def test_without_a_file_the_draft_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", *ASKED, "--digits", "thai"]) == 0
    assert "ประจำปีงบประมาณ พ.ศ. ๒๕๗๐" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        [*ASKED, "--out", "plan.pdf"],
        [*ASKED, "--year", "2572"],
        [*ASKED, "--digits", "roman"],
        [*ASKED, "--ceiling", "1,2,3"],
        [*ASKED[:2], "--year", "ปีหน้า", *ASKED[4:]],
        [*ASKED, "--topic", " "],
        ASKED[:4],
    ],
)
def test_wrong_use_is_one_line(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", *wrong]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_examples_show_every_field_and_the_spread(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examples", "ปฐมนิเทศ"]) == 0
    told = capsys.readouterr().out
    for label in ("วัตถุประสงค์", "ตัวชี้วัด", "เป้าหมาย", "งบประมาณ", "ระยะเวลา", "หน่วยงาน", "ที่มา"):
        assert f"{label}: " in told
    assert "มัธยฐาน" in told


def test_examples_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examples", "ปฐมนิเทศ", "--organization", "ศิลาวารี", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {e["organization"] for g in found["groups"] for e in g["examples"]} == {
        "เทศบาลนครศิลาวารี"
    }


def test_nothing_comparable_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examples", "เลี้ยงกุ้งมังกร"]) == 0
    assert "ไม่พบโครงการที่เทียบเคียงได้" in capsys.readouterr().err
