"""Whose plan it is, of which years, of which kind, under which title."""

from __future__ import annotations

import pytest

from ingest.models import Organization, OrganizationType
from ingest.structure.identify import fiscal_years_of, kind_of, organization_of, title_of


def organization(*lines: str) -> Organization:
    found = organization_of(lines)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("เทศบาลตำบลดอนสมมุติ", "เทศบาลตำบลดอนสมมุติ", OrganizationType.SUBDISTRICT_MUNICIPALITY),
        ("เทศบาลเมืองสมมุติทอง", "เทศบาลเมืองสมมุติทอง", OrganizationType.TOWN),
        ("เทศบาลนคร สมมุติธานี", "เทศบาลนครสมมุติธานี", OrganizationType.CITY),
        (
            "องค์การบริหารส่วนตำบลดอนสมมุติ",
            "องค์การบริหารส่วนตำบลดอนสมมุติ",
            OrganizationType.SUBDISTRICT,
        ),
        (
            "องค์การบริหารส่วนจังหวัดระยอง",
            "องค์การบริหารส่วนจังหวัดระยอง",
            OrganizationType.PROVINCE,
        ),
    ],
)
def test_each_kind_of_local_government(line: str, name: str, kind: OrganizationType) -> None:
    found = organization("แผนพัฒนาบุคลากร", line, "อำเภอสมมุติ จังหวัดระยอง")
    assert (found.name, found.type) == (name, kind)
    assert (found.district, found.province) == ("สมมุติ", "ระยอง")


def test_the_spelling_of_proclamations_wins_over_the_most_frequent() -> None:
    found = organization(
        "ประกาศเทศบาลตำบลดอนสมมุติ",
        "เทศบาลตำบลดอนสมมติ จัดทำแผน",
        "พนักงาน เทศบาลตำบลดอนสมมติ ทุกคน",
        "นายกเทศมนตรีตำบลดอนสมมุติ",
    )
    assert found.core == "ดอนสมมุติ"
    assert found.variants == ("ดอนสมมติ",)


def test_without_a_formal_spelling_the_most_frequent_wins() -> None:
    found = organization(
        "เทศบาลตำบลดอนสมมติ จัดทำแผน",
        "เทศบาลตำบลดอนสมมุติ อบรม",
        "เทศบาลตำบลดอนสมมุติ ประเมิน",
    )
    assert (found.core, found.variants) == ("ดอนสมมุติ", ("ดอนสมมติ",))


def test_of_two_named_as_often_the_first_is_meant() -> None:
    lines = ["แผนพัฒนาบุคลากร", "เทศบาลตำบลสวนหลวง", "โครงการของเทศบาลตำบลบ้านดอนเหนือ"]
    found = organization_of(lines)
    assert found is not None and found.core == "สวนหลวง"


def test_of_two_spellings_as_frequent_the_first_wins() -> None:
    for first, second in (("เพชรสิงหร", "เพชรสิงขร"), ("เพชรสิงขร", "เพชรสิงหร")):
        found = organization_of([f"แผนพัฒนาบุคลากร เทศบาลนคร{first}", f"เทศบาลนคร{second} เห็นว่า"])
        assert found is not None
        assert (found.core, found.variants) == (first, (second,))


def test_a_misspelt_name_with_words_after_it_is_a_variant() -> None:
    found = organization(
        "ประกาศเทศบาลตำบลดอนสมมุติ",
        "บุคลากรเทศบาลตำบลดอนสมนุติได้พัฒนาตามแผน",
    )
    assert (found.core, found.variants) == ("ดอนสมมุติ", ("ดอนสมนุติ",))


def test_a_name_broken_by_a_space_is_not_taken_for_its_piece() -> None:
    broken = "เทศบาลตำบลดอน สมมุติ"
    assert organization(broken, *["เทศบาลตำบลดอนสมมุติ"] * 3).core == "ดอนสมมุติ"
    # Words after a name make no longer name, however often they follow.
    run_on = ["เทศบาลตำบลดอนสมมุติได้อบรม"] * 3
    assert organization("เทศบาลตำบลดอนสมมุติ", *run_on).core == "ดอนสมมุติ"


def test_another_municipality_is_no_variant() -> None:
    found = organization(
        "ประกาศเทศบาลตำบลดอนสมมุติ",
        "เทศบาลตำบลดอนสมมุติ ศึกษาดูงาน ณ เทศบาลตำบลบ้านไผ่",
        "และ เทศบาลเมืองดอนสมมุติ",
    )
    assert (found.name, found.variants) == ("เทศบาลตำบลดอนสมมุติ", ())


def test_the_most_named_one_is_the_plans_own() -> None:
    lines = ["ศึกษาดูงาน เทศบาลตำบลบ้านไผ่", *["เทศบาลตำบลดอนสมมุติ อบรม"] * 3]
    assert organization(*lines).core == "ดอนสมมุติ"


@pytest.mark.parametrize(
    "line",
    [
        "แผนพัฒนาบุคลากร",
        "เทศบาลตำบลต่างๆ ในจังหวัด",
        "เทศบาลตำบลทุกแห่ง",
        "แผนพัฒนาข้าราชการองค์การบริหารส่วนจังหวัด ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
    ],
)
def test_no_organization(line: str) -> None:
    assert organization_of([line]) is None


def test_a_province_that_ocr_broke_gets_its_official_name() -> None:
    lines = ["เทศบาลตำบลดอนสมมุติ", "อำเภอสมมุติ จังหวัดนครราชสีมา", "จังหวัดนครราชสีม"]
    assert organization(*lines).province == "นครราชสีมา"


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        (["แผนพัฒนาบุคลากร", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"], (2569,)),
        (["แผนพัฒนาบุคลากร ๓ ปี", "พ.ศ. ๒๕๖๗ - ๒๕๖๙"], (2567, 2568, 2569)),
        (["แผน ประจำปีงบประมาณ พ.ศ.๒๕๖๙"], (2569,)),
        (["แผน ประจำปี ๖๗-๖๙"], (2567, 2568, 2569)),
        (["แผนพัฒนาบุคลากร", "โทร ๒๕๖๙"], ()),
        (["แผนพัฒนาบุคลากร", *["เนื้อหา"] * 40, "ปีงบประมาณ ๒๕๖๖"], ()),
    ],
)
def test_fiscal_years_of_the_first_page(lines: list[str], years: tuple[int, ...]) -> None:
    assert fiscal_years_of(lines) == years


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["แผนการบริหารและพัฒนา ทรัพยากรบุคคล"], "แผนการบริหารและพัฒนาทรัพยากรบุคคล"),
        (["แผนพัฒนาบุคลากร ๓ ปี"], "แผนพัฒนาบุคลากร"),
        (["แผนพัฒนาพนักงานส่วนตำบล"], "แผนพัฒนาบุคลากร"),
        (["แผนพัฒนาข้าราชการองค์การบริหารส่วนจังหวัด"], "แผนพัฒนาบุคลากร"),
        (["แผนการพัฒนา", "พนักงานครูเทศบาล"], "แผนพัฒนาบุคลากร"),
        (["แผนปฏิบัติการพัฒนาบุคลากร"], "แผนพัฒนาบุคลากร"),
        (["แผนพัฒนาท้องถิ่น", "แผนบริหารข้าราชการ"], "แผนการบริหารทรัพยากรบุคคล"),
        (["ประกาศ", "เรื่อง นโยบายการบริหาร", "แผนพัฒนาบุคลากร"], "นโยบายการบริหารทรัพยากรบุคคล"),
        (["แผนพัฒนารายบุคคล (IDP)"], "แผนพัฒนารายบุคคล"),
        (["แผนอัตรากำลัง ๓ ปี"], "แผนอัตรากำลัง"),
        (["คู่มือ"], "เอกสารการบริหารทรัพยากรบุคคล"),
    ],
)
def test_kind_is_what_the_title_says_first(lines: list[str], kind: str) -> None:
    assert kind_of(lines) == kind


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["", "แผนพัฒนาบุคลากร", "ประจำปีงบประมาณ ๒๕๖๙"], "แผนพัฒนาบุคลากร ประจำปีงบประมาณ ๒๕๖๙"),
        (["แผนพัฒนาบุคลากร ปีงบประมาณ ๒๕๖๙", "ปีงบประมาณ"], "แผนพัฒนาบุคลากร ปีงบประมาณ ๒๕๖๙"),
        (["-สำเนา-", "แผนพัฒนาบุคลากร", "เทศบาล"], "แผนพัฒนาบุคลากร"),
        (["คู่มือ", "การอบรม"], "คู่มือ"),
        (["", " "], ""),
    ],
)
def test_title(lines: list[str], title: str) -> None:
    assert title_of(lines) == title
