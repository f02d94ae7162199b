"""``hrplan backup`` and ``restore`` as commands, beside a server that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from retriever.library import Library
from tests.api.test_cli import Run, complains
from tests.api.test_cli import run as run  # a fixture
from tests.api.test_models import chat, served, upload
from tests.conftest import PLAN

QUESTION = "โครงการอบรมคุณธรรมและจริยธรรม ใช้งบประมาณเท่าไร"


def test_from_a_server_that_runs_to_another_machine(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, elsewhere, kept = tmp_path / "data", tmp_path / "elsewhere", tmp_path / "kept.zip"
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(data))
    with served(data) as address:
        upload(address, "donsommut-2569.txt", PLAN)
        answer = chat(address, QUESTION)
        made = run("backup", kept)
        assert (made.code, made.err) == (0, "")
        assert str(kept) in made.out and "1 plans" in made.out
        refused = run("restore", kept, "--replace")
        complains(refused, 1)
        assert "stop the server" in refused.err and refused.out == ""
        assert chat(address, QUESTION) == answer and "35,000" in answer
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(elsewhere))
    restored = run("restore", kept)
    assert (restored.code, restored.err) == (0, "")
    with served(elsewhere) as address:
        assert chat(address, QUESTION) == answer


def test_what_cannot_be_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept.zip"
    Library.open(Path(".hrplan"), vectors=False).close()
    empty = run("backup", kept)
    complains(empty, 0)
    assert "has no plans; check HRPLAN_DATA_DIR" in empty.err
    (tmp_path / "bad.zip").write_text("hello")
    for args, english in (
        (("backup", kept), "use another name"),
        (("backup", tmp_path / "no" / "kept.zip"), "no folder"),
        (("restore", kept), "--replace"),
        (("restore", tmp_path / "bad.zip", "--replace"), "no backup of hrplan"),
    ):
        told = run(*args)
        complains(told, 1)
        assert english in told.err and told.out == "", told.err
    assert run("restore", tmp_path / "none.zip").code == 2
