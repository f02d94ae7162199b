"""Samples that were copied badly: what a slip gives, and that it gives nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.checks import Finding, check_plan
from ingest.models import Organization, OrganizationType, Plan
from ingest.pipeline import parse_bytes, parse_file
from tests.conftest import SAMPLES

KINDS = ("number-", "name-", "staff-", "province-", "project-", "part-", "course-", "position-")
# Line and code of what the samples have, planted or true of them. Samples change, so must these.
HELD = {
    "bueng-kasalong-2567-2569.txt": [
        *[(2, "part-missing")] * 4,
        (31, "name-misspelt"),
        (55, "name-misspelt"),
        (85, "number-missing"),
        (126, "name-misspelt"),
        (173, "name-misspelt"),
    ],
    "phai-lom-duean-2568.html": [(5, "course-area-missing"), (120, "number-begins-late")],
    "silawari-2569.txt": [(2, "course-area-missing")],
    "tharnmanee-2569.md": [(88, "number-missing")],
    "thong-kwao-buri-2569-2571.txt": [
        *[(2, "part-missing")] * 3,
        (2, "course-area-missing"),
        (44, "name-misspelt"),
        (159, "name-misspelt"),
    ],
}
SILAWARI, THONG_KWAO = "silawari-2569.txt", "thong-kwao-buri-2569-2571.txt"
# A sample, what stands there, what is put in its place, and what that gives.
SLIPS = [
    (SILAWARI, "๒.๒ โครงสร้างอายุ", "๒.๔ โครงสร้างอายุ", "number-missing"),
    (SILAWARI, "๔. กอง คลัง", "๓. กอง คลัง", "number-missing number-repeated"),
    (SILAWARI, "๓) โครงการพัฒนาภาวะ", "๕) โครงการพัฒนาภาวะ", "number-missing"),
    (SILAWARI, "ส่วนที่ ๕ การติดตามประเมินผล", "ส่วนที่ ๖ การติดตามประเมินผล", "number-missing"),
    (SILAWARI, "๑.๒ วัตถุประสงค์", "๑.๒ เป้าหมาย", "part-missing"),
    (SILAWARI, "ศูนย์ของเทศบาลนครศิลาวารี", "ศูนย์ของเทศบาลนครศิลวารี", "name-misspelt"),
    (SILAWARI, "ศูนย์ของเทศบาลนครศิลาวารี", "ศูนย์ของเทศบาลนครโนนทราย", "name-foreign"),
    (SILAWARI, "พนักงานเทศบาล\t", "พนักงานส่วนตำบล\t", "staff-foreign"),
    (SILAWARI, "โครงการกีฬาสานสัมพันธ์ชาวเทศบาล", "โครงการค่ายคุณธรรมนำการบริการ", "project-differs"),
    (THONG_KWAO, "อบจ.ทองกวางบุรี", "อบจ.โนนทราย", "name-foreign"),
]


def of_kinds(plan: Plan) -> list[Finding]:
    return [finding for finding in check_plan(plan) if finding.code.startswith(KINDS)]


@pytest.mark.parametrize("name", sorted(HELD))
def test_a_sample_gives_what_it_has(name: str) -> None:
    findings = of_kinds(parse_file(SAMPLES / name))
    assert [(f.span.line_start, f.code) for f in findings] == HELD[name]


@pytest.mark.parametrize(("name", "right", "wrong", "codes"), SLIPS)
def test_a_slip_is_found_and_nothing_else(name: str, right: str, wrong: str, codes: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert right in text
    before, _, after = text.rpartition(right)
    new = Counter(f.code for f in of_kinds(parse_bytes((before + wrong + after).encode(), name)))
    new.subtract(f.code for f in of_kinds(parse_file(SAMPLES / name)))
    assert sorted((+new).elements()) == codes.split()


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
@pytest.mark.parametrize("name", sorted(HELD))
def test_a_sample_in_another_format_gives_the_same(name: str, kind: str) -> None:
    other = SAMPLES.parent / "formats" / f"{Path(name).stem}.{kind}"
    said, expected = (
        Counter((f.code, f.expected, f.found) for f in of_kinds(parse_file(path)))
        for path in (other, SAMPLES / name)
    )
    assert said == expected


def test_names_of_other_plans_of_a_library() -> None:
    text = (SAMPLES / "silawari-2569.txt").read_text(encoding="utf-8")
    copied = parse_bytes(text.replace("คนดีศรีศิลาวารี", "คนดีศรีธารมณี").encode(), "copied.txt")
    other = Organization("เทศบาลเมืองธารมณี", OrganizationType.TOWN, "ธารมณี")
    new = set(check_plan(copied, [other])) - set(check_plan(copied))
    assert [(f.code, f.found) for f in new] == [("name-foreign", "ธารมณี")]
