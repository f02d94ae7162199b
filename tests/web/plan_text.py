"""An invented plan for the fake service: running text, a table under two header lines, a trap."""

from __future__ import annotations

from typing import Any

PLAN_ID = "plan-tharnmanee"
SOURCE = "tharnmanee-2569.txt"
TITLE = "แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. 2569"
ORGANIZATION = "เทศบาลเมืองธารมณี"
TRAP = (
    '<img src=x onerror="window.injected=1"><script>window.injected=1</script>'
    " **หนา** [1] <b>ตัวเอียง</b>"
)

TABLE_START, TABLE_END = 41, 64
SCOPE_LINE, CITED_LINE, CONTINUED_LINE, PAGE_LINE, TOTAL_LINE = 43, 50, 51, 57, 64
TRAP_LINE = 55
LINE_COUNT = 180
COLUMNS = [
    "ลำดับ",
    "โครงการ/กิจกรรม",
    "วัตถุประสงค์",
    "เป้าหมาย",
    "งบประมาณ › สำนักปลัดเทศบาล",
    "งบประมาณ › กองคลัง",
    "งบประมาณ › กองช่าง",
    "ระยะเวลา",
    "หน่วยงานรับผิดชอบ",
]
LONG_CELL = (
    "เพื่อเพิ่มพูนความรู้ ทักษะ และสมรรถนะที่จำเป็นต่อการปฏิบัติงานของบุคลากรทุกระดับ "
    "ให้สามารถปฏิบัติหน้าที่ได้อย่างมีประสิทธิภาพ ก้าวทันระเบียบ กฎหมาย และเทคโนโลยีที่เปลี่ยนแปลง"
)
CITED_CELLS = [
    "7",
    "โครงการฝึกอบรมหลักสูตรเจ้าพนักงานธุรการยุคดิจิทัล",
    LONG_CELL,
    "เจ้าพนักงานธุรการ 18 คน",
    "45,000",
    "",
    "20,000",
    "ม.ค. - มี.ค. 2569",
    "กองการเจ้าหน้าที่",
]


def _row(number: int) -> dict[str, Any]:
    cells = [str(number - SCOPE_LINE), f"โครงการพัฒนาทักษะ รุ่นที่ {number}", LONG_CELL[:48]]
    cells += ["บุคลากร 30 คน", "10,000", "", "5,000", "ตลอดปีงบประมาณ", "สำนักปลัดเทศบาล"]
    kind, end = "body", number
    if number == SCOPE_LINE:
        kind, cells = "scope", ["ยุทธศาสตร์ที่ 2 เสริมสร้างสมรรถนะบุคลากรให้พร้อมปฏิบัติงาน"]
    elif number == CITED_LINE:
        cells, end = CITED_CELLS, CONTINUED_LINE
    elif number == TRAP_LINE:
        cells[1] = TRAP
    elif number == TOTAL_LINE:
        kind, cells = "total", ["", "รวม", "", "", "235,000", "", "120,000", "", ""]
    return {"line_start": number, "line_end": end, "kind": kind, "cells": cells}


_SKIPPED = {CONTINUED_LINE, PAGE_LINE}
ROWS = [_row(n) for n in range(SCOPE_LINE, TABLE_END + 1) if n not in _SKIPPED]


def _line(number: int) -> dict[str, Any]:
    in_table = TABLE_START <= number <= TABLE_END and number != PAGE_LINE
    row = next((r for r in ROWS if r["line_start"] <= number <= r["line_end"]), None)
    header = number in (TABLE_START, TABLE_START + 1)
    cells = COLUMNS if header else row["cells"] if row else None
    text = "\t".join(cells) if in_table and cells else _running_text(number)
    return {
        "number": number,
        "place": f"หน้า {1 + number // 20}",
        "text": text,
        "cells": cells if in_table else None,
        "header": header,
    }


def _running_text(number: int) -> str:
    if number == PAGE_LINE:
        return "- 12 -"
    if number == 20:
        return "ส่วนที่ 3 ยุทธศาสตร์การพัฒนาบุคลากร"
    if number == 24:
        return TRAP
    if number % 7 == 0:
        return ""
    return (
        f"ข้อ {number} เทศบาลส่งเสริมให้บุคลากรทุกคนได้รับการพัฒนาอย่างทั่วถึงและต่อเนื่อง "
        "ทั้งด้านความรู้ ทักษะ คุณธรรม และจริยธรรม เพื่อให้การบริการประชาชนดีขึ้นอย่างยั่งยืน"
    )


def source_view(line_start: int, line_end: int) -> dict[str, Any]:
    """The answer of ``/plans/{id}/source`` for the lines, which are 1-based and inclusive."""
    end = min(line_end, LINE_COUNT)
    rows = [r for r in ROWS if r["line_start"] <= end and r["line_end"] >= line_start]
    table = {
        "line_start": TABLE_START,
        "line_end": TABLE_END,
        "columns": COLUMNS,
        "rows": rows,
    }
    touched = line_start <= TABLE_END and end >= TABLE_START
    return {
        "plan_id": PLAN_ID,
        "source": SOURCE,
        "title": TITLE,
        "organization": ORGANIZATION,
        "fiscal_years": [2569],
        "line_count": LINE_COUNT,
        "lines": [_line(n) for n in range(line_start, end + 1)],
        "tables": [table] if touched else [],
    }
