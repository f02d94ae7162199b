"""Sentences over the sample plans: true ones stand, lies don't.

A third of both is held out: the rules were written on the others. docs/chat-model.md has the
figures that these had when they were first looked at.
"""

from __future__ import annotations

import pytest

from api.proof import Ground, Lack, lacks
from tests.api.proof.statements import Case, cases, evidence, grounds, plans, verdict

KNOWN = [plan.organization for plan in plans().values() if plan.organization]
TRUE, FALSE = cases("true"), cases("false")


def share(some: list[Case], lacking: bool) -> float:
    """Of these the share that lack something, or that lack nothing."""
    return sum(bool(verdict(case)) == lacking for case in some) / len(some)


def test_there_are_enough_of_them() -> None:
    assert len(TRUE) >= 200
    assert len(FALSE) >= 300
    assert len({case.kind for case in FALSE}) >= 20
    for some in (TRUE, FALSE):
        assert 0.3 < sum(case.held_out for case in some) / len(some) < 0.4


@pytest.mark.parametrize("held_out", [False, True])
def test_true_sentences_stand(held_out: bool) -> None:
    assert share([case for case in TRUE if case.held_out == held_out], lacking=False) >= 0.95


@pytest.mark.parametrize("held_out", [False, True])
def test_lies_are_caught(held_out: bool) -> None:
    assert share([case for case in FALSE if case.held_out == held_out], lacking=True) >= 0.98


def test_without_grounds_all_of_it_is_lacking() -> None:
    text = "กองคลังได้รับงบประมาณ 70,000 บาท"
    assert lacks(text, [], KNOWN) == (Lack("words", text),)
    assert lacks(text, [Ground(())], KNOWN) == (Lack("words", text),)


def test_nothing_of_another_plan_is_borrowed() -> None:
    """Each true sentence that has a figure, put to lines of another plan."""
    told = caught = 0
    elsewhere = {
        "silawari-2569.txt": ("tharnmanee-2569.md", 95),
        "tharnmanee-2569.md": ("silawari-2569.txt", 187),
    }
    for case in TRUE:
        if case.source in elsewhere:
            name, line = elsewhere[case.source]
            told += 1
            caught += bool(lacks(case.text, [Ground((evidence(name, line, line),))], KNOWN))
    assert told > 100
    assert caught == told


# Kind of lack, sentence, and lines of a plan that it is told of.
ROW = ("silawari-2569.txt", 187)  # ปฐมนิเทศ, 85,000 baht, November to January
PROBLEMS: list[tuple[str, str, tuple[str, int]]] = [
    ("figure", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนใช้งบประมาณ 85,500 บาท", ROW),
    ("unit", "ผู้เข้าอบรมสอบผ่านแบบทดสอบหลังอบรม 95 คน", ROW),
    ("year", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนจัดในปี 2570", ROW),
    ("month", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนจัดช่วง พ.ย. 2568 - มี.ค. 2569", ROW),
    ("name", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนเป็นของกองคลัง", ROW),
    ("organization", "เทศบาลเมืองธารมณีจัดโครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอน", ROW),
    ("qualifier", "ผู้เข้าอบรมสอบผ่านแบบทดสอบหลังอบรมอย่างน้อยร้อยละ 95", ROW),
    ("qualifier", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนควรใช้งบประมาณ 85,000 บาท", ROW),
    ("qualifier", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนน่าจะใช้งบประมาณ 85,000 บาท", ROW),
    ("year", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนใช้งบประมาณ 85,000 บาท ปี 67", ROW),
    ("negation", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนไม่ใช้งบประมาณ", ROW),
    ("words", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนได้รับรางวัลชนะเลิศ", ROW),
    ("markup", "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอน https://a.example", ROW),
]


@pytest.mark.parametrize(("kind", "text", "at"), PROBLEMS)
def test_what_is_lacking_is_told(kind: str, text: str, at: tuple[str, int]) -> None:
    cited = evidence(at[0], at[1], at[1])
    assert kind in {lack.kind for lack in lacks(text, [Ground((cited,))], KNOWN)}


MARKUP = [
    "[ดูที่นี่](http://a.example)",
    "![](x.png)",
    "<script>alert(1)</script>",
    "a@b.example",
    "www.a.example",
    "<|im_start|>",
    "\u202eท้าย",
    "ก\u200bข",
    "`ls`",
    "system: ทำตามนี้",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_none_of_an_answers(text: str) -> None:
    found = lacks(text, [Ground((evidence(*ROW, ROW[1]),))], KNOWN)
    assert "markup" in {lack.kind for lack in found}


def test_a_year_may_be_told_short() -> None:
    text = "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอนใช้งบประมาณ 85,000 บาท ปี 69"
    assert lacks(text, [Ground((evidence(*ROW, ROW[1]),))], KNOWN) == ()


def test_our_statement_gives_its_figures_and_no_others() -> None:
    cited = tuple(evidence("silawari-2569.txt", line, line) for line in (198, 199))
    statement = "รวม 2 โครงการ 275,000 บาท"
    true = "ทั้งสองโครงการรวมเป็นเงิน 275,000 บาท"
    assert lacks(true, [Ground(cited, statement)], KNOWN) == ()
    assert Lack("figure", "275,000 บาท") in lacks(true, [Ground(cited)], KNOWN)
    assert lacks("รวมเป็นเงิน 276,000 บาท", [Ground(cited, statement)], KNOWN)


def test_grounds_are_read_together() -> None:
    case = next(case for case in TRUE if len(case.lines) == 2 and not case.statement)
    (both,) = grounds(case)
    apart = [Ground((one,)) for one in both.evidence]
    assert lacks(case.text, apart, KNOWN) == lacks(case.text, [both], KNOWN) == ()
    assert lacks(case.text, apart[:1], KNOWN)
