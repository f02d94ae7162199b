"""Which organisation a text names: exactly, by abbreviation, misspelt, or one that isn't here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pythainlp.corpus import provinces, thai_words
from pythainlp.transliterate import romanize

from api.answering.understanding.gazetteer import near
from api.answering.understanding.hearing import plan_words
from api.answering.understanding.near_names import (
    Named,
    closest,
    inside_plan_words,
    inside_words,
    spellings,
    strange_places,
)
from api.answering.understanding.short_names import (
    ends_name,
    is_of_questions,
    is_without_rank,
    short_names,
)
from api.answering.understanding.vocabulary import vocabulary
from ingest.lexicon import organization_types
from ingest.models import Organization
from ingest.text.normalize import fold
from ingest.text.segment import words

# Measured on the names of the 77 provinces with one or two slips against ordinary questions:
# below 80 ordinary words match names of five or six letters.
_MISSPELT = 80.0
_MISSPELT_AFTER_TYPE = 70.0
_SURE = 90.0  # of a name that another's begins
_SHORTEST = 5  # letters of a name that may be misspelt
_NAME_LETTERS = 14


_DISTRICT = re.compile(r"(?:อำเภอ|จังหวัด|(?<!ผ)อ\.|(?<![บน])จ\.)(?:เมือง)?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """What a text says of organisations: those of the library, in order, and the names of
    others (``unknown``)."""

    named: tuple[Named, ...]
    unknown: tuple[str, ...]


def find_organizations(text: str, everyone: Sequence[Organization]) -> Mention:
    """The organisations of ``everyone`` that ``text`` names."""
    folded = fold(text)
    known = near(folded, everyone)
    found = [_whole_name(folded, known, name) for name in _exact(folded, known)]
    found += [n for n in _typed(folded, known) if not _overlaps(n, found)]
    missing = [o for o in known if all(n.organization != o for n in found)]
    found += [n for n in _shortened(folded, known, found) if not _overlaps(n, found)]
    missing = [o for o in missing if all(n.organization != o for n in found)]
    found += [n for n in _misspelt(folded, missing) if not _overlaps(n, found)]
    missing = [o for o in everyone if all(n.organization != o for n in found)]
    found += [n for n in _romanized(folded, missing) if not _overlaps(n, found)]
    found = [n for n in found if not _is_of_another_type(folded, n)]
    found = _one_each(sorted(found, key=lambda n: n.start))
    unknown = tuple(_unknown(text, found, everyone))
    return Mention(tuple(_no_places(folded, found, unknown)), unknown)


def _no_places(folded: str, found: list[Named], unknown: Sequence[str]) -> list[Named]:
    """Without the districts and provinces of organisations named before them: in
    ``เทศบาลตำบลในนา อำเภอเกาะแก้ว`` nothing is asked of เทศบาลเมืองเกาะแก้ว."""
    others = [folded.find(fold(name)) for name in unknown]
    kept: list[Named] = []
    for name in found:
        before = [at for at in (*others, *(k.start for k in kept)) if at < name.start]
        if not before or not _DISTRICT.search(folded[: name.start]):
            kept.append(name)
    return kept


def _whole_name(folded: str, known: Sequence[Organization], name: Named) -> Named:
    """The longer name that is meant where another's stands at its beginning: ``เวียงพิง`` is
    เวียงพิงค์ and not เวียง."""
    if ends_name(words(folded[name.end :])):
        return name
    core = fold(name.organization.core)
    longer = [o for o in known if o.core != core and fold(o.core).startswith(core)]
    near = closest(folded, name.start, name.start, longer, _SURE, inside_words(folded))
    return near[0] if near else name


def _exact(folded: str, known: Sequence[Organization]) -> list[Named]:
    found: list[Named] = []
    closed = inside_words(folded)
    for organization in known:
        for spelling in spellings(organization):
            at = _place(folded, spelling, closed)
            if at >= 0:
                found.append(Named(organization, at, at + len(spelling), 100.0))
                break
    longest = sorted(found, key=lambda n: n.start - n.end)
    kept: list[Named] = []
    for name in longest:
        inside = [k for k in kept if k.start <= name.start and name.end <= k.end]
        if not inside or any(k.organization.core == name.organization.core for k in inside):
            kept.append(name)
    return _of_right_type(folded, kept)


def _place(folded: str, spelling: str, closed: frozenset[int]) -> int:
    """Where a name stands, -1 if nowhere. A short one stands after a type, or free: there is no
    นาดี in พัฒนาดีไหม, and no ศิลา in ศิลาวารี. What is a word of plans, too, stands after a type:
    เลย is a particle."""
    at = folded.find(spelling) if len(spelling) > 2 else -1
    ordinary = spelling in vocabulary().stop or spelling in plan_words()
    while at >= 0:
        end = at + len(spelling)
        typed = folded[:at].endswith(("นคร", "เมือง", "ตำบล", *(form for form, _ in _type_forms())))
        free = not {at, end} & closed and ends_name(words(folded[end:]))
        whole = len(spelling) >= _SHORTEST and not {at, end} & inside_plan_words(folded)
        if typed or (not ordinary and (whole or free)):
            return at
        at = folded.find(spelling, at + 1)
    return -1


def _of_right_type(folded: str, found: list[Named]) -> list[Named]:
    """Of organisations with one core (เทศบาลเมือง and อบต. of a name) the type named before it."""
    kept = []
    for name in found:
        twins = [n for n in found if n.start == name.start and n is not name]
        before = folded[max(0, name.start - 25) : name.start]
        own = _ends_with_type(before, name.organization.type.value)
        if own or not any(_ends_with_type(before, t.organization.type.value) for t in twins):
            kept.append(name)
    return kept


def _is_of_another_type(folded: str, name: Named) -> bool:
    """Whether the type before a name is not its organisation's: อบจ. and เทศบาลเมือง of one name
    are two organisations."""
    before = folded[: name.start]
    kinds = {kind for form, kind in _type_forms() if before.endswith(form)}
    return bool(kinds) and name.organization.type.value not in kinds


def _ends_with_type(before: str, kind: str) -> bool:
    return any(before.endswith(form) for form, name in _type_forms() if name == kind)


@cache
def _type_forms() -> tuple[tuple[str, str], ...]:
    """Folded names and abbreviations of types with their type, the longest first."""
    forms = []
    for kind in organization_types():
        for form in (kind.name, *kind.short, *kind.variants):
            forms.append((fold(form), kind.name))
    return tuple(sorted(set(forms), key=lambda f: -len(f[0])))


@cache
def type_pattern() -> str:
    """A pattern for a type of organisation before a name, as people write it, or nothing."""
    forms = [r"\s*".join(map(re.escape, form)) for form, _ in _type_forms()]
    return rf"(?:(?:{'|'.join(forms)}|นคร|เมือง|ตำบล)\s*)?"


@cache
def _type_pattern() -> re.Pattern[str]:
    forms = [re.escape(form) for form, _ in _type_forms() if len(form) > 2]
    return re.compile("|".join(forms))


def _typed(folded: str, known: Sequence[Organization]) -> list[Named]:
    """A misspelt name after a type or its abbreviation: ``เทสบาลนครแม่สอท``. What is spelled in
    words of the dictionary must be nearer: ท่าสายลม is not ท่าสาลี."""
    found: list[Named] = []
    closed = inside_words(folded)
    for match in _type_pattern().finditer(folded):
        at = match.end()
        for meant in closest(folded, at, at, known, _MISSPELT_AFTER_TYPE, closed - {at}):
            spelled = all(word in thai_words() for word in words(folded[at : meant.end]))
            if meant.score >= _MISSPELT or not spelled:
                found.append(meant)
    return found


def _shortened(
    folded: str, known: Sequence[Organization], found: Sequence[Named]
) -> Iterable[Named]:
    """Names of which only the beginning is said, as words of their own; after a type of that
    very type, and then no more than the rank at their end may lack: เทศบาลตำบลหนองบัว is not
    เทศบาลตำบลหนองบัวใต้."""
    there = {n.organization.core for n in found}
    closed = inside_words(folded)
    for short, organizations in short_names(known).items():
        at = folded.find(short)
        end = at + len(short)
        if at < 0 or organizations[0].core in there or {at, end} & closed:
            continue
        before = folded[:at]
        if before.endswith(vocabulary().other_places) or not ends_name(words(folded[end:])):
            continue
        kinds = {kind for form, kind in _type_forms() if before.endswith(form)}
        for organization in organizations:
            own = not kinds or organization.type.value in kinds
            if own and (not kinds or is_without_rank(short, organization.core)):
                yield Named(organization, at, end, 100.0)


def _misspelt(folded: str, known: Sequence[Organization]) -> list[Named]:
    long = [o for o in known if len(o.core) >= _SHORTEST]
    strange = strange_places(folded)
    return closest(folded, 0, len(folded), long, _MISSPELT, inside_words(folded), strange)


def _romanized(folded: str, known: Sequence[Organization]) -> list[Named]:
    """Names in Latin letters: ``Mae Sot``, and provinces as they are known in English."""
    found: list[Named] = []
    if not _LATIN.search(folded):  # a name's Latin form costs a dictionary: e-LAAS is none
        return found
    for organization in known:
        for form in _latin_forms(organization.core):
            at = folded.find(form)
            if at >= 0:
                found.append(Named(organization, at, at + len(form), 100.0))
                break
    return found


_LATIN = re.compile("[a-z]{5}")


@cache
def _latin_forms(core: str) -> tuple[str, ...]:
    english = [p["name_en"] for p in provinces(details=True) if p["name_th"] == core]  # type: ignore[index]
    forms = (romanize(core, engine="royin"), *english)
    return tuple(form for form in map(fold, forms) if len(form) >= _SHORTEST)


def _overlaps(name: Named, found: Iterable[Named]) -> bool:
    return any(name.start < f.end and f.start < name.end for f in found)


def _one_each(found: list[Named]) -> list[Named]:
    kept: dict[str, Named] = {}
    for name in found:
        kept.setdefault(name.organization.name, name)
    return list(kept.values())


def _unknown(text: str, found: Sequence[Named], known: Sequence[Organization]) -> Iterable[str]:
    """Names after a type that aren't in the library, and provinces that none of it is in."""
    spans = [(n.start, n.end) for n in found]
    told: set[str] = set()
    for match in _type_pattern().finditer(text):
        at = len(fold(text[: match.end()]))
        if any(start <= at + 2 and at - len(match[0]) < end for start, end in spans):
            continue
        name = _name_after(text[match.end() :])
        if name:
            yield match[0] + name
        told.add(fold(name))
    if found:
        return
    here = {fold(o.province or "") for o in known} | {fold(o.core) for o in known}
    folded = fold(text)
    for province in map(fold, map(str, provinces())):
        if len(province) > 3 and province in folded and province not in {*here, *told}:
            yield province


def _name_after(rest: str) -> str:
    """What looks like a place's name right after a type; "" if a common word follows."""
    run = _THAI_RUN.match(rest)
    following = words(run[1]) if run else []
    if not following or following[0] in vocabulary().stop | vocabulary().no_place:
        return ""
    name = following[0]
    for word in following[1:]:
        if is_of_questions(word) or len(name) + len(word) > _NAME_LETTERS:
            break
        name += word
    return name if len(name) > 2 else ""


_THAI_RUN = re.compile("\\s?([\u0e01-\u0e4e]{2,40})")
