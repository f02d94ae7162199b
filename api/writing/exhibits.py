"""Numbered evidence: what the model is given to write from, and what each number stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from api.answering import Citation, Considered
from api.answering.evidence.rows import row_text
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import citation_of
from api.proof import Evidence, Ground, evidence_of, sentences
from api.writing.injections import addresses_a_model
from ingest.models import Passage, PassageKind, Plan

# Enough for the lists and comparisons of the question sets, and some 4,000 tokens of Thai.
MOST = 40
_RANKED = 6  # passages beside those of the default answer, in all
_SPANS = 2_000  # of a plan, whose evidence is kept read; a real plan has some 500 passages
_LONGEST = 1_500  # characters of one, as the model reads it


@dataclass(frozen=True, slots=True)
class Exhibit:
    """``text`` is what the model reads. ``is_firm``: a statement of ours, a row of a table that
    was read as a fact, or lines that the default answer quotes; figures may be told from these
    alone, not from whatever else a search brings up. ``is_quoted``: what the default answer says
    or quotes itself."""

    number: int
    text: str
    citations: tuple[Citation, ...]
    ground: Ground
    is_firm: bool
    is_quoted: bool


class Exhibits:
    """The evidence of one answer; tools add to it. What addresses a model is left out."""

    def __init__(self, considered: Considered) -> None:
        self._cases = considered.cases
        self._readings = {r.plan.id: r for case in self._cases for r in case.scope.readings}
        # In the order in which the answer cites them.
        self._quoted = {c.passage_id: c.plan_id for c in considered.answer.citations}
        query = considered.query
        self.asked = " ".join((query.full, *query.positions, *query.employees)) if query else ""
        self._all: list[Exhibit] = []
        self._known: dict[tuple[str, str], Exhibit] = {}
        self.tainted = addresses_a_model(considered.answer.text)
        for sentence in sentences(considered.answer.text):
            cited = [c for c in considered.answer.citations if c.id in sentence.citations]
            self.state(sentence.text, cited)
        self._add_rows()

    @property
    def organizations(self) -> list[str]:
        """Whose plans are in scope."""
        bodies = (reading.plan.organization for reading in self._readings.values())
        return list(dict.fromkeys(body.name for body in bodies if body))

    def __getitem__(self, number: int) -> Exhibit | None:
        return self._all[number - 1] if 1 <= number <= len(self._all) else None

    def __iter__(self) -> Iterator[Exhibit]:
        return iter(tuple(self._all))

    def state(self, text: str, citations: Sequence[Citation]) -> Exhibit | None:
        """Adds a sentence of ours that stands on ``citations``: with what it computed."""
        grounds = [_evidence(self._readings[c.plan_id], c) for c in citations]
        ground = Ground(tuple(grounds), statement=text)
        exhibit = (text, tuple(citations), ground)
        return self._add(("", text), *exhibit, is_firm=True, is_quoted=True)

    def show(self, reading: Reading, passage: Passage) -> Exhibit | None:
        """Adds lines of a plan: a row as ``column: cell``, running text verbatim."""
        citation = citation_of(reading, passage)
        evidence = _evidence(reading, citation)
        is_quoted = passage.id in self._quoted
        is_firm = is_quoted or any(passage.id == fact.passage_id for fact in evidence.facts)
        text = f"{_whose(citation)}\n{_as_read(reading.plan, passage)}"[:_LONGEST]
        exhibit = (text, (citation,), Ground((evidence,)))
        return self._add((passage.id, ""), *exhibit, is_firm=is_firm, is_quoted=is_quoted)

    def _add(
        self,
        key: tuple[str, str],
        text: str,
        citations: tuple[Citation, ...],
        ground: Ground,
        *,
        is_firm: bool,
        is_quoted: bool,
    ) -> Exhibit | None:
        if key in self._known:
            return self._known[key]
        if len(self._all) == MOST or not citations or addresses_a_model(text):
            return None
        made = Exhibit(len(self._all) + 1, text, citations, ground, is_firm, is_quoted)
        self._all.append(made)
        self._known[key] = made
        return made

    def _add_rows(self) -> None:
        """What the default answer cites, then what the search ranked first in each plan asked."""
        for passage_id, plan_id in self._quoted.items():
            reading = self._readings[plan_id]
            self.show(reading, reading.passages[passage_id])
        share = max(1, _RANKED // max(1, len(self._cases)))
        for case in self._cases:
            for ranked in case.ranked[:share]:
                self.show(ranked.reading, ranked.passage)


_Spans = dict[tuple[int, int], Evidence]
_read: WeakKeyDictionary[Reading, _Spans] = WeakKeyDictionary()


def _evidence(reading: Reading, citation: Citation) -> Evidence:
    """The same for the same lines of a reading, whose figures and names were looked for once."""
    spans = _read.setdefault(reading, {})
    span = (citation.line_start, citation.line_end)
    if span not in spans:
        if len(spans) >= _SPANS:
            spans.clear()
        spans[span] = evidence_of(citation, reading.plan)
    return spans[span]


def _whose(citation: Citation) -> str:
    years = "-".join(map(str, citation.fiscal_years[:: max(1, len(citation.fiscal_years) - 1)]))
    parts = (citation.organization or citation.title, f"ปีงบประมาณ {years}" if years else "")
    return " › ".join(filter(None, (" ".join(filter(None, parts)), *citation.section)))


def _as_read(plan: Plan, passage: Passage) -> str:
    """A row with its column headers; anything else verbatim."""
    return row_text(plan, passage) if passage.kind is PassageKind.ROW else passage.text
