"""Question sets: what is asked, which facts make an answer right, which lines support it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from eval.jsonl import DataFileError, read_models

Category = Literal[
    "course",
    "budget",
    "career",
    "timing",
    "responsible",
    "kpi_target",
    "workforce",
    "policy",
    "procedure",
    "definition",
    "compare",
    "aggregate",
    "list",
    "draft_example",
    "unanswerable",
]
Difficulty = Literal["easy", "medium", "hard"]
Style = Literal["formal", "casual", "abbreviated", "typo", "mixed_english", "follow_up"]
GoldMode = Literal["any", "all"]

# Empty text would be contained in every answer.
Text = Annotated[str, Field(pattern=r"\S")]


def _confirmed(draft: bool) -> bool:
    if draft:
        raise ValueError("confirm it first: hrplan eval add DRAFTS.jsonl --confirm QUESTIONS.jsonl")
    return draft


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class AskerProfile(_Strict):
    """What the system already knows of the asker."""

    organization: Text | None = None
    position: Text | None = None


class GoldSpan(_Strict):
    """Lines of a source file that support the answer, 1-based and inclusive."""

    doc: Text
    line_start: int = Field(ge=1)
    line_end: int = Field(ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.line_end < self.line_start:
            raise ValueError("line_end comes before line_start")
        return self


class Question(_Strict):
    """One question of a set.

    An answer has to contain one alternative of every ``must_include`` group and no string of
    ``must_not_include``. Of the ``gold`` spans, one ("any") or each ("all") is to be cited.
    ``history`` holds the asker's earlier messages, oldest first.
    """

    # First, so that a draft is called one, whatever else isn't as in a question.
    draft: Annotated[bool, AfterValidator(_confirmed)] = Field(default=False, exclude=True)
    id: Text
    question: Text
    category: Category
    difficulty: Difficulty
    style: Style
    profile: AskerProfile | None = None
    history: tuple[Text, ...] | None = None
    answerable: bool
    must_include: tuple[Annotated[tuple[Text, ...], Field(min_length=1)], ...] = ()
    must_not_include: tuple[Text, ...] = ()
    gold: tuple[GoldSpan, ...] = ()
    gold_mode: GoldMode = "any"
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.answerable and not self.gold:
            raise ValueError("an answerable question needs gold spans")
        if not self.answerable and (self.gold or self.must_include):
            raise ValueError("an unanswerable question has neither gold nor must_include")
        return self


def load_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a JSON Lines file, in order.

    Raises ``DataFileError`` for an unreadable or empty file, a line that breaks the schema, or
    an id used twice.
    """
    questions: list[Question] = []
    lines_by_id: dict[str, int] = {}
    for number, question in read_models(path, Question):
        if question.id in lines_by_id:
            first = lines_by_id[question.id]
            raise DataFileError(path, number, f"id {question.id!r} is taken by line {first}")
        lines_by_id[question.id] = number
        questions.append(question)
    if not questions:
        raise DataFileError(path, None, "no questions in it")
    return tuple(questions)
