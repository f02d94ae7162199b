"""The benchmark: its sums by hand, and its child processes for real on a tiny plan."""

from pathlib import Path

import pytest

from eval import bench
from eval.bench_side import QUESTIONS, REPEATS


def test_medians_and_ratios_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 3000)
    (tmp_path / "b.md").write_bytes(b"x" * 2000)
    (tmp_path / "c.pdf").write_bytes(b"x" * 9000)
    times = {"hrplan": [9.0, 3.0, 4.0], "baseline": [2.0, 1.0, 7.0]}
    monkeypatch.setattr(bench, "_round", lambda side, _: {"start_s": times[side].pop(0)})
    assert bench.bench(tmp_path) == {
        "files": 2,
        "megabytes": 0.005,
        "rounds": 3,
        "hrplan": {"start_s": 4.0},
        "baseline": {"start_s": 2.0},
        "ratio": {"start_s": 2.0},
    }


def test_a_side_reads_and_answers_in_its_own_processes(tmp_path: Path) -> None:
    plans, folder = tmp_path / "plans", tmp_path / "data"
    plans.mkdir()
    (plans / "a.txt").write_text("โครงการอบรมคุณธรรม\t๓๐,๐๐๐\n", encoding="utf-8")
    ready, ended, read = bench._process("baseline", "ingest", plans, str(folder))
    assert 0 < ready <= ended
    assert read["peak_mb"] > 1 and read["ms"] == []
    _, _, asked = bench._process("baseline", "answer", plans, str(folder))
    assert len(asked["ms"]) == len(QUESTIONS) * REPEATS
    assert min(asked["ms"]) > 0


def test_a_side_that_fails_is_an_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(bench.BenchError, match="nobody could not ingest"):
        bench._process("nobody", "ingest", tmp_path, str(tmp_path))
    assert "KeyError" in capfd.readouterr().err
