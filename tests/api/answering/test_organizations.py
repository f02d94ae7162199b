"""Which organisation a text names."""

from __future__ import annotations

import pytest

from api.answering.understanding.organizations import find_organizations
from api.answering.understanding.wording import corrected
from ingest.models import OrganizationType as Kind
from tests.api.answering.plans import organization

DON = organization(Kind.SUBDISTRICT_MUNICIPALITY, "ดอนสมมุติ", "ดอนสมุติ")
CITY = organization(Kind.CITY, "ศิลาวารี")
TOWN = organization(Kind.TOWN, "ธารมณี")
FOREST = organization(Kind.SUBDISTRICT, "ไผ่ล้อมเดือน")
TWIN_TOWN = organization(Kind.TOWN, "คู่แฝด")
TWIN_SUBDISTRICT = organization(Kind.SUBDISTRICT, "คู่แฝด")
KNOWN = (DON, CITY, TOWN, FOREST, TWIN_TOWN, TWIN_SUBDISTRICT)


def named(text: str) -> list[str]:
    mention = find_organizations(corrected(text), KNOWN)
    return [n.organization.name for n in mention.named]


def unknown(text: str) -> tuple[str, ...]:
    return find_organizations(corrected(text), KNOWN).unknown


@pytest.mark.parametrize(
    "text",
    [
        "งบของเทศบาลตำบลดอนสมมุติ",
        "ทต.ดอนสมมุติ อบรมอะไร",
        "ท.ต.ดอนสมมุติ",
        "ดอนสมมุติจัดกีฬาไหม",
        "ดอน สมมุติ จัดกีฬาไหม",
        "ดอนสมุติ",  # a spelling of its own plan
        "เทสบาลตำบลดอนสมมุต",
        "ดอลสมมุติ",
    ],
)
def test_one_organisation_in_many_spellings(text: str) -> None:
    assert named(text) == [DON.name]
    assert unknown(text) == ()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ทน.ศิลาวารี", CITY),
        ("สิลาวารีมีอบรมไหม", CITY),
        ("budget of Silawari", CITY),
        ("ทม.ธารมณี", TOWN),
        ("ธารมนีจัดอบรมอะไร", TOWN),
        ("อบต ไผ่ล้อมเดือน", FOREST),
        ("องค์การบริหารส่วนตำบล ไผ่ล้อม เดือน", FOREST),
    ],
)
def test_types_abbreviations_slips_and_latin_letters(text: str, right: object) -> None:
    assert named(text) == [getattr(right, "name", None)]


@pytest.mark.parametrize(
    ("text", "order"),
    [("ศิลาวารีกับธารมณี", [CITY, TOWN]), ("ธารมณีกับศิลาวารี", [TOWN, CITY])],
)
def test_several_come_in_the_order_named(text: str, order: list[object]) -> None:
    assert named(text) == [getattr(o, "name", None) for o in order]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ทม.คู่แฝด", [TWIN_TOWN]),
        ("เทศบาลเมืองคู่แฝด", [TWIN_TOWN]),
        ("อบต.คู่แฝด", [TWIN_SUBDISTRICT]),
        ("องค์การบริหารส่วนตำบลคู่แฝด", [TWIN_SUBDISTRICT]),
    ],
)
def test_the_type_tells_two_of_one_name_apart(text: str, right: list[object]) -> None:
    assert named(text) == [getattr(o, "name", None) for o in right]


def test_a_shared_name_without_a_type_means_both() -> None:
    assert set(named("คู่แฝดจัดกีฬาไหม")) == {TWIN_TOWN.name, TWIN_SUBDISTRICT.name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("งบของเทศบาลตำบลทุ่งดอกจานเท่าไร", "ทุ่งดอก"),
        ("ทม.หนองผักบุ้ง งบเท่าไร", "หนองผักบุ้ง"),
        ("อบต.โคกมะรุม จัดอบรมไหม", "โคกมะรุม"),
        ("จังหวัดขอนแก่นมีงบเท่าไร", "ขอนแก่น"),
    ],
)
def test_a_name_that_is_not_in_the_library_is_unknown(text: str, name: str) -> None:
    assert named(text) == []
    assert len(unknown(text)) == 1 and name in unknown(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "เทศบาลต้องจัดอบรมไหม",
        "เทศบาลนครขนาดใหญ่ต้องทำอะไร",
        "งบ อบต. เท่าไร",
        "อบต.ส่งใครไปอบรม",
        "เทศบาลมีกี่โครงการ",
        "กองสาธารณสุขได้งบเท่าไร",
        "กองสาธารณสุขและสิ่งแวดล้อมมีกี่คน",
        "ตำแหน่งนายช่างโยธามีหลักสูตรอะไร",
        "ธารน้ำในสวน",
        "อบรมจริยธรรมมีเมื่อไร",
        "พนักงานเทศบาลกี่คน",
        "โครงการปฐมนิเทศพนักงานใหม่ใช้งบเท่าไร",
        "ค่าธรรมเนียมเท่าไร",
    ],
)
def test_common_words_name_nobody(text: str) -> None:
    assert named(text) == []
    assert unknown(text) == ()


def test_a_department_beside_a_name_leaves_the_name_alone() -> None:
    assert named("กองสาธารณสุข เทศบาลตำบลดอนสมมุติ ได้งบเท่าไร") == [DON.name]
    assert named("ศิลาวารีตำแหน่งนายช่างโยธามีหลักสูตรอะไร") == [CITY.name]


def test_nothing_is_known_in_an_empty_library() -> None:
    assert find_organizations("งบของดอนสมมุติ", ()).named == ()


SHORT = (organization(Kind.SUBDISTRICT, "นาดี"), organization(Kind.TOWN, "เลย"))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("งบอบรมพัฒนาดีไหม", []),
        ("ไม่มีงบเลยหรือ", []),
        ("งบของนาดีเท่าไร", [SHORT[0]]),
        ("อบต.นาดี พัฒนาดีไหม", [SHORT[0]]),
        ("เทศบาลเมืองเลยไม่มีงบเลยหรือ", [SHORT[1]]),
        ("ทม.เลย", [SHORT[1]]),
    ],
)
def test_a_short_name_is_no_part_of_a_word(text: str, right: list[object]) -> None:
    mention = find_organizations(corrected(text), SHORT)
    assert [n.organization for n in mention.named] == right


LONG = (
    organization(Kind.TOWN, "ธารมณีนคร"),
    organization(Kind.SUBDISTRICT_MUNICIPALITY, "หนองผักบุ้งใต้"),
    organization(Kind.SUBDISTRICT, "พัฒนานิคมเดือน"),
    organization(Kind.SUBDISTRICT_MUNICIPALITY, "สวนหลวงจันทร์"),
    organization(Kind.SUBDISTRICT_MUNICIPALITY, "โคกมะรุมเหนือ"),
    organization(Kind.SUBDISTRICT, "โคกมะรุมน้อย"),
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ธารมณีมีงบอบรมเท่าไหร่", LONG[0]),
        ("งบอบรม ธารมณี", LONG[0]),
        ("แล้วธารมณีล่ะ", LONG[0]),
        ("ทม.ธารมณี อบรมอะไร", LONG[0]),
        ("เทศบาลธารมณีอบรมอะไร", LONG[0]),
        ("หนองผักบุ้งจัดกีฬาไหม", LONG[1]),
        ("สวนหลวงมีงบเท่าไร", LONG[3]),
    ],
)
def test_the_beginning_of_a_name_stands_for_it(text: str, right: object) -> None:
    mention = find_organizations(corrected(text), LONG)
    assert [n.organization for n in mention.named] == [right]
    assert mention.unknown == ()


@pytest.mark.parametrize(
    "text",
    [
        "เทศบาลตำบลธารมณีมีงบเท่าไร",  # of another type
        "ทต.หนองผักบุ้ง งบเท่าไร",  # the name of another of that type
        "หนองผักบุ้งทอง งบเท่าไร",
        "หนองผักบุ้งเหนือ งบเท่าไร",
        "วัดหนองผักบุ้งอยู่ที่ไหน",
        "พัฒนาอะไรบ้าง",
        "พัฒนา งบเท่าไร",
        "สวนหลวงร.9 อยู่ที่ไหน",
        "ปลูกสวนหลวงพ่อ",
        "โคกมะรุมมีงบเท่าไร",  # of two organisations
        "โคกมะ งบเท่าไร",
    ],
)
def test_a_beginning_that_may_be_something_else_names_nobody(text: str) -> None:
    assert find_organizations(corrected(text), LONG).named == ()


def test_two_short_names_are_compared() -> None:
    mention = find_organizations("เทียบงบอบรมธารมณีกับหนองผักบุ้ง", LONG)
    assert [n.organization for n in mention.named] == [LONG[0], LONG[1]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("เทศบาลนครขอนแก่นงบอบรมเท่าไหร่", ("เทศบาลนครขอนแก่น",)),
        ("เทศบาลเมืองหนองผักบุ้งโครงการอะไร", ("เทศบาลเมืองหนองผักบุ้ง",)),
        ("ขอนแก่นงบอบรมเท่าไร", ("ขอนแก่น",)),
    ],
)
def test_an_unknown_name_is_told_once_and_without_the_next_word(
    text: str, names: tuple[str, ...]
) -> None:
    assert unknown(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("อบต.ดอนสมมุติ งบกีฬาเท่าไร", "อบต.ดอนสมมุติ"),
        ("อบจ.ธารมณี มีกี่โครงการ", "อบจ.ธารมณี"),
        ("ทต.คู่แฝด งบกีฬา", "ทต.คู่แฝด"),
    ],
)
def test_one_of_the_same_name_and_another_type_is_another(text: str, name: str) -> None:
    assert named(text) == []
    assert unknown(text) == (name,)


def test_a_word_for_any_local_government_is_no_other_type() -> None:
    assert named("เทศบาลดอนสมมุติ งบกีฬาเท่าไร") == [DON.name]


SILENT = organization(Kind.TOWN, "กาฬวารินทร์")
NEIGHBOUR = organization(Kind.SUBDISTRICT, "ท่าสาลี")
MANY = (SILENT, NEIGHBOUR, organization(Kind.CITY, "หัวหาด"), organization(Kind.TOWN, "บางครุฑ"))


@pytest.mark.parametrize(
    "text", ["กาฬวาริน อบรมอะไร", "กาลวาริน งบเท่าไร", "กาฬวารินอบรมดิจิทัล", "งบของกาลวารินทร์"]
)
def test_letters_that_are_not_heard_may_be_left_out(text: str) -> None:
    assert [n.organization for n in find_organizations(corrected(text), MANY).named] == [SILENT]


def test_the_word_after_a_misspelt_name_is_no_part_of_it() -> None:
    (found,) = find_organizations("กาลวาริน งบเท่าไร", MANY).named
    assert found.end == len("กาลวาริน")


@pytest.mark.parametrize("text", ["หัวหน้าต้องทำอะไร", "ทำอะไรบ้างครับ", "งบกองคลังเท่าไร", "หัวหน้าฝ่ายใด"])
def test_words_of_questions_are_no_misspelt_names(text: str) -> None:
    assert find_organizations(corrected(text), MANY).named == ()


def test_a_longer_name_that_is_not_here_is_not_the_one_that_is_like_it() -> None:
    mention = find_organizations(corrected("อบต.ท่าสายลม งบเท่าไร"), MANY)
    assert mention.named == ()
    assert mention.unknown == ("อบต.ท่าสายลม",)


def test_two_names_as_near_are_neither() -> None:
    twins = (organization(Kind.TOWN, "กุดราฎี"), organization(Kind.TOWN, "กุดราฎิ"))
    assert find_organizations("กุดราฎา งบเท่าไร", twins).named == ()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("เทศบาลตำบลทุ่งไพร อำเภอศิลาวารี งบเท่าไร", []),
        ("ทต.ดอนสมมุติ อ.ศิลาวารี จ.ธารมณี งบเท่าไร", [DON]),
        ("งบของอำเภอศิลาวารี", [CITY]),
        ("ดอนสมมุติกับศิลาวารี", [DON, CITY]),
    ],
)
def test_the_district_of_another_is_not_asked(text: str, right: list[object]) -> None:
    assert named(text) == [getattr(o, "name", None) for o in right]


def test_a_name_that_is_a_word_of_plans_stands_after_a_type() -> None:
    known = (organization(Kind.SUBDISTRICT, "พัฒนา"), organization(Kind.CITY, "ศิลา"))
    assert find_organizations("พัฒนาอะไรบ้าง", known).named == ()
    assert find_organizations("ศิลาวารีจัดอบรม", known).named == ()
    (found,) = find_organizations("อบต.พัฒนา อบรมอะไร", known).named
    assert found.organization == known[0]
