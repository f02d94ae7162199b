"""Names of organisations that are misspelt, and the places of a text where one may stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pythainlp.corpus import thai_words
from rapidfuzz import fuzz

from api.answering.understanding.hearing import plan_words
from api.answering.understanding.short_names import ends_name, is_another, is_of_questions
from api.answering.understanding.sounds import is_mark, sound
from ingest.models import Organization
from ingest.text.normalize import fold
from ingest.text.segment import words

_HEARD = 95.0  # of a name that sounds as it is written, whatever follows it
_PLAIN = 4  # letters
_LONGEST = 40  # letters in which a text's first word is found


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation of the library in ``text[start:end]`` of the folded text."""

    organization: Organization
    start: int
    end: int
    score: float


def spellings(organization: Organization) -> Iterable[str]:
    return (fold(s) for s in (organization.core, *organization.variants))


def closest(
    folded: str,
    first: int,
    last: int,
    known: Sequence[Organization],
    cutoff: float,
    closed: frozenset[int] = frozenset(),
    strange: frozenset[int] | None = None,
) -> list[Named]:
    """The known name most like a stretch of the text that starts in first..last and neither
    starts nor ends at a ``closed`` place, with its twins; none where two names are as near. Of
    ``strange`` places, where given, the stretch has one."""
    best: list[Named] = []
    for organization in known:
        for spelling in spellings(organization):
            for start, piece in _pieces(folded, first, last, spelling, closed):
                if strange is not None and strange.isdisjoint(range(start, start + len(piece))):
                    continue
                score = fuzz.ratio(sound(piece), sound(spelling), score_cutoff=cutoff)
                if not score or not _may_end(folded, start + len(piece), closed):
                    continue
                if score >= _HEARD or ends_name(words(folded[start + len(piece) :])):
                    best = _better(best, Named(organization, start, start + len(piece), score))
    one = len({n.organization.core for n in best}) == 1
    return best if one else []


def _better(best: list[Named], name: Named) -> list[Named]:
    """The nearest so far: the higher score, then the shorter stretch; several that tie."""
    mine, theirs = _nearness(name), _nearness(best[0]) if best else (0.0, 0)
    if mine > theirs:
        return [name]
    if mine < theirs or any(n.organization == name.organization for n in best):
        return best
    return [*best, name]


def _nearness(name: Named) -> tuple[float, int]:
    return name.score, name.start - name.end


def _pieces(
    folded: str, first: int, last: int, spelling: str, closed: frozenset[int]
) -> Iterable[tuple[int, str]]:
    """Stretches of the text that may be a name misspelt, as short as it sounds: letters that
    aren't heard (ธุ์) are left out first."""
    shortest = max(3, min(len(spelling) - 2, len(sound(spelling))))
    for start in range(first, min(last, len(folded) - shortest) + 1):
        if start in closed or is_mark(folded[start]):
            continue
        if sound(folded[start]) != sound(spelling[0]):
            continue
        for length in range(shortest, len(spelling) + 2):
            piece = folded[start : start + length]
            if not is_another(piece, spelling):
                yield start, piece


def _may_end(folded: str, end: int, closed: frozenset[int]) -> bool:
    """Whether a name may end here: not inside a word, unless a word of plans begins."""
    return end not in closed or _begins_plainly(folded[end : end + _LONGEST])


@lru_cache(1_024)
def _begins_plainly(rest: str) -> bool:
    """Whether a text begins with a long word of plans: แม่สอทอบรม may be cut before อบรม."""
    first = next(iter(words(rest)), "")
    return len(first) >= _PLAIN and first in plan_words()


@lru_cache(256)  # asked for several times of one text
def _placed(folded: str) -> tuple[tuple[str, range], ...]:
    """The words of a folded text with their places."""
    found: list[tuple[str, range]] = []
    end = 0
    for word in words(folded):
        start = folded.find(word, end)
        end = max(end, start + len(word))
        if start >= 0:
            found.append((word, range(start, start + len(word))))
    return tuple(found)


@lru_cache(256)
def inside_words(folded: str) -> frozenset[int]:
    """Places inside a word of the dictionary, where no name begins or ends: ธารณ in สาธารณสุข
    is no misspelt name."""
    known = thai_words()
    return frozenset(at for word, place in _placed(folded) if word in known for at in place[1:])


@lru_cache(256)
def inside_plan_words(folded: str) -> frozenset[int]:
    """Places inside a word of plans, where not even a long name ends: บ้านนา in บ้านนายก."""
    placed = _placed(folded)
    return frozenset(at for word, place in placed if _is_ordinary(word) for at in place[1:])


@lru_cache(256)
def strange_places(folded: str) -> frozenset[int]:
    """Places of words that questions and plans hardly use: a misspelt name has one of them, and
    บ้างครับ is no name."""
    placed = _placed(folded)
    return frozenset(at for word, place in placed if not _is_ordinary(word) for at in place)


def _is_ordinary(word: str) -> bool:
    return word in plan_words() or is_of_questions(word)
