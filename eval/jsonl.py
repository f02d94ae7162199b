"""Reading the line-by-line files of question and retrieval sets, with errors that name the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class DataFileError(ValueError):
    """A file of the evaluation that can't be used. ``str()`` is one line, Thai then English."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        where = f" บรรทัดที่ {line}" if line else ""
        self.thai = f"ไฟล์ {path}{where} ใช้ไม่ได้ กรุณาแก้ไขแล้วลองใหม่"
        self.english = f"{path}:{line}: {problem}" if line else f"{path}: {problem}"
        super().__init__(f"{self.thai} / {self.english}")


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Non-blank lines with their 1-based numbers. Raises ``DataFileError`` if unreadable."""
    number = 0
    refuse_device(path)
    try:
        # Not str.splitlines: it also breaks at U+2028, which may stand inside a JSON string.
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line.rstrip("\n")
    except OSError as error:
        raise DataFileError(path, None, error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise DataFileError(path, number + 1, "not UTF-8 at or after this line") from error


def refuse_device(path: Path) -> None:
    """Raises ``DataFileError`` for a device, which may be read without end."""
    if path.is_char_device() or path.is_block_device():
        raise DataFileError(path, None, "a device, no file")


def read_models(path: Path, model: type[Model]) -> Iterator[tuple[int, Model]]:
    """One ``model`` a line with its line number. Raises ``DataFileError`` at the first bad one."""
    for number, line in read_lines(path):
        try:
            yield number, model.model_validate_json(line)
        except ValidationError as error:
            raise DataFileError(path, number, first_problem(error)) from error


# What pydantic says in terms of Python, in terms of JSON.
_SAID = {
    "missing": "is missing",
    "too_short": "is empty",
    "extra_forbidden": "is unknown here",
    "model_type": "not an object {…}",
    "model_attributes_type": "not an object {…}",
    "dict_type": "not an object {…}",
    "list_type": "not a list […]",
    "tuple_type": "not a list […]",
    "string_type": "not text in quotes",
    "string_pattern_mismatch": "is blank",
    "bool_type": "neither true nor false",
    "int_type": "not a whole number",
}


def first_problem(error: ValidationError) -> str:
    """The first thing wrong, one line: the field, if it is one, and what is wrong with it."""
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    said = _SAID.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    return " ".join((f"{field}: {said}" if field else said).split())
