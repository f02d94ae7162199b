from __future__ import annotations

import pytest

from api import warmup
from api.answering.evidence.shelf import shelf_of
from retriever.library import Library

COSTLY = {"passage_docs", "fact_docs", "plain", "words"}


def _read(library: Library) -> int:
    """How many plans have been read for answering."""
    shelf = shelf_of(library)
    readings = [shelf.reading(plan.id) for plan in library.plans()]
    return sum(vars(reading).keys() >= COSTLY for reading in readings)


def test_few_plans_are_all_read_before_a_question(sample_library: Library) -> None:
    warmup.warm_up(sample_library)
    assert _read(sample_library) == len(sample_library.plans())


def test_many_plans_do_not_hold_up_the_start(
    empty_library: Library, sample_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [sample_library.plan(plan.id) for plan in sample_library.plans()[:3]]
    empty_library.add_many((plan, plan.source) for plan in plans)
    monkeypatch.setattr(warmup, "_SECONDS", 0.0)
    warmup.warm_up(empty_library)
    assert _read(empty_library) == 1


def test_an_empty_library_needs_no_reading(empty_library: Library) -> None:
    warmup.warm_up(empty_library)
    assert _read(empty_library) == 0
