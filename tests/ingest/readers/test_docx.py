"""DOCX as offices write it: what is on the page is in the lines, in its order."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.blocks import BreakBlock, RowBlock, TextBlock
from ingest.models import Place
from ingest.readers import read
from ingest.readers.docx_numbers import THAI_LETTERS, formatted
from tests.ingest.readers.making import (
    NAMESPACES,
    changed,
    member,
    rows,
    shown,
    texts,
    word,
    word_body,
)


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*table_rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(table_rows)}</w:tbl>"


def body(xml: str, **extra: str) -> list[str]:
    return shown(word_body(xml, **extra))


def test_paragraphs_and_tables_stand_in_their_order_and_know_their_place() -> None:
    document = read(
        word_body(
            p("ก่อน") + tbl(tr(tc("ก"), tc("ข")), tr(tc("ค"), tc("ง"))) + p("หลัง")
            + tbl(tr(tc("จ"), tc("ฉ")))
        ),
        "plan.docx",
    )  # fmt: skip
    assert document.source == "plan.docx"
    assert document.lines == ("ก่อน", "ก\tข", "ค\tง", "หลัง", "จ\tฉ")
    assert document.places == (
        Place(), Place(table=1, row=1), Place(table=1, row=2), Place(), Place(table=2, row=1),
    )  # fmt: skip
    first = document.blocks[2]
    assert isinstance(first, RowBlock)
    for cell in first.cells:
        line = document.lines[cell.span.line_start - 1]
        assert line[cell.span.char_start : cell.span.char_end] == cell.text


def test_headings_count_by_outline_level_whatever_their_style_is_called() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="หัวข้อใหญ่"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="หัวข้อของเรา"/>'
        '<w:basedOn w:val="a1"/></w:style>'
    )
    xml = (
        p("ก", properties='<w:pStyle w:val="Heading1"/>')
        + p("ข", properties='<w:pStyle w:val="a2"/>')
        + p("ค", properties='<w:outlineLvl w:val="2"/>')
        + p("ง", properties='<w:pStyle w:val="a2"/><w:outlineLvl w:val="9"/>')
        + p("จ" * 300, properties='<w:pStyle w:val="Heading1"/>')
        + p("ชื่อแผน", properties='<w:pStyle w:val="Title"/>')
        + p("เนื้อความ")
    )
    blocks = read(word_body(xml, styles=styles), "x").blocks
    levels = [block.level for block in blocks if isinstance(block, TextBlock)]
    assert levels == [1, 2, 3, None, None, 1, None]


def test_a_circle_of_styles_ends() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("x1", "x2"), ("x2", "x1"))
    )
    assert body(p("ข้อความ", properties='<w:pStyle w:val="x1"/>'), styles=styles) == ["ข้อความ"]


NUMBERING = """
<w:abstractNum w:abstractNumId="70">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{0}"/><w:lvlText w:val="{1}"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{2}"/><w:lvlText w:val="{3}"/></w:lvl>
</w:abstractNum>
<w:num w:numId="71"><w:abstractNumId w:val="70"/></w:num>
<w:num w:numId="72"><w:abstractNumId w:val="70"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def item(text: str, level: int = 0, num: int = 71) -> str:
    return p(
        text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (
            ("thaiNumbers", "%1.", "thaiNumbers", "%1.%2"),
            ["๑. ก", "๑.๑ ข", "๑.๒ ค", "๒. ง", "๒.๑ จ"],
        ),
        (("thaiNumbers", "(%1)", "decimal", "%2)"), ["(๑) ก", "1) ข", "2) ค", "(๒) ง", "1) จ"]),
        (("thaiLetters", "(%1)", "bullet", "\uf0b7"), ["(ก) ก", "• ข", "• ค", "(ข) ง", "• จ"]),
        (("upperRoman", "%1.", "bullet", "-"), ["I. ก", "- ข", "- ค", "II. ง", "- จ"]),
        (("none", "", "lowerLetter", "%2)"), ["ก", "a) ข", "b) ค", "ง", "a) จ"]),
        (
            ("thaiCounting", "หมวด %1", "decimal", "%2"),
            ["หมวด หนึ่ง ก", "1 ข", "2 ค", "หมวด สอง ง", "1 จ"],
        ),
    ],
)
def test_numbers_that_word_generates_are_in_the_line(
    levels: tuple[str, ...], expected: list[str]
) -> None:
    xml = item("ก") + item("ข", 1) + item("ค", 1) + item("ง") + item("จ", 1)
    assert body(xml, numbering=NUMBERING.format(*levels)) == expected


def test_a_list_goes_on_after_text_and_starts_anew_where_it_says_so() -> None:
    numbering = NUMBERING.format("thaiNumbers", "%1)", "thaiNumbers", "%1.%2")
    xml = item("ก") + p("คั่น") + item("ข") + item("ค", num=72) + item("ง", num=72) + item("จ")
    expected = ["๑) ก", "คั่น", "๒) ข", "๕) ค", "๖) ง", "๗) จ"]
    assert body(xml, numbering=numbering) == expected


def test_a_style_gives_its_paragraphs_their_numbers() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="80">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/>'
        '<w:lvlText w:val="ส่วนที่ %1"/><w:pStyle w:val="part"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/>'
        '<w:lvlText w:val="%1.%2"/><w:isLgl/><w:pStyle w:val="point"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="81"><w:abstractNumId w:val="80"/></w:num>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:pPr>'
        '<w:numPr><w:numId w:val="81"/></w:numPr></w:pPr></w:style>'
        for name in ("part", "point")
    )
    xml = "".join(
        p(text, properties=f'<w:pStyle w:val="{style}"/>')
        for style, text in (("part", "หลักการ"), ("point", "ที่มา"), ("part", "แผน"), ("point", "งบ"))
    )
    expected = ["ส่วนที่ ๑ หลักการ", "1.1 ที่มา", "ส่วนที่ ๒ แผน", "2.1 งบ"]
    assert body(xml, numbering=numbering, styles=styles) == expected


def test_a_paragraph_may_switch_its_styles_number_off() -> None:
    numbering = NUMBERING.format("thaiNumbers", "%1)", "thaiNumbers", "%1.%2")
    assert body(item("ก", num=0) + item("ข", num=999), numbering=numbering) == ["ก", "ข"]


def test_thai_letters_leave_out_those_no_longer_counted_with() -> None:
    assert [formatted(n, "thaiLetters") for n in (1, 2, 3, 4)] == ["ก", "ข", "ค", "ง"]
    assert not set("\u0e03\u0e05\u0e06\u0e24\u0e26") & set(THAI_LETTERS)
    assert formatted(len(THAI_LETTERS), "thaiLetters") == "ฮ"
    assert formatted(len(THAI_LETTERS) + 1, "thaiLetters") == "กก"
    assert [formatted(n, "lowerRoman") for n in (4, 9, 14, 40)] == ["iv", "ix", "xiv", "xl"]
    assert formatted(28, "upperLetter") == "BB"
    assert formatted(7, "decimalZero") == "07"


def test_merged_cells_are_their_text_and_blanks() -> None:
    two = '<w:gridSpan w:val="2"/>'
    down, covered = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tr(tc("ยุทธศาสตร์", down), tc("งบประมาณ", two), properties="<w:tblHeader/>"),
        tr(tc("", covered), tc("กองคลัง"), tc("กองช่าง"), properties="<w:tblHeader/>"),
        tr(tc("ก", down), tc("๑"), tc("๒")),
        tr(tc("", covered), tc("๓"), tc("๔")),
        tr(tc("หมายเหตุ"), properties='<w:gridBefore w:val="2"/>'),
    )
    document = read(word_body(table), "x")
    assert rows(document) == [
        ["ยุทธศาสตร์", "งบประมาณ", ""],
        ["", "กองคลัง", "กองช่าง"],
        ["ก", "๑", "๒"],
        ["", "๓", "๔"],
        ["", "", "หมายเหตุ"],
    ]
    found = [block for block in document.blocks if isinstance(block, RowBlock)]
    assert [block.cells[0].is_header for block in found] == [True, True, False, False, False]


def test_borders_drawn_a_hair_apart_make_no_column() -> None:
    table = tbl(
        tr(tc("ก", '<w:gridSpan w:val="2"/>'), tc("ข")),
        tr(tc("ค"), tc("ง", '<w:gridSpan w:val="2"/>')),
        widths=(2000, 90, 3000),
    )
    assert rows(read(word_body(table), "x")) == [["ก", "ข"], ["ค", "ง"]]


def test_deleted_and_hidden_rows_are_left_out_and_counted() -> None:
    table = tbl(
        tr(tc("ก"), tc("ข")),
        tr(tc("ลบ"), tc("ลบ"), properties='<w:del w:id="1" w:author="x"/>'),
        tr(tc("ซ่อน"), tc("ซ่อน"), properties="<w:hidden/>"),
        tr(tc("ค"), tc("ง")),
    )
    document = read(word_body(table), "x")
    assert document.lines == ("ก\tข", "ค\tง")
    assert [place.row for place in document.places] == [1, 4]


def test_a_table_in_a_cell_is_text_of_the_cell_and_a_frame_is_text() -> None:
    inner = tbl(tr(tc("ใน ๑"), tc("ใน ๒")), tr(tc("ใน ๓"), tc("ใน ๔")))
    outer = tbl(tr(f"<w:tc>{p('นอก')}{inner}{p('')}</w:tc>", tc("ข")))
    document = read(word_body(outer + tbl(tr(tc("ในกรอบ")))), "x")
    assert rows(document) == [["นอก\nใน ๑ ใน ๒\nใน ๓ ใน ๔", "ข"]]
    assert texts(document) == ["ในกรอบ"]


def test_paragraphs_of_a_cell_are_lines_of_its_text() -> None:
    cell = f"<w:tc>{p('๑) ก')}{p('')}{p('๒) ข')}</w:tc>"
    document = read(word_body(tbl(tr(cell, tc("ค")))), "x")
    assert rows(document) == [["๑) ก\n๒) ข", "ค"]]
    assert document.lines == ("๑) ก ๒) ข\tค",)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (p("ก", "<w:r><w:tab/></w:r>", "ข"), "ก ข"),
        (p("ก\u00a0ข"), "ก ข"),
        (p("ก", "<w:r><w:noBreakHyphen/></w:r>", "ข"), "ก-ข"),
        (p("ก", "<w:r><w:softHyphen/></w:r>", "ข"), "กข"),
        (p("คงไว้", f'<w:ins w:id="1" w:author="x">{r("เพิ่ม")}</w:ins>'), "คงไว้เพิ่ม"),
        (p("คงไว้", '<w:del w:id="1"><w:r><w:delText>ลบ</w:delText></w:r></w:del>'), "คงไว้"),
        (p("คงไว้", f'<w:moveFrom w:id="1" w:author="x">{r("ย้าย")}</w:moveFrom>'), "คงไว้"),
        (p("เห็น", r("ซ่อน", "<w:vanish/>"), r("เห็น", '<w:vanish w:val="0"/>')), "เห็นเห็น"),
        (p("ดู ", f'<w:hyperlink r:id="rId99">{r("เว็บไซต์")}</w:hyperlink>'), "ดู เว็บไซต์"),
        (p("ก", '<w:r><w:commentReference w:id="0"/></w:r>'), "ก"),
        (p("หน้า ", f'<w:fldSimple w:instr="PAGE">{r("๑๒")}</w:fldSimple>'), "หน้า ๑๒"),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r>',
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                "๑ ต.ค. ๖๘",
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ),
            "๑ ต.ค. ๖๘",
        ),
        (p("ทำ ", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "ทำ ✓"),
        (p("ทำ ", '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'), "ทำ ☑"),
        (p("ทำ ", r("ü", '<w:rFonts w:ascii="Wingdings"/>')), "ทำ ✓"),
        (p("ทำ ", r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')), "ทำ ✓"),
        (p("ทำ ☑ ไม่ทำ ☐"), "ทำ ☑ ไม่ทำ ☐"),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
                '<w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>',
                " ผ่าน",
            ),
            "✓ ผ่าน",
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{p('ในกล่อง')}</w:sdtContent></w:sdt>", "ในกล่อง"),
        (p(f"<w:sdt><w:sdtContent>{r('ในบรรทัด')}</w:sdtContent></w:sdt>"), "ในบรรทัด"),
    ],
)
def test_a_paragraph_reads_as_it_looks(xml: str, text: str) -> None:
    assert body(xml) == [text]


def test_soft_breaks_and_page_breaks_end_a_line() -> None:
    xml = p("ก", "<w:r><w:br/></w:r>", "ข", '<w:r><w:br w:type="page"/></w:r>', "ค")
    blocks = read(word_body(xml), "x").blocks
    assert [type(block) for block in blocks] == [TextBlock, TextBlock, BreakBlock, TextBlock]
    heading = p("บทที่ ๑", "<w:r><w:br/></w:r>", "บทนำ", properties='<w:pStyle w:val="Heading1"/>')
    assert body(heading) == ["บทที่ ๑ บทนำ"]


def test_a_text_box_is_read_once_and_a_cover_keeps_its_title() -> None:
    content = f"<w:txbxContent>{p('แผนพัฒนาบุคลากร')}{p('ปี ๒๕๖๙')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert body(p(box) + p("คำนำ")) == ["แผนพัฒนาบุคลากร", "ปี ๒๕๖๙", "คำนำ"]
    old = f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"
    assert body(p("ก", old)) == ["ก", "แผนพัฒนาบุคลากร", "ปี ๒๕๖๙"]


def test_running_headers_and_footers_are_no_part_of_the_text() -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "หัวกระดาษ"
        document.sections[0].footer.paragraphs[0].text = "หน้า ๑"
        document.add_paragraph("เนื้อความ")

    assert shown(word(fill)) == ["เนื้อความ"]


def test_blank_paragraphs_are_one_blank_line() -> None:
    lines = read(word_body(p("") + p("ก") + p("") + p(" ") + p("ข")), "x").lines
    assert lines == ("ก", "", "ข")


def test_footnotes_follow_their_paragraph_and_those_of_cells_their_table() -> None:
    def note(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    data = word_body(p("ก", note(2)) + tbl(tr(tc("ข"), f"<w:tc>{p('ค', note(3))}</w:tc>")) + p("ง"))
    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}>{p(text)}</w:footnote>'
        for number, kind, text in (
            (0, ' w:type="separator"', "เส้น"), (2, "", "ข้อบัญญัติ ๒๕๖๘"), (3, "", "โอนเพิ่ม")
        )
    )  # fmt: skip
    rels = member(data, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId900" Target="footnotes.xml" Type="http://schemas.openxmlformats.org'
        b'/officeDocument/2006/relationships/footnotes"/></Relationships>',
    )
    types = member(data, "[Content_Types].xml").replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.footnotes+xml"/></Types>',
    )
    footnotes = f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>".encode()
    new = {
        "word/footnotes.xml": footnotes,
        "word/_rels/document.xml.rels": rels,
        "[Content_Types].xml": types,
    }
    assert shown(changed(data, new)) == ["ก", "ข้อบัญญัติ ๒๕๖๘", "ข\tค", "โอนเพิ่ม", "ง"]


def test_a_macro_document_is_read_like_any_other() -> None:
    data = word_body(p("แผน"))
    types = member(data, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert shown(changed(data, {"[Content_Types].xml": types})) == ["แผน"]
