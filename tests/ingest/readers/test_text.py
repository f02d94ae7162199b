"""Blocks of plain text and Markdown."""

from __future__ import annotations

import pytest

from ingest.blocks import Block, BreakBlock, RowBlock, TextBlock
from ingest.models import Span
from ingest.readers.text import read_text


def outline(blocks: tuple[Block, ...]) -> list[object]:
    """Blocks in short: None for a break, text or (level, text), a list of cells for a row."""
    short: list[object] = []
    for block in blocks:
        if isinstance(block, BreakBlock):
            short.append(None)
        elif isinstance(block, RowBlock):
            short.append([cell.text for cell in block.cells])
        else:
            short.append((block.level, block.text) if block.level else block.text)
    return short


def lines_of(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    return [(block.span.line_start, block.span.line_end) for block in blocks]


GOLDEN = """\
# แผนตัวอย่าง

๑. หลักการ **สำคัญ**
ลำดับ\tโครงการ\tงบประมาณ
๑\t<p>อบรม</p> <p>ดูงาน</p>\t๑๐,๐๐๐
\tอบรมดิจิทัล\t
รวม\t\t

- | | |
|---|---|
| ๑) นายก | ประธาน |
| ก\\|ข | - |

หัวข้อ
=====
ผู้รับผิดชอบ | หน่วย
--- | ---
กองคลัง | คน
---
ท้าย
"""


def test_golden() -> None:
    blocks = read_text(GOLDEN.split("\n")[:-1])
    assert outline(blocks) == [
        (1, "แผนตัวอย่าง"),
        None,
        "๑. หลักการ สำคัญ",
        ["ลำดับ", "โครงการ", "งบประมาณ"],
        ["๑", "อบรม\nดูงาน", "๑๐,๐๐๐"],
        ["", "อบรมดิจิทัล", ""],
        ["รวม", "", ""],
        None,
        ["", ""],
        ["๑) นายก", "ประธาน"],
        ["ก|ข", "-"],
        None,
        (1, "หัวข้อ"),
        ["ผู้รับผิดชอบ", "หน่วย"],
        ["กองคลัง", "คน"],
        None,
        "ท้าย",
    ]
    assert lines_of(blocks) == [
        (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 10), (11, 11),
        (12, 12), (13, 13), (14, 15), (16, 17), (18, 18), (19, 19), (20, 20),
    ]  # fmt: skip
    headers = [i for i, b in enumerate(blocks) if isinstance(b, RowBlock) and b.cells[0].is_header]
    assert headers == [8, 13]


def test_cells_know_their_characters() -> None:
    line = " ก ข\t\t<p>ค</p> "
    (row,) = read_text([line])
    assert isinstance(row, RowBlock)
    spans = [cell.span for cell in row.cells]
    assert spans == [Span(1, 1, 1, 4), Span(1, 1, 5, 5), Span(1, 1, 6, 14)]
    assert [line[s.char_start : s.char_end] for s in spans] == ["ก ข", "", "<p>ค</p>"]


def test_pipe_cells_know_their_characters() -> None:
    line = "- | ก | ข ค |"
    (row,) = read_text([line])
    assert isinstance(row, RowBlock)
    assert [line[c.span.char_start : c.span.char_end] for c in row.cells] == ["ก", "ข ค"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["\tย่อหน้า"], ["ย่อหน้า"]),
        (["ย่อหน้า\t"], ["ย่อหน้า"]),
        (["\t\tย่อหน้าลึก"], ["ย่อหน้าลึก"]),
        (["กองคลัง\t\t\t"], [["กองคลัง", "", "", ""]]),
        (["ก\tข", "\tค", "\tง"], [["ก", "ข"], ["", "ค"], ["", "ง"]]),
        (["ก\tข", "", "\tค"], [["ก", "ข"], None, "ค"]),
        (["\t\tก", "ข\tค\tง"], [["", "", "ก"], ["ข", "ค", "ง"]]),
        (["ก\tข\tค", "\tง"], [["ก", "ข", "ค"], "ง"]),
        (["\t\t"], [None]),
    ],
)
def test_tabs_separate_cells_or_indent(lines: list[str], expected: list[object]) -> None:
    assert outline(read_text(lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["| ก | ข", "| - | - |"], [["ก", "ข"], ["-", "-"]]),
        (["|---|---|", "| ก | ข |"], [None, ["ก", "ข"]]),
        (["ก | ข"], ["ก | ข"]),
        (["|"], ["|"]),
        (["| | |"], [["", ""]]),
    ],
)
def test_pipes(lines: list[str], expected: list[object]) -> None:
    assert outline(read_text(lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["###### ก ##"], [(6, "ก")]),
        (["####### ก"], ["####### ก"]),
        (["#๑"], ["#๑"]),
        (["# #"], [(1, "#")]),
        (["# <p>"], ["#"]),
        (["ก", "---"], [(2, "ก")]),
        (["ก", "ข", "---"], ["ก", "ข", None]),
        (["ก" * 121, "---"], ["ก" * 121, None]),
        (["```markdown", "ก", "```"], [None, "ก", None]),
        (["* * *", "....."], [None, "....."]),
        (["<p></p>", "<p>ก</p>"], [None, "ก"]),
    ],
)
def test_headings_rules_and_fences(lines: list[str], expected: list[object]) -> None:
    assert outline(read_text(lines)) == expected


def test_form_feeds_break_pages_and_keep_line_numbers() -> None:
    blocks = read_text(["ก", "\fข", "ค\fง\tจ", "\f"])
    texts = [(b.text, b.span) for b in blocks if isinstance(b, TextBlock)]
    assert texts == [
        ("ก", Span(1, 1)),
        ("ข", Span(2, 2, 1, 2)),
        ("ค", Span(3, 3, 0, 1)),
    ]
    assert [b.span for b in blocks if isinstance(b, RowBlock)] == [Span(3, 3, 2, 5)]
    assert outline(blocks)[-4:] == [["ง", "จ"], None, None, None]
    assert outline(blocks)[2] is None


def test_a_table_element_in_text_is_read_as_rows_with_its_lines() -> None:
    lines = [
        "# แผน",
        "<table><tr><th>โครงการ</th><th>งบ</th></tr>",
        "<tr><td>อบรม</td>",
        "<td>๕๐๐</td></tr></table> หมายเหตุ",
        "ท้าย",
    ]
    blocks = read_text(lines)
    assert outline(blocks) == [
        (1, "แผน"), ["โครงการ", "งบ"], ["อบรม", "๕๐๐"], None, "หมายเหตุ", "ท้าย",
    ]  # fmt: skip
    assert lines_of(blocks) == [(1, 1), (2, 2), (3, 4), (4, 4), (4, 4), (5, 5)]


def test_a_table_element_that_never_ends_stops_at_a_blank_line() -> None:
    blocks = read_text(["<table><tr><td>ก", "<td>ข", "", "ค\tง"])
    assert outline(blocks) == [["ก", "ข"], None, None, ["ค", "ง"]]
