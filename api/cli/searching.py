"""``hrplan search``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import opened
from api.cli.output import say
from api.cli.questions import AsJson, checked, lines
from api.settings import Settings

if TYPE_CHECKING:
    from api.schemas import SearchExplanation, SearchHit, SearchResponse

_LEGS = {"words": "คำ", "grams": "กลุ่มอักษร", "dense": "ความหมาย"}
_FEATURES = {
    "coverage": "คำที่พบ",
    "heading": "หัวข้อและหัวตาราง",
    "window": "คำอยู่ใกล้กัน",
    "opening": "อยู่ต้นข้อความ",
    "numbers": "ตัวเลขตรงกัน",
}
_KINDS = {"exact": "คำเดียวกัน", "near": "ความหมายใกล้กัน"}


def search(
    query: Annotated[str, typer.Argument(help="คำค้น / what to look for")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="จำนวนผล / how many")] = 5,
    organization: Annotated[
        str | None, typer.Option(help="เฉพาะแผนของหน่วยงานนี้ / plans of this organisation only")
    ] = None,
    fiscal_year: Annotated[
        int | None,
        typer.Option(min=2500, max=2700, help="เฉพาะแผนของปีงบประมาณนี้ (พ.ศ.) / this year only"),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="บอกว่าค้นอย่างไรและเหตุใดจึงได้ผลนี้ / say how and why")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """ค้นหาข้อความในแผน / Find passages."""
    settings = Settings()
    text = checked(query, settings)
    from api import search as searching
    from api.search_views import search_response

    with opened(settings) as library:
        found = searching.search(
            library, text, k=k, organization=organization or None, fiscal_year=fiscal_year
        )
        view = search_response(found, library, explain=explain)
    say(view.model_dump_json() if as_json else "\n\n".join(_blocks(view)))


def _blocks(view: SearchResponse) -> Iterator[str]:
    if view.explanation:
        yield "\n".join(_reading(view.explanation))
    if view.notes:
        yield "\n".join(f"หมายเหตุ: {note}" for note in view.notes)
    if not view.results:
        yield "ไม่พบข้อความที่ตรงกับคำค้น / nothing was found"
    yield from (_hit_text(number, hit) for number, hit in enumerate(view.results, 1))


def _reading(explained: SearchExplanation) -> Iterator[str]:
    """How the query was read, Thai first."""
    yield f"ค้นด้วยข้อความ / searched: {explained.searched}"
    yield f"ตัดเป็นคำ / words: {' | '.join(explained.words) or '-'}"
    if explained.left_out:
        yield f"ไม่ใช้ค้น (คำถามหรือคำซ้ำ) / left out: {' | '.join(explained.left_out)}"
    for one in explained.added:
        kind = f"{_KINDS[one.kind]} / {one.kind}"
        yield f"ค้นเพิ่ม / added: {one.source} → {one.added} ({kind}; น้ำหนัก {one.weight:.1f})"
    if explained.organizations:
        yield f"หน่วยงานที่ระบุในคำค้น / organisation: {', '.join(explained.organizations)}"
    if explained.fiscal_years:
        yield f"ปีที่ระบุในคำค้น / fiscal year: {', '.join(map(str, explained.fiscal_years))}"
    yield f"ค้นในแผน {explained.plans:,} ฉบับ / plans searched: {explained.plans:,}"


def _hit_text(number: int, hit: SearchHit) -> str:
    where = " › ".join([hit.title, *hit.section])
    place = f"{hit.source} {lines(hit.line_start, hit.line_end)}"
    told = [f"{number}. {where} ({place}; {hit.score:.3f})", *_reasons(hit), hit.text]
    return "\n".join(told)


def _reasons(hit: SearchHit) -> Iterator[str]:
    if hit.explanation is None:
        return
    legs = [f"{_LEGS[leg.leg]} อันดับ {leg.rank} (+{leg.points:.3f})" for leg in hit.explanation.legs]
    yield f"   พบโดย / found by: {', '.join(legs)}"
    seen = [f"{_FEATURES[f.feature]} +{f.points:.3f}" for f in hit.explanation.features if f.value]
    if seen:
        yield f"   คะแนนเพิ่ม / rescored: {', '.join(seen)}"
    if hit.explanation.reranked is not None:
        yield f"   แบบจำลองจัดอันดับ / reranked: {hit.explanation.reranked:.3f}"
