"""Mark-up goes, text stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.markup import clean, shows_text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>ก</p> <p>ข</p>", "ก\nข"),
        ("ก<br>ข<br/>ค<BR />ง", "ก\nข\nค\nง"),
        ('<ol style="list-style-type: none">๑. ก๒. ข', "๑. ก๒. ข"),
        ('<ul style="x"> - ก - ข ', "- ก - ข"),
        ("<ul><li>ก</li><li>ข</li></ul>", "ก\nข"),
        ("<b>ก</b>ข <i>ค</i>", "กข ค"),
        ('<input type="checkbox" checked> ก', "✓ ก"),
        ('<input checked="checked" type="checkbox"/>', "✓"),
        ('<input type="checkbox"/>', ""),
        ('<input type="checkbox" class="unchecked">ก', "ก"),
        ("<= ๒๔", "<= ๒๔"),
        (">= ๕๕", ">= ๕๕"),
        ("a < b และ c > d", "a < b และ c > d"),
        ("a <b และ c> d", "a <b และ c> d"),
        ("<หน้า ๑>", "<หน้า ๑>"),
        ("<unknown>ก", "<unknown>ก"),
        ("ก &amp; ข&nbsp;ค &lt;p&gt; &#3585;", "ก & ข ค <p> ก"),
        ("R&D &copy 2569", "R&D &copy 2569"),
        ("ก<!-- หน้า ๒ -->ข", "กข"),
        ("ก <!-- ข", "ก <!-- ข"),
        ("<p", "<p"),
        ('<p title="a>ก', '<p title="a>ก'),
        ("<p></p>", ""),
        ("&nbsp;\u200b", ""),
        ("  ก  ข  ", "ก  ข"),
    ],
)
def test_clean(source: str, expected: str) -> None:
    assert clean(source) == expected


@given(st.text(alphabet="กขค๑ \t<>=/'\"!-pbr&;", max_size=60))
def test_thai_text_outside_tags_is_never_lost(text: str) -> None:
    source = "".join(character for character in text if character not in "<>")
    assert "".join(clean(f"<p>{source}<b>").split()) == "".join(clean(source).split())


@given(st.text(alphabet="กขค <>/pbrul", max_size=60))
def test_no_thai_letter_is_lost_without_attributes(text: str) -> None:
    thai = [c for c in text if c in "กขค"]
    assert [c for c in clean(text) if c in "กขค"] == thai


def test_what_cannot_be_seen_shows_no_text() -> None:
    assert not shows_text(" \t\f\x00\xa0\xad\u200b\u200d\ufeff\u3000")
    assert shows_text(".")
