"""Words written twice, the era without its space, objectives without their "for"."""

from __future__ import annotations

import pytest

from api.drafting.slips import as_objective, mended


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ได้รับการการบรรจุ", "ได้รับการบรรจุ"),
        ("มีทักษะ ทักษะที่ดี", "มีทักษะที่ดี"),
        ("เพื่อเพื่อให้บุคลากรมีความรู้", "เพื่อให้บุคลากรมีความรู้"),
        ("ประจำปีงบประมาณ พ.ศ.2570", "ประจำปีงบประมาณ พ.ศ. 2570"),
        ("พ. ศ. 2570", "พ.ศ. 2570"),
        ("ผ่านเกณฑ์ร้อยละ80", "ผ่านเกณฑ์ร้อยละ 80"),
    ],
)
def test_a_slip_is_put_right(written: str, meant: str) -> None:
    assert mended(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "การบริหารจัดการการเงิน",
        "โครงการการเพิ่มประสิทธิภาพ",
        "ทางราชการการเมือง",
        "สมรรถนะหลัก หลักสูตรพื้นฐาน",
        "การทำงาน งานบริการ",
        "ร่าง พ.ร.บ. 12345",
    ],
)
def test_what_is_meant_so_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        ("พัฒนาความรู้ด้านดิจิทัล", "เพื่อพัฒนาความรู้ด้านดิจิทัล"),
        ("ให้พนักงานมีวินัย", "เพื่อให้พนักงานมีวินัย"),
        ("บุคลากรมีความรู้", "เพื่อให้บุคลากรมีความรู้"),
        ("เพื่อให้บุคลากรมีความรู้", "เพื่อให้บุคลากรมีความรู้"),
        ("1) เพื่อพัฒนา 2) เพื่อสร้าง", "1) เพื่อพัฒนา 2) เพื่อสร้าง"),
        ("", ""),
    ],
)
def test_an_objective_says_what_for(text: str, objective: str) -> None:
    assert as_objective(text) == objective
