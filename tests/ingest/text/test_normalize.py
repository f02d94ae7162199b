"""One spelling of Thai, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.text.normalize import arabic_digits, fold, join_thai, normalize
from tests.work import growth

ZERO_WIDTH = "\u200b"
SOFT_HYPHEN = "\u00ad"
NIKHAHIT = "\u0e4d"  # ํ
SARA_AM = "\u0e33"  # ำ
MAI_EK, MAI_THO = "\u0e48", "\u0e49"  # ่ ้
MAI_HAN_AKAT, SARA_I, SARA_U = "\u0e31", "\u0e34", "\u0e38"  # ั ิ ุ
TALL_MAI_EK, LOW_MAI_THO = "\uf70a", "\uf706"  # glyphs of Windows fonts

# Where spellings go wrong: marks of every kind, what can't be seen, glyphs, other scripts.
LETTERS = "กขเแโาำ ๑1a\u0e31\u0e34\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4c\u0e4d"
ODD = f"{ZERO_WIDTH}{SOFT_HYPHEN}\u00a0\ufeff\uf70a\uf710\uf70f\uf71ae\u0301\u0316"
thai = st.text(st.sampled_from(LETTERS + ODD), max_size=12)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"น{NIKHAHIT}{MAI_THO}า", f"น{MAI_THO}{SARA_AM}"),
        (f"น{MAI_THO}{NIKHAHIT}า", f"น{MAI_THO}{SARA_AM}"),
        (f"ท{NIKHAHIT}า", f"ท{SARA_AM}"),
        (f"ท{SARA_AM}า", f"ท{SARA_AM}"),
        ("เเผน", "แผน"),
        (f"ก{MAI_EK}{MAI_HAN_AKAT}ง", f"ก{MAI_HAN_AKAT}{MAI_EK}ง"),
        (f"ก{MAI_EK}{SARA_U}", f"ก{SARA_U}{MAI_EK}"),
        (f"ก{SARA_I}{SARA_I}", f"ก{SARA_I}"),
        (f"ที{TALL_MAI_EK}", f"ที{MAI_EK}"),
        (f"บ{LOW_MAI_THO}าน", "บ้าน"),
        (f"แผน{ZERO_WIDTH}พัฒ{SOFT_HYPHEN}นา\ufeff", "แผนพัฒนา"),
        ("กอง\u00a0คลัง", "กอง คลัง"),
        ("cafe\u0301", "caf\u00e9"),
        # One repair makes the next one possible.
        (f"ก{NIKHAHIT}{MAI_EK}{MAI_EK}า", f"ก{MAI_EK}{SARA_AM}"),
        (f"ก{MAI_EK}{MAI_HAN_AKAT}{MAI_HAN_AKAT}", f"ก{MAI_HAN_AKAT}{MAI_EK}"),
    ],
)
def test_one_spelling(source: str, expected: str) -> None:
    assert normalize(source).text == expected


@pytest.mark.parametrize("text", ["", "แผน ๓ ปี", "เก่ง", "ABC abc ๑๒๓", "กำลังคน", "ไม่ใช่"])
def test_what_is_right_stays(text: str) -> None:
    result = normalize(text)
    assert result.text == text
    assert result.offsets == tuple(range(len(text)))


@given(thai)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(thai, st.data())
@example(f"ก{MAI_EK}{MAI_HAN_AKAT}", None)
def test_a_range_maps_to_source_that_holds_it(text: str, data: st.DataObject | None) -> None:
    result = normalize(text)
    size = len(result.text)
    ranges = [(a, b) for a in range(size) for b in range(a + 1, size + 1)]
    for start, end in ranges:
        first, last = result.to_source(start, end)
        assert 0 <= first < last <= len(text)
        assert result.text[start:end] in normalize(text[first:last]).text
    if data is not None and size:
        at = data.draw(st.integers(0, size))
        assert result.to_source(at, at)[0] == result.to_source(at, at)[1]


def test_a_range_maps_past_what_was_dropped() -> None:
    result = normalize(f"กอง{ZERO_WIDTH} คลัง")
    at = result.text.index("คลัง")
    assert result.to_source(at, at + 4) == (5, 9)
    assert result.to_source(0, len(result.text)) == (0, 9)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 4), (2, 1)])
def test_what_is_no_range_of_the_text_raises(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a range"):
        normalize("แผน").to_source(start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MAI_EK * 8_000, MAI_EK),
        (f"{MAI_EK}{MAI_HAN_AKAT}" * 4_000, f"{MAI_HAN_AKAT}{MAI_EK}"),
        ("e\u0301" * 4_000, "\u00e9" * 4_000),
    ],
)
def test_hostile_marks_take_linear_work(text: str, expected: str) -> None:
    assert normalize(text).text == expected
    assert growth(normalize, text) < 6  # a rule that swaps one pair at a time: 16


def test_arabic_digits() -> None:
    assert arabic_digits("๐๑๒๓๔๕๖๗๘๙ และ 0-9") == "0123456789 และ 0-9"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("๑,๑๐๐,๐๐๐ บาท", "1100000บาท"),
        ("งบ ประมาณ\t(บาท)", "งบประมาณ(บาท)"),
        ("e-LAAS", "e-laas"),
        ("๑,๒,๓", "1,2,3"),  # a list, no thousands
        ("๑๒,๓๔๕๖", "12,3456"),
        (f"ด{NIKHAHIT}าเนินการ", "ดำเนินการ"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(thai)
def test_folded_text_has_no_space_and_no_thai_digit(text: str) -> None:
    folded = fold(text)
    assert not any(c.isspace() or c in "๐๑๒๓๔๕๖๗๘๙" for c in folded)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("กอง การศึกษา", "กองการศึกษา"),
        ("พ.ศ. ๒๕๖๙", "พ.ศ. ๒๕๖๙"),
        ("ระบบ e-LAAS ของ  กองคลัง", "ระบบ e-LAAS ของกองคลัง"),
        ("๕ คน", "๕ คน"),
    ],
)
def test_join_thai(text: str, expected: str) -> None:
    assert join_thai(text) == expected
