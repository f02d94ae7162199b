"""``hrplan eval run``: a question set asked and graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eval.cli.compare import nothing_shared
from eval.cli.models import WithJudge, WithWriter, open_judge, open_writer
from eval.cli.outputs import HtmlOut, as_json, check_outputs, write_outputs
from eval.cli.shared import (
    Baselines,
    JsonOut,
    PlansDir,
    check_documents,
    console,
    library_of,
    told,
    track,
)

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter
    from eval.questions import Question


def run(
    questions: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="ชุดคำถาม / a question set (JSON Lines)"),
    ],
    plans: PlansDir = None,
    baseline: Baselines = None,
    write: WithWriter = False,
    judge: WithJudge = False,
    json_out: JsonOut = None,
    html_out: HtmlOut = None,
    against: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="เทียบกับผลครั้งก่อน / compare with an earlier --json"
        ),
    ] = None,
) -> None:
    """ถามทุกคำถามในชุดและให้คะแนน / Ask every question of a set and grade the answers."""
    check_outputs(json_out, html_out, inputs=(questions, against, plans))
    with told():
        from eval.baselines import make_baselines
        from eval.questions import load_questions

        asked = load_questions(questions)
        beside = make_baselines(baseline or ())
        judged = open_judge(judge)
        writer = open_writer(write)
        before = _earlier(against, questions, asked)
        figures, lines = _asked(asked, plans, questions.name, writer, all_lines=bool(beside))
        if beside:
            from eval.baselines.measuring import over_plans

            figures["baselines"] = over_plans(asked, lines, beside, track)
        if judged:
            figures["judge"] = judged(figures)
        _show(figures, before)
        _write(figures, before, json_out, html_out)


def _earlier(
    path: Path | None, questions: Path, asked: Sequence[Question]
) -> dict[str, Any] | None:
    """The earlier result, known to share questions with those that are to be asked."""
    if path is None:
        return None
    from eval.compare import NothingShared, shared
    from eval.results import load_result

    before = load_result(path)
    try:
        shared(before["questions"], [question.model_dump(mode="json") for question in asked])
    except NothingShared as error:
        raise nothing_shared(path, questions) from error
    return before


def _asked(
    asked: Sequence[Question],
    plans: Path | None,
    name: str,
    writer: ModelWriter | None,
    *,
    all_lines: bool,
) -> tuple[dict[str, Any], Mapping[str, Sequence[str]]]:
    """The result, and the lines by file name: of the plans that answers are to cite, or of all."""
    # The models of the answering load slowly: after the files are known to be good.
    from api.warmup import warm_up
    from eval.asking import asker
    from eval.run import ask_all, result

    with library_of(plans) as library:
        check_documents(asked, library)
        # Times are of a system that runs: the first question doesn't carry the loading.
        warm_up(library)
        outcomes = ask_all(track(asked, "ถาม / asking"), asker(library, writer))
        wanted = {gold.doc for question in asked for gold in question.gold}
        lines = {
            plan.source: library.plan(plan.id).lines
            for plan in library.plans()
            if all_lines or plan.source in wanted
        }
    return result(outcomes, lines, name), lines


def _show(figures: Mapping[str, Any], before: Mapping[str, Any] | None) -> None:
    from eval.baselines.showing import show_beside
    from eval.compare import compare
    from eval.console import show_comparison, show_run
    from eval.judge.showing import show_judge

    show_run(figures, console())
    if "baselines" in figures:
        show_beside("หลักฐานที่ค้นพบ / evidence", figures, figures["baselines"], console())
    if "judge" in figures:
        show_judge(figures["judge"], console())
    if before:
        show_comparison(compare(before, figures), console())


def _write(
    figures: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    json_out: Path | None,
    html_out: Path | None,
) -> None:
    texts = {json_out: as_json(figures)} if json_out else {}
    if html_out:
        from eval.report import render

        texts[html_out] = render(figures, before)
    write_outputs(texts)
