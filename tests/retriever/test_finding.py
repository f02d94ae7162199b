"""From a question to passages: what is added to its words, the second look, the reranker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import Passage, PassageKind, Span
from retriever.finding import Recipe
from retriever.fusion import Leg
from retriever.library import Library
from retriever.question import asking_words, read
from retriever.rescoring import WEIGHTS, Feature, Rescorer, total
from tests.retriever.plans import COURSES, make_plan

BARE = Recipe(expand=False, rescore=False)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as library:
        library.add(make_plan("สมมุติ"), "a.txt")
        library.wait_ready()
        yield library


def texts(library: Library, query: str, recipe: Recipe) -> list[str]:
    return [hit.passage.text for hit in library.find(query, recipe=recipe).hits]


def passage(text: str, *, section: tuple[str, ...] = (), headers: tuple[str, ...] = ()) -> Passage:
    searched = "\n".join((*section, *headers, text))
    return Passage("p", PassageKind.PARAGRAPH, text, searched, Span(1, 1), section, headers)


def seen(query: str, found: Passage) -> dict[Feature, float]:
    return Rescorer(read(query), lambda word: 1.0).features(0.5, found)


# The words


def test_words_that_merely_ask_are_left_out_unless_there_are_no_others() -> None:
    assert read("งบประมาณเท่าไร").words == ("งบประมาณ",)
    assert read("อะไรคือ").words == ("อะไร", "คือ")


def test_a_synonym_is_added_for_less_than_a_typed_word() -> None:
    weights = read("อบรม").weights
    assert weights["อบรม"] == 1.0
    assert 0 < weights["ฝึกอบรม"] < 1.0
    assert set(read("อบรม", expand=False).weights) == {"อบรม"}


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    question = read(text)
    assert set(question.words) <= set(question.typed)
    assert all(0 < weight <= 1 for weight in question.weights.values())
    assert not (set(question.weights) - set(question.words)) & asking_words()


# The legs


@pytest.mark.parametrize("leg", list(Leg))
def test_neither_leg_gates_another(
    library: Library, leg: Leg, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one leg alone finds is found, whatever the others say."""
    finder = library._finder
    ways = {
        Leg.WORDS: (finder._lexical, "by_words"),
        Leg.GRAMS: (finder._lexical, "by_grams"),
        Leg.DENSE: (finder._dense, "search"),
    }
    for other in set(Leg) - {leg}:
        monkeypatch.setattr(*ways[other], lambda *args: [])
    hits = library.find("การจัดการขยะมูลฝอย").hits
    assert hits[0].passage.text == COURSES[4]
    assert set(hits[0].ranks) == {leg}


def test_a_recipe_leaves_legs_out(library: Library) -> None:
    hits = library.find("คุณธรรม", recipe=Recipe(frozenset({Leg.GRAMS}))).hits
    assert {leg for hit in hits for leg in hit.ranks} == {Leg.GRAMS}


def test_a_synonym_finds_what_the_words_do_not(library: Library) -> None:
    words = frozenset({Leg.WORDS})
    assert texts(library, "garbage เทรน", Recipe(words, expand=False)) == []
    assert COURSES[0] in texts(library, "garbage เทรน", Recipe(words))


# The second look


def test_features_lie_within_0_and_1_and_weigh_1_together() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    found = seen("งบประมาณ 2569 อบรม", passage("งบประมาณอบรม ๒๕๖๙ " * 20))
    assert all(0 <= value <= 1 + 1e-9 for value in found.values())
    assert total(found) <= 1 + 1e-9


@pytest.mark.parametrize(
    ("feature", "better", "worse"),
    [
        (Feature.COVERAGE, passage("งบประมาณของกองช่าง"), passage("งบประมาณ งบประมาณ")),
        (Feature.HEADING, passage("ก ข", section=("งบประมาณ กองช่าง",)), passage("ก ข")),
        (
            Feature.WINDOW,
            passage("งบประมาณของกองช่าง"),
            passage("งบประมาณ" + " คำอื่น" * 60 + " กองช่าง"),
        ),
        (
            Feature.OPENING,
            passage("งบประมาณของกองช่าง" + " คำอื่น" * 60),
            passage("คำอื่น " * 60 + "งบประมาณของกองช่าง"),
        ),
    ],
)
def test_a_feature_prefers(feature: Feature, better: Passage, worse: Passage) -> None:
    assert seen("งบประมาณกองช่าง", better)[feature] > seen("งบประมาณกองช่าง", worse)[feature]


def test_numbers_count_whole() -> None:
    assert seen("งบ 500", passage("งบ 500 บาท"))[Feature.NUMBERS] == 1.0
    assert seen("งบ 500", passage("งบ 5000 บาท"))[Feature.NUMBERS] == 0.0


def test_a_stand_in_counts_less_than_the_word(library: Library) -> None:
    typed = seen("อบรม", passage("อบรมพนักงาน"))[Feature.COVERAGE]
    stand_in = seen("เทรน", passage("อบรมพนักงาน"))[Feature.COVERAGE]
    assert 0 < stand_in < typed == 1.0


def test_a_hit_tells_where_its_score_comes_from(library: Library) -> None:
    first = library.find("คุณธรรมจริยธรรม").hits[0]
    assert first.score == pytest.approx(total(first.features))
    assert first.features[Feature.FUSED] == pytest.approx(
        sum(library.find("คุณธรรมจริยธรรม").weights[leg] * s for leg, s in first.shares.items())
        / sum(library.find("คุณธรรมจริยธรรม").weights.values())
    )


# The reranker


class LastFirst:
    """Prefers the text that holds ``wanted``, whatever is asked."""

    name = "fake"

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        return [1.0 if self.wanted in text else 0.0 for text in texts]


def test_a_reranker_has_the_last_word_and_can_be_left_out(tmp_path: Path) -> None:
    with Library.open(tmp_path, reranker=LastFirst("ขยะมูลฝอย")) as library:
        library.add(make_plan("สมมุติ"), "a.txt")
        found = library.find("โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง").hits
        plain = library.find("โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง", recipe=Recipe(rerank=False)).hits
    assert found[0].passage.text == COURSES[4]
    assert found[0].reranked == 1.0
    assert plain[0].passage.text == COURSES[0]
    assert plain[0].reranked is None
