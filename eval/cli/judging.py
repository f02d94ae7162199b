"""``--judge``: the configured chat model judges the citations of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from api.cli.output import CliError, complain
from api.settings import Settings
from eval.cli.shared import track

WithJudge = Annotated[
    bool,
    typer.Option(
        "--judge",
        help="ให้โมเดลใน HRPLAN_CHAT_MODEL ตัดสินการอ้างอิงด้วย / "
        "let the model of HRPLAN_CHAT_MODEL judge the citations as well",
    ),
]


def open_judge(wanted: bool) -> Callable[[Mapping[str, Any]], dict[str, Any]] | None:
    """A function that judges a result; None if none is wanted. CliError without a model."""
    if not wanted:
        return None
    from api.chat_model import ChatModelError, open_chat_model
    from eval.judge import judge_run

    settings = Settings()
    try:
        model = open_chat_model(settings)
    except ChatModelError as error:
        raise CliError(error.thai, error.english, 2) from error
    name = settings.chat_model or ""

    def judged(figures: Mapping[str, Any]) -> dict[str, Any]:
        said = judge_run(figures, model, name, track)
        if said["failures"]:
            named = ", ".join(f"{why} × {count}" for why, count in said["failures"].items())
            complain(
                f"คำเตือน: {name} ตัดสินไม่สำเร็จ {said['failed']} ข้อความ / "
                f"warning: {name} failed on {said['failed']} claims: {named}",
                0,
            )
        return said

    return judged
