"""All checks together: order, repeats, what OCR read, speed, and the sample plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import checks
from ingest.checks import Finding, Severity, check_plan
from ingest.models import Place, Plan, Span
from ingest.pipeline import parse_bytes, parse_file
from tests.conftest import SAMPLES
from tests.ingest.checks.finding import HEADER, plan_of, project, total

# The samples' planted slips by this room's checks: line, code. Samples change, so must these.
PLANTED = {
    "silawari-2569.txt": {(205, "total-differs"), (213, "total-missing"), (212, "blank-budget")},
    "thong-kwao-buri-2569-2571.txt": {(144, "total-differs"), (142, "blank-budget")},
    "bueng-kasalong-2567-2569.txt": {
        (126, "year-outside"),
        (91, "blank-unit"),
        (97, "blank-budget"),
    },
    "phai-lom-duean-2568.html": {(111, "blank-unit")},
    "tharnmanee-2569.md": set[tuple[int, str]](),
}
FIGURES = (
    "total-", "totals-", "year-", "percentage-", "indicator-", "target-", "blank-", "column-",
    "table-blank",
)  # fmt: skip


def of_figures(plan: Plan) -> list[Finding]:
    return [finding for finding in check_plan(plan) if finding.code.startswith(FIGURES)]


def test_findings_come_by_line_and_the_gravest_first() -> None:
    late = project("โครงการ ข ประจำปี ๒๕๗๐", indicator="ร้อยละของผู้ผ่าน", unit="")
    plan = plan_of(HEADER, project("โครงการ ก"), late, total("๕"))
    said = [(f.span.line_start, f.severity) for f in of_figures(plan)]
    assert said == [
        (6, Severity.ERROR),
        (6, Severity.WARNING),
        (6, Severity.WARNING),
        (7, Severity.ERROR),
    ]


def test_what_two_checks_say_alike_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = Finding("total-differs", Severity.ERROR, "ยอดรวมไม่ตรง", Span(3, 3))
    monkeypatch.setattr(checks, "CHECKS", (lambda plan: iter([twice]), lambda plan: iter([twice])))
    assert check_plan(plan_of(HEADER)) == (twice,)


def test_what_was_read_from_a_picture_proves_no_error() -> None:
    plan = plan_of(HEADER, project("โครงการ ก"), project("โครงการ ข"), total("๕"))
    scanned = replace(plan, places=tuple(Place(page=1, unverified=True) for _ in plan.lines))
    assert [f.severity for f in of_figures(plan)] == [Severity.ERROR]
    assert [f.severity for f in of_figures(scanned)] == [Severity.WARNING]


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_sample_gives_what_was_planted_and_notes(name: str) -> None:
    findings = of_figures(parse_file(SAMPLES / name))
    grave = {(f.span.line_start, f.code) for f in findings if f.severity is not Severity.NOTE}
    assert grave == PLANTED[name]


# A slip in a sample: its file, what stands there, what is put in its place, what that gives.
SLIPS = [
    ("silawari-2569.txt", "รวม\t\t๑๐\t๑๑\t๙\t๓๐", "รวม\t\t๑๐\t๑๑\t๘\t๓๐", "total-differs"),
    ("silawari-2569.txt", "๒,๓๒๕,๐๐๐", "๒,๔๒๕,๐๐๐", "total-differs"),
    ("silawari-2569.txt", "๔๖.๙๗", "๔๗.๙๗", "percentage-differs"),
    ("silawari-2569.txt", "บุคลากรเข้ารับการตรวจ ร้อยละ ๙๕", "ร้อยละ ๙๕๐", "percentage-range"),
    ("silawari-2569.txt", "ก.ค. ๒๕๖๙", "ก.ค. ๒๕๖๗", "year-outside"),
    ("bueng-kasalong-2567-2569.txt", "๒๕๖๗\t๒๕๖๘\t๒๕๖๙", "๒๕๖๔\t๒๕๖๕\t๒๕๖๖", "year-outside"),
    ("bueng-kasalong-2567-2569.txt", "๒๘๐,๐๐๐\t๙๑,๐๐๐", "๒๘๐,๐๐๐\t๙๙,๐๐๐", "total-differs"),
    ("bueng-kasalong-2567-2569.txt", "\tปีละ ๑ ครั้ง\t", "\tปีตามแผน\t", "indicator-without-target"),
    ("tharnmanee-2569.md", "| รวม | ๒๗๔ |", "| รวม | ๒๘๔ |", "total-differs"),
    ("phai-lom-duean-2568.html", "๑๘๐,๐๐๐", "๑๙๐,๐๐๐", "total-differs"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "right", "wrong", "code"), SLIPS)
def test_a_slip_in_a_sample_is_found_and_nothing_else(
    name: str, right: str, wrong: str, code: str
) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert right in text
    whole = parse_bytes(text.encode(), name)
    broken = parse_bytes(text.replace(right, wrong, 1).encode(), name)
    new = Counter(f.code for f in of_figures(broken))
    new.subtract(f.code for f in of_figures(whole))
    assert {c: n for c, n in new.items() if n > 0} == {code: 1}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_sample_in_another_format_has_the_same_slips(name: str, kind: str) -> None:
    other = SAMPLES.parent / "formats" / f"{Path(name).stem}.{kind}"
    assert Counter((f.code, f.expected, f.found) for f in of_figures(parse_file(other))) == Counter(
        (f.code, f.expected, f.found) for f in of_figures(parse_file(SAMPLES / name))
    )
