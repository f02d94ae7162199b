"""Whether a sentence that we did not compose stands on the grounds that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.organizations import find_organizations
from api.proof.figures import figures_in
from api.proof.models import Ground, Lack
from api.proof.support import (
    missing_figures,
    missing_names,
    missing_organizations,
    missing_words,
)
from ingest.models import Organization
from ingest.text.normalize import fold


def lacks(text: str, grounds: Sequence[Ground], known: Sequence[Organization]) -> tuple[Lack, ...]:
    """Why ``text`` doesn't stand on its grounds; empty where it does.

    ``known`` are the library's organisations. Without grounds all of it is lacking. Figures may
    be those of the lines, or of our own statements: none that the text computes itself.
    """
    evidence = [e for ground in grounds for e in ground.evidence]
    if not grounds:
        return (Lack("words", text),)
    said = "\n".join(ground.statement for ground in grounds if ground.statement)
    folded = "\n".join([*(e.folded for e in evidence), fold(said)])
    stated = frozenset[float]().union(*(e.numbers for e in evidence))
    derived = frozenset(figure.value for figure in figures_in(said))
    named = find_organizations(text, known)
    found = [
        *(Lack("figure", t) for t in missing_figures(text, evidence, stated, derived)),
        *(Lack("organization", t) for t in missing_organizations(named, evidence, folded)),
        *(Lack("name", t) for t in missing_names(text, evidence, folded)),
    ]
    found = found or [Lack("words", t) for t in missing_words(text, folded)]
    return tuple(dict.fromkeys(found))
