"""What a topic asks for, as a person types it: its words mended as those of a question, a list
taken apart, and how well a project is on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pythainlp.corpus import thai_words
from rapidfuzz import fuzz

from api.answering.understanding.corpus import Corpus
from api.answering.understanding.english import in_thai
from api.answering.understanding.terms import Doc, Topic, doc, topic
from api.answering.understanding.vocabulary import vocabulary
from api.answering.understanding.wording import corrected, corrected_words, has_thai, is_stop
from api.drafting.adapting import cleaned, content_words
from api.drafting.bodies import words
from ingest.models import Project
from ingest.text.normalize import arabic_digits, fold

# Share of a topic's telling words that a project must have; and of its most telling one all.
# Chosen on the topics of docs/drafting.md over the sample plans.
_COVERED = 0.52
# Of one part of a list, which must stand in a project's name, its programme or its courses.
_PART = 0.72
# What a project on one part of a list counts for, and one on what belongs to the topic.
_OF_LIST, _RELATED = 0.9, 0.8
# Of two names of strategies, 0..100, that are spelt alike.
_SAME_STRATEGY = 80.0
_UNDER_STRATEGY = 0.8
_SCRAP = 3  # letters, of what is left of a misspelt word cut into words
_NUMBERED = re.compile(
    r"^(?:ยุทธศาสตร์|กลยุทธ์|ประเด็น(?:การพัฒนา|ยุทธศาสตร์)?|ด้าน|แนวทาง)?(?:ที่)?\s*[0-9]*\s*[:.)]?\s*"
)
_SEPARATED = re.compile(r"[,;/|•\n]+")
_AND = frozenset({"และ", "หรือ", "and", "or"})
_LIST_OF_SPACES = re.compile(r"\s(?:และ|หรือ)")
_NAMED = re.compile("[a-z][a-z0-9-]{2,}")
_FRAME = re.compile("ด้าน(?=การ)")  # the lexicon has "ด้านการบริหาร" for a word


@dataclass(frozen=True, slots=True)
class Subject:
    """``text`` is what was typed, ``strategy`` the same as the name of a strategy, folded;
    ``parts`` are the telling words of each thing that it lists; ``related`` what else belongs to
    one of them."""

    text: str
    strategy: str
    parts: tuple[tuple[str, ...], ...]
    related: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for part in self.parts for word in part))

    @property
    def said(self) -> str:
        """The parts as they are read: ``ดับเพลิง กู้ภัย``."""
        joined = (" " if part[0].isascii() else "" for part in self.parts)
        return " ".join(dict.fromkeys(j.join(p) for j, p in zip(joined, self.parts, strict=True)))

    def only(self, asked: Collection[str]) -> Subject:
        """With those words alone that a question asks about; of a part without one, those that
        topics are on: ``จะเขียนโครงการคุณธรรม`` is on คุณธรรม, ``การเงินและพัสดุ`` on both."""
        parts = (
            tuple(w for w in part if w in asked) or tuple(w for w in part if w in words().subjects)
            for part in self.parts
        )
        return replace(self, parts=tuple(dict.fromkeys(filter(None, parts))))


def subject_of(about: str) -> Subject:
    """``การเงิน การคลัง และพัสดุ`` lists three things, ``คุนธรรม จริยะธรรม`` is one in two words."""
    text = corrected(about)
    text = text if has_thai(about) else in_thai(text)
    text = _FRAME.sub(" ", vocabulary().said_otherwise(_NUMBERED.sub("", text)))
    parts = tuple(filter(None, map(_telling, _listed(text))))
    named = {(word,) for part in parts for word in part if _NAMED.fullmatch(word)}
    related = tuple(dict.fromkeys(other for part in parts for other in _related(part)))
    listed = tuple(dict.fromkeys((*parts, *sorted(named))))
    return Subject(about, strategy_key(about), listed, related)


def _listed(text: str) -> Iterator[list[str]]:
    """The words of each thing that a text lists."""
    by_spaces = _LIST_OF_SPACES.search(text) is not None
    for piece in _SEPARATED.split(text):
        found: list[str] = []
        for chunk in piece.split():
            if by_spaces and found:
                yield found
                found = []
            for word in _whole(corrected_words(chunk)):
                if word in _AND:
                    yield found
                    found = []
                else:
                    found.append(word)
        yield found


def _whole(pieces: Sequence[str]) -> list[str]:
    """Words with the scraps of a misspelt one joined: ``คุ น ทำ`` is one word."""
    known = thai_words()
    if all(piece.isascii() or piece in known or len(piece) > _SCRAP for piece in pieces):
        return list(pieces)
    joined: list[str] = []
    in_scraps = False
    for piece in pieces:
        scrap = len(piece) <= _SCRAP and piece not in _AND and not piece.isascii()
        if scrap and in_scraps:
            joined[-1] += piece
        else:
            joined.append(piece)
        in_scraps = scrap
    return joined


def _telling(found: Sequence[str]) -> tuple[str, ...]:
    """Words that say what is meant: neither those of every project nor those of a question."""
    stop, subjects = words().stop, words().subjects
    found = [word.rstrip("ๆ") for word in found]
    kept = (w for w in found if w not in stop and (w in subjects or not is_stop(w)))
    return tuple(w for w in dict.fromkeys(kept) if len(w) > 1 and not w.isdigit())


def _related(part: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for named, others in words().related.items():
        if set(named.split()) <= set(part):
            yield from (tuple(other.split()) for other in others)


def strategy_key(name: str) -> str:
    """A strategy's name without its number: ``ยุทธศาสตร์ที่ 1 : คนเก่ง`` gives ``คนเก่ง``."""
    return fold(_NUMBERED.sub("", arabic_digits(cleaned(name))))


class Meant:
    """What a topic means among the projects at hand."""

    def __init__(self, subject: Subject, projects: Iterable[Project]) -> None:
        corpus = Corpus(map(_words_of, projects))
        self._strategy = subject.strategy
        self._strategies: dict[tuple[str, ...], float] = {}
        self._whole = _heard(subject.words, corpus)
        listed = subject.parts if len(subject.parts) > 1 else ()
        self._alone = [(topic(part, (), corpus), _OF_LIST) for part in listed]
        self._alone += [(topic(part, (), corpus), _RELATED) for part in subject.related]

    def relevance(self, project: Project, loosely: bool = False) -> float:
        """0..1; 0 where a project isn't on the topic. ``loosely``: one part of a list may stand
        in its strategy's name alone, as a topic that is no list may."""
        by_words = self._by_words(project, _COVERED if loosely else _PART)
        return max(by_words, self._by_strategy(project.strategy))

    def _by_words(self, project: Project, least: float) -> float:
        document = doc(
            (project.name, 1.0),
            (" ".join((project.parent, *project.courses)), 0.8),
            (" ".join((project.objective, project.indicator)), 0.55),
            (" ".join(project.strategy), _COVERED),
        )
        whole = _on(self._whole, document, _COVERED)
        return max((whole, *(share * _on(t, document, least) for t, share in self._alone)))

    def _by_strategy(self, strategy: tuple[str, ...]) -> float:
        if strategy not in self._strategies:
            alike = max((fuzz.ratio(self._strategy, strategy_key(s)) for s in strategy), default=0)
            known = len(self._strategy) > 3 and alike >= _SAME_STRATEGY
            self._strategies[strategy] = _UNDER_STRATEGY * alike / 100 if known else 0.0
        return self._strategies[strategy]


def _heard(said: Sequence[str], corpus: Corpus) -> Topic:
    """The topic of words; without those that are neither words of the language nor like one of
    the projects, where any is left: what a slip made of them can't be told."""
    heard = topic(said, (), corpus)
    lost = {w for w in heard.missing if has_thai(w) and w not in thai_words()}
    rest = [word for word in said if word not in lost]
    return topic(rest, (), corpus) if lost and rest else heard


def _on(asked: Topic, document: Doc, least: float) -> float:
    covered = asked.covered(document)
    return covered if covered >= least and asked.has_heaviest(document) else 0.0


def _words_of(project: Project) -> list[str]:
    return content_words(" ".join((project.name, project.parent, *project.courses)))
