"""``hrplan doctor``: what it prints and how it ends."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.api.test_cli import Run, complains
from tests.api.test_cli import run as run  # a fixture


def test_a_sound_library(run: Run, plan_file: Path) -> None:
    assert run("doctor").code == 0
    run("ingest", plan_file)
    outcome = run("doctor")
    assert outcome.code == 0 and outcome.err == ""
    assert "ผิดปกติ" not in outcome.out
    assert outcome.out.splitlines()[-1] == "คลังแผนสมบูรณ์ / the library is sound"


def test_problems_are_told_and_mended(run: Run, plan_file: Path) -> None:
    run("ingest", plan_file)
    shutil.rmtree(Path(".hrplan/lexical"))
    outcome = run("doctor")
    assert outcome.code == 1
    assert "ผิดปกติ: ยังไม่มีดัชนีคำค้น" in outcome.out and "--repair" in outcome.out
    outcome = run("doctor", "--repair")
    assert outcome.code == 0
    assert "1 of 1 problems mended" in outcome.out and "library is sound" in outcome.out
    assert run("doctor").code == 0


def test_as_json(run: Run, plan_file: Path) -> None:
    run("ingest", plan_file)
    shutil.rmtree(Path(".hrplan/lexical"))
    outcome = run("doctor", "--json")
    assert outcome.code == 1
    told = json.loads(outcome.out)
    assert told["ok"] is False and told["mended"] == 0
    (problem,) = (each for each in told["findings"] if each["state"] == "problem")
    assert problem["code"] == "lexical" and problem["thai"] and problem["english"]
    assert json.loads(run("doctor", "--repair", "--json").out)["mended"] == 1


def test_a_catalogue_that_is_no_database(run: Run, plan_file: Path) -> None:
    data = Path(".hrplan")
    data.mkdir()
    (data / "catalogue.sqlite").write_bytes(b"this is no database " * 200)
    for options in ((), ("--repair",)):
        outcome = run("doctor", *options)
        assert outcome.code == 1 and outcome.err == ""
        assert "hrplan restore" in outcome.out and "--repair" not in outcome.out
    told = run("plans")
    complains(told, 1)
    assert "hrplan restore --replace" in told.err


def test_no_repair_is_proposed_for_what_it_cannot_mend(run: Run, plan_file: Path) -> None:
    """Half a plan: its file is as it was, then it isn't."""
    run("ingest", plan_file)
    with closing(sqlite3.connect(".hrplan/catalogue.sqlite")) as catalogue, catalogue:
        catalogue.execute("UPDATE passages SET payload = '{}'")
    assert "--repair can mend 1 of them" in run("doctor").out
    plan_file.write_text("แผนฉบับใหม่")
    outcome = run("doctor")
    assert outcome.code == 1
    assert "--repair" not in outcome.out and "ingest them again" in outcome.out


def test_a_chroma_server_that_is_out_of_reach(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRPLAN_CHROMA_URL", "http://127.0.0.1:9")
    complains(run("doctor"), 1)
