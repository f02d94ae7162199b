"""Libraries to measure: apart from the user's, and gone afterwards."""

from pathlib import Path

import pytest

from api.library import open_library
from api.settings import Settings
from eval.libraries import add_documents, add_plans, temporary
from ingest.models import IngestError


def test_a_temporary_library_leaves_the_users_alone(plan_file: Path, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "mine")
    with temporary(settings) as library:
        add_plans(library, plan_file.parent)
        assert [plan.source for plan in library.plans()] == [plan_file.name]
    assert not settings.data_dir.exists()
    with open_library(settings) as library:
        assert not library.plans()


def test_a_file_that_is_no_plan_stops_the_run(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "empty.txt").write_text("", encoding="utf-8")
    with temporary(Settings()) as library, pytest.raises(IngestError):
        add_plans(library, plans)


def test_documents_are_found_by_their_ids() -> None:
    corpus = {
        "ปลา": "ปลาทูอาศัยอยู่ในอ่าวไทย\nและกินแพลงก์ตอนเป็นอาหาร",
        "blank": " ",
        "ภูเขา": "ดอยอินทนนท์เป็นภูเขาที่สูงที่สุดในประเทศไทย",
    }
    with temporary(Settings()) as library:
        search = add_documents(library, corpus)
        assert search("ภูเขาที่สูงที่สุด", 1) == ["ภูเขา"]
        assert search("แพลงก์ตอน", 1) == ["ปลา"]
        assert set(search("ประเทศไทย", 10)) <= {"ปลา", "ภูเขา"}
