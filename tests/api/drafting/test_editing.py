"""What an officer changes is the officer's: no source is named for it, no note goes stale."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from api.drafting.editing import Edit, RowChange, edited
from api.drafting.export import export
from api.drafting.models import Draft, DraftRow, Field, Fitting
from api.drafting.telling import notes_of
from tests.api.drafting.sample_draft import DRAFT, ROWS, baht

FITTED = replace(
    DRAFT,
    fitting=(
        Fitting("จึงปรับให้เหลือ 229,500 บาท"),
        Fitting("ลดงบ “หนึ่ง”", "r1"),
        Fitting("ลดงบ “สาม”", "r3"),
    ),
)


def same(row: DraftRow) -> RowChange:
    texts = {field: getattr(row, field) for field in Field if field is not Field.BUDGET}
    return RowChange(row.id, row.topic, row.included, row.budget, texts)


def after(*changes: RowChange, **paragraphs: str) -> Draft:
    by_id = {each.id: each for each in changes}
    rows = [by_id.get(row.id, same(row)) for row in ROWS]
    return edited(FITTED, Edit(rows, paragraphs, FITTED.request.ceiling))


def test_notes_on_the_ceiling_go_with_what_they_tell_of() -> None:
    assert [each.text for each in after().fitting] == [each.text for each in FITTED.fitting]
    changed = after(replace(same(ROWS[0]), budget=baht(36_000)))
    assert changed.fitting == (Fitting("ลดงบ “สาม”", "r3"),)
    assert "ปรับให้เหลือ" not in "\n".join(notes_of(changed))
    left_out = after(replace(same(ROWS[2]), included=False))
    assert [each.row for each in left_out.fitting] == ["r1"]


def test_a_paragraph_that_was_rewritten_names_no_source() -> None:
    text = export(after(p1="ย่อหน้าที่แก้เอง"), "md").decode()
    assert "ย่อหน้าที่แก้เอง [แก้โดยเจ้าหน้าที่]" in text
    assert "ย่อหน้าที่แก้เอง [1]" not in text
    assert any(line.endswith("[2] [3]") for line in text.splitlines())  # the one below it


def test_a_row_tells_which_cells_were_changed() -> None:
    changed = after(replace(same(ROWS[0]), budget=baht(36_000)))
    lines = export(changed, "md").decode().splitlines()
    (row,) = (line for line in lines if "36,000" in line and line.startswith("| 1"))
    assert row.endswith("| [1] [2]<br>แก้โดยเจ้าหน้าที่: งบประมาณ |")
    (other,) = (line for line in lines if ROWS[2].name in line)
    assert other.endswith("| [3] |")
    assert json.loads(export(changed, "json"))["rows"][0]["edited"] == ["budget"]


def test_a_row_of_ones_own_has_no_source() -> None:
    own = DraftRow("mine", ROWS[0].topic, "โครงการของเรา", edited=(Field.NAME,))
    text = export(replace(DRAFT, rows=(*ROWS, own)), "md").decode()
    (row,) = (line for line in text.splitlines() if "โครงการของเรา |" in line)
    assert row.endswith("| แก้โดยเจ้าหน้าที่ |")


def test_what_follows_from_the_rows_follows_unless_it_was_rewritten() -> None:
    def budget(draft: Draft) -> list[str]:
        section = next(each for each in draft.sections if each.part == "budget")
        return [paragraph.text for paragraph in section.paragraphs]

    first = after()
    assert "229,500 บาท" in budget(first)[0]
    own = edited(first, Edit([same(r) for r in ROWS], {"budget-1": "ของเรา"}, None))
    again = edited(own, Edit([same(r) for r in ROWS[1:]], {}, None))
    assert "194,500 บาท" in budget(again)[0] and budget(again)[1] == "ของเรา"


@pytest.mark.parametrize("name", ["กรมการปกครอง", "เทศบาล", "น้ำใส", "<b>x</b>"])
def test_a_name_without_a_kind_is_doubted(name: str) -> None:
    draft = replace(DRAFT, request=replace(DRAFT.request, organization=name))
    assert f"“{name}” ไม่ใช่ชื่อเต็ม" in notes_of(draft)[0]


@pytest.mark.parametrize("name", ["เทศบาลตำบลน้ำใส", "อบต.น้ำใส", "องค์การบริหารส่วนจังหวัดน้ำใส"])
def test_a_whole_name_is_not(name: str) -> None:
    draft = replace(DRAFT, request=replace(DRAFT.request, organization=name))
    assert "ไม่ใช่ชื่อเต็ม" not in "".join(notes_of(draft))
