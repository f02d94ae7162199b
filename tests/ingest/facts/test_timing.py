"""When: words, ticks under years, arrows over quarters."""

from __future__ import annotations

import pytest

from ingest.structure.kinds import is_ticked
from tests.ingest.parsing import project, project_row, row


def by_words(text: str) -> tuple[str, tuple[int, ...]]:
    line = project_row("๑", "โครงการก").replace("ม.ค. ๒๕๖๙", text)
    found = project(line)
    return found.timing, found.quarters


@pytest.mark.parametrize(
    ("cell", "timing", "quarters"),
    [
        ("มี.ค. - พ.ค. ๒๕๖๙", "มี.ค. - พ.ค. 2569", ()),
        ("ตลอดปีงบประมาณ", "ตลอดปีงบประมาณ", ()),
        ("ไตรมาสที่ ๒", "ไตรมาสที่ 2", (2,)),
        ("ไตรมาส ๑-๓", "ไตรมาส 1-3", (1, 2, 3)),
        ("ไตรมาสที่ ๒ ถึงไตรมาสที่ ๔", "ไตรมาสที่ 2 ถึงไตรมาสที่ 4", (2, 3, 4)),
        ("ไตรมาสที่ ๑ และไตรมาสที่ ๔", "ไตรมาสที่ 1 และไตรมาสที่ 4", (1, 4)),
        ("-", "", ()),
        ("", "", ()),
    ],
)
def test_words(cell: str, timing: str, quarters: tuple[int, ...]) -> None:
    assert by_words(cell) == (timing, quarters)


def marked(leaves: list[str], cells: list[str]) -> tuple[str, tuple[int, ...]]:
    blanks = [""] * (len(leaves) - 1)
    header = (
        row("โครงการ", "งบประมาณ", "ระยะเวลา", *blanks, "หน่วยงาน"),
        row("", "", *leaves, ""),
    )
    found = project(row("โครงการก", "๕,๐๐๐", *cells, "กองคลัง"), header=header)
    assert found.unit == "กองคลัง"
    return found.timing, found.quarters


@pytest.mark.parametrize("text", ["1/2569", "ชาย/หญิง", "//", "/ -", ""])
def test_a_slash_between_words_is_no_tick(text: str) -> None:
    assert not is_ticked(text)


@pytest.mark.parametrize(
    ("cells", "timing"),
    [
        (("๑ พ.ย. ๒๕๖๘", "๑๕ ธ.ค. ๒๕๖๘"), "1 พ.ย. 2568 ถึง 15 ธ.ค. 2568"),
        (("๑ พ.ย. ๒๕๖๘", ""), "1 พ.ย. 2568"),
        (("", ""), ""),
    ],
)
def test_a_column_for_the_beginning_and_one_for_the_end(
    cells: tuple[str, str], timing: str
) -> None:
    header = (row("โครงการ", "งบประมาณ", "เริ่ม", "สิ้นสุด", "หน่วยงาน"),)
    found = project(row("โครงการก", "๕,๐๐๐", *cells, "กองคลัง"), header=header)
    assert (found.timing, found.unit) == (timing, "กองคลัง")


YEARS = ["๒๕๖๗", "๒๕๖๘", "๒๕๖๙"]
QUARTERS = ["ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"]


@pytest.mark.parametrize(
    ("cells", "timing", "quarters"),
    [
        (["✓", "", "✓"], "ปี 2567, 2569", ()),
        (["", "✔", ""], "ปี 2568", ()),
        (["/", "", " / "], "ปี 2567, 2569", ()),
        (["\uf0fc", "", ""], "ปี 2567", ()),
        (["✓ (ไตรมาสที่๒)"] * 3, "ไตรมาสที่ 2 (ปี 2567, 2568, 2569)", (2,)),
        (["✓ (ไตรมาสที่ ๑-๔)", "", ""], "ไตรมาสที่ 1-4 (ปี 2567)", (1, 2, 3, 4)),
        (
            ["✓ (ไตรมาสที่ ๑)", "✓ (ไตรมาสที่ ๒)", ""],
            "ไตรมาสที่ 1 (ปี 2567); ไตรมาสที่ 2 (ปี 2568)",
            (1, 2),
        ),
        (["", "", ""], "", ()),
    ],
)
def test_ticks_under_years(cells: list[str], timing: str, quarters: tuple[int, ...]) -> None:
    assert marked(YEARS, cells) == (timing, quarters)


@pytest.mark.parametrize(
    ("cells", "timing", "quarters"),
    [
        (["←", "", "", "→"], "ไตรมาสที่ 1 ถึงไตรมาสที่ 4", (1, 2, 3, 4)),
        (["", "←", "→", ""], "ไตรมาสที่ 2 ถึงไตรมาสที่ 3", (2, 3)),
        (["", "", "← →", ""], "ไตรมาสที่ 3", (3,)),
        (["←", "", "", ""], "เริ่มไตรมาสที่ 1 (แผนไม่ได้ระบุไตรมาสสิ้นสุด)", (1,)),
        (["", "", "→", ""], "ถึงไตรมาสที่ 3 (แผนไม่ได้ระบุไตรมาสเริ่มต้น)", (3,)),
        (["✓", "", "✓", ""], "ไตรมาส 1, ไตรมาส 3", (1, 3)),
    ],
)
def test_marks_over_quarters(cells: list[str], timing: str, quarters: tuple[int, ...]) -> None:
    assert marked(QUARTERS, cells) == (timing, quarters)


def test_an_arrow_without_quarters_is_kept_as_printed() -> None:
    assert by_words("← →") == ("← →", ())


MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค."]


@pytest.mark.parametrize(
    ("cells", "timing"),
    [
        (["✓", "", "", "✓"], "ต.ค., ม.ค."),
        (["", "√", "", ""], "พ.ย."),
        (["←", "", "", "→"], "เดือน ต.ค. ถึงเดือน ม.ค."),
        (["", "←→", "", ""], "เดือน พ.ย."),
        (["", "←", "", ""], "เริ่มเดือน พ.ย. (แผนไม่ได้ระบุเดือนสิ้นสุด)"),
        (["", "", "", ""], ""),
    ],
)
def test_marks_over_months(cells: list[str], timing: str) -> None:
    assert marked(MONTHS, cells) == (timing, ())


def calendar(years: list[str], cells: list[str]) -> str:
    header = (row("หลักสูตร", *years, "ครั้ง"), row("", *MONTHS, ""))
    return project(row("หลักสูตรก", *cells, "๒"), header=header).timing


def test_a_month_takes_the_year_above_it() -> None:
    years = ["พ.ศ. ๒๕๖๘", "", "", "พ.ศ. ๒๕๖๙"]
    assert calendar(years, ["", "", "✓", "✓"]) == "ธ.ค. 2568, ม.ค. 2569"
    assert calendar(years, ["←", "", "", "→"]) == "เดือน ต.ค. 2568 ถึงเดือน ม.ค. 2569"


def test_a_header_of_months_in_one_line() -> None:
    header = (row("กิจกรรม", "ต.ค. ๖๗", "พ.ย. ๖๗", "ธันวาคม ๒๕๖๗"),)
    assert project(row("กิจกรรมก", "", "✓", "✓"), header=header).timing == "พ.ย. 67, ธันวาคม 2567"
