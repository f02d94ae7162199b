"""What holds of every draft, over whatever plans it is drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.drafting.checking import findings_of
from api.drafting.models import Draft
from api.drafting.years import law_years
from ingest.checks import Severity
from ingest.text.years import find_years
from retriever.library import Library


def texts(draft: Draft) -> Iterator[str]:
    for row in draft.rows:
        yield from (row.name, row.objective, row.indicator, row.target, row.timing, row.unit)
    for section in draft.sections:
        yield from (paragraph.text for paragraph in section.paragraphs)
    for page in draft.positions:
        yield from (entry.text for entry in (*page.skills, *page.goals, *page.methods))


def no_other_organisation_is_named(draft: Draft, sample_library: Library) -> None:
    known = [plan.organization for plan in sample_library.plans() if plan.organization]
    others = [o for o in known if o.name != draft.request.organization]
    names = {n for o in others for n in (o.core, *o.variants, o.district, o.province) if n}
    found = [(name, text) for text in texts(draft) for name in names if name in text]
    assert found == []


def no_other_year_is_left(draft: Draft) -> None:
    years = draft.request.fiscal_years
    for text in texts(draft):
        others = set(find_years(text)) - {*years} - law_years(text)
        # October to December of the first fiscal year lie in the year before it.
        assert others <= {years[0] - 1}, text
        if others:
            assert re.search(r"[ตพธ]\.[คย]\.|ตุลาคม|พฤศจิกายน|ธันวาคม", text), text


def totals_are_exact_and_under_the_ceiling(draft: Draft) -> None:
    amounts = [row.budget.baht for row in draft.rows if row.included]
    assert draft.total == sum(baht for baht in amounts if baht is not None)
    ceiling = draft.request.ceiling
    assert ceiling is None or draft.total <= ceiling
    told = next(s for s in draft.sections if s.part == "budget").paragraphs[0].text
    assert f"{draft.total:,} บาท จาก {len(draft.projects)} โครงการ" in told


def the_checks_find_nothing_but_what_is_to_be_filled_in(
    draft: Draft, sample_library: Library
) -> None:
    known = [plan.organization for plan in sample_library.plans() if plan.organization]
    found = findings_of(draft, known)
    assert {f.code for f in found} <= {"to-fill"}
    assert all(finding.severity is Severity.NOTE for finding in found)
