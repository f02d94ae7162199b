"""Years and times of an example turned into those of a draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drafting.years import in_years, law_years, timing, whole
from ingest.text.years import find_years

ONE, THREE = (2570,), (2570, 2571, 2572)


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("อบรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", (2569,), ONE, "อบรม ประจำปีงบประมาณ พ.ศ. 2570"),
        ("อบรม ประจำปี 2568", (2569,), ONE, "อบรม ประจำปี 2570"),
        ("แผน พ.ศ. 2567 - 2569", (2567, 2568, 2569), THREE, "แผน พ.ศ. 2570 - 2572"),
        ("ร้อยละ 70 ของปี 69", (2569,), ONE, "ร้อยละ 70 ของปี 2570"),
        ("ภายใน 30 กันยายน 2569", (2569,), ONE, "ภายใน 30 กันยายน 2570"),
        ("ตามพระราชบัญญัติเทศบาล พ.ศ. 2496", (2569,), ONE, "ตามพระราชบัญญัติเทศบาล พ.ศ. 2496"),
        ("ตามระเบียบ 2542 พ.ศ. 2546", (2569,), ONE, "ตามระเบียบ 2542 พ.ศ. 2546"),
        ("ทบทวนแผน (ปีงบประมาณ 2573 - 2575)", (2569,), ONE, "ทบทวนแผน"),
        ("ผู้เข้าร่วมปีละ 50 คน", (2569,), ONE, "ผู้เข้าร่วมปีละ 50 คน"),
        ("ลดลงจากปี 2560", (2569,), ONE, None),
        ("ในการประชุมครั้งที่ 9/2567", (2568,), ONE, None),
        ("ใช้ตั้งแต่ปี 2026", (2569,), ONE, None),
    ],
)
def test_years_are_the_drafts_or_the_text_is_not_used(
    text: str, old: tuple[int, ...], new: tuple[int, ...], expected: str | None
) -> None:
    assert in_years(text, old, new) == expected


@pytest.mark.parametrize(
    ("text", "quarters", "expected"),
    [
        ("มีนาคม ๒๕๖๙", (), "มี.ค. 2570"),
        ("ธ.ค. 67 - ก.พ. 68", (), "ธ.ค. 2569 – ก.พ. 2570"),
        ("พ.ย. 2568, พ.ค. 2569", (), "พ.ย. 2569, พ.ค. 2570"),
        ("ต.ค. 68 - ก.ย. 69", (), "ต.ค. 2569 – ก.ย. 2570"),
        ("1 ต.ค. 2568 ถึง 30 ก.ย. 2569", (), "ต.ค. 2569 – ก.ย. 2570"),
        ("ก.พ.–เม.ย. 69, มิ.ย.–ส.ค. 69", (), "ก.พ. – เม.ย. 2570, มิ.ย. – ส.ค. 2570"),
        ("ม.ค. 69, มี.ค.-พ.ค. 69", (), "ม.ค. 2570, มี.ค. – พ.ค. 2570"),
        ("เริ่มไตรมาสที่ 1 (แผนไม่ได้ระบุไตรมาสสิ้นสุด)", (1,), "เริ่มไตรมาสที่ 1 (ต.ค. 2569)"),
        ("ไตรมาสที่ 2 ถึงไตรมาสที่ 3", (2, 3), "ไตรมาสที่ 2 – 3 (ม.ค. – มิ.ย. 2570)"),
        ("ไตรมาสที่ 1", (), "ไตรมาสที่ 1 (ต.ค. – ธ.ค. 2569)"),
        ("ไตรมาส 1-4", (), "ต.ค. 2569 – ก.ย. 2570"),
        ("ตลอดปีงบประมาณ", (), "ต.ค. 2569 – ก.ย. 2570"),
        ("← →", (), "ต.ค. 2569 – ก.ย. 2570"),
        ("", (), "ต.ค. 2569 – ก.ย. 2570"),
    ],
)
def test_a_time_of_an_example_is_one_of_the_fiscal_year(
    text: str, quarters: tuple[int, ...], expected: str
) -> None:
    assert timing(text, quarters, (2569,), ONE) == expected


def test_a_draft_of_several_years_gives_the_span() -> None:
    assert whole(THREE) == "ต.ค. 2569 – ก.ย. 2572"
    assert timing("มีนาคม 2569", (), (2569,), THREE) == "มี.ค. ของทุกปี"


WORDS = st.sampled_from(
    ["อบรม", "ปี", "พ.ศ. ", "ประจำปีงบประมาณ ", "2569", "๒๕๖๘", "69", " - ", "(", ")", "มี.ค. ",
     "ตุลาคม ", "พระราชบัญญัติ", " 40 คน", "2542", "/", " "]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map("".join))
def test_no_other_year_is_left(text: str) -> None:
    told = in_years(text, (2568, 2569), ONE)
    if told is not None:
        allowed = {2570, 2569} | law_years(told)
        assert set(find_years(told)) <= allowed, told
