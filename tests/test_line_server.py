"""The fake LINE API refuses what LINE would refuse, and the SDK gets along with it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    Message,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuRequest,
    ShowLoadingAnimationRequest,
)

from tests.line_menu_rules import menu_complaints
from tests.line_rules import complaints
from tests.line_server import TOKEN, LineServer

PERSON = "U" + "0a" * 16
HELLO = {"type": "text", "text": "สวัสดี"}
CELL = {"type": "text", "text": "ก"}
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "เมนู",
    "chatBarText": "เมนู",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 1250, "height": 843},
            "action": {"type": "message", "label": "ถาม", "text": "ถาม"},
        }
    ],
}


def bubble(*cells: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "contents": list(cells)},
        **more,
    }


def flex(contents: Any, alt: str = "การ์ด") -> dict[str, Any]:
    return {"type": "flex", "altText": alt, "contents": contents}


def chips(*actions: Any) -> dict[str, Any]:
    items = [{"type": "action", "action": action} for action in actions]
    return {**HELLO, "quickReply": {"items": items}}


def say(label: str = "ก", text: str = "ก") -> dict[str, Any]:
    return {"type": "message", "label": label, "text": text}


FINE = [
    HELLO,
    {"type": "text", "text": "🍎" * 2500},
    chips(*[say()] * 13),
    chips(say("ที่" * 20, "ที่" * 300)),
    chips({"type": "postback", "label": "ดู", "data": "x" * 300, "displayText": "ดู"}),
    flex(bubble(CELL)),
    flex({"type": "carousel", "contents": [bubble(CELL)] * 12}),
    flex(bubble({"type": "box", "layout": "baseline", "contents": [CELL], "action": say()})),
]
WRONG = [
    {"type": "text", "text": " "},
    {"type": "text", "text": "ก" * 5001},
    {"type": "text", "text": "🍎" * 2501},
    {"type": "text", "text": "ก", "color": "#000000"},
    {"type": "text"},
    {"type": "table"},
    chips(*[say()] * 14),
    chips(),
    chips(say("ก" * 21)),
    chips(say("ก", "ก" * 301)),
    chips(say("")),
    chips({"type": "postback", "label": "ดู", "data": "x" * 301, "displayText": "ดู"}),
    chips({"type": "postback", "label": "ดู", "data": "x"}),
    chips({"type": "uri", "label": "ดู", "uri": "ftp://example.com"}),
    chips({"type": "uri", "label": "ดู", "uri": "https://example.com/แผน"}),
    chips({"type": "uri", "label": "ดู", "uri": "https://example.com/" + "x" * 1000}),
    flex(bubble(CELL), alt=""),
    flex(bubble(CELL), alt="ก" * 401),
    flex({"type": "bubble"}),
    flex(bubble({"type": "text", "text": ""})),
    flex(bubble({"type": "text", "text": "ก" * 10_000})),
    flex(bubble({"type": "text", "text": "ก", "size": "huge"})),
    flex(bubble({"type": "text", "text": "ก", "color": "green"})),
    flex(bubble({"type": "button", "action": {"type": "message", "text": "ก"}})),
    flex(bubble({"type": "box", "layout": "vertical"})),
    flex(
        bubble(
            {"type": "box", "layout": "baseline", "contents": [{"type": "button", "action": say()}]}
        )
    ),
    flex({"type": "carousel", "contents": [bubble(CELL)] * 13}),
    flex({"type": "carousel", "contents": [bubble(CELL, size="kilo"), bubble(CELL)]}),
    flex({"type": "carousel", "contents": [bubble({"type": "text", "text": "ก" * 5_000})] * 4}),
]


@pytest.mark.parametrize("message", FINE)
def test_takes_what_is_documented(message: dict[str, Any]) -> None:
    assert complaints([message]) == []


@pytest.mark.parametrize("message", WRONG)
def test_refuses_what_breaks_a_rule(message: dict[str, Any]) -> None:
    assert len(complaints([message])) >= 1


@pytest.mark.parametrize("messages", [[], [HELLO] * 6, None, ["text"]])
def test_a_reply_has_one_to_five_messages(messages: Any) -> None:
    assert complaints(messages)


@pytest.mark.parametrize(
    "change",
    [
        {"size": {"width": 2500, "height": 2000}},
        {"chatBarText": "ก" * 15},
        {"areas": []},
        {"areas": MENU["areas"] * 21},
        {
            "areas": [
                {**MENU["areas"][0], "bounds": {"x": 1300, "y": 0, "width": 1250, "height": 843}}
            ]
        },
        {"areas": [{**MENU["areas"][0], "action": {"type": "message", "text": ""}}]},
    ],
)
def test_a_menu_keeps_its_rules(change: dict[str, Any]) -> None:
    assert menu_complaints(MENU) == []
    assert menu_complaints({**MENU, **change})


@pytest.fixture
def line() -> Iterator[LineServer]:
    with LineServer() as server:
        yield server


@pytest.fixture
def client(line: LineServer) -> Iterator[ApiClient]:
    with ApiClient(Configuration(host=line.url, access_token=TOKEN)) as client:
        yield client


def reply(client: ApiClient, token: str, *messages: dict[str, Any]) -> None:
    models = [Message.from_dict(message) for message in messages]
    MessagingApi(client).reply_message(ReplyMessageRequest(replyToken=token, messages=models))


def test_a_reply_token_holds_once(line: LineServer, client: ApiClient) -> None:
    token = line.reply_token()
    reply(client, token, HELLO, flex(bubble(CELL)))
    with pytest.raises(ApiException, match="Invalid reply token"):
        reply(client, token, HELLO)
    [sent] = line.replies
    assert (sent.to, sent.text, len(sent.messages)) == (token, "สวัสดี", 2)
    assert [refused.status for refused in line.refused] == [400]


@pytest.mark.parametrize("life", [-1.0, None])
def test_a_reply_token_must_be_lines_and_young(
    line: LineServer, client: ApiClient, life: float | None
) -> None:
    token = "0" * 32 if life is None else line.reply_token(life)
    with pytest.raises(ApiException, match="Invalid reply token"):
        reply(client, token, HELLO)
    assert line.replies == []


def test_a_message_that_breaks_a_rule_leaves_the_token(line: LineServer, client: ApiClient) -> None:
    token = line.reply_token()
    with pytest.raises(ApiException, match=r"messages\[0\].text"):
        reply(client, token, {"type": "text", "text": ""})
    reply(client, token, HELLO)
    assert len(line.replies) == 1


def test_another_access_token_is_refused(line: LineServer) -> None:
    configuration = Configuration(host=line.url, access_token="other")
    with ApiClient(configuration) as client, pytest.raises(ApiException, match="Authentication"):
        reply(client, line.reply_token(), HELLO)


def test_pushes_and_loading_animations_are_kept(line: LineServer, client: ApiClient) -> None:
    api = MessagingApi(client)
    request = PushMessageRequest(to=PERSON, messages=[Message.from_dict(HELLO)])
    api.push_message(request, x_line_retry_key="4b1d8f5e-0000-4000-8000-000000000000")
    with pytest.raises(ApiException, match="already accepted"):
        api.push_message(request, x_line_retry_key="4b1d8f5e-0000-4000-8000-000000000000")
    api.show_loading_animation(ShowLoadingAnimationRequest(chatId=PERSON, loadingSeconds=20))
    assert [push.to for push in line.pushes] == [PERSON]
    assert line.loadings == [{"chatId": PERSON, "loadingSeconds": 20}]


@pytest.mark.parametrize(("chat", "seconds"), [("C" + "0a" * 16, 20), (PERSON, 7)])
def test_a_loading_animation_is_for_one_person_and_in_fives(
    line: LineServer, client: ApiClient, chat: str, seconds: int
) -> None:
    request = ShowLoadingAnimationRequest(chatId=chat, loadingSeconds=seconds)
    with pytest.raises(ApiException):
        MessagingApi(client).show_loading_animation(request)
    assert line.loadings == []


def test_a_failure_is_one_requests_own(line: LineServer, client: ApiClient) -> None:
    line.failing = [500]
    token = line.reply_token()
    with pytest.raises(ApiException) as failure:
        reply(client, token, HELLO)
    assert failure.value.status == 500
    reply(client, token, HELLO)


def png(width: int, height: int) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = (b"\0" + b"\xff" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_menu_needs_a_picture_of_its_size(line: LineServer, client: ApiClient) -> None:
    api, blob = MessagingApi(client), MessagingApiBlob(client)
    menu = api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id
    with pytest.raises(ApiException, match="must upload"):
        api.set_default_rich_menu(menu)
    with pytest.raises(ApiException, match="another size"):
        send_picture(blob, menu, png(800, 250))
    send_picture(blob, menu, png(2500, 843))
    api.set_default_rich_menu(menu)
    assert line.default_menu == menu
    assert [each.rich_menu_id for each in api.get_rich_menu_list().richmenus] == [menu]
    api.delete_rich_menu(menu)
    assert line.menus == {}


def send_picture(blob: MessagingApiBlob, menu: str, image: bytes) -> None:
    blob.set_rich_menu_image(menu, bytearray(image), _headers={"Content-Type": "image/png"})
