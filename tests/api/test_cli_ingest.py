"""``hrplan ingest`` over time: what changed, moved, was copied or went, and folders watched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

import pytest

from api.cli import watching
from api.cli.watching import Watched
from api.settings import Settings
from ingest.models import IngestError
from tests.api.test_cli import Run, complains
from tests.api.test_cli import run as run  # a fixture
from tests.conftest import PLAN

NEXT = PLAN.replace("๒๕๖๙", "๒๕๗๐")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "plans"
    path.mkdir()
    (path / "a.txt").write_text(PLAN, encoding="utf-8")
    (path / "b.txt").write_text(NEXT, encoding="utf-8")
    return path


def test_only_what_changed_is_read_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", folder)
    from retriever import preparing

    read: list[str] = []
    parse = preparing.parse_file

    def counted(path: Path, source: str) -> object:
        read.append(source)
        return parse(path, source)

    monkeypatch.setattr(preparing, "parse_file", counted)
    assert run("ingest", folder).out.count("เหมือนเดิม") == 3  # each file, and the sum
    assert read == []
    (folder / "b.txt").write_text(NEXT + "ภาคผนวก\n", encoding="utf-8")
    out = run("ingest", folder).out
    assert read == ["b.txt"]
    assert "แทนที่ b.txt" in out and "1  แทนที่ / replaced" in out
    assert len(run("plans").out.splitlines()) == 2


def test_the_sum_tells_what_was_skipped_and_why(run: Run, folder: Path) -> None:
    (folder / "recipe.txt").write_text("ต้มยำกุ้ง\nกุ้งสด ๓๐๐ กรัม\n", encoding="utf-8")
    lines = run("ingest", folder).out.splitlines()
    at = lines.index("      1  ข้าม / skipped")
    assert lines[at - 1] == "      2  เพิ่ม / added"
    assert "recipe.txt: " in lines[at + 1] and " / " in lines[at + 1]


LEFT_BEHIND = (
    "~$a.docx",
    "~WRL0001.tmp",
    ".~lock.a.docx#",
    "Thumbs.db",
    "desktop.ini",
    ".DS_Store",
)


def test_what_programs_leave_beside_plans_is_passed_over(run: Run, folder: Path) -> None:
    """In a folder and as a shell spells one out; a plan of a like name is read."""
    for name in LEFT_BEHIND:
        (folder / name).write_bytes(b"\x05User" + bytes(100))
    (folder / "~แผน.txt").write_text(PLAN + "ก\n", encoding="utf-8")
    for paths in ([folder], sorted(folder.iterdir())):
        outcome = run("ingest", *paths)
        assert (outcome.code, outcome.err) == (0, "")
        assert "3 read, 0 skipped" in outcome.out
    watched = Watched([folder])
    watched.look()
    assert set(watched._before) == {folder / name for name in ("a.txt", "b.txt", "~แผน.txt")}
    complains(run("ingest", folder / "~$a.docx"), 1)


def test_a_renamed_file_and_a_copy_are_told(run: Run, folder: Path) -> None:
    run("ingest", folder)
    (folder / "a.txt").rename(folder / "plan 2569.txt")
    (folder / "copy.txt").write_text(NEXT, encoding="utf-8")
    out = run("ingest", folder).out
    assert "เปลี่ยนชื่อ a.txt เป็น plan 2569.txt" in out
    assert "เหมือนเดิม copy.txt: เนื้อหาเหมือน b.txt" in out
    listed = run("plans").out
    assert len(listed.splitlines()) == 2 and "plan 2569.txt" in listed and "a.txt" not in listed


def test_a_file_that_is_gone_is_removed_only_when_that_is_said(run: Run, folder: Path) -> None:
    run("ingest", folder)
    (folder / "a.txt").unlink()
    out = run("ingest", folder).out
    assert "ไม่มีไฟล์แล้ว a.txt" in out and "--prune" in out
    assert "a.txt" in run("plans").out
    out = run("ingest", folder, "--prune").out
    assert "ลบแล้ว a.txt" in out
    assert "a.txt" not in run("plans").out
    assert "a.txt" not in run("ingest", folder, "--prune").out


@pytest.mark.parametrize("said", [True, False])
def test_on_a_terminal_one_is_asked(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, said: bool
) -> None:
    run("ingest", folder)
    (folder / "a.txt").unlink()
    monkeypatch.setattr("api.cli.ingesting.on_terminal", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda _: said)
    run("ingest", folder)
    assert ("a.txt" in run("plans").out) is not said


def test_plans_of_other_folders_and_of_an_empty_one_are_not_offered(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "plans of others"
    other.mkdir()
    (other / "c.txt").write_text(PLAN + "ค\n", encoding="utf-8")
    (other / "d.txt").write_text(PLAN + "ง\n", encoding="utf-8")
    run("ingest", folder, other)
    (other / "c.txt").unlink()
    assert "c.txt" not in run("ingest", folder, "--prune").out
    for path in folder.iterdir():
        path.unlink()
    run("ingest", folder, "--prune")
    assert len(run("plans").out.splitlines()) == 4


def test_two_plans_of_the_same_years_are_kept_and_told(run: Run, folder: Path) -> None:
    assert "possible duplicates" not in run("ingest", folder).out
    (folder / "a2.txt").write_text(PLAN + "ฉบับแก้ไข\n", encoding="utf-8")
    out = run("ingest", folder).out
    (told,) = (line for line in out.splitlines() if "possible duplicates" in line)
    assert "a.txt" in told and "a2.txt" in told and "b.txt" not in told
    assert len(run("plans").out.splitlines()) == 3
    assert "possible duplicates" not in run("ingest", folder).out


@pytest.mark.parametrize("options", [("--watch", "--prune"), ("--if-empty", "--prune")])
def test_options_that_do_not_go_together(run: Run, folder: Path, options: tuple[str, ...]) -> None:
    complains(run("ingest", folder, *options), 2)


# Watching


def test_a_file_is_read_when_it_has_stopped_growing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(watching.time, "monotonic", lambda: now[0])
    watched = Watched([folder])

    def look(at: float) -> list[str]:
        now[0] = at
        files = watched.look()
        watched.done(files)
        return [source for _, source in files]

    assert look(0) == [] and watched.waiting
    assert look(0.5) == [] and watched.waiting
    with (folder / "a.txt").open("a", encoding="utf-8") as growing:
        growing.write("ต่อ\n")
    assert look(1.0) == ["b.txt"] and watched.waiting
    assert look(1.9) == []
    assert look(2.1) == ["a.txt"] and not watched.waiting
    assert look(9) == []


def test_a_folder_out_of_reach_is_an_error_until_it_is_back(folder: Path) -> None:
    watched = Watched([folder])
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(IngestError):
        watched.look()
    away.rename(folder)
    assert watched.look() == [] and watched.waiting


COMMAND = [sys.executable, "-c", "import sys; from api.cli import main; sys.exit(main())"]


class Watching:
    """A watching process and the lines that it told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._collect, daemon=True).start()

    def _collect(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def told(self, text: str, seconds: float = 30) -> str:
        end = time.monotonic() + seconds
        seen = []
        while time.monotonic() < end:
            try:
                seen.append(self.lines.get(timeout=0.2))
            except Empty:
                continue
            if text in seen[-1]:
                return seen[-1]
        raise AssertionError(f"{text!r} was not told, but: {seen}")


@pytest.fixture
def watch(folder: Path, tmp_path: Path) -> Iterator[Callable[[], Watching]]:
    running: list[subprocess.Popen[str]] = []

    def start() -> Watching:
        environment = {**os.environ, "HRPLAN_DATA_DIR": str(tmp_path / "data")}
        running.append(
            subprocess.Popen(
                [*COMMAND, "ingest", "--watch", str(folder)],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return Watching(running[-1])

    yield start
    for process in running:
        process.kill()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def test_a_watched_folder(watch: Callable[[], Watching], folder: Path) -> None:
    watching = watch()
    watching.told("เพิ่ม b.txt")
    (folder / "bad.txt").write_bytes(b"\x00\x01")
    watching.told("ข้าม bad.txt")
    (folder / "c.txt").write_text(PLAN + "ค\n", encoding="utf-8")
    watching.told("เพิ่ม c.txt")
    (folder / "c.txt").rename(folder / "d.txt")
    watching.told("เปลี่ยนชื่อ c.txt เป็น d.txt")
    (folder / "b.txt").unlink()
    watching.told("ไม่มีไฟล์แล้ว b.txt")
    watching.process.send_signal(signal.SIGINT)
    watching.told("หยุดเฝ้าดูแล้ว")
    assert watching.process.wait(30) == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_that_is_lost_ends_watching_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], how: int
) -> None:
    """Closing a connection passes over whatever is raised in it."""

    def closing(*_: object) -> str:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), how)
            time.sleep(10)
        return ""

    monkeypatch.setattr(watching, "_round", closing)
    watching.keep_watching([folder], Settings(_env_file=None))
    assert "หยุดเฝ้าดูแล้ว" in capfd.readouterr().out


def test_a_service_manager_ends_watching_as_ctrl_c_does(watch: Callable[[], Watching]) -> None:
    watching = watch()
    watching.told("เพิ่ม b.txt")
    watching.process.send_signal(signal.SIGTERM)
    watching.told("หยุดเฝ้าดูแล้ว")
    assert watching.process.wait(30) == 0
