"""Dockerfile and compose.yaml held to the code: they can't be run everywhere, but they can't drift.

Whether the images build and run is not tested here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.http.app import create_app
from api.settings import Settings

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SERVICE, CHROMA = COMPOSE["services"]["hrplan"], COMPOSE["services"]["chroma"]
FILES = ("Dockerfile", "compose.yaml", ".dockerignore")


def instructions(name: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return re.findall(rf"^{name} +(.*)$", joined, re.MULTILINE)


def given_settings(text: str) -> dict[str, str]:
    return dict(re.findall(r"(HRPLAN_[A-Z_]+)=(\S+)", text))


def checked(values: dict[str, str]) -> Settings:
    """Settings of these values; fails for a name that none has."""
    names = {name.removeprefix("HRPLAN_").lower(): value for name, value in values.items()}
    assert names.keys() <= Settings.model_fields.keys()
    return Settings(_env_file=None, **names)  # type: ignore[arg-type]


def locked(package: str) -> str:
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = re.search(rf"^{package}==(\S+)", lock, re.MULTILINE)
    assert found
    return found[1]


def test_hadolint_finds_nothing() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if hadolint is None:
        pytest.skip("hadolint has no build for this machine")
    found = subprocess.run(
        [hadolint, str(ROOT / "Dockerfile")], capture_output=True, text=True, timeout=60
    )
    assert (found.returncode, found.stdout) == (0, "")


def test_the_image_is_of_the_python_that_the_lock_is_made_for() -> None:
    bases = instructions("FROM")
    assert {base.split()[0] for base in bases} == {"python:3.11-slim"}
    assert PROJECT["requires-python"] == ">=3.11"
    assert "--python-version 3.11" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_settings_of_the_image_exist_and_are_right() -> None:
    settings = checked(given_settings(" ".join(instructions("ENV"))))
    assert (settings.data_dir, settings.host) == (Path("/data"), "0.0.0.0")
    assert settings.log_format == "json"
    assert instructions("VOLUME") == [str(settings.data_dir)]
    assert instructions("EXPOSE") == [str(settings.port)]


def test_the_image_runs_a_command_that_exists_as_nobody_special() -> None:
    (entry,), (command,) = instructions("ENTRYPOINT"), instructions("CMD")[-1:]
    assert entry == '["hrplan"]' and "hrplan" in PROJECT["scripts"]
    assert command == '["serve"]'
    (user,) = instructions("USER")
    assert int(user) > 1000 and f"--uid {user}" in DOCKERFILE
    # After the user is set nothing is installed as root.
    assert not re.search(r"^RUN", DOCKERFILE.split("\nUSER ")[1], re.MULTILINE)


def test_the_health_check_asks_a_route_that_exists_at_the_port() -> None:
    (check,) = instructions("HEALTHCHECK")
    asked = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", DOCKERFILE)
    assert asked and check
    paths = create_app(Settings(_env_file=None), None).openapi()["paths"]
    assert asked[2] in paths and int(asked[1]) == Settings(_env_file=None).port


def test_what_is_copied_exists_and_is_let_in() -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    allowed = {rule[1:] for rule in rules if rule.startswith("!")}
    assert "*" in rules
    copied = [line.split() for line in instructions("COPY") if not line.startswith("--from")]
    sources = {source for *each, _ in copied for source in each}
    assert sources == allowed
    assert all((ROOT / source).exists() for source in sources)
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = packages["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(wheel) <= sources


def test_layers_follow_the_lock_before_the_code() -> None:
    order = [
        DOCKERFILE.index(part) for part in ("COPY requirements.txt", "pip install", "COPY api")
    ]
    assert order == sorted(order)


def test_no_secret_and_no_address_of_a_registry() -> None:
    for name in FILES:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"(KEY|SECRET|PASSWORD|TOKEN)\s*[=:]\s*\S", text), name
        addresses = re.findall(r"https?://([^/:\s'\"]+)", text)
        assert set(addresses) <= {"127.0.0.1", "chroma"}, name


def test_settings_of_compose_exist_and_are_right() -> None:
    settings = checked(
        {name: value for name, value in SERVICE["environment"].items() if name != "TMPDIR"}
    )
    assert settings.data_dir == Path("/data")
    assert SERVICE["environment"]["TMPDIR"] in SERVICE["tmpfs"]
    assert SERVICE["ports"] == [f"127.0.0.1:8000:{settings.port}"]
    assert settings.chroma_url == "http://chroma:8000"
    assert "chroma" in SERVICE["depends_on"]
    grace = int(SERVICE["stop_grace_period"].removesuffix("s"))
    assert grace > settings.stop_seconds
    assert SERVICE["env_file"] == [{"path": ".env", "required": False}]
    assert (ROOT / ".env.example").exists()


def test_versions_are_those_of_the_lock_and_the_project() -> None:
    assert CHROMA["image"] == f"chromadb/chroma:{locked('chromadb')}"
    assert SERVICE["image"] == f"hrplan:{PROJECT['version']}"


def test_volumes_are_declared_and_hold_the_data() -> None:
    for service in COMPOSE["services"].values():
        assert service["restart"] == "unless-stopped"
        for volume in service["volumes"]:
            name, path = volume.split(":")
            assert name in COMPOSE["volumes"] and path == "/data"
    assert CHROMA["healthcheck"]["test"][0] == "CMD"
