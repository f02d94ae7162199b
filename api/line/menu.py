"""The rich menu below the chat: six buttons over a picture, each of which says something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    RichMenuRequest,
)
from urllib3.exceptions import HTTPError

# By its name it is found again, and replaced.
NAME = "hrplan"
PICTURE = Path(__file__).with_name("menu.png")
WIDTH, HEIGHT = 1200, 810
_COLUMNS, _ROWS = 3, 2
# What each button says, as they lie in the picture: row by row, from the left.
SAYINGS = (
    "ตำแหน่งของฉันต้องอบรมอะไรบ้าง",
    "หน่วยงานของฉันมีโครงการอบรมอะไรบ้าง",
    "งบประมาณรวมของหน่วยงานฉันเท่าไร",
    "เปลี่ยนหน่วยงาน",
    "ข้อมูลของฉัน",
    "วิธีใช้",
)
# LINE takes and gives pictures elsewhere.
_LINE, _PICTURES = "https://api.line.me", "https://api-data.line.me"
_TIMEOUT = 20.0


class MenuError(RuntimeError):
    """LINE didn't take it. ``status`` is its answer's, 0 where there was none."""

    def __init__(self, status: int) -> None:
        super().__init__(f"LINE: {status}")
        self.status = status


def menu() -> dict[str, Any]:
    """The menu as LINE's JSON has it."""
    width, height = WIDTH // _COLUMNS, HEIGHT // _ROWS
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "name": NAME,
        "chatBarText": "เมนู",
        "areas": [
            {
                "bounds": {
                    "x": at % _COLUMNS * width,
                    "y": at // _COLUMNS * height,
                    "width": width,
                    "height": height,
                },
                "action": {"type": "message", "text": saying},
            }
            for at, saying in enumerate(SAYINGS)
        ],
    }


def set_up(access_token: str, base: str) -> str:
    """Puts the menu in place of an earlier one of ours; how the bot is found (@…).

    Raises MenuError; people have the earlier menu until the new one is whole.
    """
    base = base.rstrip("/")
    pictures = _PICTURES if base == _LINE else base
    with ApiClient(Configuration(host=base, access_token=access_token)) as client, _told():
        api = MessagingApi(client)
        bot = api.get_bot_info(_request_timeout=_TIMEOUT)
        earlier = api.get_rich_menu_list(_request_timeout=_TIMEOUT).richmenus
        made = api.create_rich_menu(RichMenuRequest.from_dict(menu()), _request_timeout=_TIMEOUT)
        # The SDK's own call for this knows one host alone.
        client.call_api(
            "/v2/bot/richmenu/{richMenuId}/content",
            "POST",
            path_params={"richMenuId": made.rich_menu_id},
            header_params={"Content-Type": "image/png"},
            body=PICTURE.read_bytes(),
            response_types_map={},
            auth_settings=["Bearer"],
            _request_timeout=_TIMEOUT,
            _host=pictures,
        )
        api.set_default_rich_menu(made.rich_menu_id, _request_timeout=_TIMEOUT)
        for one in earlier:
            if one.name == NAME:
                api.delete_rich_menu(one.rich_menu_id, _request_timeout=_TIMEOUT)
    return str(bot.basic_id)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except ApiException as error:
        raise MenuError(error.status or 0) from error
    except HTTPError as error:
        raise MenuError(0) from error
