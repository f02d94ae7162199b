"""Who writes, what is kept of it, and who is answered what: alone and in groups."""

from __future__ import annotations

import pytest

from ingest.pipeline import parse_bytes
from tests.api.line import webhooks
from tests.api.line.conftest import ORGANIZATION, Channel, chips, seen
from tests.api.line.webhooks import group, person
from tests.conftest import PLAN

QUESTION = f"โครงการอบรมคุณธรรมและจริยธรรมของ{ORGANIZATION}ใช้งบเท่าไร"
OWN = "หน่วยงานของฉันมีงบโครงการอบรมคุณธรรมและจริยธรรมเท่าไร"
OTHER = "เทศบาลตำบลหนองลองดู"


@pytest.fixture
def two(channel: Channel) -> Channel:
    """A library of two municipalities of different provinces."""
    plan = (
        PLAN.replace("ดอนสมมุติ", "หนองลองดู")
        .replace("อำเภอสมมุติ จังหวัดสมมุติ", "อำเภอลองดู จังหวัดลองดูบุรี")
        .replace("๓๕,๐๐๐", "๙๑,๐๐๐")
    )
    channel.library.add(parse_bytes(plan.encode(), "longdu.txt"), "longdu.txt")
    return channel


def test_who_follows_is_greeted_and_asked_for_the_organisation(two: Channel) -> None:
    messages = two.told(
        webhooks.event("follow", person(), two.token(), follow={"isUnblocked": False})
    )
    assert "ถามแผน" in seen(messages) and "หน่วยงาน" in seen(messages)
    assert any("ดอนสมมุติ" in chip for chip in chips(messages))


@pytest.mark.parametrize(
    "words",
    [
        "ธุรการ ดอนสมมุติ",
        f"ผมเป็นธุรการ อยู่{ORGANIZATION}ครับ",
        "จพง.ธุรการ ทต.ดอนสมมุติ",
        "ดอนสมมุติ ตำแหน่งเจ้าพนักงานธุรการ",
        "ธุรการ จ.สมมุติ",
    ],
)
def test_free_text_says_organisation_and_position(two: Channel, words: str) -> None:
    assert "บันทึกแล้ว" in two.say(words)
    told = two.say("ข้อมูลของฉัน")
    assert ORGANIZATION in told and "เจ้าพนักงานธุรการ" in told
    assert "35,000" in two.say(OWN)


def test_who_wants_a_draft_gets_the_page_for_it(two: Channel) -> None:
    [message] = two.told(webhooks.text("ช่วยร่างแผนปีหน้าให้หน่อยค่ะ", two.token()))
    assert "/draft" in str(message["contents"])


def test_the_organisation_may_come_first_and_the_position_after(two: Channel) -> None:
    messages = two.told(webhooks.text(OTHER, two.token()))
    assert OTHER in seen(messages) and "นิติกร" in chips(messages)
    assert "บันทึกแล้ว" in two.say("นิติกร")
    assert "91,000" in two.say(OWN)


def test_a_question_that_needs_the_organisation_waits_for_it(two: Channel) -> None:
    asked = two.told(webhooks.text(OWN, two.token()))
    assert "91,000" not in seen(asked) and len(chips(asked)) >= 2
    told = two.say(OTHER)
    assert "บันทึกแล้ว" in told and "91,000" in told


def test_it_is_kept_by_person_and_under_a_hash_alone(two: Channel) -> None:
    two.say(f"นิติกร {ORGANIZATION}", person(1))
    two.say(f"ธุรการ {OTHER}", person(2))
    assert "35,000" in two.say(OWN, person(1))
    assert "91,000" in two.say(OWN, person(2))
    with two.library._catalogue.reading() as connection:
        people = connection.exec_driver_sql("SELECT * FROM people").mappings().all()
    assert len(people) == 2
    assert {frozenset(row) for row in people} == {frozenset({"id", "organization", "position"})}
    assert not any(webhooks.user_id(number) in str(people) for number in (1, 2))


def test_a_kind_of_employee_stands_for_the_position(two: Channel) -> None:
    assert "บันทึกแล้ว" in two.say(f"พนักงานจ้างตามภารกิจ {ORGANIZATION}")
    assert "พนักงานจ้างตามภารกิจ" in two.say("ข้อมูลของฉัน")


@pytest.mark.parametrize("words", ["ลบข้อมูลฉัน", "ขอลบข้อมูลของฉันด้วยค่ะ", "ลบข้อมูล ของผม ครับ"])
def test_it_is_deleted_on_request(two: Channel, words: str) -> None:
    two.say(f"นิติกร {OTHER}")
    two.say(OWN)
    assert "ลบ" in two.say(words)
    with two.library._catalogue.reading() as connection:
        for table in ("people", "sessions", "late_answers"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    assert "91,000" not in two.say(OWN)


def test_it_is_changed_on_request(two: Channel) -> None:
    two.say(f"นิติกร {OTHER}")
    asked = two.told(webhooks.text("เปลี่ยนหน่วยงาน", two.token()))
    assert len(chips(asked)) >= 2
    assert ORGANIZATION in two.say(ORGANIZATION)
    told = two.say("ข้อมูลของฉัน")
    assert ORGANIZATION in told and "นิติกร" in told
    assert OTHER in two.say(f"เปลี่ยนหน่วยงานเป็น {OTHER}")
    assert "91,000" in two.say(OWN)


def test_what_was_asked_can_be_left_open(two: Channel) -> None:
    two.say("เปลี่ยนหน่วยงาน")
    assert "พิมพ์คำถามได้เลย" in two.say("ข้ามไปก่อน")
    assert "35,000" in two.say(QUESTION)


def test_the_bare_name_of_another_organisation_goes_on_with_the_question(two: Channel) -> None:
    two.say(f"นิติกร {ORGANIZATION}")
    assert "35,000" in two.say(OWN)
    assert "91,000" in two.say(f"แล้วของ{OTHER}ล่ะ")
    assert ORGANIZATION in two.say("ข้อมูลของฉัน")


def test_an_organisation_without_a_plan_is_kept_and_told_so(two: Channel) -> None:
    told = two.say("ธุรการ อบต.นาสมมุติใหม่")
    assert "บันทึกแล้ว" in told and "ยังไม่มีแผน" in told
    assert "35,000" not in two.say(OWN)


def test_of_a_province_with_several_a_choice_is_offered(two: Channel) -> None:
    plan = PLAN.replace("ตำบลดอนสมมุติ", "ตำบลท่าทดลอง")
    two.library.add(parse_bytes(plan.encode(), "tha.txt"), "tha.txt")
    messages = two.told(webhooks.text("ธุรการ จังหวัดสมมุติ", two.token()))
    assert len([chip for chip in chips(messages) if "ข้าม" not in chip]) == 2
    assert "เจ้าพนักงานธุรการ" in two.say("เทศบาลตำบลท่าทดลอง")


def test_who_unfollows_is_forgotten(two: Channel) -> None:
    two.say(f"นิติกร {OTHER}")
    assert two.silent(webhooks.event("unfollow", person()))
    assert "ยังไม่ได้บันทึก" in two.say("ข้อมูลของฉัน")


def test_what_was_unsent_is_not_used_any_more(two: Channel) -> None:
    two.say(QUESTION)
    assert two.silent(webhooks.event("unsend", person(), unsend={"messageId": "1"}))
    assert two.library.session(two_session(two)).messages == ()


def two_session(channel: Channel) -> str:
    import hmac
    from hashlib import sha256

    secret = channel.library.line.secret()
    return hmac.new(secret, webhooks.user_id().encode(), sha256).hexdigest()[:40]


# Groups


def test_in_a_group_it_answers_when_mentioned_or_called(two: Channel) -> None:
    said = f"@บอต {QUESTION}"
    own = webhooks.mention(said, 0, 4, own=True)
    assert "35,000" in two.say(said, group(), mention=own)
    # Before the mention stands an emoji of two UTF-16 units.
    said = f"\U0001f600 @บอต {QUESTION}"
    assert "35,000" in two.say(said, group(), mention=webhooks.mention(said, 3, 4, own=True))
    for called in ("ถามแผน ", "ถามแผน: ", "@ถามแผน ", "/ถามแผน "):
        assert "35,000" in two.say(called + QUESTION, group())


def test_in_a_group_it_is_silent_otherwise(two: Channel) -> None:
    said = f"@เพื่อน {QUESTION}"
    mentioned = webhooks.mention(said, 0, 6, own=False)
    assert two.silent(webhooks.text(QUESTION, two.token(), group()))
    assert two.silent(webhooks.text(said, two.token(), group(), mention=mentioned))
    assert two.silent(webhooks.text("ถามแผนกคลังดูสิ", two.token(), group()))
    for kind in ("sticker", "image", "location"):
        assert two.silent(webhooks.other(kind, two.token(), group()))


def test_a_profile_is_neither_shown_nor_kept_in_a_group(two: Channel) -> None:
    two.say(f"นิติกร {OTHER}", person(1))
    assert "91,000" not in two.say(f"ถามแผน {OWN}", group(writer=1))
    for asked in ("ข้อมูลของฉัน", "เปลี่ยนหน่วยงาน", "ลบข้อมูลฉัน"):
        told = two.say(f"ถามแผน {asked}", group(writer=1))
        assert "ส่วนตัว" in told and OTHER not in told and "นิติกร" not in told
    two.say(f"ถามแผน ธุรการ {ORGANIZATION}", group(writer=1))
    assert OTHER in two.say("ข้อมูลของฉัน", person(1))


def test_what_a_tap_says_in_a_group_calls_the_bot(two: Channel) -> None:
    asked = webhooks.text(f"ถามแผน {OWN}", two.token(), group())
    items = two.told(asked)[-1]["quickReply"]["items"]
    assert items and all(item["action"]["text"].startswith("ถามแผน ") for item in items)
    alone = two.told(webhooks.text(OWN, two.token()))[-1]["quickReply"]["items"]
    assert not any(item["action"]["text"].startswith("ถามแผน ") for item in alone)
    tapped = next(i["action"]["text"] for i in items if OTHER in i["action"]["text"])
    assert "91,000" in two.say(tapped, group())


def test_conversations_of_people_in_a_group_are_kept_apart(two: Channel) -> None:
    assert "35,000" in two.say(f"ถามแผน {QUESTION}", group(writer=1))
    assert "91,000" in two.say(f"ถามแผน แล้วของ{OTHER}ล่ะ", group(writer=1))
    assert "91,000" not in two.say(f"ถามแผน แล้วของ{OTHER}ล่ะ", group(writer=2))


def test_a_bot_that_joins_says_how_it_is_called(two: Channel) -> None:
    messages = two.told(webhooks.event("join", group(writer=None), two.token()))
    assert "ขึ้นต้นข้อความด้วย “ถามแผน”" in seen(messages)
    assert "พิมพ์คำถาม" in two.say("ถามแผน", group())


# Whatever else comes


@pytest.mark.parametrize("kind", ["sticker", "image", "video", "audio", "file", "location"])
def test_other_messages_are_answered_kindly(two: Channel, kind: str) -> None:
    assert "ข้อความ" in seen(two.told(webhooks.other(kind, two.token())))


@pytest.mark.parametrize(
    "event",
    [
        webhooks.event("leave", group(writer=None)),
        webhooks.event("memberJoined", group(writer=None), "t", joined={"members": [person(3)]}),
        webhooks.event("memberLeft", group(writer=None), left={"members": [person(3)]}),
        webhooks.event("accountLink", person(), "t", link={"result": "ok", "nonce": "n"}),
        webhooks.event("something of next year", person(), "t"),
        webhooks.event("message", person(), "t", message={"id": "1", "type": "hologram"}),
        webhooks.event("postback", person(), "t", postback={"data": "unknown"}),
        {"type": "follow"},
        {**webhooks.text("x", "t"), "mode": "standby"},
    ],
    ids=lambda event: event["type"],
)
def test_other_events_are_passed_over(two: Channel, event: webhooks.Event) -> None:
    assert two.silent(event)
    assert "35,000" in two.say(QUESTION)


@pytest.mark.parametrize("words", ["\U0001f600\U0001f600", "?!", "ก" * 2001])
def test_what_is_no_question_is_told_so(two: Channel, words: str) -> None:
    assert "กรุณา" in two.say(words)
