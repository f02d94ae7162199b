"""A question with the plans that may answer it and how well they match."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from api.answering.evidence.defining import defines, denies, letters_explained
from api.answering.evidence.figures import AMOUNT, PERCENT, TIME, counted, strategy_numbers
from api.answering.evidence.naming import place_of_project
from api.answering.evidence.openings import opening_share, says_title
from api.answering.evidence.own_rows import asks_own_row
from api.answering.evidence.row_owners import others_rows
from api.answering.evidence.shelf import Reading, Scope
from api.answering.evidence.total_rows import with_totals
from api.answering.understanding.excluding import is_left_out
from api.answering.understanding.query import Query
from api.answering.understanding.terms import Doc, Term, Topic, doc, topic
from api.answering.understanding.vocabulary import Operation, Want
from ingest.lexicon import position_names
from ingest.models import Fact, Passage, PassageKind, Project
from ingest.text.normalize import fold
from retriever.library import Library

_FOUND = 60  # passages taken from the library's search before they are weighed here
# On the development questions and 110 more, passages that answer score 0.85 or more while at
# most 0.6 of the topic is in none of the plans; questions that the plans can't answer and that
# no other check refuses stay below.
_SURE, _LOST, _TOP = 0.85, 0.6, 3
# Of the topic that such a passage must have: in a plan of few rows the search ranks some row first
# whatever is asked. 0 to 0.42 gave the same answers on both question sets.
_FLOOR = 0.4
_OPENS = 0.35  # of the score, where an item opens with all words of the question
_TITLE = 90  # characters in which a definition names its term
_UNDER_HEADING = 0.89  # of what a project's name counts for, where all of a kind are asked for
_LONG_LABEL = 8
_LABEL_LENGTH = 60
FactT = TypeVar("FactT", bound=Fact)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage weighed for a question. ``coverage`` is of the topic (0..1), ``score`` ranks."""

    reading: Reading
    passage: Passage
    coverage: float
    score: float


@dataclass(frozen=True, slots=True)
class Matched(Generic[FactT]):
    """A fact weighed for a question."""

    reading: Reading
    fact: FactT
    coverage: float


@dataclass
class Case:
    query: Query
    scope: Scope
    library: Library

    @cached_property
    def topic(self) -> Topic:
        query = self.query
        return topic(query.words, query.weak, self.scope.corpus, query.english)

    @cached_property
    def own_topic(self) -> Topic:
        """The topic of the question's own words, nothing inherited."""
        return topic(self.query.words, (), self.scope.corpus, self.query.english)

    @cached_property
    def ranked(self) -> list[Ranked]:
        """Passages, best first: by the words of the topic and by the library's search."""
        text = " ".join((*self.query.words, *self.query.weak)) or self.query.text
        hits = self.library.search(text, k=_FOUND, plan_ids=self.scope.plan_ids)
        best = hits[0].score if hits else 1.0
        found = {hit.passage.id: hit.score / best for hit in hits}

        def weigh(reading: Reading, passage: Passage) -> Ranked:
            coverage = self.topic.coverage(reading.passage_docs[passage.id])
            score = coverage + 0.5 * found.get(passage.id, 0.0) + self._fitness(reading, passage)
            score += _OPENS * self._opens(reading, passage)
            return Ranked(reading, passage, coverage, score)

        weighed = [
            weigh(reading, passage)
            for reading in self.scope.readings
            for passage in reading.plan.passages
            if passage.id in found or self.topic.coverage(reading.passage_docs[passage.id]) > 0.2
        ]
        if self.query.own_position:  # nobody else's row may be told as the asker's, by any way
            others = others_rows(self.query, self.scope)
            weighed = [r for r in weighed if r.passage.id not in others]
        weighed = with_totals(self.query, weighed, self.scope.readings, weigh)
        return sorted(weighed, key=lambda r: -r.score)

    def _opens(self, reading: Reading, passage: Passage) -> float:
        """How much of the question a line of running text begins with: the item so named stands
        before one that mentions the words, a list of much else say."""
        holders = self.query.wants_any(Want.COMMITTEE, Want.PERSON)  # of an office, not its tasks
        if holders or passage.table_id or passage.kind is PassageKind.HEADER:
            return 0.0
        words = [*self.query.words, *self.query.weak]
        return opening_share(words, self.scope.corpus.idf, reading.plain[passage.id])

    def _fitness(self, reading: Reading, passage: Passage) -> float:
        """What speaks for a passage beside its words: that it holds the kind of thing asked,
        and stands where it is asked for."""
        folded = reading.folded[passage.id] if self.names else ""
        fits = self._holds(reading.plain[passage.id], folded) + self._stands(passage)
        personal = passage.id in reading.position_rows
        return fits - (0.3 if personal and not self.names and not self.query.departments else 0.0)

    def _holds(self, text: str, folded: str) -> float:
        wants = self.query.wants
        score = 0.15 * sum(counted(u).search(text) is not None for u in self.query.units)
        if Want.MONEY in wants and AMOUNT.search(text):
            score += 0.12
        if Want.TIMING in wants and TIME.search(text):
            score += 0.06
        if Want.PERCENT in wants and PERCENT.search(text):
            score += 0.08
        if any(name in folded for name in self.names):
            score += 0.25
        return score

    def _stands(self, passage: Passage) -> float:
        score = -0.25 if passage.kind is PassageKind.HEADER else 0.0
        if self.query.strategies and self._in_strategies(passage):
            score += 0.15
        if self._is_labelled(passage):
            score += 0.4
        if self.is_titled(passage):
            score += 0.25 if passage.kind is PassageKind.LIST else 0.15
        return score + self._is_of_kind(passage) + (0.6 if self.explains_letter(passage) else 0.0)

    def _is_of_kind(self, passage: Passage) -> float:
        """A list for what is to be listed, prose for what is to be explained."""
        does = self.query.does
        score = 0.0
        if does(Operation.LIST, Operation.PROCEDURE) and passage.kind is PassageKind.LIST:
            score += 0.15
        if does(Operation.LIST, Operation.PROCEDURE) and len(passage.text) < _TITLE:
            score -= 0.2
        if (does(Operation.PROCEDURE) or self.explains) and passage.table_id:
            score -= 0.1
        if self.explains and self._opens_with_topic(passage):
            score += 0.2
        return score + self._defines_or_lists(passage)

    def _defines_or_lists(self, passage: Passage) -> float:
        """A definition for ``คืออะไร``; for what an organisation has, its own over a definition
        of the word: its weaknesses, not what a weakness is."""
        if self.explains:
            denied = denies(passage.text[:_TITLE])
            return (0.5 if self.defines(passage) else 0.0) - (0.3 if denied else 0.0)
        query = self.query
        told = {Operation.LIST, Operation.DEFINE}
        asks_more = query.wants or query.units or query.operations - told
        if asks_more or query.positions or query.departments:
            return 0.0
        if self.is_row_of_topic(passage):
            return 0.5
        return -0.25 if self.defines(passage) else 0.0

    @cached_property
    def explains(self) -> bool:
        """Whether a word is to be explained, not what an organisation has under that name: its
        own weaknesses, where its plan has a row of them."""
        return self.query.does(Operation.DEFINE) and not self._own_row

    @cached_property
    def _own_row(self) -> bool:
        return asks_own_row(self.query, self.scope)

    def defines(self, passage: Passage) -> bool:
        """Whether a line of the passage says what a word of the topic is: ``… หมายถึง …``."""
        return defines(passage.text, ["".join(a) for t in self._telling for a in t.alternatives])

    @cached_property
    def _telling(self) -> list[Term]:
        """The terms that say most, of those that the plans know; the first where its row is
        meant."""
        if self._own_row:
            return list(self.topic.terms[:1])
        known = [t for t in self.topic.terms if t.text not in self.topic.missing]
        most = max((t.weight for t in known), default=0.0)
        return [t for t in known if t.weight >= 0.8 * most]

    def may_explain(self, passage: Passage) -> bool:
        """Whether a passage may answer what a word is: it says so, or is titled with it."""
        if not self.explains or len(self.topic.terms) != 1:
            return True
        if passage.table_id:
            return self.defines(passage) or self.is_row_of_topic(passage)
        head = fold(passage.text[:_TITLE])
        is_named = any("".join(a) in head for a in self.topic.terms[0].alternatives[:3])
        return is_named or self.defines(passage) or self.explains_letter(passage)

    def is_row_of_topic(self, passage: Passage) -> bool:
        """Whether a row is labelled with the topic and goes on with what it is."""
        if passage.kind is not PassageKind.ROW:
            return False
        labels = [fold(c) for c in passage.text.split("\t")[:-1][:3] if len(c) <= _LABEL_LENGTH]
        names = ["".join(a) for t in self._telling for a in t.alternatives]
        return any(n in label and len(n) >= 0.4 * len(label) for n in names for label in labels)

    def _is_labelled(self, passage: Passage) -> bool:
        """Whether the question says the whole first cell of a row: who or what it is about."""
        if passage.kind is not PassageKind.ROW:
            return False
        label = fold(passage.text.partition("\t")[0])
        return len(label) >= _LONG_LABEL and label in fold(self.query.full)

    def is_titled(self, passage: Passage) -> bool:
        """Whether the question says the whole title of the passage's section."""
        if not passage.section or passage.table_id:
            return False
        return says_title(self.topic.tokens, passage.section[-1])

    def explains_letter(self, passage: Passage) -> bool:
        """Whether a passage explains a letter of a motto that is asked for: ``A = Agility``."""
        return passage.id in self._letters

    @cached_property
    def _letters(self) -> frozenset[str]:
        plans = (reading.plan.passages for reading in self.scope.readings)
        return frozenset(i for own in plans for i in letters_explained(own, self.query.words))

    def _opens_with_topic(self, passage: Passage) -> bool:
        """Whether a passage begins with what is to be defined: its name stands in the title."""
        head = doc((passage.text[:_TITLE], 1.0))
        known = (t for t in self.topic.terms if t.text not in self.topic.missing)
        telling = max(known, key=lambda t: t.weight, default=None)
        forms = telling.alternatives if telling else ()
        return any(all(token in head.tokens for token in form) for form in forms)

    def _in_strategies(self, passage: Passage) -> bool:
        text = " ".join((*passage.section, passage.text[:200]))
        return bool(set(strategy_numbers(text)) & set(self.query.strategies))

    @cached_property
    def lost(self) -> float:
        """The share of the topic, by weight, that none of the plans asked has a word for."""
        missing = set(self.topic.missing)
        lost = sum(t.weight for t in self.topic.terms if t.text in missing)
        return lost / self.topic.total

    def is_sure(self, passage_id: str) -> bool:
        """Whether a passage stands out although it lacks words of the question."""
        found = next((r for r in self.ranked[:_TOP] if r.passage.id == passage_id), None)
        if found is None:
            return False
        if self.explains and self._opens_with_topic(found.passage):
            return True
        return found.coverage >= _FLOOR and found.score >= _SURE and self.lost <= _LOST

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name of the positions asked for, folded."""
        names = [n for p in self.query.positions for n in (p, *position_names(p))]
        return tuple(dict.fromkeys(fold(n) for n in names if len(n) > 2))

    @cached_property
    def projects(self) -> list[Matched[Project]]:
        """Projects, best first."""
        found = []
        for reading in self.scope.readings:
            for fact, document in reading.of(Project):
                assert isinstance(fact, Project)
                if is_left_out(fact.name, self.query.excluded, self.scope.corpus):
                    continue
                heading = reading.headings[fact.id] if self.query.does(Operation.LIST) else ""
                under = self.topic.covered(doc((heading, _UNDER_HEADING)))
                coverage = max(under, self._project_coverage(fact, document))
                found.append(Matched(reading, fact, coverage))
        return sorted(found, key=lambda m: -m.coverage)

    def _project_coverage(self, project: Project, document: Doc) -> float:
        coverage = self.topic.coverage(document)
        if self.query.strategies:
            inside = set(strategy_numbers(" ".join(project.strategy))) & set(self.query.strategies)
            coverage += 0.1 if inside else -0.1
        if Want.PLACE in self.query.wants and place_of_project(project):
            coverage += 0.1
        return coverage
