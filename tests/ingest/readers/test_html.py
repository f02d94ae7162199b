"""Blocks of HTML documents, each with the lines of its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block, BreakBlock, RowBlock, TextBlock
from ingest.readers import html
from ingest.readers.html import is_html, read_html

Short = tuple[object, int, int]


def short(blocks: tuple[Block, ...]) -> list[Short]:
    """(text, [cells] or (level, text); first line; last line), breaks left out."""
    out: list[Short] = []
    for block in blocks:
        lines = block.span.line_start, block.span.line_end
        if isinstance(block, RowBlock):
            out.append(([cell.text for cell in block.cells], *lines))
        elif isinstance(block, TextBlock):
            out.append(((block.level, block.text) if block.level else block.text, *lines))
    return out


def rows(html: str) -> list[list[str]]:
    blocks = read_html(html.split("\n"))
    return [[c.text for c in block.cells] for block in blocks if isinstance(block, RowBlock)]


GOLDEN = """\
<!DOCTYPE html>
<html><head><title>แผน</title><style>p { color: red }</style>
<script>if (a < b) { x = "<p>ไม่ใช่ข้อความ</p>" }</script></head>
<body><nav><a href="/">หน้าแรก</a></nav>
<h1>แผนพัฒนา<br>บุคลากร</h1>
<p class="a>b">ย่อหน้า
ที่ &amp; <b>หนึ่ง</b></p>
<!-- หมายเหตุ
ที่ซ่อน --><ul><li>ข้อ ๑<li>ข้อ ๒</ul>
<table>
<caption>ตาราง ๑</caption>
<thead><tr><td>โครงการ</td><th>งบประมาณ
(บาท)</th></tr></thead>
<tr><td><input type="checkbox" checked> อบรม</td><td>๑๐<br>๒๐</td></tr>
</table>
ท้าย
</body></html>
"""


def test_golden() -> None:
    blocks = read_html(GOLDEN.split("\n")[:-1])
    assert short(blocks) == [
        ("แผน", 2, 2),
        ((1, "แผนพัฒนา บุคลากร"), 5, 5),
        ("ย่อหน้า ที่ & หนึ่ง", 6, 7),
        ("ข้อ ๑", 9, 9),
        ("ข้อ ๒", 9, 9),
        ("ตาราง ๑", 11, 11),
        (["โครงการ", "งบประมาณ (บาท)"], 12, 13),
        (["✓ อบรม", "๑๐\n๒๐"], 14, 14),
        ("ท้าย", 16, 16),
    ]
    table = [b for b in blocks if isinstance(b, RowBlock)]
    assert [[c.is_header for c in row.cells] for row in table] == [[True, True], [False, False]]
    assert [c.span.line_end for c in table[0].cells] == [12, 13]
    assert any(isinstance(b, BreakBlock) and b.span.line_start == 15 for b in blocks)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<tr><td colspan=2>ก<td>ข", [["ก", "", "ข"]]),
        (
            '<tr><td rowspan="2">ก<td>ข<td rowspan=2>ค<tr><td>ง<tr><td>จ',
            [["ก", "ข", "ค"], ["", "ง", ""], ["จ"]],
        ),
        (
            "<tr><td rowspan=2 colspan=2>ก<td>ข<tr><td>ค<tr><td>ง",
            [["ก", "", "ข"], ["", "", "ค"], ["ง"]],
        ),
        ("<tr><td>ก<td>ข<td rowspan=2>ค<tr><td>ง", [["ก", "ข", "ค"], ["ง", "", ""]]),
        ("<tr><td rowspan=2>ก</td></tr><tr></tr><tr><td>ข</td></tr>", [["ก"], ["ข"]]),
        (
            "<thead><tr><th rowspan=5>ก</th></tr></thead><tbody><tr><td>ข</td></tr></tbody>",
            [["ก"], ["ข"]],
        ),
        ("<tr><td></td><td>ก</td></tr>", [["", "ก"]]),
        ("<tr><td rowspan=0 colspan=0>ก<td>ข", [["ก", "ข"]]),
    ],
)
def test_merged_cells_repeat_as_blanks(html: str, expected: list[list[str]]) -> None:
    assert rows(f"<table>{html}</table>") == expected


def test_a_nested_table_is_text_of_its_cell() -> None:
    inner = "<table><tr><td>ข</td><td>ค</td></tr></table>"
    html = f"<table><tr><td>ก{inner}ง</td><td>จ</td></tr><tr><td>ฉ</td></tr></table>"
    assert rows(html) == [["ก\nข\nค\nง", "จ"], ["ฉ"]]


def test_rows_without_their_table_tag_are_rows() -> None:
    assert rows("<p>ก</p><tr><td>ข</td><td>ค</td></tr></table>") == [["ข", "ค"]]


def test_what_is_never_closed_loses_no_text() -> None:
    html = "<nav><p>ก<h2>ข<table><tr>ค<td>ง<table><td>จ <!-- ฉ"
    text = " ".join(str(item) for item, _, _ in short(read_html([html])))
    assert [c for c in text if "ก" <= c <= "ฉ"] == list("กขคงจฉ")


def test_blank_cells_of_one_file_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert html._MAX_BLANKS == 1_000_000
    monkeypatch.setattr(html, "_MAX_BLANKS", 20_000)
    text = "<table>" + "<tr><td colspan=1000 rowspan=1000>ก" * 60
    assert 20_000 < sum(len(row) for row in rows(text)) < 22_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!doctype HTML>\n<p>ก", True),
        ("<?xml version='1.0'?>\n<html xmlns='x'>ก", True),
        ("<h1>ก</h1>\n\n<p>ข</p>", True),
        ("แผน <html> ในข้อความ", False),
        ("<p>ก</p>\t<p>ข</p>\n<p>ค</p>\t<p>ง</p>", False),
        ("# หัวข้อ\n\nย่อหน้า\n\n<table><tr><td>ก</td></tr></table>", False),
        ("", False),
    ],
)
def test_documents_are_known_by_content(text: str, expected: bool) -> None:
    assert is_html(text.split("\n")) is expected


TAGS = ["p", "/p", "div", "b", "/b", "br", "h2", "/h2", "li", "ul", "/ul", "table", "/table", "tr",
        "/tr", "td", "th colspan=2", "td rowspan='2'", "/td", "thead", "caption", "/caption",
        "nav", "input checked", "unknown x='>'"]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS) | st.integers(0, 3)))
def test_every_word_lies_in_a_block_of_its_line(pieces: list[str | int]) -> None:
    """Numbers stand for a word of its own, ended by so many new lines."""
    source, words = "", {}
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            source += f"<{piece}>"
        else:
            word = f"คำ{index}จบ"
            words[word] = source.count("\n") + 1
            source += f" {word} " + "\n" * piece
    blocks = [b for b in read_html(source.split("\n")) if not isinstance(b, BreakBlock)]
    for word, line in words.items():
        assert any(
            b.span.line_start <= line <= b.span.line_end and word in text_of(b) for b in blocks
        )
    starts = [b.span.line_start for b in read_html(source.split("\n"))]
    assert starts == sorted(starts)


def text_of(block: Block) -> str:
    if isinstance(block, RowBlock):
        return "\t".join(cell.text for cell in block.cells)
    return block.text if isinstance(block, TextBlock) else ""
