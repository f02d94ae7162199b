"""Short labels of choices, each telling what it sends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from api.line.messages.limits import LABEL_GRAPHEMES
from api.line.messages.model import QuickReply
from api.line.messages.texts import MORE, clean, graphemes
from ingest.lexicon import organization_types
from ingest.text.segment import words

_TELLING = 4  # graphemes that a label needs beside what all have in common
_WORTH = LABEL_GRAPHEMES // 2  # graphemes of whole words that are better than a word cut in two


def chips(choices: Sequence[str]) -> list[QuickReply]:
    """A chip for each choice; it sends the whole of it."""
    asked = [choice for choice in dict.fromkeys(clean(c).strip() for c in choices) if choice]
    return [QuickReply(label, text) for label, text in zip(labels(asked), asked, strict=True)]


def labels(choices: Sequence[str]) -> list[str]:
    """``เทศบาลตำบลดอนสมมุติ`` is ``ทต.ดอนสมมุติ``; what all begin with is left out where a label
    would be cut; of two that would look alike, the ends are shown."""
    short = [_abbreviated(choice) for choice in choices]
    if any(_is_long(each) for each in short):
        short = _without_beginning(short)
    cut = [_cut(each) for each in short]
    times = Counter(cut)
    return [
        MORE + "".join(graphemes(whole)[1 - LABEL_GRAPHEMES :]) if times[label] > 1 else label
        for whole, label in zip(short, cut, strict=True)
    ]


def _is_long(text: str) -> bool:
    return len(graphemes(text)) > LABEL_GRAPHEMES


def _abbreviated(choice: str) -> str:
    for kind in organization_types():
        if kind.short and choice.startswith(kind.name) and len(choice) > len(kind.name):
            return kind.short[0] + choice.removeprefix(kind.name).strip()
    return choice


def _without_beginning(choices: list[str]) -> list[str]:
    """Without the words that all begin with, if something telling is left of each."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*choices, strict=False))
    common = "".join(letters[0] for letters in same) if len(choices) > 1 else ""
    at = common.rfind(" ") + 1
    left = [choice[at:].strip() for choice in choices]
    return left if all(len(graphemes(each)) >= _TELLING for each in left) else choices


def _cut(text: str) -> str:
    """Within the limit, ended by "…" at a word's end where one is near."""
    found = graphemes(text)
    if len(found) <= LABEL_GRAPHEMES:
        return text
    most = "".join(found[: LABEL_GRAPHEMES - 1])
    whole = ""
    for word in words(text):
        if not most.startswith(whole + word):
            break
        whole += word
    kept = whole if len(graphemes(whole)) >= _WORTH else most
    return kept.rstrip() + MORE
