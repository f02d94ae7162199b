"""Names of local governments: the plan's own in another spelling, and those of others.

A plan that was copied keeps the name that it was copied from. Others are meant where a plan tells
of a visit, a neighbour or a transfer; such mentions are no findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pythainlp.corpus import provinces, thai_words
from rapidfuzz import fuzz

from ingest.checks.mentions import Mention, mentions
from ingest.checks.models import Finding, Severity
from ingest.checks.texts import Line, all_text
from ingest.checks.vocabulary import StaffWord, name_words
from ingest.checks.wording import quoted
from ingest.models import Organization, Plan
from ingest.text.normalize import normalize

# As in ingest.structure.identify: spellings of one name differ by less, other names by more.
_SAME_NAME = 62
_MAYOR = re.compile(
    r"นายก(?:เทศมนตรี|องค์การบริหารส่วน)(นคร|เมือง|ตำบล)\s?(?=[\u0e01-\u0e2e\u0e40-\u0e44])"
)
_COMMITTEE = re.compile(
    r"(?:พนักงานเทศบาล|พนักงานส่วนตำบล|ก\.\s?ท\.\s?จ\.|ก\.\s?อบต\.)\s?(?:จังหวัด|จ\.)?\s?"
    r"(?P<province>[\u0e01-\u0e4e]{2,20})"
)
_AROUND = 30
_TELLING = 5  # letters; shorter names are parts of words


def check(plan: Plan) -> Iterator[Finding]:
    """Nothing where it isn't known whose plan it is."""
    own = plan.organization
    if own is None:
        return
    for line in all_text(plan):
        text = normalize(line.text).text
        names = (*_of_names(line, text, own), *_of_provinces(line, text, own))
        words = (*_of_staff(line, text, own), *_of_institutions(line, text, own))
        yield from dict.fromkeys((*names, *words))


def check_known(plan: Plan, known: Iterable[Organization]) -> Iterator[Finding]:
    """Names of ``known`` organisations where a word for the place stands before them and no type:
    ``ชาว…``, ``คนดีศรี…``."""
    own = plan.organization
    cores = {other.core for other in known if own and _is_telling(other, own)}
    if own is None or not cores:
        return
    begins = {core[:_TELLING] for core in cores}
    words = name_words()
    for line in all_text(plan):
        plain = re.sub(r"\s", "", normalize(line.text).text)
        for match in _place_word().finditer(plain):
            at = match.end()
            if plain[at : at + _TELLING] not in begins:
                continue
            core = max((c for c in cores if plain.startswith(c, at)), key=len, default="")
            around = plain[max(0, at - _AROUND) : at + len(core) + _AROUND].lower()
            if core and not _has(around, words.meant):
                yield _foreign(line, own, core, sure=False)


@cache
def _place_word() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, name_words().place)))


def _is_telling(other: Organization, own: Organization) -> bool:
    """Whether the other's name by itself says whose it is: no province, no word, no own name."""
    names = {own.core, *own.variants, own.district or "", own.province or ""}
    if any(other.core in name or (name and name in other.core) for name in names):
        return False
    return len(other.core) >= _TELLING and other.core not in (*_provinces(), *thai_words())


def _of_names(line: Line, text: str, own: Organization) -> Iterator[Finding]:
    for mention in mentions(_in_full(text)):
        rest = re.sub(r"\s", "", mention.rest)
        if mention.type == own.type and rest.startswith(own.core):
            continue
        spelt = _spelling(rest, mention, own)
        if spelt and not mention.is_near(name_words().meant):
            yield _misspelt(line, own, spelt)
        elif not spelt and _is_foreign(mention, own):
            found = f"{mention.type}{mention.name}"
            yield _foreign(line, own, found, sure=mention.follows(name_words().own))


def _in_full(text: str) -> str:
    """``นายกเทศมนตรีตำบล…`` names the municipality as ``เทศบาลตำบล…`` does."""
    kinds = {"นคร": "เทศบาลนคร", "เมือง": "เทศบาลเมือง", "ตำบล": "เทศบาลตำบล"}
    return _MAYOR.sub(lambda m: m[0] if "องค์การ" in m[0] else f"นายก{kinds[m[1]]}", text)


def _spelling(rest: str, mention: Mention, own: Organization) -> str:
    """The name as it is spelt where it is the plan's own in another spelling, else ""."""
    if mention.type != own.type:
        return ""
    for variant in own.variants:
        if rest.startswith(variant):
            return variant
    name = mention.name
    if not name or name.startswith(own.core) or abs(len(name) - len(own.core)) > 3:
        return ""
    return name if fuzz.ratio(own.core, name) >= _SAME_NAME else ""


def _is_foreign(mention: Mention, own: Organization) -> bool:
    if not mention.name or mention.is_common or mention.is_near(name_words().meant):
        return False
    # The local governments of a place have one name and work together.
    of_own_place = {own.core, own.district, own.province} - {None}
    return not any(mention.name.startswith(str(place)) for place in of_own_place)


def _misspelt(line: Line, own: Organization, spelt: str) -> Finding:
    return Finding(
        "name-misspelt",
        Severity.WARNING,
        f"ชื่อหน่วยงานสะกดว่า {quoted(spelt)} ต่างจากชื่อของแผน {quoted(own.core)} "
        "อาจสะกดผิดหรือเป็นชื่อหน่วยงานอื่น",
        line.span,
        own.name,
        f"{own.type}{spelt}",
    )


def _foreign(line: Line, own: Organization, found: str, *, sure: bool) -> Finding:
    return Finding(
        "name-foreign",
        Severity.WARNING if sure else Severity.NOTE,
        f"พบชื่อหน่วยงานอื่น {quoted(found)} ในแผนของ{own.name} อาจค้างมาจากแผนที่นำมาเป็นต้นแบบ",
        line.span,
        own.name,
        found,
    )


def _of_provinces(line: Line, text: str, own: Organization) -> Iterator[Finding]:
    """The committee of another province decides nothing of this plan's staff."""
    for match in _COMMITTEE.finditer(text):
        name = next((p for p in _provinces() if match["province"].startswith(p)), None)
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if name is None or own.province is None or name == own.province:
            continue
        if match["province"].startswith(own.core) or _has(around, name_words().meant):
            continue
        yield Finding(
            "province-foreign",
            Severity.WARNING,
            f"พบคณะกรรมการพนักงานของจังหวัด{name} ในแผนของหน่วยงานในจังหวัด{own.province}",
            line.span,
            f"จังหวัด{own.province}",
            f"จังหวัด{name}",
        )


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(map(str, provinces()))


def _of_staff(line: Line, text: str, own: Organization) -> Iterator[Finding]:
    """Staff of another type of local government; a line that names its own as well lists all."""
    words = name_words()
    plain = re.sub(r"\s", "", text)
    ours = next((word for word in words.staff if own.type in word.types), None)
    if ours is None or ours.name in plain:
        return
    for word in words.staff:
        at = plain.find(word.name) if word is not ours else -1
        if at >= 0 and not _has(plain[max(0, at - _AROUND) : at], words.staff_meant):
            yield _other_staff(line, own, word, ours)


def _other_staff(line: Line, own: Organization, word: StaffWord, ours: StaffWord) -> Finding:
    return Finding(
        "staff-foreign",
        Severity.NOTE,
        f"ใช้คำว่า {quoted(word.name)} ในแผนของ{own.type.value} ซึ่งเรียกว่า {quoted(ours.name)}",
        line.span,
        ours.name,
        word.name,
    )


def _of_institutions(line: Line, text: str, own: Organization) -> Iterator[Finding]:
    plain = re.sub(r"\s", "", text)
    word = next((word for word in name_words().institutions if word in plain), None)
    if word is not None:
        yield Finding(
            "institution-foreign",
            Severity.NOTE,
            f"ข้อความ {quoted(word)} พูดถึงหน่วยงานประเภทอื่น อาจค้างมาจากเอกสารที่นำมาเป็นต้นแบบ",
            line.span,
            own.name,
            word,
        )


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
