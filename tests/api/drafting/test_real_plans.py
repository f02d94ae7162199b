"""Drafts over real plans, which lie beside the repository and not in it; skipped without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.drafting.composing import compose
from api.drafting.models import DraftRequest
from ingest.pipeline import find_files, parse_file
from retriever.library import Library
from tests.api.drafting.draft_rules import (
    no_other_organisation_is_named,
    no_other_year_is_left,
    the_checks_find_nothing_but_what_is_to_be_filled_in,
    totals_are_exact_and_under_the_ceiling,
)

PLANS = Path(__file__).parents[4] / "shared" / "plans"
pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="no plans beside the repository")

TOPICS = (
    ("คุณธรรม จริยธรรม", "ทักษะดิจิทัล", "คุณภาพชีวิต"),
    ("ปฐมนิเทศ", "การจัดการความรู้", "วินัย", "ศึกษาดูงาน"),
    ("ยุทธศาสตร์ที่ 1 การพัฒนาบุคลากรสู่ความเป็นมืออาชีพ", "ตรวจสุขภาพ", "ครูและศูนย์พัฒนาเด็กเล็ก"),
)
BODIES = ("ทต.สวนหลวง", "อบต.บ้านใหม่", "อบจ.เวียงคำ", "")


@pytest.fixture(scope="module")
def real_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("real"), vectors=False) as library:
        library.add_many((parse_file(path, name), name) for path, name in find_files([PLANS]))
        yield library


@pytest.mark.parametrize("topics", TOPICS, ids=lambda topics: topics[0])
@pytest.mark.parametrize("body", BODIES, ids=lambda body: body or "own")
def test_nothing_of_others_is_left(
    body: str, topics: tuple[str, ...], real_library: Library
) -> None:
    """ "" stands for the organisation of the first plan, whose own examples are used."""
    own = next(plan.organization for plan in real_library.plans() if plan.organization)
    years = (2570,) if body else (2570, 2571, 2572)
    positions = ("เจ้าพนักงานธุรการ", "นิติกร")
    request = DraftRequest(body or own.name, "แผนพัฒนาบุคลากร", years, topics, positions, 400_000)
    draft = compose(real_library, request)
    assert any(row.sources for row in draft.rows)
    no_other_organisation_is_named(draft, real_library)
    no_other_year_is_left(draft)
    totals_are_exact_and_under_the_ceiling(draft)
    the_checks_find_nothing_but_what_is_to_be_filled_in(draft, real_library)
