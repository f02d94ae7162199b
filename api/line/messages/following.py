"""Likely next questions as chips, where an answer suggests none of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.line.messages.labels import labels
from api.line.messages.model import QuickReply
from api.schemas import ChatResponse

COURSES = QuickReply("ฉันต้องอบรมอะไร", "ตำแหน่งของฉันต้องอบรมอะไรบ้าง")
PROJECTS = QuickReply("โครงการอบรม", "หน่วยงานของฉันมีโครงการอบรมอะไรบ้าง")
BUDGET = QuickReply("งบประมาณรวม", "งบประมาณรวมของหน่วยงานฉันเท่าไร")
# What taps ask, here, in the menu and in the greeting; in brackets whose plan.
_TAPPED = re.compile(
    r"ตำแหน่งของฉันต้องอบรม(?:หลักสูตร)?อะไรบ้าง|(.+)มีโครงการ(?:อบรม)?อะไรบ้าง|งบประมาณรวมของ(.+)เท่าไร|"
    r"โครงการใดของ(.+)ใช้งบมากที่สุด|เปรียบเทียบงบ(?:ประมาณรวม|ฝึกอบรม)ของ(.+?)กับ(.+)"
)
_OWN = ("หน่วยงานของฉัน", "หน่วยงานฉัน")
_SEVERAL = 3  # organisations


def next_questions(
    response: ChatResponse, asked: str, own: str | None, known: Sequence[str]
) -> list[QuickReply]:
    """About the organisations that the answer cites, else the asker's ``own`` or those ``known``.
    What was just ``asked`` isn't offered."""
    cited = list(dict.fromkeys(c.organization for c in response.citations if c.organization))
    about = cited or [name for name in known if name == own]
    if len(about) == 1:
        others = [name for name in known if name != about[0]]
        found = list(_of_one(about[0], own, others[:1]))
    else:
        found = list(_of_each((about or list(known))[:_SEVERAL]))
    return [chip for chip in found if chip.text != asked.strip()]


def begins_anew(message: str, known: Sequence[str]) -> bool:
    """Whether a tap asks this: it means the whole plan, not the project that was spoken of."""
    tapped = _TAPPED.fullmatch(message.strip())
    return tapped is not None and {*filter(None, tapped.groups())} <= {*known, *_OWN}


def _of_one(name: str, own: str | None, others: Sequence[str]) -> Iterator[QuickReply]:
    if name == own:
        yield COURSES
    yield QuickReply(PROJECTS.label, f"{name}มีโครงการอบรมอะไรบ้าง")
    yield QuickReply(BUDGET.label, f"งบประมาณรวมของ{name}เท่าไร")
    yield QuickReply("โครงการงบสูงสุด", f"โครงการใดของ{name}ใช้งบมากที่สุด")
    for other in others:
        yield QuickReply("เทียบกับที่อื่น", f"เปรียบเทียบงบประมาณรวมของ{name}กับ{other}")


def _of_each(names: Sequence[str]) -> Iterator[QuickReply]:
    for label, name in zip(labels(names), names, strict=True):
        yield QuickReply(label, f"{name}มีโครงการอบรมอะไรบ้าง")
