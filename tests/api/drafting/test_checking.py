"""Findings of a draft name the row that they are about."""

from __future__ import annotations

from dataclasses import replace

from api.drafting.checking import findings_of
from api.drafting.models import Draft
from tests.api.drafting.sample_draft import DRAFT, ROWS


def _with(at: int, **texts: str) -> Draft:
    rows = [replace(row, **texts) if n == at else row for n, row in enumerate(ROWS)]  # type: ignore[arg-type]
    return replace(DRAFT, rows=tuple(rows))


def test_a_share_above_the_whole_is_in_its_row() -> None:
    before = {(f.code, f.row) for f in findings_of(DRAFT)}
    found = [f for f in findings_of(_with(4, indicator="ร้อยละ 150 ของบุคลากร"))]
    new = [f for f in found if (f.code, f.row) not in before]
    assert [f.row for f in new] == ["r5"]
    assert "150" in new[0].message


def test_what_is_left_out_moves_the_rows_below() -> None:
    rows = (replace(ROWS[0], included=False), *ROWS[1:])
    draft = replace(_with(4, indicator="ร้อยละ 150 ของบุคลากร"))
    left = replace(draft, rows=(rows[0], *draft.rows[1:]))
    assert any(f.row == "r5" and "150" in f.message for f in findings_of(left))


def test_fields_to_fill_in_name_their_row() -> None:
    found = {f.row for f in findings_of(DRAFT) if f.code == "to-fill"}
    assert {row.id for row in ROWS if row.to_fill} <= found


def test_what_is_about_no_row_names_none() -> None:
    section = replace(DRAFT.sections[0], heading="เรื่องอื่น")
    draft = replace(DRAFT, sections=(section, *DRAFT.sections[1:]))
    missing = [f for f in findings_of(draft) if f.code == "part-missing"]
    assert missing and all(f.row == "" for f in missing)
