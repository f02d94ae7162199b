"""What a paragraph has from its style: heading level, list, hidden text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.docx_numbers import Numbers, is_on

_BODY_LEVEL = 9  # Word's outline levels are 0 to 8
_DEEPEST = 6  # of TextBlock.level
_MAX_BASED_ON = 20  # a chain of styles; a circle of them ends here


class Styles:
    """The styles of a document (its ``w:styles`` element, or None)."""

    def __init__(self, styles: Any | None) -> None:
        found = () if styles is None else styles.findall(qn("w:style"))
        self._styles = {style.get(qn("w:styleId"), ""): style for style in found}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:default")) in ("1", "true")
                and style.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self._hidden = {
            name for name in self._styles if any(_is_vanished(s) for s in self._chain(name))
        }

    def level(self, paragraph: Any) -> int | None:
        """The heading level, 1 to 6, by outline level, own or of the style: so a style counts
        whatever language its name is in. A document's title is a heading, too."""
        level = None
        for properties in self._properties(paragraph):
            outline = properties.find(qn("w:outlineLvl"))
            if outline is not None:
                level = _number(outline, _BODY_LEVEL)
                break
        if level is not None:
            return min(level + 1, _DEEPEST) if level < _BODY_LEVEL else None
        name = self._style_of(paragraph)
        style = self._styles.get(name)
        title = style is not None and _name(style) == "title"
        return 1 if title else None

    def number(self, paragraph: Any, numbers: Numbers) -> str:
        """The generated number before the paragraph's text, "" if it has none."""
        level = num_id = None
        for properties in self._properties(paragraph):
            own = properties.find(qn("w:numPr"))
            if own is None:
                continue
            at, of = own.find(qn("w:ilvl")), own.find(qn("w:numId"))
            level = _number(at, 0) if level is None and at is not None else level
            num_id = of.get(qn("w:val")) if num_id is None and of is not None else num_id
            if num_id is not None:
                break
        if num_id is None or num_id == "0":
            return ""
        if level is None:
            level = numbers.level_of_style(num_id, self._style_of(paragraph)) or 0
        return numbers.next(num_id, level)

    def is_hidden(self, run: Any) -> bool:
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return False
        vanish = properties.find(qn("w:vanish"))
        if vanish is not None:
            return is_on(vanish)
        style = properties.find(qn("w:rStyle"))
        return style is not None and style.get(qn("w:val")) in self._hidden

    def _style_of(self, paragraph: Any) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = None if style is None else style.get(qn("w:val"))
        return name or self._default

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's own properties, then those of its style and what that is based on."""
        own = paragraph.find(qn("w:pPr"))
        if own is not None:
            yield own
        for style in self._chain(self._style_of(paragraph)):
            properties = style.find(qn("w:pPr"))
            if properties is not None:
                yield properties

    def _chain(self, name: str) -> Iterator[Any]:
        for _ in range(_MAX_BASED_ON):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            below = style.find(qn("w:basedOn"))
            name = "" if below is None else below.get(qn("w:val"), "")


def _is_vanished(style: Any) -> bool:
    return is_on(style.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "").lower()


def _number(element: Any, default: int) -> int:
    try:
        return max(0, int(element.get(qn("w:val"), default)))
    except ValueError:
        return default
