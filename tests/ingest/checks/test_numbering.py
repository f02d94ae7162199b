"""Numbers left out, used twice or begun in the middle; and all that only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.checks.marks import inside, leading
from ingest.checks.numbering import check
from tests.ingest.checks.finding import found, plan_of
from tests.ingest.parsing import row

WARNING = "warning"


def thai(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def codes(*lines: str) -> list[tuple[str, int, str, str]]:
    return [(code, line, *rest) for code, _, line, *rest in found(check, plan_of(*lines))]


def test_a_heading_that_is_left_out() -> None:
    headings = ("๒.๑ ภารกิจ", "๒.๒ ความต้องการ", "๒.๕ คุณวุฒิ")
    text = "ข้อความของหัวข้อนี้ยาวพอที่จะเป็นย่อหน้าหนึ่ง"
    assert codes(*(part for heading in headings for part in (heading, "", text, ""))) == [
        ("number-missing", 12, "2.3", "2.5")
    ]


def test_an_item_that_is_left_out_and_one_that_is_there_twice() -> None:
    items = ["๑) ก่อน", "๒) ระหว่าง", "๔) หลัง", "๔) ติดตาม"]
    assert codes("ขั้นตอน ดังนี้", *items) == [
        ("number-missing", 7, "3)", "4)"),
        ("number-repeated", 8, "5)", "4)"),
    ]


def test_headings_that_begin_in_the_middle() -> None:
    (late,) = codes("๓.๘ ค่านิยมของเทศบาล", "", "๓.๙ กลยุทธ์การพัฒนา")
    assert late == ("number-begins-late", 4, "3.1", "3.8")


@pytest.mark.parametrize(
    "lines",
    [
        ["๑. งาน", "๑) ก", "๒) ข", "๒. คน", "๑) ค", "๒) ง", "๓. เงิน"],
        ["๑. งาน", "๑. ก", "๒. ข", "๓. ค", "๒. คน", "๑. ง", "๒. จ", "๓. เงิน"],
        ["๑. งาน", "๑.๑ ก", "๑.๒ ข", "๒. คน", "๒.๑ ค", "๒.๒ ง", "๓. เงิน"],
        ["๓. วิธีพัฒนา", "- ๓.๑ อบรม", "- ๓.๒ ดูงาน", "๔. งบประมาณ"],
        ["1. ก", "1. ข", "1. ค"],
        ["๑. ก", "๒. ข ๓. ค", "๔. ง"],
        ["๑) ก", "๒.) ข", "๓) ค"],
        ["ได้แก่ ๑) ก และ ๒) ข", "๓) ค", "๔) ง"],
        ["ยุทธศาสตร์ที่ ๑ ก", "ยุทธศาสตร์ที่ ๒ ข", "ยุทธศาสตร์ที่ ๑ ก", "ยุทธศาสตร์ที่ ๒ ข"],
        ["กำหนดการ", "๐๙.๐๐ น. ลงทะเบียน", "๑๓.๓๐ น. บรรยาย", "๑๖.๓๐ น. ปิด"],
        ["๑๗ พฤศจิกายน ๒๕๖๘", "๒๕ พฤศจิกายน ๒๕๖๘"],
        ["๔๐ ชั่วโมงต่อคน", "๙๐ วันหลังอบรม"],
        ["๒.๕ ล้านบาท", "๖.๔๔ ของทั้งหมด"],
        ["ส่วนที่ ๑ บทนำ", "ส่วนที่ ๑ บทนำ", "ส่วนที่ ๒ เนื้อหา", "ส่วนที่ ๒ เนื้อหา (ต่อ)"],
    ],
    ids=lambda lines: lines[0] + "…" + lines[-1],
)
def test_no_false_alarm(lines: list[str]) -> None:
    assert codes(*lines) == []


def test_what_a_quoted_law_is_numbered_as_is_no_heading() -> None:
    law = "ส่วนที่ ๓ การพัฒนาพนักงานเทศบาล ข้อ ๒๗๗ " + "ให้เทศบาลจัดให้มีระบบติดตามและประเมินผล " * 4
    assert codes("ส่วนที่ ๑ บทนำ", "", law, "", "ส่วนที่ ๒ เนื้อหา") == []


def test_strategies_of_a_wider_plan_may_be_selected() -> None:
    lines = ("ยุทธศาสตร์ที่ ๑ เมืองน่าอยู่", "ยุทธศาสตร์ที่ ๔ องค์กรดี")
    assert [f[:3] for f in found(check, plan_of(*lines))] == [("number-missing", "note", 5)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["(ก) อบรม", "(ข) ดูงาน", "(ง) สอนงาน"], ("number-missing", 6, "(ค)", "(ง)")),
        (["ก. บริหาร", "ข. วิชาการ", "ข. ทั่วไป"], ("number-repeated", 6, "ค.", "ข.")),
        (["- ก) หลัก", "- ข) รอง", "- จ) เสริม"], ("number-missing", 6, "ค)", "จ)")),
    ],
)
def test_lists_by_letters(lines: list[str], expected: tuple[str, int, str, str]) -> None:
    assert codes(*lines) == [expected]


@pytest.mark.parametrize(
    "lines",
    [
        ["ก. งานบริหาร", "๑) สรรหา", "๒) พัฒนา", "ข. งานวินัย", "๑) รักษา", "ค. งานสวัสดิการ"],
        ["(ค) ดูงาน", "(ง) สอนงาน", "(จ) เรียนทางไกล", "(ฉ) อบรม"],
        ["(ก) อบรม (ข) ดูงาน", "(ค) สอนงาน"],
        [
            "ก. กรรมการ",
            "ข. เลขานุการ",
            "จ.ส.อ. สมชาย กรรมการ",
            "จ. สระแก้ว",
            "ก.ท. เห็นชอบ",
            "ค. ผู้ช่วย",
        ],
    ],
    ids=lambda lines: lines[0] + "…" + lines[-1],
)
def test_letters_in_order_and_letters_that_are_no_list(lines: list[str]) -> None:
    assert codes(*lines) == []


def test_letters_in_the_cells_of_a_table() -> None:
    header = row("ลำดับ", "โครงการ", "งบประมาณ (บาท)", "ระยะเวลา", "หน่วยงาน")
    kept = row("๑", "ก) อบรมกฎหมาย", "๑,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง")
    left = row("๒", "ค) ดูงาน", "๑,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง")
    assert codes(header, kept, left) == [("number-missing", 6, "ข)", "ค)")]
    rule = row("๒", "อบรมตามข้อ ๕ (ค) ของประกาศ", "๑,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง")
    assert codes(header, kept, rule) == []


HEADER = row("ลำดับ", "โครงการ", "งบประมาณ (บาท)", "ระยะเวลา", "หน่วยงาน")


def project(number: str, name: str) -> str:
    return row(number, name, "๑๐,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง")


def test_rows_that_are_left_out_or_numbered_twice() -> None:
    rows = [project("๑", "อบรม ก"), project("๓", "อบรม ข"), project("๓", "อบรม ค")]
    assert codes(HEADER, *rows) == [
        ("number-missing", 6, "2", "3"),
        ("number-repeated", 7, "4", "3"),
    ]


def test_rows_begin_again_below_a_strategy_and_go_on_overleaf() -> None:
    strategy = row("ยุทธศาสตร์ที่ ๒ คนดี", "", "", "", "")
    first = [project("๑", "อบรม ก"), project("๒", "อบรม ข")]
    again = [project("๑", "อบรม ค"), "", HEADER, project("๒", "อบรม ง"), project("๒", "อบรม ง")]
    assert codes(HEADER, *first, strategy, *again) == []


def test_a_table_whose_first_page_is_missing() -> None:
    rows = [project("๓", "อบรม ก"), project("๔", "อบรม ข")]
    assert codes(HEADER, *rows) == [("number-begins-late", 5, "1", "3")]


def test_a_table_that_goes_on_where_the_last_one_ended() -> None:
    rows = [project("๑", "อบรม ก"), project("๒", "อบรม ข")]
    more = [project("๓", "อบรม ค")]
    text = "ข้อความระหว่างตารางสองตาราง ซึ่งยาวพอที่จะเป็นย่อหน้า"
    assert codes(HEADER, *rows, "", text, "", HEADER, *more) == []


def test_a_table_that_goes_on_after_another_one() -> None:
    first = [project("๑", "อบรม ก"), project("๒", "อบรม ข")]
    committee = [row("ลำดับ", "ตำแหน่ง", "หน้าที่"), row("๑", "นายก", "ประธาน"), row("๒", "ปลัด", "รอง")]
    committee.append(row("๓", "นิติกร", "เลขานุการ"))
    text = "ข้อความระหว่างตารางสองตาราง ซึ่งยาวพอที่จะเป็นย่อหน้า"
    more = [project("๓", "อบรม ค"), project("๔", "อบรม ง")]
    assert codes(HEADER, *first, "", text, "", *committee, "", text, "", HEADER, *more) == []


def test_names_that_go_on_a_heading_above_the_table() -> None:
    rows = [project("ให้เก่ง", "๓.๔ อบรม ก"), project("", "๓.๕ อบรม ข")]
    above = ["๓.๓ โครงการเดิม", "", "ข้อความของหัวข้อนี้", "", NAMED]
    assert [line for _, line, *_ in codes(*above, *rows)] == [4]  # the heading, not the row


NAMED = row("วัตถุประสงค์", "โครงการ", "งบประมาณ (บาท)", "ระยะเวลา", "หน่วยงาน")


def test_numbers_in_names_of_projects() -> None:
    rows = [project("ให้เก่ง", "(๑) อบรม ก"), project("", "(๒) อบรม ข"), project("", "(๕) อบรม ค")]
    assert codes(NAMED, *rows) == [("number-missing", 7, "(3)", "(5)")]


def test_numbers_in_names_begin_again_with_another_objective() -> None:
    rows = [project("ให้เก่ง", "๑) อบรม ก"), project("", "๒) อบรม ข"), project("ให้ดี", "๑) อบรม ค")]
    assert codes(NAMED, *rows) == []


def test_a_number_of_another_part() -> None:
    rows = [project("๔. คุณธรรม", "๔.๑ ประชาสัมพันธ์"), project("", "๕.๒ ส่งเสริมคุณธรรม")]
    assert codes(NAMED, *rows) == [("number-begins-late", 6, "4.2 หรือ 5.1", "5.2")]


LISTED = row("วิชาการ", "ทั่วไป")


def test_positions_numbered_twice_where_their_list_goes_on() -> None:
    first = row("๑) นิติกร ๒) สถาปนิก", "๑) เจ้าพนักงานธุรการ ๒) เจ้าพนักงานพัสดุ")
    second = row("๓) วิศวกรโยธา", "๒) นายช่างโยธา")
    assert codes(LISTED, first, LISTED, second) == [("number-repeated", 7, "3)", "2)")]


def test_items_of_two_columns_in_another_order_are_all_there() -> None:
    rows = [row("๑. การคิด", "๒. การวางแผน"), row("๓. การแก้ปัญหา", "๕. การบริการ"), row("๔. ทีม", "")]
    assert codes(row("สมรรถนะ", "สมรรถนะ"), *rows) == []


@given(st.integers(2, 30), st.data())
def test_any_one_item_that_is_left_out_is_found(length: int, data: st.DataObject) -> None:
    left_out = data.draw(st.integers(2, length))
    numbers = [n for n in range(1, length + 2) if n != left_out]
    style = data.draw(st.sampled_from(["{}.", "{})", "({})", "๒.{}"]))
    lines = [f"{style.format(thai(number))} รายการ" for number in numbers]
    (gap,) = found(check, plan_of("รายการมีดังนี้", *lines))
    assert gap[0] == "number-missing" and gap[2] == 4 + left_out


@given(st.integers(1, 40))
def test_a_whole_list_is_never_found(length: int) -> None:
    lines = [f"{thai(number)}) รายการ" for number in range(1, length + 1)]
    assert found(check, plan_of("รายการมีดังนี้", *lines)) == []


@given(st.lists(st.lists(st.integers(0, 4), max_size=4), min_size=1, max_size=4), st.data())
def test_lists_inside_lists_are_never_found(tree: list[list[int]], data: st.DataObject) -> None:
    """Parts with items with items of their own, each level numbered in a style of its own."""
    wide, narrow, _ = data.draw(st.permutations(["{}.", "{})", "({})"]))
    lines = []
    for part, items in enumerate(tree, 1):
        lines.append(f"ส่วนที่ {thai(part)} เรื่องของส่วนนี้")
        for item, below in enumerate(items, 1):
            lines.append(f"{wide.format(thai(item))} หัวข้อ")
            lines += [f"{narrow.format(thai(n + 1))} รายการ" for n in range(below)]
    assert found(check, plan_of(*lines)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("๒.๑ การพัฒนา", "2.1"),
        ("- (๓.๒) กิจกรรม", "(3.2)"),
        ("๘ หลักสูตรการพัฒนา", "8"),
        ("ส่วนที่ ๓ แนวทาง", "ส่วนที่ 3"),
        ("๔๐ ชั่วโมงต่อปี", None),
        ("๒๕๖๙ ดังนี้", None),
        ("๓ คน", None),
    ],
)
def test_the_mark_of_a_line(text: str, shown: str | None) -> None:
    mark = leading(text)
    assert (mark.shown if mark else None) == shown


def test_marks_inside_a_cell_are_of_items_alone() -> None:
    text = "ตามข้อ ๗. ให้ ๑) ทบทวน ๒) เขียน เวลา ๑๓.๓๐ น. กิจกรรม ๕ ส. ปี พ.ศ. ๒๕๖๙"
    assert [mark.shown for mark in inside(text)] == ["1)", "2)"]


CLAUSES = (
    "หมวด ๑ ความทั่วไป", "", "ข้อ ๑ หลักการและเหตุผล", "", "ข้อ ๒ วัตถุประสงค์", "",
    "หมวด ๒ หลักสูตร", "", "ข้อ ๓ หลักสูตรที่ใช้", "", "ข้อ ๔ วิธีการพัฒนา",
)  # fmt: skip


def test_clauses_run_on_through_the_chapters() -> None:
    assert codes(*CLAUSES) == []
    gap = [line.replace("ข้อ ๔", "ข้อ ๕") for line in CLAUSES]
    assert codes(*gap) == [("number-missing", 14, "ข้อ 4", "ข้อ 5")]
    twice = [*CLAUSES, "", "หมวด ๒ การติดตาม", "", "ข้อ ๕ การรายงานผล"]
    assert codes(*twice) == [("number-repeated", 16, "หมวด 3", "หมวด 2")]
    chapters = [line.replace("หมวด ๒", "หมวด ๓") for line in CLAUSES]
    assert codes(*chapters)[:1] == [("number-missing", 10, "หมวด 2", "หมวด 3")]


@pytest.mark.parametrize(
    "lines",
    [
        ("ข้อ ๗ ให้เทศบาลพัฒนาบุคลากร", "", "ข้อ ๑๑ ให้รายงานผล"),  # cited, not numbered here
        ("ข้อ ๑ ความมุ่งหมาย", "", "ข้อ ๒ เป้าหมาย", "", "ข้อ ๕ ของประกาศเดิมให้ใช้ต่อไป"),
    ],
)
def test_clauses_of_other_papers(lines: tuple[str, ...]) -> None:
    assert codes(*lines) == []


CODED = row("รหัส", "หลักสูตร", "จำนวนชั่วโมง")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (row("ก-๐๒", "งานในหน้าที่", "๖"), []),
        (row("ก-๐๑", "งานในหน้าที่", "๖"), [("number-repeated", 6, "", "ก-01")]),
        (row("ก-๐๑", "ความรู้พื้นฐาน", "๖"), []),
        (row("ก-๐๗", "งานในหน้าที่", "๖"), []),
        (row("ตอน ๑", "งานในหน้าที่", "๖"), []),
    ],
)
def test_a_code_for_two_courses(second: str, expected: list[tuple[str, int, str, str]]) -> None:
    first = "ตอน ๑" if second.startswith("ตอน") else "ก-๐๑"
    assert codes(CODED, row(first, "ความรู้พื้นฐาน", "๖"), second) == expected


LONG = "เพื่อให้บุคลากรทุกคนได้รับการพัฒนาอย่างต่อเนื่องตามสายงานของตน " * 3


def test_a_heading_of_another_level() -> None:
    lines = [f"{text}\n" for text in ("ส่วนที่ ๑ บทนำ", "๑.๑ หลักการและเหตุผล")]
    lines += [f"๑. {LONG}", f"๒. {LONG}", "๓. ก\n", "๒. วัตถุประสงค์", f"๑. {LONG}"]
    lines += ["ส่วนที่ ๒ ข้อมูล", "๒.๑ บุคลากร"]
    assert [(c, *rest) for c, _, *rest in codes(*lines)] == [("number-level", "1.2", "2.")]


def test_an_item_written_another_way_than_the_one_before() -> None:
    lines = ["๑) เป้าหมายเชิงปริมาณ", "", LONG, "", "๒. เป้าหมายเชิงคุณภาพ", "", LONG]
    assert codes(*lines) == [("number-level", 8, "2)", "2.")]


@pytest.mark.parametrize(
    ("first", "expected"),
    [("๑.๑)", [("number-level", 6, "8.1)", "1.1)")]), ("๘.๑)", [])],
)
def test_items_numbered_below_another_heading(
    first: str, expected: list[tuple[str, int, str, str]]
) -> None:
    lines = ["๘ หลักสูตรการพัฒนา", "", f"{first} หลักสูตรด้านทักษะ", "", LONG]
    assert codes(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["๑. หลักการและเหตุผล", "๑.๑ ที่มา", "๑. ก", "๒. ข", "๓. ค", "๒. วัตถุประสงค์"],
        ["๑ หลักการและเหตุผล", "", "๑) ก", "", "๒. วัตถุประสงค์", "", "๓. งบประมาณ"],
        ["ส่วนที่ ๑ บทนำ", "๑.๑ หลักการและเหตุผล", "๑. ก", "๒. วัตถุประสงค์ของการพัฒนา", "๓. ข"],
        ["๑.๑ ที่มา", "๑. ก", "๒. ข", "๓. ค", "๒.๑ วิธีการพัฒนา", "๒.๒ งบประมาณ"],
        ["๘. อื่น ๆ", "๑) ก", "๑.๑) ข", "๑.๒) ค"],
    ],
)  # fmt: skip
def test_levels_that_are_right(lines: list[str]) -> None:
    assert [c for c in codes(*lines) if c[0] == "number-level"] == []


@pytest.mark.parametrize(
    ("cell", "found_codes"),
    [
        ("๑. สมรรถนะ ๒. ทักษะ ๓.", ["item-empty"]),
        ("๑. สมรรถนะ ๒. ทักษะ", []),
        ("๑. สมรรถนะ ๒. ทักษะ ระดับ ๕.", []),
        ("ทักษะ ๑.", []),
    ],
)
def test_an_item_without_words_at_the_end_of_a_list(cell: str, found_codes: list[str]) -> None:
    header = row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา", "วิธีการพัฒนา")
    table = (header, row("นิติกร", cell, "อบรม"), row("นายช่างโยธา", "การควบคุมงาน", "อบรม"))
    assert [c[0] for c in codes(*table)] == found_codes


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("๑.๑", "๑.๒", "๒.๑"), []),
        (("๑", "๑.๑", "๒"), []),
        (("๑.๑", "๑.๓", "๒.๑"), [("number-missing", 6, "1.2", "1.3")]),
        (("๑.๑", "๑.๑", "๒.๑"), [("number-repeated", 6, "1.2", "1.1")]),
    ],
)
def test_rows_numbered_by_strategy(
    numbers: tuple[str, str, str], expected: list[tuple[str, int, str, str]]
) -> None:
    names = ("อบรมกฎหมาย", "อบรมช่าง", "ดูงาน")
    rows = [
        row(number, name, "๑,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง")
        for number, name in zip(numbers, names, strict=True)
    ]
    assert codes(HEADER, *rows) == expected
