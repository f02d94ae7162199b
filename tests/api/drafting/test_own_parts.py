"""Parts that each organisation alone can tell, and projects that are no staff's."""

from __future__ import annotations

import re

import pytest

from api.drafting.composing import compose
from api.drafting.examples import is_for_citizens
from api.drafting.export import export
from api.drafting.models import DraftRequest, Section
from api.drafting.telling import notes_of
from ingest.models import Project, Span
from retriever.library import Library
from tests.api.drafting.draft_rules import texts


def _section(library: Library, organization: str, part: str) -> Section:
    made = compose(library, DraftRequest(organization, "แผนพัฒนาบุคลากร", (2570,), ("วินัย",)))
    return next(section for section in made.sections if section.part == part)


@pytest.mark.parametrize("part", ["vision", "structure", "swot"])
def test_what_only_the_organisation_knows_is_asked(sample_library: Library, part: str) -> None:
    section = _section(sample_library, "เทศบาลตำบลสวนหลวง", part)
    assert all(p.to_fill and p.asks and not p.text and not p.sources for p in section.paragraphs)


@pytest.mark.parametrize(
    ("organization", "head"),
    [
        ("เทศบาลเมืองดอนแก้ว", "นายกเทศมนตรี"),
        ("อบต.บ้านใหม่", "นายกองค์การบริหารส่วนตำบล"),
        ("อบจ.เวียงคำ", "นายกองค์การบริหารส่วนจังหวัด"),
    ],
)
def test_the_committee_is_that_of_the_kind(
    sample_library: Library, organization: str, head: str
) -> None:
    lead, first, *_ = _section(sample_library, organization, "committee").paragraphs
    assert lead.text.endswith("ประกอบด้วย")
    assert first.text == f"{head} เป็นประธานกรรมการ"


def test_the_front_parts_have_no_number(sample_library: Library) -> None:
    made = compose(sample_library, DraftRequest("ทต.ก", "แผนพัฒนาบุคลากร", (2570,), ("วินัย",)))
    text = export(made, "md").decode()
    assert "# คำนำ" in text.splitlines()
    assert "# ส่วนที่ 1 หลักการและเหตุผล" in text.splitlines()
    assert "[โปรดกรอก: จุดแข็ง (Strengths)]" in text


@pytest.mark.parametrize(
    ("name", "audience", "is_theirs"),
    [
        ("โครงการอบรมอาชีพแก่ประชาชน", "", True),
        ("โครงการส่งเสริมสุขภาพ", "ผู้สูงอายุในเขต", True),
        ("โครงการพัฒนาบุคลากรด้านการบริการประชาชน", "", False),
        ("โครงการบริการประชาชนด้วยใจ", "พนักงานทุกคน", False),
        ("โครงการอบรมดิจิทัล", "", False),
    ],
)
def test_a_project_for_citizens_is_no_staffs(name: str, audience: str, is_theirs: bool) -> None:
    project = Project(id="p", passage_id="p", span=Span(1, 1), name=name, audience=audience)
    assert is_for_citizens(project) is is_theirs


@pytest.mark.parametrize(
    ("organization", "own"),
    [
        ("เมืองพัทยา", "นายกเมืองพัทยา"),
        ("กรุงเทพมหานคร", "ผู้ว่าราชการกรุงเทพมหานคร"),
        ("กรมทดสอบ", "ผู้บริหารสูงสุด"),
    ],
)
def test_who_is_no_town_has_no_words_of_towns(
    sample_library: Library, organization: str, own: str
) -> None:
    topics = ("คุณธรรม จริยธรรม", "ปฐมนิเทศ", "วินัย")
    made = compose(sample_library, DraftRequest(organization, "แผนพัฒนาบุคลากร", (2570,), topics))
    found = [text for text in texts(made) if re.search("เทศบาล|เทศมนตรี|เทศบัญญัติ", text)]
    assert found == []
    committee = next(s for s in made.sections if s.part == "committee")
    assert committee.paragraphs[1].text == f"{own} เป็นประธานกรรมการ"
    assert any(organization in note and "โปรดตรวจ" in note for note in notes_of(made))
