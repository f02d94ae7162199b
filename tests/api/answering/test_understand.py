"""From a message to what is asked, of whom, of when, and what a follow-up inherits."""

from __future__ import annotations

import pytest

from api.answering.models import Ask
from api.answering.understanding.query import Query
from api.answering.understanding.understand import understand
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import OrganizationType as Kind
from tests.api.answering.plans import organization

DON = organization(Kind.SUBDISTRICT_MUNICIPALITY, "ดอนสมมุติ")
CITY = organization(Kind.CITY, "ศิลาวารี")
KNOWN = (DON, CITY)
FIRST = "งบปฐมนิเทศของดอนสมมุติปี 69 เท่าไร"


def read(message: str, *history: str, position: str | None = None) -> Query:
    return understand(Ask(message, history=history, profile_position=position), KNOWN)


@pytest.mark.parametrize(
    ("message", "want"),
    [
        ("ปฐมนิเทศใช้งบเท่าไร", Want.MONEY),
        ("ปฐมนิเทศกี่บาท", Want.MONEY),
        ("how much does it cost", Want.MONEY),
        ("อบรมวินัยจัดเมื่อไหร่", Want.TIMING),
        ("อบรมวินัยเดือนไหน", Want.TIMING),
        ("กองไหนจัดอบรมวินัย", Want.UNIT),
        ("ใครรับผิดชอบอบรมวินัย", Want.UNIT),
        ("ต้องผ่านร้อยละเท่าไร", Want.PERCENT),
        ("เป้าหมายคืออะไร", Want.TARGET),
        ("พนักงานกี่คน", Want.PEOPLE),
        ("มีหลักสูตรอะไร", Want.COURSE),
        ("ต้องพัฒนาทักษะอะไร", Want.SKILLS),
        ("วัตถุประสงค์ของโครงการ", Want.OBJECTIVE),
        ("นายกชื่ออะไร", Want.PERSON),
        ("ขอเบอร์มือถือนายก", Want.PHONE),
        ("เงินเดือนปลัดเท่าไร", Want.SALARY),
        ("จัดบ่อยแค่ไหน", Want.FREQUENCY),
    ],
)
def test_what_is_wanted(message: str, want: Want) -> None:
    assert want in read(message).wants


@pytest.mark.parametrize(
    ("message", "want"),
    [
        ("ส่งบุคลากรไปอบรมที่ไหน", Want.MONEY),
        ("บทบาทของคณะกรรมการ", Want.MONEY),
        ("งบปฐมนิเทศเท่าไร", Want.TIMING),
        ("อบรมวินัยจัดเมื่อไหร่", Want.MONEY),
        ("คู่มือประชาชน", Want.PHONE),
        ("เงินเดือนคือเกณฑ์อะไร", Want.SALARY),
        ("ขั้นตอนขออบรม", Want.PERSON),
    ],
)
def test_what_only_looks_like_a_want(message: str, want: Want) -> None:
    assert want not in read(message).wants


@pytest.mark.parametrize(
    ("message", "operation"),
    [
        ("งบรวมยุทธศาสตร์ที่ 1", Operation.SUM),
        ("กองใดได้งบมากที่สุด", Operation.MAXIMUM),
        ("กองใดได้งบน้อยที่สุด", Operation.MINIMUM),
        ("สองแห่งต่างกันเท่าไร", Operation.DIFFERENCE),
        ("เปรียบเทียบงบกีฬา", Operation.COMPARE),
        ("ขอตัวอย่างโครงการ", Operation.EXAMPLE),
        ("มีโครงการอะไรบ้าง", Operation.LIST),
        ("IDP คืออะไร", Operation.DEFINE),
        ("ขั้นตอนขอไปอบรม", Operation.PROCEDURE),
        ("มีกี่โครงการ", Operation.COUNT),
        ("โครงการใดไม่ใช้งบประมาณ", Operation.NO_BUDGET),
    ],
)
def test_what_is_to_be_done(message: str, operation: Operation) -> None:
    assert operation in read(message).operations


def test_a_plain_question_computes_nothing() -> None:
    assert read("งบปฐมนิเทศเท่าไร").operations == frozenset()
    assert Operation.COMPARE not in read("งบปฐมนิเทศเทียบเท่าเดิมไหม").operations


@pytest.mark.parametrize(
    ("message", "years"),
    [
        ("งบปี 69 เท่าไร", (2569,)),
        ("งบปี ๖๙ เท่าไร", (2569,)),
        ("งบปีงบประมาณ พ.ศ. 2569", (2569,)),
        ("budget 2026", (2569,)),
        ("งบปี 2567 กับ 2568", (2567, 2568)),
        ("พนักงาน 69 คน", ()),
        ("งบ 2,569 บาท", ()),
        ("งบปีนี้เท่าไร", ()),
    ],
)
def test_years_are_of_the_buddhist_era(message: str, years: tuple[int, ...]) -> None:
    assert read(message).years == years


@pytest.mark.parametrize(
    ("message", "numbers"),
    [
        ("ยุทธศาสตร์ที่ 2 มีอะไรบ้าง", (2,)),
        ("ยุทธศาสตร์ที่ ๒", (2,)),
        ("ยุทธ 1 + ยุทธ 2 รวมเท่าไร", (1, 2)),
        ("ยุทธศาสตร์ที่ 1 และ 3", (1, 3)),
        ("มีกี่ยุทธศาสตร์", ()),
        ("งบประเด็นการพัฒนาที่ 3 เท่าไร", (3,)),
        ("ด้านที่ ๒ มีอะไรบ้าง", (2,)),
        ("ประเด็น 3 ข้อ", ()),
        ("โครงการที่ 2", ()),
    ],
)
def test_strategies_by_number(message: str, numbers: tuple[int, ...]) -> None:
    assert read(message).strategies == numbers


def test_what_is_counted_is_a_unit() -> None:
    assert read("ต้องส่งภายในกี่วัน").units == ("วัน",)
    assert read("งบปฐมนิเทศเท่าไร").units == ()
    assert not any("วัน" in unit for unit in read("อบรมกี่ชั่วโมง").units)


def test_the_topic_is_what_is_left_of_a_question() -> None:
    query = read("เทศบาลนครศิลาวารี ปี 69 งบปฐมนิเทศเท่าไรคะ")
    assert query.words == ("ปฐมนิเทศ",)
    assert query.organizations == (CITY,)


@pytest.mark.parametrize(
    ("message", "position"),
    [
        ("จพง.ธุรการ อบรมอะไรบ้าง", "เจ้าพนักงานธุรการ"),
        ("ผอ.กองคลัง เรียนหลักสูตรอะไร", "ผู้อำนวยการกองคลัง"),
        ("นายช่างโยธาเรียนอะไร", "นายช่างโยธา"),
    ],
)
def test_positions_under_their_abbreviations(message: str, position: str) -> None:
    assert read(message).positions == (position,)


def test_a_department_is_no_position() -> None:
    query = read("กองช่างได้งบเท่าไร")
    assert query.departments == ("กองช่าง",) and query.positions == ()


def test_english_is_known_by_its_letters() -> None:
    assert read("how much is the budget of Silawari").english
    assert not read("training ของศิลาวารี").english
    assert not read("2569").english


@pytest.mark.parametrize("message", ["หน่วยงานเรามีงบเท่าไร", "เทศบาลเราจัดกีฬาไหม", "ของเราล่ะ"])
def test_the_askers_own_organisation(message: str) -> None:
    assert read(message).own_organization


def test_somebody_elses_organisation_is_not_the_askers() -> None:
    assert not read("เทศบาลนครศิลาวารีมีงบเท่าไร").own_organization


def test_the_askers_own_position_comes_from_the_profile() -> None:
    query = read("มีหลักสูตรของตำแหน่งฉันไหม", position="นายช่างโยธา")
    assert query.own_position and query.positions == ("นายช่างโยธา",)


def test_a_position_that_is_named_is_not_replaced_by_the_profile() -> None:
    query = read("นิติกรมีหลักสูตรอะไร", position="นายช่างโยธา")
    assert not query.own_position and query.positions == ("นิติกร",)


def test_a_follow_up_inherits_what_it_leaves_out() -> None:
    query = read("ใครรับผิดชอบ", FIRST)
    assert query.organizations == (DON,)
    assert query.years == (2569,)
    assert query.words == ("ปฐมนิเทศ",)
    assert query.wants == {Want.UNIT}


def test_another_organisation_overrides_and_takes_no_year_along() -> None:
    query = read("แล้วของศิลาวารีล่ะ", FIRST)
    assert query.organizations == (CITY,)
    assert query.years == ()
    assert query.words == ("ปฐมนิเทศ",)
    assert query.wants == {Want.MONEY}


def test_another_year_overrides_only_the_year() -> None:
    query = read("แล้วปี 68 ล่ะ", FIRST)
    assert (query.years, query.organizations) == ((2568,), (DON,))
    assert query.wants == {Want.MONEY}


def test_another_topic_overrides_only_the_topic() -> None:
    query = read("แล้วกีฬาล่ะ", FIRST)
    assert query.words == ("กีฬา",)
    assert query.organizations == (DON,) and query.wants == {Want.MONEY}


def test_another_position_overrides_the_position() -> None:
    query = read("แล้วนิติกรล่ะ", "ดอนสมมุติมีหลักสูตรของนายช่างโยธาไหม")
    assert query.positions == ("นิติกร",)
    assert query.wants == {Want.COURSE} and query.organizations == (DON,)


def test_another_strategy_overrides_the_strategy() -> None:
    query = read("แล้วยุทธศาสตร์ที่ 2 ล่ะ", "งบรวมยุทธศาสตร์ที่ 1 ของดอนสมมุติ")
    assert query.strategies == (2,)
    assert Operation.SUM in query.operations


def test_a_chain_of_follow_ups_reaches_the_first_question() -> None:
    query = read("แล้วเมื่อไหร่", FIRST, "แล้วกีฬาล่ะ")
    assert query.words[:1] == ("กีฬา",)
    assert query.organizations == (DON,)
    assert query.wants == {Want.TIMING}


def test_an_unknown_organisation_is_not_replaced_by_the_one_before() -> None:
    query = read("แล้วเทศบาลตำบลหนองผักบุ้งล่ะ", FIRST)
    assert query.organizations == () and query.unknown


def test_a_whole_question_inherits_nothing() -> None:
    query = read("งบกีฬาของศิลาวารีเท่าไร", FIRST)
    assert query.years == () and query.words == ("กีฬา",) and query.weak == ()


@pytest.mark.parametrize("message", ["งบรวมของศิลาวารีเท่าไร", "งบรวมของหน่วยงานเราเท่าไร"])
def test_what_asks_of_a_whole_plan_inherits_no_topic(message: str) -> None:
    query = read(message, FIRST)
    assert query.words == () and query.years == () and Operation.SUM in query.operations


@pytest.mark.parametrize("message", ["รวมเท่าไร", "แล้วของศิลาวารีรวมเท่าไร", "ของศิลาวารีเท่าไร"])
def test_what_leaves_the_topic_out_inherits_it(message: str) -> None:
    assert read(message, FIRST).words == ("ปฐมนิเทศ",)


def test_without_history_nothing_is_inherited() -> None:
    assert read("แล้วของศิลาวารีล่ะ").words == ()


@pytest.mark.parametrize(
    "message",
    [
        "ฉันต้องอบรมอะไร",
        "ผมต้องอบรมอะไรบ้างครับ",
        "หนูควรเรียนหลักสูตรไหน",
        "พี่ต้องพัฒนาทักษะอะไร",
        "เราต้องไปอบรมอะไร",
        "สวัสดีค่ะ ดิฉันเข้ารับการอบรมอะไรได้บ้าง",
    ],
)
def test_a_pronoun_that_learns_is_the_asker(message: str) -> None:
    query = read(message, position="นายช่างโยธา")
    assert query.own_position and query.positions == ("นายช่างโยธา",)


@pytest.mark.parametrize(
    "message",
    [
        "เรามีหลักสูตรอะไรบ้าง",
        "อบรมทำผมมีไหม",
        "พี่เลี้ยงต้องอบรมอะไร",
        "น้องใหม่ต้องอบรมอะไร",
        "ระบบพี่เลี้ยงพัฒนาอะไร",
    ],
)
def test_other_words_with_a_pronoun_in_them_are_not_the_asker(message: str) -> None:
    assert not read(message, position="นายช่างโยธา").own_position


def test_ones_department_comes_from_the_position() -> None:
    query = read("งบของกองผมเท่าไร", position="ผู้อำนวยการกองคลัง")
    assert query.own_department and query.departments == ("กองคลัง",)
    assert read("งบของกองผมเท่าไร").departments == ()
    assert not read("งบของกองช่างเท่าไร").own_department


@pytest.mark.parametrize("message", ["อบรมกี่ครั้ง", "อบรมปีละกี่ครั้ง", "กี่คนที่อบรม", "อบรมกี่ คนเก่ง"])
def test_no_word_is_the_rest_of_a_cut_one(message: str) -> None:
    assert all("\u0e01" <= w[0] <= "\u0e30" or w[0] >= "\u0e40" for w in read(message).words)
    assert read("ต้องอบรมปีละกี่ครั้ง").words == ("อบรม",)


def test_words_of_plans_stand_for_those_of_questions() -> None:
    assert "บังคับใช้" in "".join(read("แผนเริ่มใช้วันไหน").words)
    assert read("เริ่มใช้งบเมื่อไหร่").words == ()
