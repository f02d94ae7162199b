"""Reading the result of an earlier run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError, model_validator

from eval.claims import Claim
from eval.jsonl import DataFileError, first_problem, refuse_device
from eval.questions import AskerProfile, Category, Difficulty, GoldMode, GoldSpan, Style


class _Read(BaseModel):
    """What was added by later versions is kept, what earlier ones lacked has a default."""

    model_config = ConfigDict(extra="allow")


class _Gold(GoldSpan):
    text: str = ""


class _Citation(_Read):
    id: int
    source: str
    line_start: int
    line_end: int
    quote: str = ""


class _Found(_Read):
    source: str
    line_start: int
    line_end: int


class _Entry(_Read):
    id: str
    question: str
    category: Category
    difficulty: Difficulty
    style: Style
    profile: AskerProfile | None = None
    history: list[str] | None = None
    answerable: bool
    must_include: list[list[str]] = []
    must_not_include: list[str] = []
    gold_mode: GoldMode
    note: str = ""
    gold: list[_Gold]
    answered: bool
    needs: str | None
    answer: str
    citations: list[_Citation]
    claims: list[Claim] = []
    evidence: list[_Found] = []
    correct: bool
    right: bool
    cited: bool
    direct: bool | None
    missing: list[list[str]]
    forbidden: list[str]
    uncited: list[_Gold]
    rank: Annotated[int, Field(ge=1)] | None
    retrieval: dict[str, Annotated[float, Field(ge=0, le=1)]] | None = None
    ms: FiniteFloat


class _Result(_Read):
    set: str = ""
    made_at: str = ""
    version: str = ""
    questions: Annotated[list[_Entry], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> _Result:
        ids = [entry.id for entry in self.questions]
        if len(set(ids)) < len(ids):
            raise ValueError("two questions have the same id")
        return self


def load_result(path: Path) -> dict[str, Any]:
    """A result as ``eval.run.result`` makes it; raises ``DataFileError`` for anything else."""
    refuse_device(path)
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
        return _Result.model_validate(read).model_dump(mode="json")
    except OSError as error:
        raise DataFileError(path, None, error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise DataFileError(path, None, "not UTF-8") from error
    except json.JSONDecodeError as error:
        raise DataFileError(path, error.lineno, f"not JSON: {error.msg}") from error
    except RecursionError as error:
        raise DataFileError(path, None, "not a result of hrplan eval run") from error
    except ValidationError as error:
        problem = f"not a result of hrplan eval run: {first_problem(error)}"
        raise DataFileError(path, None, problem) from error
