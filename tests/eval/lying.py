"""Answerers that lie and searches that are broken, each in one way, around the real ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from api.answering import Answer, Ask, Citation
from ingest.models import Plan

# An answer as it is, or a lie told in its place; the number is the answer's place among all.
Lie = Callable[[Answer, int], Answer]

_MARK = re.compile(r"\[\d+\]")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+")
_YEAR = re.compile(r"25\d\d")


def _in_sentence(text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> str:
    """The first match that stands in a line with a mark is changed."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _MARK.search(line) and pattern.search(line):
            lines[at] = pattern.sub(lambda match: change(match[0]), line, count=1)
            return "\n".join(lines)
    return text


def figure_changed(answer: Answer, number: int) -> Answer:
    """The first digit of the first amount is another one."""
    first = str.maketrans("123456789", "234567891")
    changed = _in_sentence(answer.text, _AMOUNT, lambda a: a[0].translate(first) + a[1:])
    return replace(answer, text=changed)


def year_changed(answer: Answer, number: int) -> Answer:
    return replace(answer, text=_in_sentence(answer.text, _YEAR, lambda y: str(int(y) - 7)))


def uncited_sentence(answer: Answer, number: int) -> Answer:
    if not answer.answerable:
        return answer
    return replace(answer, text=f"{answer.text}\nโครงการนี้ได้รับความพึงพอใจจากประชาชนมากที่สุด")


def false_sentence_with_a_citation(answer: Answer, number: int) -> Answer:
    """The mark is of a citation that there is."""
    if not answer.citations:
        return answer
    said = f"ผู้เข้าอบรมต้องเป็นผู้อำนวยการกองขึ้นไป รวม 973 คน [{answer.citations[0].id}]"
    return replace(answer, text=f"{answer.text}\n{said}")


def figure_of_another(answers: Sequence[Answer]) -> Lie:
    """The first amount is one that the plan of another organisation has."""

    def lie(answer: Answer, number: int) -> Answer:
        mine = {cited.source for cited in answer.citations}
        others = [
            match[0]
            for other in answers
            if other.answerable and other.citations
            if mine.isdisjoint(cited.source for cited in other.citations)
            for match in _AMOUNT.finditer(other.text)
            if match[0] not in answer.text
        ]
        if not mine or not others:
            return answer
        chosen = Random(number).choice(others)
        return replace(answer, text=_in_sentence(answer.text, _AMOUNT, lambda _: chosen))

    return lie


def unanswerable_answered(answers: Sequence[Answer]) -> Lie:
    """What the plans don't contain gets the answer to something else, with its citations."""
    known = next(answer for answer in answers if answer.answerable and answer.citations)

    def lie(answer: Answer, number: int) -> Answer:
        return answer if answer.answerable or answer.needs else known

    return lie


def citations_shifted(answer: Answer, number: int) -> Answer:
    """Three lines down; the quote stays."""
    return replace(answer, citations=tuple(_shifted(cited) for cited in answer.citations))


def citations_shifted_with_quotes(plans: Mapping[str, Plan]) -> Lie:
    """Seven lines down, and the quote is what stands there."""

    def lie(answer: Answer, number: int) -> Answer:
        shifted = []
        for cited in answer.citations:
            lines = plans[cited.plan_id].lines
            there = min(cited.line_start + 7, len(lines))
            cited = replace(cited, line_start=there, line_end=there, quote=lines[there - 1])
            shifted.append(cited)
        return replace(answer, citations=tuple(shifted))

    return lie


def _shifted(cited: Citation) -> Citation:
    return replace(cited, line_start=cited.line_start + 3, line_end=cited.line_end + 3)


def now_and_then(lie: Lie, every: int) -> Lie:
    """``lie`` in each ``every``-th answer."""
    return lambda answer, number: lie(answer, number) if number % every == 0 else answer


class Told:
    """Answers of the real answering, kept; given as they are, or as ``lie`` tells them.

    ``changed`` are the messages whose answer isn't the real one.
    """

    def __init__(self, real: Mapping[Ask, Answer], lie: Lie) -> None:
        self._real, self._lie = real, lie
        self.changed: list[Ask] = []

    def __call__(self, ask: Ask, library: object) -> Answer:
        said = self._real[ask]
        told = self._lie(said, list(self._real).index(ask))
        if told != said:
            self.changed.append(ask)
        return told
