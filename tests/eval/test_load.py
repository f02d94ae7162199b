"""Load on a real server for two seconds, and on what is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.load import LoadError, load
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.api.test_models import hrplan, served
from tests.conftest import PLAN


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "data", vectors=False) as library:
        library.add(parse_bytes(PLAN.encode(), "donsommut-2569.txt"), "donsommut-2569.txt")
    return tmp_path / "data"


def test_many_clients_for_two_seconds(data: Path, tmp_path: Path) -> None:
    ticks: list[None] = []
    with served(data) as address:
        figures = load(address, 10, 2, on_second=lambda: ticks.append(None))
        out = tmp_path / "load.json"
        told = hrplan(
            data, "eval", "load", address, "--clients", "3", "--seconds", "1", "--json", str(out)
        )
    assert figures["errors"] == {} and figures["clients"] == 10
    assert figures["requests"] >= 10
    assert figures["per_second"] == pytest.approx(
        figures["requests"] / figures["seconds"], rel=0.05
    )
    times = figures["ms"]
    assert 0 < times["all"]["p50"] <= times["all"]["p95"] <= times["all"]["p99"]
    assert times["chat"]["p50"] and times["search"]["p50"]
    assert figures["memory_mb"]["end"] > 50 and figures["cpu_ms"] > 0
    assert ticks
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(out.read_text())["clients"] == 3 and "0 errors" in told.stdout


def test_failures_are_counted_by_kind(data: Path) -> None:
    with served(data, HRPLAN_MAX_QUESTION_CHARS="1", HRPLAN_METRICS_KEY="k") as address:
        figures = load(address, 2, 1)
    assert figures["errors"].keys() == {"422"} and figures["requests"] == 0
    assert figures["ms"]["all"]["p50"] is None and figures["memory_mb"] is figures["cpu_ms"] is None


def test_nothing_to_ask(tmp_path: Path) -> None:
    with served(tmp_path / "empty") as address, pytest.raises(LoadError, match="no organisation"):
        load(address, 1, 1)
    with pytest.raises(LoadError, match="/plans"):
        load("http://127.0.0.1:9", 1, 1)
