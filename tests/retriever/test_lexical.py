from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ingest.models import Passage, PassageKind, Span
from retriever.damage import LexicalError
from retriever.fusion import Scored
from retriever.lexical import Entry, LexicalIndex, texts_of
from retriever.question import read

TEXTS = {
    1: "โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง",
    2: "กิจกรรมส่งเสริมคุณธรรมจริยธรรมของพนักงาน",
    3: "โครงการดูงานด้านการจัดการขยะมูลฝอย",
    4: "งบประมาณ 38,500 บาท ระบบ e-LAAS",
}


def entry(key: int, text: str, plan_id: str = "a", section: tuple[str, ...] = ()) -> Entry:
    passage = Passage(f"p{key}", PassageKind.PARAGRAPH, text, text, Span(1, 1), section)
    return Entry(key, plan_id, texts_of(passage))


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex.open(tmp_path / "lexical")
    index.change([entry(key, text, "a" if key < 3 else "b") for key, text in TEXTS.items()])
    return index


def weights(query: str) -> dict[str, float]:
    return read(query, expand=False).weights


def keys(found: list[Scored]) -> list[int]:
    return [key for key, _ in found]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("หลักสูตรนักบริหารงานคลัง", 1),
        ("คุณธรรมจริยธรรม", 2),
        ("ขยะมูลฝอย", 3),
        ("๓๘,๕๐๐", 4),
        ("laas", 4),
    ],
)
def test_words_find_their_line(index: LexicalIndex, query: str, key: int) -> None:
    assert keys(index.by_words(weights(query), 10))[0] == key


@pytest.mark.parametrize(
    ("query", "key"),
    [("ขยะมูลฝ อย", 3), ("คุณธรมจริยธรม", 2), ("นักบริหานงานคลัง", 1), ("จัด การ ขยะ มูล ฝอย", 3)],
)
def test_ngrams_find_a_line_in_spite_of_typos_and_spaces(
    index: LexicalIndex, query: str, key: int
) -> None:
    assert keys(index.by_grams(query, 10))[0] == key


def test_thai_words_are_not_cut_at_their_marks(index: LexicalIndex) -> None:
    index.change([entry(9, "ป้าปลูกต้นไม้")])
    assert keys(index.by_words(weights("ป่า"), 10)) == []


def test_scores_fall_and_limit_holds(index: LexicalIndex) -> None:
    found = index.by_words(weights("โครงการฝึกอบรมพนักงาน"), 10)
    assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
    assert len(index.by_words(weights("โครงการ"), 1)) == 1


def test_a_scope_holds_for_both_legs(index: LexicalIndex) -> None:
    query = "คุณธรรม งบประมาณ"
    assert set(keys(index.by_words(weights(query), 10))) == {2, 4}
    by_words, by_grams = partial(index.by_words, weights(query)), partial(index.by_grams, query)
    for leg in (by_words, by_grams):
        assert keys(leg(10, ["b"])) == [4]
        assert leg(10, []) == []
        assert leg(10, ["no such plan"]) == []


def test_an_added_word_counts_less_than_a_typed_one(index: LexicalIndex) -> None:
    found = dict(index.by_words({"ขยะมูลฝอย": 1.0, "คุณธรรม": 0.5}, 10))
    alone = dict(index.by_words({"ขยะมูลฝอย": 1.0}, 10)) | dict(index.by_words({"คุณธรรม": 1.0}, 10))
    assert found[3] == pytest.approx(alone[3])
    assert found[2] == pytest.approx(alone[2] / 2)


def test_idf_falls_with_the_lines_that_hold_a_word(index: LexicalIndex) -> None:
    assert index.idf("ไม่มีคำนี้") > index.idf("ขยะมูลฝอย") > index.idf("โครงการ") > 0


@pytest.mark.parametrize("query", ["", "   ", "!?", '"(*:^~', "ก", "\u0e49"])
def test_odd_queries_find_nothing_and_break_nothing(index: LexicalIndex, query: str) -> None:
    assert index.by_words(weights(query), 10) == []
    assert index.by_grams(query, 10) == []


def test_a_pasted_page_is_answered(index: LexicalIndex) -> None:
    assert keys(index.by_words(weights("คุณธรรม " * 50_000), 10)) == [2]


def test_change_adds_and_removes_at_once(index: LexicalIndex) -> None:
    index.change([entry(5, "หลักสูตรภาษาอังกฤษ")], remove=[1, 2])
    assert index.keys() == {3, 4, 5}
    assert keys(index.by_words(weights("คุณธรรม"), 10)) == []


def test_the_index_survives_closing(index: LexicalIndex, tmp_path: Path) -> None:
    assert LexicalIndex.open(tmp_path / "lexical").keys() == set(TEXTS)


@pytest.mark.parametrize("junk", [b"", b"not json", b'{"a": 1}'])
def test_a_garbled_index_opens_empty(index: LexicalIndex, tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "lexical" / "meta.json").write_bytes(junk)
    assert LexicalIndex.open(tmp_path / "lexical").keys() == set()


def test_a_second_writer_is_told(index: LexicalIndex) -> None:
    writer = index._index.writer(64_000_000, 1)
    with pytest.raises(LexicalError, match="another process"):
        index.change([entry(6, "ใหม่")])
    writer.wait_merging_threads()
    index.change([entry(6, "ใหม่")])
    assert index.keys() == {*TEXTS, 6}


def test_a_commit_that_was_cut_short_is_no_hindrance(tmp_path: Path) -> None:
    """Killed between its files and ``meta.json``, a commit leaves a file that the next one,
    which takes the same number, would write."""
    index = LexicalIndex.open(tmp_path)
    index.change([entry(1, TEXTS[1]), entry(2, TEXTS[2])])
    committed = (tmp_path / "meta.json").read_bytes()
    index.change(remove=[1])
    (tmp_path / "meta.json").write_bytes(committed)

    index = LexicalIndex.open(tmp_path)
    assert index.keys() == {1, 2}
    index.change(remove=[1])
    assert index.keys() == {2}
