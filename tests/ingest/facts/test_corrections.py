"""Slips of corrections at the end of a plan."""

from __future__ import annotations

from tests.ingest.parsing import HEADER, plan, project_row, projects

SLIP = "- โครงการที่ ๒ เวลา เดิม “ม.ค. ๒๕๖๙” แก้เป็น “ก.พ. ๒๕๖๙”"


def rows(slip: str) -> tuple[str, ...]:
    return (
        HEADER,
        project_row("๑", "อบรมวินัย"),
        project_row("๒", "ศึกษาดูงานนอกสถานที่"),
        "",
        "แก้คำผิด",
        "",
        slip,
    )


def test_a_correction_and_what_it_replaces_are_both_said_of_its_project() -> None:
    read = plan(*rows(SLIP))
    discipline, tour = projects(read)
    assert discipline.timing == "ม.ค. 2569"
    assert tour.timing == "ก.พ. 2569 (แก้คำผิดจาก ม.ค. 2569)"
    (slip,) = (p for p in read.passages if p.id in tour.also)
    assert "แก้เป็น “ก.พ. ๒๕๖๙”" in slip.text


def test_a_correction_may_name_its_project() -> None:
    slip = SLIP.replace("โครงการที่ ๒", "ศึกษาดูงานนอกสถานที่")
    assert [p.timing[:4] for p in projects(plan(*rows(slip)))] == ["ม.ค.", "ก.พ."]


def test_what_no_project_says_corrects_none() -> None:
    for slip in (
        SLIP.replace("ม.ค. ๒๕๖๙", "มี.ค. ๒๕๖๙"),  # another text
        SLIP.replace("โครงการที่ ๒", "โครงการที่ ๓"),  # another number
        SLIP.replace("โครงการที่ ๒", "บางโครงการ"),  # none named
        SLIP.replace("ม.ค. ๒๕๖๙", ".ค. ๒๕๖"),  # a part of a year
    ):
        assert [p.timing for p in projects(plan(*rows(slip)))] == ["ม.ค. 2569"] * 2
