"""The sentences of true.jsonl and false.jsonl, with the lines of the sample plans they cite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from api.answering.models import Citation
from api.proof import Evidence, Ground, Lack, evidence_of, lacks
from ingest.models import Plan
from ingest.pipeline import find_files, parse_file
from tests.eval.test_samples import SAMPLES

HERE = Path(__file__).parent
_CITATION = Citation(1, "", "", None, (), "", "", (), 1, 1, None, "")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence; ``kind`` says in which way it is false, and is empty for a true one."""

    text: str
    source: str
    lines: tuple[tuple[int, int], ...]
    statement: str
    held_out: bool
    kind: str = ""


def cases(name: str) -> list[Case]:
    rows = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Case(**{**row, "lines": tuple((a, b) for a, b in row["lines"])})
        for row in map(json.loads, rows)
    ]


@cache
def plans() -> Mapping[str, Plan]:
    return {name: parse_file(path, name) for path, name in find_files([SAMPLES / "plans"])}


@cache
def evidence(source: str, start: int, end: int) -> Evidence:
    return evidence_of(replace(_CITATION, line_start=start, line_end=end), plans()[source])


def grounds(case: Case) -> tuple[Ground, ...]:
    cited = tuple(evidence(case.source, start, end) for start, end in case.lines)
    return (Ground(cited, case.statement),)


def verdict(case: Case) -> tuple[Lack, ...]:
    known = [plan.organization for plan in plans().values() if plan.organization]
    return lacks(case.text, grounds(case), known)
