"""Plans read by worker processes are what the process itself would have read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.invented.plans import invent
from ingest.models import IngestError
from retriever import preparing
from retriever.embedding import Embedder
from retriever.preparing import FEW, Prepared, read_file, reading
from tests.retriever.plans import make_plan


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, str]]:
    """Plans, a file that is no plan among them, and one that isn't there."""
    folder = tmp_path_factory.mktemp("plans")
    for number in range(FEW):
        plan = invent(number)
        (folder / plan.source).write_text(plan.text, encoding="utf-8")
    (folder / "plan-0-000003.txt").write_bytes(b"\x00\x01")
    found = [(file, file.name) for file in sorted(folder.iterdir())]
    return [*found, (folder / "absent.txt", "absent.txt")]


def test_workers_read_as_the_process_itself_does_and_in_order(
    files: list[tuple[Path, str]], embedder: Embedder
) -> None:
    with reading(len(files), embedder) as read:
        outcomes = list(read(files))
    assert len(outcomes) == len(files)
    for (path, source), outcome in zip(files, outcomes, strict=True):
        alone = read_file(path, source, embedder)
        assert type(outcome) is type(alone)
        if isinstance(outcome, Prepared) and isinstance(alone, Prepared):
            assert (outcome.plan, outcome.texts) == (alone.plan, alone.texts)
            assert outcome.rows is not None and alone.rows is not None
            np.testing.assert_array_equal(outcome.rows, alone.rows)
        else:
            assert str(outcome) == str(alone)
    assert isinstance(outcomes[3], IngestError)
    assert isinstance(outcomes[-1], FileNotFoundError)


def test_a_model_that_is_no_table_is_left_to_the_library(files: list[tuple[Path, str]]) -> None:
    class Large:
        name, shipped, dimension = "large", False, 2

    with reading(2, Large()) as read:  # type: ignore[arg-type]
        (first,) = read(files[:1])
    assert isinstance(first, Prepared) and first.rows is None and first.texts


def test_few_files_start_no_process(
    files: list[tuple[Path, str]], embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "ProcessPoolExecutor", None)
    with reading(FEW - 1, embedder) as read:
        assert isinstance(next(iter(read(files))), Prepared)


def test_a_vector_and_a_text_for_each_passage(embedder: Embedder) -> None:
    plan = make_plan("สวน")
    prepared = preparing.prepare(plan, embedder)
    assert prepared.rows is not None
    assert len(prepared.texts) == len(prepared.rows) == len(plan.passages)
    assert prepared.rows.dtype == np.float16


def _die(*_: object) -> None:
    import os

    os._exit(9)


def test_a_worker_that_dies_is_an_error_of_one_line(
    files: list[tuple[Path, str]], embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_work", _die)
    with (
        pytest.raises(IngestError, match="what is kept stays"),
        reading(len(files), embedder) as read,
    ):
        list(read(files))
