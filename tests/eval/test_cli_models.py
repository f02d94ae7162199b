"""``hrplan eval run`` with ``--judge`` or ``--write``, with a model's server on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import main
from tests.api.writing.scripted import perfect
from tests.chat_server import ChatServer, Fail, Reply, Say, Script
from tests.eval.making import question

KEY = "sk-sesame-sesame"


@pytest.fixture
def run(plan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command over one plan and one question, away from any ``.env``."""
    monkeypatch.chdir(tmp_path)
    asked = question(
        question="โครงการอบรมคุณธรรมและจริยธรรม เทศบาลตำบลดอนสมมุติ ใช้งบประมาณเท่าไร",
        must_include=(("35000", "35,000"),),
        gold=({"doc": plan_file.name, "line_start": 11, "line_end": 11},),
    )
    questions = tmp_path / "set.jsonl"
    questions.write_text(asked.model_dump_json() + "\n", encoding="utf-8")
    plans = plan_file.parent / "plans"
    plans.mkdir()
    plan_file.rename(plans / plan_file.name)
    out = str(tmp_path / "out.json")
    return ["eval", "run", str(questions), "--plans", str(plans), "--judge", "--json", out]


def served(reply: Reply | Script, run: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    with ChatServer(reply if callable(reply) else lambda asked: reply) as server:
        monkeypatch.setenv("HRPLAN_CHAT_MODEL", "openai:some-model")
        monkeypatch.setenv("HRPLAN_CHAT_BASE_URL", server.url)
        monkeypatch.setenv("HRPLAN_CHAT_API_KEY", KEY)
        monkeypatch.setenv("HRPLAN_CHAT_RETRIES", "0")
        return main(run)


def test_the_result_keeps_what_the_model_says_and_leaves_the_rule_s_figures(
    run: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = Say(json.dumps({"why": "ไม่พบ [เดือน]", "supported": "no"}), usage=(10, 5))
    assert served(reply, run, monkeypatch) == 0
    text = Path(run[-1]).read_text(encoding="utf-8")
    figures = json.loads(text)
    said = figures["judge"]
    assert figures["correct"] == 1.0
    assert said["claims"] == len(figures["questions"][0]["claims"]) > 0
    assert (said["recall"], said["precision"]) == (0.0, 0.0)
    assert said["tokens"] == {"in": 10 * said["calls"], "out": 5 * said["calls"]}
    shown = capsys.readouterr()
    assert "judged by openai:some-model" in shown.out
    assert said["disagreements"]
    assert "model no, rule full; ไม่พบ [เดือน]" in shown.out
    assert KEY not in text + shown.out + shown.err


def test_failures_are_told_and_the_run_is_kept(
    run: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert served(Fail(401, f"bad key {KEY}"), run, monkeypatch) == 0
    figures = json.loads(Path(run[-1]).read_text(encoding="utf-8"))
    assert figures["judge"]["failed"] == figures["judge"]["claims"] > 0
    assert figures["judge"]["recall"] is None
    told = capsys.readouterr().err
    assert "(HTTP 401) × " in told
    assert KEY not in told


@pytest.mark.parametrize(
    ("script", "answers", "fallback"), [(perfect, 1, None), (Fail(401), 0, "failed")]
)
def test_answers_are_the_model_s_where_they_are_wanted(
    script: Reply | Script,
    answers: int,
    fallback: str | None,
    run: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = ["--write" if part == "--judge" else part for part in run]
    assert served(script, wanted, monkeypatch) == 0
    figures = json.loads(Path(run[-1]).read_text(encoding="utf-8"))
    assert figures["correct"] == 1.0
    assert (figures["model_answers"], figures["model_fallbacks"]) == (answers, 1 - answers)
    assert figures["questions"][0]["writing"]["fallback"] == fallback


@pytest.mark.parametrize("option", ["--judge", "--write"])
def test_without_a_model_nothing_runs(
    option: str, run: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([option if part == "--judge" else part for part in run]) == 2
    told = capsys.readouterr().err
    assert "HRPLAN_CHAT_MODEL" in told
    assert told.count("\n") == 1
    assert not Path(run[-1]).exists()
