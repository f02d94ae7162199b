"""Encodings are told apart by content, and lines are counted as editors count them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import IngestError
from ingest.readers.decode import decode, split_lines

TEXT = "แผนพัฒนาบุคลากร\tปี ๒๕๖๙\r\nเพื่อให้ผู้ปฏิบัติงานมีความรู้ (KPI) 80 %\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_decode(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_utf16_with_a_big_endian_mark_decodes() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_thai_without_any_ascii_decodes(encoding: str) -> None:
    # Its bytes are valid UTF-8 and have no NUL.
    assert decode("แผนพัฒนาบุคลากร".encode(encoding)) == "แผนพัฒนาบุคลากร"


@pytest.mark.parametrize("encoding", ["cp874", "tis-620"])
@pytest.mark.parametrize("text", [TEXT, "กอง", "พนักงาน", "ก ข ค"])
def test_thai_single_byte_files_decode(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_windows_quotes_and_ellipsis_decode() -> None:
    assert decode("“แผน” … – กอง".encode("cp874")) == "“แผน” … – กอง"


@pytest.mark.parametrize("cut", [1, 2])
def test_a_utf8_file_cut_inside_a_character_keeps_its_text(cut: int) -> None:
    assert decode("แผนพัฒนา".encode()[:-cut]) == "แผนพัฒน\ufffd"


def test_one_damaged_byte_is_shown_and_the_file_stays_utf8() -> None:
    data = bytearray(("แผนพัฒนาบุคลากร\n" * 20).encode())
    data[100] = 0xFF
    text = decode(bytes(data))
    assert "\ufffd" in text
    assert text.count("แผนพัฒนาบุคลากร") == 19


@pytest.mark.parametrize(
    "data",
    [
        "café à la crème, déjà vu".encode("latin-1"),
        bytes(range(256)),
        "計画書人材育成".encode("shift-jis"),
        b"\x00\x01\x02\x03" * 20,
    ],
)
def test_what_is_no_thai_text_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="UTF-8"):
        decode(data)


def test_only_three_line_ends_count() -> None:
    odd = "ก\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029ข"
    assert split_lines(f"{odd}\nค\r\nง\rจ\n\n") == (odd, "ค", "ง", "จ", "")


@given(st.lists(st.text(st.characters(exclude_characters="\r\n"), min_size=1)))
def test_lines_come_back(lines: list[str]) -> None:
    assert split_lines("\r\n".join(lines)) == tuple(lines)


@given(st.text(alphabet=st.characters(min_codepoint=0xE01, max_codepoint=0xE2E), min_size=1))
def test_utf8_thai_is_never_taken_for_another_encoding(text: str) -> None:
    assert decode(text.encode()) == text
