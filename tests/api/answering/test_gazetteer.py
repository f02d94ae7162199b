"""Of thousands of organisations the few that a text may name."""

from __future__ import annotations

import pytest

from api.answering.understanding.gazetteer import ENOUGH, near
from api.answering.understanding.organizations import find_organizations
from eval.invented.vocabulary import body
from ingest.models import Organization
from ingest.text.normalize import fold

KNOWN = [
    Organization(b.name, b.type, b.core, b.district, b.province)
    for b in (body(number, 1) for number in range(0, 7_800, 6))
]
ASKED = KNOWN[700]


@pytest.mark.parametrize(
    "text",
    [
        f"งบอบรมของ{ASKED.name}",
        f"{ASKED.core}มีโครงการอะไรบ้าง",
        f"งบอบรม {ASKED.core[:4]}{ASKED.core[5:]} ปี 2569",
        f"งบอบรม {ASKED.core[:6]} {ASKED.core[6:]}",
    ],
)
def test_the_one_that_is_named_is_among_few(text: str) -> None:
    found = near(fold(text), KNOWN)
    assert ASKED in found
    assert len(found) <= ENOUGH
    assert [n.organization for n in find_organizations(text, KNOWN).named] == [ASKED]


def test_a_small_library_is_looked_through_whole() -> None:
    assert near("งบอบรม", KNOWN[:ENOUGH]) == KNOWN[:ENOUGH]
