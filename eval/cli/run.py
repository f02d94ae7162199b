"""``hrplan eval run``: a question set asked and graded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.cli.shared import (
    Baselines,
    JsonOut,
    PlansDir,
    check_documents,
    console,
    library_of,
    told,
    track,
    write,
)


def run(
    questions: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="ชุดคำถาม / a question set (JSON Lines)"),
    ],
    plans: PlansDir = None,
    baseline: Baselines = None,
    json_out: JsonOut = None,
) -> None:
    """ถามทุกคำถามในชุดและให้คะแนน / Ask every question of a set and grade the answers."""
    with told():
        from eval.baselines import make_baselines
        from eval.questions import load_questions

        asked = load_questions(questions)
        beside = make_baselines(baseline or ())
        # The models of the answering load slowly: after the file is known to be good.
        from eval.asking import asker
        from eval.console import show_run
        from eval.run import ask_all, result

        with library_of(plans) as library:
            check_documents(asked, library)
            outcomes = ask_all(track(asked, "ถาม / asking"), asker(library))
            lines = {plan.source: library.plan(plan.id).lines for plan in library.plans()}
        figures = result(outcomes, lines, questions.name)
        if beside:
            from eval.baselines.measuring import over_plans
            from eval.baselines.showing import show_beside

            figures["baselines"] = over_plans(asked, lines, beside, track)
        write(figures, json_out)
        show_run(figures, console())
        if beside:
            show_beside("หลักฐานที่ค้นพบ / evidence", figures, figures["baselines"], console())
