"""Slips of the hand, made on purpose: how well a search bears them is measured.

The same text and kind give the same slip, on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_LETTER = re.compile("[\u0e01-\u0e2e]")


def _no_slip(text: str, random: Random) -> str:
    return text


def _lost_tone(text: str, random: Random) -> str:
    places = [at for at, letter in enumerate(text) if letter in _TONES]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + text[at + 1 :]


def _swapped(text: str, random: Random) -> str:
    places = [at for at in range(len(text) - 1) if text[at] != text[at + 1]]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _lost_letter(text: str, random: Random) -> str:
    places = [match.start() for match in _LETTER.finditer(text)]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + text[at + 1 :]


def _stray_space(text: str, random: Random) -> str:
    at = random.randrange(1, len(text)) if len(text) > 1 else 0
    return f"{text[:at]} {text[at:]}"


def _no_spaces(text: str, random: Random) -> str:
    return "".join(text.split())


def _thai_digits(text: str, random: Random) -> str:
    return text.translate(_TO_THAI)


KINDS: Mapping[str, Callable[[str, Random], str]] = {
    "as typed": _no_slip,
    "a tone mark lost": _lost_tone,
    "two letters swapped": _swapped,
    "a letter lost": _lost_letter,
    "a stray space": _stray_space,
    "no spaces": _no_spaces,
    "Thai digits": _thai_digits,
}


def slipped(text: str, kind: str) -> str:
    """``text`` with one slip of ``kind`` where there is a place for it."""
    return KINDS[kind](text, Random(f"{kind} {text}"))
