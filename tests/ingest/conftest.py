"""The option that writes golden files anew: ``pytest tests/ingest --update-golden``."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write tests/ingest/golden anew from what is read now; look at the changes by hand",
    )


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    # Unknown where pytest is called from above: options count only for the folders it is given.
    return bool(pytestconfig.getoption("update_golden", default=False))
