"""``hrplan line setup`` against the fake LINE, and what its menu says to the bot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.cli.app import run
from api.line.commands import command_of
from api.line.menu import HEIGHT, PICTURE, SAYINGS, WIDTH
from tests.api.line.conftest import ORGANIZATION, Channel
from tests.api.line.webhooks import SECRET
from tests.line_server import TOKEN, LineServer


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[LineServer]:
    with LineServer() as server:
        monkeypatch.setenv("HRPLAN_LINE_CHANNEL_SECRET", SECRET)
        monkeypatch.setenv("HRPLAN_LINE_CHANNEL_ACCESS_TOKEN", TOKEN)
        monkeypatch.setenv("HRPLAN_LINE_API_BASE", server.url)
        monkeypatch.setenv("HRPLAN_PUBLIC_URL", "https://plans.example.go.th/")
        yield server


def test_the_menu_is_put_up_and_replaced(
    line: LineServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["line", "setup"]) == 0
    first = line.default_menu
    assert "https://plans.example.go.th/line/webhook" in capsys.readouterr().out
    assert run(["line", "setup"]) == 0
    assert list(line.menus) == [line.default_menu] and line.default_menu != first
    (menu,) = line.menus.values()
    assert menu.image == PICTURE.read_bytes()
    areas = [area["bounds"] for area in menu.definition["areas"]]
    assert sum(area["width"] * area["height"] for area in areas) == WIDTH * HEIGHT
    assert not line.refused


def test_menus_of_others_stay(line: LineServer) -> None:
    assert run(["line", "setup"]) == 0
    (ours,) = line.menus.values()
    line.menus["richmenu-1"] = type(ours)({**ours.definition, "name": "another"}, ours.image)
    assert run(["line", "setup"]) == 0
    assert len(line.menus) == 2 and "richmenu-1" in line.menus


@pytest.mark.parametrize(("status", "told"), [(401, "access token"), (500, "500")])
def test_a_refusal_is_told_in_a_line(
    line: LineServer, capsys: pytest.CaptureFixture[str], status: int, told: str
) -> None:
    line.failing += [status]
    assert run(["line", "setup"]) == 1
    (only,) = capsys.readouterr().err.splitlines()
    assert told in only


def test_without_settings_it_says_which(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["line", "setup"]) == 2
    assert "HRPLAN_LINE_CHANNEL_SECRET" in capsys.readouterr().err
    monkeypatch.setenv("HRPLAN_LINE_CHANNEL_SECRET", SECRET)
    assert run(["line", "setup"]) == 2
    assert "HRPLAN_LINE_CHANNEL_ACCESS_TOKEN" in capsys.readouterr().err


def test_each_button_is_understood(channel: Channel) -> None:
    channel.say(f"เจ้าพนักงานธุรการ {ORGANIZATION}")
    told = {saying: channel.say(saying) for saying in SAYINGS if not command_of(saying)}
    assert len(told) == 3
    assert "งานธุรการยุคดิจิทัล" in told[SAYINGS[0]]
    assert "คุณธรรม" in told[SAYINGS[1]]
    assert "35,000" in told[SAYINGS[2]]
