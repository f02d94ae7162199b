"""The chat model that the settings name, through LangChain; none is needed to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from api.settings import Settings
from api.writing.bounded import bounds

if TYPE_CHECKING:
    import httpx
    from langchain_core.language_models import BaseChatModel

# Providers whose package is an extra of ours, by the name of the extra.
_EXTRAS = ("anthropic", "google_genai")
# Stands in for a key where a server of one's own asks for none: the clients want one.
_NO_KEY = "none"
# Of what is asked for, what isn't needed: its name in a request, its field, and that left out.
_OPTIONAL = (("temperature", "temperature", None), ("stream_options", "stream_usage", False))


class ChatModelError(ValueError):
    """The chat model can't be used. ``str()`` is one line, Thai / English."""

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(f"{thai} / {english}")
        self.thai = thai
        self.english = english


def open_chat_model(settings: Settings) -> BaseChatModel:
    """The model, which isn't reached yet; takes 2 s, for LangChain's packages load slowly.

    Temperature is 0, where the model allows one. Raises ChatModelError where none is set, its
    provider isn't known or its package isn't installed.
    """
    if settings.chat_model is None:
        raise ChatModelError(
            "ยังไม่ได้กำหนดโมเดลสนทนา กรุณากำหนด HRPLAN_CHAT_MODEL เช่น openai:ชื่อโมเดล",
            "no chat model is configured; set HRPLAN_CHAT_MODEL, such as openai:NAME",
        )
    from langchain.chat_models import init_chat_model

    provider, _, model = settings.chat_model.partition(":")
    try:
        opened: BaseChatModel = init_chat_model(
            model, model_provider=provider, **_arguments(settings, provider)
        )
    except ImportError as error:
        raise _not_installed(provider, error) from error
    except Exception as error:
        # Of any kind: each provider's package checks its arguments in its own way.
        raise _refused(settings.chat_model, error) from error
    return opened


def _arguments(settings: Settings, provider: str) -> dict[str, Any]:
    """What is set, as the provider's class names it; a key goes only where it is meant to."""
    key = settings.chat_api_key.get_secret_value() if settings.chat_api_key else None
    given: dict[str, Any] = {"temperature": 0}
    if settings.chat_base_url:
        given["base_url"] = settings.chat_base_url
    if provider == "ollama":
        # The package takes the provider's key from its variable and sends it to any address.
        auth = _signed(key) if key or settings.chat_base_url else None
        client = {"timeout": settings.chat_timeout, "auth": auth}
        sync = bounds(settings.chat_timeout)
        return given | {"client_kwargs": client, "sync_client_kwargs": sync}
    if provider == "openai":
        from openai import DefaultHttpxClient

        # Left out by default where an address is set.
        given["stream_usage"] = True
        given["http_client"] = DefaultHttpxClient(**bounds(settings.chat_timeout))
    given |= {"timeout": settings.chat_timeout, "max_retries": settings.chat_retries}
    if key or settings.chat_base_url:
        # The provider's own variable holds a key for the provider, not for that address.
        given["api_key"] = key or _NO_KEY
    return given


def _signed(key: str | None) -> Callable[[httpx.Request], httpx.Request]:
    """As a function, and not as a header among the arguments: those are shown by ``repr``."""

    def sign(request: httpx.Request) -> httpx.Request:
        request.headers.pop("Authorization", None)
        if key:
            request.headers["Authorization"] = f"Bearer {key}"
        return request

    return sign


def without_refused(model: BaseChatModel, error: Exception) -> BaseChatModel | None:
    """The model without what its server says that it doesn't take, None where that is something
    else: some models have a temperature of their own, some servers count no tokens."""
    if getattr(error, "status_code", None) not in (400, 422):
        return None
    refused = {
        field: value
        for name, field, value in _OPTIONAL
        if name in str(error) and getattr(model, field, value) != value
    }
    return model.model_copy(update=refused) if refused else None


def _not_installed(provider: str, error: ImportError) -> ChatModelError:
    module = getattr(error.__cause__, "name", None) or f"langchain_{provider}"
    package = module.split(".")[0].replace("_", "-")
    what = f'"hrplan[{provider}]"' if provider in _EXTRAS else package
    return ChatModelError(
        f"ยังไม่ได้ติดตั้งส่วนเสริมของโมเดล {provider} กรุณาติดตั้งด้วย pip install {what}",
        f"the package for {provider} models is not installed; pip install {what}",
    )


def _refused(name: str, error: Exception) -> ChatModelError:
    reason = next(iter(str(error).splitlines()), "").strip() or type(error).__name__
    return ChatModelError(
        f"เปิดโมเดลสนทนา {name} ไม่ได้ กรุณาตรวจสอบ HRPLAN_CHAT_MODEL และ HRPLAN_CHAT_API_KEY",
        f"can't open the chat model {name}; check HRPLAN_CHAT_MODEL and HRPLAN_CHAT_API_KEY "
        f"({reason.rstrip('.')})",
    )
