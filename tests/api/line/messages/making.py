"""Answers to be told in LINE: some as the service gives them, and any that could be."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from api.schemas import ChatResponse

PLAN = "1a2b3c4d5e6f"
ORGANIZATION = "เทศบาลตำบลดอนสมมุติ"
PAGE = "https://plans.example.go.th"


def citation(number: int, line: int = 0, **fields: Any) -> dict[str, Any]:
    line = line or 10 + number
    return {
        "id": number,
        "passage_id": f"{PLAN}:{line}",
        "plan_id": PLAN,
        "organization": ORGANIZATION,
        "fiscal_years": [2569],
        "title": "แผนพัฒนาบุคลากร",
        "source": "donsommut.txt",
        "section": [],
        "line_start": line,
        "line_end": line,
        "page": None,
        "quote": f"๑\tโครงการที่ {line}\t๕๐๐",
        **fields,
    }


def project(number: int, **fields: Any) -> dict[str, Any]:
    """A project on the line that ``citation(number)`` cites."""
    return {
        "type": "project",
        "id": f"p{number}",
        "passage_id": f"{PLAN}:{10 + number}",
        "name": f"โครงการอบรมรุ่นที่ {number}",
        "budget": {"kind": "amount", "baht": 1000 * number},
        "yearly": [],
        "timing": "มีนาคม ๒๕๖๙",
        "quarters": [],
        "unit": "สำนักปลัด",
        "target": "",
        "indicator": "",
        "shared_with": [],
        "unverified": False,
        **fields,
    }


def response(answer: str, **fields: Any) -> ChatResponse:
    return ChatResponse.model_validate(
        {
            "answer": answer,
            "answerable": True,
            "needs": None,
            "citations": [],
            "facts": [],
            "suggestions": [],
            "mode": "extractive",
            "session_id": "s",
            **fields,
        }
    )


def listed(number: int) -> ChatResponse:
    """So many projects, an item of the answer and a citation for each."""
    items = [
        f"- โครงการอบรมรุ่นที่ {n}: งบประมาณ {1000 * n:,} บาท · ระยะเวลา มีนาคม 2569 [{n}]"
        for n in range(1, number + 1)
    ]
    marks = "".join(f"[{n}]" for n in range(1, number + 1))
    return response(
        "\n".join([f"พบ {number} รายการ {marks}", *items]),
        citations=[citation(n) for n in range(1, number + 1)],
        facts=[project(n) for n in range(1, number + 1)],
    )


# Thai with its marks, figures, marks of citations and tables, emoji of several code points.
_PIECES = st.sampled_from(
    [
        *("น้ำ", "ที่", "กำลัง", "บาท", "1,000", " ", "\n", "\n\n", "\t"),
        *("[1]", "[2]", "[12]", "- ", "|", " · ", ": ", "**"),
        *("👩🏽\u200d🌾", "🇹🇭", "a\u0301", "\u200b", "\ud800", "\x07"),
    ]
)
_TABLES = st.sampled_from(
    [
        "\n| ก | ข | อ้างอิง |\n|---|---|---|\n| เทศบาล | 5 บาท | [1] |\n|  |  |  |\n",
        "\n| หน่วยงาน | งบ |\n|---|---|\n" + "| ทต.ก | 5 บาท [1][2][3] |\n" * 40,
    ]
)
texts = st.lists(st.one_of(_PIECES, st.text(max_size=8), _TABLES), max_size=60).map("".join)
long_texts = st.builds(lambda text, times: text * times, texts, st.sampled_from([1, 2, 4]))
short_texts = st.one_of(st.text(max_size=30), st.lists(_PIECES, max_size=30).map("".join))

_AMOUNTS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("amount"), "baht": st.integers(0, 10**9)}),
    st.fixed_dictionaries({"kind": st.just("amount"), "baht": st.just(12345.5)}),
    st.sampled_from([{"kind": "no_budget", "baht": None}, {"kind": "not_stated", "baht": None}]),
)
_YEARS = st.lists(st.fixed_dictionaries({"year": st.just(2569), "budget": _AMOUNTS}), max_size=4)
_PROJECTS = st.builds(
    project,
    st.integers(1, 25),
    name=long_texts,
    budget=_AMOUNTS,
    yearly=_YEARS,
    timing=short_texts,
    quarters=st.lists(st.integers(1, 4), max_size=4),
    unit=short_texts,
    target=long_texts,
    shared_with=st.lists(short_texts, max_size=3),
    unverified=st.booleans(),
)
_POSITIONS = st.fixed_dictionaries(
    {
        "type": st.just("position_plan"),
        "passage_id": st.integers(1, 25).map(lambda n: f"{PLAN}:{10 + n}"),
        "position": short_texts,
        "department": short_texts,
        "skills": long_texts,
        "methods": st.lists(short_texts, max_size=3),
        "goals": short_texts,
        "years": st.lists(st.integers(2560, 2575), max_size=4),
    }
)
_CITATIONS = st.builds(
    citation,
    st.integers(1, 120),
    plan_id=st.text(min_size=1, max_size=60),
    organization=st.none() | short_texts,
    quote=long_texts,
    fiscal_years=st.lists(st.integers(2560, 2575), max_size=3),
    page=st.none() | st.integers(1, 500),
    place=short_texts,
    unverified=st.booleans(),
)

responses = st.builds(
    response,
    long_texts,
    citations=st.one_of(
        st.lists(_CITATIONS, max_size=12, unique_by=lambda c: c["id"]),
        st.integers(0, 120).map(lambda n: [citation(i) for i in range(1, n + 1)]),
    ),
    facts=st.lists(st.one_of(_PROJECTS, _POSITIONS), max_size=14),
    suggestions=st.lists(short_texts, max_size=16),
)
