"""Questions in English, in the Thai of plans; the words are in ``english.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ingest.lexicon import departments, employee_types, positions

_SPACE_IN_THAI = re.compile(r"(?<=[\u0e01-\u0e4e])\s+(?=[\u0e01-\u0e4e])")


# Letters of each script, and words that a question in English has; plans and names have others.
_LATIN, _THAI = re.compile(r"[a-z]"), re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
_ASKING = re.compile(
    r"\b(?:what|which|who|whose|when|where|why|how|is|are|does|do|did|has|have|can|the|of|in|for"
    r"|list|show|tell|give|please)\b"
)
_POSSESSIVE = re.compile(r"(?<![a-z])['’]s\b|['’](?=\s|$)")  # left where a name was: "|'s vision"
_DOUBLED = frozenset("bdgmnprt")
_OFFICES = ("กอง", "สำนัก", "หน่วย", "ฝ่าย", "งาน", "สถาน")
_COUNTED = re.compile(r"\b(how many|number of)\s*\|\s*")


@dataclass(frozen=True, slots=True)
class _Glossary:
    """``thai`` has what the group of that number in ``pattern`` is called."""

    thai: tuple[str, ...]
    pattern: re.Pattern[str]


def is_english(text: str) -> bool:
    """Whether a text in lower case is a question in English, which may quote Thai names:
    ``which course should the caretakers (ผู้ดูแลเด็ก) take``."""
    latin, thai = len(_LATIN.findall(text)), len(_THAI.findall(text))
    return latin > 1 if not thai else latin > thai and _ASKING.search(text) is not None


def in_thai(text: str) -> str:
    """An English text in lower case with the words that plans and questions use in Thai.

    ``how many days to submit the report`` gives ``กี่วันส่งรายงาน``. A word that isn't known
    stays: plans hold English names (``e-laas``) that are to be found as written.
    """
    glossary = _glossary()
    plain = _COUNTED.sub(r"\1 ", text.replace("’", "'"))
    glossed = glossary.pattern.sub(lambda m: f" {glossary.thai[(m.lastindex or 1) - 1]} ", plain)
    thai = _SPACE_IN_THAI.sub("", " ".join(_POSSESSIVE.sub(" ", glossed).split()))
    return _how_many_people().sub(r"\1กี่คน", thai)


@cache
def _how_many_people() -> re.Pattern[str]:
    """``กี่`` before people, who are counted as คน: "how many civil servants"."""
    people = {name for _, name in _names() if not name.startswith(_OFFICES)}
    people |= {"บุคลากร", "พนักงาน", "ข้าราชการ", "ผู้บริหาร", "ครู", "ผู้เข้าร่วม", "ผู้เข้าอบรม"}
    longest_first = sorted(people, key=len, reverse=True)
    return re.compile(f"กี่({'|'.join(map(re.escape, longest_first))})")


@cache
def _glossary() -> _Glossary:
    data = yaml.safe_load(
        files("api.answering.understanding").joinpath("english.yaml").read_text("utf-8")
    )
    terms = dict(_names()) | data["terms"] | dict.fromkeys(data["drop"].split(), "")
    longest_first = sorted(terms, key=len, reverse=True)
    known = "|".join(f"({_inflected(term)})" for term in longest_first)
    thai = tuple(terms[term] for term in longest_first)
    return _Glossary(thai, re.compile(rf"(?<![\w-])(?:{known})(?![\w-])"))


def _inflected(term: str) -> str:
    """A pattern for a term and its plural, possessive, past or -ing form."""
    if len(term) > 3 and term.endswith("y"):
        return f"{re.escape(term[:-1])}(?:y(?:'?s|ing)?|ies|ied)"
    if len(term) > 3 and term.endswith("e"):
        return f"{re.escape(term[:-1])}(?:e(?:'?s|d)?|ing)"
    doubled = f"|{term[-1]}(?:ed|ing)" if term[-1] in _DOUBLED else ""  # submitted, planning
    return re.escape(term) + (f"(?:'?s|es|e?d|ing{doubled})?" if len(term) > 2 else "(?:'?s)?")


def _names() -> Iterator[tuple[str, str]]:
    for position in positions():
        yield from ((english.lower(), position.name) for english in position.english)
    for department in departments():
        yield from ((english.lower(), department.name) for english in department.english)
    for employee in employee_types():
        yield from ((english.lower(), employee.name) for english in employee.english)
