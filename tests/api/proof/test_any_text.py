"""Whatever a model writes, it is judged and nothing breaks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from api.proof import Ground, lacks
from api.proof.quantities import see
from tests.api.proof.statements import evidence

CITED = Ground((evidence("silawari-2569.txt", 187, 187),), "รวม 1 โครงการ 85,000 บาท")
_SAID = (
    "หนึ่ง สอง สิบ ร้อย พัน แสน ล้าน เอ็ด ยี่ ครึ่ง หนึ่งในสาม ๑ ๒๕๖๙ 3.5 1,200 0-5999-0123 31 ต.ค. มกราคม",
    "ไตรมาส ที่ - ถึง บาท คน วัน วันทำการ ร้อยละ % เท่า ปี ไม่ ไม่เกิน อย่างน้อย ห้าม มากกว่า ก่อน หลัง ทุก",
    "รวม ไม่ได้ระบุ ประธานกรรมการ เสนอ นาย นายก โครงการ กองคลัง พค.2 8/2566 “ ” [1] | < > ` @ baht May",
)
_PIECES = [piece for line in _SAID for piece in line.split()]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*_PIECES, " ", "\n"]), max_size=30).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join),
)


@settings(max_examples=200)
@given(TEXTS)
def test_any_text_is_judged(text: str) -> None:
    found = lacks(text, [CITED], [])
    assert len(set(found)) == len(found)


@settings(max_examples=200)
@given(TEXTS)
def test_figures_stand_where_they_are_said_to(text: str) -> None:
    seen = see(text)
    for quantity in seen.quantities:
        assert seen.plain[quantity.start : quantity.end].strip() == quantity.text


@settings(max_examples=100)
@given(TEXTS)
def test_the_same_text_has_the_same_verdict(text: str) -> None:
    assert lacks(text, [CITED], []) == lacks(text, [CITED], [])
