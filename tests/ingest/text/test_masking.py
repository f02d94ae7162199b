"""Personal data is masked, and what only looks like it is not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.masking import (
    MASKS,
    NAME,
    PHONE,
    Personal,
    mask,
    personal_data,
)

DATA = yaml.safe_load(Path(__file__).with_name("masking.yaml").read_text(encoding="utf-8"))
SAMPLES = Path(__file__).parents[3] / "eval" / "samples"
MASK = re.compile(r"\[[ก-๎]+\]")
WORDS = [
    *("นาย", "นางสาว", "คุณ", "น.ส.", "ชื่อ", "สมชาย", "ใจดี", "ณ ", " ", "[1]", "[ชื่อ]", "\n", "Mr. "),
    *("โทร ", "081-234-5678", "๐๒๒๔๑๙๐๐๐", " ต่อ 12", "-9", "line: ", "@shop", "abc", "a@b.co"),
    *("\u200b", "[at]", "gmail.com", "ปลัด", "12/3 ", "หมู่ 4", "fb.com/", "ศูนย์", "แปด"),
    *("1101700230708", "เลขที่บัญชี ", "1,100,000", "2569", "งบ", "บาท", "กองคลัง", "Ann Lee"),
]
mixed = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=12).map("".join)


@pytest.mark.parametrize("case", DATA["strings"], ids=lambda case: case["text"][:40])
def test_personal_data_goes_and_the_rest_stays(case: dict[str, Any]) -> None:
    masked = mask(case["text"])
    stays = {one for one in case["personal"] if one in masked}
    assert stays == set(case["personal"]) & set(DATA["missed"])
    assert [one for one in case.get("keeps", []) if one not in masked] == []


def test_the_recall_that_the_file_tells() -> None:
    items = [one for case in DATA["strings"] for one in case["personal"]]
    stay = [o for case in DATA["strings"] for o in case["personal"] if o in mask(case["text"])]
    assert (len(items) - len(stay), len(items)) == (103, 112)


@pytest.mark.parametrize("text", DATA["kept"])
def test_what_only_looks_personal_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("นายสมชาย ใจดี ใช้ 5,000 บาท [1]", "[ชื่อ] ใช้ 5,000 บาท [1]"),
        ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘ [1]", "โทร [เบอร์โทร] [1]"),
        ("LINE ID: ploy.ch", "LINE ID: [ไลน์]"),
        ("a.b@c.go.th", "[อีเมล]"),
        ("เลข 1101700230708", "เลข [เลขประจำตัว]"),
        ("เลขที่บัญชี กรุงไทย 123-4-56789-0", "เลขที่บัญชี กรุงไทย [เลขบัญชี]"),
        ("My name is Somchai Jaidee.", "My name is [ชื่อ]."),
        ("บ้านเลขที่ 12/3 หมู่ 4", "[ที่อยู่]"),
        ("fb.com/somchai", "[ลิงก์]"),
        ("", ""),
    ],
)
def test_a_mask_says_what_it_stands_for(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("question", "answer", "masked"),
    [
        ("นายสมชาย ใจดี ถามว่า", "ไม่พบ “นาย สม ชาย ใจดี ถาม” [1]", "ไม่พบ “[ชื่อ] ถาม” [1]"),
        ("นายสมชาย ใจดี ถามว่า", "ไม่พบ “สม ชาย ใจดี ถาม”", "ไม่พบ “[ชื่อ] ถาม”"),
        ("โทร 081-234-5678", "ไม่พบ “โทร 081 2345678”", "ไม่พบ “โทร [เบอร์โทร]”"),
        ("Mr. John Smith asks", "nothing on “mr john smith”", "nothing on “[ชื่อ]”"),
        ("ไลน์ไอดี ploy.ch", "ไม่พบ “ploy ch”", "ไม่พบ “[ไลน์]”"),
        ("ใครคือสมชาย ใจดี", "35,000 บาท [1] [12]", "35,000 บาท [1] [12]"),
    ],
)
def test_what_the_question_told_is_found_in_the_answer(
    question: str, answer: str, masked: str
) -> None:
    assert mask(answer, personal_data(question)) == masked


def test_personal_data_is_told_as_it_was_written() -> None:
    assert personal_data("คุณสมศรี โทร 0812345678", "คุณสมศรี") == (
        Personal("0812345678", PHONE),
        Personal("คุณสมศรี", NAME),
    )


def test_of_the_sample_plans_only_people_are_masked() -> None:
    lines = [
        line
        for path in sorted((SAMPLES / "plans").iterdir())
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    changed = [line for line in lines if mask(line) != line]
    assert len(lines) > 900
    assert len(changed) == 3
    assert all(re.search("นาย|นางสาว", line) and "[ชื่อ]" in mask(line) for line in changed)


def test_of_the_questions_only_one_names_a_person() -> None:
    questions = [
        json.loads(line)["question"]
        for name in ("questions.jsonl", "unseen.jsonl", "fresh.jsonl")
        for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    ]
    assert len(questions) > 100
    assert [bool(MASK.search(mask(one))) for one in questions].count(True) == 1


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("นายสม\u200bชาย ใจดี ถามงบ", "[ชื่อ] ถามงบ"),
        ("น\ufeffาย\u2060สมชาย\u200e ใจดี", "[ชื่อ]"),
        ("โทร 081\u200b-234\u200d-56\u00ad78", "โทร [เบอร์โทร]"),
        ("som\u200bchai@exam\u200bple.com", "[อีเมล]"),
        ("นายอ\u0e4d\u0e32นวย สุขใจ", "[ชื่อ]"),
        ("นายเเดง ใจดี", "[ชื่อ]"),
        ("งบ\u200bกองคลัง", "งบ\u200bกองคลัง"),
    ],
)
def test_what_cannot_be_seen_hides_nothing(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_an_unseen_letter_of_the_question_hides_no_name_in_the_answer() -> None:
    seen = personal_data("นายสม\u200bชาย ใจดี")
    assert mask("ไม่พบ “สม ชา\u200bย ใจดี”", seen) == "ไม่พบ “[ชื่อ]”"


@given(st.sampled_from("\u00ad\u200b\u200c\u200d\u200e\u200f\u202e\u2060\u2066\ufeff"), st.data())
def test_wherever_it_stands(unseen: str, data: st.DataObject) -> None:
    text = "ถาม นายสมชาย ใจดี โทร 081-234-5678 a@b.co"
    for at in data.draw(st.lists(st.integers(0, len(text)), max_size=5)):
        text = text[:at] + unseen + text[at:]
    masked = mask(text).replace(unseen, "")
    assert masked == "ถาม [ชื่อ] โทร [เบอร์โทร] [อีเมล]"


@given(mixed)
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(mixed)
def test_citation_marks_stay_in_their_order(text: str) -> None:
    marks = r"\[\d{1,3}\]"
    assert re.findall(marks, mask(text)) == re.findall(marks, text)


@given(st.text(st.characters(exclude_categories=["Nd", "Lo", "Lu", "Ll"])))
def test_without_letters_and_digits_nothing_changes(text: str) -> None:
    assert mask(text) == text


@given(st.integers(0, 9_999_999), st.integers(2500, 2600))
def test_amounts_and_years_stay(baht: int, year: int) -> None:
    text = f"งบประมาณ {baht:,} บาท หรือ {baht} ปี {year}-{year + 2} พ.ศ. {year}"
    assert mask(text) == text


@given(mixed)
def test_it_grows_by_no_more_than_its_masks(text: str) -> None:
    masked = mask(text)
    assert len(MASK.sub("", masked)) <= len(MASK.sub("", text))
    assert set(MASK.findall(masked)) - set(MASK.findall(text)) <= set(MASKS)
