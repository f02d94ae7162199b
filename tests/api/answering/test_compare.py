"""Several organisations side by side."""

from __future__ import annotations

from tests.api.answering.conftest import Say


def table_rows(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("| ") and "[" in line]


def test_one_row_an_organisation_and_the_difference(ask_towns: Say) -> None:
    said = ask_towns("เปรียบเทียบงบแข่งขันกีฬาของดอนสมมุติกับไร้กาล ต่างกันเท่าไร")
    first, second = table_rows(said.text)
    assert "ดอนสมมุติ" in first and "30,000" in first
    assert "ไร้กาล" in second and "12,000" in second
    assert "18,000 บาท" in said.text.split("\n")[0]
    assert {c.organization for c in said.citations} == {
        "เทศบาลตำบลดอนสมมุติ",
        "เทศบาลตำบลไร้กาล",
    }


def test_rows_stand_in_the_order_named(ask_towns: Say) -> None:
    said = ask_towns("เปรียบเทียบงบแข่งขันกีฬาของไร้กาลกับดอนสมมุติ")
    assert "ไร้กาล" in table_rows(said.text)[0]


def test_one_that_lacks_it_is_named_and_gets_no_row(ask_towns: Say) -> None:
    said = ask_towns("เปรียบเทียบงบค่ายธรรมะของดอนสมมุติกับไร้กาล")
    (only,) = table_rows(said.text)
    assert "ดอนสมมุติ" in only and "40,000" in only
    assert any("ไม่พบ" in line and "ไร้กาล" in line for line in said.text.split("\n"))
    assert "ต่างจาก" not in said.text


def test_what_none_has_is_refused(ask_towns: Say) -> None:
    said = ask_towns("เปรียบเทียบงบปลูกป่าของดอนสมมุติกับไร้กาล")
    assert not said.answerable and "บาท" not in said.text


def test_no_budget_is_not_taken_for_zero(ask_samples: Say) -> None:
    said = ask_samples("เปรียบเทียบงบตรวจสุขภาพของบึงกาสะลองกับไผ่ล้อมเดือน ต่างกันเท่าไร")
    assert "27,000 บาท" in said.text and "ไม่ใช้งบประมาณ" in said.text
    assert "0 บาท" not in said.text.replace("27,000 บาท", "")


def test_examples_come_with_what_helps_to_write_one(ask_samples: Say) -> None:
    said = ask_samples("ขอตัวอย่างโครงการปฐมนิเทศของธารมณี")
    (only,) = table_rows(said.text)
    assert "35,000" in only and "85" in only


def test_each_organisation_is_answered_as_alone(ask_samples: Say) -> None:
    towns = ("ศิลาวารี", "ไผ่ล้อมเดือน", "บึงกาสะลอง")
    said = ask_samples(f"กลับจากอบรมต้องรายงานภายในกี่วัน เทียบ{' '.join(towns)}")
    for town, days in zip(towns, ("10 วัน", "15 วัน", "7 วัน"), strict=True):
        (told,) = [part for part in said.text.split("ปีงบประมาณ") if days in part]
        assert days in told and "ไม่พบ" not in told
        alone = ask_samples(f"กลับจากอบรมที่{town}ต้องรายงานภายในกี่วัน")
        assert {c.line_start for c in alone.citations} <= {c.line_start for c in said.citations}


def test_only_what_alone_is_not_found_is_said_to_be_missing(ask_samples: Say) -> None:
    said = ask_samples("ทุนเรียนปริญญาโทของทองกวาวบุรีกับศิลาวารี ทุนละเท่าไร ต่างกันไหม")
    assert "120,000" in said.text
    assert "ไม่พบเรื่องนี้ในแผนของเทศบาลนครศิลาวารี" in said.text
    assert "ไม่พบเรื่องนี้ในแผนขององค์การบริหารส่วนจังหวัดทองกวาวบุรี" not in said.text


def test_nothing_is_compared_of_what_none_has(ask_samples: Say) -> None:
    said = ask_samples("เทียบค่าเช่าบ้านข้าราชการของศิลาวารีกับทองกวาวบุรี")
    assert not said.answerable
