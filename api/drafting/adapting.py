"""Texts of prior plans made those of the draft's organisation and years, or not used at all.

Names and years of the example are replaced. Where anything of another local government, a place,
a person or another year is left after that, there is no text: a field that is filled in by hand
is better than one that names somebody else's town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pythainlp.corpus import provinces, thai_words

from api.drafting.bodies import forms_of, own_words, renaming, words
from api.drafting.joining import Spelling
from api.drafting.slips import mended
from api.drafting.years import in_years
from ingest.checks.mentions import mentions
from ingest.lexicon.repair import repair
from ingest.models import Organization, OrganizationType
from ingest.text.names import name_spans
from ingest.text.normalize import fold, join_thai, normalize, undirected
from ingest.text.segment import tokens
from ingest.text.segment import words as segmented

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_MARKUP = re.compile(r"<[^<>]*>")
_BULLET = re.compile(r"^\s*(?:[-–•*]|\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙]))\s*")
_SECOND = re.compile(r"\s\(?[2๒][.)]\s?[^0-9๐-๙]")
_QUOTED = re.compile(r"\s*[“”\"][^“”\"]{2,60}[“”\"]")
_EMPTY = re.compile(r"\(\s*\)|“\s*”")
_SPACES = re.compile(r"[ \t\u00a0]+")
# A place of its own: what follows is a name, unless it is one of the words after it.
_PLACE = re.compile(
    rf"(?:ตำบล|อำเภอ|จังหวัด|หมู่บ้าน|บ้าน|วัด|โรงเรียน|ถนน|ซอย|ชุมชน|อุทยาน|แม่น้ำ|คลอง|เกาะ|ดอย"
    rf"|(?<![{_THAI}])[ตอจ]\.)\s?([{_THAI}]{{2,30}})"
)
# Of these the letters are parts of words, too: "อยู่" after ด, ตัวชี้วัด.
_SHORT_PLACES = ("บ้าน", "วัด", "เกาะ", "ดอย", "คลอง", "ซอย", "ถนน")
_RUN = re.compile(f"[{_THAI}]+")
# A strategy is its plan's own: another's is none of the draft's.
_STRATEGY = re.compile(
    r"(?:ยุทธศาสตร์|กลยุทธ์|พันธกิจ|เป้าประสงค์|ประเด็น|นโยบาย)(?:การพัฒนา)?\s?(?:ด้าน|ข้อ)?ที่\s?[0-9]"
)
_TWICE = re.compile(r"(จังหวัด|เทศบาล)\s?\1(?=[ก-ฮเแโใไ])")
_MOST_SHARED = 5  # letters in a row that a slogan may share with a name by chance
_SHARE = 0.6
_KINDS = "|".join(kind.value for kind in OrganizationType)
_OFFICE = re.compile(rf"(?:{_KINDS})\s?([{_THAI}]{{2,30}})")
_CONTACT = re.compile(r"(?:โทร(?:ศัพท์|สาร)?\.?\s*[0-9]|www\.|https?:|@|[0-9]-[0-9]{4}-[0-9]{4})")
_LETTER = re.compile(f"[{_THAI}]")


@dataclass(frozen=True)
class Adapter:
    """Makes texts those of ``body`` in ``years``; ``others`` are the organisations whose names
    must not be left in one, ``spelling`` tells where words are cut in two."""

    body: Organization
    years: tuple[int, ...]
    others: tuple[Organization, ...]
    spelling: Spelling = field(default_factory=Spelling)

    def text(self, text: str, old: Organization | None, years: Sequence[int]) -> str | None:
        """``text`` of a plan of ``old`` for ``years``; None where it can't be made the draft's.

        "" stays "". Digits are Arabic, white space single.
        """
        plain = cleaned(text)
        if not plain:
            return ""
        plain = self.spelling.joined(plain)
        if old is not None:
            plain = self._renamed(plain, old)
        if self._names_office(plain):  # before "เทศบาล" of another's name becomes "อบต."
            return None
        if old is not None:
            plain = self._reworded(plain, old)
        dated = in_years(plain, years, self.years)
        if dated is None:
            return None
        told = _TWICE.sub(r"\1", _EMPTY.sub("", dated))
        told = mended(_SPACES.sub(" ", told).strip(" -–,;:"))
        return told if told and not self._is_foreign(told, old) else None

    def name(self, text: str, old: Organization | None, years: Sequence[int]) -> str | None:
        """As ``text``, for the name of a project: slogans in quotation marks are left out where a
        name is left without them."""
        bare = _QUOTED.sub(" ", text)
        told = self.text(bare if len(content_words(bare)) > 1 else text, old, years)
        return told or None

    def _renamed(self, text: str, old: Organization) -> str:
        """The example's own names, in all spellings, as the draft's organisation."""
        for pattern, new in _names_of(old, self.body):
            text = pattern.sub(new, text)
        return text

    def _reworded(self, text: str, old: Organization) -> str:
        """What the example's kind calls its people and parts, as the draft's kind does."""
        for rename in (renaming(old.type, self.body.type), own_words(self.body)):
            if rename is not None:
                parts = text.split(self.body.name)  # the name just put in stays
                text = self.body.name.join(rename(part) for part in parts)
        return text

    # What is left of others

    def _is_foreign(self, text: str, old: Organization | None) -> bool:
        folded = fold(text)
        for own in self._own:
            folded = folded.replace(own, "\n")
        return (
            self._names_another(folded)
            or (old is not None and not self._is_body(old) and _shares(folded, old))
            or (old is not None and not self._is_body(old) and bool(_STRATEGY.search(text)))
            or self._names_place(text)
            or any(True for _ in name_spans(text))
            or _CONTACT.search(text) is not None
        )

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """Names that may stand in a draft, folded, the longest first."""
        places = (f"{kind}{name}" for kind, name in self._places)
        return tuple(sorted(map(fold, {self.body.name, *places}), key=len, reverse=True))

    @cached_property
    def _places(self) -> tuple[tuple[str, str], ...]:
        pairs = (("อำเภอ", self.body.district), ("จังหวัด", self.body.province))
        return tuple((kind, name) for kind, name in pairs if name)

    def _is_body(self, other: Organization) -> bool:
        return fold(other.core) == fold(self.body.core) and other.type is self.body.type

    def _names_another(self, folded: str) -> bool:
        return any(name in folded for name in self._foreign_names)

    @cached_property
    def _foreign_names(self) -> tuple[str, ...]:
        """Names of other organisations and their districts that aren't words of the language,
        and those of provinces."""
        names = set(map(fold, map(str, provinces())))
        for other in self.others:
            if not self._is_body(other):
                names |= {fold(n) for n in (other.core, *other.variants, other.district) if n}
        own = (name for name in names if len(name) > 3 and name not in thai_words())
        return tuple({*own} | _LONG_PROVINCES)

    def _names_office(self, text: str) -> bool:
        """Whether a kind of local government is followed by a name that isn't the draft's."""
        apart = text.replace(self.body.name, " ")
        if any(mention.name and not mention.is_common for mention in mentions(apart)):
            return True
        rest = join_thai(text).replace(join_thai(self.body.name), " ")
        return any(not _is_word_run(match[1]) for match in _OFFICE.finditer(rest))

    def _names_place(self, text: str) -> bool:
        rest = join_thai(text).replace(join_thai(self.body.name), " ")
        for kind, name in self._places:
            rest = rest.replace(f"{kind}{name}", " ")
        found = (match for match in _PLACE.finditer(rest) if _is_whole_word(rest, match))
        return any(not _is_word_run(match[1]) for match in found)


# Provinces are words of the dictionary, too; the shortest are parts of others.
_LONG_PROVINCES = frozenset(fold(str(p)) for p in provinces() if len(str(p)) > 5)


def cleaned(text: str) -> str:
    """A cell's or paragraph's text in one line, without mark-up and the mark of a list's item."""
    plain = repair(undirected(normalize(_MARKUP.sub(" ", text)).text))
    plain = _SPACES.sub(" ", " ".join(plain.split()))
    if _SECOND.search(plain):  # the first of several items keeps its number
        return plain.lstrip("-–•* ")
    return _BULLET.sub("", plain).strip()


def content_words(text: str) -> list[str]:
    """The words of a name or topic that say what it is about."""
    stop = words().stop
    return [word for word in tokens(text) if word not in stop and not word.isdigit()]


@lru_cache(256)
def _names_of(old: Organization, new: Organization) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What the example's organisation is called, and what the draft's is; longest first."""
    pairs: list[tuple[str, str]] = []
    for core in dict.fromkeys((old.core, *old.variants)):
        letters = _spaced(core)
        offices = "|".join(_spaced(form) for form in forms_of(old.type))
        pairs.append((rf"(?:{offices})\s?{letters}", new.name))
        if old.type in _MUNICIPAL:  # "นครสวนหลวง", as such plans call themselves
            rank = old.type.value.removeprefix("เทศบาล")
            pairs.append((rf"(?<![{_THAI}]){_spaced(rank)}\s?{letters}", new.name))
            pairs.append((rf"(?<=เทศมนตรี)\s?{_spaced(rank)}\s?{letters}", ""))
    pairs.sort(key=lambda pair: -len(pair[0]))
    pairs += _place_pairs(old, new)
    return tuple((re.compile(pattern), name) for pattern, name in pairs)


_MUNICIPAL = (
    OrganizationType.CITY,
    OrganizationType.TOWN,
    OrganizationType.SUBDISTRICT_MUNICIPALITY,
)


def _place_pairs(old: Organization, new: Organization) -> Iterator[tuple[str, str]]:
    places = (
        ("อำเภอ", "อ.", old.district, new.district),
        ("จังหวัด", "จ.", old.province, new.province),
    )
    for word, short, was, becomes in places:
        heads = f"(?:{_spaced(word)}|{re.escape(short)})"
        if was and becomes:
            yield rf"{heads}\s?{_spaced(was)}", f"{word}{becomes}"
        elif was and word == "จังหวัด":  # its committees and offices do without the name
            yield rf"(?:(?<=เทศบาล)|(?<=ท้องถิ่น)|(?<=ส่วนตำบล)){heads}\s?{_spaced(was)}", word


def _spaced(name: str) -> str:
    """A pattern for a name with the stray spaces that OCR leaves between its letters."""
    return r"\s?".join(re.escape(letter) for letter in name if not letter.isspace())


def _shares(folded: str, old: Organization) -> bool:
    """Whether a good part of the example's own name is left, as in a slogan on it."""
    for name in (old.core, *old.variants):
        core = fold(name)
        least = max(_MOST_SHARED, round(len(core) * _SHARE))
        for at in range(len(core) - least + 1):
            piece = core[at : at + least]
            if piece in folded and piece not in thai_words() and _LETTER.search(piece):
                return True
    return False


def _is_whole_word(text: str, match: re.Match[str]) -> bool:
    """Whether the word for a place is one, and no letters of others: none in ตัวชี้วัดความสำเร็จ."""
    if not match[0].startswith(_SHORT_PLACES):
        return True
    run = next(run for run in _RUN.finditer(text) if run.start() <= match.start() < run.end())
    return match.start() - run.start() in _beginnings(run[0])


@lru_cache(4096)
def _beginnings(run: str) -> frozenset[int]:
    """Where the words of Thai letters begin."""
    at = 0
    found = set()
    for word in segmented(run):
        at = max(run.find(word, at), at)
        found.add(at)
        at += len(word)
    return frozenset(found)


@lru_cache(4096)
def _is_word_run(run: str) -> bool:
    """Whether what follows ตำบล, วัด or the like is ordinary words and no name: ชุมชนเข้มแข็ง."""
    found = segmented(run)
    return bool(found) and found[0] in words().no_place
