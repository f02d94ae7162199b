"""How well a text covers what a question is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from api.answering.understanding.commonness import telling
from api.answering.understanding.corpus import SHORTEST, Corpus
from api.answering.understanding.vocabulary import vocabulary
from ingest.lexicon import synonyms
from ingest.text.normalize import fold
from ingest.text.segment import tokens

_GRAM = 3
_SCRAPS = 5
# Share of letter triples in the whole: they find what a slip hides from words (วันคู, วันครู),
# and must not outweigh words. 0.2 to 0.35 gave the same on the sample questions.
_GRAM_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a question: any of ``alternatives`` (each a set of tokens that must
    all occur) covers it, the first fully, the others a little less."""

    text: str
    alternatives: tuple[tuple[str, ...], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Doc:
    """A text to be scored: tokens with the weight of the field they stand in (1 at most)."""

    tokens: Mapping[str, float]
    grams: frozenset[str]


def doc(*fields: tuple[str, float]) -> Doc:
    """A document of (text, weight) fields."""
    weights: dict[str, float] = {}
    grams: set[str] = set()
    for text, weight in fields:
        for token in tokens(text):
            weights[token] = max(weight, weights.get(token, 0.0))
        if weight >= 0.9:
            grams |= _grams(text)
    return Doc(weights, frozenset(grams))


def _grams(text: str) -> set[str]:
    folded = fold(text)
    return {folded[i : i + _GRAM] for i in range(len(folded) - _GRAM + 1)}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about, ready to be matched."""

    terms: tuple[Term, ...]
    grams: frozenset[str]
    total: float
    missing: tuple[str, ...]
    tokens: frozenset[str]

    def coverage(self, document: Doc) -> float:
        """0..1: the share of the question's telling words that the document has."""
        if not self.terms:
            return 0.0
        words = self.covered(document)
        if not self.grams:
            return words
        shared = len(self.grams & document.grams) / len(self.grams)
        return (1 - _GRAM_SHARE) * words + _GRAM_SHARE * shared

    def has_heaviest(self, document: Doc) -> bool:
        """Whether a document has the most telling term of the topic, in part at least."""
        heaviest = max(self.terms, key=lambda term: term.weight, default=None)
        return heaviest is None or _hit(heaviest, document.tokens) > 0

    def covered(self, document: Doc) -> float:
        """As ``coverage``, by words alone."""
        if not self.terms or self.tokens.isdisjoint(document.tokens):
            return 0.0
        return sum(t.weight * _hit(t, document.tokens) for t in self.terms) / self.total


def _hit(term: Term, words: Mapping[str, float]) -> float:
    best = 0.0
    for place, alternative in enumerate(term.alternatives):
        least = 1.0 if alternative else 0.0
        for token in alternative:
            weight = words.get(token, 0.0)
            if weight < least:
                least = weight
                if not weight:
                    break
        if least:
            best = max(best, least if place == 0 else least * 0.9)
    return best


def topic(
    words: Sequence[str], weak: Sequence[str], corpus: Corpus, english: bool = False
) -> Topic:
    """The topic of a question's words; ``weak`` ones (inherited, of the profile) count less, and
    so do words of an ``english`` question that no plan has: most are everyday English."""
    words = _rejoined(words, corpus)
    if english:
        words, foreign = _apart(words, corpus)
        weak = (*weak, *foreign)
    terms = _terms(words, corpus, 1.0)
    known = {t.text for t in terms}
    terms += [t for t in _terms(weak, corpus, 0.3) if t.text not in known]
    grams = _grams("".join(words))
    missing = tuple(
        t.text for t in terms if not any(all(map(corpus.knows, a)) for a in t.alternatives)
    )
    tokens_ = frozenset(token for t in terms for a in t.alternatives for token in a)
    total = sum(t.weight for t in terms) or 1.0
    return Topic(tuple(terms), frozenset(grams), total, missing, tokens_)


def _apart(words: Sequence[str], corpus: Corpus) -> tuple[list[str], list[str]]:
    """The words of an English question and those that neither plans nor the lexicon have; these
    stay where the rest tells no topic: a drone training isn't any training."""
    vocab = vocabulary()
    known = [w for w in words if not w.isalpha() or not w.isascii() or _is_term(w, corpus)]
    telling = set(known) - vocab.learning - vocab.anybody - vocab.staff
    return (known, [w for w in words if w not in known]) if telling else (list(words), [])


def _is_term(word: str, corpus: Corpus) -> bool:
    return corpus.knows(word) or (word,) in _synonyms()


def _rejoined(words: Sequence[str], corpus: Corpus) -> list[str]:
    """Words with the scraps of a misspelt one joined, where that sounds like a known word:
    ``ภา สา อัง กิด`` becomes ภาษาอังกฤษ."""
    joined: list[str] = []
    index = 0
    while index < len(words):
        length = _scraps(words, index, corpus)
        if length > 1:
            whole = "".join(words[index : index + length])
            joined.append((corpus.begun(whole) or corpus.alike(whole))[0])
        else:
            joined.append(words[index])
        index += max(length, 1)
    return joined


def _scraps(words: Sequence[str], index: int, corpus: Corpus) -> int:
    """How many words from ``index`` are scraps of one known word."""
    for length in range(min(_SCRAPS, len(words) - index), 1, -1):
        run = words[index : index + length]
        scraps = all(not corpus.knows(w) or len(w) < SHORTEST - 1 for w in run)
        whole = "".join(run)
        if corpus.begun(whole):
            return length
        if scraps and any(not corpus.knows(w) for w in run) and corpus.alike(whole):
            return length
    return 1


def _terms(words: Sequence[str], corpus: Corpus, factor: float) -> list[Term]:
    terms: list[Term] = []
    index = 0
    while index < len(words):
        length, alternatives = _phrase(words, index)
        own = tuple(words[index : index + length])
        if length == 1 and len(alternatives) == 1 and not corpus.knows(own[0]):
            alternatives += tuple((word,) for word in corpus.close(own[0]))
        if length == 1:
            alternatives += tuple((word,) for word in corpus.compounds(own[0]))
        if not any(own == t.alternatives[0] for t in terms):
            terms.append(
                Term("".join(own), alternatives, factor * _weight(own, alternatives, corpus))
            )
        index += length
    return terms


def _weight(
    own: tuple[str, ...], alternatives: tuple[tuple[str, ...], ...], corpus: Corpus
) -> float:
    """How telling a term is: the rarest word of its commonest alternative."""
    known = [a for a in alternatives if all(map(corpus.knows, a))]
    if not known:
        return max(corpus.idf(token) * telling(token) for token in own)
    weight = min(max(corpus.idf(token) for token in a) for a in known)
    said = own in _synonyms() or len(own) > 1
    return weight if said else weight * telling(own[0], corpus.often(own[0]))


def _phrase(words: Sequence[str], index: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """The longest phrase of the synonym lexicon at ``index``, and what it may be called."""
    lexicon = _synonyms()
    for length in range(min(_longest(), len(words) - index), 0, -1):
        own = tuple(words[index : index + length])
        if own in lexicon:
            others = tuple(a for a in lexicon[own] if a != own)
            return length, (own, *others)
    return 1, ((words[index],),)


@cache
def _synonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for group in synonyms():
        forms = tuple(dict.fromkeys(tuple(tokens(term)) for term in group.terms))
        for form in forms:
            found[form] = (*found.get(form, ()), *forms)
        for narrow, wide in group.one_way.items():
            form = tuple(tokens(narrow))
            found[form] = (*found.get(form, ()), form, *(tuple(tokens(w)) for w in wide))
    # A sign such as "%" has no word.
    return {form: tuple(dict.fromkeys(filter(None, a))) for form, a in found.items() if form}


@cache
def _longest() -> int:
    return max(map(len, _synonyms()))
