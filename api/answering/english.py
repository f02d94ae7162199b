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


@dataclass(frozen=True, slots=True)
class _Glossary:
    terms: dict[str, str]
    pattern: re.Pattern[str]


def in_thai(text: str) -> str:
    """An English text in lower case with the words that plans and questions use in Thai.

    ``how many days to submit the report`` gives ``กี่วันส่งรายงาน``. A word that isn't known
    stays: plans hold English names (``e-laas``) that are to be found as written.
    """
    glossary = _glossary()
    glossed = glossary.pattern.sub(lambda m: f" {glossary.terms[m[1]]} ", text)
    return _SPACE_IN_THAI.sub("", " ".join(glossed.split()))


@cache
def _glossary() -> _Glossary:
    data = yaml.safe_load(files("api.answering").joinpath("english.yaml").read_text("utf-8"))
    terms = dict(_names()) | data["terms"] | dict.fromkeys(data["drop"].split(), "")
    longest_first = sorted(terms, key=len, reverse=True)
    known = "|".join(map(re.escape, longest_first))
    return _Glossary(terms, re.compile(rf"(?<![\w-])({known})(?:'?s)?(?![\w-])"))


def _names() -> Iterator[tuple[str, str]]:
    for position in positions():
        yield from ((english.lower(), position.name) for english in position.english)
    for department in departments():
        yield from ((english.lower(), department.name) for english in department.english)
    for employee in employee_types():
        yield from ((english.lower(), employee.name) for english in employee.english)
