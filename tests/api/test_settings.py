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


def test_the_admin_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRPLAN_ADMIN_KEY", "sesame-sesame")
    assert "sesame" not in repr(Settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [("HRPLAN_PORT", "70000"), ("HRPLAN_CHROMA_URL", "chroma:8000"), ("HRPLAN_MAX_UPLOAD_MB", "0")],
)
def test_what_cannot_be_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()
