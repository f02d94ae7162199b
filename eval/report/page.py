"""Putting the page together."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from eval.compare import compare
from eval.console import chance
from eval.measures import measured
from eval.report import figures
from eval.report.words import CATEGORIES, DIFFICULTIES, STYLES

# In the order in which they are put together.
_STYLES = (
    *("frame.css", "figures.css", "filters.css", "questions.css"),
    *("small.css", "print.css"),
)
_SCRIPTS = ("dom.js", "answer.js", "details.js", "questions.js", "filters.js", "main.js")


def render(result: Mapping[str, Any], against: Mapping[str, Any] | None = None) -> str:
    """The page of a result, beside an earlier one; raises ``NothingShared`` if they have no
    question in common.

    The page may run its own script alone and load nothing: its policy says so, and text of plans
    and answers comes as JSON that holds no "<", put in as text.
    """
    result = _counted(result)
    comparison = compare(against, result) if against else None
    script = _script()
    return (
        _environment()
        .get_template("page.html")
        .render(
            result=result,
            headlines=figures.headlines(result),
            panels=figures.panels(result),
            groups=figures.groups(result),
            sizes=figures.sizes(result),
            baselines=figures.baselines(result),
            baseline_measures=figures.BESIDE_BASELINES,
            judge=result.get("judge"),
            comparison=comparison,
            differences=figures.differences(comparison) if comparison else [],
            group_measures=figures.GROUP_MEASURES,
            data={
                "questions": result["questions"],
                "names": {"category": CATEGORIES, "style": STYLES, "difficulty": DIFFICULTIES},
                "gained": _before(comparison, "gained"),
                "lost": _before(comparison, "lost"),
                "judged": _judged(result.get("judge") or {}),
            },
            style=Markup(_style()),
            script=Markup(script),
            script_hash=_hash(script),
            logo=Markup(_product("favicon.svg")),
        )
    )


def _counted(result: Mapping[str, Any]) -> dict[str, Any]:
    """The result with what an earlier version didn't count."""
    return {**result, **measured(result["questions"])}


def _before(comparison: Mapping[str, Any] | None, side: str) -> dict[str, Any]:
    return {one["id"]: one["before"] for one in comparison[side]} if comparison else {}


def _judged(judge: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """The judge's verdicts that aren't "full", by question."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in judge.get("verdicts") or ():
        if one["verdict"] not in ("full", None):
            found.setdefault(one["question"], []).append(one)
    return found


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("eval.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    environment.filters["percent"] = _percent
    environment.filters["points"] = _points
    environment.filters["chance"] = chance
    return environment


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f}"


def _points(value: float) -> str:
    return f"{value * 100:+.1f}".replace("-", "−")


def _product(name: str) -> str:
    """One of the files of the product's own page, so that the two stay alike."""
    return files("api").joinpath("web", "assets", name).read_text(encoding="utf-8")


def _style() -> str:
    return "\n".join([_product("base.css"), *_own("css", _STYLES)])


def _script() -> str:
    return '(() => {\n"use strict";\n' + "\n".join(_own("js", _SCRIPTS)) + "\n})();"


def _own(folder: str, names: Sequence[str]) -> list[str]:
    held = files("eval.report")
    return [held.joinpath(folder, name).read_text(encoding="utf-8") for name in names]


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
