"""Whether what a model wrote tells what was asked: what the default answer tells first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from api.answering import Answer, Citation
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Want
from api.proof import Sentence, sentences
from api.proof.evidence import amounts_of
from api.proof.figures import figures_in
from api.proof.names import names_in
from ingest.text.normalize import fold
from ingest.text.segment import words

_ITEM = re.compile(r"\s*(?:[-•|]|\d+[.)]\s)")
_YEARS = range(2400, 2700)
_HALF = 0.5  # of an item's words, from which it counts as told
_SOME = 0.3  # of the first statement's words, where it has no figures by which to know it
_ORDINAL = re.compile(r"(?:ที่|ข้อ|ด้านที่|รุ่นที่|^)\s*\d+[.)]?(?![\d,.])")
_WITHOUT = (re.compile("ไม่ใช้งบ|no budget"), re.compile("ไม่ได้?ระบุ|not stated?"))
_YES, _NO = "ใช่ ", "ไม่ใช่ "


class Telling:
    """What of the default answer a model's text must have, to stand in its place."""

    def __init__(self, default: Answer, query: Query) -> None:
        self._default = default
        self._said = [s for s in sentences(default.text) if s.citations]
        first = self._said[0] if self._said else Sentence(default.text, ())
        by_id = {citation.id: citation for citation in default.citations}
        self._is_money = Want.MONEY in query.wants
        self._is_time = Want.TIMING in query.wants
        whole = " ".join(s.text for s in self._said)
        self._figures = self._asked(first.text)
        if self._is_money:
            self._figures = self._budgets(first.text) or self._budgets(whole)
        self._months = _months(whole) if self._is_time else frozenset()
        has_words_only = not (self._figures or self._months)
        # "Is there a course, and when" is not told by the time alone.
        is_of_words = not (self._asked(first.text) or _months(first.text))
        asks_more = bool(query.wants - {Want.MONEY, Want.TIMING})
        by_words = has_words_only or (is_of_words and asks_more)
        self._words = first.text if by_words and not query.english else ""
        items = [s for s in self._said if _ITEM.match(s.text)]
        self._items = items if len(items) > 1 else []
        leading = by_id if self._items else first.citations
        self._lines = {by_id[number].passage_id for number in leading}

    def is_told(self, text: str, citations: Iterable[Citation]) -> bool:
        """Whether the text so far leans on the lines of the first thing that the default answer
        tells, and tells the same of it. What is told once stays told."""
        if self._lines.isdisjoint(c.passage_id for c in citations) or self._denies(text):
            return False
        if not self._has_figures(text) or _share(self._words, fold(text)) < _SOME:
            return False
        if self._is_money and not self._figures and not self._says_why(text):
            return False
        return not self._months or not self._months.isdisjoint(_months(text))

    def untold(self, text: str) -> list[tuple[str, list[Citation]]]:
        """The items of the default answer's list that the text leaves out: a list that stops
        early would look whole."""
        folded, amounts = fold(text), _amounts(text)
        by_id = {citation.id: citation for citation in self._default.citations}
        return [
            (_as_item(item.text), [by_id[number] for number in item.citations])
            for item in self._items
            if _share(item.text, folded) < _HALF or not _amounts(item.text) <= amounts
        ]

    def _budgets(self, text: str) -> frozenset[float]:
        """What budget cells say and what was added up, not what another cell says of money; all
        amounts where there is neither."""
        cells = frozenset(amount for fact in self._default.facts for amount in amounts_of(fact))
        quoted = frozenset(f.value for c in self._default.citations for f in figures_in(c.quote))
        found = self._asked(text)
        return frozenset(n for n in found if n in cells or n not in quoted) or found

    def _has_figures(self, text: str) -> bool:
        """One amount of money, where money is asked for; half of the figures of another kind."""
        needed = min(1, len(self._figures)) if self._is_money else (len(self._figures) + 1) // 2
        return len(self._figures & self._asked(text)) >= needed

    def _asked(self, text: str) -> frozenset[float]:
        return frozenset(
            figure.value
            for figure in figures_in(_ORDINAL.sub("", text))
            if (figure.is_money or not self._is_money) and figure.value not in _YEARS
        )

    def _denies(self, text: str) -> bool:
        said = self._default.text
        return (said.startswith(_YES) and text.startswith("ไม่")) or (
            said.startswith(_NO) and text.startswith("ใช่")
        )

    def _says_why(self, text: str) -> bool:
        """That no budget is used, or none stated, where the default answer says so."""
        said = [pattern for pattern in _WITHOUT if pattern.search(self._default.text)]
        return not said or any(pattern.search(text) for pattern in said)


def _amounts(text: str) -> frozenset[float]:
    return frozenset(figure.value for figure in figures_in(text) if figure.is_money)


def _months(text: str) -> frozenset[str]:
    return frozenset(meaning for meaning, _ in names_in(text) if meaning.startswith("month "))


def _share(item: str, folded: str) -> float:
    own: Sequence[str] = [word for word in words(fold(item)) if any(c.isalnum() for c in word)]
    size = sum(map(len, own))
    return sum(len(word) for word in own if word in folded) / size if size else 1.0


def _as_item(text: str) -> str:
    """A row of a table, or an item, as an item of a list."""
    cells = " · ".join(part.strip() for part in text.strip("| ").split("|") if part.strip())
    marked = _ITEM.match(cells)
    return f"- {cells[marked.end() :].strip() if marked else cells}"
