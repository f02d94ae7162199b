"""Numbers of the captions of tables and figures: ``ตารางที่ ๑``, ``แผนภูมิที่ ๒.๑``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.checks.marks import Mark
from ingest.checks.models import Finding
from ingest.checks.numbering_texts import gap, repeat
from ingest.checks.sequences import MOST_MISSING
from ingest.checks.texts import all_text
from ingest.models import Plan, Span
from ingest.text.normalize import arabic_digits, fold

_CAPTION = re.compile(
    r"\s*(?P<shown>(?P<kind>ตาราง|แผนภูมิ|แผนภาพ|ภาพ|รูป)(?:ที่)?\s*(?P<path>\d{1,2}(?:[.-]\d{1,2})?))(?![\d,/]|\.\d)"
    r"\s*[:.-]?\s*(?P<title>.*)"
)
_LONGEST = 130  # characters; longer lines that begin so tell of a table
_TELLS = re.compile(
    r"^(?:จะ|พบ|แสดงให้เห็น|สรุปได้|ข้างต้น|ดังกล่าว|เป็นการ|ซึ่ง|และ|ถึง|ของภาคผนวก|ในภาคผนวก|ที่แสดง|เห็น)"
)


@dataclass(frozen=True, slots=True)
class _Caption:
    mark: Mark
    title: str
    span: Span


def check(plan: Plan) -> Iterator[Finding]:
    """``number-missing`` and ``number-repeated``. Captions that go on overleaf are the same, and
    so are those of a list of tables at the front, after which numbers begin again."""
    captions = list(_captions(plan))
    known = {(c.mark.style, c.mark.prefix, c.mark.number) for c in captions}
    last: dict[tuple[str, tuple[int, ...]], _Caption] = {}
    for caption in captions:
        mark = caption.mark
        key = mark.style, mark.prefix
        before = last.get(key)
        last[key] = caption
        if before is None:
            continue
        between = range(before.mark.number + 1, mark.number)
        if caption.mark.number == before.mark.number and caption.title != before.title:
            yield repeat(mark, caption.span, before.span)
        elif 0 < len(between) <= MOST_MISSING and not all((*key, n) in known for n in between):
            yield gap(mark, before.mark, caption.span, before.span)


def _captions(plan: Plan) -> Iterator[_Caption]:
    for line in all_text(plan):
        plain = arabic_digits(line.text).split("\t")[0]
        match = _CAPTION.match(plain)
        if match is None or len(plain) > _LONGEST or _TELLS.match(match["title"]):
            continue
        *prefix, number = map(int, re.split(r"[.-]", match["path"]))
        title = re.sub(r"\(?ต่อ\)?$", "", fold(match["title"]))
        mark = Mark(match["kind"], tuple(prefix), number, match["shown"])
        yield _Caption(mark, title, line.span)
