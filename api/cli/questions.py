"""``hrplan ask``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import no_garbage_collection, opened
from api.cli.output import CliError, say
from api.messages import MessageError, checked_message, without_lone_surrogates
from api.settings import Settings

if TYPE_CHECKING:
    from api.schemas import ChatResponse

AsJson = Annotated[bool, typer.Option("--json", help="พิมพ์ผลเป็น JSON / print JSON")]


def ask(
    question: Annotated[str, typer.Argument(help="คำถาม / the question")],
    organization: Annotated[
        str | None, typer.Option(help="หน่วยงานของผู้ถาม / the asker's organisation")
    ] = None,
    position: Annotated[
        str | None, typer.Option(help="ตำแหน่งของผู้ถาม / the asker's position")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """ถามหนึ่งคำถาม / Ask one question."""
    settings = Settings()
    message = checked(question, settings)
    # Imported when asked: together they take half as long as an answer.
    from api.answering import Ask
    from api.conversation import response
    from api.writing.answering import answering, whole
    from api.writing.opening import configured_writer

    asked = Ask(
        message=message,
        profile_organization=_clean(organization),
        profile_position=_clean(position),
        organization=None,
        fiscal_year=None,
        history=(),
    )
    with no_garbage_collection(), opened(settings) as library:
        said = whole(answering(asked, library, configured_writer(settings)))
    view = response(said, session_id="")
    say(view.model_dump_json(exclude={"session_id"}) if as_json else _answer_text(view))


def _clean(name: str | None) -> str | None:
    return without_lone_surrogates(name or "").strip() or None


def checked(text: str, settings: Settings) -> str:
    try:
        return checked_message(text, settings.max_question_chars)
    except MessageError as error:
        raise CliError(error.thai, error.english, exit_code=2) from error


def _answer_text(view: ChatResponse) -> str:
    sources = [
        f"[{c.id}] {c.title} ({c.source} {lines(c.line_start, c.line_end)})" for c in view.citations
    ]
    noted = [f"({note})"] if (note := _note(view)) else []
    return "\n".join([view.answer, *noted, *(["", *sources] if sources else [])])


def _note(view: ChatResponse) -> str | None:
    """Why the answer isn't in the words of the model that is set."""
    from prompts import reply

    fallback = view.writing.fallback if view.writing else None
    if fallback in (None, "guarded"):
        return None
    is_unproven = fallback in ("unreadable", "unsupported")
    return reply("model_not_proven" if is_unproven else "model_not_ready")


def lines(start: int, end: int) -> str:
    return f"บรรทัด {start}" if start == end else f"บรรทัด {start}-{end}"
