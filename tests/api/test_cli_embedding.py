"""``hrplan embedding build``: what it writes, what it refuses, and using what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from retriever.embedding.building import training
from retriever.embedding.static import SHIPPED, is_static
from tests.api.test_cli import Run, complains
from tests.api.test_cli import run as run  # a fixture


@pytest.fixture(autouse=True)
def _one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "EPOCHS", 1)


def test_a_model_of_the_library_is_built_and_takes_over(
    run: Run, monkeypatch: pytest.MonkeyPatch, plan_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model"
    complains(run("embedding", "build", str(out), "--library"), 1)
    assert not out.exists()

    assert run("ingest", str(plan_file)).code == 0
    outcome = run("embedding", "build", str(out), "--library")
    assert (outcome.code, is_static(out)) == (0, True)
    assert "1 แผน" in outcome.out and str(out) in outcome.out

    monkeypatch.setenv("HRPLAN_EMBEDDING_MODEL", str(out))
    assert run("reindex").code == 0
    found = run("search", "อบรมจริยธรรม")
    assert found.code == 0 and "คุณธรรม" in found.out


def test_plans_of_a_folder_or_none_at_all(run: Run, plan_file: Path, tmp_path: Path) -> None:
    of_plans, of_none = tmp_path / "plans-model", tmp_path / "model"
    plans = tmp_path / "plans"
    plans.mkdir()
    complains(run("embedding", "build", str(of_plans), "--plans", str(plans)), 1)
    (plans / "plan.txt").write_bytes(plan_file.read_bytes())
    assert run("embedding", "build", str(of_plans), "--plans", str(plans)).code == 0
    assert run("embedding", "build", str(of_none)).code == 0
    weights = [(out / "model.safetensors").read_bytes() for out in (of_plans, of_none, SHIPPED)]
    assert len(set(weights)) == 3


def test_what_it_refuses(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("สวัสดี", encoding="utf-8")
    outcome = run("embedding", "build", str(tmp_path))
    complains(outcome, 2)
    assert str(tmp_path) in outcome.err
    both = run("embedding", "build", "model", "--library", "--plans", str(tmp_path))
    complains(both, 2)
