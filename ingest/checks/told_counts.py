"""People and money that a sentence tells, beside its own parts and the table that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.checks.grid import Grid, GridRow, grid_of
from ingest.checks.models import Finding, Severity
from ingest.checks.texts import Line, running_text
from ingest.checks.wording import amount, quoted
from ingest.models import Plan
from ingest.structure.passages import is_project_table
from ingest.text.normalize import arabic_digits, fold

_N = r"(?<![\d,.])(\d[\d,]*)"
_PEOPLE = rf"{_N}\s*(คน|อัตรา)"
_COUNT = re.compile(_PEOPLE)
_LIST = r"ประกอบด้วย|แบ่งเป็น|ได้แก่|จำแนกเป็น|แยกเป็น|ดังนี้"
# "ทั้งสิ้น ๒๕๐ คน", "รวม ๒๕ คน", "จำนวน ๔ คน ได้แก่": all there are.
_WHOLE = re.compile(
    rf"(?:ทั้งสิ้น|ทั้งหมด|รวม)\s*(?:จำนวน|เป็น|มี)?\s*{_PEOPLE}|จำนวน\s*{_PEOPLE}\s*(?={_LIST})"
)
_PARTED = re.compile(rf"{_PEOPLE}\s*(?:{_LIST})")
# Where the list of the parts ends: what follows parts or tells anew.
_BEYOND = re.compile(r"โดย|ซึ่ง|ทั้งนี้|ในจำนวน|รวม|คิดเป็น|สำหรับ|ทั้งหมด|ทั้งสิ้น|ว่าง|จะ|เกษียณ")
_SOME = re.compile(r"อื่น|ที่เหลือ|นอกนั้น|เป็นต้น|เช่น|ฯลฯ")
_STAFF = re.compile(r"พนักงาน|ลูกจ้าง|ข้าราชการ|บุคลากร|อัตรากำลัง")
_HAS = re.compile(r"มี(?:จำนวน)?\s*(?:บุคลากร|พนักงาน|ข้าราชการ|อัตรากำลัง|เจ้าหน้าที่)")
_MONEY = re.compile(rf"{_N}(?:\.00)?\s*บาท")
_SHOWN = re.compile(r"ดังนี้|ตามตาราง|ดังตาราง|รายละเอียด")
_SHARE = re.compile(rf"{_N}\s*(?:คน|อัตรา|ราย)\s*\(?\s*คิดเป็นร้อยละ\s*(\d+(?:\.\d+)?)")
_JOINED = re.compile(r"(?:มี|เป็น|จำนวน|\s|[:=])+$")
# People who are not those of the table: who are to come, who take part, who answered.
_OTHERS = re.compile(r"เพิ่ม|อีก|ถัดไป|คาด|อบรม|ตอบ|เข้าร่วม|สมาชิก|ประชาชน|เป้าหมาย")
_BEFORE = 25  # characters
_SHORTEST = 4  # letters of a label that a sentence can be known by
_LIKE = Decimal("0.6")  # of the table's total; figures farther from it are of something else
_LINES = 3  # between a sentence on money and its table


def check(plan: Plan) -> Iterator[Finding]:
    """``totals-disagree`` and ``percentage-differs`` of running text."""
    grids = [grid for table in plan.tables if (grid := grid_of(table))]
    people = [grid for grid in grids if not is_project_table(grid.table)]
    for line in running_text(plan):
        plain = arabic_digits(line.text)
        near = [grid for grid in people if _is_near(line, grid)]
        found = [*_parts(line, plain), *_groups(line, plain, near)]
        yield from found or _wholes(line, plain, near or _of_part(line, people))
        if not found:
            yield from _shares(line, plain, near, people)
        yield from _money(line, plain, grids)


def _is_near(line: Line, grid: Grid) -> bool:
    """Whether both stand below the same heading; a short sentence may be taken for one itself."""
    section = line.passage.section
    above = [heading for heading in section if heading.strip() != line.text.strip()]
    return grid.table.section[-1:] in [(heading,) for heading in (*section[-1:], *above[-1:])]


def _of_part(line: Line, grids: Sequence[Grid]) -> list[Grid]:
    """For a sentence on all of the staff, the tables on them in sections beside its own."""
    part = line.passage.section[:-1]
    if not part or not _HAS.search(line.text):
        return []
    return [g for g in grids if g.table.section[:-1] == part and _is_of_staff(g)]


def _is_of_staff(grid: Grid) -> bool:
    labels = [row.label for row in grid.rows if row.is_summed]
    return sum(bool(_STAFF.search(label)) for label in labels) * 2 > len(labels)


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _finding(line: Line, plain: str, expected: Decimal, found: Decimal, where: str) -> Finding:
    message = f"ข้อความ {quoted(plain)} ให้ไว้ {amount(found)} แต่{where} {amount(expected)}"
    return Finding(
        "totals-disagree", Severity.WARNING, message, line.span, amount(expected), amount(found)
    )


def _parts(line: Line, plain: str) -> Iterator[Finding]:
    """A whole and the parts that the sentence itself gives it."""
    bare = re.sub(r"\([^()]*\)", " ", plain)
    match = _PARTED.search(bare)
    if match is None or not _STAFF.search(bare):
        return
    rest = bare[match.end() :]
    end = _BEYOND.search(rest)
    parts = [_value(m[1]) for m in _COUNT.finditer(rest[: end.start()] if end else rest)]
    whole = _value(match[1])
    if not _SOME.search(rest) and len(parts) > 1 and sum(parts) != whole:
        yield _finding(line, plain, Decimal(sum(parts)), whole, "จำนวนย่อยในข้อความเดียวกันรวมได้")


def _groups(line: Line, plain: str, grids: Sequence[Grid]) -> Iterator[Finding]:
    """Groups by the name of a row or column of the table beside the sentence."""
    for match in _COUNT.finditer(plain):
        value = _value(match[1])
        before = fold(_JOINED.sub("", plain[: match.start()]))
        figures = [f for grid in grids for f in _figures_of(grid, before)]
        if figures and value not in figures:
            yield _finding(line, plain, figures[-1], value, "ตารางในหัวข้อเดียวกันให้ไว้")


def _figures_of(grid: Grid, before: str) -> list[Decimal]:
    """All figures of the row or column that a text ends with the name of, its total last."""
    totals = [row for row in grid.rows if row.is_total]
    rows = [row for row in grid.rows if row.is_summed and _ends(before, row.label)]
    columns = [c for c in grid.columns if _ends(before, grid.header(c))]
    in_columns = [row.figures[c].value for c in columns for row in (*grid.rows, *totals[-1:])]
    in_rows = [row.figures[c].value for row in rows for c in grid.columns]
    return [value for value in (*in_columns, *in_rows) if value is not None]


def _ends(before: str, label: str) -> bool:
    name = re.sub(r"\((?:คน|อัตรา)\)$", "", fold(label))
    return len(name) >= _SHORTEST and before.endswith(name)


def _wholes(line: Line, plain: str, grids: Sequence[Grid]) -> Iterator[Finding]:
    totals = [total for grid in grids if (total := _grand(grid)) is not None]
    known = {f.value for grid in grids for row in grid.rows for f in row.figures.values()}
    for match in _WHOLE.finditer(plain):
        value = _value(match[1] or match[3])
        if _OTHERS.search(plain[max(0, match.start() - _BEFORE) : match.start()]):
            continue
        like = [t for t in totals if t and abs(value - t) <= t * _LIKE]
        if like and value not in known:
            yield _finding(line, plain, like[0], value, "ยอดรวมของตารางให้ไว้")


def _grand(grid: Grid) -> Decimal | None:
    rows: list[GridRow] = [row for row in grid.rows if row.is_total]
    column = (*grid.columns[:1], *grid.totals[-1:])[-1:]
    return rows[-1].figures[column[0]].value if rows and column else None


def _shares(
    line: Line, plain: str, near: Sequence[Grid], people: Sequence[Grid]
) -> Iterator[Finding]:
    """A count with its share, where the sentence says of how many or the table beside it has
    shares of its own, and no total of the plan gives this one."""
    wholes = [total for grid in people if (total := _grand(grid))]
    wholes += [_value(m[1] or m[3]) for m in _WHOLE.finditer(plain)]
    beside = [total for grid in near if (total := _grand(grid))]
    rated = any(grid.rates for grid in near)
    counts = {f.value for g in near for row in g.rows for c in g.columns for f in (row.figures[c],)}
    for match in _SHARE.finditer(plain):
        count, share = _value(match[1]), Decimal(match[2])
        place = Decimal(1).scaleb(-len(match[2].partition(".")[2]))
        right = (whole and abs(count / whole * 100 - share) <= place for whole in wholes)
        if not beside or beside[-1] < count or any(right):
            continue
        if rated and count not in counts:
            yield from _of_share(line, plain, count, share, near)
        elif count in counts and (rated or _WHOLE.search(plain)):
            expected = amount((count / beside[-1] * 100).quantize(place))
            message = f"{quoted(match[0])} พิมพ์ร้อยละ {share} แต่คำนวณจากตารางได้ {expected}"
            yield Finding(
                "percentage-differs", Severity.WARNING, message, line.span, expected, str(share)
            )


def _of_share(
    line: Line, plain: str, count: Decimal, share: Decimal, grids: Sequence[Grid]
) -> Iterator[Finding]:
    """The count beside the share that the sentence says right."""
    rows = [
        row for grid in grids if len(grid.parts) == 1 for row in grid.rows
        if row.is_summed and any(row.figures[c].value == share for c in grid.rates)
    ]  # fmt: skip
    counts = {f.value for row in rows for f in row.figures.values()} - {share}
    for expected in counts if len(rows) == 1 else ():
        if expected is not None:
            yield _finding(line, plain, expected, count, f"แถวที่มีร้อยละ {share} ของตารางให้ไว้")


def _money(line: Line, plain: str, grids: Sequence[Grid]) -> Iterator[Finding]:
    """The one amount of the sentence that leads to a table, beside the table's total."""
    told = {_value(match[1]) for match in _MONEY.finditer(plain)}
    end = line.span.line_end
    tables = [g for g in grids if 0 < g.table.span.line_start - end <= _LINES]
    if len(told) != 1 or not tables or not _SHOWN.search(plain):
        return
    (value,) = told
    rows = [row for row in tables[0].rows if row.is_total]
    figures = [f.value for row in rows for f in row.figures.values() if f.value]
    if figures and value not in figures and abs(value - max(figures)) <= max(figures) * _LIKE:
        yield _finding(line, plain, max(figures), value, "ยอดรวมของตารางถัดไปให้ไว้")
