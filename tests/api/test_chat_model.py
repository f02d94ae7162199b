"""The chat model of the settings, against a server that speaks OpenAI's protocol."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import pytest
from langchain.chat_models.base import _get_chat_model_creator
from ollama import ResponseError
from openai import APIConnectionError, APITimeoutError, RateLimitError

from api.chat_model import ChatModelError, open_chat_model
from api.settings import Settings
from tests.chat_server import ChatServer, Drop, Fail, Say, Stall

KEY = "sk-sesame-sesame"


@pytest.fixture(autouse=True)
def _no_keys_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)


def settings(**fields: Any) -> Settings:
    base: dict[str, Any] = {
        "chat_model": "openai:some-model",
        "chat_timeout": 60,
        "chat_retries": 0,
    }
    return Settings(_env_file=None, **base | fields)


def opened(server: ChatServer, **fields: Any) -> Any:
    return open_chat_model(settings(chat_base_url=server.url, **fields))


def test_the_key_is_sent_and_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ChatServer(lambda asked: Say("ดี", usage=(7, 2))) as server:
        model = opened(server, chat_api_key=KEY)
        said = model.invoke("สวัสดี")
    (asked,) = server.requests
    assert (asked.path, asked.text) == ("/v1/chat/completions", "สวัสดี")
    assert (asked.body["model"], asked.body["temperature"]) == ("some-model", 0)
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert said.text == "ดี"
    assert said.usage_metadata["input_tokens"] == 7
    assert KEY not in repr(model) + caplog.text
    assert caplog.records


def test_a_key_for_the_provider_does_not_go_to_another_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with ChatServer(lambda asked: Say("ดี")) as server:
        opened(server).invoke("สวัสดี")
    assert KEY not in str(server.requests)


def test_a_stream_comes_in_pieces_with_its_tokens() -> None:
    text = "งบประมาณ 30,000 บาท"
    with ChatServer(lambda asked: Say(text, usage=(7, 2))) as server:
        pieces = list(opened(server).stream("เท่าไร", stream_usage=True))
    assert "".join(piece.text for piece in pieces) == text
    assert sum(bool(piece.text) for piece in pieces) > 1
    assert [p.usage_metadata["output_tokens"] for p in pieces if p.usage_metadata] == [2]


def test_a_stream_that_is_dropped_is_an_error_and_no_shorter_answer() -> None:
    with ChatServer(lambda asked: Drop("ก" * 10)) as server, pytest.raises(APIConnectionError):
        list(opened(server).stream("เท่าไร"))


def test_a_server_that_stays_silent_is_left_after_the_timeout() -> None:
    with ChatServer(lambda asked: Stall("ก" * 10)) as server:
        model = opened(server, chat_timeout=0.3)
        with pytest.raises(APITimeoutError):
            model.invoke("เท่าไร")
        with pytest.raises(APITimeoutError):
            list(model.stream("เท่าไร"))


@pytest.mark.parametrize(("retries", "requests"), [(0, 1), (1, 2)])
def test_a_busy_server_is_asked_again_as_often_as_is_set(retries: int, requests: int) -> None:
    busy = ChatServer(lambda asked: Fail(429, after=0.01))
    with busy as server, pytest.raises(RateLimitError):
        opened(server, chat_retries=retries).invoke("เท่าไร")
    assert len(server.requests) == requests


def test_ollama_has_the_timeout_and_sends_the_key_but_does_not_show_it() -> None:
    with ChatServer(lambda asked: Fail(500)) as server:
        model = opened(server, chat_model="ollama:some-model:7b", chat_api_key=KEY)
        with pytest.raises(ResponseError):
            model.invoke("สวัสดี")
    (asked,) = server.requests
    assert asked.body["model"] == "some-model:7b"
    assert asked.body["options"]["temperature"] == 0
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(model)
    assert model._client._client.timeout.read == 60


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"chat_model": None}, "HRPLAN_CHAT_MODEL"),
        ({"chat_model": "nobody:some-model"}, "nobody"),
        ({"chat_model": "openai:some-model"}, "HRPLAN_CHAT_API_KEY"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(ChatModelError, match=says) as caught:
        open_chat_model(settings(**fields))
    assert " / " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("provider", "package"),
    [
        ("openai", "langchain-openai"),
        ("anthropic", '"hrplan[anthropic]"'),
        ("mistralai", "langchain-mistralai"),
    ],
)
def test_a_missing_package_is_named_by_what_installs_it(
    provider: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, f"langchain_{provider}", None)
    monkeypatch.setitem(sys.modules, "langchain_community", None)
    with pytest.raises(ChatModelError, match=re.escape(f"pip install {package}") + "$"):
        open_chat_model(settings(chat_model=f"{provider}:some-model"))
