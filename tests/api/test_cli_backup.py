"""``hrplan backup`` and ``restore`` as commands, beside a server that runs."""

from __future__ import annotations

from pathlib import Path

from retriever.library import Library
from tests.api.test_models import chat, hrplan, served, upload
from tests.conftest import PLAN

QUESTION = "โครงการอบรมคุณธรรมและจริยธรรม ใช้งบประมาณเท่าไร"


def test_from_a_server_that_runs_to_another_machine(tmp_path: Path) -> None:
    data, elsewhere, kept = tmp_path / "data", tmp_path / "elsewhere", tmp_path / "kept.zip"
    with served(data) as address:
        upload(address, "donsommut-2569.txt", PLAN)
        answer = chat(address, QUESTION)
        made = hrplan(data, "backup", str(kept))
        assert (made.returncode, made.stderr) == (0, "")
        assert str(kept) in made.stdout and "1 plans" in made.stdout
        refused = hrplan(data, "restore", str(kept), "--replace")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "stop the server" in refused.stderr and len(refused.stderr.splitlines()) == 1
        assert chat(address, QUESTION) == answer and "35,000" in answer
    restored = hrplan(elsewhere, "restore", str(kept))
    assert (restored.returncode, restored.stderr) == (0, "")
    with served(elsewhere) as address:
        assert chat(address, QUESTION) == answer


def test_what_cannot_be_is_told_in_one_line(tmp_path: Path) -> None:
    data, kept = tmp_path / "data", tmp_path / "kept.zip"
    Library.open(data, vectors=False).close()
    empty = hrplan(data, "backup", str(kept))
    assert empty.returncode == 0 and "has no plans; check HRPLAN_DATA_DIR" in empty.stderr
    (tmp_path / "bad.zip").write_text("hello")
    for args, code, english in (
        (("backup", str(kept)), 1, "use another name"),
        (("backup", str(tmp_path / "no" / "kept.zip")), 1, "no folder"),
        (("restore", str(kept)), 1, "--replace"),
        (("restore", str(tmp_path / "bad.zip"), "--replace"), 1, "no backup of hrplan"),
        (("restore", str(tmp_path / "none.zip")), 2, "does not exist"),
    ):
        told = hrplan(data, *args)
        assert (told.returncode, told.stdout) == (code, ""), args
        assert len(told.stderr.splitlines()) == 1 and english in told.stderr, told.stderr
