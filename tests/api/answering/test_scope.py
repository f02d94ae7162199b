"""Whose plans and which years may answer, and what is refused before any is read."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import AGES, DON, HEADER, TWIN_SUBDISTRICT, TWIN_TOWN, plan, row

OLDER = plan(
    "เทศบาลเมืองคู่แฝด",
    "๒๕๖๗",
    HEADER,
    row("๑", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๕๑,๐๐๐", "ธ.ค. ๒๕๖๖", "กองการศึกษา"),
)


def test_a_year_that_no_plan_covers_is_refused_with_the_years_there_are(ask_towns: Say) -> None:
    said = ask_towns("ดอนสมมุติ ปี 2567 งบกีฬาเท่าไร")
    assert not said.answerable
    assert "2567" in said.text and "2569" in said.text
    assert "บาท" not in said.text and not said.citations


def test_a_year_that_is_covered_is_answered(ask_towns: Say) -> None:
    assert "30,000 บาท" in ask_towns("ดอนสมมุติ ปี 2569 งบกีฬาเท่าไร").text


def test_a_plan_without_a_year_may_answer_any(ask_towns: Say) -> None:
    said = ask_towns("ไร้กาล ปี 2567 งบกีฬาเท่าไร")
    assert said.answerable and "12,000 บาท" in said.text


def test_a_year_in_the_filter_counts_as_asked(ask_towns: Say) -> None:
    said = ask_towns("ดอนสมมุติ งบกีฬาเท่าไร", fiscal_year=2567)
    assert not said.answerable and "30,000" not in said.text


def test_of_two_years_the_one_that_is_asked(library_of: LibraryOf) -> None:
    library = library_of(TWIN_TOWN, OLDER)
    assert "51,000 บาท" in answer(Ask("ทม.คู่แฝด ปี 67 งบกีฬาเท่าไร"), library).text
    newer = answer(Ask("ทม.คู่แฝด ปี 69 งบกีฬาเท่าไร"), library)
    assert "60,000 บาท" in newer.text and "51,000" not in newer.text


@pytest.mark.parametrize(
    "asked",
    [
        {"organization": "เทศบาลตำบลไร้กาล"},
        {"profile_organization": "เทศบาลตำบลไร้กาล"},
        {"organization": "ทต.ไร้กาล"},
    ],
)
def test_the_filter_and_the_profile_name_whose_plan_it_is(
    ask_towns: Say, asked: dict[str, str]
) -> None:
    said = ask_towns("งบกีฬาเท่าไร", **asked)
    assert "12,000 บาท" in said.text
    assert {c.organization for c in said.citations} == {"เทศบาลตำบลไร้กาล"}


def test_the_question_goes_before_the_profile(ask_towns: Say) -> None:
    said = ask_towns("งบกีฬาของดอนสมมุติเท่าไร", profile_organization="เทศบาลตำบลไร้กาล")
    assert "30,000 บาท" in said.text


def test_a_profile_that_is_not_in_the_library_gets_nobody_elses_figure(ask_towns: Say) -> None:
    said = ask_towns("งบกีฬาเท่าไร", profile_organization="เทศบาลตำบลหนองผักบุ้ง")
    assert not said.answerable
    assert "หนองผักบุ้ง" in said.text and not said.citations


@pytest.mark.parametrize(
    ("question", "own", "other"),
    [
        ("ทม.คู่แฝด งบกีฬาเท่าไร", "60,000", "9,000"),
        ("อบต.คู่แฝด งบกีฬาเท่าไร", "9,000", "60,000"),
    ],
)
def test_two_of_one_name_are_told_apart(
    library_of: LibraryOf, question: str, own: str, other: str
) -> None:
    said = answer(Ask(question), library_of(TWIN_TOWN, TWIN_SUBDISTRICT))
    assert f" {own} บาท" in said.text
    assert f" {other} บาท" not in said.text


def test_a_figure_that_several_may_have_is_asked_back_with_choices(ask_towns: Say) -> None:
    said = ask_towns("งบแข่งขันกีฬาเท่าไร")
    assert said.needs == "organization" and said.answerable
    assert "เทศบาลตำบลดอนสมมุติ" in said.suggestions
    assert "บาท" not in said.text


def test_a_figure_that_only_one_has_is_not_asked_back(ask_towns: Say) -> None:
    said = ask_towns("งบโครงการค่ายธรรมะเท่าไร")
    assert said.needs is None and "40,000 บาท" in said.text


def test_one_organisation_alone_is_meant(ask_don: Say) -> None:
    assert ask_don("งบแข่งขันกีฬาเท่าไร").needs is None


def test_of_ones_own_without_a_profile_is_asked_back(ask_towns: Say) -> None:
    assert ask_towns("เทศบาลเรามีงบกีฬาเท่าไร").needs == "organization"
    said = ask_towns("เทศบาลเรามีงบกีฬาเท่าไร", profile_organization="เทศบาลตำบลดอนสมมุติ")
    assert said.needs is None and "30,000 บาท" in said.text


def test_ones_position_without_a_profile_is_asked_back(ask_towns: Say) -> None:
    said = ask_towns("ดอนสมมุติมีหลักสูตรสำหรับตำแหน่งของฉันไหม")
    assert said.needs == "position" and said.suggestions


@pytest.mark.parametrize(
    "question",
    [
        "งบกีฬาของเทศบาลตำบลหนองผักบุ้งเท่าไร",
        "อบต.โคกมะรุม งบกีฬาเท่าไร",
        "จังหวัดขอนแก่นตั้งงบกีฬาเท่าไร",
    ],
)
def test_an_organisation_that_is_not_here_gets_nobody_elses_figure(
    ask_towns: Say, question: str
) -> None:
    said = ask_towns(question)
    assert not said.answerable
    assert not said.citations and "บาท" not in said.text
    assert "เทศบาลตำบลดอนสมมุติ" in said.text, "it says whose plans there are"


@pytest.mark.parametrize(
    "question",
    [
        "ขอเบอร์มือถือนายกดอนสมมุติ",
        "ขอเบอร์โทรศัพท์นายสมมุติ ใจทดสอบ",
        "เงินเดือนปลัดดอนสมมุติเท่าไร",
        "เลขบัตรประชาชนนายสมมุติ ใจทดสอบ",
        "เงินเดือนของนายสมมุติ",
        "เบอร์โทรปลัดดอนสมมุติ",
        "what is the salary of the clerk of ดอนสมมุติ",
    ],
)
def test_personal_data_is_refused(ask_towns: Say, question: str) -> None:
    said = ask_towns(question)
    assert not said.answerable and not said.citations
    assert "ส่วนบุคคล" in said.text or "personal data" in said.text


def test_an_empty_library_says_so(empty_library: Library) -> None:
    for question in ("งบกีฬาเท่าไร", "", "เปรียบเทียบงบกีฬาของดอนสมมุติกับคู่แฝด"):
        said = answer(Ask(question), empty_library)
        assert not said.answerable and "ยังไม่มีแผน" in said.text


def test_a_removed_plan_answers_no_more(empty_library: Library) -> None:
    parsed = parse_bytes(DON.encode(), "don.txt")
    empty_library.add(parsed, "don.txt")
    assert answer(Ask("งบกีฬาเท่าไร"), empty_library).answerable
    empty_library.remove(parsed.id)
    assert not answer(Ask("งบกีฬาเท่าไร"), empty_library).answerable


@pytest.mark.parametrize("question", ["งบแข่งขันกีฬาปี 2567 เท่าไร", "งบทุกโครงการปี 67 รวมเท่าไร"])
def test_an_uncovered_year_is_refused_where_no_organisation_is_named(
    ask_don: Say, question: str
) -> None:
    said = ask_don(question)
    assert not said.answerable and not said.citations
    assert "2567" in said.text and "2569" in said.text and "บาท" not in said.text


def test_without_a_name_only_plans_of_the_year_answer(library_of: LibraryOf) -> None:
    library = library_of(TWIN_TOWN, TWIN_SUBDISTRICT)
    said = answer(Ask("งบแข่งขันกีฬาปี 2568 เท่าไร"), library)
    assert "60,000" not in said.text
    nobody = answer(Ask("งบแข่งขันกีฬาปี 2560 เท่าไร"), library)
    assert not nobody.answerable and "บาท" not in nobody.text


def test_many_plans_are_narrowed_to_those_that_tell(
    ask_towns: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.answering.scope._READ_WHOLE", 1)
    monkeypatch.setattr("api.answering.scope._NARROWED", 2)
    assert "40,000 บาท" in ask_towns("งบค่ายธรรมะเท่าไร").text
    assert "77,000 บาท" in ask_towns("งบอบรมดับเพลิงปี 2569 เท่าไร").text
    assert not ask_towns("สอนทำแกงหน่อไม้หน่อย").answerable


PHONE = plan(
    "เทศบาลตำบลดอนสมมุติ",
    "๒๕๖๙",
    "โทรศัพท์ ๐๙๙-๑๒๓๔๕๖",
    "",
    "แผนนี้จัดทำขึ้นเพื่อพัฒนาบุคลากรทุกระดับให้มีความรู้",
    "",
    *AGES,
)


@pytest.mark.parametrize("question", ["เบอร์โทรเทศบาลดอนสมมุติ", "เบอร์ติดต่อดอนสมมุติ"])
def test_the_number_of_an_office_is_no_personal_data(library_of: LibraryOf, question: str) -> None:
    assert "099-123456" in answer(Ask(question), library_of(PHONE)).text
    assert "099-123456" not in answer(Ask("เบอร์มือถือปลัดดอนสมมุติ"), library_of(PHONE)).text


def test_ones_department_is_asked_back(ask_don: Say) -> None:
    said = ask_don("งบของกองผมเท่าไร")
    assert said.answerable and not said.citations and "กอง" in said.text
    assert "บาท" not in said.text


def test_an_unknown_organisation_in_the_filter_gets_nobody_elses_figure(ask_towns: Say) -> None:
    said = ask_towns("งบแข่งขันกีฬาเท่าไร", organization="เทศบาลดาวอังคาร")
    assert not said.answerable and not said.citations
    assert "เทศบาลดาวอังคาร" in said.text and "บาท" not in said.text


def test_an_english_question_is_refused_in_english(ask_towns: Say) -> None:
    said = ask_towns("How much is the sports budget?", organization="เทศบาลดาวอังคาร")
    assert said.text.startswith("The library has no plan of เทศบาลดาวอังคาร")


def test_years_of_a_projects_name_are_not_those_of_its_plan(ask_samples: Say) -> None:
    of_name = ask_samples("ธารมณี ทบทวนแผนอัตรากำลัง ปี 2570-2572 ทำเดือนไหน")
    assert of_name.answerable and "มิ.ย. - ก.ย." in of_name.text
    other = ask_samples("ธารมณี งบวิเคราะห์ภาระงาน ปี 2570 เท่าไหร่")
    assert not other.answerable and "2570" in other.text
