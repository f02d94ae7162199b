"""Lists whose items have the same parts as rows of a table."""

from __future__ import annotations

import pytest

from tests.ingest.parsing import kinds, plan, projects, roles, table, texts

COURSES = (
    "กองช่าง",
    "- นายช่างโยธา ▸ การสำรวจด้วยโดรน ▸ ๒ ที่ ▸ ธ.ค. ๒๕๖๙ ▸ ๑๗,๐๐๐ บาท/ที่",
    "- นายช่างไฟฟ้า ▸ โซลาร์บนหลังคา ▸ ๑ ที่ ▸ พ.ค. ๒๕๗๐ ▸ ๙,๐๐๐ บาท/ที่",
    "",
    "กองคลัง",
    "- เจ้าพนักงานพัสดุ ▸ การตรวจรับงานจ้าง ▸ ๒ ที่ ▸ - ▸ ๘,๔๐๐ บาท/ที่",
)


def test_parts_are_columns_by_what_all_items_have_there() -> None:
    made = table(*COURSES)
    assert roles(made) == ["position", "name", "audience", "timing", ""]
    assert kinds(made) == ["scope", "body", "body", "scope", "body"]
    assert texts(made.rows[1])[4] == "๑๗,๐๐๐ บาท/ที่"


def test_courses_of_a_list_are_projects_of_the_department_above() -> None:
    drone, solar, checking = projects(plan(*COURSES))
    assert (drone.name, drone.timing) == ("การสำรวจด้วยโดรน", "ธ.ค. 2569")
    assert (solar.unit, checking.unit) == ("กองช่าง", "กองคลัง")
    assert drone.audience == "นายช่างโยธา ๒ ที่"
    assert checking.timing == ""


def test_what_each_place_costs_is_no_budget_and_an_amount_is_one() -> None:
    assert all(p.budget.kind == "not_stated" for p in projects(plan(*COURSES)))
    whole = [line.replace("/ที่", "") for line in COURSES]
    assert [p.budget.baht for p in projects(plan(*whole))] == [17_000, 9_000, 8_400]


def test_parts_with_labels_give_them_to_their_columns() -> None:
    made = table(
        "๑) เรื่อง: ภาษี | งบ: ๕,๐๐๐ บาท | เวลา: ม.ค. ๒๕๖๙",
        "๒) เรื่อง: พัสดุ | งบ: ๖,๐๐๐ บาท | เวลา: ก.พ. ๒๕๖๙",
        "๓) เรื่อง: สารบรรณ | งบ: ๗,๐๐๐ บาท | เวลา: มี.ค. ๒๕๖๙",
    )
    assert [column.label for column in made.columns] == ["เรื่อง", "งบ", "เวลา"]
    assert texts(made.rows[1]) == {0: "พัสดุ", 1: "๖,๐๐๐ บาท", 2: "ก.พ. ๒๕๖๙"}


@pytest.mark.parametrize(
    "lines",
    [
        ("- ซื่อสัตย์ ; ตรงเวลา ; รับผิดชอบ", "- สุภาพ ; เต็มใจ ; เท่าเทียม", "- ประหยัด ; คุ้มค่า ; โปร่งใส"),
        ("- นิติกร ▸ กฎหมาย ▸ ม.ค. ๒๕๖๙", "- วิศวกรโยธา ▸ ตรวจอาคาร ▸ ก.พ. ๒๕๖๙"),
        ("- ม.ค. ๒๕๖๙ ; ก.พ. ๒๕๖๙", "- มี.ค. ๒๕๖๙ ; เม.ย. ๒๕๖๙", "- พ.ค. ๒๕๖๙ ; มิ.ย. ๒๕๖๙"),
    ],
    ids=["words", "two items", "two parts"],
)
def test_other_lists_stay_text(lines: tuple[str, ...]) -> None:
    assert not plan(*lines).tables
