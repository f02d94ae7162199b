"""Rankings of evidence, their measures worked out by hand."""

import math

import pytest

from eval.evidence import evidence_measures
from eval.questions import GoldSpan
from tests.eval.making import at

A = GoldSpan(doc="a.txt", line_start=10, line_end=12)
B = GoldSpan(doc="b.txt", line_start=5, line_end=5)
ELSEWHERE = at("x.txt", 1)


def test_any_span_at_rank_two() -> None:
    (found,) = evidence_measures([((ELSEWHERE, at("b.txt", 5), at("a.txt", 12)), (A, B), "any")])
    assert found == {
        "recall@1": 0,
        "recall@5": 1,
        "recall@10": 1,
        "mrr@10": 0.5,
        "ndcg@10": pytest.approx(1 / math.log2(3), abs=1e-4),
    }


def test_all_spans_at_ranks_one_and_three() -> None:
    (found,) = evidence_measures([((at("b.txt", 5), ELSEWHERE, at("a.txt", 10)), (A, B), "all")])
    gain, ideal = 1 + 1 / math.log2(4), 1 + 1 / math.log2(3)
    assert found == {
        "recall@1": 0.5,
        "recall@5": 1,
        "recall@10": 1,
        "mrr@10": 1,
        "ndcg@10": pytest.approx(gain / ideal, abs=1e-4),
    }


def test_a_span_found_twice_counts_once() -> None:
    (found,) = evidence_measures([((at("a.txt", 10), at("a.txt", 11)), (A, B), "all")])
    assert found["recall@10"] == 0.5


def test_a_passage_over_two_spans_is_both() -> None:
    wide = GoldSpan(doc="a.txt", line_start=14, line_end=14)
    (found,) = evidence_measures([((at("a.txt", 12, 14),), (A, wide), "all")])
    assert found["recall@5"] == 1
    assert found["ndcg@10"] == 1


def test_nothing_found_is_nothing_and_the_order_is_kept() -> None:
    found = evidence_measures([((), (A,), "any"), ((at("a.txt", 10),), (A,), "any")])
    assert found == [dict.fromkeys(found[0], 0), dict.fromkeys(found[0], 1)]
    assert evidence_measures([]) == []
