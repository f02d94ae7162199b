"""Changes of two sides to one draft, joined in the browser."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import Visit

Json = dict[str, Any]
Merge = Callable[[Json, Json, Json], Json]

MERGE = """async ([base, mine, theirs]) => {
    const { merge } = await import('./assets/merge.js');
    return merge(base, mine, theirs);
}"""
SETTLE = """async ([base, mine, theirs, choice]) => {
    const { merge, settle } = await import('./assets/merge.js');
    const { merged, clashes } = merge(base, mine, theirs);
    return settle(merged, clashes, () => choice);
}"""


def row(id_: str, **fields: Any) -> Json:
    texts = dict.fromkeys(("objective", "indicator", "target", "timing", "unit"), "")
    amount = {"kind": "amount", "baht": 1000}
    known = {"id": id_, "topic": "ก", "included": True, "name": id_, "budget": amount}
    return known | texts | fields


def edit(*rows: Json, ceiling: int | None = 5000, **paragraphs: str) -> Json:
    whole = {"ceiling": ceiling, "title": "แผน", "positions": ["นิติกร"]}
    return {"rows": list(rows), "paragraphs": paragraphs, **whole}


def test_title_and_positions_are_joined_too(merge: Merge) -> None:
    mine, theirs = BASE | {"title": "แผนของเรา"}, BASE | {"positions": ["นิติกร", "ครู"]}
    joined = merge(BASE, mine, theirs)
    assert joined["clashes"] == []
    assert joined["merged"] == BASE | {"title": "แผนของเรา", "positions": ["นิติกร", "ครู"]}


BASE = edit(row("r1"), row("r2"), row("r3"), p1="หนึ่ง", p2="สอง")


@pytest.fixture
def merge(draft: Visit) -> Merge:
    draft.page.locator(".part").first.wait_for()
    return lambda *sides: dict(draft.page.evaluate(MERGE, list(sides)))


def changed(**fields: Any) -> Json:
    """The base with the first row changed."""
    other = copy.deepcopy(BASE)
    other["rows"][0] |= fields
    return other


def ids(joined: Json) -> list[str]:
    return [row["id"] for row in joined["merged"]["rows"]]


def test_each_side_keeps_what_it_alone_changed(merge: Merge) -> None:
    mine, theirs = changed(name="ของฉัน"), changed(unit="ของเขา")
    theirs["paragraphs"]["p2"], theirs["ceiling"] = "ใหม่", None
    joined = merge(BASE, mine, theirs)
    first = joined["merged"]["rows"][0]
    assert (first["name"], first["unit"], joined["clashes"]) == ("ของฉัน", "ของเขา", [])
    assert joined["merged"]["paragraphs"] == {"p1": "หนึ่ง", "p2": "ใหม่"}
    assert joined["merged"]["ceiling"] is None


def test_the_same_change_of_both_is_no_clash(merge: Merge) -> None:
    joined = merge(BASE, changed(name="เหมือน"), changed(name="เหมือน"))
    assert joined["clashes"] == [] and joined["merged"] == changed(name="เหมือน")


def test_a_field_that_both_changed_is_told_with_both_texts(merge: Merge, draft: Visit) -> None:
    mine, theirs = changed(name="ของฉัน"), changed(name="ของเขา")
    [clash] = merge(BASE, mine, theirs)["clashes"]
    assert clash == {"row": "r1", "field": "name", "mine": "ของฉัน", "theirs": "ของเขา"}
    for choice, name in (("mine", "ของฉัน"), ("theirs", "ของเขา"), ("both", "ของฉัน\nของเขา")):
        settled = draft.page.evaluate(SETTLE, [BASE, mine, theirs, choice])
        assert settled["rows"][0]["name"] == name


def test_rows_that_a_side_added_stay_where_they_were_put(merge: Merge) -> None:
    mine = edit(row("r1"), row("own-a"), row("r2"), row("r3"))
    theirs = edit(row("r1"), row("r2"), row("r3"), row("own-b"))
    assert ids(merge(BASE, mine, theirs)) == ["r1", "own-a", "r2", "r3", "own-b"]


def test_the_order_of_who_moved_rows_holds(merge: Merge) -> None:
    moved = edit(row("r3"), row("r1"), row("r2"))
    assert ids(merge(BASE, moved, BASE)) == ids(merge(BASE, BASE, moved)) == ["r3", "r1", "r2"]


def test_a_removed_row_goes_unless_the_other_side_changed_it(merge: Merge) -> None:
    without = edit(row("r2"), row("r3"))
    assert ids(merge(BASE, without, BASE)) == ids(merge(BASE, BASE, without)) == ["r2", "r3"]
    for sides in ((without, changed(name="แก้แล้ว")), (changed(name="แก้แล้ว"), without)):
        joined = merge(BASE, *sides)
        kept = {row["id"]: row["name"] for row in joined["merged"]["rows"]}
        assert kept == {"r1": "แก้แล้ว", "r2": "r2", "r3": "r3"}
