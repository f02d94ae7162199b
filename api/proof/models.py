"""What a sentence leans on, and what of it doesn't stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from api.proof.evidence import Evidence

LackKind = Literal[
    "figure",
    "unit",
    "year",
    "month",
    "name",
    "organization",
    "qualifier",
    "negation",
    "words",
    "markup",
]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence leans on: cited lines, and where we composed one, our statement on them.

    ``statement``, such as ``รวม 5 โครงการ 120,000 บาท``, has computed figures; they may be used,
    no others may.
    """

    evidence: tuple[Evidence, ...]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """A piece of a sentence that the grounds don't hold."""

    kind: LackKind
    text: str
