"""What a search found, as wire values, with the reasons where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping

from api.places import Placed, is_unverified, page_of, place_of
from api.schemas import (
    AddedTerm,
    FeatureShare,
    HitExplanation,
    LegShare,
    SearchExplanation,
    SearchHit,
    SearchResponse,
)
from api.search import Searched
from api.views import lines_of
from retriever import rescoring
from retriever.fusion import Leg
from retriever.library import Hit, Library
from retriever.question import FACTORS
from retriever.rescoring import Feature


def search_response(searched: Searched, library: Library, *, explain: bool) -> SearchResponse:
    hits, weights = searched.found.hits, searched.found.weights
    places = library.places({hit.plan.id for hit in hits})
    return SearchResponse(
        query=searched.query,
        results=[
            _hit(hit, Placed(places.get(hit.plan.id, ())), weights if explain else None)
            for hit in hits
        ],
        notes=list(searched.scope.notes),
        explanation=_explanation(searched, library) if explain else None,
    )


def _hit(hit: Hit, placed: Placed, weights: Mapping[Leg, float] | None) -> SearchHit:
    passage, plan = hit.passage, hit.plan
    first, last = passage.span.line_start, passage.span.line_end
    return SearchHit(
        passage_id=passage.id,
        plan_id=plan.id,
        score=hit.score,
        kind=passage.kind,
        text=passage.text,
        organization=plan.organization.name if plan.organization else None,
        fiscal_years=list(plan.fiscal_years),
        title=plan.title,
        source=plan.source,
        section=list(passage.section),
        headers=list(passage.headers),
        page=page_of(placed, first),
        place=place_of(placed, first, last),
        unverified=is_unverified(placed, first, last),
        explanation=_reasons(hit, weights) if weights else None,
        **lines_of(passage.span),
    )


def _reasons(hit: Hit, weights: Mapping[Leg, float]) -> HitExplanation:
    """The points of legs and features add up to the score, a reranker's part aside."""
    fused = rescoring.WEIGHTS[Feature.FUSED] if hit.features else 1.0
    total = sum(weights.values())
    return HitExplanation(
        legs=[
            LegShare(
                leg=leg,
                rank=rank,
                share=hit.shares[leg],
                points=fused * weights[leg] * hit.shares[leg] / total,
            )
            for leg, rank in hit.ranks.items()
        ],
        features=[
            FeatureShare(feature=name, value=value, points=rescoring.WEIGHTS[name] * value)
            for name, value in hit.features.items()
            if name is not Feature.FUSED
        ],
        reranked=hit.reranked,
    )


def _explanation(searched: Searched, library: Library) -> SearchExplanation:
    question, scope = searched.found.question, searched.scope
    plans = len(library.plans()) if scope.plan_ids is None else len(scope.plan_ids)
    return SearchExplanation(
        searched=question.text,
        words=list(question.words),
        left_out=[word for word in question.typed if word not in question.words],
        added=[
            AddedTerm(
                source=" ".join(one.source),
                added=one.term,
                kind=one.kind.value,
                weight=FACTORS[one.kind],
            )
            for one in question.expansions
        ],
        organizations=list(scope.organizations),
        fiscal_years=list(scope.fiscal_years),
        plans=plans,
    )
