"""Each figure, range, step and name is told of its own."""

from __future__ import annotations

import pytest

from api.proof import Ground
from api.proof.altered import altered
from api.proof.comparing import differing
from api.proof.owning import misowned
from api.proof.quantities import see
from api.proof.ranges import torn
from api.proof.reading import statement_pieces
from api.proof.stepping import missteps
from api.proof.told import beyond

SHARES = "กองคลัง 40,000, กองช่าง 25,000, กองการศึกษา 12,000"
ROUNDS = "ระยะเวลา กิจกรรมที่ 1 ม.ค. - ก.พ. 69 กิจกรรมที่ 2 มิ.ย. - ก.ค. 69"


@pytest.mark.parametrize(
    ("text", "statement", "stands"),
    [
        ("กองคลังได้ 40,000 บาท ส่วนกองช่างได้ 25,000 บาท", SHARES, True),
        ("กองคลังได้ 25,000 บาท ส่วนกองช่างได้ 40,000 บาท", SHARES, False),
        ("40,000 บาทเป็นของกองคลัง ส่วน 25,000 บาทเป็นของกองช่าง", SHARES, True),
        ("25,000 บาทเป็นของกองคลัง ส่วน 40,000 บาทเป็นของกองช่าง", SHARES, False),
        ("กองช่างและกองการศึกษาได้เท่ากันที่ 12,000 บาท", SHARES, False),
        ("กิจกรรมที่ 1 จัดมกราคมถึงกุมภาพันธ์ กิจกรรมที่ 2 จัดมิถุนายนถึงกรกฎาคม", ROUNDS, True),
        ("กิจกรรมที่ 1 จัดมิถุนายนถึงกรกฎาคม กิจกรรมที่ 2 จัดมกราคมถึงกุมภาพันธ์", ROUNDS, False),
        ("กองคลังได้มากที่สุด", "กองช่างได้มากที่สุด กองคลังได้น้อยที่สุด", False),
        ("กองช่างได้มากที่สุด", "กองช่างได้มากที่สุด กองคลังได้น้อยที่สุด", True),
    ],
)
def test_a_figure_is_its_owners(text: str, statement: str, stands: bool) -> None:
    assert (not list(misowned(text, [], statement))) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ช่วงอายุ 35 - 39 ปี มี 12 คน", True),
        ("ช่วงอายุ 35 ถึง 39 ปี มี 12 คน", True),
        ("ช่วงอายุ 30 - 39 ปี มี 12 คน", False),
        ("ช่วงอายุ 35 - 39 ปี มี 7 คน", False),
        ("อายุ >= 55 มี 7 คน", True),
        ("อายุ <= 55 มี 7 คน", False),
    ],
)
def test_a_range_is_one_figure(text: str, stands: bool) -> None:
    lines = statement_pieces("30 - 34 5, 35 - 39 12, >= 55 7")
    assert (not list(torn(text, [], lines))) == stands


STEPS = "1) สำรวจความต้องการอบรม\n2) ขออนุมัติงบประมาณ\n3) ประเมินผลผู้เข้ารับการอบรม"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ขั้นตอนแรกคือสำรวจความต้องการ", True),
        ("ขั้นตอนแรกคือขออนุมัติงบประมาณ", False),
        ("ขั้นตอนสุดท้ายคือประเมินผลผู้เข้ารับการอบรม", True),
        ("ขั้นตอนสุดท้ายคือสำรวจความต้องการ", False),
        ("สำรวจความต้องการ แล้วจึงขออนุมัติงบประมาณ", True),
        ("ขออนุมัติงบประมาณ แล้วจึงสำรวจความต้องการ", False),
    ],
)
def test_steps_keep_their_order(text: str, stands: bool) -> None:
    assert (not list(missteps(text, statement_pieces(STEPS)))) == stands


NAME = "โครงการอบรมเสริมสร้างวินัยและจรรยาบรรณพนักงานในสังกัดหน่วยงาน: 9,000 บาท"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("โครงการอบรมเสริมสร้างวินัยและจรรยาบรรณพนักงานในสังกัดหน่วยงาน 9,000 บาท", True),
        ("โครงการอบรมเสริมสร้างวินัยและจรรยาบรรณพนักงานใช้งบ 9,000 บาท", True),
        ("โครงการอบรมเสริมสร้างวินัยและจรรยาบรรณผู้บริหารในสังกัดหน่วยงาน 9,000 บาท", False),
    ],
)
def test_a_name_keeps_its_words(text: str, stands: bool) -> None:
    assert (not list(altered(text, [], NAME))) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("แผนพัฒนารายบุคคลปีงบประมาณ 2564-2566", True),
        ("แผนพัฒนารายบุคคลปีงบประมาณ 2565", True),
        ("แผนพัฒนารายบุคคลปีงบประมาณ 2567-2569", False),
        ("ข้อที่เพิ่มคือยุทธศาสตร์ที่ 5", True),
        ("ข้อที่เพิ่มคือยุทธศาสตร์ที่ 4", False),
    ],
)
def test_our_statements_are_told_as_they_are(text: str, stands: bool) -> None:
    statement = "ตามแผนพัฒนารายบุคคล ปีงบประมาณ 2564-2566\nข้อที่เพิ่มคือ ยุทธศาสตร์ที่ 5"
    assert (not list(beyond(text, [Ground((), statement)]))) == stands


def test_a_difference_is_ours() -> None:
    lines = statement_pieces("ต่างกัน 10,000 บาท: 30,000 บาท กับ 20,000 บาท")
    assert not list(differing(see("ต่างกันอยู่ 10,000 บาท"), lines))
    assert list(differing(see("ต่างกัน 20,000 บาท"), lines))
