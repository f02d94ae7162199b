"""Names of projects and courses in which a word is another than in the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from api.proof.evidence import Evidence
from api.proof.lexicon import name_ends, paraphrase
from api.proof.models import Lack
from api.proof.tokens import words
from ingest.lexicon.match import find_spelled
from ingest.lexicon.positions import position
from ingest.models import Project
from ingest.text.normalize import fold

_NAMED = re.compile(r"โครงการ(?!นี้|ดังกล่าว)|หลักสูตร(?!นี้|ดังกล่าว)|กิจกรรม(?!ที่|นี้)")
# Where a name in a sentence, or in our statement, is surely over.
_OVER = re.compile(r"[\d\t\n|:;·…“”\"\[\]]")
_LONGEST = 160  # letters of a name that are compared
_ALIKE = 0.6  # of the letters of what is said, from which it means that name
_SHORT = 8  # letters that two names may share by chance
_COURSE = re.compile("หลักสูตร")


def altered(text: str, evidence: Sequence[Evidence], statement: str) -> Iterator[Lack]:
    """``โครงการอบรมวินัยผู้บริหาร`` of lines that have ``โครงการอบรมวินัยพนักงาน``."""
    folded = "\n".join((*(e.folded for e in evidence), fold(statement)))
    names = _names(tuple(evidence), statement)
    for match in _NAMED.finditer(text):
        said = _OVER.split(text[match.start() :][:_LONGEST])[0]
        word = _changed(said, names, folded)
        if word:
            yield Lack("name", word)
    yield from _courses(text, folded)


@lru_cache(128)
def _names(evidence: tuple[Evidence, ...], statement: str) -> tuple[str, ...]:
    found = [f.name for one in evidence for f in one.facts if isinstance(f, Project)]
    for match in _NAMED.finditer(statement):
        found.append(_OVER.split(statement[match.start() :][:_LONGEST])[0])
    return tuple(dict.fromkeys(name for name in found if len(name) > _SHORT))


def _changed(said: str, names: Sequence[str], folded: str) -> str:
    """The first word that is another than in the name that is most like it; "" if none is."""
    if len(fold(said)) <= _SHORT or fold(said) in folded:
        return ""
    mine = tuple(words(said))
    best = 0
    blocks: tuple[tuple[int, int, int], ...] = ()
    theirs: tuple[str, ...] = ()
    for name in names:
        found, tokens = blocks_of(mine, name)
        alike = sum(len("".join(mine[a : a + n])) for a, _, n in found)
        if alike > best:
            best, blocks, theirs = alike, found, tokens
    if best < _SHORT * 2:
        return ""
    return _between(mine, theirs, blocks) or _behind(mine, theirs, blocks, said)


@lru_cache(1_024)
def blocks_of(
    mine: tuple[str, ...], name: str
) -> tuple[tuple[tuple[int, int, int], ...], tuple[str, ...]]:
    theirs = tuple(words(name))
    found = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return tuple((b.a, b.b, b.size) for b in found if b.size), theirs


def _between(
    mine: Sequence[str],
    theirs: Sequence[str],
    blocks: Sequence[tuple[int, int, int]],
) -> str:
    """Between two parts of one name, in the place of other words of it."""
    for (a, b, size), (after, other, following) in pairwise(blocks):
        told, own = mine[a + size : after], theirs[b + size : other]
        alike = len("".join(mine[a : a + size])), len("".join(mine[after : after + following]))
        if not told or not own or min(alike) < 4 or set(told) & name_ends():
            continue
        if says_the_same("".join(told), "".join(own)):
            continue
        if "".join(told) not in "".join(theirs) and "".join(own) not in "".join(mine):
            return "".join(told)
    return ""


def says_the_same(told: str, own: str) -> bool:
    """``ความรู้เรื่อง`` of ``ความรู้เกี่ยวกับ``: only a word that joins is another."""
    light = {"", *paraphrase()}
    start, end = _alike(told, own), _alike(told[::-1], own[::-1])
    return any(
        {told[a : len(told) - b], own[a : len(own) - b]} <= light
        for a in range(start + 1)
        for b in range(min(end, min(len(told), len(own)) - a) + 1)
    )


def _alike(one: str, other: str) -> int:
    """How many letters are the same at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _behind(
    mine: Sequence[str],
    theirs: Sequence[str],
    blocks: Sequence[tuple[int, int, int]],
    said: str,
) -> str:
    """Right behind the part that is the same, where the name has a last word."""
    a, b, size = blocks[-1]
    told, own = mine[a + size : a + size + 1], theirs[b + size :]
    alike = sum(len("".join(mine[at : at + n])) for at, _, n in blocks)
    if not told or not 0 < len(own) <= 2 or alike < 4 * _SHORT:
        return ""
    joined = re.search(re.escape(mine[a + size - 1]) + re.escape(told[0]), said.lower())
    return told[0] if joined and told[0] not in name_ends() else ""


def _courses(text: str, folded: str) -> Iterator[Lack]:
    """Who attends the course of another position, where the lines have one of their own."""
    found = [m for m in find_spelled(text) if m.kind == "position"]
    courses = [m for m in found if _COURSE.match(text[max(0, m.start - 8) : m.start])]
    who = [m for m in found if m not in courses]
    if len(courses) != 1 or len(who) != 1 or who[0].start > courses[0].start:
        return
    own, said = who[0].canonical, courses[0].canonical
    post = position(own)
    lines = {own, post.line} if post and post.line else {own}
    if said not in lines and any(f"หลักสูตร{fold(line)}" in folded for line in lines):
        yield Lack("name", text[courses[0].start : courses[0].end])
