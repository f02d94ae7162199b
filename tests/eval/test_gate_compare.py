"""The gate's verdict by hand: how many lost questions are a drop, and what is unsafe."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.gate.compare import Judgement, judge
from eval.gate.figures import Figures, Group, Kept, load, save
from eval.gate.safety import dangers
from eval.grading import Pointer
from eval.run import ask_all, result
from tests.eval.making import question, reply, unanswerable

N = 60


def group(parts: Sequence[dict[str, tuple[float, float]]], **unsafe: int) -> Group:
    """Questions by number; ``unsafe`` is the first one's."""
    entries = {
        f"q{number}": Kept(asked="", parts=one, unsafe={} if number else unsafe)
        for number, one in enumerate(parts)
    }
    return Group(name="questions", hash="", headline={}, entries=entries)


def figures(questions: Group, retrieval: Group | None = None) -> Figures:
    searched = Group(name="search", hash="", headline={}, entries={})
    return Figures(reason="x", questions=questions, search=searched, retrieval=retrieval)


def flags(name: str, wrong: int, *, first: int = 0) -> list[dict[str, tuple[float, float]]]:
    """``wrong`` of the questions without it, from the ``first`` on."""
    return [{name: (float(not first <= n < first + wrong), 1.0)} for n in range(N)]


def judged(name: str, lost: int, gained: int = 0) -> Judgement:
    before, after = flags(name, gained, first=lost), flags(name, lost)
    return judge(figures(group(before)), figures(group(after)))


@pytest.mark.parametrize(
    ("lost", "gained", "verdict", "p"),
    [
        (0, 0, "same", 1.0),
        (1, 0, "lost some", 1 / 2),
        (4, 0, "lost some", 1 / 16),
        (5, 0, "dropped", 1 / 32),
        (6, 1, "lost some", 8 / 128),
        (7, 1, "dropped", 9 / 256),
        (3, 3, "lost some", 1.0),
        (0, 4, "gained some", 1 / 16),
        (0, 5, "better", 1 / 32),
    ],
)
def test_five_lost_of_none_gained_are_a_drop(
    lost: int, gained: int, verdict: str, p: float
) -> None:
    found = judged("correct", lost, gained)
    (measure,) = found.measures
    assert (measure.verdict, measure.lost, measure.gained) == (verdict, lost, gained)
    assert measure.p == pytest.approx(p)
    assert found.passed is (verdict != "dropped")
    assert (len(found.lost), len(found.gained)) == (lost, gained)


def test_more_false_refusals_are_worse() -> None:
    found = judged("false_refusal", 0, 5)
    assert found.dropped == ("questions false_refusal",) and len(found.lost) == 5
    assert judged("false_refusal", 5, 0).better


def test_shares_are_weighed_by_what_there_was() -> None:
    before = [{"citation_recall": (3.0, 3.0)}] * N
    after = [{"citation_recall": (2.0, 3.0) if n < 8 else (3.0, 3.0)} for n in range(N)]
    (measure,) = judge(figures(group(before)), figures(group(after))).measures
    assert measure.verdict == "dropped" and measure.lost == 8
    assert measure.after == pytest.approx(1 - 8 / 180, abs=1e-4)


def test_one_more_danger_of_a_kind_fails_and_one_less_passes() -> None:
    same = flags("correct", 0)
    one, two = group(same, unsupported=1), group(same, unsupported=2)
    other = group(same, pointer=1)
    assert judge(figures(one), figures(one)).passed
    assert judge(figures(two), figures(one)).passed
    (danger,) = judge(figures(one), figures(two)).dangers
    assert (danger.id, danger.where) == ("q0", ("unsupported",))
    assert not judge(figures(one), figures(other)).passed


def test_a_set_that_only_one_side_has_is_told() -> None:
    some, queries = group(flags("correct", 0)), group(flags("recall@1", 0))
    gone = judge(figures(some, queries), figures(some))
    new = judge(figures(some), figures(some, queries))
    assert gone.passed and "no such folder" in gone.notes[0]
    assert new.passed and "not among the kept" in new.notes[0]


def test_dangers_are_read_from_a_result() -> None:
    asked = (
        question(id="a", must_not_include=("99000",)),
        unanswerable(id="b"),
        unanswerable(id="c"),
    )
    cited = (Pointer("a.txt", 10, 10), Pointer("a.txt", 400, 400))
    replies = {
        "a": reply("30,000 ไม่ใช่ 99,000", citations=cited, quotes=("ก", "ข"), invalid=(2,)),
        "b": reply("มี"),
        "c": reply("ไม่มี", answerable=False),
    }
    first, second, third = result(ask_all(asked, lambda q: replies[q.id]))["questions"]
    found = {kind: len(texts) for kind, texts in dangers(first).items() if texts}
    assert found == {"forbidden": 1, "pointer": 1}
    assert "a.txt:400-400" in dangers(first)["pointer"][0]
    assert dangers(second)["answered"] and not any(dangers(third).values())


def test_figures_are_kept_a_line_a_question(tmp_path: Path) -> None:
    kept = figures(group(flags("correct", 2), answered=1), group(flags("recall@1", 1)))
    path = tmp_path / "baseline.json"
    save(kept, path)
    assert load(path) == kept
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum('"q7": ' in line for line in lines) == 2
    save(figures(kept.questions), path)
    assert load(path).retrieval is None


def of_kind(kind: str, correct: Sequence[bool]) -> Figures:
    entries = {
        f"{kind}{number}": Kept(asked="", kind=kind, parts={"correct": (float(one), 1.0)})
        for number, one in enumerate(correct)
    }
    return figures(Group(name="questions", hash="", headline={}, entries=entries))


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ([True] * 3, [False] * 3, ("compare",)),
        ([True] * 3 + [False], [False] * 4, ("compare",)),
        ([True] * 3, [False, False, True], ()),
        ([True] * 2, [False] * 2, ()),
        ([False] * 3, [False] * 3, ()),
    ],
)
def test_a_kind_of_question_that_is_gone_fails(
    before: list[bool], after: list[bool], gone: tuple[str, ...]
) -> None:
    found = judge(of_kind("compare", before), of_kind("compare", after))
    assert (found.gone, found.passed) == (gone, not gone)
    assert ("every question of compare" in found.dropped) is bool(gone)


def test_what_nobody_lost_is_no_drop() -> None:
    """Fewer supported sentences weigh a share of all sentences down, and no answer is worse."""
    before = [
        {"citation_recall": (9.0, 10.0)},
        *({"citation_recall": (5.0, 5.0)} for _ in range(N)),
    ]
    after = [{"citation_recall": (9.0, 10.0)}, *({"citation_recall": (1.0, 1.0)} for _ in range(N))]
    (found,) = judge(figures(group(before)), figures(group(after))).measures
    assert (found.lost, found.verdict) == (0, "same") and found.after < found.before
