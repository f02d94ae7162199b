"""Comparable projects, and drafts of next year's plan: made, changed, exported, forgotten."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api import draft_schemas as wire
from api.draft_views import draft_view, dumped, edit_of, examples_view, loaded, request_of
from api.drafting.checking import findings_of
from api.drafting.composing import compose, with_positions
from api.drafting.editing import RepeatedRow, UnknownParagraph, WrongYears, edited
from api.drafting.export import export
from api.drafting.models import Draft
from api.http.access import READER, DraftRoute, ReaderRoute
from api.http.bodies import clean
from api.http.context import LibraryDep, SettingsDep, WriterDep
from api.http.contract import problems
from api.http.errors import ApiProblem
from api.messages import checked_message
from api.schemas import Baht, FiscalYear, Name
from api.scope import plans_in_scope
from api.typed import typed_baht
from retriever.catalogue import DraftConflict, KeptDraft
from retriever.library import Library

router = APIRouter(
    tags=["drafts"],
    route_class=ReaderRoute,
    dependencies=READER,
    responses=problems(401, 422, 429, 503),
)
writing_router = APIRouter(
    tags=["drafts"],
    route_class=DraftRoute,
    dependencies=READER,
    responses=problems(400, 401, 413, 422, 429, 503),
)

_EXAMPLE_GROUPS = 20
DraftId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Clean = BeforeValidator(clean)


def _typed(value: object) -> object:
    return typed_baht(value) if isinstance(value, str) else value


# A number, or an amount as people type it.
Ceiling = Annotated[
    Baht,
    BeforeValidator(_typed, json_schema_input_type=float | str),
    Field(ge=0, le=wire.MAX_BAHT),
]


class Format(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"
    MARKDOWN = "md"
    JSON = "json"


class Digits(StrEnum):
    ARABIC = "arabic"
    THAI = "thai"


MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.JSON: "application/json",
}

_CONTENT: dict[str, Any] = {media.partition(";")[0]: {} for media in MEDIA_TYPES.values()}
WantedName = Annotated[wire.WantedName, Clean]


class DraftBody(wire.DraftRequest):
    model_config = ConfigDict(
        extra="forbid",
        title="DraftRequest",
        json_schema_extra={
            "example": {
                "organization": "เทศบาลตำบลตัวอย่าง",
                "fiscal_years": [2570],
                "topics": ["คุณธรรม จริยธรรม", "ทักษะดิจิทัล"],
                "positions": ["เจ้าพนักงานธุรการ"],
                "ceiling": 500000,
            }
        },
    )

    organization: WantedName
    kind: Annotated[Name, Clean] = "แผนพัฒนาบุคลากร"
    topics: Annotated[list[WantedName], Field(min_length=1, max_length=wire.MAX_TOPICS)]
    positions: Annotated[list[WantedName], Field(max_length=wire.MAX_POSITIONS)] = Field(
        default_factory=list
    )
    ceiling: Ceiling | None = None
    district: Annotated[Name, Clean] | None = None
    province: Annotated[Name, Clean] | None = None


class _CleanRow(wire.RowEdit):
    model_config = ConfigDict(extra="forbid", title="RowEdit")

    topic: WantedName
    name: Annotated[wire.Text, Clean]
    objective: Annotated[wire.Text, Clean]
    indicator: Annotated[wire.Text, Clean]
    target: Annotated[wire.Text, Clean]
    timing: Annotated[wire.Text, Clean]
    unit: Annotated[wire.Text, Clean]


class _CleanParagraph(wire.ParagraphEdit):
    model_config = ConfigDict(extra="forbid", title="ParagraphEdit")

    text: Annotated[wire.Text, Clean]


class EditBody(wire.DraftEdit):
    model_config = ConfigDict(extra="forbid", title="DraftEdit")

    rows: Annotated[list[_CleanRow], Field(max_length=wire.MAX_ROWS)]  # type: ignore[assignment]
    paragraphs: list[_CleanParagraph] = Field(default_factory=list)  # type: ignore[assignment]
    title: Annotated[wire.Title, Clean] | None = None
    positions: Annotated[list[WantedName], Field(max_length=wire.MAX_POSITIONS)] | None = None
    ceiling: Ceiling | None = None


@router.get("/examples", summary="โครงการที่เทียบเคียงได้ / comparable projects")
def list_examples(
    library: LibraryDep,
    settings: SettingsDep,
    q: Annotated[Name, Query(description="What the projects are on, or a strategy's name")],
    organization: Name | None = None,
    fiscal_year: FiscalYear | None = None,
) -> wire.Examples:
    about = checked_message(q, settings.max_question_chars)
    scope = plans_in_scope(library.plans(), organization or None, fiscal_year)
    return examples_view(library, about, scope, _EXAMPLE_GROUPS)


@writing_router.post("/drafts", status_code=201, summary="ร่างแผนปีถัดไป / draft a plan")
def make_draft(body: DraftBody, library: LibraryDep, writer: WriterDep) -> wire.Draft:
    """The draft is kept for a year after it was last used, under an ``id`` that can't be guessed:
    who has it may read and change it."""
    _check(body)
    draft = compose(library, request_of(body), writer)
    return _view(library.drafts.add(dumped(draft)), draft, library)


@router.get("/drafts/{draft_id}", summary="ร่างแผน / a draft", responses=problems(404))
def get_draft(draft_id: DraftId, library: LibraryDep) -> wire.Draft:
    kept = _kept(draft_id, library)
    return _view(kept, loaded(kept.payload), library)


@writing_router.put(
    "/drafts/{draft_id}", summary="แก้ร่างแผน / change a draft", responses=problems(404, 409)
)
def change_draft(draft_id: DraftId, body: EditBody, library: LibraryDep) -> wire.Draft:
    """409 where another change came first: get the draft anew and change that."""
    kept = _kept(draft_id, library)
    old = loaded(kept.payload)
    try:
        draft = edited(old, edit_of(body, old))
        if body.positions is not None:
            draft = with_positions(library, draft, body.positions)
    except UnknownParagraph as error:
        raise _unknown("paragraphs", str(error), "ไม่มีย่อหน้านี้ในร่าง") from error
    except RepeatedRow as error:
        raise _unknown("rows", str(error), "มีแถวซ้ำรหัสกัน") from error
    except WrongYears as error:
        raise _unknown("budget.years", str(error), "งบรายปีรวมไม่เท่ากับงบประมาณของแถว") from error
    try:
        changed = library.drafts.replace(draft_id, body.revision, dumped(draft))
    except DraftConflict as error:
        raise ApiProblem(
            409,
            "draft-changed",
            "ร่างนี้ถูกแก้จากที่อื่นแล้ว กรุณาโหลดใหม่ก่อนแก้",
            "the draft was changed meanwhile; get it anew and change that",
        ) from error
    if changed is None:
        raise _missing()
    return _view(changed, draft, library)


@router.delete(
    "/drafts/{draft_id}", status_code=204, summary="ลบร่างแผน / remove a draft",
    responses=problems(404),
)  # fmt: skip
def remove_draft(draft_id: DraftId, library: LibraryDep) -> None:
    if not library.drafts.remove(draft_id):
        raise _missing()


@router.get(
    "/drafts/{draft_id}/export.{extension}",
    summary="ส่งออกร่างแผน / a draft as a file",
    response_class=Response,
    responses={200: {"content": _CONTENT}, **problems(404)},
)
def export_draft(
    draft_id: DraftId, extension: Format, library: LibraryDep, digits: Digits = Digits.ARABIC
) -> Response:
    draft = loaded(_kept(draft_id, library).payload)
    file = export(draft, extension.value, thai_digits=digits is Digits.THAI)
    name = quote(f"{draft.title}.{extension.value}")
    return Response(
        file,
        media_type=MEDIA_TYPES[extension],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _check(body: BaseModel) -> None:
    assert isinstance(body, wire.DraftRequest)
    years = body.fiscal_years
    if years != list(range(years[0], years[0] + len(years))):
        raise ApiProblem(
            422,
            "fiscal-years",
            "กรุณาระบุปีงบประมาณเรียงต่อกัน เช่น 2570, 2571, 2572",
            "fiscal_years must follow one another, as 2570, 2571, 2572",
        )


def _kept(draft_id: str, library: Library) -> KeptDraft:
    kept = library.drafts.get(draft_id)
    if kept is None:
        raise _missing()
    return kept


def _view(kept: KeptDraft, draft: Draft, library: Library) -> wire.Draft:
    known = [plan.organization for plan in library.plans() if plan.organization]
    return draft_view(kept, draft, findings_of(draft, known))


def _missing() -> ApiProblem:
    return ApiProblem(
        404,
        "no-such-draft",
        "ไม่พบร่างแผนนี้ อาจถูกลบ หรือไม่ได้ใช้เกินหนึ่งปี กรุณาร่างใหม่",
        "no such draft: it was removed, or not used for a year; make a new one",
    )


def _unknown(field: str, id_: str, thai: str) -> ApiProblem:
    return ApiProblem(422, "invalid-edit", f"{thai}: {id_} กรุณาโหลดร่างใหม่", f"check {field}: {id_}")
