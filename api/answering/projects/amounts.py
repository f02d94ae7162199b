"""A project's budget as an amount that others are reckoned with."""

from __future__ import annotations

from api.answering.budgets.amounts import Amount
from api.answering.evidence.case import Matched
from api.answering.evidence.naming import project_name
from ingest.models import Project

_NAME = 60


def amount_of(match: Matched[Project]) -> Amount:
    """The budget of a project that states one."""
    fact = match.fact
    name = project_name(fact, _NAME)
    return Amount(name, match.reading, fact.budget.baht or 0, fact.passage_ids, (fact,))
