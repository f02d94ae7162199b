"""Elements of WordprocessingML: runs, fields, links, marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def el(tag: str, *children: Any, **attributes: object) -> Any:
    """An element; attributes are of Word's own namespace: ``el("w:jc", val="left")``."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def paragraph(style: str, *content: Any, properties: Sequence[Any] = ()) -> Any:
    """A paragraph. ``properties`` stand after the style, in the order of the schema."""
    return el("w:p", el("w:pPr", el("w:pStyle", val=style), *properties), *content)


def run(text: str, style: str | None = None, highlight: bool = False) -> Any:
    properties = []
    if style:
        properties.append(el("w:rStyle", val=style))
    if highlight:
        properties.append(el("w:highlight", val="yellow"))
    words = el("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("w:r", *([el("w:rPr", *properties)] if properties else []), words)


def tab() -> Any:
    return el("w:r", el("w:tab"))


def field(code: str, shown: str) -> Iterator[Any]:
    """A field with the result that is shown until it is updated."""
    yield from field_start(code)
    yield run(shown)
    yield field_end()


def field_start(code: str) -> Iterator[Any]:
    yield el("w:r", el("w:fldChar", fldCharType="begin"))
    instruction = el("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    yield el("w:r", instruction)
    yield el("w:r", el("w:fldChar", fldCharType="separate"))


def field_end() -> Any:
    return el("w:r", el("w:fldChar", fldCharType="end"))


def link(anchor: str, *content: Any) -> Any:
    """A link to a bookmark of the document."""
    return el("w:hyperlink", *content, anchor=anchor, history=1)


def bookmarked(number: int, name: str, *content: Any) -> Iterator[Any]:
    """Content that links lead to; ``number`` is the bookmark's own in the document."""
    yield el("w:bookmarkStart", id=number, name=name)
    yield from content
    yield el("w:bookmarkEnd", id=number)
