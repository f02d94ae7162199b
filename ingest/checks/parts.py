"""The parts that the standard form of a development plan has: where a plan has them, and which
it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.checks.marks import Mark, leading
from ingest.checks.models import Finding, Severity
from ingest.checks.texts import Line, all_text, running_text
from ingest.checks.vocabulary import parts_file
from ingest.models import ColumnRole, Plan, Span
from ingest.text.normalize import arabic_digits, fold

LONGEST_TITLE = 90  # characters of a heading without a number; longer lines are sentences
FEWEST_LINES = 10  # of running text; the title and captions of a table of projects are fewer
_CAPTION = re.compile(r"^\s*ตาราง(?:ที่)?\s*\d[\d.-]*\s*")  # a table may be all that a part has
_SECOND_NUMBER = re.compile(r"^[(\d.)]+")  # as in "ส่วนที่ ๑ ๑.๑ หลักการและเหตุผล"


@dataclass(frozen=True, slots=True)
class Part:
    """``name`` is the heading of the standard form; ``expected`` that every plan has it."""

    key: str
    name: str
    headings: re.Pattern[str]
    not_headings: re.Pattern[str]
    expected: bool


@dataclass(frozen=True, slots=True)
class CourseArea:
    key: str
    name: str
    named: re.Pattern[str]


@cache
def parts() -> tuple[Part, ...]:
    """The parts in the order of the standard form."""
    return tuple(
        Part(
            entry.key,
            entry.name,
            re.compile("|".join(entry.headings)),
            re.compile("|".join(entry.not_headings) or r"(?!)"),
            entry.expected,
        )
        for entry in parts_file().parts
    )


@cache
def course_areas() -> tuple[CourseArea, ...]:
    """The five areas of courses, in the order of the announcements."""
    return tuple(
        CourseArea(entry.key, entry.name, re.compile("|".join(entry.named)))
        for entry in parts_file().course_areas
    )


def has_parts(plan: Plan) -> bool:
    """Whether the plan is of a kind that has these parts."""
    file = parts_file()
    title = fold(plan.title)
    return plan.kind in file.kinds or any(re.match(titled, title) for titled in file.titles)


def part_of(heading: str) -> Part | None:
    """The part that a heading names: ``๕) การติดตามประเมินผล`` gives that of key monitoring.

    A line without a number is a heading only up to 90 characters.
    """
    mark = leading(heading)
    if mark is None and len(heading.strip()) > LONGEST_TITLE:
        return None
    text = fold(heading).lstrip("-•*–")
    if mark is not None:
        text = text.removeprefix(fold(mark.shown)).lstrip(".:-")
        text = _SECOND_NUMBER.sub("", text)
    found = (part for part in parts() if part.headings.match(text))
    return next((part for part in found if not part.not_headings.match(text)), None)


def lines_of(plan: Plan, key: str) -> tuple[Line, ...]:
    """The running text below the headings of the part ``key``, headings left out; a line that is
    heading and text in one is in."""
    found: list[Line] = []
    place = _Place()
    for line in running_text(plan):
        is_heading = place.enter(line.text)
        long = len(line.text.strip()) > LONGEST_TITLE
        if place.part is not None and place.part.key == key and (long or not is_heading):
            found.append(line)
    return tuple(found)


class _Place:
    """Which part the lines of a plan are in, one after the other."""

    def __init__(self) -> None:
        self.part: Part | None = None
        self._heading: Mark | None = None
        self._item: Mark | None = None

    def enter(self, text: str) -> bool:
        """Takes the next line; whether it is the heading of a part."""
        mark, part = leading(text), part_of(text)
        if part is self.part and mark is not None and not self._ends(mark):
            part = None  # the courses of the part on courses
        if part is not None:
            self.part, self._heading, self._item = part, mark, None
        elif mark is not None and self._ends(mark):
            self.part = self._heading = self._item = None
        elif mark is not None:
            self._item = mark
        return part is not None

    def _ends(self, mark: Mark) -> bool:
        """Whether another heading stands beside that of the part, or above it; items that are
        numbered as it is go on their own list."""
        heading, item = self._heading, self._item
        if heading is None or (item is not None and mark.follows(item)):
            return False
        return mark.follows(heading) or mark.is_wider(heading)


def areas_named(plan: Plan) -> tuple[CourseArea, ...]:
    """Those of the five areas of courses that the text or a table of courses names."""
    texts = [fold(line.text) for line in all_text(plan)]
    return tuple(area for area in course_areas() if any(area.named.search(t) for t in texts))


def check(plan: Plan) -> Iterator[Finding]:
    """Nothing for a document of another kind, such as the announcement of a policy, nor for the
    table of projects alone."""
    if not has_parts(plan) or _is_table_alone(plan):
        return
    span = _title(plan)
    texts = (_CAPTION.sub("", arabic_digits(line.text)) for line in running_text(plan))
    present = {part.key for text in texts if (part := part_of(text))}
    if any(column.role is ColumnRole.BUDGET for t in plan.tables for column in t.columns):
        present.add("budget")
    named = areas_named(plan)
    if len(named) == len(course_areas()):
        present.add("courses")
    for part in parts():
        if part.expected and part.key not in present:
            yield _missing(part, span)
    if "courses" in present and len(named) < len(course_areas()):
        yield _missing_areas(named, span)


def _is_table_alone(plan: Plan) -> bool:
    """Whether hardly anything stands around the tables, as in a workbook of the projects."""
    return bool(plan.tables) and len(list(running_text(plan))) < FEWEST_LINES


def _title(plan: Plan) -> Span:
    """The line that says which plan it is; the first one where none does."""
    title = fold(plan.title)
    lines = running_text(plan)
    named = (line.span for line in lines if fold(line.text) and title.startswith(fold(line.text)))
    return next(named, plan.passages[0].span)


def _missing(part: Part, span: Span) -> Finding:
    return Finding(
        "part-missing",
        Severity.WARNING,
        f"ไม่พบหัวข้อ “{part.name}” ซึ่งแบบมาตรฐานของแผนพัฒนาบุคลากรมี",
        span,
        part.name,
    )


def _missing_areas(named: tuple[CourseArea, ...], span: Span) -> Finding:
    missing = [area.name for area in course_areas() if area not in named]
    return Finding(
        "course-area-missing",
        Severity.NOTE,
        f"หลักสูตรที่กล่าวถึงมี {len(named)} ใน {len(course_areas())} ด้าน ไม่พบ{' '.join(missing)}",
        span,
        str(len(course_areas())),
        str(len(named)),
    )
