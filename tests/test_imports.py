"""Imports run one way: ingest <- retriever <- api <- eval; prompts imports nothing of ours."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "ingest": {"ingest"},
    "retriever": {"ingest", "retriever"},
    "prompts": {"prompts"},
    "api": {"ingest", "retriever", "prompts", "api"},
    "eval": {"ingest", "retriever", "prompts", "api", "eval"},
}
MODULES = sorted(path for room in ALLOWED for path in (ROOT / room).rglob("*.py"))


def forbidden(source: str, room: str) -> set[str]:
    """What ``source``, a module of ``room``, imports against the rule, in any of its blocks."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # A relative import would hide the room it reaches; none is used.
            names.add("." if node.level else node.module or "")
    ours = {*ALLOWED, "tests", "."} - ALLOWED[room]
    return {name for name in names if name.split(".")[0] in ours or name == "."}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_only_from_rooms_below(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert not forbidden(path.read_text(encoding="utf-8"), room)


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("import api.http", "retriever"),
        ("def late():\n    from eval.cli import app", "api"),
        ("from retriever.library import Library", "ingest"),
        ("from ingest.models import Span", "prompts"),
        ("from . import models", "ingest"),
        ("from tests.api import making", "api"),
    ],
)
def test_rule_sees_a_breach(source: str, room: str) -> None:
    assert forbidden(source, room)


# What a message asks, what speaks for it, then answers, each kind resting on those before it.
LAYERS = ("understanding", "evidence", "tables", "budgets", "projects", "positions", "texts")


@pytest.mark.parametrize("layer", LAYERS)
def test_answering_rests_on_the_layers_before(layer: str) -> None:
    later = LAYERS[LAYERS.index(layer) + 1 :]
    modules = list((ROOT / "api/answering" / layer).glob("*.py"))
    assert len(modules) > 1
    for path in modules:
        imported = re.findall(r"^from api\.answering\.(\w+)\.", path.read_text("utf-8"), re.M)
        assert not set(imported) & set(later), path
