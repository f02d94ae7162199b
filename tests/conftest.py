"""What tests of several rooms share. Nothing reaches beyond loopback (see pyproject.toml)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ingest.pipeline import find_files, parse_file
from retriever.library import Library

# No test depends on how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

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
