"""Settings that are none: a misspelt name would be passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

from api.settings import Settings

PREFIX = "HRPLAN_"


def misspelt() -> Iterator[str]:
    """A line, Thai / English, for each ``HRPLAN_…`` name that no setting has."""
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    given = {*os.environ, *_in_dotenv()}
    for name in sorted(name for name in given if name.upper().startswith(PREFIX)):
        if name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            thai = f" หมายถึง {near[0]} หรือไม่" if near else ""
            english = f"; did you mean {near[0]}?" if near else "; the README lists all settings"
            yield f"ไม่รู้จักค่าตั้ง {name}{thai} / unknown setting {name} is ignored{english}"


def _in_dotenv() -> list[str]:
    path = Path(".env")
    return [name for name in dotenv_values(path) if name] if path.is_file() else []
