from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings


@pytest.fixture(autouse=True)
def _away_from_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_variables_and_dotenv_are_read_and_variables_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("HRPLAN_PORT=9001\nHRPLAN_HOST=0.0.0.0\nOTHER=1\n")
    monkeypatch.setenv("HRPLAN_PORT", "9002")
    settings = Settings()
    assert (settings.host, settings.port) == ("0.0.0.0", 9002)


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRPLAN_ADMIN_KEY", "")
    assert Settings().admin_key is None


@pytest.mark.parametrize("name", ["HRPLAN_ADMIN_KEY", "HRPLAN_API_KEYS", "HRPLAN_CHAT_API_KEY"])
def test_keys_are_not_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "sesame-sesame")
    assert "sesame" not in repr(Settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HRPLAN_PORT", "70000"),
        ("HRPLAN_CHROMA_URL", "chroma:8000"),
        ("HRPLAN_MAX_UPLOAD_MB", "0"),
        ("HRPLAN_CHAT_BASE_URL", "localhost:8001/v1"),
        ("HRPLAN_CHAT_BASE_URL", "http://"),
        ("HRPLAN_CHAT_BASE_URL", "http://[::1"),
        ("HRPLAN_CHAT_MODEL", "some-model"),
        ("HRPLAN_CHAT_MODEL", "openai:"),
        ("HRPLAN_CHAT_TIMEOUT", "0"),
        ("HRPLAN_CHAT_RETRIES", "-1"),
        ("HRPLAN_API_KEYS", " , ,"),
        ("HRPLAN_RATE_LIMIT", "often"),
        ("HRPLAN_RATE_LIMIT", "0/minute"),
        ("HRPLAN_TRUSTED_PROXIES", "*"),
        ("HRPLAN_TRUSTED_PROXIES", "10.0.0.1,"),
        ("HRPLAN_UPLOAD_SECONDS", "0"),
    ],
)
def test_what_cannot_be_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()
