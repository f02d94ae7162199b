from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from ingest import models
from ingest.models import Plan, Project
from retriever.catalogue import Catalogue, CatalogueError, Kept
from tests.retriever.plans import make_plan


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


def keep(catalogue: Catalogue, plan: Plan, origin: str = "a", **options: object) -> range:
    keys = catalogue.reserve_keys(len(plan.passages))
    catalogue.put_many([Kept(plan, origin, keys, **options)])  # type: ignore[arg-type]
    return keys


# SQLite and JSON hold any text but lone surrogates, which are no characters.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=1, max_size=12)
words = st.lists(texts, max_size=3).map(tuple)
spans = st.tuples(st.integers(1, 99), st.integers(0, 9)).map(
    lambda at: models.Span(at[0], at[0] + at[1])
) | st.builds(models.Span, st.just(1), st.just(2), st.integers(0, 9), st.integers(0, 9))
amounts = st.integers(0, 10**12) | st.decimals(0, 10**12, places=2)
budgets = st.sampled_from([models.NOT_STATED, models.NO_BUDGET]) | amounts.map(
    lambda baht: models.Budget(models.BudgetKind.AMOUNT, baht)
)
places = st.one_of(
    st.builds(models.Place),
    st.builds(
        models.Place,
        page=st.integers(1, 999),
        box=st.none() | st.just((0.1, 0.25, 0.9, 1.0)),
        unverified=st.booleans(),
    ),
    st.builds(models.Place, table=st.integers(1, 99), row=st.integers(1, 99)),
    st.builds(models.Place, sheet=names, row=st.integers(1, 99)),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan whose facts point to passages of its own and whose ids are its own."""
    count = draw(st.integers(1, 4))
    passages = tuple(
        draw(
            st.builds(
                models.Passage,
                id=st.just(f"p{at}"),
                kind=st.sampled_from(models.PassageKind),
                text=names,
                search_text=texts,
                span=spans,
                section=words,
                headers=words,
                table_id=st.none() | names,
            )
        )
        for at in range(count)
    )
    owner = st.sampled_from([passage.id for passage in passages])
    shared = {"passage_id": owner, "span": spans}
    cell = {"row": texts, "department": texts, "budget": budgets}
    kinds = (
        st.builds(models.Project, id=names, name=texts, budget=budgets, strategy=words, **shared),
        st.builds(models.BudgetCell, id=names, **cell, **shared),
        st.builds(models.PositionPlan, id=names, position=texts, years=st.just((2569,)), **shared),
        st.builds(
            models.Measure,
            id=names,
            table_id=names,
            subject=texts,
            row=texts,
            header=words,
            value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
            printed=texts,
            **shared,
        ),
    )
    facts = tuple(
        replace(draw(st.one_of(kinds)), id=f"f{at}") for at in range(draw(st.integers(0, 4)))
    )
    cells = st.builds(models.Cell, texts, st.integers(0, 3), spans, st.booleans())
    rows = st.builds(
        models.Row, st.sampled_from(models.RowKind), st.tuples(cells, cells), spans, words
    )
    roles = st.none() | st.sampled_from(models.ColumnRole)
    table = st.builds(
        models.Table,
        id=names,
        columns=st.tuples(st.builds(models.Column, words, roles)),
        rows=st.tuples(rows),
        span=spans,
        header_spans=st.tuples(spans),
        caption=st.none() | texts,
        section=words,
    )
    body = st.none() | st.builds(
        models.Organization,
        name=names,
        type=st.sampled_from(models.OrganizationType),
        core=texts,
        district=st.none() | texts,
        province=st.none() | texts,
        variants=words,
    )
    lines = draw(words)
    return Plan(
        id=draw(names),
        source=draw(texts),
        content_hash=draw(names),
        title=draw(texts),
        kind=draw(texts),
        organization=draw(body),
        fiscal_years=draw(st.lists(st.integers(2500, 2600), max_size=3).map(tuple)),
        lines=lines,
        tables=draw(st.lists(table, max_size=2).map(tuple)),
        passages=passages,
        facts=facts,
        warnings=draw(
            st.lists(st.builds(models.ParseWarning, names, texts, spans), max_size=2).map(tuple)
        ),
        places=draw(st.just(()) | st.tuples(*[places] * len(lines))),
    )


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=plans())
def test_any_plan_is_read_back_equal(catalogue: Catalogue, plan: Plan) -> None:
    old = [summary.id for summary in catalogue.summaries()]
    keep(catalogue, plan, replaces=old)
    catalogue._forget(plan.id)
    assert catalogue.plan(plan.id) == plan
    assert [fact for _, fact in catalogue.facts()] == list(plan.facts)


def test_a_library_from_before_there_were_places_opens_and_takes_them(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    old = make_plan("สวนงาม")
    before = Catalogue.open(file)
    keep(before, old)
    with before.writing() as connection:
        connection.exec_driver_sql("DROP TABLE places")
    before.close()
    after = Catalogue.open(file)
    try:
        assert after.plan(old.id) == old
        paged = make_plan("ริมธาร")
        paged = replace(paged, places=tuple(models.Place(page=3) for _ in paged.lines))
        keep(after, paged, origin="b")
        after._forget(paged.id)
        assert after.plan(paged.id) == paged
    finally:
        after.close()


def test_a_file_with_pages_is_kept_and_goes_with_its_plan(catalogue: Catalogue) -> None:
    old = replace(make_plan("สวนงาม", plan_id="one"), original=b"%PDF-1")
    keep(catalogue, old)
    catalogue._forget("one")
    assert catalogue.original("one") == b"%PDF-1"
    assert (catalogue.plan("one") or old).original == b""
    new = replace(make_plan("สวนงาม", ("หลักสูตรใหม่",), plan_id="two"), original=b"%PDF-2")
    keep(catalogue, new, replaces=["one"])
    assert (catalogue.original("one"), catalogue.original("two")) == (None, b"%PDF-2")
    catalogue.remove("two")
    assert catalogue.original("two") is None


def test_a_plan_that_fails_leaves_the_old_one(catalogue: Catalogue) -> None:
    old = make_plan("สวนงาม")
    keep(catalogue, old)
    new = make_plan("สวนงาม", ("หลักสูตรใหม่",))
    orphan = replace(new.facts[0], passage_id="no such passage")
    with pytest.raises(IntegrityError):
        keep(catalogue, replace(new, facts=(orphan,)), replaces=[old.id])
    assert catalogue.plan(old.id) == old
    assert catalogue.plan(new.id) is None
    assert len(catalogue.keys()) == len(old.passages)


def test_removal_leaves_nothing(catalogue: Catalogue) -> None:
    plan = make_plan("สวนงาม")
    rows = np.zeros((len(plan.passages), 2), dtype=np.float16)
    keys = keep(catalogue, plan, vectors=("m", rows))
    assert catalogue.remove(plan.id)
    assert not catalogue.remove(plan.id)
    assert catalogue.plan(plan.id) is None
    assert catalogue.summaries() == ()
    assert catalogue.facts() == []
    assert catalogue.passages(keys) == {}
    assert catalogue.vectors(plan.id, "m") is None
    assert catalogue.count() == 0


def test_a_cached_plan_gives_way_to_its_new_form(catalogue: Catalogue) -> None:
    old = make_plan("สวนงาม", plan_id="one")
    keep(catalogue, old)
    assert catalogue.plan("one") is catalogue.plan("one")
    new = make_plan("สวนงาม", ("หลักสูตรใหม่",), plan_id="one")
    keep(catalogue, new, replaces=["one"])
    assert catalogue.plan("one") == new


def test_another_process_changes_a_cached_plan(catalogue: Catalogue, tmp_path: Path) -> None:
    keep(catalogue, make_plan("สวนงาม", plan_id="one"))
    catalogue.plan("one")
    other = Catalogue.open(tmp_path / "catalogue.sqlite")
    new = make_plan("สวนงาม", ("หลักสูตรใหม่",), plan_id="one")
    keep(other, new, replaces=["one"])
    other.close()
    assert catalogue.plan("one") == new


def test_what_is_kept_in_memory_follows_another_process(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    first, second = make_plan("สวนหนึ่ง"), make_plan("สวนสอง")
    kept = keep(catalogue, first)
    for _ in range(2):  # read, then from memory
        assert [plan.id for plan in catalogue.summaries()] == [first.id]
        assert catalogue.count() == catalogue.count([first.id]) == len(first.passages)
        assert len(catalogue.passages(kept)) == len(first.passages)
    other = Catalogue.open(tmp_path / "catalogue.sqlite")
    added = keep(other, second, "b")
    other.remove(first.id)
    other.close()
    assert catalogue.passages([*kept, *added]).keys() == set(added)
    assert [plan.id for plan in catalogue.summaries()] == [second.id]
    assert catalogue.summaries([first.id]) == ()
    assert catalogue.stamps().keys() == {second.id}
    assert catalogue.count() == len(second.passages)


def test_keys_are_never_given_twice(catalogue: Catalogue) -> None:
    plan = make_plan("สวนงาม")
    first = keep(catalogue, plan)
    catalogue.remove(plan.id)
    assert set(first).isdisjoint(catalogue.reserve_keys(3))


def test_facts_are_chosen_by_class_and_plan(catalogue: Catalogue) -> None:
    one, two = make_plan("สวนงาม"), make_plan("บ้านสวน")
    keep(catalogue, one, "1")
    keep(catalogue, two, "2")
    assert catalogue.facts(Project, [two.id]) == [(two.id, two.facts[0])]
    assert catalogue.facts(models.Measure) == []


def test_vectors_of_another_model_are_missing(catalogue: Catalogue) -> None:
    plan = make_plan("สวนงาม")
    rows = np.arange(2 * len(plan.passages), dtype=np.float16).reshape(-1, 2)
    keys = keep(catalogue, plan, vectors=("old", rows))
    assert catalogue.plans_without_vectors("old") == []
    assert catalogue.plans_without_vectors("new") == [plan.id]
    found = catalogue.vectors(plan.id, "old")
    assert found is not None
    assert found[0] == list(keys)
    np.testing.assert_array_equal(found[1], rows)


def test_writers_in_threads_lose_nothing(catalogue: Catalogue) -> None:
    made = [make_plan(f"สวน{at}") for at in range(8)]
    threads = [Thread(target=keep, args=(catalogue, p, p.source)) for p in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {summary.id for summary in catalogue.summaries()} == {plan.id for plan in made}
    assert all(catalogue.plan(plan.id) == plan for plan in made)


def test_a_catalogue_of_another_version_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.set_setting("schema", "0")
    with pytest.raises(CatalogueError, match=r"ingest the plans again"):
        Catalogue.open(tmp_path / "catalogue.sqlite")
