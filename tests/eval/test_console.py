"""What a person sees after a run."""

import re
from io import StringIO

from rich.console import Console

from eval.compare import compare
from eval.console import reasons, show_bench, show_comparison, show_run
from eval.questions import Question
from eval.run import Reply, ask_all, result
from tests.eval.making import at, question, reply, unanswerable

WRONG = reply("50,000 [/x]", needs="position", citations=(at("a.txt", 40),))


def shown(replies: dict[Question, Reply]) -> str:
    """What is printed of a run, each row of spaces as one."""
    screen = StringIO()
    show_run(result(ask_all(replies, replies.__getitem__)), Console(file=screen, width=200))
    return re.sub(" +", " ", screen.getvalue())


def test_a_failed_question_is_listed_with_what_was_missing() -> None:
    asked = question(id="bad", question="กี่บาท [/red]", must_not_include=("๕๐,๐๐๐",))
    fine = reply("30000", citations=(at("a.txt", 10),))
    text = shown({asked: WRONG, question(id="fine"): fine})
    assert "bad [budget] กี่บาท [/red]" in text
    assert (
        "asked back for the position; missing 30000; contains ๕๐,๐๐๐; not cited a.txt:10-12" in text
    )
    assert "fine" not in text
    assert "correct_answerable │ 50.0 %" in text


def test_what_is_not_measured_is_a_dash() -> None:
    text = shown({unanswerable(): reply("ไม่พบ", answerable=False)})
    assert "hit@5 │ - │" in text
    assert "refused_unanswerable │ 100.0 %" in text
    assert "0 failed" in text


def test_an_answer_to_an_unanswerable_question_has_that_reason_alone() -> None:
    outcomes = ask_all([unanswerable()], lambda _: WRONG)
    (entry,) = result(outcomes)["questions"]
    assert reasons(entry) == ["answered, but the plans don't contain it"]


def test_bench_table() -> None:
    screen = StringIO()
    figures = {
        "files": 2,
        "megabytes": 0.1,
        "rounds": 3,
        "hrplan": {"start_s": 2.0},
        "baseline": {"start_s": 4.0},
        "ratio": {"start_s": 0.5},
    }
    show_bench(figures, Console(file=screen, width=100))
    assert "start_s │ 2.00   │ 4.00     │ 0.50" in screen.getvalue()


def test_measures_stand_with_their_intervals() -> None:
    text = shown({question(): reply("30000", citations=(at("a.txt", 10),))})
    assert "correct │ 100.0 % │ 20.0 – 100.0" in text


def test_a_comparison_names_what_it_left_out() -> None:
    screen = StringIO()
    before = result(ask_all([question(id="a"), question(id="b")], lambda _: WRONG))
    asked = [question(id="a"), question(id="b", question="[red]")]
    after = result(ask_all(asked, lambda _: reply("30000", citations=(at("a.txt", 10),))))
    show_comparison(compare(before, after), Console(file=screen, width=80))
    text = re.sub(" +", " ", screen.getvalue())
    assert "1 questions compared" in text
    assert "correct 0.0 100.0 +100.0" in text
    assert "changed: 1" in text
    assert "ได้เพิ่ม 1 ข้อ / 1 gained" in text
