"""The cells of a project in words: those asked for, those that describe it, those that help."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.evidence.case import Case
from api.answering.evidence.figures import FREQUENCY, PERCENT, counted
from api.answering.evidence.naming import (
    budget_text,
    clean,
    place_of_project,
    project_name,
    timing_text,
    unit_name,
)
from api.answering.evidence.writer import shortened
from api.answering.projects.clauses import focused, whole
from api.answering.projects.together import people_together
from api.answering.saying import money
from api.answering.understanding.query import Query
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import BudgetKind, Project
from ingest.text.normalize import arabic_digits
from prompts import say

_DESCRIBED, _CONTENT = 240, 1_200
_CONTENT_ASKED = re.compile("เนื้อหา|เรื่อง(?:อะ)?ไร|เกี่ยวกับ(?:อะ)?ไร|(?:สอน|เรียน)(?:อะ)?ไร")
_WHAT = re.compile(r"(?<!เท่า)(?<!เมื่อ)(?<!อย่าง)(?:ไร|ไหน|ใด)(?:บ้าง|มั่ง)?(?=$|\s|คะ|ค่ะ|ครับ)")
_LISTS = re.compile("ดังนี้|ได้แก่|ประกอบด้วย|อาทิ|เช่น")
_FIGURE = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d+)?(?![\d.)])|ทุกคน|ครบ")
_RESULT = re.compile(r"ผล(?:การ)?(?:สำรวจ|ประเมิน|ดำเนินงาน|ทดสอบ)(?=.*(?:ได้|ออกมา|อยู่ที่))|ได้จริง")
_COURSES, _FEW_COURSES = 60, 6
_PEOPLE = re.compile(r"\d\s*(?:คน|ราย(?!งาน|การ)|ท่าน)|ทุกคน")
_DAY_ASKED = re.compile("วันที่เท่า|วันที่ใด|วันที่ไหน")
_EACH = re.compile(r"(?:คน|หัว|ท่าน|ราย|ชั่วโมง|คืน|มื้อ)ละ\D{0,12}\d|ค่าลงทะเบียน\D{0,20}\d")
_DATED = re.compile(r"[ก-ฮ]{1,2}\.\s?[คพยม]\.|าคม|ายน|าพันธ์|วันที่")


def described(case: Case, project: Project) -> list[tuple[str, str]]:
    """The fields that say most of the question, where it asks for none by name, and the
    budget."""
    fields = [
        ("objective", say("objective", text=clean(project.objective)) if project.objective else ""),
        ("target", say("target", text=clean(project.target)) if project.target else ""),
        ("indicator", say("indicator", text=clean(project.indicator)) if project.indicator else ""),
    ]
    if project.objective and _CONTENT_ASKED.search(case.query.text):
        return [("objective", shortened(fields[0][1], _CONTENT))]
    lists = case.query.does(Operation.LIST) or _WHAT.search(case.query.text) is not None
    filled = [(name, _told(text, lists)) for name, text in fields if text]
    filled.sort(key=lambda f: -case.own_topic.covered(doc((f[1], 1.0))))
    described = filled[:2] if not case.query.wants else []
    return [*described, ("budget", _budget_with_parent(case, project))]


def _told(text: str, lists: bool) -> str:
    """A cell that describes a project, whole where it lists what a question ``lists``."""
    return shortened(text, _CONTENT if lists and _LISTS.search(text) else _DESCRIBED)


def by_use(case: Case, texts: list[str]) -> list[str]:
    """What else is told, the fields that say more of the question first."""
    return sorted(texts, key=lambda t: -case.own_topic.covered(doc((t, 1.0))))


def asked_fields(case: Case, project: Project) -> list[tuple[str, str]]:
    """The fields that the question asks for, in words; blanks are said to be blank."""
    wants = case.query.wants
    asked: list[tuple[str, str]] = []
    if Want.EACH in wants and not states_each(project):
        asked.append(("each", say("each_unstated")))
    if Want.MONEY in wants or Operation.NO_BUDGET in case.query.operations:
        asked.append(("budget", _budget_with_parent(case, project)))
    counted_units = [u for u in case.query.units if "บาท" not in u]
    if Want.FREQUENCY in wants:
        asked += _frequency_fields(project)
    if counted_units or Want.PEOPLE in wants:
        asked += _counting_fields(case, project, counted_units)
    if Want.TIMING in wants:
        vague = project.timing and not is_dated(case, project)
        when = timing_text(project) or say("timing_unstated")
        asked.append(("timing", say("day_unstated", when=when) if vague else when))
    asked += _circumstances(case, project)
    if Want.UNIT in wants:
        unit = unit_name(project.unit)
        told = say("responsible", unit=unit) if unit else say("responsible_unstated")
        asked.append(("unit", told))
    if _asks_aims(case, counted_units, [text for _, text in asked]):
        named = {name for name, _ in asked}
        asked += [aim for aim in _aims(case, project) if aim[0] not in named]
    if Want.OBJECTIVE in wants:
        objective = clean(project.objective) or say("unstated_short")
        asked.append(("objective", say("objective", text=objective)))
    if Want.COURSE in wants and project.courses:
        asked.append(("courses", _courses(case, project)))
    return list(dict.fromkeys(asked))


def _circumstances(case: Case, project: Project) -> list[tuple[str, str]]:
    """Where it is, who teaches, and for whom it is, where these are asked for."""
    wants = case.query.wants
    found: list[tuple[str, str]] = []
    if Want.PLACE in wants:
        place = place_of_project(project)
        found.append(("place", say("place", text=place) if place else say("place_unstated")))
    if Want.TEACHER in wants:
        found.append(("teacher", say("teacher_unstated")))
    if Want.AUDIENCE in wants:
        people = whom(project)
        told = say("audience", text=people) if people else say("audience_unstated")
        found.append(("target", told))
    return found


def whom(project: Project) -> str:
    """Whom a project is for, "" where no cell says: an indicator does that counts people."""
    counts = _PEOPLE.search(arabic_digits(project.indicator))
    return clean(project.audience or project.target or (project.indicator if counts else ""))


def states_each(project: Project) -> bool:
    """Whether a row says what one person pays or gets: ``ค่าลงทะเบียนคนละ 3,500 บาท``."""
    cells = (project.name, project.objective, project.indicator, project.target)
    return any(_EACH.search(arabic_digits(cell)) for cell in cells)


def is_dated(case: Case, project: Project) -> bool:
    """Whether the time is as exact as the question: a quarter is no answer to "วันที่เท่าไร"."""
    exact = _DAY_ASKED.search(case.query.text)
    return exact is None or _DATED.search(project.timing) is not None


def states_figure(case: Case, project: Project) -> bool:
    """Whether a row states the share that is asked for: an indicator names what is measured, not
    always how much, and what a survey gave no plan says."""
    query = case.query
    if Want.PERCENT not in query.wants or (Want.TARGET in query.wants and _names_indicator(query)):
        return True
    aims = arabic_digits(f"{project.target} {project.indicator} {project.objective}")
    stated = PERCENT.search(aims) or _FIGURE.search(aims)
    return stated is not None and not _RESULT.search(query.text)


def _names_indicator(query: Query) -> bool:
    """Whether the indicator itself is asked for, which its words answer."""
    return re.search("ตัวชี้วัด|kpi|indicator", query.text) is not None


def budget_parent(case: Case, project: Project) -> Project | None:
    """The project with whose amount a part's blank budget is merged, or that of a row whose cell
    is merged with one above."""
    names = (*project.shared_with, project.parent)
    if project.budget.kind is not BudgetKind.NOT_STATED or not any(names):
        return None
    parents = (m.fact for m in case.projects if m.fact.name in names)
    return next((parent for parent in parents if parent.budget.baht is not None), None)


def _budget_with_parent(case: Case, project: Project) -> str:
    parent = budget_parent(case, project)
    if parent is None:
        return budget_text(project)
    amount = money(parent.budget.baht or 0)
    if project.shared_with:
        return f"{budget_text(project)} {amount}"
    return say("budget_in_parent", parent=project_name(parent, 80), money=amount)


def _frequency_fields(project: Project) -> list[tuple[str, str]]:
    fields = (
        ("target", "target", project.target),
        ("indicator", "indicator", project.indicator),
        ("timing", "when", project.timing),
    )
    found = [(name, label, clean(text)) for name, label, text in fields]
    return [(n, say(label, text=text)) for n, label, text in found if FREQUENCY.search(text)][:1]


def _asks_aims(case: Case, units: Sequence[str], told: Sequence[str]) -> bool:
    """Whether target and indicator are asked for as such, not only what they count."""
    query = case.query
    if not query.wants_any(Want.TARGET, Want.PERCENT):
        return False
    if not units or (Want.TARGET in query.wants and _names_indicator(query)):
        return True
    return Want.PERCENT in query.wants and not any(PERCENT.search(text) for text in told)


def _counting_fields(case: Case, project: Project, units: Sequence[str]) -> list[tuple[str, str]]:
    together = people_together(case.query, project)
    found: list[tuple[str, str]] = [("together", together)] if together else []
    listed = case.query.does(Operation.LIST)
    patterns = [counted(unit) for unit in units]
    for name, text in (
        ("audience", project.audience),
        ("target", project.target),
        ("indicator", project.indicator),
    ):
        plain = arabic_digits(text)
        if plain and (not units or any(p.search(plain) for p in patterns)):
            text = clean(plain)
            found.append((name, say(name, text=whole(text) if listed else focused(text, patterns))))
    return found


def _aims(case: Case, project: Project) -> list[tuple[str, str]]:
    """Target and indicator, the one with figures first."""
    aims = [
        ("target", say("target", text=clean(project.target)) if project.target else ""),
        ("indicator", say("indicator", text=clean(project.indicator)) if project.indicator else ""),
    ]
    aims = [(name, text) for name, text in aims if text]
    silent = [] if states_figure(case, project) else [("figure", say("percent_unstated"))]
    return silent + sorted(aims, key=lambda aim: not PERCENT.search(aim[1]))


def _courses(case: Case, project: Project) -> str:
    """The courses that a project names: all of them where they are asked for, else a few."""
    asked = case.query.does(Operation.LIST, Operation.COUNT) or Want.NAME in case.query.wants
    names = project.courses[: _COURSES if asked else _FEW_COURSES]
    more = len(project.courses) - len(names)
    rest = say("more_courses", count=more) if more > 0 else ""
    listed = ", ".join(names) + rest
    if case.query.does(Operation.COUNT):
        return say("courses_counted", count=len(project.courses), names=listed)
    return say("courses", names=listed)


def fields(case: Case, project: Project) -> list[tuple[str, str]]:
    return [
        ("budget", _budget_with_parent(case, project)),
        ("timing", timing_text(project)),
        ("unit", say("unit", unit=unit_name(project.unit)) if project.unit else ""),
        ("target", say("target", text=clean(project.target)) if project.target else ""),
        ("indicator", say("indicator", text=clean(project.indicator)) if project.indicator else ""),
    ]
