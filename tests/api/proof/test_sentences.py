"""Answers cut into sentences with their citations."""

import pytest

from api.proof.sentences import Sentence, sentences


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("งบ 5 บาท [1]", [("งบ 5 บาท", (1,))]),
        ("งบ 5 บาท [1][2]\nที่มา: ก [3]", [("งบ 5 บาท", (1, 2)), ("ที่มา: ก", (3,))]),
        ("งบ 5 บาท [1] เริ่มปี 2569 [2] [1]", [("งบ 5 บาท", (1,)), ("เริ่มปี 2569", (2, 1))]),
        ("ไม่มีเลขอ้างอิง", [("ไม่มีเลขอ้างอิง", ())]),
        ("งบ 5 บาท [1] และยกเลิกแล้ว", [("งบ 5 บาท", (1,)), ("และยกเลิกแล้ว", ())]),
        ("ได้แก่:\n- ก [1]", [("- ก", (1,))]),
        ("รวม 9 บาท:\n- ก [1]", [("รวม 9 บาท:", ()), ("- ก", (1,))]),
        ("ได้แก่:", [("ได้แก่:", ())]),
        ("ได้แก่: [1]", [("ได้แก่:", (1,))]),
        ("งบ 5 บาท [1].\n\n", [("งบ 5 บาท", (1,))]),
        ("", []),
        ("[1]", []),
    ],
)
def test_a_sentence_ends_at_its_marks(
    answer: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert sentences(answer) == tuple(Sentence(text, marks) for text, marks in expected)


def test_a_row_of_a_table_is_a_sentence_and_its_header_is_none() -> None:
    table = "| หน่วยงาน | งบ | อ้างอิง |\n|---|---|:-:|\n| ก | 5 | [1] |\n| ข | 7 [2] | [3] |"
    assert [(s.text, s.citations) for s in sentences(table)] == [
        ("| ก | 5 | |", (1,)),
        ("| ข | 7 | |", (2, 3)),
    ]


def test_a_header_with_a_figure_is_a_sentence_but_a_year_is_none() -> None:
    table = "| โครงการ | {} |\n|---|---|\n| ก | 5 [1] |"
    assert len(sentences(table.format("งบ 9,000 บาท"))) == 2
    assert len(sentences(table.format("ปี ๒๕๖๙"))) == 1


def test_a_line_with_bars_that_is_no_table_is_kept() -> None:
    assert [s.text for s in sentences("| ยกเลิกแล้ว |")] == ["| ยกเลิกแล้ว |"]
