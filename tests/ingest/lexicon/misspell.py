"""Misspellings of Thai names as people and OCR make them, for measuring the matcher."""

from __future__ import annotations

import random
from collections.abc import Callable

TONES = "่้๊๋"
MARKS = frozenset(TONES + "ัิีึืฺุู็์ํ")
# Neighbours on the Kedmanee keyboard, unshifted, of the letters that names are made of.
_ROWS = ("ๅภถุึคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
# Letters that sound alike in Thai at some place of a syllable.
_ALIKE = ("รลน", "ศษส", "ณน", "ฎฏด", "ธทฑ", "ใไ", "ญย", "ภพ", "ุู", "ิี", "ึื")

Slip = Callable[[str, random.Random], str | None]


def lost_tone(name: str, pick: random.Random) -> str | None:
    return _drop(name, [i for i, c in enumerate(name) if c in TONES], pick)


def lost_mark(name: str, pick: random.Random) -> str | None:
    return _drop(name, [i for i, c in enumerate(name) if c in MARKS], pick)


def lost_am(name: str, pick: random.Random) -> str | None:
    places = [i for i, c in enumerate(name) if c == "ำ"]
    if not places:
        return None
    at = pick.choice(places)
    return name[:at] + "า" + name[at + 1 :]


def missing(name: str, pick: random.Random) -> str | None:
    return _drop(name, list(range(1, len(name))), pick)


def doubled(name: str, pick: random.Random) -> str | None:
    at = pick.randrange(len(name))
    return name[: at + 1] + name[at] + name[at + 1 :]


def swapped(name: str, pick: random.Random) -> str | None:
    at = pick.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def neighbour(name: str, pick: random.Random) -> str | None:
    keys = {
        key: row[max(0, at - 1) : at + 2].replace(key, "")
        for row in _ROWS
        for at, key in enumerate(row)
    }
    return _replace(name, keys, pick)


def sounds_alike(name: str, pick: random.Random) -> str | None:
    alike = {c: group.replace(c, "") for group in _ALIKE for c in group}
    return _replace(name, alike, pick)


SLIPS: tuple[Slip, ...] = (
    lost_tone, lost_mark, lost_am, missing, doubled, swapped, neighbour, sounds_alike,
)  # fmt: skip


def _drop(name: str, places: list[int], pick: random.Random) -> str | None:
    if not places:
        return None
    at = pick.choice(places)
    return name[:at] + name[at + 1 :]


def _replace(name: str, others: dict[str, str], pick: random.Random) -> str | None:
    places = [i for i, c in enumerate(name) if others.get(c)]
    if not places:
        return None
    at = pick.choice(places)
    return name[:at] + pick.choice(others[name[at]]) + name[at + 1 :]
