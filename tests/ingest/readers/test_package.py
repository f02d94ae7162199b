"""Hostile, broken and cut office files: read or refused in one line, soon, and never a crash."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.models import IngestError
from ingest.pipeline import parse_bytes
from ingest.readers import read
from tests.conftest import SAMPLES
from tests.ingest.readers.making import changed, member, sheet, shown, word_body

WORD = word_body("<w:p><w:r><w:t>แผนพัฒนาบุคลากร</w:t></w:r></w:p>")
SHEET = sheet(lambda book, page: page.write_row("A1", ["ที่", "โครงการ"]))
FILES = {"DOCX": (WORD, "word/document.xml"), "XLSX": (SHEET, "xl/worksheets/sheet1.xml")}
FORMATS = SAMPLES.parent / "formats"
KINDS = list(FILES)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ฮา">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "prolog",
    [
        LAUGHS,
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!doctype x [<!entity a "b">]>',
    ],
    ids=["growing", "file", "network", "small-letters"],
)
def test_entities_are_refused_before_they_are_read(kind: str, prolog: str) -> None:
    data, name = FILES[kind]
    xml = member(data, name).split(b"?>", 1)[-1]
    hostile = changed(data, {name: prolog.encode() + xml})
    with pytest.raises(IngestError, match="damaged"):
        read(hostile, "x")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-7"])
def test_no_other_encoding_hides_an_entity(kind: str, encoding: str) -> None:
    data, name = FILES[kind]
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}<x>&h;</x>'
    with pytest.raises(IngestError, match="damaged"):
        read(changed(data, {name: xml.encode(encoding)}), "x")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [60 * 2**20, 600 * 2**20], ids=["60MB", "600MB"])
def test_a_zip_bomb_is_refused_by_its_size(kind: str, size: int) -> None:
    data, name = FILES[kind]
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        extra = name.rsplit("/", 1)[0] + "/more.xml"
        with archive.open(extra, "w", force_zip64=True) as stream:
            for _ in range(size // 2**20):
                stream.write(b" " * 2**20)
    started = thread_time()
    with pytest.raises(IngestError, match="too large"):
        read(buffer.getvalue(), "x")
    assert thread_time() - started < 5  # it is not unpacked


@pytest.mark.parametrize("kind", KINDS)
def test_a_member_that_lies_about_its_size_is_refused(kind: str) -> None:
    data, name = FILES[kind]
    big = bytearray(changed(data, {name: b"<x>" + b" " * 50_000_000 + b"</x>"}))
    at = big.rindex(b"PK\x01\x02", 0, big.rindex(name.encode()))
    big[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(IngestError, match="damaged"):
        read(bytes(big), "x")


@pytest.mark.parametrize("kind", KINDS)
def test_too_many_members_are_refused(kind: str) -> None:
    many = changed(FILES[kind][0], {f"customXml/item{n}.xml": b"<x/>" for n in range(6_000)})
    with pytest.raises(IngestError, match="too large"):
        read(many, "x")


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_members_lead_nowhere(kind: str, tmp_path: Path) -> None:
    names = ("../../escaped.xml", "/tmp/escaped.xml", "C:\\escaped.xml", "..\\escaped.xml")
    data = changed(FILES[kind][0], dict.fromkeys(names, b"<x/>"))
    assert shown(data)
    assert not list(tmp_path.parent.glob("*escaped*"))


@pytest.mark.parametrize("kind", KINDS)
def test_an_encrypted_member_is_refused(kind: str) -> None:
    data = bytearray(FILES[kind][0])
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(IngestError, match=r"ตั้งรหัสผ่านไว้.*has a password"):
        read(bytes(data), "x")


@pytest.mark.parametrize("kind", KINDS)
def test_a_package_without_its_main_part_is_refused(kind: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES[kind][0])) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name not in ("word/document.xml", "xl/workbook.xml"):
                new.writestr(name, old.read(name))
    with pytest.raises(IngestError, match="damaged"):
        read(buffer.getvalue(), "x")


def test_deep_nesting_is_read_or_refused() -> None:
    table = "<w:p><w:r><w:t>ก</w:t></w:r></w:p>"
    for _ in range(60):
        table = f"<w:tbl><w:tr><w:tc>{table}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert any("ก" in line for line in shown(word_body(table)))
    xml = member(WORD, "word/document.xml")
    deep = b"<w:body>" + b"<w:sdt><w:sdtContent>" * 100_000
    with pytest.raises(IngestError):
        read(changed(WORD, {"word/document.xml": xml.replace(b"<w:body>", deep)}), "x")


def read_or_refused(data: bytes) -> None:
    started = thread_time()
    try:
        plan = parse_bytes(data, "plan")
    except IngestError as error:
        assert "\n" not in str(error)
    else:
        assert len(plan.places) in (0, len(plan.lines))
    assert thread_time() - started < 10


OFFICE = sorted(p for p in FORMATS.iterdir() if p.suffix in (".docx", ".xlsx"))


@pytest.mark.parametrize("path", OFFICE[:4], ids=lambda path: path.name)
@settings(deadline=None, max_examples=15)
@given(share=st.floats(0, 1))
def test_cut_files_are_read_or_refused(path: Path, share: float) -> None:
    data = path.read_bytes()
    read_or_refused(data[: int(len(data) * share)])


@pytest.mark.parametrize("path", OFFICE[:4], ids=lambda path: path.name)
@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 10**9))
def test_files_with_wrong_bytes_are_read_or_refused(path: Path, seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    read_or_refused(bytes(data))


PARTS = (
    "word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels",
    "[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
)  # fmt: skip


def _mutated(xml: bytes, rng: random.Random) -> bytes:
    """The XML with tags and values dropped, doubled, swapped or changed: still well packed."""
    pieces = xml.split(b"<")
    for _ in range(rng.randint(1, 8)):
        at, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        match rng.randrange(5):
            case 0:
                del pieces[at]
            case 1:
                pieces.insert(other, pieces[at])
            case 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3:
                value = rng.choice([b'="-1"', b'="99999999999"', b'=""', 'val="ก"'.encode()])
                pieces[at] = pieces[at].replace(b'="1"', value).replace(b'="0"', value)
            case _:
                pieces[at] = pieces[at].replace(b"/>", b">")
        if len(pieces) < 2:
            break
    return b"<".join(pieces)


@pytest.mark.parametrize("path", OFFICE[:2], ids=lambda path: path.name)
@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**9))
def test_packages_with_broken_xml_are_read_or_refused(path: Path, seed: int) -> None:
    rng = random.Random(seed)
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = rng.choice([part for part in PARTS if part in archive.namelist()])
    read_or_refused(changed(data, {name: _mutated(member(data, name), rng)}))


@pytest.mark.parametrize("kind", KINDS)
def test_a_strict_file_is_read_like_any_other(kind: str) -> None:
    data = FILES[kind][0]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for usual, strict in (
        (b"wordprocessingml/2006/main", b"wordprocessingml/main"),
        (b"spreadsheetml/2006/main", b"spreadsheetml/main"),
        (b"officeDocument/2006/relationships", b"officeDocument/relationships"),
    ):
        old = b"http://schemas.openxmlformats.org/" + usual
        new = b"http://purl.oclc.org/ooxml/" + strict
        members = {name: content.replace(old, new) for name, content in members.items()}
    assert shown(changed(data, members)) == shown(data)
