"""Budgets, how they spread, and what is left to the officer, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.drafting.bodies import has_kind, is_special
from api.drafting.models import Draft, DraftRequest, DraftRow, Field
from api.drafting.years import span_text
from ingest.models import Baht, BudgetKind
from ingest.text.numbers import grouped, money

FIELDS = {
    Field.NAME: "ชื่อโครงการ",
    Field.OBJECTIVE: "วัตถุประสงค์",
    Field.INDICATOR: "ตัวชี้วัด",
    Field.TARGET: "เป้าหมาย",
    Field.BUDGET: "งบประมาณ",
    Field.TIMING: "ระยะเวลา",
    Field.UNIT: "หน่วยงานรับผิดชอบ",
}
_UNSTATED = {"no_budget": "ไม่ใช้งบประมาณ", "not_stated": "ไม่ระบุ"}


def title_of(request: DraftRequest) -> str:
    """``แผนพัฒนาบุคลากร เทศบาลตำบลสวนหลวง ประจำปีงบประมาณ พ.ศ. 2570``."""
    years = span_text(request.fiscal_years)
    return f"{request.kind} {request.organization} ประจำปีงบประมาณ พ.ศ. {years}"


def budget_text(kind: str, baht: Baht | None) -> str:
    return _UNSTATED[kind] if baht is None else money(baht)


def spread_text(count: int, low: Baht | None, median: Baht | None, high: Baht | None) -> str:
    """``ระบุงบ 3 โครงการ มัธยฐาน 20,000 บาท (10,000-35,000 บาท)``."""
    if low is None or median is None or high is None:
        return "ไม่มีโครงการที่ระบุจำนวนเงิน"
    if low == high:
        return f"ระบุงบ {count} โครงการ {money(median)}"
    return f"ระบุงบ {count} โครงการ มัธยฐาน {money(median)} ({grouped(low)}-{money(high)})"


def without_amount(rows: Sequence[DraftRow]) -> str:
    """``ยังไม่รวม 2 โครงการที่ยังไม่ระบุงบประมาณ``; "" where every project says what it costs."""
    blank = sum(row.budget.kind is BudgetKind.NOT_STATED for row in rows)
    return f"ยังไม่รวม {blank} โครงการที่ยังไม่ระบุงบประมาณ" if blank else ""


def notes_of(draft: Draft) -> tuple[str, ...]:
    """What the officer is to fill in of the draft as it is now, then what was noted of it."""
    fitting = (each.text for each in draft.fitting)
    return (*_doubts(draft), *_left_to_fill(draft), *_split(draft), *fitting, *draft.notes)


def _doubts(draft: Draft) -> Iterator[str]:
    name = draft.request.organization
    if is_special(name):
        yield (
            f"ใช้คำเรียกบุคลากรและตำแหน่งของ{name} "
            "ตัวอย่างมาจากเทศบาล อบต. และ อบจ. โปรดตรวจถ้อยคำและระเบียบ"
        )
    elif not has_kind(name):
        yield (
            f"“{name}” ไม่ใช่ชื่อเต็มของเทศบาล อบต. หรือ อบจ. ร่างนี้จึงใช้คำกลาง เช่น บุคลากร "
            "โปรดตรวจชื่อหน่วยงานและคำเรียก หรือร่างใหม่ด้วยชื่อเต็ม"
        )


def _split(draft: Draft) -> Iterator[str]:
    """How the amounts of a draft of several years are parted, and what the ceiling is on."""
    years = len(draft.request.fiscal_years)
    parted = [row for row in draft.projects if row.budget.baht is not None]
    if years == 1 or not parted:
        return
    own = sum(bool(row.yearly) for row in parted)
    yield (
        f"งบประมาณของแต่ละโครงการเสนอเป็นจำนวนเท่ากันทั้ง {years} ปี ตามงบประมาณต่อหนึ่งปีของแผนตัวอย่าง"
        + (f" ยกเว้น {own} โครงการที่เจ้าหน้าที่แบ่งเอง" if own else "")
    )
    if draft.request.ceiling is not None:
        yield f"เพดานงบประมาณ {money(draft.request.ceiling)} เป็นของทั้ง {years} ปีรวมกัน"


def _left_to_fill(draft: Draft) -> Iterator[str]:
    for row in draft.included:
        if not row.name:
            yield f"ไม่พบโครงการที่เทียบเคียงได้ในเรื่อง “{row.topic}” โปรดกรอกเอง"
        elif row.to_fill:
            fields = ", ".join(FIELDS[field] for field in row.to_fill)
            yield f"โปรดกรอก {fields} ของ “{row.name}” เพราะไม่มีตัวอย่างที่ใช้ได้"
