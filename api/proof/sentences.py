"""Cutting an answer into sentences that state something, each with its citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(r"\s*((?:\[\d+\]\s*)+)")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_FIGURE = re.compile("[0-9๐-๙]")
_YEAR = re.compile("(?:25|๒๕)[0-9๐-๙]{2}")  # a column may be of a year
_LETTER = re.compile(r"[0-9A-Za-z\u0e01-\u0e2e]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is stated, without its marks, and the numbers of the citations that follow it."""

    text: str
    citations: tuple[int, ...]


def sentences(answer: str) -> tuple[Sentence, ...]:
    """``ก 5 วัน [1] ข [2][3]`` gives two: each line, cut after each run of marks.

    A row of a Markdown table is one sentence, with the marks of all its cells; its header is
    none. A line that ends with a colon and carries no mark leads in what follows and is none
    either, unless there is a figure in it.
    """
    lines = answer.split("\n")
    return tuple(
        found for at, line in enumerate(lines) for found in _of_line(line, lines[at + 1 :])
    )


def _of_line(line: str, following: list[str]) -> Iterator[Sentence]:
    if line.startswith("|"):
        ruled = bool(following) and _RULE.fullmatch(following[0].strip()) is not None
        is_header = ruled and not _FIGURE.search(_YEAR.sub("", line))
        if not is_header and not _RULE.fullmatch(line.strip()):
            yield Sentence(" ".join(_MARKS.sub(" ", line).split()), _numbers(line))
        return
    at = 0
    for marks in _MARKS.finditer(line):
        if _LETTER.search(line, at, marks.start()):
            yield Sentence(line[at : marks.start()].strip(), _numbers(marks[1]))
        at = marks.end()
    rest = line[at:].strip()
    leads_in = rest.endswith(":") and bool(following) and not _FIGURE.search(rest)
    if _LETTER.search(rest) and not leads_in:
        yield Sentence(rest, ())


def _numbers(marks: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in re.findall(r"\[(\d+)\]", marks)))
