"""What is said where the plans don't contain the answer: exactly that, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.answering.evidence.case import Case
from api.answering.evidence.naming import project_name
from api.answering.evidence.writer import shortened
from api.answering.models import Answer
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Want
from ingest.models import Organization
from prompts import reply
from retriever.catalogue import PlanSummary

_NAMES = 8
_NEAR = 0.25


def empty_library() -> Answer:
    return Answer(reply("empty_library"), answerable=False)


def unknown_organization(
    names: Sequence[str], known: Sequence[Organization], english: bool = False
) -> Answer:
    there = listed((o.name for o in known), english)
    return Answer(
        reply("unknown_organization", english, names=", ".join(names), there=there),
        answerable=False,
        suggestions=tuple(o.name for o in known[:3]),
    )


def uncovered_year(
    years: Sequence[int], plans: Sequence[PlanSummary], english: bool = False
) -> Answer:
    """The plans are of other years; says which."""
    unnamed = reply("no_organization", english)
    names = {p.organization.name if p.organization else unnamed for p in plans}
    name = names.pop() if len(names) == 1 else reply("all_organizations", english)
    there = sorted({y for p in plans for y in p.fiscal_years})
    have = ", ".join(map(str, there)) or reply("no_year", english)
    asked = ", ".join(map(str, years))
    return Answer(
        reply("uncovered_year", english, name=name, asked=asked, there=have),
        answerable=False,
        suggestions=tuple(reply("ask_year", english, name=name, year=y) for y in there[-2:]),
    )


def personal(english: bool = False) -> Answer:
    return Answer(reply("personal", english), answerable=False)


def ask_organization(known: Sequence[Organization], english: bool = False) -> Answer:
    return Answer(
        reply("ask_organization", english),
        answerable=True,
        needs="organization",
        suggestions=tuple(o.name for o in known[:_NAMES]),
    )


def ask_position(english: bool = False) -> Answer:
    return Answer(
        reply("ask_position", english),
        answerable=True,
        needs="position",
        suggestions=("นักทรัพยากรบุคคล", "เจ้าพนักงานธุรการ", "นายช่างโยธา", "นักวิชาการเงินและบัญชี"),
    )


def ask_department(case: Case) -> Answer:
    """Which department is meant, with those that the plans asked have as whole questions."""
    names = {c.department for r in case.scope.readings for c in r.budget_cells if c.department}
    names |= {p.department for r in case.scope.readings for p in r.position_plans if p.department}
    asked = "งบประมาณของ{}เท่าไร" if Want.MONEY in case.query.wants else "{}มีโครงการอะไรบ้าง"
    return Answer(
        reply("ask_department", case.query.english),
        answerable=True,
        suggestions=tuple(asked.format(name) for name in sorted(names)[:_NAMES]),
    )


def no_department_budget(case: Case, there: Sequence[str]) -> Answer:
    """No project is the department's; ``there`` are the departments that have some."""
    query = case.query
    whose = listed(dict.fromkeys(r.organization for r in case.scope.readings), query.english)
    names = ", ".join(query.departments)
    lines = [reply("no_department_budget", query.english, names=names, whose=whose)]
    if there:
        have = listed(there, query.english)
        lines.append(reply("departments_there", query.english, there=have))
    return Answer(
        "\n".join(lines),
        answerable=False,
        suggestions=tuple(f"งบประมาณของ{name}เท่าไร" for name in there[:2]),
    )


def not_contained(case: Case) -> Answer:
    """No plan in scope says it; what comes nearest is named as that, not as an answer."""
    english = case.query.english
    whose = listed(dict.fromkeys(r.organization for r in case.scope.readings), english)
    lines = [reply("not_contained", english, what=_what(case.query), whose=whose)]
    near = [m for m in case.projects[:3] if m.coverage >= _NEAR]
    if near:
        names = "; ".join(project_name(m.fact, 70) for m in near)
        lines.append(reply("near", english, names=names))
    return Answer(
        "\n".join(lines),
        answerable=False,
        suggestions=tuple(f"{project_name(m.fact, 60)} งบประมาณเท่าไร" for m in near[:2]),
    )


def _what(query: Query) -> str:
    missing = shortened(_as_typed(query.words[:6], query.text), 60)
    if not missing:
        return reply("what_unsaid", query.english)
    return reply("what", query.english, words=missing)


def _as_typed(words: Sequence[str], text: str) -> str:
    """The words of a topic, joined where the question has one right after the other."""
    said, end = "", -1
    for word in words:
        at = text.find(word, max(end, 0))
        said += word if said and at == end else f" {word}"
        end = at + len(word) if at >= 0 else -1
    return said.strip()


def listed(names: Iterable[str], english: bool = False) -> str:
    """Up to eight names, and how many more there are."""
    every = list(names)
    more = len(every) - _NAMES
    rest = reply("and_more", english, count=more) if more > 0 else ""
    return ", ".join(every[:_NAMES]) + rest
