"""The benchmark of size: its sums, its limits, and every side for real on a few plans."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from rich.console import Console

from eval.scale import report, run
from eval.scale.memory import held
from eval.scale.run import Limits, Unfinished, disk_of, run_job, scale
from eval.scale.side import Place, Scope
from eval.scale.work import SCOPES, percentiles, search, share


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return scale([2], questions=6)


@pytest.mark.parametrize("side", run.SIDES)
def test_each_side_reads_and_answers_in_its_own_processes(
    figures: dict[str, Any], side: str
) -> None:
    measured = figures["sizes"][0]["sides"][side]
    assert "failed" not in measured
    assert measured["ingest"]["passages_per_min"] > 0
    assert measured["disk_mb"]["total"] > 0
    assert measured["search"]["peak_mb"] > 10
    for scope in SCOPES:
        found = measured["search"][scope]
        assert 0 < found["alone"]["p50"] <= found["alone"]["p95"] <= found["alone"]["p99"]
        assert 0 <= found["hit@10"] <= 1


def test_a_size_adds_the_plans_that_the_one_before_had_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []

    def measured(root: Path, side: str, files: list[str], *_: object) -> dict[str, Any]:
        read.append(len(files))
        return {"ingest": {"passages": 100 * len(files), "seconds": 30.0}}

    monkeypatch.setattr(run, "_measure", measured)
    small, large = scale([5, 2], questions=3, sides=["hrplan"])["sizes"]
    assert read == [2, 3]
    assert (small["plans"], small["passages"], large["plans"], large["passages"]) == (
        2,
        200,
        5,
        500,
    )
    assert large["sides"]["hrplan"]["ingest"]["passages_per_min"] == 600
    assert 0 < small["megabytes"] < large["megabytes"]


def test_our_side_finds_the_right_passages(figures: dict[str, Any]) -> None:
    ours = figures["sizes"][0]["sides"]["hrplan"]
    assert set(ours["ingest"]["writing_s"]) >= {"lexical", "catalogue", "vectors"}
    assert all(ours["search"][scope]["hit@10 exact"] == 1 for scope in SCOPES)


def test_a_run_is_shown_as_tables_and_as_a_plot(figures: dict[str, Any], tmp_path: Path) -> None:
    failed = {**figures["sizes"][0], "passages": 900}
    failed["sides"] = {**failed["sides"], "chroma": {"failed": "search: not done in 1 minutes"}}
    figures = {**figures, "sizes": [*figures["sizes"], failed]}
    console = Console(record=True, width=160)
    report.show(figures, console)
    for text in (console.export_text(), report.markdown(figures)):
        assert "LangChain's defaults" in text and "not done in 1 minutes" in text
    for name in ("curve.svg", "curve.png"):
        report.plot(figures, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 5_000


class OneLine:
    """A side that finds the same line whatever the question."""

    def open(self) -> None: ...

    def wait_ready(self) -> None: ...

    def close(self) -> None: ...

    def ingest(self, files: object, tell: object) -> dict[str, Any]:
        return {}

    def search(self, query: str, scope: Scope, k: int) -> list[Place]:
        return [Place("a.txt", 3, 5)] if scope.organization is None else []


def test_hits_are_counted_by_file_and_line_and_scope(capsys: pytest.CaptureFixture[str]) -> None:
    def question(line: int, source: str = "a.txt") -> dict[str, Any]:
        return {
            "text": "ก", "kind": "exact", "organization": "ข", "year": 2569,
            "source": source, "line": line,
        }  # fmt: skip

    asked = [question(3), question(5), question(6), question(4, "b.txt")]
    found = search(OneLine(), asked)
    assert found["all"]["hit@10"] == found["year"]["hit@10"] == 0.5
    assert found["municipality"]["hit@10"] == 0
    assert capsys.readouterr().out.count("done") == 12


def test_percentiles_and_shares_by_hand() -> None:
    assert percentiles([float(n) for n in range(100, 0, -1)]) == {"p50": 51, "p95": 96, "p99": 100}
    assert percentiles([7.0]) == {"p50": 7, "p95": 7, "p99": 7}
    assert share([True, False, False, False]) == 0.25


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(minutes=0.001), "not done in"), (Limits(gigabytes=0.001), "GB of memory")],
)
def test_a_side_at_its_limit_is_ended_and_left_out(limits: Limits, reason: str) -> None:
    found = scale([1, 2], sides=["chroma"], questions=3, limits=limits)
    assert [reason in size["sides"]["chroma"]["failed"] for size in found["sizes"]] == [True, True]


def test_a_side_that_fails_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Unfinished, match="ended with an error"):
        run_job("nobody", "ingest", tmp_path, {"files": []}, Limits(), lambda done: None)
    assert "KeyError" in capfd.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_counts_children(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    child = f"x = b'x' * 60_000_000; open({str(ready)!r}, 'w').close(); input()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    import subprocess

    with Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE) as process:
        while not ready.exists():
            assert process.poll() is None
        assert 60 < held(process.pid).own < 200
        assert process.stdin is not None
        process.stdin.close()


def test_disk_by_part(tmp_path: Path) -> None:
    (tmp_path / "lexical").mkdir()
    (tmp_path / "lexical" / "a").write_bytes(b"x" * 2_000_000)
    (tmp_path / "catalogue.sqlite").write_bytes(b"x" * 1_000_000)
    (tmp_path / "catalogue.sqlite-wal").write_bytes(b"x" * 500_000)
    assert disk_of(tmp_path) == {"lexical": 2.0, "catalogue.sqlite": 1.5, "total": 3.5}
