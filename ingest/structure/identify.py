"""Whose plan it is, of which years and which kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pythainlp.corpus import provinces
from rapidfuzz import fuzz, process

from ingest.models import Organization, OrganizationType
from ingest.text.normalize import normalize
from ingest.text.years import year_span

TITLE_LINES = 40  # a plan names itself on its first page
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_TYPE = "|".join(sorted((t.value for t in OrganizationType), key=len, reverse=True))
_TYPED = re.compile(rf"({_TYPE})\s?([{_THAI}]{{2,40}})(?=([^{_THAI}]|$))")
_MAYOR = re.compile(
    rf"นายก(?:เทศมนตรี|องค์การบริหารส่วน)(นคร|เมือง|ตำบล|จังหวัด)\s?([{_THAI}]{{2,30}})(?=[^{_THAI}]|$)"
)
_DISTRICT = re.compile(
    rf"(?:อำเภอ|อ\.)\s?([{_THAI}]{{2,30}})(?=\s+(?:จังหวัด|จ\.)|\s*$)", re.MULTILINE
)
_PROVINCE = re.compile(rf"(?:จังหวัด|จ\.)\s?([{_THAI}]{{2,30}})")
_FISCAL = re.compile(r"(?:ปีงบประมาณ|ประจำปี|พ\.\s?ศ\.)")
# Names of one place in one plan differ by an OCR slip or two; of two places by more.
_VARIANT_SCORE = 62
_OTHER_WORDS = re.compile(
    r"^(?:ต่าง|ทุก|อื่น|แต่ละ|ของ|และ|หรือ|ใน|ที่|ซึ่ง|ดังกล่าว|ได้|มี|เป็น|ให้|ตาม"
    r"|ประจำปี|ปีงบ|จังหวัด|อำเภอ|จึง|เพื่อ|โดย|จัดทำ|ดำเนินการ)"
)

_KINDS: tuple[tuple[str, str], ...] = (
    ("แผนการบริหารและพัฒนาทรัพยากรบุคคล", "แผนการบริหารและพัฒนาทรัพยากรบุคคล"),
    ("แผนพัฒนารายบุคคล", "แผนพัฒนารายบุคคล"),
    *(
        (f"{plan}พัฒนา{staff}", "แผนพัฒนาบุคลากร")
        for plan in ("แผน", "แผนการ", "แผนปฏิบัติการ", "แผนดำเนินการ")
        for staff in (
            "บุคลากร",
            "พนักงาน",
            "ข้าราชการ",
            "ลูกจ้าง",
            "ครู",
            "กำลังคน",
            "ทรัพยากรบุคคล",
            "ทรัพยากรมนุษย์",
        )
    ),
    ("แผนกลยุทธ์", "แผนกลยุทธ์การบริหารทรัพยากรบุคคล"),
    ("นโยบาย", "นโยบายการบริหารทรัพยากรบุคคล"),
    ("แผนอัตรากำลัง", "แผนอัตรากำลัง"),
    ("แผน", "แผนการบริหารทรัพยากรบุคคล"),
)


def organization_of(lines: Sequence[str]) -> Organization | None:
    """The organisation that the text is about: the one it names most, in all its spellings; of
    those it names as often the first.

    Of several spellings the one on proclamations and signatures (``ประกาศ…``, ``นายก…``) wins,
    then the most frequent, then the first. None if the text names no local government.
    """
    text = "\n".join(normalize(line).text for line in lines)
    names = sorted(_typed_names(text), key=lambda n: (_first_at(n, text), -len(n[1]), n))
    if not names:
        return None
    counted = {name: _support(name, text) for name in names}
    kind, core = max(counted, key=lambda n: (counted[n], _formal(n[1], text)))
    spellings = Counter[str]()
    for (other_kind, other), count in counted.items():
        spelt = _spelling(core, other) if other_kind == kind else None
        if spelt:
            spellings[spelt] += count
    core = max(spellings, key=lambda s: (_formal(s, text), spellings[s]))
    variants = sorted((s for s in spellings if s != core), key=lambda s: -spellings[s])
    return Organization(
        name=f"{kind}{core}",
        type=OrganizationType(kind),
        core=core,
        district=_first(_DISTRICT, text),
        province=_province(text),
        variants=tuple(variants),
    )


def _typed_names(text: str) -> set[tuple[str, str]]:
    """Kind and core of each local government named, without the pieces of broken names."""
    found = Counter((m[1], m[2]) for m in _TYPED.finditer(text))
    found.update((_mayors_type(m[1]), m[2]) for m in _MAYOR.finditer(text))
    names = Counter({n: count for n, count in found.items() if not _OTHER_WORDS.match(n[1])})
    return {n for n in names if not any(_is_piece(n, other, names) for other in names)}


def _is_piece(
    name: tuple[str, str], other: tuple[str, str], names: Counter[tuple[str, str]]
) -> bool:
    """Whether ``name`` is what OCR left of ``other`` before a stray space: ``ดอน สมมุติ``."""
    (kind, core), (other_kind, whole) = name, other
    if kind != other_kind or core == whole or not whole.startswith(core):
        return False
    return names[other] > names[name] and not _OTHER_WORDS.match(whole[len(core) :])


def _first_at(name: tuple[str, str], text: str) -> int:
    found = re.search(rf"{name[0]}\s?{re.escape(name[1])}", text)
    return found.start() if found else len(text)


def _mayors_type(word: str) -> str:
    province_or_subdistrict = {"จังหวัด": OrganizationType.PROVINCE}
    kind = province_or_subdistrict.get(word)
    if kind is None:
        kind = next(t for t in OrganizationType if t.value == f"เทศบาล{word}")
    return kind.value


def _support(name: tuple[str, str], text: str) -> int:
    kind, core = name
    return len(re.findall(rf"{kind}\s?{re.escape(core)}", text))


def _spelling(core: str, other: str) -> str | None:
    """``other`` if it is ``core`` or ``core`` with OCR slips; of a misspelt name with words
    after it (``…ได้พัฒนา``) the name. None if it is another name."""
    if other == core or _respelt(core, other):
        return other
    for size in (len(core), len(core) - 1, len(core) + 1):
        if _OTHER_WORDS.match(other[size:]) and _respelt(core, other[:size]):
            return other[:size]
    return None


def _respelt(core: str, other: str) -> bool:
    """Whether ``other`` is ``core`` with OCR slips, and not core with more words after it."""
    if other.startswith(core) or abs(len(core) - len(other)) > 3:
        return False
    return fuzz.ratio(core, other) >= _VARIANT_SCORE


def _formal(core: str, text: str) -> int:
    """How often proclamations and signatures spell the name so."""
    proclaimed = re.findall(rf"ประกาศ(?:{_TYPE})\s?{re.escape(core)}", text)
    signed = re.findall(rf"นายก\S{{0,20}}?{re.escape(core)}\s*$", text, re.MULTILINE)
    return len(proclaimed) + len(signed)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search("\n".join(text.split("\n")[:TITLE_LINES])) or pattern.search(text)
    return match[1] if match else None


def _province(text: str) -> str | None:
    """The province most named, in its official spelling if OCR left it recognisable."""
    named = Counter(m[1] for m in _PROVINCE.finditer(text))
    if not named:
        return None
    name = named.most_common(1)[0][0]
    official = process.extractOne(
        name, list(map(str, provinces())), scorer=fuzz.ratio, score_cutoff=85
    )
    return official[0] if official else name


def fiscal_years_of(lines: Sequence[str]) -> tuple[int, ...]:
    """The fiscal years (B.E.) on the first page: ``พ.ศ. ๒๕๖๗ - ๒๕๖๙`` gives three. Empty if
    the plan names none there."""
    for line in [line for line in lines if line.strip()][:TITLE_LINES]:
        if _FISCAL.search(line) and len(line) < 200:
            years = year_span(line)
            if years:
                return years
    return ()


def kind_of(lines: Sequence[str]) -> str:
    """The kind of document by its title."""
    head = "".join("".join(line.split()) for line in [x for x in lines if x.strip()][:TITLE_LINES])
    places = [(head.find(word), -len(word), kind) for word, kind in _KINDS if word in head]
    return min(places)[2] if places else "เอกสารการบริหารทรัพยากรบุคคล"


def title_of(lines: Sequence[str]) -> str:
    """The title as printed: the first line that names the kind of document, with the line
    after it if that carries the year."""
    head = [line.strip() for line in lines if line.strip()][:TITLE_LINES]
    for index, line in enumerate(head):
        if any(word in "".join(line.split()) for word, _ in _KINDS) and len(line) < 160:
            following = head[index + 1] if index + 1 < len(head) else ""
            named = "ปีงบประมาณ" in following and "ปีงบประมาณ" not in line and len(following) < 60
            return f"{line} {following}" if named else line
    return head[0][:160] if head else ""
