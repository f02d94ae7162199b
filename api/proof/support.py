"""What of a sentence the cited lines don't hold: figures, names, organisations, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.understanding.organizations import Mention
from api.proof.bound import misplaced
from api.proof.evidence import Evidence
from api.proof.figures import figures_in, without_figures
from api.proof.lexicon import joining
from api.proof.names import names_in
from api.proof.tokens import words
from ingest.text.normalize import fold

# Share of a sentence's words, by their letters, that the cited lines hold. With it 99.8 % of the
# sentences of the sample and development answers are supported, and 4 % of the same sentences put
# to lines that others cite.
ENOUGH = 0.6
# ``อบจ. อนุมัติ`` names no other where the lines have the word behind it.
_TYPE = re.compile(r"^(?:อบ[จต]|ท[นมต])\.\s*")
_LETTER = re.compile("[a-z\u0e01-\u0e2e]")


def missing_figures(
    text: str, evidence: Sequence[Evidence], stated: frozenset[float], derived: frozenset[float]
) -> list[str]:
    """Figures that are neither ``stated`` in the lines nor ``derived`` from them, or else those
    that the lines give to something else."""
    said = figures_in(text)
    absent = [figure.text for figure in said if figure.value not in stated | derived]
    return absent or misplaced(text, evidence, derived)


def missing_names(text: str, evidence: Sequence[Evidence], folded: str) -> list[str]:
    """Departments, positions and months that aren't named there, in whatever spelling."""
    absent = [(meaning, name) for meaning, name in names_in(text) if fold(name) not in folded]
    if not absent:
        return []
    known = frozenset[str]().union(*(e.names for e in evidence))
    return [name for meaning, name in absent if meaning not in known]


def missing_organizations(named: Mention, evidence: Sequence[Evidence], folded: str) -> list[str]:
    """Local governments that are named, in whatever way a reader would understand, and that the
    cited lines neither name nor belong to."""
    own = {one.organization for one in evidence}
    others = [n.organization.name for n in named.named if n.organization not in own]
    strange = [name for name in named.unknown if fold(_TYPE.sub("", name)) not in folded]
    return [name for name in others if fold(name) not in folded] + strange


def missing_words(text: str, folded: str) -> list[str]:
    """The words that are not there, if they are too many of the sentence's own."""
    # English names of what plans name in Thai, months say, are looked for by their meaning.
    translated = {name.lower() for _, name in names_in(text) if name.isascii()}
    known = joining() | translated
    own = [w for w in words(without_figures(text)) if w not in known and _LETTER.search(w)]
    absent = [word for word in own if word not in folded]
    size = sum(map(len, own))
    return absent if size and 1 - sum(map(len, absent)) / size < ENOUGH else []
