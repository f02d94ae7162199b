from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retriever.fusion import WEIGHTS, Leg, Scored, fuse

scored = st.dictionaries(st.integers(1, 30), st.floats(0.01, 50), max_size=20).map(
    lambda found: sorted(found.items(), key=lambda item: -item[1])
)
legs = st.fixed_dictionaries({leg: scored for leg in Leg})


@given(legs)
def test_every_key_of_every_leg_is_ranked_once(legs: dict[Leg, list[Scored]]) -> None:
    fused = fuse(legs)
    assert sorted(one.key for one in fused) == sorted({k for f in legs.values() for k, _ in f})
    for one in fused:
        assert one.ranks == {
            leg: [key for key, _ in found].index(one.key) + 1
            for leg, found in legs.items()
            if one.key in dict(found)
        }


@given(legs)
def test_scores_fall_within_0_and_1(legs: dict[Leg, list[Scored]]) -> None:
    scores = [one.score for one in fuse(legs)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 + 1e-9 for score in scores)


@given(scored)
def test_one_leg_alone_keeps_its_order(found: list[Scored]) -> None:
    order = [score for _, score in found]
    fused = fuse({Leg.WORDS: found})
    by_key = dict(found)
    assert [by_key[one.key] for one in fused] == order


def test_no_leg_gates_another() -> None:
    alone = {leg: fuse({other: [(7, 3.0)] if other is leg else [] for other in Leg}) for leg in Leg}
    assert all([one.key for one in found] == [7] for found in alone.values())


def test_agreement_beats_a_lone_first_place() -> None:
    fused = fuse(
        {
            Leg.WORDS: [(1, 10.0), (2, 9.5)],
            Leg.GRAMS: [(2, 10.0), (3, 1.0)],
            Leg.DENSE: [(2, 0.9), (3, 0.1)],
        }
    )
    assert [one.key for one in fused] == [2, 1, 3]
    assert fused[0].ranks == {Leg.WORDS: 2, Leg.GRAMS: 1, Leg.DENSE: 1}


def test_a_scale_of_cosines_does_not_matter() -> None:
    words = [(1, 2.0), (2, 1.9)]
    low = fuse({Leg.WORDS: words, Leg.DENSE: [(2, 0.3), (3, 0.1)]}, WEIGHTS)
    high = fuse({Leg.WORDS: words, Leg.DENSE: [(2, 0.93), (3, 0.91)]}, WEIGHTS)
    assert [one.key for one in low] == [one.key for one in high]
