"""Draw together what belongs together: contrastive training of the rows.

Each pair of a batch is right for the other and wrong for the rest (InfoNCE; "multiple negatives
ranking", Henderson et al. 2017). A batch is of one plan, so that what tells its passages apart
counts, or of synonyms. Only pieces that occur in the pairs move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from ingest.models import Plan
from retriever import synonyms
from retriever.embedding.building.pairs import Pair, asking, plan_pairs
from retriever.embedding.building.rows import Floats

if TYPE_CHECKING:
    import torch

Batch = Sequence[Pair]

# Chosen on the development set's evidence, with an eye on iapp-th, which strong training spoils;
# docs/decisions/0006-embedding.md has the figures.
EPOCHS = 4
RATE = 1e-3
SCALE = 20.0
BATCH = 64
_SMALLEST = 8  # pairs; fewer tell little apart
_SEED = 0


def train(
    cutter: Tokenizer,
    rows: Floats,
    plans: Sequence[Plan],
    track: Callable[[Sequence[Batch]], Iterable[Batch]] = iter,
) -> Floats:
    """``rows`` after some rounds over pairs of ``plans`` and synonyms."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # sums in one order, so that builds are equal
    try:
        table = torch.nn.EmbeddingBag.from_pretrained(
            torch.tensor(rows), freeze=False, mode="mean", sparse=True
        )
        steps = torch.optim.SparseAdam(table.parameters(), lr=RATE)
        for batch in track(batches(plans)):
            loss = _loss(table, cutter, batch)
            steps.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            steps.step()  # type: ignore[no-untyped-call]
        trained: Floats = table.weight.detach().numpy()
    finally:
        torch.set_num_threads(threads)
    return trained


def batches(plans: Sequence[Plan]) -> list[Batch]:
    """Every batch of every round, in a random order that is the same each time."""
    random, ways = Random(_SEED), asking()
    terms = synonyms.near_pairs()
    found: list[Batch] = []
    for _ in range(EPOCHS):
        made = list(_cut(terms, random))
        for plan in plans:
            made += _cut(plan_pairs(plan, random, ways), random)
        random.shuffle(made)
        found += made
    return found


def _cut(pairs: Sequence[Pair], random: Random) -> Iterator[Batch]:
    shuffled = random.sample(pairs, len(pairs))
    for at in range(0, len(shuffled), BATCH):
        if len(batch := shuffled[at : at + BATCH]) >= _SMALLEST:
            yield batch


def _loss(table: torch.nn.EmbeddingBag, cutter: Tokenizer, batch: Batch) -> torch.Tensor:
    from torch.nn.functional import cross_entropy

    lefts, rights = zip(*batch, strict=True)
    scores = _encoded(table, cutter, lefts) @ _encoded(table, cutter, rights).T * SCALE
    scores = scores.masked_fill(_same(lefts) | _same(rights), float("-inf"))
    wanted = _diagonal(len(batch))
    loss = cross_entropy(scores, wanted) + cross_entropy(scores.T, wanted)
    return loss / 2


def _encoded(table: torch.nn.EmbeddingBag, cutter: Tokenizer, texts: Sequence[str]) -> torch.Tensor:
    import torch

    ids = [found.ids or [0] for found in cutter.encode_batch(list(texts))]
    starts = np.cumsum([0, *map(len, ids[:-1])])
    flat = torch.tensor(np.concatenate(ids), dtype=torch.long)
    rows = table(flat, torch.tensor(starts, dtype=torch.long))
    return torch.nn.functional.normalize(rows, dim=1)


def _same(texts: Sequence[str]) -> torch.Tensor:
    """Where two places hold the same text, the diagonal aside: no wrong answers there."""
    import torch

    places = {text: at for at, text in enumerate(texts)}
    numbers = torch.tensor([places[text] for text in texts])
    return (numbers[:, None] == numbers[None]) & ~torch.eye(len(texts), dtype=torch.bool)


def _diagonal(size: int) -> torch.Tensor:
    import torch

    return torch.arange(size)
