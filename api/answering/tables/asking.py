"""What a question asks of a table: which of its fields, and what its records are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from api.answering.evidence.case import Case
from api.answering.evidence.figures import counted
from api.answering.tables.records import Field, Sheet
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation, Want, vocabulary
from api.answering.understanding.wording import corrected_words
from ingest.models import ColumnRole
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from ingest.text.years import find_years

_SAID = 0.5  # share of a header, each word by how few headers have it, that a question says
_WHICH = re.compile(r"((?:ไหน|ใด|อะไร)(?:บ้าง)?|บ้าง)")
_ASKS = re.compile("ไหน|ใด|อะไร|เท่า|กี่|บ้าง|ใคร|ไร")
_BRACKETS = re.compile(r"\([^)]*\)")
_WHOLE = 3  # letters of a header that a question says whole
_SPAN = re.compile(r"กี่\s?(?:ปี|เดือน|วัน)|นานแค่ไหน|นานเท่า")
_COUNTED = re.compile(r"กี่\s?[ก-๙]+")
_BASE = re.compile("ฐาน|ก่อนเริ่ม|ก่อนทำแผน|ก่อนมีแผน")


@dataclass(frozen=True, slots=True)
class Kind:
    """Which columns are meant: those of some ``roles`` or with some ``words`` in the header."""

    roles: frozenset[ColumnRole]
    words: re.Pattern[str]

    def is_of(self, field: Field) -> bool:
        return field.role in self.roles or self.words.search(fold(field.label)) is not None


def asked_fields(case: Case, sheet: Sheet, beside: Sequence[Field] = ()) -> list[Field]:
    """The fields that a question asks for: those of the years it names, whose header it says, or
    of the kind of thing it wants; none of those ``beside``, which tell whose record it is."""
    query = case.query
    others = [f for f in sheet.fields if f not in beside and not f.is_code]
    years = _of_years(query, others)
    said = [f for f in said_fields(query, others) if not years or f in years or not f.counts]
    wanted = [] if years else _wanted(query, sheet, others, said)
    found = {f.index: f for f in (*years, *said, *wanted)}
    return [found[index] for index in sorted(found)]


def _of_years(query: Query, fields: Sequence[Field]) -> list[Field]:
    """Fields of the years named, and of the year before them all where that is asked for too."""
    found = [f for f in fields if set(find_years(f.label)) & set(query.years)]
    if _BASE.search(query.text):
        found += [f for f in fields if "ฐาน" in f.label and f not in found]
    return found


def said_fields(query: Query, fields: Sequence[Field]) -> list[Field]:
    """The fields whose header a question says, for the most part; none only for the words of a
    header that it says whole: "ผู้สอน" is not "สังกัดผู้สอน"."""
    asked = {*tokens(_COUNTED.sub(" ", query.text)), *query.words}
    headers = {f.index: set(tokens(f.leaf)) - vocabulary().stop for f in fields}
    whole = says_whole(query, fields)
    taken = {word for f in whole for word in headers[f.index]}
    found = list(whole)
    for field in fields:
        header = headers[field.index]
        weights = {word: 1 / sum(word in h for h in headers.values()) for word in header}
        share = sum(v for w, v in weights.items() if w in asked) / (sum(weights.values()) or 1.0)
        enough = share > _SAID or (share == _SAID and len(header) > 1)
        if enough and field not in whole and not header & asked <= taken:
            found.append(field)
    return sorted(found, key=lambda f: f.index)


def says_whole(query: Query, fields: Sequence[Field]) -> list[Field]:
    """The fields whose header stands in a question as it is."""
    text = fold(query.text)
    named = [(field, fold(_BRACKETS.sub("", field.leaf))) for field in fields]
    return [field for field, name in named if len(name) >= _WHOLE and name in text]


def _wanted(
    query: Query, sheet: Sheet, fields: Sequence[Field], said: Sequence[Field]
) -> list[Field]:
    """Fields by the kind of thing wanted, for each kind that no field said is of."""
    found: list[Field] = []
    for want in _wants(query):
        kind = _columns().wants[want]
        if not any(kind.is_of(f) for f in said):
            found += [f for f in fields if kind.is_of(f)]
    for unit in query.units:
        if "บาท" in unit:  # money is wanted as that
            continue
        if not any(counts(sheet, f, unit) for f in (*said, *found)):
            found += [f for f in fields if counts(sheet, f, unit)]
    return found


def asks_for_cells(query: Query) -> bool:
    """Whether a question wants a kind of thing that some column of a table could have: whether
    who took a course may move is asked of no table of courses."""
    told = {Want.COURSE, Want.NAME, Want.SKILLS}
    wanted = set(_wants(query)) - (set() if _ASKS.search(query.text) else told)
    return bool(query.years or query.units or wanted)


def _wants(query: Query) -> list[Want]:
    """What is wanted; what one person pays is no budget."""
    wants = [want for want in query.wants if want in _columns().wants]
    if _SPAN.search(query.text) and not wants:
        return [Want.TIMING]
    return [w for w in wants if w is not Want.MONEY or Want.EACH not in wants]


def counts(sheet: Sheet, field: Field, unit: str) -> bool:
    """Whether a field is in this unit, by its header or by what most of its cells say."""
    if re.search(unit, fold(field.label)):
        return True
    if field.counts and re.search(rf"(?:\(|หน่วย:)(?:{unit})", fold(sheet.title)):
        return True
    texts = [r.texts[field.index] for r in sheet.body if r.texts[field.index]]
    return 2 * sum(counted(unit).search(text) is not None for text in texts) > len(texts) > 0


def is_each(sheet: Sheet, field: Field) -> bool:
    """Whether a field says what one person costs: ``บาท/คน``."""
    each = _columns().wants[Want.EACH].words
    texts = [record.texts[field.index] for record in sheet.body]
    return bool(each.search(fold(field.label)) or sum(map(bool, map(each.search, texts))) > 1)


def kind_asked(case: Case, sheet: Sheet) -> Field | None:
    """The field that names what is asked for: ส่วนราชการ for "กองไหน", ประเภท for "ประเภทใด"."""
    words = [field for field in sheet.fields if not (field.counts or field.is_code)]
    for noun in nouns_asked(case.query):
        kind = _columns().kinds.get(noun)
        found = [f for f in words if (kind.is_of(f) if kind else noun in fold(f.label))]
        if found:
            return sheet.named_by if sheet.named_by in found else found[0]
        if any(noun in fold(f.label) for f in sheet.fields):  # columns are of it: "ช่วงอายุใด"
            return None
    return None


def kinds() -> frozenset[str]:
    """The nouns for what rows are of: said of no row in particular."""
    return frozenset(_columns().kinds)


def nouns_asked(query: Query) -> list[str]:
    """The nouns before "ไหน", "ใด", "อะไร": of "ประเภทตำแหน่งไหน" ประเภท, its head, then ตำแหน่ง; of
    what has most also that before "ที่": "กองที่ว่างมากที่สุด"."""
    said = [part for word in corrected_words(query.text) for part in _WHICH.split(word) if part]
    whole, known = "".join(query.text.split()), _columns().kinds
    picks = query.does(Operation.MAXIMUM, Operation.MINIMUM)
    found = []
    for at, word in enumerate(said):
        if _WHICH.fullmatch(word) or (word == "ที่" and picks):
            before = said[max(0, at - 2) : at]
            heads = [n for n in before[:-1] if n in known and f"{n}{before[-1]}" in whole]
            found += heads + before[-1:]
    return [noun for noun in found if len(noun) > 1]


@dataclass(frozen=True, slots=True)
class _Columns:
    wants: dict[Want, Kind]
    kinds: dict[str, Kind]


@cache
def _columns() -> _Columns:
    text = files("api.answering.tables").joinpath("columns.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return _Columns(
        wants={Want(name): _kind(kind) for name, kind in data["wants"].items()},
        kinds={name: _kind(kind) for name, kind in data["kinds"].items()},
    )


def _kind(data: dict[str, object]) -> Kind:
    roles = data["roles"]
    assert isinstance(roles, list)
    return Kind(frozenset(map(ColumnRole, roles)), re.compile(str(data["words"])))
