"""One suite for embedded Chroma and for a Chroma server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retriever.vectors import Place, VectorIndex, VectorsError

ROWS = np.eye(4, dtype=np.float32)
KEYS = [11, 12, 13, 14]


@pytest.fixture(params=["embedded", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    url = request.getfixturevalue("chroma_url") if request.param == "server" else None
    return Place(tmp_path, url, owner=tmp_path.name.rjust(16, "0"), embedder="m")


@pytest.fixture
def index(place: Place) -> Iterator[VectorIndex]:
    index = VectorIndex.build(place, [(KEYS[:2], ROWS[:2]), (KEYS[2:], ROWS[2:])])
    yield index
    index.close()


def test_search_gives_cosines_best_first(index: VectorIndex) -> None:
    found = index.search(np.array([0.6, 0.8, 0, 0], dtype=np.float32), 2)
    assert [key for key, _ in found] == [12, 11]
    np.testing.assert_allclose([score for _, score in found], [0.8, 0.6], atol=1e-5)


def test_more_than_it_holds_is_no_error(index: VectorIndex) -> None:
    assert len(index.search(ROWS[0], 100)) == 4


def test_an_empty_index_finds_nothing(place: Place) -> None:
    index = VectorIndex.build(place, [])
    assert index.search(ROWS[0], 5) == []
    assert index.keys() == set()
    index.destroy()


def test_rows_come_and_go(index: VectorIndex) -> None:
    index.add([15], ROWS[:1])
    index.remove([11, 12])
    index.remove([])
    assert index.keys() == {13, 14, 15}
    assert index.count() == 3


def test_many_rows_go_in_batches(place: Place) -> None:
    keys = list(range(12_001))
    rows = np.random.default_rng(0).random((len(keys), 4), dtype=np.float32)
    index = VectorIndex.build(place, [(keys, rows)])
    assert index.keys() == set(keys)
    index.remove(keys)
    assert index.count() == 0
    index.destroy()


def test_a_generation_is_opened_again(index: VectorIndex, place: Place) -> None:
    again = VectorIndex.open(place, index.generation)
    assert again.keys() == set(KEYS)
    again.close()


def test_what_is_not_ours_is_not_opened(index: VectorIndex, place: Place) -> None:
    with pytest.raises(VectorsError):
        VectorIndex.open(replace(place, embedder="other"), index.generation)
    with pytest.raises(VectorsError):
        VectorIndex.open(place, "0123456789ab")


def test_a_destroyed_generation_is_gone(place: Place) -> None:
    index = VectorIndex.build(place, [(KEYS, ROWS)])
    index.destroy()
    with pytest.raises(VectorsError):
        VectorIndex.open(place, index.generation)


def test_a_stopped_build_leaves_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path, None, owner="0" * 16, embedder="m")
    with pytest.raises(VectorsError, match="stopped"):
        VectorIndex.build(place, [(KEYS, ROWS)], stop=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_an_absent_server_is_an_error_of_one_line(tmp_path: Path) -> None:
    place = Place(tmp_path, "http://127.0.0.1:9", owner="0" * 16, embedder="m")
    with pytest.raises(VectorsError) as caught:
        VectorIndex.open(place, "0123456789ab")
    assert "\n" not in str(caught.value)


def test_a_garbled_folder_is_an_error(tmp_path: Path) -> None:
    place = Place(tmp_path, None, owner="0" * 16, embedder="m")
    folder = tmp_path / "0123456789ab"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"junk" * 5_000)
    with pytest.raises(VectorsError):
        VectorIndex.open(place, "0123456789ab")
