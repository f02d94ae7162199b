"""The parts of a DOCX beside its text: styles, fonts, settings, lists, and sections of pages."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from api.drafting.export.docx_elements import el
from api.drafting.export.layout import LANDSCAPE, Page

_HEADINGS, _ITEMS = 0, 1  # the two list definitions
_HEADINGS_NUM = 1  # the numId that the styles of headings name
_TWIPS_PER_MM = 1440 / 25.4
_EDGE = 12.5  # mm from the paper's edge to the header and the footer
# Parts of python-docx's template that say again, and otherwise, what ours say.
_NOT_OURS = ("stylesWithEffects", "customXml", "webSettings")


def new_document(thai_digits: bool) -> Any:
    """An empty document with our styles; its lists count in digits of one kind."""
    document = docx.Document()
    for child in list(document.element.body):
        document.element.body.remove(child)
    main: Any = document.part
    for name, relation in list(main.rels.items()):
        if relation.reltype.endswith(_NOT_OURS):
            main.rels.pop(name)
    for kind, name in (
        (RELATIONSHIP_TYPE.STYLES, "docx_styles.xml"),
        (RELATIONSHIP_TYPE.SETTINGS, "docx_settings.xml"),
    ):
        part: Any = main.part_related_by(kind)
        part._element = parse_xml(_bytes(name))
    fonts: Any = main.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = _bytes("docx_fonts.xml")
    main.numbering_part._element = _numbering(thai_digits)
    return document


def _bytes(name: str) -> bytes:
    return files("api.drafting.export").joinpath(name).read_bytes()


def number_format(thai_digits: bool) -> str:
    """What Word calls the digits."""
    return "thaiNumbers" if thai_digits else "decimal"


def _numbering(thai_digits: bool) -> Any:
    """``ส่วนที่ 1`` and ``1.1`` for headings, ``1)`` for lists."""
    style = number_format(thai_digits)
    levels = (("ส่วนที่ %1", "Heading1"), ("%1.%2", "Heading2"))
    headings = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:pStyle w:val="{name}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for at, (text, name) in enumerate(levels)
    )
    items = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="%1)"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="1984" w:hanging="567"/></w:pPr></w:lvl>'
    )
    return parse_xml(
        f"<w:numbering {nsdecls('w')}>"
        f'<w:abstractNum w:abstractNumId="{_HEADINGS}"><w:multiLevelType w:val="multilevel"/>'
        f"{headings}</w:abstractNum>"
        f'<w:abstractNum w:abstractNumId="{_ITEMS}"><w:multiLevelType w:val="singleLevel"/>'
        f"{items}</w:abstractNum>"
        f'<w:num w:numId="{_HEADINGS_NUM}"><w:abstractNumId w:val="{_HEADINGS}"/></w:num>'
        "</w:numbering>"
    )


def new_list(document: Any) -> int:
    """The numId of a list that counts from 1."""
    numbering = document.part.numbering_part.element
    number = len(numbering.findall(qn("w:num"))) + 1
    restart = el("w:lvlOverride", el("w:startOverride", val=1), ilvl=0)
    numbering.append(el("w:num", el("w:abstractNumId", val=_ITEMS), restart, numId=number))
    return number


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * _TWIPS_PER_MM)


def section(page: Page, number: str | None = None, start: int | None = None) -> Any:
    """Properties of the pages up to here. ``number`` is Word's name for how they are numbered,
    ``start`` the number of the first, None to count on."""
    size = el("w:pgSz", w=twips(page.width), h=twips(page.height))
    if page is LANDSCAPE:
        size.set(qn("w:orient"), "landscape")
    margins = {side: twips(getattr(page, side)) for side in ("top", "right", "bottom", "left")}
    margins |= {"header": twips(_EDGE), "footer": twips(_EDGE), "gutter": 0}
    numbers = {"fmt": number, "start": start}
    return el(
        "w:sectPr",
        el("w:type", val="nextPage"),
        size,
        el("w:pgMar", **margins),
        el("w:pgNumType", **{name: value for name, value in numbers.items() if value is not None}),
    )
