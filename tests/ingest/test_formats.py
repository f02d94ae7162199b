"""The sample plans as DOCX and XLSX say what their text form says."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.models import Fact, Plan
from ingest.pipeline import parse_file
from tests.conftest import SAMPLES

FORMATS = SAMPLES.parent / "formats"
TEXTS = sorted(path for path in SAMPLES.iterdir() if path.is_file())
CASES = [(path, kind) for path in TEXTS for kind in ("docx", "xlsx")]
# Where a fact stands in its own file, and what is named by that.
_PLACED = {"id", "passage_id", "span", "also", "table_id"}


@cache
def read(path: Path) -> Plan:
    return parse_file(path)


def said(fact: Fact) -> dict[str, Any]:
    fields = {f.name: getattr(fact, f.name) for f in dataclasses.fields(fact)}
    kept = {name: value for name, value in fields.items() if name not in _PLACED}
    return {"type": type(fact).__name__, **kept}


@pytest.mark.parametrize(("text", "kind"), CASES, ids=lambda case: getattr(case, "stem", case))
def test_a_sample_plan_gives_the_same_facts_in_each_format(text: Path, kind: str) -> None:
    plan, other = read(text), read(FORMATS / f"{text.stem}.{kind}")
    assert [said(fact) for fact in other.facts] == [said(fact) for fact in plan.facts]
    assert other.organization == plan.organization
    assert (other.fiscal_years, other.kind) == (plan.fiscal_years, plan.kind)
    assert other.title == plan.title
    codes = Counter(warning.code for warning in other.warnings)
    assert codes == Counter(warning.code for warning in plan.warnings)
