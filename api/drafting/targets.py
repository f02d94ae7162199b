"""Targets of a draft of several years."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SHORT = 40  # letters of a target that is told once for each year
_FIGURE = re.compile("[0-9]")
_ITEM = re.compile(r"\s+(?=เชิง(?:ปริมาณ|คุณภาพ|ประโยชน์))")


def itemised(target: str) -> str:
    """``target`` with each of "เชิงปริมาณ …", "เชิงคุณภาพ …" on a line of its own."""
    return _ITEM.sub("\n", target)


def each_year(target: str, years: Sequence[int]) -> str:
    """``target``, which is one year's, for several: ``ปี 2570: ร้อยละ 80`` on a line for each where
    it is a figure; behind "แต่ละปี" where it says more; as it is where it has none to be raised."""
    if len(years) == 1 or not _FIGURE.search(target):
        return target
    if len(target) > _SHORT or "\n" in target:
        return f"แต่ละปี\n{target}"
    return "\n".join(f"ปี {year}: {target}" for year in years)
