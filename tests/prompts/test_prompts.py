"""What models are asked: one template a file, with a version of its own."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from string import Template
from typing import get_args, get_type_hints

import pytest

import prompts
from api.proof import Lack
from api.writing.model_writer import PROMPTS
from prompts import Prompt, prompt, reasons, version_of

FOLDER = Path(prompts.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_filled_in_and_versioned_by_its_text(name: str) -> None:
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    names = Template(text).get_identifiers()
    filled = prompt(name).fill(**{each: f"<{each}>" for each in names})
    assert all(f"<{each}>" in filled for each in names)
    assert Template(text).is_valid()
    assert prompt(name).version == hashlib.sha256(text.encode()).hexdigest()[:12]
    assert prompt(name) is prompt(name)


def test_there_is_a_prompt_for_the_judge() -> None:
    assert "judge" in NAMES


def test_a_missing_value_or_template_is_an_error() -> None:
    with pytest.raises(KeyError, match="claim"):
        prompt("judge").fill(question="ถาม", evidence="ก", fence="x")
    with pytest.raises(FileNotFoundError):
        prompt("no-such-prompt")


def test_dollars_and_braces_in_values_and_json_in_templates_stay_as_they_are() -> None:
    filled = Prompt('{"a": $a}', "v").fill(a="$b {c} $$")
    assert filled == '{"a": $b {c} $$}'


def test_the_example_of_the_judge_is_no_verdict() -> None:
    """A model that repeats it before it answers, or instead, must not have said yes."""
    last = prompt("judge").text.strip().splitlines()[-1]
    assert json.loads(last)["supported"] not in ("full", "partial", "no")


def test_each_thing_that_can_be_wrong_has_its_reason() -> None:
    kinds = get_args(get_type_hints(Lack)["kind"])
    assert kinds and set(kinds) <= set(reasons())


def test_the_version_of_several_files_is_of_all_of_them() -> None:
    assert version_of(*PROMPTS) == version_of(*PROMPTS)
    assert len({version_of(*PROMPTS), version_of(*PROMPTS[1:]), version_of(PROMPTS[0])}) == 3
    with pytest.raises(FileNotFoundError):
        version_of("no-such-file.md")
