"""Questions go to the API's own answering, and its pointers come back."""

from pathlib import Path

import pytest

from eval.asking import as_ask, asker
from eval.grading import Pointer
from eval.run import EVIDENCE_DEPTH
from ingest.models import Plan
from ingest.pipeline import parse_bytes, parse_file
from retriever.library import Library
from tests.conftest import PLAN
from tests.eval.making import question


def test_profile_and_history_are_passed_on() -> None:
    profile = {"organization": "เทศบาลตำบลดอนสมมุติ", "position": None}
    ask = as_ask(question(question="แล้วงบล่ะ", profile=profile, history=("ก่อนหน้า",)))
    assert (ask.message, ask.history) == ("แล้วงบล่ะ", ("ก่อนหน้า",))
    assert (ask.profile_organization, ask.profile_position) == ("เทศบาลตำบลดอนสมมุติ", None)
    assert (ask.organization, ask.fiscal_year) == (None, None)


def test_no_profile_and_no_history() -> None:
    ask = as_ask(question())
    assert (ask.profile_organization, ask.profile_position, ask.history) == (None, None, ())


def test_an_answer_and_its_evidence(empty_library: Library, plan_file: Path) -> None:
    empty_library.add(parse_file(plan_file), plan_file.name)
    budget = question(question="โครงการอบรมคุณธรรมและจริยธรรมของเทศบาลตำบลดอนสมมุติใช้งบเท่าไร")
    reply = asker(empty_library)(budget)
    row = Pointer(plan_file.name, 11, 11)
    assert "35,000" in reply.text and reply.answerable
    assert row in reply.citations
    assert row in reply.evidence and len(reply.evidence) <= EVIDENCE_DEPTH
    assert reply.ms > 0


def test_only_plans_that_are_cited_are_read(
    empty_library: Library, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library may hold thousands."""
    ours = parse_file(plan_file)
    other = parse_bytes(PLAN.replace("ดอนสมมุติ", "บ้านอื่น").encode(), "other.txt")
    empty_library.add_many([(ours, "ours"), (other, "other")])
    read: list[str] = []
    plan = Library.plan

    def noted(library: Library, plan_id: str) -> Plan:
        read.append(plan_id)
        return plan(library, plan_id)

    monkeypatch.setattr(Library, "plan", noted)
    budget = question(question="โครงการอบรมคุณธรรมและจริยธรรมของเทศบาลตำบลดอนสมมุติใช้งบเท่าไร")
    assert asker(empty_library)(budget).claims
    assert set(read) == {ours.id}
