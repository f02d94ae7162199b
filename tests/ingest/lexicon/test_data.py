"""The data files: they load, agree with one another, and hold no dangerous entry."""

from __future__ import annotations

from collections import Counter

import pytest
from pythainlp.corpus import thai_words as dictionary

from ingest import lexicon
from ingest.lexicon import schema
from ingest.lexicon.repair import repair
from ingest.models import OrganizationType

# Dictionary words that hold a slip all the same: a plant and the sea of milk, which nobody writes
# about in personnel plans, and an old spelling.
RARE = {"ดิจิตัลลิส", "เกษียรสมุทร", "ระบบดิจิตอล"}


def test_a_missing_key_is_refused_with_file_and_field() -> None:
    with pytest.raises(schema.LexiconError, match=r"slips\.yaml.*anywhere"):
        schema.parse("slips.yaml", "anywere: {}\nwhole_word: {}", schema.SlipsFile)


def test_broken_yaml_is_refused_in_one_line() -> None:
    with pytest.raises(schema.LexiconError) as caught:
        schema.parse("months.yaml", "months: [", schema.MonthsFile)
    assert "\n" not in str(caught.value)


def test_a_month_outside_the_year_is_refused() -> None:
    with pytest.raises(schema.LexiconError, match=r"months\.0\.number"):
        schema.parse(
            "months.yaml",
            f"months: {[{'number': 13, 'quarter': 1, 'names': ['a', 'b']}] * 12}",
            schema.MonthsFile,
        )


def test_position_names_are_unique() -> None:
    counts = Counter(p.name for p in lexicon.positions())
    assert [name for name, n in counts.items() if n > 1] == []


def test_every_line_exists() -> None:
    names = {p.name for p in lexicon.positions()}
    assert {p.line for p in lexicon.positions() if p.line} <= names


def test_department_names_are_unique() -> None:
    counts = Counter(n for d in lexicon.departments() for n in (d.name, *d.variants))
    assert [name for name, n in counts.items() if n > 1] == []


def test_organization_types_are_those_of_the_model_and_pattaya() -> None:
    names = {t.name for t in lexicon.organization_types()}
    assert names == {str(t) for t in OrganizationType} | {"เมืองพัทยา"}


def test_wider_employee_types_exist() -> None:
    names = {t.name for t in lexicon.employee_types()}
    assert all(set(t.is_a) <= names for t in lexicon.employee_types())


def test_months_follow_the_fiscal_year() -> None:
    numbers = [m.number for m in lexicon.months()]
    assert numbers == [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [m.quarter for m in lexicon.months()] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_a_term_belongs_to_one_synonym_group() -> None:
    counts = Counter(t for g in lexicon.synonyms() for t in g.terms)
    assert [term for term, n in counts.items() if n > 1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("ปฐมนิเทศ", "ฝึกอบรม"), ("วินัย", "จริยธรรม"), ("เลื่อนระดับ", "เลื่อนเงินเดือน"), ("ita", "lpa")],
)
def test_different_facts_are_not_synonyms(one: str, other: str) -> None:
    assert not any(one in g.terms and other in g.terms for g in lexicon.synonyms())


def test_slips_inside_right_words_are_only_rare_ones() -> None:
    slips = lexicon.slips().anywhere
    bad = {
        (wrong, word)
        for word in dictionary()
        for wrong in slips
        if wrong in word and word != wrong and repair(word) != word
    }
    assert {word for _, word in bad} <= RARE, bad


def test_no_right_form_is_a_slip() -> None:
    slips = lexicon.slips()
    assert [right for right in slips.anywhere.values() if repair(right) != right] == []
    assert not set(slips.whole_word) & set(slips.anywhere)


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("เทสบาลอบรบเดือนใหน", "เทศบาลอบรมเดือนไหน"),
        ("ระเบียบมหาดไท พ.ศ.", "ระเบียบมหาดไทย พ.ศ."),
        ("กระทรวงมหาดไทย", "กระทรวงมหาดไทย"),
        ("เจ้าหน้าที่หลายงาน อบรมมีกี่รุ่น", "เจ้าหน้าที่หลายงาน อบรมมีกี่รุ่น"),
    ],
)
def test_repair(text: str, repaired: str) -> None:
    assert repair(text) == repaired


def test_segmenter_words_are_whole_thai_terms() -> None:
    words = lexicon.thai_words()
    assert {"เจ้าพนักงาน", "จพง.", "กองช่าง", "ปฐมนิเทศ", "พนักงานจ้างตามภารกิจ"} <= words
    assert not any(word != word.strip() or " " in word or "(" in word for word in words)


def test_a_post_is_known_by_its_line_and_not_by_its_siblings() -> None:
    names = lexicon.position_names("ผู้อำนวยการกองช่าง")
    assert names[0] == "ผู้อำนวยการกองช่าง"
    assert {"ผอ.กองช่าง", "นักบริหารงานช่าง"} <= set(names)
    assert "หัวหน้าฝ่ายการโยธา" not in names
    assert "หัวหน้าฝ่ายการโยธา" in lexicon.position_names("นักบริหารงานช่าง")


def test_an_assistant_is_known_by_what_it_assists_and_not_the_other_way() -> None:
    assert "เจ้าพนักงานธุรการ" in lexicon.position_names("ผู้ช่วยเจ้าพนักงานธุรการ")
    assert not any("ผู้ช่วย" in n for n in lexicon.position_names("เจ้าพนักงานธุรการ"))


def test_an_unknown_name_gives_itself() -> None:
    assert lexicon.position_names("นักบินอวกาศ") == ("นักบินอวกาศ",)
    assert lexicon.department_names("กองอวกาศ") == ("กองอวกาศ",)


def test_departments_of_one_function_share_names() -> None:
    assert lexicon.department_names("สำนักคลัง")[0] == "สำนักคลัง"
    assert "กองคลัง" in lexicon.department_names("สำนักคลัง")
    assert "กองช่าง" not in lexicon.department_names("สำนักคลัง")
