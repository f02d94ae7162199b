"""The writer that the settings name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from api.answering.models import Writing
from api.chat_model import open_chat_model
from api.settings import Settings

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter, Spent


def configured_writer(
    settings: Settings, observe: Callable[[Writing, Spent], None] = lambda writing, spent: None
) -> ModelWriter | None:
    """None where no chat model is set. The model is loaded with the first question, or by
    ``open``."""
    if settings.chat_model is None:
        return None
    # Who has no model doesn't pay for the check of what it says.
    from api.writing.model_writer import ModelWriter

    return ModelWriter(
        lambda: open_chat_model(settings), settings.chat_model, settings.chat_timeout, observe
    )
