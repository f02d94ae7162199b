"""What is said where the plans don't contain the answer: exactly that, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.answering.case import Case
from api.answering.models import Answer
from api.answering.naming import project_name
from api.answering.understand import Query
from api.answering.vocabulary import Want
from api.answering.writer import shortened
from ingest.models import Organization
from retriever.catalogue import PlanSummary

_NAMES = 8
_NEAR = 0.25


def empty_library() -> Answer:
    return Answer(
        "ยังไม่มีแผนในคลังเอกสาร กรุณานำเข้าไฟล์แผนก่อน (hrplan ingest โฟลเดอร์)", answerable=False
    )


def unknown_organization(names: Sequence[str], known: Sequence[Organization]) -> Answer:
    there = _names(o.name for o in known)
    return Answer(
        f"ไม่มีแผนของ{', '.join(names)}ในคลังเอกสาร จึงตอบไม่ได้ "
        f"และจะไม่นำตัวเลขของหน่วยงานอื่นมาตอบแทน\nแผนที่มีอยู่: {there}",
        answerable=False,
        suggestions=tuple(o.name for o in known[:3]),
    )


def unknown_profile(name: str, known: Sequence[Organization]) -> Answer:
    return unknown_organization([name], known)


def uncovered_year(years: Sequence[int], plans: Sequence[PlanSummary]) -> Answer:
    """The plans are of other years; says which."""
    asked = ", ".join(map(str, years))
    names = {p.organization.name if p.organization else "หน่วยงานนี้" for p in plans}
    name = names.pop() if len(names) == 1 else "ทุกหน่วยงาน"
    there = sorted({y for p in plans for y in p.fiscal_years})
    have = ", ".join(map(str, there)) or "ไม่ระบุปี"
    return Answer(
        f"แผนของ{name}ที่มีอยู่ไม่ครอบคลุมปีงบประมาณ {asked} จึงไม่มีข้อมูลปีนั้น\nแผนที่มีเป็นของปีงบประมาณ {have}",
        answerable=False,
        suggestions=tuple(f"ถามข้อมูลปี {year} ของ{name}" for year in there[-2:]),
    )


def personal() -> Answer:
    return Answer(
        "แผนไม่มีข้อมูลส่วนบุคคล เช่น เบอร์โทรศัพท์ส่วนตัวหรือเงินเดือนรายคน และระบบนี้ไม่ให้ข้อมูลส่วนบุคคล",
        answerable=False,
    )


def ask_organization(known: Sequence[Organization]) -> Answer:
    return Answer(
        "ต้องการข้อมูลของหน่วยงานใด โปรดเลือกหรือพิมพ์ชื่อหน่วยงาน",
        answerable=True,
        needs="organization",
        suggestions=tuple(o.name for o in known[:_NAMES]),
    )


def ask_position() -> Answer:
    return Answer(
        "ท่านดำรงตำแหน่งใด โปรดพิมพ์ชื่อตำแหน่ง เช่น นักทรัพยากรบุคคล",
        answerable=True,
        needs="position",
        suggestions=("นักทรัพยากรบุคคล", "เจ้าพนักงานธุรการ", "นายช่างโยธา", "นักวิชาการเงินและบัญชี"),
    )


def ask_department(case: Case) -> Answer:
    """Which department is meant, with those that the plans asked have as whole questions."""
    names = {c.department for r in case.scope.readings for c in r.budget_cells if c.department}
    names |= {p.department for r in case.scope.readings for p in r.position_plans if p.department}
    asked = "งบประมาณของ{}เท่าไร" if Want.MONEY in case.query.wants else "{}มีโครงการอะไรบ้าง"
    return Answer(
        "ต้องการข้อมูลของกองหรือสำนักใด โปรดพิมพ์ชื่อกอง เช่น กองคลัง",
        answerable=True,
        suggestions=tuple(asked.format(name) for name in sorted(names)[:_NAMES]),
    )


def not_contained(case: Case) -> Answer:
    """No plan in scope says it; what comes nearest is named as that, not as an answer."""
    query = case.query
    whose = _names(dict.fromkeys(r.organization for r in case.scope.readings))
    what = _what(query)
    lines = [f"ไม่พบ{what}ในแผนของ{whose}"]
    near = [m for m in case.projects[:3] if m.coverage >= _NEAR]
    if near:
        names = "; ".join(project_name(m.fact, 70) for m in near)
        lines.append(f"เรื่องใกล้เคียงที่แผนมี: {names}")
    return Answer(
        "\n".join(lines),
        answerable=False,
        suggestions=tuple(f"{project_name(m.fact, 60)} งบประมาณเท่าไร" for m in near[:2]),
    )


def _what(query: Query) -> str:
    missing = " ".join(query.words[:6])
    return f"ข้อมูลเรื่อง “{shortened(missing, 60)}” " if missing else "คำตอบ"


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" และอีก {len(listed) - _NAMES} แห่ง" if len(listed) > _NAMES else ""
    return ", ".join(listed[:_NAMES]) + more
