"""Lines of a plan are found where they stand."""

from __future__ import annotations

import pytest

from ingest.checks.texts import all_text, running_text
from ingest.pipeline import parse_bytes, parse_file
from ingest.readers.markup import clean
from ingest.text.normalize import fold
from tests.conftest import SAMPLES
from tests.ingest.checks.finding import HEADER, plan_of, project


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_each_line_of_a_sample(path: object) -> None:
    plan = parse_file(path)  # type: ignore[arg-type]
    for line in running_text(plan):
        source = "".join(plan.lines[line.span.line_start - 1 : line.span.line_end])
        assert fold(line.text)[:20] in fold(clean(source))


def test_lines_that_are_alike() -> None:
    plan = plan_of("เหมือนกัน ข้อความ", "เหมือนกัน ข้อความ", "ต่อด้วย เหมือนกัน", "เหมือนกัน ข้อความ")
    assert [line.span.line_start for line in running_text(plan)][-4:] == [4, 5, 6, 7]


def test_texts_of_a_page() -> None:
    html = "<h1>แผนพัฒนาบุคลากร</h1>\n<p>ก่อนอื่น <b>ต่อมา</b></p>\n<p>ต่อมา</p>\n<p>ต่อมา</p>"
    plan = parse_bytes(f"<html><body>\n{html}\n</body></html>".encode(), "a.html")
    assert [line.span.line_start for line in running_text(plan)] == [2, 3, 4, 5]


def test_running_text_has_no_tables_and_all_text_has_each_row_once() -> None:
    plan = plan_of("ก่อนตาราง", "", HEADER, project("อบรมพนักงาน"), "", "หลังตาราง")
    assert not any("อบรม" in line.text for line in running_text(plan))
    assert [line.span.line_start for line in all_text(plan) if "อบรม" in line.text] == [7]
