"""A card for each project, course or position of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from api.answering.evidence.naming import clean
from api.line.messages import flex
from api.line.messages.links import lines_link
from api.line.messages.sources import OCR_NOTE, OPEN, cut, plan_name, years
from api.line.messages.texts import graphemes
from api.schemas import ChatResponse, Citation, Fact
from ingest.text.numbers import money

CARDS = 10  # more are a list, which a table on our page shows better
_NAME = 140  # graphemes
_LONG_NAME = 80
_LISTED = re.compile(r"\s*(?:ได้แก่|ประกอบด้วย|ดังนี้).*$", re.DOTALL)
_TELLS = re.compile(r"[0-9๐-๙A-Za-zก-ฮ]")
_VALUE = 160  # graphemes of a field
_KINDS = {"project", "position_plan"}

Fields = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Card:
    """A bubble and the citation that it stands on."""

    bubble: flex.Part
    citation: Citation


def fact_cards(response: ChatResponse, public_url: str | None) -> list[Card]:
    """The first ones that are cited; a fact without its lines gets no card."""
    cited = {citation.passage_id: citation for citation in reversed(response.citations)}
    found = [
        (fact, cited[fact.model_extra["passage_id"]])
        for fact in response.facts
        if fact.type in _KINDS and fact.model_extra and fact.model_extra["passage_id"] in cited
    ][:CARDS]
    size = "mega" if len(found) == 1 else "kilo"
    cards = [Card(_bubble(fact, one, public_url, size), one) for fact, one in found]
    return [card for card in cards if flex.fits(card.bubble)]


def _bubble(fact: Fact, citation: Citation, public_url: str | None, size: str) -> flex.Part:
    values: dict[str, Any] = fact.model_extra or {}
    title, fields = (
        (_name(values["name"]), _project_fields(values))
        if fact.type == "project"
        else (values["position"], _position_fields(values))
    )
    body = [
        flex.text(plan_name(citation), color=flex.ACCENT, size="xs"),
        flex.text(cut(clean(title), _NAME), weight="bold", size="md"),
        flex.line_above(),
        *(_field(label, value) for label, value in fields if value),
    ]
    if values.get("unverified"):
        body.append(flex.text(OCR_NOTE, color=flex.WARNING, size="xs"))
    link = lines_link(public_url, citation)
    footer = [flex.link_button(f"{OPEN} [{citation.id}]", link)] if link else []
    return flex.bubble(body, size=size, footer=footer)


def _name(name: str) -> str:
    """Without the courses that some plans count up in it; the card's link shows them."""
    return name if len(graphemes(name)) <= _LONG_NAME else _LISTED.sub("", name)


def _field(label: str, value: str) -> flex.Part:
    style = {"color": flex.ACCENT, "weight": "bold"} if label == "งบประมาณ" else {}
    return flex.field(label, cut(clean(value), _VALUE), **style)


def _project_fields(project: dict[str, Any]) -> Fields:
    yield "งบประมาณ", _budget(project)
    for each in project["yearly"]:
        yield f"ปี {each['year']}", _amount(each["budget"])
    yield "ระยะเวลา", _time(project["timing"], project["quarters"])
    yield "หน่วยงาน", project["unit"]
    yield "เป้าหมาย", project["target"]
    yield "ตัวชี้วัด", project["indicator"]


def _position_fields(plan: dict[str, Any]) -> Fields:
    yield "สังกัด", plan["department"]
    yield "พัฒนาเรื่อง", plan["skills"]
    yield "วิธี", ", ".join(plan["methods"])
    yield "เป้าหมาย", plan["goals"]
    yield "ปี", years(plan["years"])


def _budget(project: dict[str, Any]) -> str:
    said = _amount(project["budget"])
    others = project["shared_with"]
    return f"{said} (รวมกับ {', '.join(others)})" if others else said


def _amount(budget: dict[str, Any]) -> str:
    """An amount; a blank cell is said to be one, and never 0."""
    if budget["kind"] == "amount":
        return money(Decimal(str(budget["baht"])))
    return "ไม่ใช้งบประมาณ" if budget["kind"] == "no_budget" else "แผนไม่ได้ระบุ"


def _time(timing: str, quarters: Sequence[int]) -> str:
    """The time as the plan says it; marks alone, under a header that is missing, say none."""
    if _TELLS.search(timing):
        return timing
    return f"ไตรมาสที่ {', '.join(map(str, quarters))}" if quarters else ""
