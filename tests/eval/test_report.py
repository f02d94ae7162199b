"""The report as a file: whole in itself, and nothing of a plan in it becomes markup."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from eval.claims import Claim
from eval.compare import NothingShared
from eval.measures import MEASURES, SIZES
from eval.report import render
from eval.report.words import MEASURES as NAMES
from eval.run import ask_all, result
from tests.eval.making import at, question, reply, unanswerable

HOSTILE = '</script><script>window.stolen = 1</script><img src=x onerror="window.stolen = 2">'


def made(**fields: Any) -> dict[str, Any]:
    """A run of one right answer, one wrong and one refusal, all of hostile text."""
    gold = ({"doc": f"{HOSTILE}.txt", "line_start": 1, "line_end": 1},)
    asked = [
        question(id="fine", question="มีโครงการอะไร"),
        question(
            id="bad", question=HOSTILE, gold=gold, must_include=((HOSTILE,),), history=(HOSTILE,)
        ),
        unanswerable(id="none", note=HOSTILE),
    ]
    replies = {
        "fine": reply("30,000 [1]", citations=(at("a.txt", 10),), evidence=(at("a.txt", 10),)),
        "bad": reply(
            f"{HOSTILE[:-1]} [1]",
            citations=(at("x.txt", 1),),
            quotes=(HOSTILE,),
            claims=(Claim(HOSTILE, (1,), supported=False, unsupported=(HOSTILE,)),),
        ),
        "none": reply("ไม่พบ", answerable=False),
    }
    lines = {f"{HOSTILE}.txt": [HOSTILE]}
    outcomes = ask_all(asked, lambda one: replies[one.id])
    return {**result(outcomes, lines, f"{HOSTILE}.jsonl"), **fields}


def data_of(page: BeautifulSoup) -> Any:
    return json.loads(page.find("script", type="application/json").string)


def test_it_needs_nothing_else() -> None:
    page = BeautifulSoup(render(made()), "html.parser")
    assert not page.find_all(["link", "iframe", "object", "img"])
    assert not page.find_all(attrs={"src": True})
    assert [a["href"] for a in page.find_all("a")] == ["#questions-title"]
    assert "url(" not in page.style.string
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")


def test_text_of_plans_is_never_markup() -> None:
    text = render(made(), made())
    page = BeautifulSoup(text, "html.parser")
    assert len(page.find_all("script")) == 2
    assert "<img" not in text
    assert data_of(page)["questions"][1]["question"] == HOSTILE


def test_figures_stand_with_their_intervals() -> None:
    card = BeautifulSoup(render(made()), "html.parser").find(class_="card")
    text = " ".join(card.get_text(" ").split())
    # Two of three, with the four invented: four of seven.
    assert "66.7 %" in text
    assert "2 จาก 3" in text
    assert re.search(r"ช่วง 95 % 14\.3–85\.7", text)
    assert card.find("rect", class_="fill")["width"].startswith("66.67")


def test_what_was_not_measured_is_a_dash() -> None:
    only = result(ask_all([question()], lambda _: reply("30000")))
    cards = BeautifulSoup(render(only), "html.parser").find_all(class_="card")
    assert "ไม่มีข้อที่วัดได้" in cards[1].get_text()


def test_baselines_and_a_judge_stand_apart() -> None:
    beside = {"langchain-default": {"hit@1": 0.25, "mrr@10": 0.5}}
    verdict = {"question": "bad", "claim": 0, "verdict": "no", "why": HOSTILE}
    judge = {"model": "m", "recall": 0.5, "verdicts": [verdict, {**verdict, "verdict": "full"}]}
    text = render(made(baselines=beside, judge=judge))
    page = BeautifulSoup(text, "html.parser")
    rows = page.find("section", attrs={"aria-labelledby": "baselines-title"}).find_all("tr")
    assert [row.th.get_text() for row in rows[1:]] == ["hrplan", "langchain-default"]
    assert [cell.get_text() for cell in rows[2].find_all("td")] == ["25.0", "–", "–", "50.0", "–"]
    assert "50.0 %" in page.find(class_="judge").get_text()
    assert data_of(page)["judged"] == {"bad": [verdict]}
    assert "<img" not in text


def test_a_comparison_tells_gained_and_lost() -> None:
    now = made()
    before = json.loads(json.dumps(now))
    before["questions"][0]["correct"] = False
    page = BeautifulSoup(render(now, before), "html.parser")
    assert list(data_of(page)["gained"]) == ["fine"]
    assert "33.3" in page.find("table", class_="compare").find_all("tr")[1].get_text()


def test_runs_that_share_nothing_are_not_compared() -> None:
    other = result(ask_all([question(id="other")], lambda _: reply()))
    with pytest.raises(NothingShared):
        render(made(), other)


def test_every_measure_has_its_words() -> None:
    assert set(NAMES) == {*MEASURES, *SIZES}
