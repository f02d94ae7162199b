"""Building an answer: lines of text, each with the citations that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.answering.models import Answer, Citation
from api.answering.shelf import Reading
from ingest.models import Fact, Passage

_QUOTE = 4_000  # characters of a quote; a row of a real plan has up to 3,000


class Writer:
    """Collects lines and numbers their sources in the order of first use."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._citations: dict[str, Citation] = {}
        self._facts: dict[str, Fact] = {}

    def cite(self, reading: Reading, passage_ids: Iterable[str]) -> str:
        """The marks of the passages: ``[1][2]``."""
        marks = []
        for passage_id in dict.fromkeys(passage_ids):
            if passage_id not in self._citations:
                number = len(self._citations) + 1
                passage = reading.passages[passage_id]
                self._citations[passage_id] = _citation(number, reading, passage)
            marks.append(f"[{self._citations[passage_id].id}]")
        return "".join(marks)

    def line(self, text: str, marks: str = "") -> None:
        """A line of the answer; a line that states something carries marks."""
        self._lines.append(f"{text} {marks}".rstrip())

    def facts(self, facts: Iterable[Fact]) -> None:
        self._facts.update({fact.id: fact for fact in facts})

    def answer(self, suggestions: Sequence[str] = (), answerable: bool = True) -> Answer:
        return Answer(
            text="\n".join(self._lines),
            answerable=answerable,
            citations=tuple(self._citations.values()),
            facts=tuple(self._facts.values()),
            suggestions=tuple(suggestions),
        )


def _citation(number: int, reading: Reading, passage: Passage) -> Citation:
    plan = reading.plan
    return Citation(
        id=number,
        passage_id=passage.id,
        plan_id=plan.id,
        organization=plan.organization.name if plan.organization else None,
        fiscal_years=plan.fiscal_years,
        title=plan.title,
        source=plan.source,
        section=passage.section,
        line_start=passage.span.line_start,
        line_end=passage.span.line_end,
        page=None,
        quote=passage.text[:_QUOTE],
    )


def whose(reading: Reading) -> str:
    """Whose plan it is, as answers say it: ``เทศบาลตำบลสวนหลวง ปีงบประมาณ 2569``."""
    years = f" ปีงบประมาณ {reading.years}" if reading.years else ""
    return f"{reading.organization}{years}"


def shortened(text: str, length: int) -> str:
    """The text cut at a space before ``length`` characters, with … where it was cut."""
    clean = " ".join(text.split())
    if len(clean) <= length:
        return clean
    cut = clean.rfind(" ", length // 2, length)
    return clean[: cut if cut > 0 else length].rstrip(" -(") + "…"
