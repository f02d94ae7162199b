"""``hrplan eval add`` from the outside: what is printed, asked and written."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli import main
from eval.growing import load_drafts, write_drafts
from eval.questions import load_questions
from ingest.pipeline import parse_file
from retriever.catalogue import Cited, Feedback
from retriever.library import Library
from tests.eval.test_growing import make_draft


@pytest.fixture
def data(tmp_path: Path, plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a verdict of each kind."""
    folder = tmp_path / "data"
    with Library.open(folder) as library:
        change = library.add(parse_file(plan_file, plan_file.name), "a")
        cited = Cited(plan_file.name, change.plan_id, f"{change.plan_id}:1", 11, 11)
        library.feedback.put(Feedback("a" * 16, "down", "งบอบรมเท่าไร", "35,000 [1]", (cited,)))
        library.feedback.put(Feedback("b" * 16, "up", "งบอบรมเท่าไร", "35,000"))
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(folder))
    return folder


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Iterator[str]:
    """A person who types these lines into a terminal, then closes it."""
    given = iter(lines)

    def read(*_: object) -> str:
        line = next(given, None)
        if line is None:
            raise EOFError
        return line

    monkeypatch.setattr(builtins, "input", read)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    return given


def test_disputed_answers_are_drafted_and_counted(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "drafts.jsonl"
    assert main(["eval", "add", str(path)]) == 0
    said = capsys.readouterr().out
    assert "1 ตรงคำถาม, 1 ไม่ถูกต้อง" in said
    assert f"hrplan eval add {path} --confirm" in said
    [draft] = load_drafts(path)
    assert "๓๕,๐๐๐" in draft.gold[0].text
    assert main(["eval", "add", str(path)]) == 0
    assert "no disputed answer without a draft" in capsys.readouterr().out
    assert len(load_drafts(path)) == 1
    path.unlink()
    assert main(["eval", "add", str(path)]) == 0
    assert "--again makes them anew" in capsys.readouterr().out
    assert main(["eval", "add", str(path), "--again"]) == 0
    assert "1 new drafts, 0 renewed" in capsys.readouterr().out
    assert load_drafts(path) == (draft,)


def test_a_draft_is_confirmed_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts, questions = tmp_path / "drafts.jsonl", tmp_path / "set.jsonl"
    write_drafts(drafts, [make_draft("a"), make_draft("b")])
    rest = typed(monkeypatch, "y", "", "", "y", "n", "", "35,000|สามหมื่นห้า", "", "", *[""] * 3)
    assert main(["eval", "add", str(drafts), "--confirm", str(questions)]) == 0
    assert list(rest) == []
    said = capsys.readouterr().out
    for shown in ("ร่างที่ 1 จาก 2", "งบเท่าไร", "35,000 บาท [1]", "ต้องเป็นปีหน้า", "a.txt บรรทัด 10-12"):
        assert shown in said
    assert "confirmed 1, dropped 0, drafts left 1" in said
    [question] = load_questions(questions)
    assert question.must_include == (("35,000", "สามหมื่นห้า"),)
    assert [draft.id for draft in load_drafts(drafts)] == ["b"]


def test_what_drafts_say_is_no_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts = tmp_path / "drafts.jsonl"
    tricky = make_draft("a").model_copy(update={"comment": "[red]แดง[/red] [/] [ชื่อ]"})
    write_drafts(drafts, [tricky])
    typed(monkeypatch, "q")
    assert main(["eval", "add", str(drafts), "--confirm", str(tmp_path / "set.jsonl")]) == 0
    assert "[red]แดง[/red] [/] [ชื่อ]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["{}/drafts.jsonl", "--confirm", "{}/set.jsonl"], 2, "in a terminal"),
        (["{}/broken.jsonl"], 1, "broken.jsonl:1: "),
        (["{}/drafts.jsonl"], 1, "the library is empty"),
        (["{}"], 2, "directory"),
    ],
)
def test_errors_are_one_line_on_stderr(
    args: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(tmp_path / "nothing"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    write_drafts(tmp_path / "drafts.jsonl", [make_draft("a")])
    (tmp_path / "broken.jsonl").write_text("{\n", encoding="utf-8")
    assert main(["eval", "add", *(arg.format(tmp_path) for arg in args)]) == code
    streams = capsys.readouterr()
    assert said in streams.err
    assert len(streams.err.splitlines()) == 1
    assert streams.out == ""


def test_a_set_of_drafts_is_not_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "drafts.jsonl"
    write_drafts(path, [make_draft("a")])
    assert main(["eval", "run", str(path)]) == 1
    error = capsys.readouterr().err
    assert "draft: confirm it first: hrplan eval add" in error and len(error.splitlines()) == 1
