"""docs/operation.md held to the code: commands, settings, figures, ports and times."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from typer.main import get_command

from api.cli.app import app
from api.http.app import create_app
from api.metrics import Metrics
from api.settings import Settings

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for each, text in BLOCKS if each == kind]


def commands() -> list[list[str]]:
    """Each call of hrplan on the page, in blocks and in the text, without what stands before."""
    lines = [line for kind in ("sh", "cron") for text in blocks(kind) for line in text.splitlines()]
    lines += re.findall(r"`(hrplan [^`]+)`", PAGE)
    parts = [part for line in lines for part in line.split("    #")[0].split("&&")]
    # The last name on a line that an argument follows: a user and a service are called so, too.
    calls = [found[1] for part in parts if (found := re.search(r".*\bhrplan ([a-z].*)", part))]
    calls = [call for call in calls if call != "hrplan"]
    return [shlex.split(call) for call in calls]


def test_the_page_has_blocks_and_commands() -> None:
    assert {"sh", "ini", "nginx", "caddy", "cron", "json", "yaml"} <= {kind for kind, _ in BLOCKS}
    assert {"serve", "backup", "restore", "ingest", "doctor", "plans", "eval"} <= {
        words[0] for words in commands()
    }


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_commands_exist_with_their_options(words: list[str]) -> None:
    command: Any = get_command(app)
    while hasattr(command, "get_command"):
        name = words.pop(0)
        command = command.get_command(None, name)
        assert command is not None, name
    known = {option for parameter in command.params for option in parameter.opts}
    given = {word.partition("=")[0] for word in words if word.startswith("-")}
    assert given <= known


def test_settings_exist_and_the_table_names_them() -> None:
    named = set(re.findall(r"HRPLAN_[A-Z_]+", PAGE))
    known = {f"HRPLAN_{name.upper()}" for name in Settings.model_fields}
    assert named <= known
    table = re.findall(r"^\| `(HRPLAN_\w+)` \|", PAGE, re.MULTILINE)
    assert len(table) == len(set(table)) >= 8


def test_figures_are_those_that_are_told() -> None:
    families = text_string_to_metric_families(Metrics().exposition(None).decode())
    told = {family.name for family in families if family.name.startswith("hrplan_")}
    told = {re.sub("_created$", "", name) for name in told}
    table = re.findall(r"^\| (`(?:hrplan|process)_.*?) \|", PAGE, re.MULTILINE)
    named = {name for row in table for name in re.findall(r"hrplan_\w+", row)}
    assert {name.removesuffix("_total") for name in named} == told
    in_rules = set(re.findall(r"hrplan_[a-z_]+", "".join(blocks("yaml"))))
    assert {re.sub("_(count|bucket|sum|total)$", "", name) for name in in_rules} <= told


def test_routes_on_the_page_exist() -> None:
    routes = set(create_app(Settings(_env_file=None), None).openapi()["paths"])
    named = set(re.findall(r"(?:`|8000|location = |respond |uri )(/[a-z]+(?:/[a-z]+)?)\b", PAGE))
    named -= {path for path in named if path.split("/")[1] in ("etc", "opt", "var")}
    assert {"/metrics", "/readyz", "/chat/stream"} <= named <= routes


def test_the_unit_waits_longer_than_the_server_and_runs_a_command() -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(next(text for text in blocks("ini")))
    service = unit["Service"]
    settings = Settings(_env_file=None)
    assert int(service["TimeoutStopSec"]) > settings.stop_seconds
    assert service["ExecStart"].endswith("/.venv/bin/hrplan serve")
    assert service["User"] == "hrplan" and service["NoNewPrivileges"] == "yes"
    data = re.search(r"HRPLAN_DATA_DIR=(\S+)", service["Environment"])
    assert data and data[1].startswith(service["ReadWritePaths"])


def test_proxies_ask_the_port_and_let_the_largest_plan_through() -> None:
    settings = Settings(_env_file=None)
    for text in (*blocks("nginx"), *blocks("caddy")):
        assert f"127.0.0.1:{settings.port}" in text
        size = re.search(r"(?:client_max_body_size|max_size) (\d+)[Mm]", text)
        assert size and int(size[1]) > settings.max_upload_mb
        assert "/metrics" in text and "X-Request-ID" in text
    (nginx,) = blocks("nginx")
    wait = re.search(r"proxy_read_timeout (\d+)s", nginx)
    assert wait and int(wait[1]) > settings.upload_seconds
    assert "proxy_buffering off" in nginx


def test_yaml_can_be_read_and_anchors_exist() -> None:
    for text in blocks("yaml"):
        assert yaml.safe_load(text)
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) <= slugs
    for target in re.findall(r"\]\(([\w./-]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists()
    assert "docs/operation.md" in README
