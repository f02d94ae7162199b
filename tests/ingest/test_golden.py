"""What is read from each sample plan, held against a file that was looked through by hand."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ingest.models import Budget, Fact, Plan, Table
from ingest.pipeline import parse_file
from tests.conftest import SAMPLES

GOLDEN = Path(__file__).parent / "golden"
REPOSITORY = Path(__file__).parents[2]
PLANS = sorted(path for path in SAMPLES.iterdir() if path.is_file())
_NOT_IN_GOLDEN = {"id", "passage_id", "span"}  # ids hold hashes; spans are given as lines


def golden(plan: Plan) -> str:
    """The plan as JSON, one table row, fact and warning a line."""
    organization = dataclasses.asdict(plan.organization) if plan.organization else None
    parts = {
        "organization": organization,
        "fiscal_years": plan.fiscal_years,
        "kind": plan.kind,
        "title": plan.title,
    }
    lists = {
        "tables": [line for table in plan.tables for line in _table(table)],
        "facts": [_fact(fact) for fact in plan.facts],
        "warnings": [[w.code, w.span.line_start, w.span.line_end] for w in plan.warnings],
    }
    lines = [f"{_json(key)}: {_json(value)}" for key, value in parts.items()]
    lines += [f"{_json(key)}: {_lines(items)}" for key, items in lists.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _table(table: Table) -> Iterable[dict[str, Any]]:
    yield {
        "table": table.id,
        "caption": table.caption,
        "section": table.section,
        "headers": [span.line_start for span in table.header_spans],
        "columns": [[column.label, column.role] for column in table.columns],
    }
    for row in table.rows:
        yield {
            "row": row.span.line_start,
            "kind": row.kind,
            "scope": row.scope,
            "filled": [cell.column for cell in row.cells if cell.filled],
        }


def _fact(fact: Fact) -> dict[str, Any]:
    said: dict[str, Any] = {type(fact).__name__: [fact.span.line_start, fact.span.line_end]}
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        if isinstance(value, Budget):
            said[field.name] = value.kind if value.baht is None else value.baht
        elif field.name == "year" and value is None:
            continue
        elif field.name not in _NOT_IN_GOLDEN and value is not False and value not in ("", ()):
            said[field.name] = value
    return said


def _lines(items: Iterable[Any]) -> str:
    inner = ",\n".join(_json(item) for item in items)
    return f"[\n{inner}\n]" if inner else "[]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_sample_plan_is_read_as_its_golden_file_says(path: Path, update_golden: bool) -> None:
    read = golden(parse_file(path))
    json.loads(read)
    file = GOLDEN / f"{path.stem}.json"
    if update_golden:
        file.write_text(read, encoding="utf-8")
    assert read == file.read_text(encoding="utf-8"), "see tests/ingest/conftest.py"


def test_each_golden_file_has_its_plan() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == {path.stem for path in PLANS}


def test_golden_files_are_never_written_where_changes_are_checked(update_golden: bool) -> None:
    assert not (update_golden and os.environ.get("CI"))
    checks = [
        REPOSITORY / "Makefile",
        *(REPOSITORY / ".ci").iterdir(),
        REPOSITORY / "pyproject.toml",
    ]
    assert not [file.name for file in checks if "--update-golden" in file.read_text("utf-8")]
