from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library

ADMIN_KEY = "กุญแจ-of-the-tests"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", admin_key=ADMIN_KEY)


@pytest.fixture
def client(settings: Settings, sample_library: Library) -> Iterator[TestClient]:
    """Over the shared sample library: for requests that change nothing but sessions."""
    with TestClient(create_app(settings, sample_library)) as client:
        yield client


@pytest.fixture
def own_client(settings: Settings, empty_library: Library) -> Iterator[TestClient]:
    """Over an empty library of its own: for requests that add and remove."""
    with TestClient(create_app(settings, empty_library)) as client:
        yield client
