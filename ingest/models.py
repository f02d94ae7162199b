"""The values that travel through the rooms: a plan, its parts, and what was read from them.

All values are frozen. Lines are 1-based and inclusive, years are of the Buddhist era,
money is in baht, exact to the satang.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the source file something stands.

    ``line_start`` and ``line_end`` are 1-based and inclusive. ``char_start`` and ``char_end``
    are 0-based offsets inside the first and the last of these lines, or None for whole lines.
    """

    line_start: int
    line_end: int
    char_start: int | None = None
    char_end: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.line_start <= self.line_end:
            raise ValueError(f"not a line span: {self.line_start}..{self.line_end}")

    def meets(self, other: Span) -> bool:
        """Whether the two have a line in common."""
        return self.line_start <= other.line_end and other.line_start <= self.line_end

    def union(self, other: Span) -> Span:
        """The smallest whole-line span that holds both."""
        return Span(
            min(self.line_start, other.line_start),
            max(self.line_end, other.line_end),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in a file that is not lines of text; of a text all are empty.

    ``page`` (1-based) and ``box`` of a PDF: left, top, right and bottom as shares 0..1 of the
    page, from its top left. ``table`` and ``row`` (1-based) of a DOCX, ``sheet`` and ``row`` of
    an XLSX; a paragraph of a DOCX has none. ``unverified``: read by OCR from a picture of the
    page, so that no figure of it is sure. ValueError where these contradict each other.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    table: int | None = None
    sheet: str | None = None
    row: int | None = None
    unverified: bool = False

    def __post_init__(self) -> None:
        kinds = [self.page is not None, self.table is not None, self.sheet is not None]
        if sum(kinds) > 1 or (self.row is not None) != any(kinds[1:]):
            raise ValueError(f"a page, or the row of a table or of a sheet: {self}")
        if any(n is not None and n < 1 for n in (self.page, self.table, self.row)):
            raise ValueError(f"pages, tables and rows count from 1: {self}")
        if self.page is None and (self.box is not None or self.unverified):
            raise ValueError(f"only pages have boxes and are read by OCR: {self}")
        if self.box is not None:
            left, top, right, bottom = self.box
            if not (0 <= left <= right <= 1 and 0 <= top <= bottom <= 1):
                raise ValueError(f"not a box on a page: {self.box}")
        if self.sheet is not None and not self.sheet.strip():
            raise ValueError("a sheet has a name")


def check_places(places: Sequence[Place], lines: Sequence[str]) -> None:
    """ValueError unless there is a place for each line, or none at all."""
    if places and len(places) != len(lines):
        raise ValueError(f"{len(places)} places for {len(lines)} lines")


class OrganizationType(StrEnum):
    """Kinds of Thai local government, named as in their founding acts."""

    CITY = "เทศบาลนคร"
    TOWN = "เทศบาลเมือง"
    SUBDISTRICT_MUNICIPALITY = "เทศบาลตำบล"
    SUBDISTRICT = "องค์การบริหารส่วนตำบล"
    PROVINCE = "องค์การบริหารส่วนจังหวัด"


@dataclass(frozen=True, slots=True)
class Organization:
    """A local government as its plan names it.

    ``name`` is whole (``เทศบาลตำบลสวนหลวง``), ``core`` is what follows the type (``สวนหลวง``),
    ``variants`` are other spellings of the core seen in the plan, most frequent first.
    """

    name: str
    type: OrganizationType
    core: str
    district: str | None = None
    province: str | None = None
    variants: tuple[str, ...] = ()


# Money: whole baht as int, satang as Decimal with two places (``Decimal("12345.50")``).
Baht = int | Decimal
_SATANG = Decimal("0.01")


def exact_baht(value: Decimal) -> Baht:
    """A value as money; ValueError for what is no number of satang, such as 0.005."""
    if value != value.quantize(_SATANG):
        raise ValueError(f"not a number of satang: {value}")
    return int(value) if value == value.to_integral_value() else value.quantize(_SATANG)


class BudgetKind(StrEnum):
    AMOUNT = "amount"
    NO_BUDGET = "no_budget"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a budget cell says: an amount in baht, "no budget used", or nothing.

    A blank is "not stated" and never 0.
    """

    kind: BudgetKind
    baht: Baht | None = None

    def __post_init__(self) -> None:
        if (self.kind is BudgetKind.AMOUNT) != (self.baht is not None):
            raise ValueError("an amount has baht, and nothing else has")
        if isinstance(self.baht, Decimal):
            object.__setattr__(self, "baht", exact_baht(self.baht))


NOT_STATED = Budget(BudgetKind.NOT_STATED)
NO_BUDGET = Budget(BudgetKind.NO_BUDGET)


@dataclass(frozen=True, slots=True)
class YearBudget:
    """The budget of one fiscal year (B.E.) in a plan that gives a column to each."""

    year: int
    budget: Budget


def together(budgets: Sequence[YearBudget]) -> Budget:
    """What the budgets of several years add up to; of amounts alone where some are blank.
    "ไม่ใช้งบประมาณ" in one cell is said of the years left blank beside it too."""
    stated = [b.budget.baht for b in budgets if b.budget.baht is not None]
    if stated:
        return Budget(BudgetKind.AMOUNT, sum(stated))
    kinds = {b.budget.kind for b in budgets} - {BudgetKind.NOT_STATED}
    return NO_BUDGET if kinds == {BudgetKind.NO_BUDGET} else NOT_STATED


class ColumnRole(StrEnum):
    """What a column means, found from its header (``ingest/lexicon/columns.yaml``)."""

    NUMBER = "number"
    NAME = "name"
    STRATEGY = "strategy"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    TARGET = "target"
    BUDGET = "budget"
    TIMING = "timing"
    UNIT = "unit"
    AUDIENCE = "audience"
    POSITION = "position"
    SKILL = "skill"
    GOAL = "goal"
    METHOD = "method"
    DEPARTMENT = "department"
    NOTE = "note"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its header path from the top line down, and its role if one is known."""

    path: tuple[str, ...]
    role: ColumnRole | None = None

    @property
    def label(self) -> str:
        return " › ".join(self.path)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in its column.

    ``text`` is free of mark-up. ``filled`` is true where the source cell is blank and the text
    was taken from the row above (a row span); ``span`` is then that of the row above.
    """

    text: str
    column: int
    span: Span
    filled: bool = False


class RowKind(StrEnum):
    BODY = "body"
    TOTAL = "total"
    CONTINUATION = "continuation"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. ``scope`` holds the strategy, tactic or department rows above that rule it."""

    kind: RowKind
    cells: tuple[Cell, ...]
    span: Span
    scope: tuple[str, ...] = ()

    def cell(self, column: int) -> Cell | None:
        return next((c for c in self.cells if c.column == column), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table: pages and repeated headers are already joined.

    ``caption`` is the heading line right above it. ``header_spans`` are the header lines,
    repeated ones too.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    span: Span
    header_spans: tuple[Span, ...] = ()
    caption: str | None = None
    section: tuple[str, ...] = ()


class PassageKind(StrEnum):
    PARAGRAPH = "paragraph"
    LIST = "list"
    ROW = "row"
    TABLE = "table"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched and cited.

    ``text`` is verbatim from the lines of ``span``, mark-up of cells aside; cells of a row are
    separated by tabs. ``search_text`` adds context (organisation, years, sections, headers)
    and repaired Thai; it is indexed and never shown.
    """

    id: str
    kind: PassageKind
    text: str
    search_text: str
    span: Span
    section: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    table_id: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"a passage needs text: {self.id}")


@dataclass(frozen=True, slots=True)
class Project:
    """A project, activity or course line of a plan's tables.

    ``strategy`` is the scope from the widest down (strategy, tactic). ``quarters`` are 1..4 of
    the fiscal year. Texts are "" where the plan leaves the cell blank. ``also`` are the passages
    of rows in other tables that say more of it (its months, say). Where the plan has a budget
    column for each year, ``yearly`` holds these and ``budget`` is its column of totals, or else
    what the years add up to. ``shared_with`` names the projects whose rows have one merged budget
    cell with this one: the first of them states the amount, the others "not stated".
    """

    id: str
    passage_id: str
    span: Span
    name: str
    number: str = ""
    parent: str = ""
    strategy: tuple[str, ...] = ()
    objective: str = ""
    indicator: str = ""
    target: str = ""
    budget: Budget = NOT_STATED
    timing: str = ""
    quarters: tuple[int, ...] = ()
    unit: str = ""
    audience: str = ""
    courses: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    yearly: tuple[YearBudget, ...] = ()
    shared_with: tuple[str, ...] = ()
    unverified: bool = False

    @property
    def passage_ids(self) -> tuple[str, ...]:
        """All rows that tell of it, that of ``span`` first."""
        return (self.passage_id, *self.also)


@dataclass(frozen=True, slots=True)
class BudgetCell:
    """A cell of a budget matrix: what a row (strategy) gives to a column (department). ``year``
    (B.E.) is that of a total below a column for that year alone."""

    id: str
    passage_id: str
    span: Span
    row: str
    department: str
    budget: Budget
    is_total: bool = False
    year: int | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class PositionPlan:
    """A row of an individual development plan (IDP)."""

    id: str
    passage_id: str
    span: Span
    position: str
    department: str = ""
    employee_type: str = ""
    skills: str = ""
    goals: str = ""
    methods: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """Any other numeric cell of a table. ``value`` is as printed, digits Arabic; None is blank."""

    id: str
    passage_id: str
    span: Span
    table_id: str
    subject: str
    row: str
    header: tuple[str, ...]
    value: float | None
    printed: str
    is_total: bool = False
    unverified: bool = False


# ``unverified``: a line of it was read by OCR from a picture, so that no figure of it is sure.
Fact = Project | BudgetCell | PositionPlan | Measure


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something in the source that could not be placed or looks wrong."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan file, read.

    ``source`` is the file's name as ingested; ``lines`` are its decoded lines, unchanged.
    ``fiscal_years`` is empty where the plan names none. ``places`` has one for each line, or is
    empty where the file is text. ``original`` are the file's bytes where it has pages to be
    shown; a plan that is read back from a library leaves them there.
    """

    id: str
    source: str
    content_hash: str
    title: str
    kind: str
    organization: Organization | None
    fiscal_years: tuple[int, ...]
    lines: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
    places: tuple[Place, ...] = ()
    original: bytes = field(default=b"", compare=False, repr=False)

    def __post_init__(self) -> None:
        check_places(self.places, self.lines)


class IngestError(ValueError):
    """A file that can't be read as a plan. ``str()`` is one line, Thai then English."""

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(f"{thai} / {english}")
        self.thai = thai
        self.english = english

    def __reduce__(self) -> tuple[type[IngestError], tuple[str, str]]:
        """By its two parts, so that it can come from another process."""
        return type(self), (self.thai, self.english)
