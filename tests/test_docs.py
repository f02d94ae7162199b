"""README and code in step: settings, routes, commands, make targets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined
from typer.main import get_command

from api.cli.app import app
from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def table(column: str) -> dict[str, list[str]]:
    """The README's table whose first column is ``column``: first cell to the other cells."""
    lines = README.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {column} |"))
    rows = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
        rows[first.strip("`")] = rest
    return rows


def test_every_setting_stands_in_the_readme_with_its_default_and_meaning() -> None:
    settings = {}
    for name, field in Settings.model_fields.items():
        assert field.default is not PydanticUndefined
        default = "" if field.default is None else f"`{field.default}`"
        settings[f"HRPLAN_{name.upper()}"] = [default, field.description]
    assert table("variable") == settings


def test_the_example_of_settings_names_each_with_its_default() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = dict(re.findall(r"^# (HRPLAN_\w+)=(.*)$", example, re.MULTILINE))
    assert named == {name: row[0].strip("`") for name, row in table("variable").items()}


def test_every_route_stands_in_the_readme(empty_library: Library) -> None:
    paths = create_app(Settings(_env_file=None), empty_library).openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert set(table("route")) == routes


def test_every_command_stands_in_the_readme() -> None:
    commands = get_command(app).list_commands(None)
    assert {name.split()[1] for name in table("command")} == set(commands)


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE)))
)
def test_make_targets_of_the_readme_exist(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_locks_are_exact_and_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"[A-Za-z0-9._\[\]-]+==[^ @/]+( ; .+)?", line), line
            assert "://" not in line
