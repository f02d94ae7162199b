"""A draft as a file: Word, Excel, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from api.drafting.export.docx import write_docx
from api.drafting.export.json import write_json
from api.drafting.export.markdown import write_markdown
from api.drafting.export.xlsx import write_xlsx
from api.drafting.models import Draft

Format = Literal["docx", "xlsx", "md", "json"]

_WRITERS: dict[Format, Callable[[Draft, bool], bytes]] = {
    "docx": write_docx,
    "xlsx": write_xlsx,
    "md": write_markdown,
    "json": write_json,
}


def export(draft: Draft, format: Format, thai_digits: bool = False) -> bytes:
    """The file's bytes. Every digit of a document is of one kind, Arabic or with ``thai_digits``
    Thai, but for quotes of sources and names of files, which are verbatim; JSON is for programs
    and has a draft as it is. What is left out of the draft is in JSON alone."""
    return _WRITERS[format](draft, thai_digits)
