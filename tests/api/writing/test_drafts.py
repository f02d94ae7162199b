"""Reading what models say, whole and while they say it."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.writing.drafts import MOST, Draft, drafts, drafts_so_far

TWO = {
    "sentences": [
        {"text": "ใช้งบประมาณ 35,000 บาท", "evidence": [1]},
        {"text": "จัดในเดือนมีนาคม 2569", "evidence": [2, 3]},
    ]
}
READ = [Draft("ใช้งบประมาณ 35,000 บาท", (1,)), Draft("จัดในเดือนมีนาคม 2569", (2, 3))]
JSON = json.dumps(TWO, ensure_ascii=False)


@pytest.mark.parametrize(
    "said",
    [
        JSON,
        json.dumps(TWO),
        f"```json\n{JSON}\n```",
        f"<think>มีเลข [9] และ {{</think>\n{JSON}",
        f"ผู้ถามถามงบ อาจเป็น 99 บาท [9]\n</think>\n{JSON}",
        f'{{"sentences": [{{"text": "ร่าง", "evidence": [9]}}]}}\n</think>\n{JSON}',
        f"นี่คือคำตอบ:\n```json\n{JSON}\n```\nหวังว่าจะเป็นประโยชน์ [1]",
        f'{{"why": "คัดจากหลักฐาน [9]", {JSON[1:]}',
        json.dumps(TWO["sentences"]),
        "\n".join(json.dumps(each) for each in TWO["sentences"]),
        "ใช้งบประมาณ 35,000 บาท [1] จัดในเดือนมีนาคม 2569 [2][3]",
        "ใช้งบประมาณ 35,000 บาท [1]\nจัดในเดือนมีนาคม 2569 [2, 3]\n",
        JSON[:-4],
    ],
)
def test_forms_that_models_answer_in(said: str) -> None:
    assert drafts(said) == READ


@pytest.mark.parametrize("said", ["", "  ", "{", '{"sentences": []}', "{]", "[1]", "...!"])
def test_nothing_is_read_from_nothing(said: str) -> None:
    assert drafts(said) == []


def test_marks_within_the_text_count_and_go() -> None:
    said = {"text": "งบ ๓๕๐๐๐ บาท [2]", "evidence": ["1", None, "x"]}
    assert drafts(json.dumps([said])) == [Draft("งบ 35,000 บาท", (1, 2))]


@pytest.mark.parametrize("wrong", [{"text": 5}, {"evidence": [1]}, "ข้อความ", 7, None, [[1]]])
def test_a_wrong_object_among_right_ones_is_left_out(wrong: Any) -> None:
    assert drafts(json.dumps([wrong, *TWO["sentences"]])) == READ


def test_numbers_of_years_are_no_amounts() -> None:
    assert drafts('[{"text": "ปี 2569 ใช้ 12345.50 บาท"}]')[0].text == "ปี 2569 ใช้ 12,345.50 บาท"


def test_plain_text_waits_for_its_end() -> None:
    """It may be what a model says before it calls a tool."""
    assert drafts_so_far("ใช้งบประมาณ 35,000 บาท [1] และ") == []


@pytest.mark.parametrize("number", ["²", "1" * 5_000, 10**4, -1, True, 1.5, [1], {}])
def test_what_is_no_number_of_evidence_loses_no_sentence(number: Any) -> None:
    said = json.dumps([{"text": "ใช้งบประมาณ 35,000 บาท", "evidence": [1, number]}])
    assert drafts(said) == READ[:1]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("งบ\n\n\n35,000\r\n \u2028บาท", "งบ\n35,000\nบาท"),
        ("งบ 35,000 บาท\ud83d", "งบ 35,000 บาท"),
        ("งบ 35,000 บาท \ud83d\ude00", "งบ 35,000 บาท \U0001f600"),
        ("งบ " + "9" * 5_000 + " บาท", "งบ " + "9" * 5_000 + " บาท"),
    ],
)
def test_text_can_be_shown_as_it_is_read(text: str, read: str) -> None:
    (draft,) = drafts(json.dumps([{"text": text, "evidence": [1]}]))
    assert draft.text == read
    draft.text.encode()


@pytest.mark.parametrize(
    "said",
    [
        '{"sentences": [' + '{"x": 1}, ' * 20_000,
        '{"sentences": [{"text": "' + "}ก" * 50_000,
        '{"sentences": ' + "[" * 100_000,
        '{"sentences": [{"text": "ก", "evidence": ' + "[" * 5_000 + "]" * 5_000 + "}]}",
        "งบ 99 บาท [1] " * 7_000,
        "{" * 100_000,
    ],
)
def test_what_is_long_or_deep_is_read_in_no_time(said: str) -> None:
    started = process_time()
    assert len(drafts(said)) <= MOST
    assert process_time() - started < 2


@given(st.integers(0, len(JSON)))
def test_what_is_read_early_is_read_in_the_end(cut: int) -> None:
    early = drafts_so_far(JSON[:cut])
    assert early == READ[: len(early)]


def test_a_sentence_is_read_before_the_next_is_whole() -> None:
    cut = JSON.index("2569")
    assert drafts_so_far(JSON[:cut]) == READ[:1]


@given(st.text(alphabet='{}[]":,\\ก1 \nsentences', max_size=80))
def test_no_text_is_too_broken_to_be_read(said: str) -> None:
    assert all(draft.text for draft in [*drafts(said), *drafts_so_far(said)])
