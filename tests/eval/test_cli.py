"""``hrplan eval`` from the outside: exit codes, one-line errors, the files written."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from api.cli import main
from api.cli.output import CliError
from eval.beir import Search
from eval.cli.shared import told
from eval.run import ask_all
from tests.eval.making import at, question, reply

ASKED = question(id="q1")
GONE = question(id="q2", gold=({"doc": "gone.txt", "line_start": 1, "line_end": 1},))


@pytest.fixture
def fake_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of one plan, a.txt, and an answerer that is always right."""
    right = reply("30,000 บาท", citations=(at("a.txt", 10),), evidence=(at("a.txt", 10),))
    plan = SimpleNamespace(id="a", source="a.txt", lines=("โครงการ",) * 20)

    @contextmanager
    def library(*_: object) -> Iterator[Any]:
        yield SimpleNamespace(plans=lambda: (plan,), plan=lambda _: plan, wait_ready=lambda: True)

    def add_documents(_: object, corpus: Mapping[str, str]) -> Search:
        return lambda query, k: list(corpus)[:k]

    monkeypatch.setattr("api.library.open_library", library)
    monkeypatch.setitem(sys.modules, "api.warmup", SimpleNamespace(warm_up=lambda _: None))
    monkeypatch.setitem(
        sys.modules, "eval.asking", SimpleNamespace(asker=lambda *_: lambda _: right)
    )
    monkeypatch.setitem(
        sys.modules,
        "eval.libraries",
        SimpleNamespace(
            temporary=library,
            add_plans=lambda *_: None,
            add_documents=add_documents,
        ),
    )


def write_set(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_run_writes_the_result_and_shows_it(
    fake_library: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = write_set(tmp_path, ASKED.model_dump_json()), tmp_path / "out.json"
    assert main(["eval", "run", str(path), "--plans", str(tmp_path), "--json", str(out)]) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert (figures["n"], figures["correct_answerable"], figures["hit@1"]) == (1, 1.0, 1.0)
    assert "0 failed" in capsys.readouterr().out


def test_run_warns_of_gold_documents_that_are_not_there(
    fake_library: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_set(tmp_path, GONE.model_dump_json(), ASKED.model_dump_json())
    assert main(["eval", "run", str(path)]) == 0
    assert "not in the library: gone.txt" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "ablation"])
def test_a_library_without_any_of_the_plans_is_an_error(
    command: str, fake_library: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_set(tmp_path, GONE.model_dump_json())
    assert main(["eval", command, str(path), "--plans", str(tmp_path)]) == 1
    streams = capsys.readouterr()
    assert "none of the plans of these questions is here: gone.txt" in streams.err
    assert len(streams.err.splitlines()) == 1
    assert streams.out == ""


def test_beir_writes_the_result(fake_library: None, tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "text": "x"}\n', encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "x"}\n', encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q1\td1\t1\n", encoding="utf-8")
    out = tmp_path / "out.json"
    assert main(["eval", "beir", str(tmp_path), "--json", str(out)]) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert set(figures) == {
        *("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10"),
        *("corpus", "queries", "ms_p50", "ms_p95"),
    }
    assert figures["recall@1"] == 1.0


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["run", "{}/set.jsonl"], 1, "set.jsonl:2: Invalid JSON"),
        (["run", "{}/none.jsonl"], 2, "does not exist"),
        (["beir", "{}"], 1, "corpus.jsonl: No such file"),
        (["beir", "{}", "--limit", "0"], 2, "--limit"),
        (["bench", "--plans", "{}"], 1, "no text or Markdown files"),
        (["bench", "--plot", "{}/a.png", "--minutes", "1"], 2, "--minutes --plot goes with"),
        (["bench", "--plans", "{}", "--plans-count", "1"], 2, "not both"),
    ],
)
def test_errors_are_one_line_on_stderr(
    args: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_set(tmp_path, ASKED.model_dump_json(), "{")
    assert main(["eval", *(arg.format(tmp_path) for arg in args)]) == code
    streams = capsys.readouterr()
    assert said in streams.err
    assert len(streams.err.splitlines()) == 1
    assert streams.out == ""


def test_a_result_that_cannot_be_written_is_said(
    fake_library: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_set(tmp_path, ASKED.model_dump_json())
    assert main(["eval", "run", str(path), "--json", str(tmp_path / "no" / "out.json")]) == 1
    assert "can't write" in capsys.readouterr().err


def test_plans_of_which_none_is_there_are_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it every question fails, and the report says 0 %."""
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / ".hidden.txt").write_text("x", encoding="utf-8")
    path = write_set(tmp_path, ASKED.model_dump_json())
    assert main(["eval", "run", str(path), "--plans", str(empty)]) == 1
    streams = capsys.readouterr()
    assert f"no plans in {empty}" in streams.err
    assert len(streams.err.splitlines()) == 1
    assert streams.out == ""


@pytest.mark.parametrize(
    "args",
    [["beir", "{}"], ["gate"], ["ablation", "{}"], ["bench"], ["bench", "--plans-count", "1"]],
)
def test_outputs_are_looked_at_before_the_work(
    args: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def worked(*_: object, **__: object) -> None:
        raise AssertionError("the work was begun")

    for name in ("gate.measure.load_questions", "beir.load_beir", "bench.bench", "scale.run.scale"):
        monkeypatch.setattr(f"eval.{name}", worked)
    given = [arg.format(tmp_path) for arg in args]
    assert main(["eval", *given, "--json", str(tmp_path / "no" / "out.json")]) == 1
    assert f"no folder {tmp_path}/no" in capsys.readouterr().err


def test_the_files_of_a_retrieval_set_are_looked_at_before_the_questions_are_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("the questions were asked")

    monkeypatch.setattr("eval.gate.measure.ask_all", asked)
    assert main(["eval", "gate", "--set", str(tmp_path)]) == 1
    assert "corpus.jsonl: No such file" in capsys.readouterr().err


def test_a_baseline_that_is_not_there_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "gate", "--baseline-file", str(tmp_path / "none.json")]) == 2
    assert "make it with --update-baseline" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "installing"), [("ranx", True), ("eval.gone", False)])
def test_only_packages_of_others_are_to_be_installed(name: str, installing: bool) -> None:
    missing = ModuleNotFoundError(f"No module named {name!r}", name=name)
    with pytest.raises(CliError if installing else ModuleNotFoundError), told():
        raise missing


@pytest.mark.parametrize("path", ["/dev/full", "{}/pipe"])
@pytest.mark.parametrize("args", [["{}"], ["{0}/drafts.jsonl", "--confirm", "{}"]])
def test_what_is_no_file_is_not_read_for_drafts(
    path: str, args: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A device has no end, a pipe may have no writer."""
    os.mkfifo(tmp_path / "pipe")
    named = path.format(tmp_path)
    given = [named if arg == "{}" else arg.format(tmp_path) for arg in args]
    assert main(["eval", "add", *given]) == 2
    assert f"{named} is no regular file" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["run", "/dev/full"], ["compare", "/dev/full", "/dev/full"]])
def test_a_device_is_no_question_set_and_no_result(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *args]) == 1
    assert "/dev/full: a device, no file" in capsys.readouterr().err


def test_the_first_question_does_not_carry_the_loading(
    fake_library: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def asked(*given: Any) -> Any:
        order.append("asked")
        return ask_all(*given)

    warmup = SimpleNamespace(warm_up=lambda _: order.append("warm"))
    monkeypatch.setitem(sys.modules, "api.warmup", warmup)
    monkeypatch.setattr("eval.run.ask_all", asked)
    assert main(["eval", "run", str(write_set(tmp_path, ASKED.model_dump_json()))]) == 0
    assert order == ["warm", "asked"]
