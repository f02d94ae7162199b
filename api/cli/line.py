"""``hrplan line setup``."""

from __future__ import annotations

import typer

from api.cli.output import CliError, say
from api.settings import Settings

app = typer.Typer(
    help="บอต LINE / The LINE bot",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_UNAUTHORIZED = (401, 403)


@app.callback()
def line() -> None:
    """บอต LINE / The LINE bot."""


@app.command()
def setup() -> None:
    """ตั้งเมนูของบอตใน LINE และบอกที่อยู่ webhook / Put the bot's menu in LINE, and tell the
    address for its webhook.

    ทำซ้ำได้ เมนูใหม่แทนเมนูเดิม / It can be repeated: the new menu takes the old one's place.
    """
    settings = Settings()
    if settings.line_channel_secret is None or settings.line_channel_access_token is None:
        raise CliError(
            "กรุณาตั้งค่า HRPLAN_LINE_CHANNEL_SECRET และ HRPLAN_LINE_CHANNEL_ACCESS_TOKEN ก่อน",
            "set HRPLAN_LINE_CHANNEL_SECRET and HRPLAN_LINE_CHANNEL_ACCESS_TOKEN first",
            2,
        )
    # The SDK takes a second to load.
    from api.line.menu import MenuError, set_up

    token = settings.line_channel_access_token.get_secret_value()
    try:
        name = set_up(token, settings.line_api_base)
    except MenuError as error:
        raise _refused(error.status) from error
    say(f"ตั้งเมนูของ {name} แล้ว / the menu of {name} is in place")
    address = settings.public_url or "https://…"
    say(f"Webhook URL: {address}/line/webhook")


def _refused(status: int) -> CliError:
    if status in _UNAUTHORIZED:
        return CliError(
            "LINE ไม่รับ access token นี้ กรุณาออกใหม่ใน LINE Developers Console แล้วแก้ค่าตั้ง",
            "LINE doesn't take this access token; issue another one in its console and set it",
        )
    if not status:
        return CliError(
            "ติดต่อ LINE ไม่ได้ กรุณาตรวจอินเทอร์เน็ตแล้วลองใหม่",
            "LINE can't be reached; check the network and try again",
        )
    return CliError(
        f"LINE ตอบว่าทำไม่ได้ (รหัส {status}) กรุณาลองใหม่ภายหลัง",
        f"LINE refused ({status}); try again later",
    )
