"""LINE's Messaging API, as far as the bot uses it: replies, pushes, the loading animation."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from linebot.v3.messaging import ApiClient, ApiException, Configuration
from urllib3.exceptions import HTTPError

from api.line.messages import Message

log = logging.getLogger(__name__)

# Of one try, in seconds. LINE answers in some 0.2.
_TIMEOUT = 4.0
# A token is used up by the reply that LINE took, so that trying again never answers twice.
_PAUSES = (0.3, 1.0)
_TAKEN_BEFORE, _TOO_MANY, _SERVER_ERROR = 409, 429, 500
# Until the answer comes; LINE takes multiples of 5 up to 60.
_LOADING_SECONDS = 20
CONNECTIONS = 40
_NONE: Mapping[str, str] = MappingProxyType({})


class LineClient:
    """Safe for use from several threads. What LINE refuses is logged by its status, never with
    what was said, and told as False."""

    def __init__(self, access_token: str, host: str) -> None:
        configuration = Configuration(host=host, access_token=access_token)
        configuration.connection_pool_maxsize = CONNECTIONS
        self._client = ApiClient(configuration)

    def close(self) -> None:
        self._client.rest_client.pool_manager.clear()

    def reply(self, token: str, messages: Sequence[Message]) -> bool:
        body = {"replyToken": token, "messages": list(messages)}
        return _tried("reply", lambda: self._post("/v2/bot/message/reply", body))

    def push(self, chat: str, messages: Sequence[Message], key: str) -> bool:
        """``key`` names the message: LINE delivers it once, however often it is sent."""
        body = {"to": chat, "messages": list(messages)}
        once = {"X-Line-Retry-Key": str(uuid5(NAMESPACE_URL, key))}
        return _tried("push", lambda: self._post("/v2/bot/message/push", body, once))

    def show_loading(self, user: str) -> None:
        """Tried once: it is of no use later. In chats with one person alone."""
        body = {"chatId": user, "loadingSeconds": _LOADING_SECONDS}
        _tried("loading", lambda: self._post("/v2/bot/chat/loading/start", body), pauses=())

    def _post(self, path: str, body: dict[str, Any], headers: Mapping[str, str] = _NONE) -> None:
        # Messages are LINE's JSON already: models of them take five times the CPU of the rest.
        self._client.call_api(
            path,
            "POST",
            header_params={"Content-Type": "application/json", **headers},
            body=body,
            response_types_map={},
            auth_settings=["Bearer"],
            _request_timeout=_TIMEOUT,
        )


def _tried(what: str, call: Callable[[], Any], *, pauses: Sequence[float] = _PAUSES) -> bool:
    """Whether LINE took it, tried again where trying again may help."""
    for pause in (*pauses, None):
        try:
            call()
        except ApiException as error:
            status = error.status or 0
            if status == _TAKEN_BEFORE:
                return True
            if pause is None or not (status == _TOO_MANY or status >= _SERVER_ERROR):
                log.warning("LINE refused a %s", what, extra={"status": status})
                return False
        except HTTPError as error:
            if pause is None:
                log.warning("LINE can't be reached (%s)", type(error).__name__)
                return False
        else:
            return True
        time.sleep(pause)
    return False
