"""Organisation and position out of a few words: "ธุรการ ดอนสมมุติ" is enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pythainlp.corpus import provinces

from api.answering.understanding.organizations import find_organizations
from api.answering.understanding.understand import without_organizations
from ingest.lexicon import generic_organization_words, organization_types
from ingest.lexicon.match import find_departments, find_employee_types, find_positions
from ingest.models import Organization

# What people say around their organisation and position: greetings, polite words as they are drawn
# out (ค้าบ, ค่า, จ้า), ranks.
_AROUND = (
    r"(?:สวัสดี|ขอ(?:บันทึก|แจ้ง)|กระผม|ผม|ดิฉัน|ฉัน|หนู|พี่|เรา|เป็น|คือ|ชื่อ|ตำแหน่ง|ตน|สังกัด|หน่วยงาน|ทำงาน|"
    r"ปฏิบัติงาน|ตอนนี้|ปัจจุบัน|อยู่|ประจำ|ที่|ของ|และ|จังหวัด|จ\.|อำเภอ|อ\.|ระดับ|ก็ได้|งั้น|เอา|"
    r"ปฏิบัติการ|(?:ชำนาญ|เชี่ยวชาญ)(?:งาน|การ)?(?:พิเศษ)?|อาวุโส|"
    r"นะ+|น้า+|คร?[ัา้๊]{1,3}[บชผ]+|ค[่้๊]?[ะา]+|จ[้๊]?[ะา]+|อ่?ะ|ฮ่?ะ)"
)
_EDGES = re.compile(rf"^(?:{_AROUND}|\s)+|(?:{_AROUND}|\s)+$")
# In no name of an organisation or position: most questions are known by it at once.
_ASKS = re.compile(r"\?|อะไร|เท่าไ|เท่าใด|กี่|ไหน|ใคร|เมื่อไ|ไหม|อย่างไร|ยังไง|โครงการ|หลักสูตร|อบรม")
_NO_LETTER = re.compile(r"[^A-Za-z0-9ก-๙]+")
_NO_NAME = re.compile(r"[^A-Za-z0-9ก-๙.()|]+")
# Before the name of a place.
_PLACE = r"(?:จังหวัด|จ\.|อำเภอ|อ\.)?\s*"
_SHORTEST = 3  # letters of a place; shorter ones stand in other words
# Begins positions that the lexicon has no name for.
_JOB = re.compile(
    r"(?:นัก|เจ้าพนักงาน|เจ้าหน้าที่|จพง|จนท|นวก|พนักงาน|พนง|ผู้|ผช|ผอ|หัวหน้า|หน\.|ครู|ปลัด|รอง|นายก|เลขา|"
    r"คน|ช่าง|นายช่าง|ลูกจ้าง|วิศวกร|สถาปนิก|พี่เลี้ยง|ภารโรง|ยาม)[ก-๙.\s]{0,40}"
)
# A person says no more than this about organisation and position.
_MOST = 120


@dataclass(frozen=True, slots=True)
class Stated:
    """What a message says of its writer, and says nothing else.

    ``choices`` are the organisations of a place that was named, where it has several;
    ``nowhere`` is a place that has none in the library. An ``organization`` need not be in it.
    """

    organization: str | None = None
    position: str | None = None
    choices: tuple[str, ...] = field(default=())
    nowhere: str | None = None

    @property
    def both(self) -> bool:
        return self.position is not None and bool(self.organization or self.choices or self.nowhere)


def read_profile(text: str, known: Sequence[Organization], *, asked: bool = False) -> Stated | None:
    """None for a message that says anything else, such as a question. Who was ``asked`` may name
    a position that the lexicon doesn't have."""
    if len(text) > _MOST or _ASKS.search(text):
        return None
    rest, stated = _organization(_NO_NAME.sub(" ", text).strip(), known)
    rest, position = _position(rest)
    job = _without_edges(rest)
    if asked and not position and _JOB.fullmatch(job):
        rest, position = "", job
    if _NO_LETTER.sub("", _left(rest)):
        return None
    if not (position or stated.organization or stated.choices or stated.nowhere):
        return None
    return Stated(stated.organization, position, stated.choices, stated.nowhere)


def is_type_alone(text: str) -> bool:
    """``อบต.`` says too little to tell which."""
    names = (name for kind in organization_types() for name in (kind.name, *kind.short))
    said = _bare(_without_edges(_NO_NAME.sub(" ", text)))
    return said in {_bare(name) for name in (*names, *generic_organization_words())}


def _bare(name: str) -> str:
    return "".join(name.split()).replace(".", "")


def _organization(text: str, known: Sequence[Organization]) -> tuple[str, Stated]:
    """The text without organisation and place, and what it said of them."""
    mention = find_organizations(text, known)
    if len(mention.named) == 1 and not mention.unknown:
        organization = mention.named[0].organization
        rest = _without_type(without_organizations(text, mention), organization)
        return rest, Stated(organization.name)
    if mention.named:
        return text, Stated()
    places = _places(known)
    typed = [name for name in mention.unknown if name not in places and name not in provinces()]
    if len(typed) == 1:
        # Before places: อบต.นาแก้วใหม่ is none of จังหวัดแก้ว.
        return re.sub(_PLACE + re.escape(typed[0]), " ", text), Stated(typed[0])
    for place, there in places.items():
        found = re.search(_PLACE + re.escape(place), text)
        if found:
            rest = text.replace(found[0], " ")
            one = there[0] if len(there) == 1 else None
            return rest, Stated(one, choices=() if one else there)
    if len(mention.unknown) != 1:
        return text, Stated()
    (name,) = mention.unknown
    return re.sub(_PLACE + re.escape(name), " ", text), Stated(nowhere=name)


def _without_type(rest: str, organization: Organization) -> str:
    """Without the type before the place of the name, as people shorten it: เทศบาล, ทม, ท."""
    forms = [
        form
        for kind in organization_types()
        if kind.name == organization.type.value
        for form in (kind.name, *kind.short)
    ]
    if organization.name.startswith("เทศบาล"):
        forms += [*generic_organization_words(), "ท."]
    pattern = "|".join(re.escape(_bare(form)) for form in sorted(forms, key=len, reverse=True))
    return re.sub(rf"(?:{pattern})\.?\s*\|", "|", rest)


def _places(known: Sequence[Organization]) -> dict[str, tuple[str, ...]]:
    """The organisations by their provinces and districts, longer names of places first."""
    found: dict[str, tuple[str, ...]] = {}
    for organization in known:
        for place in dict.fromkeys((organization.province, organization.district)):
            if place and len(place) >= _SHORTEST:
                found[place] = (*found.get(place, ()), organization.name)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _position(rest: str) -> tuple[str, str | None]:
    """The text without the position, and the position as the lexicon calls it; for who names none
    the kind of employee: ``พนักงานจ้างตามภารกิจ``."""
    # A name is sure where nothing but it is said; "|" stands where an organisation was.
    whole = " ".join(rest.replace("|", " ").split())
    bare = " ".join(filter(None, map(_without_edges, rest.split("|"))))
    for text in dict.fromkeys((whole, bare, _without_departments(bare))):
        matches = find_positions(text) or find_employee_types(text)
        if matches:
            best = max(matches, key=lambda match: (match.score, match.end - match.start))
            return f"{text[: best.start]} {text[best.end :]}", best.canonical
    return whole, None


def _without_edges(text: str) -> str:
    """Without what people say before and after: ``พี่ทำงานธุรการอยู่`` is ธุรการ."""
    return _EDGES.sub("", text.strip()).strip()


def _without_departments(text: str) -> str:
    for match in reversed(find_departments(text)):
        text = text[: match.start] + " " + text[match.end :]
    return _without_edges(text)


def _left(rest: str) -> str:
    """What is left unread: not the department, nor the district of a seat of a province."""
    return re.sub(rf"{_AROUND}|เมือง", "", _without_departments(rest.replace("|", " ")))
