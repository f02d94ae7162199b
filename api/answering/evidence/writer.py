"""Building an answer: lines of text, each with the citations that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from api.answering.evidence.quoting import quoted_lines
from api.answering.evidence.shelf import Reading
from api.answering.models import Answer, Citation
from api.places import SCANNED, is_unverified, page_of, place_of
from ingest.models import Fact, Passage
from ingest.text.segment import words
from prompts import say

# A mark while an answer is built: code points for private use, so that a "[1]" in a plan's own
# words is none. Their numbers are given at the end, in the order in which a reader meets them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_DIGIT = re.compile("[0-9๐-๙]")
_WORD = 40  # letters beyond the cut in which its word surely ends
_QUOTE = 4_000  # characters of a quote; a row of a real plan has up to 3,000


class Writer:
    """Collects lines and numbers their sources in the order in which the text names them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._facts: dict[str, Fact] = {}

    def cite(self, reading: Reading, passage_ids: Iterable[str]) -> str:
        """The marks of the passages: ``[1][2]`` once the answer is made."""
        passages = (reading.passages[passage_id] for passage_id in dict.fromkeys(passage_ids))
        return "".join(self.cite_again(citation_of(reading, passage)) for passage in passages)

    def cite_quote(self, reading: Reading, passage: Passage, said: str) -> str:
        """The mark of those lines of a passage of running text that ``said`` quotes: the rule of
        one line, not the page that it stands on. All lines where a part isn't found."""
        lines = quoted_lines(reading.plan, passage, said)
        whole = citation_of(reading, passage)
        if lines is None:
            return self.cite_again(whole)
        first, last = lines
        text = "\n".join(filter(str.strip, reading.plan.lines[first - 1 : last]))
        cited = replace(
            whole,
            line_start=first,
            line_end=last,
            page=page_of(reading.plan, first),
            quote=text[:_QUOTE],
            place=place_of(reading.plan, first, last),
            unverified=is_unverified(reading.plan, first, last),
        )
        return self.cite_again(cited)

    def cite_again(self, citation: Citation) -> str:
        """The mark of a citation, one of another answer too."""
        key = (citation.passage_id, citation.line_start, citation.line_end)
        if key not in self._citations:
            self._citations[key] = replace(citation, id=len(self._citations) + 1)
        return f"{_OPEN}{self._citations[key].id}{_CLOSE}"

    def line(self, text: str, marks: str = "") -> None:
        """A line of the answer; what states something carries marks, of several lines each."""
        self._lines += [f"{line} {marks}".rstrip() for line in text.split("\n")]

    def facts(self, facts: Iterable[Fact]) -> None:
        self._facts.update({fact.id: fact for fact in facts})

    def answer(self, suggestions: Sequence[str] = (), answerable: bool = True) -> Answer:
        text = "\n".join(map(self._warned, self._lines))
        used = {int(n): at for at, n in enumerate(dict.fromkeys(_MARK.findall(text)), 1)}
        cited = [replace(c, id=used[c.id]) for c in self._citations.values() if c.id in used]
        return Answer(
            text=_MARK.sub(lambda mark: f"[{used[int(mark[1])]}]", text),
            answerable=answerable,
            citations=tuple(sorted(cited, key=lambda c: c.id)),
            facts=tuple(self._facts.values()),
            suggestions=tuple(suggestions),
        )

    def _warned(self, line: str) -> str:
        """The line, with a word of warning before its marks if a figure in it is from a scan."""
        unsure = {c.id for c in self._citations.values() if c.unverified}
        first = _MARK.search(line)
        if first is None or unsure.isdisjoint(map(int, _MARK.findall(line))):
            return line
        if not _DIGIT.search(_MARK.sub("", line)):
            return line
        return f"{line[: first.start()]}({SCANNED}) {line[first.start() :]}"


def citation_of(reading: Reading, passage: Passage) -> Citation:
    """Of a whole passage, without a number yet."""
    plan = reading.plan
    first, last = passage.span.line_start, passage.span.line_end
    return Citation(
        id=0,
        passage_id=passage.id,
        plan_id=plan.id,
        organization=plan.organization.name if plan.organization else None,
        fiscal_years=plan.fiscal_years,
        title=plan.title,
        source=plan.source,
        section=passage.section,
        line_start=first,
        line_end=last,
        page=page_of(plan, first),
        quote=passage.text[:_QUOTE],
        place=place_of(plan, first, last),
        unverified=is_unverified(plan, first, last),
    )


def whose(reading: Reading) -> str:
    """Whose plan it is, as answers say it: ``เทศบาลตำบลสวนหลวง ปีงบประมาณ 2569``."""
    if not reading.years:
        return reading.organization
    return say("whose", organization=reading.organization, years=reading.years)


def shortened(text: str, length: int) -> str:
    """The text cut before ``length`` characters, with … where it was cut: at a space, else
    between two words, and without a bracket that stays open."""
    clean = " ".join(text.split())
    if len(clean) <= length:
        return clean
    cut = clean.rfind(" ", length * 2 // 3, length)
    kept = clean[:cut] if cut > 0 else _whole_words(clean, length)
    opened = kept.rfind("(")
    if opened > length // 4 and ")" not in kept[opened:]:
        kept = kept[:opened]
    return kept.rstrip(" -(,:;/") + "…"


def _whole_words(text: str, length: int) -> str:
    """As many whole words as fit, at least one."""
    kept = 0
    plain = text.lower()  # as the words are
    for word in words(text[: length + _WORD]):
        at = plain.find(word.lower(), kept)
        end = at + len(word)
        if at < 0 or (end > length and kept):
            break
        kept = end
    return text[:kept]
