"""What the configured chat model does in a run: ``--write`` the answers, ``--judge`` citations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.output import CliError, complain
from api.settings import Settings
from eval.cli.shared import track

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from api.writing.model_writer import ModelWriter

WithJudge = Annotated[
    bool,
    typer.Option(
        "--judge",
        help="ให้โมเดลใน HRPLAN_CHAT_MODEL ตัดสินการอ้างอิงด้วย / "
        "let the model of HRPLAN_CHAT_MODEL judge the citations as well",
    ),
]


WithWriter = Annotated[
    bool,
    typer.Option(
        "--write",
        help="ให้โมเดลใน HRPLAN_CHAT_MODEL เรียบเรียงคำตอบ / "
        "let the model of HRPLAN_CHAT_MODEL word the answers",
    ),
]


def open_writer(wanted: bool) -> ModelWriter | None:
    """The writer that the service would use; None if none is wanted. CliError without a model."""
    if not wanted:
        return None
    from api.writing.opening import configured_writer

    settings = Settings()
    _opened(settings)
    return configured_writer(settings)


def _opened(settings: Settings) -> BaseChatModel:
    from api.chat_model import ChatModelError, open_chat_model

    try:
        return open_chat_model(settings)
    except ChatModelError as error:
        raise CliError(error.thai, error.english, 2) from error


def open_judge(wanted: bool) -> Callable[[Mapping[str, Any]], dict[str, Any]] | None:
    """A function that judges a result; None if none is wanted. CliError without a model."""
    if not wanted:
        return None
    from eval.judge import judge_run

    settings = Settings()
    model = _opened(settings)
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
