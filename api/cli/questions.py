"""``hrplan ask`` and ``hrplan search``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import no_garbage_collection, opened
from api.cli.output import CliError, say
from api.messages import MessageError, checked_message, without_lone_surrogates
from api.settings import Settings

if TYPE_CHECKING:
    from api.schemas import ChatResponse, SearchHit

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
    message = _checked(question, settings)
    # Imported when asked: together they take half as long as an answer.
    from api.answering import Ask, answer
    from api.conversation import response

    asked = Ask(
        message=message,
        profile_organization=_clean(organization),
        profile_position=_clean(position),
        organization=None,
        fiscal_year=None,
        history=(),
    )
    with no_garbage_collection(), opened(settings) as library:
        said = answer(asked, library)
    view = response(said, session_id="")
    say(view.model_dump_json(exclude={"session_id"}) if as_json else _answer_text(view))


def search(
    query: Annotated[str, typer.Argument(help="คำค้น / what to look for")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="จำนวนผล / how many")] = 5,
    as_json: AsJson = False,
) -> None:
    """ค้นหาข้อความในแผน / Find passages."""
    settings = Settings()
    text = _checked(query, settings)
    from api.schemas import SearchResponse
    from api.views import search_hit

    with opened(settings) as library:
        hits = library.search(text, k=k)
    found = SearchResponse(query=text, results=[search_hit(hit) for hit in hits])
    if as_json:
        say(found.model_dump_json())
    elif found.results:
        say("\n\n".join(_hit_text(number, hit) for number, hit in enumerate(found.results, 1)))
    else:
        say("ไม่พบข้อความที่ตรงกับคำค้น / nothing was found")


def _clean(name: str | None) -> str | None:
    return without_lone_surrogates(name or "").strip() or None


def _checked(text: str, settings: Settings) -> str:
    try:
        return checked_message(text, settings.max_question_chars)
    except MessageError as error:
        raise CliError(error.thai, error.english, exit_code=2) from error


def _answer_text(view: ChatResponse) -> str:
    sources = [
        f"[{c.id}] {c.title} ({c.source} {_lines(c.line_start, c.line_end)})"
        for c in view.citations
    ]
    return "\n".join([view.answer, *(["", *sources] if sources else [])])


def _hit_text(number: int, hit: SearchHit) -> str:
    where = " › ".join([hit.title, *hit.section])
    place = f"{hit.source} {_lines(hit.line_start, hit.line_end)}"
    return f"{number}. {where} ({place}; {hit.score:.3f})\n{hit.text}"


def _lines(start: int, end: int) -> str:
    return f"บรรทัด {start}" if start == end else f"บรรทัด {start}-{end}"
