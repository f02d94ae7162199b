"""A condition that a column is one of many values."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, func, select


def among(column: ColumnElement[Any], values: Collection[str] | Collection[int]) -> Any:
    """``column IN values``, however many: as one variable, where SQLite takes 32,766 at most."""
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))
