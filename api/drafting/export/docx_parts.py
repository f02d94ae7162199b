"""The parts of a DOCX beside its text: styles, fonts, settings, and sections of pages."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from api.drafting.export.docx_elements import el
from api.drafting.export.layout import LANDSCAPE, Page

_TWIPS_PER_MM = 1440 / 25.4
_EDGE = 12.5  # mm from the paper's edge to the header and the footer
# Parts of python-docx's template that say again, and otherwise, what ours say.
_NOT_OURS = ("stylesWithEffects", "customXml", "webSettings", "numbering")


def new_document() -> Any:
    """An empty document with our styles."""
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
    return document


def _bytes(name: str) -> bytes:
    return files("api.drafting.export").joinpath(name).read_bytes()


def number_format(thai_digits: bool) -> str:
    """What Word calls the digits."""
    return "thaiNumbers" if thai_digits else "decimal"


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
