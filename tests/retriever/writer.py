"""A process that keeps plans until it is killed."""

from __future__ import annotations

from pathlib import Path

from ingest.text.segment import words
from retriever.embedding import load_embedder
from retriever.library import Library
from tests.retriever.plans import make_plan

ORIGINS = 5
# Read once, before the process that keeps plans forks off.
EMBEDDER = load_embedder()
words("แผน")


def keep_plans(folder: Path, told: Path, turn: int) -> None:
    """Add plans from five origins in turn; a line of ``told`` names each that is kept."""
    with (
        Library.open(folder, embedder=EMBEDDER) as library,
        told.open("a", encoding="utf-8", buffering=1) as lines,
    ):
        lines.write("open\n")
        for at in range(10_000):
            plan = make_plan(f"สวน{turn}x{at}")
            lines.write(f"{library.add(plan, f'origin {at % ORIGINS}').plan_id}\n")
