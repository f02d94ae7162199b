"""What a topic asks for, as people type it."""

from __future__ import annotations

import pytest

from api.drafting.examples import find_examples, find_groups
from api.drafting.topics import Meant, subject_of
from ingest.models import Project, Span
from retriever.library import Library


def project(name: str, **others: object) -> Project:
    return Project(id=name, passage_id="p", span=Span(1, 1), name=name, **others)  # type: ignore[arg-type]


BOOKS = project("โครงการอบรมการปฏิบัติงานระบบบัญชีคอมพิวเตอร์ (e-LAAS)")
BUYING = project("โครงการให้ความรู้ระเบียบการจัดซื้อจัดจ้าง")
COURSES = project("โครงการฝึกอบรมหลักสูตรตามสายงาน")
ETHICS = project("โครงการคุณธรรมจริยธรรม")
APPRAISAL = project("กิจกรรมประเมินผลการปฏิบัติงาน", objective="ไม่มีข้อร้องเรียนเรื่องการประเมินตามตำแหน่ง")
ALL = (BOOKS, BUYING, COURSES, ETHICS, APPRAISAL)


def on(about: str) -> set[str]:
    meant = Meant(subject_of(about), ALL)
    return {each.name for each in ALL if meant.relevance(each) > 0}


@pytest.mark.parametrize(
    ("about", "parts"),
    [
        ("การเงิน การคลัง และพัสดุ", [("เงิน",), ("คลัง",), ("พัสดุ",)]),
        ("วินัย, จริยธรรม/ธรรมาภิบาล", [("วินัย",), ("จริยธรรม",), ("ธรรมาภิบาล",)]),
        ("คุณธรรม จริยธรรม", [("คุณธรรม", "จริยธรรม")]),  # two words of one thing
        ("คุนธรรม จริยะธรรม", [("คุณธรรม", "จริยธรรม")]),
        ("digital skills", [("ทักษะ", "ดิจิทัล")]),
        ("ไม่มี", []),
        ("-", []),
        ("อื่นๆ", []),
        ("โครงการฝึกอบรมบุคลากร", []),
    ],
)
def test_what_a_topic_lists(about: str, parts: list[tuple[str, ...]]) -> None:
    assert list(subject_of(about).parts) == parts


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("การเงิน การคลัง และพัสดุ", {BOOKS.name, BUYING.name}),
        ("ความรู้เฉพาะตำแหน่ง", {COURSES.name}),
        ("หลักสูตรความรู้และทักษะเฉพาะของงานในแต่ละตำแหน่ง", {COURSES.name}),
        ("กฎหมายและระเบียบ", {BUYING.name}),
        ("การใช้โปรแกรม e-LAAS", {BOOKS.name}),
        ("e-LAAS", {BOOKS.name}),
        ("คุนทำ จริยะธรรม", {ETHICS.name}),
        ("คอมพิวเตอร์ ai", {BOOKS.name}),
        ("ไม่มี", set()),
        ("การดับเพลิงและกู้ภัย", set()),
        ("เลี้ยงกุ้งมังกร", set()),
    ],
)
def test_what_is_on_a_topic(about: str, found: set[str]) -> None:
    assert on(about) == found


def test_both_of_two_words_are_asked_for_where_they_are_no_list() -> None:
    assert on("บัญชี จริยธรรม") == set()
    assert on("บัญชีและจริยธรรม") == {BOOKS.name, ETHICS.name}


@pytest.mark.parametrize(
    ("typed", "meant"), [("คุนธรรม จริยะธรรม", "คุณธรรม จริยธรรม"), ("digital skills", "ทักษะดิจิทัล")]
)
def test_a_slip_finds_the_same(typed: str, meant: str, sample_library: Library) -> None:
    found = find_examples(sample_library, typed)
    assert found and found == find_examples(sample_library, meant)


def test_tours_of_teachers_and_of_all_are_two_things(sample_library: Library) -> None:
    groups = find_groups(sample_library, "ศึกษาดูงาน")
    for group in groups:
        assert len({"ครู" in example.project.name for example in group.examples}) == 1
