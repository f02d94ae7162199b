from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from api.cli import main
from tests.conftest import PLAN
from tests.waiting import PATIENCE


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    logging_as_before: None,
) -> Run:
    """Runs a command over a library of the test's own, in an empty working folder."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def run(*args: str | Path) -> Outcome:
        capfd.readouterr()
        code = main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return run


def complains(outcome: Outcome, code: int) -> None:
    """One line on stderr, Thai / English, and nothing of Python's inside."""
    assert outcome.code == code
    [line] = outcome.err.strip().splitlines()
    assert " / " in line and any("ก" <= char <= "๛" for char in line)
    assert "Traceback" not in line


def test_ingest_tells_what_became_of_each_file(run: Run, plan_file: Path) -> None:
    first = run("ingest", plan_file)
    assert first.code == 0 and first.out.startswith("เพิ่ม donsommut-2569.txt")
    assert run("ingest", plan_file).out.startswith("เหมือนเดิม")
    plan_file.write_text(PLAN + "ภาคผนวก\n", encoding="utf-8")
    assert run("ingest", plan_file).out.startswith("แทนที่")


def test_a_folder_goes_on_past_files_that_are_no_plans(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "good.txt").write_text(PLAN, encoding="utf-8")
    (folder / "thai.txt").write_bytes(PLAN.replace("๒๕๖๙", "๒๕๗๐").encode("tis-620"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)))
    outcome = run("ingest", folder)
    assert outcome.code == 0
    assert "good.txt" in outcome.out and "thai.txt" in outcome.out
    assert "ข้าม empty.txt" in outcome.err and "ข้าม binary.txt" in outcome.err
    assert "2 read, 2 skipped" in outcome.out


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"\x00\x01\x02\xff" * 100], ids=["empty", "blank", "binary"]
)
def test_nothing_that_could_be_read(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.txt").write_bytes(content)
    outcome = run("ingest", tmp_path / "file.txt")
    assert outcome.code == 1
    assert "file.txt" in outcome.err and "Traceback" not in outcome.err


def test_a_folder_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    complains(run("ingest", tmp_path / "nowhere"), 2)


def test_if_empty_leaves_a_library_with_plans_alone(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    run("ingest", plan_file)
    other = tmp_path / "other.txt"
    other.write_text(PLAN + "อื่น\n", encoding="utf-8")
    assert run("ingest", "--if-empty", other).out == ""
    assert "other.txt" not in run("plans").out


def test_plans_are_listed_and_removed(run: Run, plan_file: Path) -> None:
    assert "ว่าง" in run("plans").out
    run("ingest", plan_file)
    assert "2569" in run("plans").out
    assert run("remove", plan_file.name).code == 0
    assert "ว่าง" in run("plans").out
    complains(run("remove", plan_file.name), 1)


def test_search_and_ask_as_text_and_json(run: Run, plan_file: Path) -> None:
    run("ingest", plan_file)
    assert "จริยธรรม" in run("search", "อบรมจริยธรรม", "-k", "1").out
    found = json.loads(run("search", "อบรมจริยธรรม", "-k", "1", "--json").out)
    [hit] = found["results"]
    assert hit["source"] == plan_file.name
    asked = ("ask", "โครงการอบรมคุณธรรมและจริยธรรมใช้งบเท่าไร", "--organization", "ดอนสมมุติ")
    answer = json.loads(run(*asked, "--json").out)
    assert "35,000" in answer["answer"] and answer["citations"][0]["line_start"] == 11
    text = run(*asked).out
    assert answer["answer"] in text and "บรรทัด 11" in text


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("question", ["", "🎉", "ก" * 100_000], ids=["empty", "emoji", "long"])
def test_questions_that_cannot_be(run: Run, command: str, question: str) -> None:
    complains(run(command, question), 2)


@pytest.mark.parametrize(
    "args", [["nonsense"], ["ask"], ["search", "งบ", "-k", "0"], ["ask", "งบ", "--colour"]]
)
def test_wrong_use(run: Run, args: list[str]) -> None:
    complains(run(*args), 2)


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRPLAN_PORT", "many")
    outcome = run("plans")
    complains(outcome, 2)
    assert "HRPLAN_PORT" in outcome.err


def test_a_data_folder_that_cannot_be(
    run: Run, monkeypatch: pytest.MonkeyPatch, plan_file: Path
) -> None:
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(plan_file / "library"))
    complains(run("plans"), 1)


def test_a_port_that_is_taken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("HRPLAN_PORT", str(taken.getsockname()[1]))
        complains(run("serve"), 1)


def test_serve_tells_its_address_and_answers_there(tmp_path: Path) -> None:
    environment = {**os.environ, "HRPLAN_PORT": "0", "HRPLAN_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-c", "from api.cli import main; main(['serve'])"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            with urlopen(f"{address}/readyz", timeout=PATIENCE) as response:
                assert json.load(response) == {"status": "ready", "plans": 0}
        finally:
            server.terminate()


def test_help_needs_none_of_the_heavy_parts() -> None:
    code = (
        "import sys; from api.cli import main; main(['ask', '--help']);"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'fastapi', 'pythainlp', 'eval'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr


def test_arguments_and_file_names_that_are_no_utf_8(run: Run, plan_file: Path) -> None:
    run("ingest", plan_file)
    lone = "\udcff"
    assert run("ask", f"{lone}งบอบรมเท่าไร", "--organization", f"ดอนสมมุติ{lone}").code == 0
    assert run("search", f"{lone}งบอบรม").code == 0
    complains(run("ask", lone), 2)
    complains(run("ingest", plan_file.parent / f"{lone}.txt"), 2)
    old_name = plan_file.parent / os.fsdecode("แผนพัฒนา.txt".encode("tis-620"))
    old_name.write_text(PLAN + "ภาคผนวก\n", encoding="utf-8")
    assert "เพิ่ม แผนพัฒนา.txt" in run("ingest", old_name).out
