from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retriever import dense as dense_module
from retriever.embedding import Embedder
from retriever.fusion import Leg
from retriever.library import ChangeKind, Hit, Library, LibraryError, NotFound
from retriever.vectors import VectorsError
from tests.retriever.plans import COURSES, make_plan
from tests.waiting import PATIENCE, wait_until

QUERY = "หลักสูตรนักบริหารงานคลัง"
Open = Callable[[], Library]


def found_texts(hits: list[Hit]) -> list[str]:
    return [hit.passage.text for hit in hits]


def nowhere(library: Library, plan_id: str) -> bool:
    """Whether no part of the library holds anything of the plan."""
    known = set(library._catalogue.keys())
    index = library._dense._index
    assert index is not None
    return (
        not library._catalogue.keys(plan_id)
        and library._lexical.by_grams(QUERY, 10, [plan_id]) == []
        and library._lexical.keys() == known
        and index.keys() == known
    )


def test_a_plan_is_found_by_every_leg(library: Library) -> None:
    plan = make_plan("สวนงาม")
    assert library.add(plan, "a").kind is ChangeKind.ADDED
    first = library.search(QUERY)[0]
    assert first.passage == plan.passages[0]
    assert first.plan.id == plan.id
    assert first.ranks == {Leg.WORDS: 1, Leg.GRAMS: 1, Leg.DENSE: 1}
    assert library.plan(plan.id) == plan
    assert library.passage(plan.passages[2].id) == (plan, plan.passages[2])
    assert library.source_lines(plan.id, 2, 3) == COURSES[1:3]
    assert library.facts() == [(plan.id, plan.facts[0])]


def test_content_and_origin_decide(library: Library) -> None:
    plan, newer = make_plan("สวนงาม"), make_plan("สวนงาม", ("หลักสูตรช่างไฟฟ้า",))
    assert library.add(plan, "a").kind is ChangeKind.ADDED
    assert library.add(plan, "a").kind is ChangeKind.UNCHANGED
    change = library.add(newer, "a")
    assert (change.kind, change.replaced) == (ChangeKind.REPLACED, (plan.id,))
    assert library.add(replace(newer, id="copy"), "b").kind is ChangeKind.UNCHANGED
    assert [summary.id for summary in library.plans()] == [newer.id]
    assert nowhere(library, plan.id)


def test_an_origin_that_now_holds_a_copy_lets_its_old_plan_go(library: Library) -> None:
    one, two = make_plan("สวนงาม"), make_plan("บ้านสวน")
    library.add_many([(one, "a"), (two, "b")])
    change = library.add(one, "b")
    assert (change.kind, change.plan_id) == (ChangeKind.UNCHANGED, one.id)
    assert [summary.id for summary in library.plans()] == [one.id]
    assert nowhere(library, two.id)


def test_replace_keeps_a_new_reading_of_the_same_content(library: Library) -> None:
    plan = make_plan("สวนงาม")
    library.add(plan, "a")
    better = replace(plan, title="อ่านใหม่")
    assert library.replace(better, "a").kind is ChangeKind.REPLACED
    assert library.plan(plan.id) == better
    assert len(library.search(QUERY, k=50)) == len(plan.passages)


def test_a_removed_plan_is_nowhere(library: Library) -> None:
    gone, kept = make_plan("สวนงาม"), make_plan("บ้านสวน")
    library.add_many([(gone, "a"), (kept, "b")])
    library.remove(gone.id)
    assert nowhere(library, gone.id)
    assert {hit.plan.id for hit in library.search(QUERY, k=50)} == {kept.id}
    with pytest.raises(NotFound):
        library.remove(gone.id)
    with pytest.raises(NotFound):
        library.plan(gone.id)
    with pytest.raises(NotFound):
        library.passage(gone.passages[0].id)


def test_many_at_once_are_as_one_by_one(library: Library) -> None:
    plans = [make_plan(f"สวน{at}") for at in range(6)]
    seen: list[str] = []
    pairs = [*((p, p.source) for p in plans), (plans[0], plans[0].source)]
    changes = library.add_many(pairs, lambda change: seen.append(change.plan_id))
    assert [change.kind for change in changes] == [ChangeKind.ADDED] * 6 + [ChangeKind.UNCHANGED]
    assert seen == [change.plan_id for change in changes]
    assert {hit.plan.id for hit in library.search(QUERY, k=6)} == {plan.id for plan in plans}


def test_two_versions_of_one_origin_in_a_batch_leave_the_later(library: Library) -> None:
    old, new = make_plan("สวนงาม"), make_plan("สวนงาม", ("หลักสูตรช่างไฟฟ้า",))
    changes = library.add_many([(old, "a"), (new, "a")])
    assert [change.kind for change in changes] == [ChangeKind.ADDED, ChangeKind.REPLACED]
    assert [summary.id for summary in library.plans()] == [new.id]


def test_a_plan_that_cannot_be_kept_leaves_no_trace(library: Library) -> None:
    good = make_plan("สวนงาม")
    bad = make_plan("บ้านสวน")
    bad = replace(bad, facts=(replace(bad.facts[0], passage_id="none"),))
    with pytest.raises(LibraryError, match="no passage"):
        library.add_many([(good, "a"), (bad, "b")])
    assert [summary.id for summary in library.plans()] == [good.id]
    assert nowhere(library, bad.id)
    taken = replace(make_plan("ใหม่", plan_id=good.id))
    with pytest.raises(LibraryError, match="taken"):
        library.add(taken, "c")
    assert library.plan(good.id) == good


@pytest.mark.parametrize("scope", ["exact", "chroma"])
def test_a_scope_holds_in_every_leg(
    library: Library, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    if scope == "chroma":
        monkeypatch.setattr(dense_module, "EXACT_LIMIT", 0)
    plans = [make_plan(f"สวน{at}") for at in range(4)]
    library.add_many([(plan, plan.source) for plan in plans])
    hits = library.search(QUERY, plan_ids=[plans[2].id], k=50)
    assert {hit.plan.id for hit in hits} == {plans[2].id}
    assert hits[0].ranks == {Leg.WORDS: 1, Leg.GRAMS: 1, Leg.DENSE: 1}
    assert library.search(QUERY, plan_ids=[]) == []


def test_exact_and_chroma_agree(library: Library) -> None:
    plans = [make_plan(f"สวน{at}") for at in range(4)]
    library.add_many([(plan, plan.source) for plan in plans])
    wide = library._dense.search(QUERY, 8)
    exact = library._dense.search(QUERY, 8, [plan.id for plan in plans])
    np.testing.assert_allclose([s for _, s in wide], [s for _, s in exact], atol=2e-3)


@pytest.mark.parametrize("query", ["", " ", "?!"])
def test_a_query_without_words_finds_nothing(library: Library, query: str) -> None:
    library.add(make_plan("สวนงาม"), "a")
    assert library.search(query) == []


def test_a_reopened_library_answers_alike(open_library: Open) -> None:
    first = open_library()
    first.add_many([(make_plan(f"สวน{at}"), str(at)) for at in range(3)])
    assert first.wait_ready(PATIENCE)
    hits = first.search(QUERY)
    first.close()
    again = open_library()
    assert again.wait_ready(PATIENCE)
    assert found_texts(again.search(QUERY)) == found_texts(hits)


def _lose_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def _garble(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"junk" * 2_000)


@pytest.mark.parametrize("part", ["vectors", "lexical"])
@pytest.mark.parametrize("harm", [_lose_folder, _garble])
def test_a_harmed_index_is_made_anew(
    open_library: Open, tmp_path: Path, part: str, harm: Callable[[Path], None]
) -> None:
    plan = make_plan("สวนงาม")
    first = open_library()
    assert first.wait_ready(PATIENCE)
    first.add(plan, "a")
    first.close()
    harm(tmp_path / "data" / part)
    again = open_library()
    assert again.search(QUERY)[0].passage == plan.passages[0]
    assert again.wait_ready(PATIENCE)
    assert again.search(QUERY)[0].ranks == {Leg.WORDS: 1, Leg.GRAMS: 1, Leg.DENSE: 1}
    assert nowhere(again, "no such plan")


def test_a_new_catalogue_takes_nothing_from_old_indexes(open_library: Open, tmp_path: Path) -> None:
    first = open_library()
    first.wait_ready(PATIENCE)
    first.add(make_plan("สวนงาม"), "a")
    first.close()
    for path in (tmp_path / "data").glob("catalogue.sqlite*"):
        path.unlink()
    again = open_library()
    other = make_plan("บ้านสวน", ("การจัดการขยะ",))
    again.add(other, "b")
    assert again.wait_ready(PATIENCE)
    assert found_texts(again.search("ขยะ")) == ["การจัดการขยะ"]
    assert nowhere(again, "no such plan")


def test_orphans_are_dropped_and_swept_out(open_library: Open) -> None:
    library = open_library()
    assert library.wait_ready(PATIENCE)
    plan = make_plan("สวนงาม")
    library.add(plan, "a")
    key = library._catalogue.keys()[0]
    index = library._dense._index
    assert index is not None
    index.add([key + 1_000], library._dense._embedder.embed_queries([QUERY]))
    library._catalogue.remove(plan.id)
    assert library.search(QUERY) == []
    library.close()
    again = open_library()
    assert again.wait_ready(PATIENCE)
    assert nowhere(again, plan.id)


def test_rows_that_chroma_lost_come_back(open_library: Open) -> None:
    library = open_library()
    assert library.wait_ready(PATIENCE)
    library.add(make_plan("สวนงาม"), "a")
    index = library._dense._index
    assert index is not None
    index.remove(library._catalogue.keys()[:2])
    library.close()
    again = open_library()
    assert again.wait_ready(PATIENCE)
    assert nowhere(again, "no such plan")


def test_chroma_failing_at_work_is_made_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = make_plan("สวนงาม")
    library.add(plan, "a")
    # While it isn't known to hold the plan, Chroma isn't asked.
    library.search(QUERY)
    assert library.wait_ready(PATIENCE)
    broken = library._dense._index
    assert broken is not None

    def fail(*_: object) -> None:
        raise VectorsError("Failed to apply logs to the hnsw segment writer")

    monkeypatch.setattr(type(broken), "search", fail)
    assert library.search(QUERY)[0].passage == plan.passages[0]
    monkeypatch.undo()
    assert library.wait_ready(PATIENCE)
    assert library._dense._index is not broken
    assert library.search(QUERY)[0].ranks[Leg.DENSE] == 1


class Shifted:
    """Another model: the same vectors with their axes turned by one."""

    name = "shifted"

    def __init__(self, inner: Embedder, *, shipped: bool = False) -> None:
        self._inner = inner
        self.dimension = inner.dimension
        self.shipped = shipped

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return np.roll(self._inner.embed_passages(texts), 1, axis=1)

    embed_queries = embed_passages


def test_a_newer_shipped_model_embeds_everything_anew(tmp_path: Path, embedder: Embedder) -> None:
    plan = make_plan("สวนงาม")
    with Library.open(tmp_path, embedder=embedder) as first:
        first.add(plan, "a")
    with Library.open(tmp_path, embedder=Shifted(embedder, shipped=True)) as again:
        assert again.wait_ready(PATIENCE)
        first_hit = again.search(QUERY)[0]
        assert (first_hit.passage, first_hit.ranks[Leg.DENSE]) == (plan.passages[0], 1)
        assert nowhere(again, "no such plan")


def test_a_second_process_searches_and_adds_without_chroma(open_library: Open) -> None:
    owner = open_library()
    assert owner.wait_ready(PATIENCE)
    owner.add(make_plan("สวนงาม"), "a")
    guest = open_library()
    assert not guest.wait_ready(1)
    assert guest.search(QUERY)[0].ranks[Leg.DENSE] == 1
    new = make_plan("บ้านสวน", ("หลักสูตรช่างไฟฟ้าแรงสูง",))
    guest.add(new, "b")
    assert owner.search("ช่างไฟฟ้าแรงสูง")[0].ranks[Leg.DENSE] == 1
    assert owner.wait_ready(PATIENCE)
    assert nowhere(owner, "no such plan")


def test_searches_see_one_version_or_the_other(library: Library) -> None:
    """While a plan is replaced again and again, no search finds it missing or in two forms."""
    versions = [make_plan("สวนงาม", (*COURSES, f"หลักสูตรนักบริหารงานคลัง รุ่นที่ {at}")) for at in range(8)]
    library.add(versions[0], "a")
    done = threading.Event()
    seen: list[set[str]] = []
    errors: list[BaseException] = []

    def look() -> None:
        try:
            while not done.is_set():
                seen.append({hit.plan.id for hit in library.search(QUERY, k=12)})
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for version in versions[1:]:
        library.add(version, "a")
    wait_until(lambda: errors or len(seen) > 10)
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert all(len(ids) == 1 for ids in seen)


def test_a_server_holds_the_vectors_of_two_processes(
    tmp_path: Path, chroma_url: str, embedder: Embedder
) -> None:
    plan = make_plan("สวนงาม")
    with Library.open(tmp_path, chroma_url=chroma_url, embedder=embedder) as one:
        assert one.wait_ready(PATIENCE)
        with Library.open(tmp_path, chroma_url=chroma_url, embedder=embedder) as two:
            assert two.wait_ready(PATIENCE)
            one.add(plan, "a")
            assert two.search(QUERY)[0].ranks == {Leg.WORDS: 1, Leg.GRAMS: 1, Leg.DENSE: 1}
            two.remove(plan.id)
            assert one.search(QUERY) == []
            assert nowhere(one, plan.id)


def test_without_its_server_the_library_still_answers(tmp_path: Path, embedder: Embedder) -> None:
    plan = make_plan("สวนงาม")
    with Library.open(tmp_path, chroma_url="http://127.0.0.1:9", embedder=embedder) as library:
        assert not library.wait_ready(30)
        library.add(plan, "a")
        assert library.search(QUERY)[0].passage == plan.passages[0]


def test_sessions_are_kept(open_library: Open) -> None:
    library = open_library()
    library.append_messages("s", {"role": "user", "text": "ถาม"})
    library.append_messages("s", profile={"organization": "เทศบาลตำบลสวนงาม"})
    library.close()
    session = open_library().session("s")
    assert session.messages == ({"role": "user", "text": "ถาม"},)
    assert session.profile == {"organization": "เทศบาลตำบลสวนงาม"}


def test_lines_out_of_range_are_refused(library: Library) -> None:
    plan = make_plan("สวนงาม")
    library.add(plan, "a")
    assert library.source_lines(plan.id, 5, 99) == COURSES[4:]
    with pytest.raises(ValueError, match="not a line range"):
        library.source_lines(plan.id, 0, 3)
