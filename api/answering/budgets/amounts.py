"""Amounts of money with the rows that show them, and what is computed from several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer
from api.answering.saying import money
from ingest.models import Baht, Fact
from ingest.text.numbers import grouped
from prompts import say

_HUNDREDTH = Decimal("0.01")
_TIMES = re.compile("กี่เท่า(?!ไร|ไหร่|ใด)")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """So many baht of something, as ``name`` says what. ``sources`` are the passages that show
    it; ``note`` tells where the plan contradicts it, which ``beside`` show too."""

    name: str
    reading: Reading
    baht: Baht
    sources: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    note: str = ""
    beside: tuple[str, ...] = ()

    def of(self, name: str) -> Amount:
        """The same amount under another name."""
        return replace(self, name=name)

    @property
    def told(self) -> str:
        return f"{self.name} {grouped(self.baht)}"


def cite_amounts(writer: Writer, amounts: Sequence[Amount]) -> str:
    """The marks of all rows that amounts stand on; their facts go with the answer."""
    for one in amounts:
        writer.facts(one.facts)
    marks = (writer.cite(one.reading, [source]) for one in amounts for source in one.sources)
    return "".join(dict.fromkeys(marks))


def tell_notes(writer: Writer, amounts: Sequence[Amount]) -> None:
    for one in amounts:
        if one.note:
            writer.line(one.note, writer.cite(one.reading, one.beside or one.sources))


def asks_times(text: str) -> bool:
    """Whether it is asked how many times as much one amount is as another: "กี่เท่า"."""
    return _TIMES.search(text) is not None


def tell_times(writer: Writer, one: Amount, other: Amount) -> None:
    """``other`` must not be 0 baht."""
    times = _rounded(Decimal(one.baht) / Decimal(other.baht))
    terms = f"{money(one.baht)} ÷ {money(other.baht)}"
    marks = cite_amounts(writer, [one, other])
    writer.line(say("times", one=one.name, times=times, other=other.name, terms=terms), marks)


def tell_difference(writer: Writer, amounts: Sequence[Amount], times: bool = False) -> None:
    """By how much the largest is above the smallest, and what stands between them; with
    ``times`` of two also how many times as much the first is as the second."""
    if times and len(amounts) == _TWO and amounts[1].baht:
        tell_times(writer, *amounts)
    order = sorted(amounts, key=lambda a: -a.baht)
    most, least = order[0], order[-1]
    marks = cite_amounts(writer, amounts)
    if most.baht == least.baht:
        names = say("and").join(a.name for a in amounts)
        writer.line(say("equal", names=names, money=money(most.baht)), marks)
        return
    writer.line(
        say(
            "difference",
            difference=money(most.baht - least.baht),
            most=f"{most.name} {money(most.baht)}",
            least=f"{_joined(least.name)} {money(least.baht)}",
        ),
        marks,
    )
    if order[1:-1]:
        writer.line(", ".join(a.told for a in order), marks)


def tell_extreme(writer: Writer, amounts: Sequence[Amount], largest: bool) -> None:
    """Which has most or least, beside the others."""
    order = sorted(amounts, key=lambda a: -a.baht if largest else a.baht)
    names = say("and").join(a.name for a in order if a.baht == order[0].baht)
    end = "largest" if largest else "smallest"
    marks = cite_amounts(writer, amounts)
    writer.line(say(end, names=names, money=money(order[0].baht)), marks)
    writer.line(", ".join(a.told for a in order), marks)


def _joined(name: str) -> str:
    """A name after a Thai word: set off where it doesn't begin with Thai."""
    return name if "\u0e00" <= name[:1] <= "\u0e7f" else f" {name}"


def tell_sum(writer: Writer, amounts: Sequence[Amount]) -> None:
    total = sum(a.baht for a in amounts)
    terms = " + ".join(a.told for a in amounts)
    writer.line(f"{say('sum', money=money(total))} ({terms})", cite_amounts(writer, amounts))


def tell_share(writer: Writer, part: Amount, whole: Amount) -> None:
    """``whole`` must not be 0 baht."""
    share = _rounded(Decimal(part.baht) * 100 / Decimal(whole.baht))
    writer.line(
        say(
            "share",
            share=share,
            part=f"{part.name} {money(part.baht)}",
            whole=f"{_joined(whole.name)} {money(whole.baht)}",
        ),
        cite_amounts(writer, [part, whole]),
    )


def tell_average(writer: Writer, whole: Amount, number: int, unit: str, counted: str) -> None:
    """``unit`` as in "โครงการละ"; ``counted`` says what the ``number`` counts."""
    mean = _rounded(Decimal(whole.baht) / number)
    exact = Decimal(mean.replace(",", "")) * number == whole.baht
    writer.line(
        say(
            "average" if exact else "average_about",
            unit=unit,
            mean=say("money", amount=mean),
            whole=f"{whole.name} {money(whole.baht)}",
            count=number,
            counted=counted,
        ),
        cite_amounts(writer, [whole]),
    )


def _rounded(value: Decimal) -> str:
    """Two decimals, none where they are 0: ``76.92``, ``101,000``."""
    rounded = value.quantize(_HUNDREDTH, ROUND_HALF_UP)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,.2f}"
