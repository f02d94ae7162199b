from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import logs
from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library

ADMIN_KEY = "กุญแจ-of-the-tests"


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Puts back what ``logs.set_up`` changes: its handler writes to a stream that is closed once
    the test is done, and other tests log, too."""
    names = (*logs.ROOMS, "uvicorn.error")
    loggers = [logging.getLogger(), *map(logging.getLogger, names)]
    before = [(each, each.level, each.handlers[:], each.filters[:]) for each in loggers]
    yield
    for each, level, handlers, filters in before:
        each.setLevel(level)
        each.handlers[:], each.filters[:] = handlers, filters


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
