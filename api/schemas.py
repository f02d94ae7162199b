"""What goes over the wire. Domain values stay in ``ingest.models`` and ``api.answering``.

Lines are 1-based and inclusive, years are of the Buddhist era, money is in baht, exact to the
satang.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
FiscalYear = Annotated[int, Field(ge=2500, le=2700, description="Buddhist era, as 2569")]
SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


def json_number(value: int | Decimal) -> int | float:
    """An amount as JSON writes it; a float's shortest form has the very digits of the Decimal."""
    return value if isinstance(value, int) else float(value)


# A number in JSON: whole amounts without a point, satang after it (12345.5).
Baht = Annotated[
    int | Decimal,
    PlainSerializer(json_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number", "description": "Baht, exact to the satang"}),
]


class Profile(BaseModel):
    """Who asks: what "ของฉัน" and "หน่วยงานเรา" mean."""

    organization: Name | None = None
    position: Name | None = None


class ChatRequest(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "message": "มีหลักสูตรอะไรสำหรับตำแหน่งของฉันบ้าง",
                "profile": {"organization": "เทศบาลตำบลตัวอย่าง", "position": "นักทรัพยากรบุคคล"},
            }
        }
    )

    message: str
    session_id: SessionId | None = None
    profile: Profile | None = None
    organization: Name | None = None
    fiscal_year: FiscalYear | None = None


class Citation(BaseModel):
    """The lines that a sentence stands on; ``quote`` is verbatim, cell mark-up aside.

    Of a file that is no text, ``place`` says where they stand in it ("หน้า 12", "ชีต งบประมาณ
    แถว 8-9"), and ``page`` is that of the first line where it has pages. ``unverified``: some of
    them were read by OCR from a picture of the page.
    """

    model_config = ConfigDict(from_attributes=True)

    id: int
    passage_id: str
    plan_id: str
    organization: str | None
    fiscal_years: list[int]
    title: str
    source: str
    section: list[str]
    line_start: int
    line_end: int
    page: int | None
    quote: str
    place: str = ""
    unverified: bool = False


class Fact(BaseModel):
    """A fact of a plan as read: ``type`` names its kind, the other fields are that kind's own."""

    model_config = ConfigDict(extra="allow")

    type: str


class Writing(BaseModel):
    """How the chat model fared that was to write the answer; ``prompt`` is the version of what it
    was asked with. ``fallback``: why the answer is the default one, null where it is the model's.
    ``paused``: it just failed or is busy, and wasn't asked; ``guarded``: the question or the
    plans' lines speak to models; ``timeout``, ``failed``; ``unreadable``: nothing of the agreed
    form; ``unsupported``: what it wrote doesn't stand on the cited lines, or doesn't tell what
    was asked. Of its sentences so many were ``kept``, of these ``repaired``, and ``dropped``."""

    model_config = ConfigDict(from_attributes=True)

    model: str
    prompt: str
    fallback: Literal["paused", "guarded", "timeout", "failed", "unreadable", "unsupported"] | None
    kept: int
    repaired: int
    dropped: int


class ChatResponse(BaseModel):
    """In ``answer``, ``[1]`` refers to the citation whose ``id`` is 1. ``writing`` is null where
    no chat model was to write the answer."""

    answer: str
    answerable: bool
    needs: Literal["organization", "position"] | None
    citations: list[Citation]
    facts: list[Fact]
    suggestions: list[str]
    mode: Literal["extractive", "llm"]
    session_id: str
    writing: Writing | None = None


class Token(BaseModel):
    """A piece of a streamed answer; the pieces, joined, are the answer."""

    text: str


class SearchHit(BaseModel):
    """A passage with its score, 0..1, comparable within one search only. ``page``, ``place`` and
    ``unverified`` as in a citation."""

    passage_id: str
    plan_id: str
    score: float
    kind: str
    text: str
    organization: str | None
    fiscal_years: list[int]
    title: str
    source: str
    section: list[str]
    headers: list[str]
    line_start: int
    line_end: int
    page: int | None = None
    place: str = ""
    unverified: bool = False
    explanation: HitExplanation | None = None


class LegShare(BaseModel):
    """What a leg gave a passage: its 1-based rank there, its share of the leg's best score, and
    the points of the final score that come of it."""

    leg: str
    rank: int
    share: float
    points: float


class FeatureShare(BaseModel):
    """What the second look saw, 0..1, and the points of the final score that come of it."""

    feature: str
    value: float
    points: float


class HitExplanation(BaseModel):
    """``reranked`` is what a cross-encoder gave, 0..1, where one is set and read the passage."""

    legs: list[LegShare]
    features: list[FeatureShare]
    reranked: float | None


class AddedTerm(BaseModel):
    """``added`` was searched beside ``source``, for ``weight`` of what a typed word counts."""

    source: str
    added: str
    kind: Literal["exact", "near"]
    weight: float


class SearchExplanation(BaseModel):
    """How a query was read: the words searched, those that merely ask, and what was added."""

    searched: str
    words: list[str]
    left_out: list[str]
    added: list[AddedTerm]
    organizations: list[str]
    fiscal_years: list[int]
    plans: int


class SearchResponse(BaseModel):
    """``notes``: what narrowed or widened the search, a line each, Thai / English."""

    query: str
    results: list[SearchHit]
    notes: list[str] = []
    explanation: SearchExplanation | None = None


class PlanSummary(BaseModel):
    id: str
    source: str
    title: str
    kind: str
    organization: str | None
    organization_type: str | None
    district: str | None
    province: str | None
    fiscal_years: list[int]
    line_count: int
    passage_count: int
    warning_count: int
    added_at: str


class TableSummary(BaseModel):
    id: str
    caption: str | None
    section: list[str]
    columns: list[str]
    rows: int
    line_start: int
    line_end: int


class PlanWarning(BaseModel):
    code: str
    message: str
    line_start: int
    line_end: int


class PlanDetail(PlanSummary):
    """``fact_counts``: how many facts of each type were read."""

    content_hash: str
    fact_counts: dict[str, int]
    tables: list[TableSummary]
    warnings: list[PlanWarning]


class PlanList(BaseModel):
    plans: list[PlanSummary]


class SourceLine(BaseModel):
    """A line of the file. ``cells`` is set for a table's lines, ``header`` for its header lines;
    ``page`` and ``place`` as in a citation; ``box`` is left, top, right and bottom as shares 0..1
    of the page."""

    number: int
    text: str
    cells: list[str] | None
    header: bool
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    place: str = ""


class SourceRow(BaseModel):
    """A row as it is meant: one text a column, blanks of a row span filled from above."""

    line_start: int
    line_end: int
    kind: str
    cells: list[str]


class SourceTable(BaseModel):
    line_start: int
    line_end: int
    columns: list[str]
    rows: list[SourceRow]


class SourceView(BaseModel):
    plan_id: str
    source: str
    title: str
    organization: str | None
    fiscal_years: list[int]
    line_count: int
    lines: list[SourceLine]
    tables: list[SourceTable]


class Amount(BaseModel):
    """``baht`` is set for an amount alone: a blank is "not_stated" and never 0."""

    kind: Literal["amount", "no_budget", "not_stated"]
    baht: Baht | None


class YearAmount(Amount):
    """The budget of one fiscal year (B.E.)."""

    fiscal_year: int


class ProjectBudget(Amount):
    """Of a plan with a budget column for each year, ``years`` holds these; the amount is then the
    plan's column of totals, or else what the years add up to. ``shared_with`` names the projects
    whose rows have one merged budget cell with this: the first of them has the amount."""

    years: list[YearAmount]
    shared_with: list[str] = []


class ProjectItem(BaseModel):
    """A project as its plan states it; a blank cell is "". ``quarters`` are of the fiscal year.
    ``page`` and ``place`` as in a citation; ``unverified``: read by OCR from a picture of the
    page."""

    id: str
    plan_id: str
    passage_id: str
    organization: str | None
    fiscal_years: list[int]
    title: str
    source: str
    line_start: int
    line_end: int
    page: int | None = None
    place: str = ""
    number: str
    name: str
    parent: str
    strategy: list[str]
    objective: str
    indicator: str
    target: str
    budget: ProjectBudget
    timing: str
    quarters: list[int]
    unit: str
    audience: str
    courses: list[str]
    unverified: bool = False


class ProjectPage(BaseModel):
    """A page of what a filter finds; ``total``, ``budget_count`` and ``budget_sum`` are of all of
    it: how many projects, how many of them state an amount, and the baht of these."""

    total: int
    offset: int
    limit: int
    budget_count: int
    budget_sum: Baht
    projects: list[ProjectItem]


class AddedPlan(BaseModel):
    outcome: Literal["added", "replaced", "unchanged"]
    plan: PlanSummary


class Health(BaseModel):
    status: Literal["ok"]


class Readiness(BaseModel):
    status: Literal["ready"]
    plans: int


class FieldProblem(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    """Problem details (RFC 9457). ``detail`` is one line, Thai / English, saying what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[FieldProblem] | None = None
