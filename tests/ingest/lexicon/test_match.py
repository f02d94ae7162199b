"""Names in text: found as people write them, and not where the word means something else."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lexicon.match import (
    find_departments,
    find_employee_types,
    find_positions,
    find_spelled,
)
from ingest.lexicon.positions import positions
from tests.ingest.lexicon.misspell import SLIPS
from tests.work import growth, steps


def names(matches: tuple) -> list[str]:
    return [m.canonical for m in matches]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("จพง.ธุรการ ทต. อบรมอะไร", "เจ้าพนักงานธุรการ"),
        ("จพง . ธุร การ", "เจ้าพนักงานธุรการ"),
        ("จนท.บัญชีอยากอบรม", "เจ้าพนักงานการเงินและบัญชี"),
        ("นวช.เงินและบัญชี", "นักวิชาการเงินและบัญชี"),
        ("ผอ.กองช่างลงหลักสูตรไหน", "ผู้อำนวยการกองช่าง"),
        ("ผอ.ศึกษา", "ผู้อำนวยการกองการศึกษา"),
        ("หน.สป.", "หัวหน้าสำนักปลัด"),
        ("ผช.จพง.ธุรการ", "ผู้ช่วยเจ้าพนักงานธุรการ"),
        ("นักทรัพฯ", "นักทรัพยากรบุคคล"),
        ("ครู (ศูนย์พัฒนาเด็กเล็ก)", "ครูผู้ดูแลเด็ก"),
        ("ครู ศพด. อบรมอะไร", "ครูผู้ดูแลเด็ก"),
        ("นายช่างโยธาอาวุโส", "นายช่างโยธา"),
        ("รองปลัดเทศบาลตำบลสมมุติ", "รองปลัดเทศบาล"),
        ("ธุรการต้องเรียนอะไร", "เจ้าพนักงานธุรการ"),
        ("ตำแหน่งพัสดุ", "เจ้าพนักงานพัสดุ"),
        ("which course is for civil engineers", "วิศวกรโยธา"),
        ("HR officer", "นักทรัพยากรบุคคล"),
        ("นิติกอนต้องทำอะไร", "นิติกร"),
        ("ตำแหน่งทรัพยากนบุคคล", "นักทรัพยากรบุคคล"),
        ("นักทัพยากรบุคล", "นักทรัพยากรบุคคล"),
        ("เจ้าพนักงานป้องกันและบรรเทาสาธรณภัย", "เจ้าพนักงานป้องกันและบรรเทาสาธารณภัย"),
        ("พยาบานวิชาชีพ", "พยาบาลวิชาชีพ"),
    ],
)
def test_position_is_found(text: str, canonical: str) -> None:
    assert names(find_positions(text)) == [canonical]


@pytest.mark.parametrize(
    "text",
    [
        "ครุภัณฑ์การศึกษา",
        "วันครู",
        "พนักงานครูเทศบาล",
        "นิติกรรมสัญญา",
        "วิศวกรรมโยธา",
        "สำนักช่าง กองช่าง",
        "งบของสำนักปลัดเทศบาล",
        "การบริหารทรัพยากรบุคคล",
        "อบรมระบบบัญชี",
        "ความรู้เรื่องพัสดุ",
        "การจัดทำผังเมือง",
        "ยามเช้า",
        "transit officers of it",
        "",
        " . ",
    ],
)
def test_no_position_is_found(text: str) -> None:
    assert find_positions(text) == ()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("กอง การศึกษา", "กองการศึกษา"),
        ("งบกองศึกษาเท่าไร", "กองการศึกษา"),
        ("สำนักงานปลัดเทศบาล", "สำนักปลัด"),
        ("สป.", "สำนักปลัด"),
        ("งบของคลัง", "กองคลัง"),
        ("กองสาธารนสุข", "กองสาธารณสุขและสิ่งแวดล้อม"),
        ("กองสวัสดิการ และสังคม", "กองสวัสดิการสังคม"),
    ],
)
def test_department_is_found(text: str, canonical: str) -> None:
    assert names(find_departments(text)) == [canonical]


@pytest.mark.parametrize(
    "text", ["คลังข้อมูล", "ส.ป.ก.", "อสป.", "ช่างโยธา", "สปริงเกอร์", "กองหลัง", "การศึกษา"]
)
def test_no_department_is_found(text: str) -> None:
    assert find_departments(text) == ()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("พนจ.ภารกิจ", "พนักงานจ้างตามภารกิจ"),
        ("พนักงานจ้างตามภาระกิด", "พนักงานจ้างตามภารกิจ"),
        ("พนักงาน เทศบาล", "พนักงานเทศบาล"),
        ("ลูกจ้างประจํา", "ลูกจ้างประจำ"),
        ("พนักงานจ้าง", "พนักงานจ้าง"),
    ],
)
def test_employee_type_is_found(text: str, canonical: str) -> None:
    assert names(find_employee_types(text)) == [canonical]


def test_the_range_is_that_of_the_source() -> None:
    text = "ให้ จพง . ธุร การ ไป"
    (match,) = find_positions(text)
    assert text[match.start : match.end] == "จพง . ธุร การ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("อบรมนายช่างสำรวจของกองช่าง", ["กองช่าง", "นายช่างสำรวจ"]),
        ("อบรมนายช่างสำรวด", []),
        # What a longer misspelt name would hide.
        ("ผู้อำนวยการกองคลงและกองช่าง", ["กองช่าง"]),
    ],
)
def test_names_as_the_lexicon_spells_them(text: str, expected: list[str]) -> None:
    assert names(find_spelled(text)) == expected


def test_a_misspelling_is_marked() -> None:
    (right,), (wrong,) = find_positions("นายช่างสำรวจ"), find_positions("นายช่างสำรวด")
    assert (right.exact, right.score) == (True, 1.0)
    assert not wrong.exact and wrong.score < 1.0


def test_two_readings_come_with_the_likelier_first() -> None:
    found = find_positions("ตำแหน่งจัดเก็บรายได้") + find_positions("director of finance division")
    assert found[0].canonical == "เจ้าพนักงานจัดเก็บรายได้"
    assert found[-1].canonical == "ผู้อำนวยการกองคลัง"


def test_every_position_is_found_by_its_name() -> None:
    missed = [
        p.name
        for p in positions()
        if not p.risky and p.name not in names(find_positions(f"ตำแหน่ง{p.name} ปี 2569"))
    ]
    assert missed == []


def test_misspelt_positions_are_found_and_rarely_mistaken() -> None:
    """One slip in each name; 0.976 and 0.001 when the thresholds were chosen."""
    pick = random.Random(11)
    found = wrong = asked = 0
    for position in positions():
        for slip in SLIPS:
            misspelt = slip(position.name, pick)
            if position.risky or not misspelt or misspelt == position.name:
                continue
            asked += 1
            got = names(find_positions(f"หลักสูตรสำหรับ{misspelt}ปี 2569"))
            found += position.name in got
            wrong += bool(got) and position.name not in got
    assert found / asked >= 0.96
    assert wrong / asked <= 0.005


@pytest.mark.parametrize("find", [find_positions, find_departments, find_employee_types])
def test_work_grows_no_faster_than_the_question(find: Any) -> None:
    question = ("นักวิชาการสาธารนสุขกับนักทรัพยากนบุคคลมีหลักสูตรอะไรบ้าง งบเท่าไร กองไหนดูแล " * 8)[:400]
    find("แผน")  # the names are read once
    unkept = find.__wrapped__
    assert growth(unkept, question) < 6
    assert steps(lambda: unkept(question)) < 80_000  # 41,000 at most when this was written


_PIECES = st.sampled_from(
    ["จพง.", "ธุรการ", "ครู", "กอง", "ช่าง", " ", "ํ", "า", "้", "๖", "IT", ".", "ผอ", "x"]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=20).map("".join)))
def test_ranges_lie_in_the_text_and_do_not_cross(text: str) -> None:
    for find in (find_positions, find_departments, find_employee_types):
        ranges = sorted({(m.start, m.end) for m in find(text, 0.0)})
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ranges))
