"""Drafts and checks over the wire. Lines are 1-based and inclusive, years of the Buddhist era,
money is in baht."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from api.schemas import Amount, Baht, FiscalYear, Name

MAX_TOPICS = 20
MAX_POSITIONS = 40
MAX_ROWS = 500
MAX_YEARS = 5
MAX_BAHT = 10**12

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
FieldName = Literal["name", "objective", "indicator", "target", "budget", "timing", "unit"]
WantedName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _by_name(drawn: Any) -> Any:
    """Fields and sources in pairs, as a mapping by the fields' names."""
    return {str(field): id_ for field, id_ in dict(drawn).items()}


class CheckFinding(BaseModel):
    """What a check found. ``expected`` and ``found`` are "" where there is nothing to compare.
    Of a file that is no text, ``place`` says where the lines stand in it ("หน้า 12"). ``quote`` is
    what the first of the lines say."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    line_start: int
    line_end: int
    expected: str
    found: str
    place: str = ""
    quote: str = ""


class DraftFinding(CheckFinding):
    """``row`` is the id of the row that it is about, "" where it is about more or none. Lines are
    those of the draft's Markdown."""

    row: str


class DraftRequest(BaseModel):
    """``topics`` are strategies, or what the projects are to be on; ``ceiling`` bounds what the
    rows add up to."""

    organization: WantedName
    kind: Name = "แผนพัฒนาบุคลากร"
    fiscal_years: Annotated[list[FiscalYear], Field(min_length=1, max_length=MAX_YEARS)]
    topics: Annotated[list[WantedName], Field(min_length=1, max_length=MAX_TOPICS)]
    positions: Annotated[list[WantedName], Field(max_length=MAX_POSITIONS)] = []
    ceiling: Annotated[Baht, Field(ge=0, le=MAX_BAHT)] | None = None
    district: Name | None = None
    province: Name | None = None


class DraftSource(BaseModel):
    """Lines of a kept plan that a row or paragraph is drawn from."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    plan_id: str
    passage_id: str
    organization: str | None
    fiscal_years: list[int]
    title: str
    source: str
    line_start: int
    line_end: int
    page: int | None
    place: str
    quote: str
    unverified: bool


class DraftSpread(BaseModel):
    """How the examples' budgets spread: ``unstated`` state no amount, ``free`` use none; ``rows``
    are ids of the sources that state one."""

    model_config = ConfigDict(from_attributes=True)

    count: int
    unstated: int
    low: Baht | None
    median: Baht | None
    high: Baht | None
    rows: list[int]
    free: int


class Example(BaseModel):
    """A prior project, as its plan states it; a blank is "". ``id`` counts from 1 within the
    answer."""

    id: int
    project_id: str
    plan_id: str
    passage_id: str
    organization: str | None
    fiscal_years: list[int]
    title: str
    source: str
    line_start: int
    line_end: int
    page: int | None
    place: str
    unverified: bool
    name: str
    objective: str
    indicator: str
    target: str
    budget: Amount
    timing: str
    unit: str


class ExampleGroup(BaseModel):
    """Projects whose names say the same; ``spread.rows`` are ids of ``examples``."""

    name: str
    relevance: float
    spread: DraftSpread
    examples: list[Example]


class Examples(BaseModel):
    """Comparable projects on a topic, the most relevant first; ``spread`` is over all groups."""

    query: str
    groups: list[ExampleGroup]
    spread: DraftSpread


class DraftAmount(Amount):
    """For all years of the draft together; of several ``years`` is what each costs, null where
    one has nothing."""

    years: list[Baht | None] = Field(default_factory=list)


class DraftRow(BaseModel):
    """A project. ``to_fill`` names fields without an example, ``edited`` what was changed;
    ``drawn`` is the id of the source that each of the other texts is from."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    topic: str
    name: str
    objective: str
    indicator: str
    target: str
    budget: DraftAmount
    timing: str
    unit: str
    sources: list[int]
    drawn: Annotated[dict[FieldName, int], BeforeValidator(_by_name)] = {}
    spread: DraftSpread
    to_fill: list[FieldName]
    edited: list[FieldName]
    included: bool


class DraftParagraph(BaseModel):
    """``asks`` is what is to be written, of one that no prior plan can tell."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    text: str
    sources: list[int]
    to_fill: bool
    item: bool
    edited: bool = False
    asks: str = ""


class DraftSection(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    part: str
    heading: str
    paragraphs: list[DraftParagraph]


class DraftPosition(BaseModel):
    """Individual development of a position."""

    model_config = ConfigDict(from_attributes=True)

    position: str
    skills: list[DraftParagraph]
    goals: list[DraftParagraph]
    methods: list[DraftParagraph]
    sources: list[int]


class Draft(BaseModel):
    """A draft as it is kept. ``id`` can't be guessed: who has the link may read and change it.
    ``revision`` counts changes; ``total`` is of the included rows, baht. ``over_ceiling``: the
    total is above the ceiling. ``findings`` are what the checks say of it now."""

    id: str
    revision: int
    request: DraftRequest
    title: str
    sections: list[DraftSection]
    rows: list[DraftRow]
    positions: list[DraftPosition]
    sources: list[DraftSource]
    notes: list[str]
    total: Baht
    over_ceiling: bool
    findings: list[DraftFinding]


EditedBaht = Annotated[
    Decimal,
    Field(ge=0, le=MAX_BAHT, decimal_places=2, allow_inf_nan=False),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": MAX_BAHT, "multipleOf": 0.01}),
]


class EditedAmount(BaseModel):
    """An amount in baht. ``years`` may part it over the years of the draft, null where one has
    nothing; they must add up to it. Without them it is as much each year."""

    kind: Literal["amount"]
    baht: EditedBaht
    years: Annotated[list[EditedBaht | None], Field(max_length=MAX_YEARS)] = []


class NoAmount(BaseModel):
    """No budget used, or nothing stated yet."""

    kind: Literal["no_budget", "not_stated"]
    baht: None = None
    years: Annotated[list[None], Field(max_length=MAX_YEARS)] = []


EditedBudget = Annotated[EditedAmount | NoAmount, Field(discriminator="kind")]


class RowEdit(BaseModel):
    """A row as it is to be. A row whose ``id`` the draft doesn't have is new."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    topic: WantedName
    included: bool
    name: Text
    objective: Text
    indicator: Text
    target: Text
    budget: EditedBudget
    timing: Text
    unit: Text


class ParagraphEdit(BaseModel):
    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    text: Text


class DraftEdit(BaseModel):
    """All rows as they are to be, in order, and paragraphs that are changed. ``revision`` is that
    of the draft that was edited: 409 where another change came first. Without ``title`` or
    ``positions`` these stay; a position that the draft doesn't have gets a page."""

    revision: int
    rows: Annotated[list[RowEdit], Field(max_length=MAX_ROWS)]
    paragraphs: list[ParagraphEdit] = []
    title: Title | None = None
    positions: Annotated[list[WantedName], Field(max_length=MAX_POSITIONS)] | None = None
    ceiling: Annotated[Baht, Field(ge=0, le=MAX_BAHT)] | None = None
