"""The sample plans as PDFs say what their text form says.

Texts are compared without white space: Thai has no spaces between words, so that where a cell's
line was wrapped the page no longer shows whether one stood there.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from ingest.models import Fact, Plan
from ingest.pipeline import parse_file
from tests.conftest import SAMPLES

FORMATS = SAMPLES.parent / "formats"
TEXTS = sorted(path for path in SAMPLES.iterdir() if path.is_file())
# Where a fact stands in its own file, and what is named by that.
_PLACED = {"id", "passage_id", "span", "also", "table_id"}
# A web page's <title> is not printed: the PDF's title is its first heading.
_OTHER_TITLE = {"phai-lom-duean-2568"}
# Headers, footers and page numbers are only on paper, and counted.
_OF_PAPER = Counter(["page_margins"])


def close(value: Any) -> Any:
    """The value without the white space of its texts."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return re.sub(r"\s+", "", value)
    if isinstance(value, tuple):
        return tuple(close(item) for item in value)
    return value


def said(fact: Fact) -> dict[str, Any]:
    fields = {f.name: getattr(fact, f.name) for f in dataclasses.fields(fact)}
    kept = {name: close(value) for name, value in fields.items() if name not in _PLACED}
    return {"type": type(fact).__name__, **kept}


def pair(text: Path) -> tuple[Plan, Plan]:
    return parse_file(text), parse_file(FORMATS / f"{text.stem}.pdf")


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_a_sample_plan_says_the_same_on_paper(text: Path) -> None:
    plan, printed = pair(text)
    assert [said(fact) for fact in printed.facts] == [said(fact) for fact in plan.facts]
    assert printed.organization == plan.organization
    assert (printed.fiscal_years, printed.kind) == (plan.fiscal_years, plan.kind)
    assert (printed.title == plan.title) == (text.stem not in _OTHER_TITLE)
    codes = Counter(warning.code for warning in printed.warnings)
    assert codes == Counter(warning.code for warning in plan.warnings) + _OF_PAPER


def test_nothing_of_the_margins_is_in_a_plan() -> None:
    """Each printed page has the plan's kind and office at its top and its number below."""
    for text in TEXTS:
        plan = parse_file(FORMATS / f"{text.stem}.pdf")
        assert not any(re.search(r"หน้า \d+ / \d+", line) for line in plan.lines)
