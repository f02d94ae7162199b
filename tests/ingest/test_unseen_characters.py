"""Names, titles and cells can't turn the direction of a line, or hide what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.views import source_view
from ingest.models import Project, Span
from ingest.pipeline import find_files, parse_bytes
from ingest.text.normalize import undirected, visible
from tests.ingest.parsing import HEADER, project_row

OVERRIDE, ISOLATE, END, MARK = "\u202e", "\u2067", "\u2069", "\u200f"
ZERO_WIDTH = "\u200b"
TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_a_file_s_name_is_shown_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / f"x{OVERRIDE}fdp.txt").write_text("แผน")
    (tmp_path / "แผน พ.ศ. ๒๕๖๙ (ฉบับแก้).txt").write_text("แผน")
    assert {name for _, name in find_files([tmp_path])} == {
        "xfdp.txt",
        "แผน พ.ศ. ๒๕๖๙ (ฉบับแก้).txt",
    }
    ((_, alone),) = find_files([tmp_path / f"x{OVERRIDE}fdp.txt"])
    assert alone == "xfdp.txt"


def test_nothing_of_a_plan_turns_the_line_that_it_is_shown_in() -> None:
    lines = [
        f"แผนพัฒนา{OVERRIDE}บุคลากร เทศบาลตำบล{ZERO_WIDTH}ริมธารสมมุติ ปีงบประมาณ พ.ศ. ๒๕๖๙\x1b",
        "",
        f"ยุทธศาสตร์ที่ ๑ {ISOLATE}คนเก่ง{END}",
        HEADER,
        project_row("๑", f"โครงการ{OVERRIDE}อบรม{MARK}", "๑๐,๐๐๐"),
    ]
    plan = parse_bytes("\n".join(lines).encode(), f"x{OVERRIDE}fdp.txt")
    assert plan.source == "xfdp.txt"
    assert plan.title == "แผนพัฒนาบุคลากร เทศบาลตำบลริมธารสมมุติ ปีงบประมาณ พ.ศ. ๒๕๖๙"
    assert plan.organization and plan.organization.name == "เทศบาลตำบลริมธารสมมุติ"
    (project,) = [fact for fact in plan.facts if isinstance(fact, Project)]
    assert project.name == "โครงการอบรม" and project.budget.baht == 10_000
    shown = [passage.text for passage in plan.passages] + [*project.strategy]
    shown += [line.text for line in source_view(plan, Span(1, len(plan.lines))).lines]
    assert not any(turn in text for text in shown for turn in TURNS)
    assert OVERRIDE in plan.lines[0]  # the source is kept as it is


def test_nor_does_a_character_that_html_writes_as_a_number() -> None:
    page = "<h1>แผนพัฒนาบุคลากร&#x202E; เทศบาลตำบลริมธารสมมุติ</h1><p>พัฒนา&#8238;คน</p>"
    plan = parse_bytes(page.encode(), "plan.html")
    assert [OVERRIDE in passage.text for passage in plan.passages] == [False] * len(plan.passages)
    assert plan.passages and OVERRIDE not in plan.title


@pytest.mark.parametrize("text", ["กำลังคน ก่ำ", "น้ำ ๑,๒๐๐ บาท", "IDP (2569) é", "✓ ←→"])
def test_what_can_be_seen_stays(text: str) -> None:
    assert visible(text) == undirected(text) == text


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    assert visible(text) == visible(visible(text))
    assert not set(visible(text)) & {*TURNS, ZERO_WIDTH, "\n", "\t", "\x1b", "\u2028"}
    assert undirected(text) == "".join(char for char in text if char not in TURNS)
