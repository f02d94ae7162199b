"""``hrplan eval run --html --against`` and ``eval compare`` from the outside."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from eval.questions import Question
from eval.run import Reply, ask_all, result
from tests.eval.making import at, question, reply
from tests.eval.test_cli import fake_library as fake_library
from tests.eval.test_cli import write_set

ASKED = (question(id="q1"), question(id="q2", question="ปีไหน"))
RIGHT = reply("30,000 บาท", citations=(at("a.txt", 10),))
Said = pytest.CaptureFixture[str]


@pytest.fixture
def questions(fake_library: None, tmp_path: Path) -> str:
    return str(write_set(tmp_path, *(one.model_dump_json() for one in ASKED)))


def earlier(folder: Path, *asked: Question, name: str = "old.json", right: bool = False) -> str:
    """A result over ``asked`` in a file; its answers are wrong unless ``right``."""
    answer: Reply = RIGHT if right else reply("50,000")
    path = folder / name
    made: dict[str, Any] = result(ask_all(asked, lambda _: answer))
    path.write_text(json.dumps(made), encoding="utf-8")
    return str(path)


def test_run_writes_the_page_beside_an_earlier_run(
    questions: str, tmp_path: Path, capsys: Said
) -> None:
    html, out = tmp_path / "out.html", tmp_path / "out.json"
    old = earlier(tmp_path, *ASKED)
    args = ["eval", "run", questions, "--html", str(html), "--json", str(out), "--against", old]
    assert main(args) == 0
    said = capsys.readouterr().out
    assert "2 questions compared" in said
    assert "ได้เพิ่ม 2 ข้อ / 2 gained" in said
    assert "q2 [budget] ปีไหน" in said
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(out.read_text(encoding="utf-8"))["set"] == "set.jsonl"


def test_compare_writes_what_it_shows(tmp_path: Path, capsys: Said) -> None:
    old, new = earlier(tmp_path, *ASKED), earlier(tmp_path, *ASKED, name="new.json", right=True)
    out, html = tmp_path / "out.json", tmp_path / "out.html"
    assert main(["eval", "compare", new, old, "--json", str(out), "--html", str(html)]) == 0
    assert "เสียไป 2 ข้อ / 2 lost" in capsys.readouterr().out
    found = json.loads(out.read_text(encoding="utf-8"))
    assert [one["id"] for one in found["lost"]] == ["q1", "q2"]
    assert found["measures"]["correct"]["difference"] == -1
    assert "เทียบกับการประเมินก่อนหน้า" in html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--json", "{}/no/out.json"], 1, "no folder {}/no"),
        (["--json", "{}/no/a", "--html", "{}/nor/b"], 1, "no folder {}/nor"),
        (["--html", "{}/out", "--json", "{}/out"], 2, "two outputs name one file"),
        (["--html", "{}"], 2, "is a directory"),
        (["--against", "{}/set.jsonl"], 1, "set.jsonl:2: not JSON"),
        (["--against", "{}/none.json"], 2, "does not exist"),
        (["--against", "{}/figures.json"], 1, "not a result of hrplan eval run"),
        (["--against", "{}/other.json"], 1, "share no question"),
    ],
)
def test_a_run_that_cannot_end_well_does_not_begin(
    args: list[str],
    code: int,
    said: str,
    questions: str,
    tmp_path: Path,
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("the questions were asked")

    monkeypatch.setattr("eval.run.ask_all", asked)
    (tmp_path / "figures.json").write_text('{"recall@1": 0.9}', encoding="utf-8")
    earlier(tmp_path, question(id="q1", question="อื่น"), name="other.json")
    given = [arg.format(tmp_path) for arg in args]
    assert main(["eval", "run", questions, *given]) == code
    streams = capsys.readouterr()
    assert said.format(tmp_path) in streams.err
    assert len(streams.err.splitlines()) == 1
    assert streams.out == ""


def test_what_is_read_is_never_written_over(questions: str, tmp_path: Path, capsys: Said) -> None:
    """Also by another spelling, a link, or as one of the plans."""
    old, plans = earlier(tmp_path, *ASKED), tmp_path / "plans"
    (plans / "in").mkdir(parents=True)
    plan = plans / "in" / "a.txt"
    plan.write_text("โครงการ", encoding="utf-8")
    soft, hard = tmp_path / "soft.json", tmp_path / "hard.json"
    soft.symlink_to(questions)
    hard.hardlink_to(old)
    respelled = f"{tmp_path}/plans/../{Path(questions).name}"
    run = ["run", questions]
    for args in (
        [*run, "--json", questions],
        [*run, "--json", respelled],
        [*run, "--html", str(soft)],
        [*run, "--against", old, "--json", old],
        [*run, "--against", old, "--html", str(hard)],
        [*run, "--plans", str(plans), "--json", str(plan)],
        ["compare", old, old, "--json", old],
        ["compare", old, str(hard), "--html", str(hard)],
        ["gate", "--baseline-file", old, "--json", old],
        ["ablation", questions, "--json", questions],
    ):
        kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        assert main(["eval", *args]) == 2, args
        err = capsys.readouterr().err
        assert "is read by this command" in err
        assert len(err.splitlines()) == 1
        assert kept == {path: path.read_bytes() for path in kept}


def test_the_files_of_a_retrieval_set_are_never_written_over(tmp_path: Path, capsys: Said) -> None:
    qrels = tmp_path / "qrels.tsv"
    qrels.write_text("q1\td1\t1\n", encoding="utf-8")
    for args in (["beir", str(tmp_path)], ["gate", "--set", str(tmp_path)]):
        assert main(["eval", *args, "--json", str(qrels)]) == 2
        assert "is read by this command" in capsys.readouterr().err
    assert qrels.read_text(encoding="utf-8") == "q1\td1\t1\n"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("[]", "eval run: not an object {…}"),
        ('{"questions": {}}', "eval run: questions: not a list […]"),
        ('{"questions": [1]}', "eval run: questions.0: not an object {…}"),
        ('{"set": ""}', "eval run: questions: is missing"),
    ],
)
def test_what_is_no_result_is_told_in_terms_of_json(
    result: str, said: str, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "old.json"
    path.write_text(result, encoding="utf-8")
    assert main(["eval", "compare", str(path), str(path)]) == 1
    assert capsys.readouterr().err.strip().endswith(said)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write(questions: str, tmp_path: Path, capsys: Said) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert main(["eval", "run", questions, "--html", str(closed / "out.html")]) == 1
    assert "no right to write" in capsys.readouterr().err


def test_what_can_be_written_is_written_when_something_else_cannot(
    questions: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder goes while the questions are asked."""
    folder, html = tmp_path / "going", tmp_path / "out.html"
    folder.mkdir()

    def asked(*given: Any) -> Any:
        folder.rmdir()
        return ask_all(*given)

    monkeypatch.setattr("eval.run.ask_all", asked)
    out = folder / "out.json"
    assert main(["eval", "run", questions, "--json", str(out), "--html", str(html)]) == 1
    err = capsys.readouterr().err.strip().splitlines()[-1]
    assert f"can't write {out}" in err
    assert str(html) not in err
    assert html.exists()


def test_results_that_share_nothing(tmp_path: Path, capsys: Said) -> None:
    old, new = earlier(tmp_path, ASKED[0]), earlier(tmp_path, ASKED[1], name="new.json")
    assert main(["eval", "compare", old, new]) == 1
    streams = capsys.readouterr()
    assert "share no question" in streams.err
    assert streams.out == ""
