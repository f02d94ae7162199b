"""Sentences judged by the lines that they cite, by hand over a small plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from api.answering.models import Answer, Citation
from eval.claims import Claim, judge, valid_pointer
from ingest.models import Plan
from ingest.pipeline import parse_bytes
from tests.api.answering.plans import DON, TWIN_TOWN, plan, row

MATRIX = plan(
    "เทศบาลตำบลหนองสมมุติ",
    "๒๕๖๗ - ๒๕๖๙",
    "ตารางงบประมาณจำแนกตามส่วนราชการ",
    "",
    row("ยุทธศาสตร์", "งบประมาณ", "", ""),
    row("", "สำนักปลัด", "กองคลัง", "กองช่าง"),
    row("ยุทธศาสตร์ที่ ๑ คนเก่ง", "๑๐๐,๐๐๐", "๔๐,๐๐๐", "๓๐,๐๐๐"),
    row("ยุทธศาสตร์ที่ ๒ คนดี", "๒๐,๐๐๐", "๕,๐๐๐", "๖,๐๐๐"),
    row("รวม", "๑๒๐,๐๐๐", "๔๕,๐๐๐", "๓๖,๐๐๐"),
)
PLANS = [parse_bytes(text.encode(), f"{n}.txt") for n, text in enumerate((DON, TWIN_TOWN, MATRIX))]
BY_ID = {one.id: one for one in PLANS}
DON_PLAN, TOWN, HONG = PLANS


def line_of(one: Plan, words: str) -> int:
    """The number of the line that holds ``words``."""
    return next(number for number, line in enumerate(one.lines, start=1) if words in line)


def at(number: int, one: Plan, *words: str) -> Citation:
    """A citation of the lines from the first to the last that hold ``words``."""
    lines = [line_of(one, word) for word in words]
    first, last = min(lines), max(lines)
    passage = next(
        p for p in one.passages if p.span.line_start <= first and last <= p.span.line_end
    )
    return Citation(
        id=number,
        passage_id=passage.id,
        plan_id=one.id,
        organization=one.organization.name if one.organization else None,
        fiscal_years=one.fiscal_years,
        title=one.title,
        source=one.source,
        section=(),
        line_start=first,
        line_end=last,
        page=None,
        quote="\n".join(one.lines[first - 1 : last]),
    )


def judged(text: str, *citations: Citation, answerable: bool = True) -> tuple[Claim, ...]:
    return judge(Answer(text, answerable, citations=citations), BY_ID)


ORIENTATION = at(1, DON_PLAN, "ปฐมนิเทศ")
CORRESPONDENCE = at(2, DON_PLAN, "งานสารบรรณ")
CAMP = at(1, DON_PLAN, "ค่ายธรรมะ")
STRATEGY_1 = at(1, HONG, "คนเก่ง")
TOTALS = at(1, HONG, "รวม\t")


@pytest.mark.parametrize(
    ("sentence", "citations"),
    [
        ("โครงการปฐมนิเทศพนักงานใหม่: งบประมาณ 15,000 บาท [1]", [ORIENTATION]),
        ("ผู้เข้าร่วม ๑๒ คน · ระยะเวลา ตุลาคม 2568 [1]", [ORIENTATION]),
        ("ตามแผนของเทศบาลตำบลดอนสมมุติ ปีงบประมาณ 2569 [1]", [ORIENTATION]),
        ("รวม 35,000 บาท จาก 2 รายการ [1][2]", [ORIENTATION, CORRESPONDENCE]),
        ("ต่างกัน 5,000 บาท: 20,000 บาท กับ 15,000 บาท [1][2]", [ORIENTATION, CORRESPONDENCE]),
        ("โครงการปฐมนิเทศพนักงานใหม่ หนึ่งหมื่นห้าพันบาท หรือ 1.5 หมื่นบาท [1]", [ORIENTATION]),
        ("เฉลี่ย 17,500 บาท: รวม 35,000 บาท จาก 2 รายการ [1][2]", [ORIENTATION, CORRESPONDENCE]),
        ("มัธยฐาน 17,500 บาท ต่ำสุด 15,000 บาท [1][2]", [ORIENTATION, CORRESPONDENCE]),
        ("โครงการบริจาคโลหิต: แผนไม่ได้ระบุงบประมาณ [1]", [at(1, DON_PLAN, "บริจาคโลหิต")]),
        ("โครงการงดรับของขวัญ: ไม่ใช้งบประมาณ [1]", [at(1, DON_PLAN, "งดรับของขวัญ")]),
        ("กองคลัง: งบประมาณยุทธศาสตร์ที่ 1 คนเก่ง 40,000 บาท [1]", [STRATEGY_1]),
        ("รวม 170,000 บาท (ยุทธศาสตร์ที่ 1 คนเก่ง 3 ส่วนราชการ) [1]", [STRATEGY_1]),
        ("รวม 70,000 บาท (กองคลัง 40,000 + กองช่าง 30,000) [1]", [STRATEGY_1]),
        ("รวม 201,000 บาท จาก 3 ส่วนราชการ [1]", [TOTALS]),
        ("ตามแผนของเทศบาลตำบลหนองสมมุติ ปีงบประมาณ 2567-2569 [1]", [TOTALS]),
        ("กองช่างได้ร้อยละ 17.91 ของทั้งหมด: 36,000 จาก 201,000 รวม 3 ส่วนราชการ [1]", [TOTALS]),
    ],
)
def test_what_the_lines_say_or_add_up_to_is_supported(
    sentence: str, citations: Sequence[Citation]
) -> None:
    (claim,) = judged(sentence, *citations)
    assert (claim.supported, claim.unsupported, claim.idle) == (True, (), ())


@pytest.mark.parametrize(
    ("sentence", "citations", "missing"),
    [
        # Another figure; a target in the place of the budget; a sum of other rows.
        ("โครงการปฐมนิเทศพนักงานใหม่: งบประมาณ 16,000 บาท [1]", [ORIENTATION], "16,000"),
        ("โครงการปฐมนิเทศพนักงานใหม่: งบประมาณ 12 บาท [1]", [ORIENTATION], "12"),
        ("รวม 36,000 บาท จาก 2 รายการ [1][2]", [ORIENTATION, CORRESPONDENCE], "36,000"),
        ("มัธยฐาน 16,000 บาท [1][2]", [ORIENTATION, CORRESPONDENCE], "16,000"),
        ("รวม 35,000 บาท จาก 2 รายการ [1]", [ORIENTATION], "35,000"),
        ("รวม 35,000 บาท จาก 3 รายการ [1][2]", [ORIENTATION, CORRESPONDENCE], "3"),
        # A difference that no word of the sentence announces.
        ("งบประมาณ 5,000 บาท 20,000 บาท 15,000 บาท [1][2]", [ORIENTATION, CORRESPONDENCE], "5,000"),
        # Another year, month, organisation, department.
        ("ตามแผนของเทศบาลตำบลดอนสมมุติ ปีงบประมาณ 2568 [1]", [ORIENTATION], "2568"),
        ("โครงการปฐมนิเทศพนักงานใหม่ ระยะเวลา ตุลาคม 2569 [1]", [ORIENTATION], "10/2569"),
        ("โครงการปฐมนิเทศพนักงานใหม่ ระยะเวลา มีนาคม [1]", [ORIENTATION], "มีนาคม"),
        ("โครงการปฐมนิเทศของเทศบาลเมืองคู่แฝด [1]", [ORIENTATION], "เทศบาลเมืองคู่แฝด"),
        ("โครงการปฐมนิเทศพนักงานใหม่ของกองช่าง [1]", [ORIENTATION], "กองช่าง"),
        ("กองคลัง: งบประมาณยุทธศาสตร์ที่ 1 30,000 บาท [1]", [STRATEGY_1], "กองคลัง 30,000"),
        ("ตามแผนของเทศบาลตำบลหนองสมมุติ ปีงบประมาณ 2568-2569 [1]", [TOTALS], "2568-2569"),
        # Another organisation by its short name, its core, or one that no plan is of.
        ("ทม.คู่แฝด โครงการปฐมนิเทศพนักงานใหม่ [1]", [ORIENTATION], "เทศบาลเมืองคู่แฝด"),
        ("เทศบาลนครบ้านไกล โครงการปฐมนิเทศพนักงานใหม่ [1]", [ORIENTATION], "เทศบาลนครบ้านไกล"),
        # Money in other ways of writing it, and of another size.
        ("โครงการปฐมนิเทศพนักงานใหม่ ฿12 [1]", [ORIENTATION], "12"),
        ("โครงการปฐมนิเทศพนักงานใหม่ งบ 12.- [1]", [ORIENTATION], "12"),
        ("โครงการปฐมนิเทศพนักงานใหม่ งบประมาณ (บาท) 12 [1]", [ORIENTATION], "12"),
        ("โครงการปฐมนิเทศพนักงานใหม่ 15,000 ล้านบาท [1]", [ORIENTATION], "15,000 ล้าน"),
        ("โครงการปฐมนิเทศพนักงานใหม่ หนึ่งล้านบาท [1]", [ORIENTATION], "หนึ่งล้าน"),
        # The amounts of two rows exchanged.
        (
            "โครงการปฐมนิเทศพนักงานใหม่ 20,000 บาท โครงการอบรมงานสารบรรณ 15,000 บาท [1][2]",
            [ORIENTATION, CORRESPONDENCE],
            "20,000",
        ),
        # No budget, of a row that has one.
        ("โครงการปฐมนิเทศพนักงานใหม่: ไม่ใช้งบประมาณ [1]", [ORIENTATION], "ไม่ใช้งบประมาณ"),
        ("โครงการค่ายธรรมะ: แผนไม่ได้ระบุงบประมาณ [1]", [CAMP], "ไม่ได้ระบุงบประมาณ"),
        # Words of something else altogether.
        ("ผู้ที่ขาดอบรมต้องทำหนังสือชี้แจงต่อนายอำเภอ [1]", [ORIENTATION], "นายอำเภอ"),
        # A citation that the answer doesn't have.
        ("โครงการปฐมนิเทศพนักงานใหม่: งบประมาณ 15,000 บาท [7]", [ORIENTATION], "[7]"),
    ],
)
def test_what_the_lines_do_not_say_is_named(
    sentence: str, citations: Sequence[Citation], missing: str
) -> None:
    (claim,) = judged(sentence, *citations)
    assert not claim.supported
    assert missing in claim.unsupported


def test_the_figure_of_another_row_is_not_supported() -> None:
    (claim,) = judged("โครงการปฐมนิเทศพนักงานใหม่: งบประมาณ 15,000 บาท [1]", CAMP)
    assert claim.unsupported[0] == "15,000"


def test_a_sentence_that_cites_nothing_is_not_supported() -> None:
    cited, uncited = judged("โครงการค่ายธรรมะ: งบประมาณ 40,000 บาท [1]\nโครงการนี้ยกเลิกแล้ว", CAMP)
    assert cited.supported
    assert (uncited.supported, uncited.citations) == (False, ())


def test_a_citation_that_adds_nothing_is_idle() -> None:
    (claim,) = judged(
        "โครงการปฐมนิเทศพนักงานใหม่: งบประมาณ 15,000 บาท [1][2]", ORIENTATION, CORRESPONDENCE
    )
    assert (claim.supported, claim.idle) == (True, (2,))


def test_one_of_two_citations_that_each_support_it_is_not_idle() -> None:
    """After ALCE: irrelevant is only what neither supports alone nor is missed."""
    (claim,) = judged(
        "ตามแผนของเทศบาลตำบลดอนสมมุติ ปีงบประมาณ 2569 [1][2]", ORIENTATION, CORRESPONDENCE
    )
    assert claim.idle == ()


def test_a_refusal_states_what_it_cites_and_sums_of_money() -> None:
    refusal = "ไม่พบข้อมูลเรื่อง “โดรน” ในแผนของเทศบาลตำบลดอนสมมุติ\nเรื่องใกล้เคียง: ค่ายธรรมะ"
    assert judged(refusal, answerable=False) == ()
    (claim,) = judged(f"{refusal}\nงบประมาณ 99,000 บาท", answerable=False)
    assert not claim.supported
    (claim,) = judged(f"{refusal}\nโครงการค่ายธรรมะ 40,000 บาท [1]", CAMP, answerable=False)
    assert claim.supported


def test_asking_back_states_nothing_but_figures() -> None:
    back = "ต้องการข้อมูลของหน่วยงานใด"
    assert judge(Answer(back, False, needs="organization"), BY_ID) == ()
    lying = Answer(f"{back}\nงบประมาณ 9,999,999 บาท", False, needs="organization")
    assert [claim.supported for claim in judge(lying, BY_ID)] == [False]


@pytest.mark.parametrize("lie", ["จัดอบรม 40 คน", "ค่าใช้จ่าย 5 หมื่น", "ร้อยละ 80", "ใช้เวลา 3 วัน", "฿70"])
def test_a_refusal_does_not_count_unseen(lie: str) -> None:
    (claim,) = judged(f"ไม่พบข้อมูลเรื่องนี้\n{lie}", answerable=False)
    assert not claim.supported


def test_that_a_plan_lacks_something_needs_no_citation_but_a_figure_does() -> None:
    assert judged("ไม่พบเรื่องนี้ในแผนของเทศบาลเมืองคู่แฝด") == ()
    (claim,) = judged("ไม่มีโครงการที่งบประมาณเกิน 5,000 บาท")
    assert not claim.supported


@pytest.mark.parametrize("quote", ["โครงการค่ายธรรมะ", "ผู้เข้าร่วม 30 คน\t40,000"])
def test_a_pointer_is_valid_where_its_quote_stands(quote: str) -> None:
    assert valid_pointer(replace(CAMP, quote=quote), BY_ID)


@pytest.mark.parametrize(
    "changed",
    [
        {"quote": "โครงการปฐมนิเทศ"},
        {"quote": ""},
        {"line_start": 1},
        {"passage_id": "another"},
        {"line_end": 10_000},
        {"source": "other.txt"},
        {"plan_id": "gone"},
        {"plan_id": TOWN.id},
    ],
)
def test_a_pointer_to_other_lines_another_file_or_no_plan_is_not(
    changed: dict[str, object],
) -> None:
    assert not valid_pointer(replace(CAMP, **changed), BY_ID)
