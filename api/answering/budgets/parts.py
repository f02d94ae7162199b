"""The parts that a plan states its budget by: strategies, issues or areas, by number or by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from api.answering.evidence.case import Case
from api.answering.evidence.figures import strategy_name, strategy_numbers
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import shortened
from api.answering.understanding.selecting import whole_words
from api.answering.understanding.vocabulary import vocabulary
from api.answering.understanding.wording import corrected_words, is_stop
from ingest.models import Baht, BudgetCell, Project
from ingest.text.normalize import arabic_digits, fold

_NAME = 80
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.)]\s*(?!\d)")
_CALLED = re.compile(
    r"^\s*(?:(?:ประเด็น)?ยุทธศาสตร์|ประเด็น|ด้าน)(?:การพัฒนา|ยุทธศาสตร์)?ที่\s*\d{1,2}\s*[:.)-]?\s*"
)
_AREA = "ด้าน"
_KINDS = (_AREA, "ยุทธศาสตร์", "ประเด็น")
# Where a question goes on to name a part; what follows "ด้าน" may also be a mere topic.
_NAMES = re.compile(
    r"(?P<kind>ยุทธศาสตร์|ประเด็น|หมวด|ด้าน)(?:(?:การพัฒนา)?(?:ที่|ข้อ(?:ที่)?)\s?\d{1,2})?"
    r"\s?(?P<name>[^|()?]*)"
)
_ENDS = re.compile(
    r"(?:กับ|และ|หรือ|เทียบ)(?=(?:ยุทธศาสตร์|ประเด็น|หมวด|ด้าน))|\s(?=ทุก|ทั้ง|รวม|มี|ใช้|ตั้ง|ได้|งบ|วงเงิน)"
)
# Of a part's name that words after ด้าน must say, which may also name a mere topic ("อบรมด้าน
# วินัย"): if the plan calls the part a ด้าน, and if not.
_HALF, _MOST = 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """A strategy or area of a plan: its projects, and its total as printed, or the row where a
    total is left blank."""

    label: str
    name: str
    projects: tuple[Project, ...]
    printed: BudgetCell | None
    blank: BudgetCell | None = None

    @property
    def computed(self) -> Baht:
        return sum(p.budget.baht or 0 for p in self.projects)

    @property
    def value(self) -> Baht:
        """As printed, else what its rows add up to."""
        baht = self.printed.budget.baht if self.printed else None
        return self.computed if baht is None else baht

    @property
    def differs(self) -> bool:
        return self.printed is not None and self.printed.budget.baht != self.computed

    @property
    def numbers(self) -> tuple[int, ...]:
        """``ยุทธศาสตร์ที่ 2 …`` and ``2. ด้าน…`` are 2."""
        numbered = _NUMBERED.match(arabic_digits(self.label))
        return strategy_numbers(self.label) or ((int(numbered[1]),) if numbered else ())

    @property
    def called(self) -> str:
        """In a sentence: ``ยุทธศาสตร์ที่ 2``, ``ด้านคุณภาพชีวิต``."""
        numbers = strategy_numbers(self.label)
        if numbers:
            return f"{strategy_name(self.label)}ที่ {numbers[0]}"
        name = _NUMBERED.sub("", arabic_digits(self.name))
        return name if name.startswith(_KINDS) else f"หัวข้อ{name}"

    @property
    def sources(self) -> list[str]:
        """The fewest rows that show the amount: the printed total where it adds up."""
        if self.printed is not None and not self.differs:
            return [self.printed.passage_id]
        return [p.passage_id for p in self.projects if p.budget.baht]


class Total:
    """What a plan budgets in all."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.projects = [p for p in reading.projects if p.budget.baht]
        self.departments = [
            c
            for c in reading.department_cells
            if c.is_total and c.budget.baht and self._is_of_all_years(c)
        ]

    def _is_of_all_years(self, cell: BudgetCell) -> bool:
        """Whether a table of departments speaks of all the years that are read of the plan."""
        read = {b.year for p in self.reading.projects for b in p.yearly}
        years = read or set(self.reading.plan.fiscal_years)
        return cell.year is None or years <= {cell.year}

    @property
    def together(self) -> BudgetCell | None:
        """What the table of departments prints as the sum of all."""
        if not self.departments:
            return None
        return next((c for c in self.reading.together_cells if c.is_total and c.budget.baht), None)

    @property
    def computed(self) -> Baht:
        return sum(p.budget.baht or 0 for p in self.projects)

    @property
    def value(self) -> Baht:
        """As the plan's table of departments prints it, else what its rows add up to."""
        return sum(c.budget.baht or 0 for c in self.departments) or self.computed

    @property
    def sources(self) -> list[str]:
        if self.departments:
            return [c.passage_id for c in self.departments]
        return [source for part in self.parts for source in part.sources]

    @cached_property
    def parts(self) -> list[Part]:
        """Those with money, in order; rows of no known strategy by the table they stand in."""
        return [part for part in self.every_part if part.computed]

    @cached_property
    def every_part(self) -> list[Part]:
        found: dict[str, list[Project]] = {}
        for project in self.reading.projects:
            found.setdefault(self.key(project), []).append(project)
        totals: dict[str, list[BudgetCell]] = {}
        for cell in self.reading.budget_cells:
            if cell.is_total and not cell.department:
                totals.setdefault(self._cell_key(cell), []).append(cell)
        return [_part(key, own, totals.get(key, [])) for key, own in found.items()]

    def key(self, project: Project) -> str:
        """What tells the strategy of a project, or the table of one that has none."""
        label = project.strategy[0] if project.strategy else ""
        numbers = strategy_numbers(label) or self._numbers_like(label)
        return f"#{numbers[0]}" if numbers else fold(label) or self._table(project.passage_id)

    def _numbers_like(self, label: str) -> tuple[int, ...]:
        """The number that a repeated strategy row leaves out."""
        if not label:
            return ()
        labels = {p.strategy[0] for p in self.reading.projects if p.strategy}
        whole = [other for other in labels if other != label and fold(label) in fold(other)]
        return strategy_numbers(whole[0]) if len(whole) == 1 else ()

    def _cell_key(self, cell: BudgetCell) -> str:
        numbers = strategy_numbers(cell.row)
        return f"#{numbers[0]}" if numbers else fold(cell.row) or self._table(cell.passage_id)

    def _table(self, passage_id: str) -> str:
        return self.reading.passages[passage_id].table_id or ""


def _part(key: str, projects: Sequence[Project], totals: Sequence[BudgetCell]) -> Part:
    """Of several totals below the rows the one that they add up to, else the first: the last of
    a plan's tables may end in the total of all."""
    computed = sum(p.budget.baht or 0 for p in projects)
    stated = [cell for cell in totals if cell.budget.baht is not None]
    fitting = [cell for cell in stated if cell.budget.baht == computed]
    printed = next(iter([*fitting, *stated]), None)
    blank = next((cell for cell in totals if cell.budget.baht is None), None)
    return Part(_label(key, projects), _part_name(key, projects), tuple(projects), printed, blank)


def _label(key: str, projects: Sequence[Project]) -> str:
    labels = [p.strategy[0] for p in projects if p.strategy]
    if key.startswith("#"):
        return next((label for label in labels if strategy_numbers(label)), labels[0])
    return labels[0] if labels else ""


def _part_name(key: str, projects: Sequence[Project]) -> str:
    return shortened(_label(key, projects), _NAME) or "ตารางที่ไม่ได้ระบุยุทธศาสตร์"


def plan_total(case: Case) -> Total | None:
    """The total of the plan of a case with projects, the latest where there are several."""
    totals = [Total(reading) for reading in case.scope.readings]
    totals = [t for t in totals if t.value]
    return max(totals, key=lambda t: t.reading.plan.fiscal_years[-1:], default=None)


@dataclass(frozen=True, slots=True)
class Names:
    """The parts that a text names, in its order, and the words that name them."""

    parts: tuple[Part, ...]
    words: frozenset[str]


def named_parts(text: str, numbers: Sequence[int], total: Total) -> Names:
    """The parts with one of ``numbers`` or with the name that follows ด้าน or ยุทธศาสตร์.

    Where two have one number, as in a plan in two halves, a name beside it tells which is meant;
    without a name both are.
    """
    by_name = [(_of_name(kind, words, total.every_part), words) for kind, words in _names(text)]
    said = frozenset(w for parts, words in by_name if parts for w in words)
    named = [part for parts, _ in by_name for part in parts]
    found: list[Part] = []
    for number in numbers:
        own = [part for part in total.every_part if number in part.numbers]
        found += [p for p in own if p in named] if len(own) > 1 else own
        found += own if len(own) > 1 and not any(p in named for p in own) else []
    found = found if numbers else named
    return Names(tuple(dict.fromkeys(found)), said)


def _names(text: str) -> list[tuple[str, frozenset[str]]]:
    """What may name a part: its kind and the words that follow it."""
    return [
        (match["kind"], frozenset(_telling(corrected_words(match["name"]))))
        for piece in _ENDS.split(text)
        if (match := _NAMES.search(piece))
    ]


def _telling(words: Sequence[str]) -> list[str]:
    return [w for w in words if not is_stop(w) and not w.isdigit() and len(w) > 1]


def _of_name(kind: str, words: frozenset[str], parts: Sequence[Part]) -> list[Part]:
    """The one part that the words name: all of its name, or of them none but its own; of two
    the one that they name whole. Words that any budget is spoken of with must be all of it."""
    if not words:
        return []
    shares = [(part, share_of_name(kind, words, part.label)) for part in parts if part.label]
    best = max((share for _, share in shares), default=0.0)
    found = [part for part, share in shares if share == best]
    return found if best and len(found) == 1 else []


def share_of_name(kind: str, words: frozenset[str], label: str) -> float:
    """The share of a part's name that ``words`` say; 0 where they say something else."""
    plain = _CALLED.sub("", _NUMBERED.sub("", arabic_digits(label)))
    begun = plain.removeprefix(_AREA).removeprefix("การ")
    name = frozenset(_telling(corrected_words(begun)))
    if not name or not words <= name:
        return 0.0
    generic = whole_words() | vocabulary().learning
    own = name - generic or name
    share = len(words & own) / len(own)
    if words <= generic:
        return float(words == name)
    if kind == _AREA and plain.startswith(_AREA):
        enough = 0.0 if begun.startswith(tuple(words)) else _HALF
    else:
        enough = _MOST if kind == _AREA else 0.0
    return share if share >= enough else 0.0
