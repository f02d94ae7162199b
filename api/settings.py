"""Every setting, read from ``HRPLAN_…`` variables or a ``.env`` file in the working folder."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The service's settings. An empty variable counts as unset."""

    model_config = SettingsConfigDict(
        env_prefix="HRPLAN_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Field(
        default=Path(".hrplan"), description="Folder that holds the library and its indexes"
    )
    host: str = Field(default="127.0.0.1", description="Address the server listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="Port the server listens on")
    chroma_url: str | None = Field(
        default=None,
        description="A Chroma server for the vectors, as http://host:port; unset keeps them in "
        "the data folder, which one process then owns",
    )
    embedding_model: str | None = Field(
        default=None,
        description="A sentence-transformers or Hugging Face model, its folder or its name; unset "
        "uses the embedding that ships with hrplan; after a change: `hrplan reindex`",
    )
    embedding_query_prefix: str | None = Field(
        default=None,
        description="What that model wants before a question; `none` for nothing; unset: as the "
        "model or `retriever/embedding/prefixes.yaml` says",
    )
    embedding_passage_prefix: str | None = Field(
        default=None,
        description="The same before a passage; after a change: `hrplan reindex`",
    )
    dense_weight: float | None = Field(
        default=None,
        ge=0,
        le=10,
        description="What the vectors count beside the words, which count 1; unset: 0.2 for the "
        "embedding that ships and those built here, 2 for any other",
    )
    reranker_model: str | None = Field(
        default=None,
        description="A cross-encoder that reads the first hits again, its folder or its name; "
        "unset uses none",
    )
    chat_model: str | None = Field(
        default=None,
        description="A chat model that words the answers, as `provider:model`, such as "
        "`openai:NAME` or `ollama:NAME`; unset uses none",
    )
    chat_base_url: str | None = Field(
        default=None,
        description="Where that model is served, as http://host:port/v1; unset: the provider's own "
        "address",
    )
    chat_api_key: SecretStr | None = Field(
        default=None,
        description="Its key; unset: the provider's own variable, or none where an address is set",
    )
    chat_timeout: float = Field(
        default=30,
        gt=0,
        description="Seconds that the model has for an answer, all its tries together; then the "
        "default answer is given",
    )
    chat_retries: int = Field(
        default=2,
        ge=0,
        le=10,
        description="How often a request that failed is sent again; `ollama` never does",
    )
    chat_input_price: float = Field(
        default=0, ge=0, description="Price of a million tokens that it reads, for the metrics"
    )
    chat_output_price: float = Field(
        default=0, ge=0, description="The same of those that it writes"
    )
    admin_key: SecretStr | None = Field(
        default=None,
        description="Key for adding and removing plans over HTTP (`X-Admin-Key`); unset refuses",
    )
    api_keys: SecretStr | None = Field(
        default=None,
        description="Keys of readers, comma-separated, sent as `Authorization: Bearer KEY` or "
        "`X-API-Key`; unset: everybody may ask and read",
    )
    rate_limit: str | None = Field(
        default=None,
        description="Requests that a client (its key, else its address) may make, as `100/minute`, "
        "or `none`; unset: `600/minute`, not counted for this machine's own addresses",
    )
    trusted_proxies: str | None = Field(
        default=None,
        description="Addresses or networks of proxies, comma-separated, whose `X-Forwarded-For` "
        "is believed; unset believes none",
    )
    max_question_chars: int = Field(
        default=2000, ge=1, description="Longest message or query, in characters"
    )
    line_channel_secret: SecretStr | None = Field(
        default=None,
        description="Channel secret of the LINE bot; unset: no bot (docs/line.md)",
    )
    line_channel_access_token: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description="Its long-lived channel access token; needed with the secret",
    )
    line_api_base: str = Field(
        default="https://api.line.me", description="Where LINE's API is; another one for tests"
    )
    line_push: bool = Field(
        default=False,
        description="`yes` sends an answer that was late by itself, which counts against the "
        "channel's quota; otherwise a button fetches it",
    )
    public_url: str | None = Field(
        default=None,
        description="Address of the page as people reach it, as https://host; unset: the bot's "
        "messages have no links",
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How the server logs to stderr: `text` or `json`, one a line"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="`debug`, `info` (a line a request), `warning` or `error`"
    )
    metrics_key: SecretStr | None = Field(
        default=None,
        description="Key for `GET /metrics`, sent as `Authorization: Bearer KEY`; unset: answered "
        "to this machine alone, and not through a proxy",
    )
    stop_seconds: int = Field(
        default=30,
        ge=0,
        le=3600,
        description="How long running answers and uploads may take once the server is stopped",
    )
    max_upload_mb: int = Field(
        default=20, ge=1, le=20, description="Largest plan file over HTTP, in MB; 20 at most"
    )
    upload_seconds: int = Field(
        default=120, ge=1, description="How long reading a plan file that came over HTTP may take"
    )

    @property
    def reader_keys(self) -> tuple[str, ...]:
        """The keys of ``api_keys``; none where reading is open."""
        secret = "" if self.api_keys is None else self.api_keys.get_secret_value()
        return tuple(key.strip() for key in secret.split(",") if key.strip())

    @field_validator("api_keys")
    @classmethod
    def _holds_a_key(cls, keys: SecretStr | None) -> SecretStr | None:
        """Commas alone would open to everybody what was meant to be closed."""
        if keys is not None and not keys.get_secret_value().strip(", "):
            raise ValueError("must hold at least one key")
        return keys

    @field_validator("rate_limit")
    @classmethod
    def _is_a_rate(cls, rate: str | None) -> str | None:
        if rate is not None and not re.fullmatch(r"none|[1-9]\d{0,8}/(second|minute|hour)", rate):
            raise ValueError("must be such as 100/minute, 5/second, 1000/hour, or none")
        return rate

    @field_validator("trusted_proxies")
    @classmethod
    def _are_addresses(cls, proxies: str | None) -> str | None:
        for proxy in proxies.split(",") if proxies else ():
            ip_network(proxy.strip())
        return proxies

    @field_validator("embedding_query_prefix", "embedding_passage_prefix")
    @classmethod
    def _may_be_nothing(cls, prefix: str | None) -> str | None:
        """An empty variable counts as unset, so a word must stand for the empty prefix."""
        return "" if prefix == "none" else prefix

    @field_validator("chat_model")
    @classmethod
    def _names_its_provider(cls, model: str | None) -> str | None:
        provider, _, name = (model or "").partition(":")
        if model is not None and not (provider.strip() and name.strip()):
            raise ValueError("must be provider:model, such as openai:NAME or ollama:NAME")
        return model

    @field_validator("line_channel_access_token")
    @classmethod
    def _comes_with_the_secret(
        cls, token: SecretStr | None, info: ValidationInfo
    ) -> SecretStr | None:
        if token is None and info.data.get("line_channel_secret") is not None:
            raise ValueError("must be set where HRPLAN_LINE_CHANNEL_SECRET is")
        return token

    @field_validator("public_url")
    @classmethod
    def _is_https(cls, url: str | None) -> str | None:
        """LINE opens no other addresses from a button."""
        if url is not None and not re.fullmatch(r"https://[^/?#\s]+(/[^?#\s]*)?", url):
            raise ValueError("must be such as https://plans.example.go.th")
        return url.rstrip("/") if url else url

    @field_validator("chroma_url", "chat_base_url", "line_api_base")
    @classmethod
    def _is_http(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        if url is not None and not urlsplit(url).hostname:
            raise ValueError("must name a host")
        return url
