"""A page written on one line is known row by row and paragraph by paragraph."""

from __future__ import annotations

from ingest.models import Project
from ingest.pipeline import parse_bytes
from ingest.readers import read

HEAD = "<tr><th>ลำดับ</th><th>โครงการ</th><th>งบประมาณ</th><th>ระยะเวลา</th></tr>"
ROWS = [
    f"<tr><td>{n}</td><td><p>โครงการอบรมรุ่นที่ {n}</p></td><td>{n}0,000</td><td>ม.ค. ๒๕๖๙</td></tr>"
    for n in range(1, 5)
]
PARTS = [
    "<h1>แผนพัฒนาบุคลากร เทศบาลตำบลบรรทัดเดียวสมมุติ</h1>",
    "<p>เทศบาลพัฒนาพนักงานทุกคน</p>",
    "<p>ให้ทำงานบริการได้ดี</p>",
    f"<table>{HEAD}",
    *ROWS,
    "</table>หมายเหตุท้ายตาราง",
]


def test_no_row_or_paragraph_is_lost_and_each_has_its_line() -> None:
    plan = parse_bytes("".join(PARTS).encode(), "plan.html")
    projects = [fact for fact in plan.facts if isinstance(fact, Project)]
    assert [project.budget.baht for project in projects] == [10_000, 20_000, 30_000, 40_000]
    assert len({project.id for project in projects}) == 4
    cited = [plan.lines[project.span.line_start - 1] for project in projects]
    assert [line.count("<tr") for line in cited] == [1, 1, 1, 1]
    texts = " ".join(passage.text for passage in plan.passages)
    for text in ("พนักงานทุกคน", "บริการได้ดี", "หมายเหตุท้ายตาราง", "รุ่นที่ 1", "รุ่นที่ 4"):
        assert text in texts
    assert "".join(plan.lines) == "".join(PARTS)


def test_a_page_with_a_line_for_each_keeps_its_lines() -> None:
    lines = ["<html>", *PARTS[:3], "<table>", HEAD, *ROWS, "</table>", "</html>"]
    assert list(read("\n".join(lines).encode(), "plan.html").lines) == lines
