"""The sample plans that ship with hrplan, as a library holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retriever.catalogue import PlanSummary

FOLDER = Path(__file__).parents[2] / "eval" / "samples" / "plans"


def samples_in(plans: Iterable[PlanSummary]) -> list[PlanSummary]:
    """Those of ``plans`` whose content is that of a sample, wherever they were read from."""
    files = [path for path in FOLDER.rglob("*") if path.is_file()] if FOLDER.is_dir() else []
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return [plan for plan in plans if plan.content_hash in hashes]


def mixed_in(before: Iterable[PlanSummary], after: Iterable[PlanSummary]) -> int:
    """How many samples stand beside a first own plan; 0 if there was one before, or is none."""
    held, holds = list(before), list(after)
    samples = samples_in(holds)
    first_own = len(samples_in(held)) == len(held) and len(samples) < len(holds)
    return len(samples) if first_own else 0
