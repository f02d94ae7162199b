"""What running text says, asked in other words; and what the same words must not be told."""

from __future__ import annotations

import pytest

from api.answering import Answer, Ask, answer
from api.answering.understanding.asker import is_about_asker
from api.answering.understanding.series import LAST, items_asked
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import HEADER, plan, row

TOWN = "เทศบาลตำบลถ้อยสมมุติ"
OTHER = "เทศบาลตำบลเงียบสมมุติ"
SAID = plan(
    TOWN,
    "๒๕๖๙",
    "๒.๑ ความต้องการเรียนรู้",
    "",
    "เทศบาลสำรวจความต้องการเรียนรู้ของพนักงานแล้ว สรุปได้ดังนี้",
    "",
    "(๑) ความต้องการด้านทักษะ",
    "",
    "- ๑) การตัดต่อภาพ",
    "- ๒) การพูดในที่ชุมชน",
    "",
    "(๒) ความต้องการด้านความรู้",
    "",
    "- ๑) กฎหมายผังเมือง",
    "- ๒) การคลังท้องถิ่น",
    "",
    "๒.๒ ขั้นตอนการขอไปฝึกอบรม",
    "",
    "๑. ยื่นคำขอไปฝึกอบรมต่อหัวหน้า",
    "๒. เดินทางไปฝึกอบรม",
    "๓. ส่งใบสำคัญให้กองคลัง",
    "",
    "๒.๓ ค่านิยม BRIDGE",
    "",
    *(
        x
        for w in ("Brave", "Respect", "Insight", "Diligent")
        for x in (f"{w[0]} = {w}", "", f"ความหมายของคำว่า {w} ที่พนักงานยึดถือ", "")
    ),
    "๒.๔ ความก้าวหน้า",
    "",
    "จัดให้มีระบบแจ้งเตือนการเลื่อนระดับทางอีเมลของพนักงานทุกคน โดยเตือนล่วงหน้าหกเดือนก่อนครบเวลา",
    "",
    "ยุทธศาสตร์ที่ ๑ พัฒนาความรู้",
    "",
    HEADER,
    row("๑", "โครงการคัดเลือกพนักงานดีเด่น", "๓ คน", "๙,๐๐๐", "ส.ค. ๒๕๖๙", "สำนักปลัด"),
)
SILENT = plan(
    OTHER,
    "๒๕๖๙",
    "๒.๑ ด้านบุคลากร",
    "",
    "- เพิ่มพนักงานที่มีทักษะตามความต้องการของงาน",
    "- ให้พนักงานเรียนรู้ตามความต้องการของหน่วยงาน",
)


def _ask(library_of: LibraryOf, question: str, town: str = TOWN) -> Answer:
    return answer(Ask(question, town), library_of(SAID, SILENT))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("ความต้องการด้านทักษะอันดับหนึ่งคืออะไร", ["การตัดต่อภาพ"], ["การพูด", "ผังเมือง"]),
        ("สำรวจแล้ว ความต้องการอันดับ 1 ด้านทักษะคือไร แล้วด้านความรู้ล่ะ", ["ตัดต่อ", "ผังเมือง"], ["การพูด"]),
        (
            "สำรวจความต้องการเรียนรู้ อันดับ1ด้านทักษะคือไร แล้วด้านความรู้ล่ะ",
            ["ตัดต่อ", "ผังเมือง"],
            ["การพูด"],
        ),
        ("ขอไปฝึกอบรมมีกี่ลำดับ ลำดับสุดท้ายคือไร", ["3 ลำดับ", "กองคลัง"], ["เดินทาง"]),
        ("ในเอกสารนโยบาย ขั้นตอนการขอไปฝึกอบรมมีกี่ขั้น ขั้นแรกทำอะไร", ["3 ขั้น", "ยื่นคำขอ"], ["กองคลัง"]),
        ("ความต้องการด้านความรู้มีสองข้อ ได้แก่อะไร", ["ผังเมือง", "การคลัง"], ["การตัดต่อ"]),
        ("ตัว R กับตัว D ในค่านิยมย่อมาจากอะไร", ["Respect", "Diligent"], ["Brave", "Insight"]),
        ("ถึงเวลาเลื่อนระดับ มีช่องทางบอกเราไหม", ["อีเมล"], []),
    ],
)  # fmt: skip
def test_another_wording_is_told_the_same(
    library_of: LibraryOf, question: str, said: list[str], unsaid: list[str]
) -> None:
    told = _ask(library_of, question)
    assert told.answerable, told.text
    assert all(word in told.text for word in said), told.text
    assert not any(word in told.text for word in unsaid), told.text


@pytest.mark.parametrize(
    "question",
    ["ใครได้เป็นพนักงานดีเด่นปีล่าสุดบ้าง ขอรายชื่อ", "พนักงานดีเด่นปีก่อนคือใคร", "ใครได้รับรางวัลพนักงานดีเด่น"],
)
def test_who_won_is_in_no_plan(library_of: LibraryOf, question: str) -> None:
    assert not _ask(library_of, question).answerable


@pytest.mark.parametrize("question", ["ใครรับผิดชอบคัดเลือกพนักงานดีเด่น", "หน่วยงานไหนจัดคัดเลือกพนักงานดีเด่น"])
def test_who_holds_the_contest_is(library_of: LibraryOf, question: str) -> None:
    assert "สำนักปลัด" in _ask(library_of, question).text


@pytest.mark.parametrize(
    "question",
    ["ผลสำรวจความต้องการเรียนรู้ พนักงานต้องการทักษะใดมากที่สุด", "จากแบบสำรวจ พนักงานอยากเรียนรู้อะไร"],
)
def test_a_survey_that_a_plan_tells_nothing_of_found_nothing(
    library_of: LibraryOf, question: str
) -> None:
    assert not _ask(library_of, question, OTHER).answerable
    assert _ask(library_of, question).answerable


def test_what_to_do_next_is_of_everybody() -> None:
    for said in ("อบรมเสร็จแล้ว ผมต้องทำอะไรต่อ", "ดิฉันกลับจากฝึกอบรมแล้วต้องทำยังไง"):
        assert not is_about_asker(said, names_position=False, counts=False)
    for said in ("ผมต้องอบรมอะไรต่ออีกบ้าง", "หนูเรียนจบแล้วควรพัฒนาทักษะอะไรต่อ"):
        assert is_about_asker(said, names_position=False, counts=False)


def test_an_item_may_be_said_by_its_rank() -> None:
    assert items_asked("อันดับ 1 กับอันดับสุดท้าย") == (1, LAST)
    assert items_asked("อันดับหนึ่งของพนักงาน") == (1,) and items_asked("มิติที่ 4 คือ") == (4,)
    assert items_asked("ด้าน 3 คน") == () and items_asked("โครงการที่หนึ่งของ") == ()


def test_a_share_is_of_its_row_and_of_its_column(ask_samples: Say) -> None:
    said = ask_samples("ศิลาวารี คนจบปริญญาโทเป็นพนักงานเทศบาลร้อยละเท่าไรของคนจบปริญญาโททั้งหมด")
    assert "34.78" in said.text and "48 จาก 138 คน" in said.text
    assert "30.00" in said.text and "48 จาก 160 คน" in said.text
