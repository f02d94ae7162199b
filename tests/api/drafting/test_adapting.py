"""Texts of another local government made those of the draft's, or left out."""

from __future__ import annotations

import pytest

from api.drafting.adapting import Adapter
from api.drafting.bodies import body_of
from api.drafting.models import DraftRequest
from ingest.models import Organization, OrganizationType

OLD = Organization(
    "เทศบาลเมืองดอนสมมุติ", OrganizationType.TOWN, "ดอนสมมุติ", "ท่าสมมุติ", "ลำปาง", ("ดอนสมมติ",)
)
OTHER = Organization("เทศบาลตำบลห้วยสมมุติ", OrganizationType.SUBDISTRICT_MUNICIPALITY, "ห้วยสมมุติ")


def adapter(name: str = "อบต.สวนหลวง", **places: str) -> Adapter:
    request = DraftRequest(name, "แผนพัฒนาบุคลากร", (2570,), ("ก",), **places)  # type: ignore[arg-type]
    return Adapter(body_of(request), (2570,), (OLD, OTHER))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("อบรมพนักงานเทศบาลเมืองดอนสมมุติ", "อบรมพนักงานองค์การบริหารส่วนตำบลสวนหลวง"),
        ("บุคลากรของ ทม.ดอนสมมุติ", "บุคลากรของ องค์การบริหารส่วนตำบลสวนหลวง"),
        ("งานของเทศบาล เมืองดอน สมมติ", "งานขององค์การบริหารส่วนตำบลสวนหลวง"),
        ("เสนอนายกเทศมนตรีและสภาเทศบาล", "เสนอนายกองค์การบริหารส่วนตำบลและสภาองค์การบริหารส่วนตำบล"),
        ("พนักงานเทศบาล ๔๐ คน", "พนักงานส่วนตำบล 40 คน"),
        ("เสนอนายกเทศมนตรีเมืองดอนสมมุติ", "เสนอนายกองค์การบริหารส่วนตำบล"),
        ("- เพื่อให้ชุมชนเข้มแข็ง", "เพื่อให้ชุมชนเข้มแข็ง"),
        ("1) ให้รู้สิทธิ 2) ให้รู้หน้าที่", "1) ให้รู้สิทธิ 2) ให้รู้หน้าที่"),
        ("<p>ร้อยละ ๘๐</p>", "ร้อยละ 80"),
        ("ปรับวิธีคิดอย่างมีระบบ", "ปรับวิธีคิดอย่างมีระบบ"),  # no ดอย
        ("ใช้ทรัพยากรอย่างประหยัดอยู่เสมอ", "ใช้ทรัพยากรอย่างประหยัดอยู่เสมอ"),
        ("ตัวชี้วัดความสำเร็จของแผน", "ตัวชี้วัดความสำเร็จของแผน"),
        ("วัดระดับความรู้หลังอบรม", "วัดระดับความรู้หลังอบรม"),
        ("สอดคล้องกับยุทธศาสตร์ชาติ", "สอดคล้องกับยุทธศาสตร์ชาติ"),
        ("", ""),
    ],
)
def test_names_and_words_of_the_example_become_the_drafts(text: str, expected: str) -> None:
    assert adapter().text(text, OLD, (2569,)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "โครงการคนดีศรีดอนสมมุติ",  # a slogan on the name
        "แลกเปลี่ยนเรียนรู้กับห้วยสมมุติ",
        "ดูงาน ณ เทศบาลนครริมธาร",
        "ส่งต่อให้ ทม. ริมธาร",
        "จัดที่วัดพระธาตุ",
        "ดูงานที่ดอยตุง",
        "จัดที่โรงเรียนวัดป่าแดง",
        "ตามยุทธศาสตร์ที่ 10 : องค์กรแห่งนวัตกรรม",
        "สนองพันธกิจที่ ๔ ของแผน",
        "ศึกษาดูงานจังหวัดเชียงใหม่",
        "วิทยากรคือนายสมชาย ใจดี",
        "โทร. 0 5400 0000",
        "ตามมติปี 2566",
    ],
)
def test_what_is_anothers_is_not_used(text: str) -> None:
    assert adapter().text(text, OLD, (2569,)) is None


def test_places_of_the_example_become_those_that_are_known() -> None:
    text = "ประชาชนในอำเภอท่าสมมุติ จังหวัดลำปาง"
    assert adapter().text(text, OLD, (2569,)) is None
    moved = adapter(district="เวียงใหม่", province="น่าน").text(text, OLD, (2569,))
    assert moved == "ประชาชนในอำเภอเวียงใหม่ จังหวัดน่าน"


def test_slogans_are_left_out_of_names() -> None:
    name = "โครงการ “ก้าวแรกคนดอนสมมุติ” ปฐมนิเทศพนักงานใหม่"
    assert adapter().name(name, OLD, (2569,)) == "โครงการ ปฐมนิเทศพนักงานใหม่"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ทต.สวนหลวง", "เทศบาลตำบลสวนหลวง"),
        ("อบจ. สวนหลวง", "องค์การบริหารส่วนจังหวัดสวนหลวง"),
        ("เทศบาลนครสวนหลวง", "เทศบาลนครสวนหลวง"),
    ],
)
def test_whose_draft_it_is(typed: str, name: str) -> None:
    assert adapter(typed).body.name == name


def test_the_own_strategies_stay() -> None:
    text = "ตามยุทธศาสตร์ที่ 2 พัฒนาคน"
    assert adapter("ทม.ดอนสมมุติ").text(text, OLD, (2569,)) == text


@pytest.mark.parametrize(
    ("name", "committee"),
    [
        ("อบจ.น่าน", "คณะกรรมการข้าราชการองค์การบริหารส่วนจังหวัดน่าน"),
        ("อบต.สวนหลวง", "คณะกรรมการพนักงานส่วนตำบลจังหวัดน่าน"),
        ("ทต.สวนหลวง", "คณะกรรมการพนักงานเทศบาลจังหวัดน่าน"),
    ],
)
def test_committees_of_a_province_have_their_names(name: str, committee: str) -> None:
    text = "ร่วมกับคณะกรรมการพนักงานเทศบาลจังหวัดลำปาง"
    assert adapter(name, province="น่าน").text(text, OLD, (2569,)) == f"ร่วมกับ{committee}"


def test_where_the_province_is_not_known_committees_do_without_its_name() -> None:
    text = "ร่วมกับคณะกรรมการพนักงานเทศบาลจังหวัดลำปาง"
    assert adapter().text(text, OLD, (2569,)) == "ร่วมกับคณะกรรมการพนักงานส่วนตำบลจังหวัด"
    assert adapter().text("ดูงานจังหวัดลำปาง", OLD, (2569,)) is None


@pytest.mark.parametrize(
    ("name", "committee"),
    [
        ("เมืองพัทยา", "คณะกรรมการพนักงานเมืองพัทยา"),
        ("กรุงเทพมหานคร", "คณะกรรมการข้าราชการกรุงเทพมหานครและบุคลากรกรุงเทพมหานคร"),
    ],
)
@pytest.mark.parametrize("province", [None, "ชลบุรี"])
def test_a_special_body_has_its_own_committee(
    name: str, committee: str, province: str | None
) -> None:
    request = DraftRequest(name, "แผนพัฒนาบุคลากร", (2570,), ("วินัย",), province=province)
    adapter = Adapter(body_of(request), (2570,), (OLD, OTHER))
    text = "ร่วมกับคณะกรรมการพนักงานเทศบาลจังหวัด หรือกรมส่งเสริมการปกครองท้องถิ่น"
    told = adapter.text(text, OLD, (2568,))
    assert told == f"ร่วมกับ{committee} หรือกรมส่งเสริมการปกครองท้องถิ่น"
