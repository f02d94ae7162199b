"""Slips of corrections (ใบแก้คำผิด): what a plan says itself to be read in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.models import Fact, Passage, PassageKind, Project
from ingest.text.normalize import arabic_digits, fold

# "… เดิม “15 กรกฎาคม 2569” แก้เป็น “22 กรกฎาคม 2569”"
_CORRECTION = re.compile(
    r"(?:เดิม|จาก|ข้อความ|คำว่า|ความว่า)\s*(?:เป็น|ว่า|คำว่า)?\s*[“\"‘'](?P<old>[^”\"’']+)[”\"’']\s*"
    r"(?:ให้|ขอ)?(?:แก้ไข|แก้|เปลี่ยน|ปรับ|ใช้)?(?:เป็น|ว่า|ความว่า)*\s*[“\"‘'](?P<new>[^”\"’']+)[”\"’']"
)
_NUMBER = re.compile(r"(?:โครงการ|กิจกรรม|หลักสูตร|ลำดับ|รายการ|ใบ\S{0,12})ที่\s*(\d+(?:\.\d+)*)")
_FIELDS = ("timing", "unit", "target", "indicator", "audience", "objective")
_SHORTEST_NAME = 6  # a shorter one may stand in any line


@dataclass(frozen=True, slots=True)
class _Correction:
    """``line`` up to the correction, what is replaced, and by what."""

    line: str
    old: re.Pattern[str]
    new: str
    passage_id: str


def corrected(facts: Sequence[Fact], passages: Sequence[Passage]) -> list[Fact]:
    """The facts, with what a slip says of a project put in, the former text beside it. The line
    must name the project or its number, and a text of this project and of no other so named hold
    what is to be replaced; the project points to the slip too."""
    read = list(facts)
    for correction in _corrections(passages):
        meant = [
            (at, field)
            for at, fact in enumerate(read)
            if isinstance(fact, Project) and _is_named(fact, correction.line)
            for field in _FIELDS
            if correction.old.search(arabic_digits(getattr(fact, field)))
        ]
        if len(meant) == 1:
            at, field = meant[0]
            read[at] = _with(read[at], field, correction)
    return read


def _with(fact: Fact, field: str, correction: _Correction) -> Fact:
    assert isinstance(fact, Project)
    text = arabic_digits(getattr(fact, field))
    old = correction.old.search(text)
    assert old
    new = f"{text[: old.start()]}{correction.new}{text[old.end() :]} (แก้คำผิดจาก {old[0]})"
    also = tuple(dict.fromkeys((*fact.also, correction.passage_id)))
    changed: dict[str, Any] = {field: new, "also": also}
    return replace(fact, **changed)


def _corrections(passages: Sequence[Passage]) -> Iterator[_Correction]:
    for passage in passages:
        if passage.kind not in (PassageKind.PARAGRAPH, PassageKind.LIST):
            continue
        for line in arabic_digits(passage.text).split("\n"):
            for match in _CORRECTION.finditer(line):
                old = re.compile(rf"(?<!\d){re.escape(match['old'].strip())}(?!\d)")
                yield _Correction(line[: match.start()], old, match["new"].strip(), passage.id)


def _is_named(project: Project, line: str) -> bool:
    name = fold(project.name)
    if len(name) >= _SHORTEST_NAME and name in fold(line):
        return True
    numbers = [match[1] for match in _NUMBER.finditer(line)]
    return project.number != "" and project.number.strip("(). ") in numbers
