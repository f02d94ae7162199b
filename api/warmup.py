"""What every answer needs, read before the first question comes."""

from __future__ import annotations

from time import monotonic

from api.answering import Ask, answer
from api.answering.evidence.shelf import shelf_of
from api.answering.scope import known_organizations
from api.answering.understanding.commonness import telling
from api.answering.understanding.understand import understand
from retriever.library import Library

# Few plans are read by then (0.2 s each); a server with many starts within the five seconds
# that a start may take, and reads the rest when they are asked for.
_SECONDS = 2.0
# A position brings in the dictionary of names, Latin letters that of Latin spellings.
_QUESTION = "นักทรัพยากรบุคคลอบรมหลักสูตร digital อะไร งบประมาณเท่าไร"


def warm_up(library: Library) -> None:
    """Loads the dictionaries, and reads as many plans as two seconds allow.

    Raises EmbeddingError for a reranker that can't be used.
    """
    if library.reranker is not None:
        library.reranker.scores("ทดสอบ", ["ทดสอบ"])
    ask = Ask(_QUESTION)
    plans = library.plans()
    telling("เบิก")  # a word that few plans have needs how common words are
    understand(ask, known_organizations(plans))
    started = monotonic()
    shelf = shelf_of(library)
    for plan in plans:
        shelf.reading(plan.id).prepare()
        if monotonic() - started > _SECONDS:
            return
    answer(ask, library)
