"""A draft as a file, read back by our own readers and by others."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

import pytest
from openpyxl import load_workbook

from api.drafting.export import Format, export
from api.drafting.export.blocks import Items
from api.drafting.export.document import blocks_of
from api.drafting.models import Draft, DraftRow, Field, Section
from api.drafting.telling import notes_of
from ingest.checks import Severity, check_plan
from ingest.models import NO_BUDGET, BudgetCell, Measure, Plan, PositionPlan, Project
from ingest.pipeline import parse_bytes
from tests.api.drafting.sample_draft import DRAFT, OTHERS, ROWS, TOPICS, baht, paragraph

THAI, ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"


def read_back(draft: Draft, format: Format, thai_digits: bool = False) -> Plan:
    return parse_bytes(export(draft, format, thai_digits), f"draft.{format}")


def facts(plan: Plan, kind: type[Any]) -> list[Any]:
    return [fact for fact in plan.facts if isinstance(fact, kind)]


def workbook(draft: Draft, thai_digits: bool = False, values: bool = False) -> Any:
    return load_workbook(io.BytesIO(export(draft, "xlsx", thai_digits)), data_only=values)


@pytest.mark.parametrize("thai_digits", [False, True])
@pytest.mark.parametrize("format", ["docx", "md", "xlsx"])
def test_a_draft_read_back_has_its_projects_and_nothing_of_its_sources(
    format: Format, thai_digits: bool
) -> None:
    plan = read_back(DRAFT, format, thai_digits)
    projects = facts(plan, Project)
    assert [(p.name, p.budget) for p in projects] == [(r.name, r.budget) for r in ROWS]
    for project, row in zip(projects, ROWS, strict=True):
        assert [topic for topic in TOPICS if any(topic in s for s in project.strategy)] == [
            row.topic
        ]
        assert project.unit == row.unit
    assert plan.organization is not None
    assert plan.organization.name == DRAFT.request.organization
    assert not plan.organization.variants
    assert plan.fiscal_years == (2570,)
    assert plan.kind == "แผนพัฒนาบุคลากร"


@pytest.mark.parametrize("format", ["docx", "md"])
def test_totals_read_back_are_those_of_the_rows(format: Format) -> None:
    plan = read_back(DRAFT, format)
    totals = [cell.budget.baht for cell in facts(plan, BudgetCell)]
    assert totals == [155_000, 50_000, 24_500]
    whole = [m for m in facts(plan, Measure) if m.is_total]
    assert [m.value for m in whole] == [7, 229_500] == [len(ROWS), DRAFT.total]
    by_strategy = [m.value for m in facts(plan, Measure) if not m.is_total]
    assert by_strategy == [3, 155_000, 2, 50_000, 2, 24_500]


def test_pages_by_position_are_read_back() -> None:
    first, second = facts(read_back(DRAFT, "docx"), PositionPlan)
    assert first.position == "นักทรัพยากรบุคคล"
    assert first.skills == "1) การวิเคราะห์อัตรากำลัง 2) การใช้ระบบสารสนเทศ"
    assert first.methods == ("ฝึกอบรม", "สอนงานโดยพี่เลี้ยง")
    assert second.goals == "[โปรดกรอก: เป้าหมาย]"


@pytest.mark.parametrize("thai_digits", [False, True])
@pytest.mark.parametrize("format", ["docx", "md"])
def test_the_check_finds_only_what_is_to_be_filled_in(format: Format, thai_digits: bool) -> None:
    found = check_plan(read_back(DRAFT, format, thai_digits))
    assert {(finding.code, finding.severity) for finding in found} == {("to-fill", Severity.NOTE)}
    assert {"ตัวชี้วัด", "เป้าหมาย", "งบประมาณ", "ข้อความ"} <= {finding.expected for finding in found}


def test_the_check_finds_a_total_that_was_changed_in_the_file() -> None:
    text = export(DRAFT, "md").decode().replace("| 155,000 |", "| 165,000 |", 1)
    found = check_plan(parse_bytes(text.encode(), "draft.md"))
    assert any(finding.severity is Severity.ERROR for finding in found)


def test_digits_are_of_one_kind_but_in_quotes_and_names_of_files() -> None:
    for thai_digits, wrong in ((False, THAI), (True, ARABIC)):
        lines = read_back(DRAFT, "docx", thai_digits).lines
        stray = [line for line in lines if re.search(f"[{wrong}]", line)]
        assert stray and all(line.startswith("“") or "ไฟล์ plan-25" in line for line in stray)


def test_what_is_left_out_is_in_json_alone() -> None:
    rows = (replace(ROWS[0], included=False), *ROWS[1:])
    draft = replace(DRAFT, rows=rows)
    for format in get_args(Format):
        data = export(draft, format)
        shown = str(parse_bytes(data, f"d.{format}").lines) if format != "json" else data.decode()
        assert (ROWS[0].name in shown) == (format == "json"), format
    file = json.loads(export(draft, "json"))
    assert file["total"] == 194_500
    assert file["totals"][0] == {"topic": TOPICS[0], "count": 2, "baht": 120_000}


def test_json_has_the_draft_as_it_is_whatever_the_digits() -> None:
    file = json.loads(export(DRAFT, "json"))
    assert export(DRAFT, "json", thai_digits=True) == export(DRAFT, "json")
    assert file["version"] == 1
    assert file["rows"][0]["budget"] == {"kind": "amount", "baht": 35_000, "years": []}
    assert file["rows"][1]["to_fill"] == ["target"]
    assert file["rows"][0]["target"] == ROWS[0].target
    assert file["sources"][4]["unverified"] is True
    assert sum(total["baht"] for total in file["totals"]) == file["total"] == DRAFT.total


def hostile_row(text: str) -> DraftRow:
    return replace(ROWS[0], name=f"โครงการ {text}", objective=text, unit=text)


@pytest.mark.parametrize(
    "text", ["=1+1", "+66", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=2"]
)
def test_no_text_of_a_workbook_is_a_formula(text: str) -> None:
    book = workbook(replace(DRAFT, rows=(hostile_row(text),)))
    formulas = {
        cell.value.split("(")[0]
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {"=SUM", "=SUMPRODUCT"}
    assert text.strip() in book["โครงการ"]["D4"].value


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "<b>x</b>",
        "**ดาว**",
        "`code`",
        "a\\|b",
        "# หัวข้อ",
        "ควบคุม\x07\x00\ufffe",
        "a\u202eb",
    ],
)
def test_hostile_text_stays_text_in_its_cell(text: str) -> None:
    draft = replace(DRAFT, rows=(hostile_row(text), *ROWS[1:]))
    for format in get_args(Format):
        if format == "json":
            continue
        projects = facts(read_back(draft, format), Project)
        assert [p.budget for p in projects] == [r.budget for r in ROWS], format
        assert projects[0].name.startswith("โครงการ"), format


def test_a_workbook_has_numbers_and_sums_with_their_values() -> None:
    for thai_digits in (False, True):
        sums, values = workbook(DRAFT, thai_digits), workbook(DRAFT, thai_digits, values=True)
        amounts = [cell.value for cell in values["โครงการ"]["G"][3:]]
        assert [a for a in amounts[:-1] if isinstance(a, int)] == [35_000, 120_000, 50_000, 24_500]
        assert sums["โครงการ"]["G11"].value == "=SUM(G4:G10)" and amounts[-1] == DRAFT.total
        summary = [[cell.value for cell in row] for row in values["สรุป"]["B4:C7"]]
        assert summary == [[3, 155_000], [2, 50_000], [2, 24_500], [7, 229_500]]
        shape = sums["โครงการ"]["G4"].number_format
        assert shape == ("[$-D00041E]#,##0" if thai_digits else "#,##0")


def test_a_workbook_is_set_up_to_be_read_and_printed() -> None:
    sheet = workbook(DRAFT)["โครงการ"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:J10")
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet["G4"].font.name == "TH Sarabun New" and sheet["G4"].alignment.horizontal == "right"
    assert sheet["G5"].value == "ไม่ใช้งบประมาณ" and sheet["G9"].value == "[โปรดกรอก: งบประมาณ]"


def test_satang_are_shown_wherever_some_are() -> None:
    draft = replace(DRAFT, rows=(replace(ROWS[0], budget=baht(Decimal("1234.50"))), *ROWS[1:]))
    plan = read_back(draft, "docx")
    assert facts(plan, Project)[0].budget.baht == Decimal("1234.50")
    assert facts(plan, BudgetCell)[0].budget.baht == Decimal("121234.50")
    assert workbook(draft)["โครงการ"]["G4"].number_format == "#,##0.00"


def test_a_strategy_without_money_or_projects_says_so() -> None:
    rows = (*ROWS[:3], replace(ROWS[4], budget=NO_BUDGET))
    lines = read_back(replace(DRAFT, rows=rows), "docx").lines
    assert any(line.split("\t")[0] == "รวม 1 โครงการ" and "ไม่ใช้งบประมาณ" in line for line in lines)
    assert "[โปรดกรอก: โครงการตามยุทธศาสตร์นี้]" in lines


def test_sources_are_named_by_organisation_plan_years_and_lines() -> None:
    text = export(DRAFT, "md").decode()
    annex = text[text.index("# ภาคผนวก ก") :]
    for source in DRAFT.sources:
        entry = annex[annex.index(f"[{source.id}] ") :].split("\n\n")
        for part in (source.organization, source.title, source.source, source.place):
            assert part in entry[0]
        assert f"บรรทัด {source.line_start}-{source.line_end}" in entry[0]
        assert entry[1].startswith("“") and OTHERS[source.id % 2] in entry[1]
    assert "สแกน" in annex and "สแกน" not in text[: text.index("# ภาคผนวก ก")]


def test_a_list_goes_on_behind_what_is_said_of_its_last_item() -> None:
    texts = [("ข้อหนึ่ง", True), ("เป็นคำอธิบายของข้อหนึ่ง", False), ("ข้อสอง", True)]
    texts += [("การประเมินมีดังนี้", False), ("รูปแบบแรก", True)]
    said = [paragraph(f"p{at}", text, item=item) for at, (text, item) in enumerate(texts)]
    draft = replace(DRAFT, sections=(Section("methods", "วิธีการพัฒนา", tuple(said)),))
    lists = [block for block in blocks_of(draft) if isinstance(block, Items)]
    starts = [(items.start, items.entries[0].text) for items in lists]
    assert starts[:3] == [(1, "ข้อหนึ่ง"), (2, "ข้อสอง"), (1, "รูปแบบแรก")]


def test_what_has_been_filled_in_is_no_longer_asked_for() -> None:
    asked = [note for note in notes_of(DRAFT) if note.startswith("โปรดกรอก")]
    assert any(f"เป้าหมาย ของ “{ROWS[1].name}”" in note for note in asked)
    filled = replace(DRAFT, rows=tuple(replace(row, to_fill=()) for row in DRAFT.rows))
    assert notes_of(filled) == DRAFT.notes
    # What is left out needs nothing.
    out = replace(DRAFT, rows=tuple(replace(row, included=False) for row in DRAFT.rows))
    assert notes_of(out) == DRAFT.notes


@pytest.mark.parametrize("format", ["docx", "md", "xlsx"])
def test_a_row_with_nothing_but_a_name_is_a_row(format: Format) -> None:
    """Its marks name the columns, as a header does."""
    draft = replace(
        DRAFT, rows=(*ROWS[:3], DraftRow("mine", TOPICS[0], "โครงการของเรา"), *ROWS[3:])
    )
    assert {finding.code for finding in check_plan(read_back(draft, format))} <= {"to-fill"}


def test_the_check_finds_a_sum_of_all_that_was_changed_in_the_text() -> None:
    text = export(DRAFT, "md").decode()
    wrong = text.replace("งบประมาณทั้งสิ้น 229,500", "งบประมาณทั้งสิ้น 329,500")
    found = [f for f in check_plan(parse_bytes(wrong.encode(), "draft.md")) if f.code != "to-fill"]
    assert [(f.code, f.expected, f.found) for f in found] == [
        ("totals-disagree", "229,500", "329,500")
    ]


def test_a_source_says_which_fields_are_its_own() -> None:
    drawn = ((Field.NAME, 1), (Field.INDICATOR, 2), (Field.TARGET, 2))
    rows = (replace(DRAFT.rows[0], drawn=drawn, sources=(1, 2)), *DRAFT.rows[1:])
    text = export(replace(DRAFT, rows=rows), "md").decode()
    name = DRAFT.rows[0].name
    assert f"ใช้ใน “{name}” (ตัวชี้วัด, เป้าหมาย)" in text
    changed = (replace(rows[0], edited=(Field.TARGET,)), *rows[1:])
    assert f"ใช้ใน “{name}” (ตัวชี้วัด)" in export(replace(DRAFT, rows=changed), "md").decode()
