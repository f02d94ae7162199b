"""What tests of several rooms share. Nothing reaches beyond loopback (see pyproject.toml)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ingest.pipeline import find_files, parse_file
from retriever.library import Library

# No test depends on how busy the machine is, nor on chance: a failure is the change's own.
settings.register_profile(
    "untimed", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

# Minutes in few tests: first of all, or a worker would be left alone with one at the end.
LONGEST = (
    *("test_models.py", "test_killed.py", "test_load.py", "test_workers.py", "test_gate.py"),
    *("test_draft_page.py", "test_admin.py", "test_stopping.py", "test_backup.py"),
    *("test_pdf_scans.py", "test_perfect_and_lying.py", "test_cli_embedding.py"),
    *("test_injection.py", "test_rerankers.py", "test_larger_model.py", "test_kill_trials.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, then what drives a browser; the quick ones fill up the end."""

    def turn(item: pytest.Item) -> int:
        if item.path.name in LONGEST:
            return LONGEST.index(item.path.name)
        return len(LONGEST) + ("web" not in item.path.parts)

    items.sort(key=turn)


SAMPLES = Path(__file__).parent.parent / "eval" / "samples" / "plans"

# A plan small enough to know by heart; its municipality is invented.
PLAN = """แผนพัฒนาบุคลากร
ประจำปีงบประมาณ พ.ศ. ๒๕๖๙
เทศบาลตำบลดอนสมมุติ
อำเภอสมมุติ จังหวัดสมมุติ

ส่วนที่ ๑ หลักการและเหตุผล
เทศบาลตำบลดอนสมมุติจัดทำแผนนี้เพื่อพัฒนาพนักงานเทศบาลทุกตำแหน่งให้ทำงานบริการประชาชนได้ดีขึ้น

ส่วนที่ ๒ โครงการ
ลำดับ\tโครงการ\tเป้าหมาย\tงบประมาณ (บาท)\tระยะเวลา\tหน่วยงานรับผิดชอบ
๑\tโครงการอบรมคุณธรรมและจริยธรรม\tพนักงาน ๔๐ คน\t๓๕,๐๐๐\tมีนาคม ๒๕๖๙\tสำนักปลัด
๒\tโครงการฝึกทักษะงานธุรการยุคดิจิทัล\tเจ้าพนักงานธุรการ ๘ คน\tไม่ใช้งบประมาณ\tพฤษภาคม ๒๕๖๙\tกองคลัง
"""


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """A developer's own HRPLAN_ variables must not decide how tests end."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("HRPLAN_")]:
            patch.delenv(name)
        yield


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "donsommut-2569.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library")
    yield library
    library.close()


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample plans, for reading only: it is shared by all tests of a process."""
    library = Library.open(tmp_path_factory.mktemp("samples"))
    library.add_many((parse_file(path, name), name) for path, name in find_files([SAMPLES]))
    yield library
    library.close()
