"""The words of questions, loaded from ``questions.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml


class Want(StrEnum):
    """What a question asks for."""

    MONEY = "money"
    TIMING = "timing"
    UNIT = "unit"
    PERCENT = "percent"
    TARGET = "target"
    PEOPLE = "people"
    COURSE = "course"
    SKILLS = "skills"
    METHODS = "methods"
    OBJECTIVE = "objective"
    NAME = "name"
    PERSON = "person"
    COMMITTEE = "committee"
    PHONE = "phone"
    SALARY = "salary"
    YEAR = "year"
    FREQUENCY = "frequency"
    DATE = "date"
    PLACE = "place"
    TEACHER = "teacher"
    AUDIENCE = "audience"
    SIGNER = "signer"
    EACH = "each"


class Operation(StrEnum):
    """What is to be done with what is found."""

    SUM = "sum"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    DIFFERENCE = "difference"
    COMPARE = "compare"
    EXAMPLE = "example"
    LIST = "list"
    DEFINE = "define"
    PROCEDURE = "procedure"
    COUNT = "count"
    NO_BUDGET = "no_budget"
    UNSTATED = "unstated"
    SHARE = "share"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    wants: dict[Want, re.Pattern[str]]
    operations: dict[Operation, re.Pattern[str]]
    denies: re.Pattern[str]
    surveyed: re.Pattern[str]
    units: dict[str, str]
    own_organization: re.Pattern[str]
    own_department: re.Pattern[str]
    otherwise: dict[str, re.Pattern[str]]
    framing: re.Pattern[str]
    asks: re.Pattern[str]
    drafting: re.Pattern[str]
    greeting: re.Pattern[str]
    follow_up: re.Pattern[str]
    same: re.Pattern[str]
    money_words: frozenset[str]
    stop: frozenset[str]
    anybody: frozenset[str]
    staff: frozenset[str]
    learning: frozenset[str]
    errands: frozenset[str]
    no_place: frozenset[str]
    place_tails: frozenset[str]
    other_places: tuple[str, ...]

    def said_otherwise(self, text: str) -> str:
        """The text with what plans say in other words in theirs: เริ่มใช้ is ประกาศใช้."""
        for said, pattern in self.otherwise.items():
            text = pattern.sub(said, text)
        return text


@cache
def vocabulary() -> Vocabulary:
    text = files("api.answering.understanding").joinpath("questions.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return Vocabulary(
        wants={Want(name): _any(patterns) for name, patterns in data["wants"].items()},
        operations={Operation(name): _any(p) for name, p in data["operations"].items()},
        denies=_any(data["denies"]),
        surveyed=_any(data["surveyed"]),
        units=data["units"],
        own_organization=_any(data["own"]["organization"]),
        own_department=_any(data["own"]["department"]),
        otherwise={said: _any(patterns) for said, patterns in data["otherwise"].items()},
        framing=_any(data["framing"]),
        asks=_any(data["asks"]),
        drafting=_any(data["drafting"]),
        greeting=_any(data["greeting"]),
        follow_up=_any(data["follow_up"]),
        same=_any(data["same"]),
        money_words=frozenset(data["money_words"].split()),
        stop=frozenset(data["stop"].split()),
        anybody=frozenset(data["anybody"].split()),
        staff=frozenset(data["staff"].split()),
        learning=frozenset(data["learning"].split()),
        errands=frozenset(data["errands"].split()),
        no_place=frozenset(data["no_place"].split()),
        place_tails=frozenset(data["place_tails"].split()),
        other_places=tuple(data["other_places"].split()),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
