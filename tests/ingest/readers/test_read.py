"""The contract that every format keeps, and the files that are refused."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import BreakBlock, Document, RowBlock, TextBlock
from ingest.models import IngestError
from ingest.readers import MAX_BYTES, read
from ingest.readers.markup import clean

PLANS = sorted((Path(__file__).parents[4] / "shared" / "plans").glob("*.txt"))
_RULE = re.compile(r"[-*_=|:\s]*|\s*(```|~~~)[\w-]*\s*")


def check(document: Document) -> None:
    """Spans are in order, and every line that shows text lies in a text or row block."""
    starts = [block.span.line_start for block in document.blocks]
    assert starts == sorted(starts)
    covered: set[int] = set()
    for block in document.blocks:
        assert block.span.line_end <= len(document.lines)
        if not isinstance(block, BreakBlock):
            covered.update(range(block.span.line_start, block.span.line_end + 1))
    for number, line in enumerate(document.lines, start=1):
        shown = any(clean(page) and not _RULE.fullmatch(page) for page in line.split("\f"))
        assert number in covered or not shown, (number, line)


def check_cells(document: Document) -> None:
    """A cell's characters are its text, mark-up aside."""
    for row in document.blocks:
        for cell in row.cells if isinstance(row, RowBlock) else ():
            raw = document.lines[cell.span.line_start - 1]
            part = raw[cell.span.char_start : cell.span.char_end]
            assert clean(part).replace("\\|", "|").replace("**", "") == cell.text.replace("**", "")


@pytest.mark.parametrize("plan", PLANS or [pytest.param(None, marks=pytest.mark.skip("no plans"))])
def test_real_plans_keep_the_contract(plan: Path) -> None:
    document = read(plan.read_bytes(), plan.name)
    check(document)
    check_cells(document)
    assert all(
        line.strip() == ""
        or any(
            block.span.line_start <= number <= block.span.line_end
            for block in document.blocks
            if not isinstance(block, BreakBlock)
        )
        for number, line in enumerate(document.lines, start=1)
    )


PIECES = ["แผน", "๑. ข้อ", "a < b", "<p>", "</p>", "<ol style='x'>", "<br>", "&nbsp;", "\t", "\t\t",
          "| ", " |", "|---|---|", "- ", "# ", "---", "===", "```", "\f", "\x0b", "\u2028", "\n",
          "\n\n", "\r\n", "\r", " ", "**", "\\|", "\u200b"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_text_keeps_the_contract(text: str) -> None:
    document = read(f"แผน\n\n{text}".encode(), "plan.txt")
    assert document.source == "plan.txt"
    assert "\n".join(document.lines) == re.sub("\r\n?", "\n", f"แผน\n\n{text}").removesuffix("\n")
    check(document)
    check_cells(document)


@given(st.binary(max_size=300) | st.lists(st.sampled_from([*PIECES, "<table>", "<td>", "<tr>"])))
def test_any_bytes_are_read_or_refused(data: bytes | list[str]) -> None:
    try:
        document = read(data if isinstance(data, bytes) else "".join(data).encode(), "x")
    except IngestError as error:
        assert "\n" not in str(error)
    else:
        assert any(isinstance(block, TextBlock | RowBlock) for block in document.blocks)


@given(st.integers(0, 200))
def test_cut_files_are_read_or_refused(length: int) -> None:
    data = "# แผน\nก\tข\n<table><tr><td>ค</td></tr></table>\n| ง | จ |\n".encode()[:length]
    try:
        check(read(data, "x"))
    except IngestError:
        assert length < 8  # "# แ" and what is before it


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "ก" * MEGABYTE,
        "ก\t" * 10_000,
        "\t" * 10_000 + "ก",
        "ก" + " " * MEGABYTE + "ข",
        "<div>" * 100_000 + "ก",
        "<table><tr><td>" * 50_000 + "ก",
        "ก<a " * 250_000,
        'ก<a x="' * 150_000,
        "ก<!--" * 200_000,
        "ก<!-- " * 150_000 + "-->",
        "ก<nav>" * 150_000,
        "<html>ก<nav>" * 100_000,
        "<html>ก<!--" * 100_000,
        "<html>ก" + "<script" * 150_000,
        "ก|" * 300_000,
        "**ก" * 250_000,
        "&ก" * 300_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    """Neither deep nesting nor a mark that is never closed stops the reader; each takes below
    2 s on a slow core, and a reader of quadratic time would take minutes."""
    assert "ก" in str(read(text.encode(), "x").blocks)


def zipped(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x" * 50)
    return buffer.getvalue()


def ole2(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(50)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped("ppt/presentation.xml"), "PPTX"),
        (zipped("แผน.txt"), "ZIP"),
        (ole2("PowerPoint Document"), "PPT"),
        (ole2("__nameid_version1.0"), "OLE2"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a" + bytes(20), "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "EXE"),
        (b"BM\x36\x00\x0c\x00\x00\x00", "BMP"),
        (b"\x1f\x8b\x08\x00", "GZIP"),
    ],
)
def test_binary_files_are_refused_by_name(data: bytes, name: str) -> None:
    with pytest.raises(IngestError) as error:
        read(data, "plan.txt")
    assert f"{name} files can't be read, only .docx, .pdf, .xlsx, " in error.value.english
    assert f"ไฟล์ {name} " in error.value.thai


@pytest.mark.parametrize(
    ("data", "name", "target"),
    [
        (ole2("WordDocument"), "DOC", ".docx"),
        (ole2("Workbook"), "XLS", ".xlsx"),
        (ole2("Book"), "XLS", ".xlsx"),
        (ole2("HwpSummaryInformation"), "HWP", ".docx"),
        (b"{\\rtf1\\ansi \\'e1\\'bc", "RTF", ".docx"),
        (zipped("xl/workbook.bin"), "XLSB", ".xlsx"),
    ],
)
def test_older_office_files_are_refused_with_the_way_out(
    data: bytes, name: str, target: str
) -> None:
    with pytest.raises(IngestError) as error:
        read(data, "plan.docx")
    assert f"{name} files can't be read" in error.value.english
    assert error.value.english.endswith(f"save it as {target}")
    assert error.value.thai.endswith(f"บันทึกเป็น {target}")


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(IngestError, match=r"ตั้งรหัสผ่านไว้.*has a password"):
        read(ole2("EncryptedPackage"), "plan.docx")


def test_the_name_of_a_file_does_not_decide() -> None:
    assert read("BMI และ MZ เป็นคำย่อ".encode(), "plan.docx").lines == ("BMI และ MZ เป็นคำย่อ",)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\xff\xfe\n\x00"])
def test_empty_files_are_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="ไฟล์ว่างเปล่า"):
        read(data, "x")


@pytest.mark.parametrize("text", ["....", "\u200b\u200b", "<html><p></p></html>", "12 | 34"])
def test_files_without_words_are_refused(text: str) -> None:
    with pytest.raises(IngestError, match="No readable text"):
        read(text.encode(), "x")


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(IngestError, match="20 MB"):
        read(b"a" * (MAX_BYTES + 1), "x")


def test_an_html_file_is_read_as_html_whatever_its_encoding() -> None:
    html = "<html>\r\n<h1>แผน</h1>\r\n<table><tr><td>ก<td>ข</table>"
    blocks = read(html.encode("cp874"), "x.txt").blocks
    shown = [block for block in blocks if not isinstance(block, BreakBlock)]
    assert [type(block) for block in shown] == [TextBlock, RowBlock]
    assert [block.span.line_start for block in shown] == [2, 3]


@pytest.mark.parametrize(("name", "kind"), [("plan.pdf", "PDF"), ("แผน.DOCX", "DOCX")])
def test_noise_named_as_a_format_is_told_as_that(name: str, kind: str) -> None:
    noise = bytes((n * 7919 + n // 3) % 256 for n in range(4000))
    with pytest.raises(IngestError) as raised:
        read(noise, name)
    assert f"ไม่ใช่ {kind}" in raised.value.thai and ".txt" not in raised.value.thai
