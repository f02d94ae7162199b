"""Make a static model: a tokenizer that takes raw Thai, and a vector a piece.

1. ``vocabulary``: the pieces, from word lists, the lexicon and the synonyms, with frequencies.
2. ``cutting``: a Hugging Face tokenizer of them that folds Thai as the rest of hrplan does.
3. ``rows``: where each piece starts from, by its letters and its frequency alone.
4. ``pairs`` and ``training``: texts of plans that belong together, and synonyms, drawn together.
5. ``folder``: written as sentence-transformers reads it.

The same plans, lists and seed give the same model. Nothing of the plans' text is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ingest.models import Plan
from retriever.embedding.building.cutting import tokenizer
from retriever.embedding.building.folder import write
from retriever.embedding.building.rows import first_rows
from retriever.embedding.building.training import Batch, train
from retriever.embedding.building.vocabulary import all_pieces

__all__ = ["Batch", "build"]

Track = Callable[[Sequence[Batch]], Iterable[Batch]]


def build(folder: Path, plans: Sequence[Plan], track: Track = iter) -> None:
    """Write a model for ``plans`` to ``folder``; without plans it learns synonyms alone.

    ``track`` is given all steps of the training, to show how far it is.
    """
    pieces = all_pieces()
    cutter = tokenizer(pieces)
    write(folder, cutter, train(cutter, first_rows(pieces), plans, track))
