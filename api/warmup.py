"""What every answer needs, read before the first question comes."""

from __future__ import annotations

from time import monotonic

from api.answering import Ask, answer
from api.answering.shelf import shelf_of
from api.answering.understand import understand
from retriever.library import Library

# Few plans are read by then (0.2 s each); a server with many starts within the five seconds
# that a start may take, and reads the rest when they are asked for.
_SECONDS = 2.0
# A position and an amount bring in every dictionary.
_QUESTION = "นักทรัพยากรบุคคลอบรมหลักสูตรอะไร งบประมาณเท่าไร"


def warm_up(library: Library) -> None:
    """Loads the dictionaries, and reads as many plans as two seconds allow."""
    ask = Ask(_QUESTION)
    understand(ask, ())
    started = monotonic()
    shelf = shelf_of(library)
    for plan in library.plans():
        shelf.reading(plan.id).prepare()
        if monotonic() - started > _SECONDS:
            return
    answer(ask, library)
