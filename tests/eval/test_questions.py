"""Question sets: what the loader takes and how it says what is wrong."""

import json
from pathlib import Path

import pytest

from eval.jsonl import DataFileError
from eval.questions import load_questions

GOOD = {
    "id": "q1",
    "question": "โครงการอบรมคุณธรรมใช้งบประมาณเท่าไร",
    "category": "budget",
    "difficulty": "easy",
    "style": "formal",
    "profile": {"organization": "เทศบาลตำบลตัวอย่าง", "position": "นิติกร"},
    "history": None,
    "answerable": True,
    "must_include": [["30000", "สามหมื่น"]],
    "must_not_include": ["50000"],
    "gold": [{"doc": "plan.txt", "line_start": 4, "line_end": 5}],
    "gold_mode": "any",
    "note": "",
}


def write(folder: Path, *lines: object) -> Path:
    path = folder / "set.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_reads_every_field(tmp_path: Path) -> None:
    (question,) = load_questions(write(tmp_path, GOOD, ""))
    assert question.must_include == (("30000", "สามหมื่น"),)
    assert question.profile is not None and question.profile.position == "นิติกร"
    assert question.history is None
    assert (question.gold[0].doc, question.gold[0].line_end) == ("plan.txt", 5)


def test_a_line_separator_inside_a_string_is_no_line_break(tmp_path: Path) -> None:
    line = json.dumps(GOOD | {"note": "a\u2028b"}, ensure_ascii=False)
    assert load_questions(write(tmp_path, line))[0].note == "a\u2028b"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"category": "gossip"}, "category"),
        ({"gold_mode": "some"}, "gold_mode"),
        ({"answerable": "true"}, "answerable"),
        ({"extra": 1}, "extra"),
        ({"must_include": [[]]}, "must_include.0"),
        ({"must_include": [[" "]]}, "must_include.0.0"),
        ({"must_not_include": [""]}, "must_not_include.0"),
        ({"gold": []}, "needs gold"),
        ({"answerable": False}, "unanswerable"),
        ({"gold": [{"doc": "a", "line_start": 0, "line_end": 1}]}, "gold.0.line_start"),
        ({"gold": [{"doc": "a", "line_start": 2, "line_end": 1}]}, "line_end comes before"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = write(tmp_path, GOOD, "", GOOD | {"id": "q2"} | change)
    with pytest.raises(DataFileError) as caught:
        load_questions(path)
    assert f"{path}:3: " in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_id_twice_names_both_lines(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, GOOD)
    with pytest.raises(DataFileError, match=r"set\.jsonl:2: id 'q1' is taken by line 1"):
        load_questions(path)


def test_broken_json_empty_missing_and_foreign_files(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"set\.jsonl:1: "):
        load_questions(write(tmp_path, "{"))
    with pytest.raises(DataFileError, match="no questions"):
        load_questions(write(tmp_path, ""))
    with pytest.raises(DataFileError, match="No such file"):
        load_questions(tmp_path / "none.jsonl")
    thai = tmp_path / "tis620.jsonl"
    thai.write_bytes("งบประมาณ".encode("cp874"))
    with pytest.raises(DataFileError, match="not UTF-8"):
        load_questions(thai)
