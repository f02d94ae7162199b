"""The codes of findings stand in the documentation, and no others do."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
_CODE = re.compile(r'Finding\(\s*"([a-z]+(?:-[a-z]+)+)"')


def test_every_code_is_told_with_what_it_means() -> None:
    table = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in table.splitlines() if re.match(r"\| `[a-z]+-", line)]
    told = [code for row in rows for code in re.findall(r"`([a-z-]+)`", row[1])]
    assert len(told) == len(set(told)) and all(row[3].strip() for row in rows)
    sources = (ROOT / "ingest" / "checks").glob("*.py")
    found = {code for path in sources for code in _CODE.findall(path.read_text(encoding="utf-8"))}
    blanks = {f"blank-{role}" for role in ("budget", "timing", "unit", "indicator")}
    assert found | blanks == set(told)
