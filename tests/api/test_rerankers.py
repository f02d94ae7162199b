"""A reranker by setting, and a model that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retriever.library import Library
from tests.api.test_cli import Run, complains
from tests.api.test_cli import run as run  # a fixture
from tests.retriever.plans import make_plan
from tests.retriever.tiny import save_bert, save_ranker


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of three short lines, of which the query names two."""
    with Library.open(tmp_path / "data") as library:
        lines = ("budget of the staff training", "leave of the staff", "training budget x")
        library.add(make_plan("สวนงาม", lines), "a")
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_reranker_by_setting(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first() -> str:
        found = run("search", "training budget", "--json")
        assert (found.code, found.err) == (0, "")
        return str(json.loads(found.out)["results"][0]["text"])

    assert "leave" not in first()
    ranker = save_ranker(tmp_path / "ranker", "leave")
    monkeypatch.setenv("HRPLAN_RERANKER_MODEL", str(ranker))
    assert "leave" in first()


@pytest.mark.parametrize("command", [["search", "training budget"], ["serve"]])
def test_a_reranker_that_is_none_is_told_in_one_line(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("HRPLAN_RERANKER_MODEL", str(save_bert(tmp_path / "tiny")))
    monkeypatch.setenv("HRPLAN_PORT", "0")
    told = run(*command)
    complains(told, 1)
    assert told.out == ""
    assert "HRPLAN_RERANKER_MODEL" in told.err and "no cross-encoder" in told.err
