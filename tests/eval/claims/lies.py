"""Ways in which an answer can be false while it cites real lines of a plan."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from ingest.lexicon import departments, months

# Gives the line with one thing in it changed, or None where it has no such thing.
Lie = Callable[[str, random.Random], str | None]

_AMOUNT = re.compile(r"\d[\d,]*(?= บาท)")
_YEAR = re.compile(r"25[67]\d")
_FIGURE = re.compile(r"(?<![\d,.\[])\d\d[\d,]*(?![\d,\]])")
_MONTHS = [month.names[:2] for month in months()]
_DEPARTMENTS = [d.name for d in departments()][:12]


def another_amount(line: str, chance: random.Random) -> str | None:
    """A budget that is twice, half, ten times as much or somewhat more."""

    def changed(amount: str) -> str:
        baht = int(amount.replace(",", ""))
        return f"{max(1, int(baht * chance.choice((0.5, 1.1, 2, 10)))):,}"

    return _changed(line, _AMOUNT, changed, chance)


def another_figure(line: str, chance: random.Random) -> str | None:
    """A figure of two digits or more with another first digit."""
    return _changed(
        line,
        _FIGURE,
        lambda n: chance.choice([d for d in "123456789" if d != n[0]]) + n[1:],
        chance,
    )


def another_year(line: str, chance: random.Random) -> str | None:
    return _changed(line, _YEAR, lambda y: str(int(y) + chance.choice((-1, 1, 2))), chance)


def another_month(line: str, chance: random.Random) -> str | None:
    for names in _MONTHS:
        # ตุลาคม in the place of ต.ค. would be no lie.
        others = [name for each in _MONTHS if each != names for name in each]
        for name in names:
            if name in line:
                return line.replace(name, chance.choice(others), 1)
    return None


def another_department(line: str, chance: random.Random) -> str | None:
    return _another_of(_DEPARTMENTS, line, chance)


def another_of(names: Sequence[str]) -> Lie:
    """A lie that puts another of ``names``, organisations say, in the place of one."""
    return lambda line, chance: _another_of(names, line, chance)


def _another_of(names: Sequence[str], line: str, chance: random.Random) -> str | None:
    for name in names:
        if name in line:
            return line.replace(name, chance.choice([n for n in names if n != name]), 1)
    return None


def _changed(
    line: str, what: re.Pattern[str], change: Callable[[str], str], chance: random.Random
) -> str | None:
    found = list(what.finditer(line))
    if not found:
        return None
    one = chance.choice(found)
    return line[: one.start()] + change(one[0]) + line[one.end() :]
