"""Questions on invented plans, each with the one line that answers it.

``exact`` is in the plan's words, ``paraphrase`` in other words and another order, ``typo`` has
letters of its topic lost or doubled as hurried typing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from eval.invented.plans import Probe, invent
from eval.invented.vocabulary import phrases

KINDS = ("exact", "paraphrase", "typo")
_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_TAILS = ("มีไหม", "อยู่ตรงไหน", "ใครรับผิดชอบ", "ใช้เงินเท่าไหร่", "จัดเมื่อไหร่ครับ", "ขอรายละเอียดหน่อย")


@dataclass(frozen=True, slots=True)
class InventedQuestion:
    """``line`` (1-based) of the file ``source`` answers it; ``year`` is one of that plan's."""

    text: str
    kind: str
    source: str
    line: int
    organization: str
    year: int


def ask(plans: int, count: int, seed: int = 0) -> list[InventedQuestion]:
    """``count`` questions spread over the first ``plans`` plans, the kinds in turn."""
    random = Random(f"questions {seed} {plans}")
    asked = []
    for number in range(count):
        plan = invent(random.randrange(plans), seed)
        probe = random.choice([probe for probe in plan.probes if len(probe.topic) > 10])
        kind = KINDS[number % len(KINDS)]
        text = _worded(probe, kind, random)
        year = random.choice(plan.years)
        asked.append(InventedQuestion(text, kind, plan.source, probe.line, plan.body.name, year))
    return asked


def _worded(probe: Probe, kind: str, random: Random) -> str:
    if kind == "exact":
        return f"{probe.lead} {probe.topic}".strip()
    if kind == "typo":
        return f"{probe.lead} {mistyped(probe.topic, random)}".strip()
    lead = phrases()["paraphrases"].get(probe.lead, probe.lead)
    return f"{probe.topic} {lead} {random.choice(_TAILS)}".strip()


def mistyped(text: str, random: Random) -> str:
    """One tone mark or vowel sign lost and one letter doubled."""
    marks: Sequence[int] = [at for at, letter in enumerate(text) if letter in _MARKS]
    if marks:
        at = random.choice(marks)
        text = text[:at] + text[at + 1 :]
    at = random.randrange(len(text))
    return text[:at] + text[at] + text[at:]
