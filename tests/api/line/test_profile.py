"""Organisation and position as people type them on a phone."""

from __future__ import annotations

import pytest

from api.line.profile import Stated, is_type_alone, read_profile
from ingest.models import Organization, OrganizationType

NAME = "เทศบาลตำบลดอนสมมุติ"
KNOWN = [
    Organization(NAME, OrganizationType("เทศบาลตำบล"), "ดอนสมมุติ", "สมมุติ", "สมมุติ"),
    Organization("เทศบาลเมืองลองดู", OrganizationType("เทศบาลเมือง"), "ลองดู", "เมือง", "ลองดูบุรี"),
]


@pytest.mark.parametrize(
    "said",
    [
        "ธุรการ ดอนสมมุติ",
        "ธุรการดอนสมมุติ",
        "ดอนสมมุติ ธุรการ \U0001f60a",
        "ธุรการ+ดอนสมมุติ",
        "ธุรการ เทศบาลดอนสมมุติ",
        "ธุรการ ทต ดอนสมมุติ",
        "ธุรการ ท.ดอนสมมุติ",
        "ธุรการ ดอนสมมุติ ค้าบ",
        "ธุรการค่ะ ดอนสมมุติค่าา",
        "พี่ทำงานธุรการอยู่ดอนสมมุติอะ",
        "เจ้าพนักงานธุรการชำนาญงาน ดอนสมมุติ",
        "ธุรการ สำนักปลัด ดอนสมมุติ",
        "ธุรการ กองคลัง ทต.ดอนสมมุติ",
    ],
)
def test_both_are_read(said: str) -> None:
    assert read_profile(said, KNOWN) == Stated(NAME, "เจ้าพนักงานธุรการ")


@pytest.mark.parametrize(
    "said", ["เทศบาลดอนสมมุติ", "งั้นเอาดอนสมมุติ", "ดอนสมมุติก็ได้ค่ะ", "อยู่เทศบาลดอนสมมุติ"]
)
def test_an_organisation_is_read(said: str) -> None:
    assert read_profile(said, KNOWN) == Stated(NAME)


def test_a_position_is_read_with_its_rank() -> None:
    stated = Stated(position="นักทรัพยากรบุคคล")
    assert read_profile("นักทรัพยากรบุคคลชำนาญการ", KNOWN) == stated


def test_who_is_asked_may_name_a_position_of_their_own() -> None:
    said = "หัวหน้าฝ่าย"
    assert read_profile(said, KNOWN) is None
    assert read_profile(said, KNOWN, asked=True) == Stated(position="หัวหน้าฝ่าย")
    assert read_profile(f"{said} ดอนสมมุติ", KNOWN, asked=True) == Stated(NAME, "หัวหน้าฝ่าย")


@pytest.mark.parametrize(
    "said",
    [
        "งบดอนสมมุติ",
        "แล้วดอนสมมุติ",
        "ดอนสมมุติล่ะ",
        "จริยธรรม ดอนสมมุติ",
        "ธุรการ ดอนสมมุติ ได้งบ",
        "ครูต้องอบรมอะไร",
        "ครู จริยธรรม ดอนสมมุติ",
        "กองคลัง",
        "อบต",
    ],
)
def test_a_question_is_no_profile(said: str) -> None:
    assert read_profile(said, KNOWN) is None


@pytest.mark.parametrize("said", ["อบต", "อบต.", "เทศบาลค่ะ", "อยู่เทศบาลตำบล"])
def test_a_type_alone_tells_no_organisation(said: str) -> None:
    assert is_type_alone(said)
    assert not is_type_alone("เทศบาลดอนสมมุติ")
