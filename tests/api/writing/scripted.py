"""Chat models after a script: what each does with the evidence that it is given."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.chat_server import Asked, Say, Script
from tests.eval.claims import lies

_ITEM = re.compile(r"<item-\w+ number=(\d+)>\n(.*?)\n</item-\w+>", re.DOTALL)
# What a fluent model puts in the place of how the statements are set.
_WORDING = (
    (re.compile(r"^- "), "- "),
    (re.compile(r": งบประมาณ (?=\d)"), " ได้รับงบประมาณ "),
    (re.compile(r"งบประมาณ (?=\d)"), "ใช้งบประมาณ "),
    (re.compile(r" · ระยะเวลา "), " ดำเนินการในช่วง "),
    (re.compile(r" · หน่วยงาน "), " โดยมีหน่วยงานที่รับผิดชอบคือ "),
    (re.compile(r" · "), " และ"),
    (re.compile(r": "), " คือ "),
)


def evidence(asked: Asked) -> dict[int, str]:
    """The numbered evidence of a request, that of its tools too."""
    texts = (m["content"] for m in asked.body["messages"] if m["role"] in ("user", "tool"))
    return {int(n): text for content in texts for n, text in _ITEM.findall(content)}


def statements(asked: Asked) -> dict[int, str]:
    """The first of the evidence: sentences of the default answer, one line each."""
    found = {}
    for number, text in evidence(asked).items():
        if "\n" in text:
            break
        found[number] = text
    return found


def saying(*sentences: tuple[str, Sequence[int]], **more: Any) -> Say:
    """A reply of the agreed form."""
    told = [{"text": text, "evidence": list(numbers), **more} for text, numbers in sentences]
    return Say(json.dumps({"sentences": told}, ensure_ascii=False), usage=(900, 60))


def fluent(text: str) -> str:
    """A statement in other words, as true as before."""
    for pattern, words in _WORDING:
        text = pattern.sub(words, text)
    return text


def perfect(asked: Asked) -> Say:
    """Says what the statements say in other words, each with its evidence."""
    return saying(*((fluent(text), [number]) for number, text in statements(asked).items()))


def lying(names: Sequence[str], seed: int = 7) -> Callable[[Asked], Say]:
    """Changes one thing in each statement: an amount, a figure, a year, a month, an office, an
    organisation of ``names``, or the evidence. Asked to repair, it lies again."""
    ways: list[lies.Lie] = [
        lies.another_amount,
        lies.another_figure,
        lies.another_year,
        lies.another_month,
        lies.another_department,
        lies.another_of(names),
    ]

    def lie(asked: Asked) -> Say:
        stated = statements(asked)
        # Not by the whole prompt: its fences are named anew each time.
        chance = random.Random(f"{seed} {stated}")
        told: list[tuple[str, list[int]]] = []
        for number, text in stated.items():
            way = chance.sample(ways, len(ways))
            changed = next((new for each in way if (new := each(text, chance))), None)
            if changed is not None and changed != text:
                told.append((fluent(changed), [number]))
        return saying(*told)

    return lie


def obedient(orders: Mapping[str, str], then: Script = perfect) -> Script:
    """Does what a text that it reads orders: says what it is to say, on the evidence in which the
    order stands or else on the first. Where no order reaches it, it does as ``then``."""

    def obey(asked: Asked) -> Any:
        whole = "\n".join(str(m["content"]) for m in asked.body["messages"])
        ordered = [order for order in orders if order in whole]
        if not ordered:
            return then(asked)
        found = evidence(asked)
        return saying(
            *((orders[o], [n for n, t in found.items() if o in t] or [1]) for o in ordered)
        )

    return obey
