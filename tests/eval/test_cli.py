"""``hrplan eval`` from the outside: exit codes, one-line errors, the files written."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from api.cli import main
from eval.beir import Search
from tests.eval.making import at, question, reply

ASKED = question(id="q1")


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
    monkeypatch.setitem(
        sys.modules, "eval.asking", SimpleNamespace(asker=lambda _: lambda _: right)
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
    gold = ({"doc": "gone.txt", "line_start": 1, "line_end": 1},)
    path = write_set(tmp_path, question(gold=gold).model_dump_json())
    assert main(["eval", "run", str(path)]) == 0
    assert "not in the library: gone.txt" in capsys.readouterr().err


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
