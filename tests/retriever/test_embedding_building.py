"""Models made from plans: the same each time, without their text, and loaded as any other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from ingest.models import Plan
from ingest.pipeline import find_files, parse_file
from ingest.text.segment import tokens
from retriever.embedding import load_embedder
from retriever.embedding.building import build, training
from retriever.embedding.building.cutting import tokenizer
from retriever.embedding.building.folder import quantized
from retriever.embedding.building.pairs import asking, plan_pairs
from retriever.embedding.building.rows import first_rows
from retriever.embedding.building.training import Batch, batches, train
from retriever.embedding.building.vocabulary import Piece, PieceKind, all_pieces
from retriever.embedding.static import StaticEmbedder
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def plan() -> Plan:
    path, source = find_files([SAMPLES])[0]
    return parse_file(path, source)


@pytest.fixture(autouse=True)
def _one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "EPOCHS", 1)


@cache
def some_pieces() -> list[Piece]:
    return all_pieces()


def test_two_builds_are_equal_and_hold_no_text_of_the_plans(plan: Plan, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(tmp_path / name, [plan])
    files = sorted(path for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert [path.name for path in files] == [
        "config.json",
        "config_sentence_transformers.json",
        "model.safetensors",
        "modules.json",
        "tokenizer.json",
    ]
    for path in files:
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )
    # The pieces are the same whatever was learnt from, so no word came from a plan.
    made = load_embedder(str(tmp_path / "one"))
    assert isinstance(made, StaticEmbedder)
    assert set(made.tokenizer.get_vocab()) == {piece.text for piece in some_pieces()}


def test_progress_is_told_of_every_batch(tmp_path: Path) -> None:
    seen: list[int] = []

    def track(found: Sequence[Batch]) -> Sequence[Batch]:
        seen.append(len(found))
        return found[:1]

    build(tmp_path, [], track)
    assert seen == [len(batches([]))]


def test_training_brings_what_belongs_together_nearer(plan: Plan) -> None:
    pieces = some_pieces()
    cutter, rows = tokenizer(pieces), first_rows(pieces)
    pairs = plan_pairs(plan, Random(1), asking())

    def nearness(table: np.ndarray) -> float:
        lefts, rights = (
            np.stack([table[found.ids].mean(axis=0) for found in cutter.encode_batch(list(side))])
            for side in zip(*pairs, strict=True)
        )
        lefts /= np.linalg.norm(lefts, axis=1, keepdims=True)
        rights /= np.linalg.norm(rights, axis=1, keepdims=True)
        scores = lefts @ rights.T
        return float(np.diag(scores).mean() - scores.mean())

    assert nearness(train(cutter, rows, [plan])) > nearness(rows) + 0.05


def test_pairs_name_passages_of_the_plan(plan: Plan) -> None:
    pairs = plan_pairs(plan, Random(0), asking())
    texts = {text for p in plan.passages for text in (p.text, p.search_text)}
    assert pairs
    assert all(asked.strip() and text in texts for asked, text in pairs)
    assert pairs == plan_pairs(plan, Random(0), asking())


@pytest.mark.parametrize(
    "text",
    [
        "โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง",
        "งบประมาณ ๓๘,๕๐๐ บาท",
        "กอง การศึกษา เดือนมีนาคม ๒๕๖๙",
        "training budget",
    ],
)
def test_common_text_is_cut_into_words_that_hold_all_its_letters(text: str) -> None:
    kinds = {piece.text: piece.kind for piece in some_pieces()}
    found = tokenizer(some_pieces()).encode(text).tokens
    assert {kinds[piece] for piece in found} <= {PieceKind.WORD, PieceKind.NUMBER}
    assert "".join(found) == "".join(tokens(text))


def test_any_other_word_is_cut_into_parts() -> None:
    found = tokenizer(some_pieces()).encode("ฅญฬฎฏ qzx 97").tokens
    assert "".join(found) == "ฅญฬฎฏqzx97"
    assert "[UNK]" not in found


def test_eight_bits_keep_rows_and_zero_rows() -> None:
    rows = np.random.default_rng(0).standard_normal((50, 8)).astype(np.float32)
    rows[7] = 0
    whole, scales = quantized(rows)
    assert whole.dtype == np.int8
    np.testing.assert_allclose(whole * scales[:, None], rows, atol=np.abs(rows).max() / 250)
    assert not whole[7].any() and scales[7] == 0
