"""What commands do to a library that is shared, damaged, mixed with samples, or out of reach."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from api.cli import opening
from retriever.changes import changing
from tests.api.test_cli import Run, complains
from tests.api.test_cli import run as run  # a fixture
from tests.conftest import PLAN, SAMPLES
from tests.waiting import PATIENCE

RECIPE = "ต้มยำกุ้ง\nกุ้งสด ๓๐๐ กรัม\nตะไคร้ ๒ ต้น\nต้มน้ำให้เดือด ใส่กุ้ง ปรุงรสด้วยมะนาวและน้ำปลา\n"
ANNOUNCEMENT = "ประกาศ\nเรื่อง นโยบายการบริหารทรัพยากรบุคคล\nให้บุคลากรทุกคนถือปฏิบัติ\n"
COMMAND = [sys.executable, "-c", "import sys; from api.cli import main; sys.exit(main())"]


@pytest.mark.parametrize("command", [["plans"], ["ask", "งบเท่าไร"], ["ingest", "."], ["serve"]])
@pytest.mark.parametrize("broken", ["garbage", "unopenable"])
def test_a_library_that_cannot_be_used(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: list[str], broken: str
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    if broken == "garbage":
        (data / "catalogue.sqlite").write_bytes(b"this is no database " * 200)
    else:
        (data / "catalogue.sqlite").mkdir()
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(data))
    monkeypatch.setenv("HRPLAN_PORT", "0")
    outcome = run(*command)
    complains(outcome, 1)
    assert str(data) in outcome.err and "sqlalche" not in outcome.err


def test_a_chroma_server_that_is_dead_or_mute(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cli.opening._CHROMA_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}"
        monkeypatch.setenv("HRPLAN_CHROMA_URL", url)
        hang_up = threading.Timer(PATIENCE, mute.close)  # ends a wait without a limit, as a reset
        hang_up.start()
        outcome = run("ask", "งบเท่าไร")
        hang_up.cancel()
        complains(outcome, 1)
        assert url in outcome.err and "timed out" in outcome.err
    outcome = run("plans")
    complains(outcome, 1)
    assert url in outcome.err


def test_who_changes_a_library_waits_for_who_does(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retriever.changes._PATIENCE_SECONDS", 0.1)
    entered, leave = threading.Event(), threading.Event()
    tell_waiting = opening.tell_waiting

    def hold() -> None:
        with changing(Path(".hrplan")):
            entered.set()
            leave.wait(PATIENCE)

    def told() -> None:
        tell_waiting()
        leave.set()

    monkeypatch.setattr(opening, "tell_waiting", told)
    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(PATIENCE)
    outcome = run("ingest", plan_file)
    holder.join()
    assert outcome.code == 0 and "1 read" in outcome.out and "waiting" in outcome.err


def test_two_programs_read_plans_into_one_library(tmp_path: Path) -> None:
    running = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(3):
            text = PLAN + f"ภาคผนวก {name} {number}\n"
            (folder / f"{name}-{number}.txt").write_text(text, encoding="utf-8")
        environment = {**os.environ, "HRPLAN_DATA_DIR": str(tmp_path / "data")}
        running.append(
            subprocess.Popen(
                [*COMMAND, "ingest", str(folder)],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    for process in running:
        out, err = process.communicate(timeout=2 * PATIENCE)
        assert process.returncode == 0, err
        assert "3 read, 0 skipped" in out


def test_what_is_kept_stays_when_the_program_is_killed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.cli.intake._BATCH_PASSAGES", 1)
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(PLAN + f"ภาคผนวก {number}\n", encoding="utf-8")

    def killed(path: Path, source: str) -> object:
        if source == "2.txt":
            raise KeyboardInterrupt
        return parse(path, source)

    from retriever import preparing

    parse = preparing.parse_file
    monkeypatch.setattr(preparing, "parse_file", killed)
    complains(run("ingest", folder), 1)
    kept = run("plans").out
    assert "0.txt" in kept and "1.txt" in kept and "2.txt" not in kept


def test_what_is_no_plan_is_skipped_and_short_plans_are_not(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "recipe.txt").write_text(RECIPE, encoding="utf-8")
    outcome = run("ingest", folder)
    assert outcome.code == 1 and "ข้าม recipe.txt: ไม่พบเนื้อหาแผน" in outcome.err
    (folder / "announcement.txt").write_text(ANNOUNCEMENT, encoding="utf-8")
    outcome = run("ingest", folder)
    assert outcome.code == 0 and "1 read, 1 skipped" in outcome.out
    assert "เตือน announcement.txt" in outcome.err and "no local government" in outcome.err
    assert "เหมือนเดิม announcement.txt" in run("ingest", folder).out


def test_samples_are_told_of_beside_own_plans_and_removed(run: Run, plan_file: Path) -> None:
    samples = run("ingest", SAMPLES)
    count = len(run("plans").out.splitlines())
    assert samples.err == "" and "--samples" not in samples.out
    hint = run("ingest", plan_file).out
    assert "hrplan remove --samples" in hint and f"{count} แผน" in hint
    other = plan_file.with_name("other.txt")
    other.write_text(PLAN + "ภาคผนวก\n", encoding="utf-8")
    assert "--samples" not in run("ingest", other).out
    assert run("remove", "--samples").code == 0
    assert {line.split()[-1] for line in run("plans").out.splitlines()} == {
        plan_file.name,
        other.name,
    }
    complains(run("remove", "--samples"), 1)
    complains(run("remove"), 2)
    complains(run("remove", plan_file.name, "--samples"), 2)


def test_a_misspelt_setting_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRPLAN_DATA_DRI", "elsewhere")
    Path(".env").write_text("HRPLAN_HOTS=0.0.0.0\nOTHER=1\n", encoding="utf-8")
    outcome = run("plans")
    assert outcome.code == 0
    first, second = outcome.err.splitlines()
    assert "HRPLAN_DATA_DRI" in first and "HRPLAN_DATA_DIR" in first
    assert "HRPLAN_HOTS" in second and "HRPLAN_HOST" in second


def test_ctrl_c_ends_the_server_quietly(tmp_path: Path) -> None:
    environment = {**os.environ, "HRPLAN_PORT": "0", "HRPLAN_DATA_DIR": str(tmp_path / "data")}
    with subprocess.Popen(
        [*COMMAND, "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        server.stdout.readline()
        server.send_signal(signal.SIGINT)
        _, err = server.communicate(timeout=PATIENCE)
    assert (server.returncode, err) == (0, "")


def test_a_question_needs_none_of_the_heavy_parts(tmp_path: Path, plan_file: Path) -> None:
    code = (
        "import sys; from api.cli import main; main(['ask', 'งบอบรมเท่าไร']);"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'fastapi', 'uvicorn'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    environment = {**os.environ, "HRPLAN_DATA_DIR": str(tmp_path / "data")}
    subprocess.run(
        [*COMMAND, "ingest", str(plan_file)], env=environment, check=True, timeout=PATIENCE
    )
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
