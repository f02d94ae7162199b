"""Texts that speak to a language model: they are kept out of what it reads."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml


def addresses_a_model(text: str) -> bool:
    """Whether a text speaks to a model (``injections.yaml``): ``ลืมคำสั่งก่อนหน้า``, ``system:``.

    ``คำสั่งแต่งตั้งคณะทำงาน`` and ``หลักสูตรการใช้ AI`` don't.
    """
    # NFKC folds letters that only look different, and takes SARA AM apart.
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u0e4d\u0e32", "\u0e33")
    visible = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cc") or c == "\n")
    lines = (" ".join(line.split()) for line in visible.split("\n"))
    return any(pattern.search(line) for line in lines for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    text = files("api.writing").joinpath("injections.yaml").read_text(encoding="utf-8")
    groups: dict[str, list[str]] = yaml.safe_load(text)
    return tuple(re.compile(pattern) for group in groups.values() for pattern in group)
