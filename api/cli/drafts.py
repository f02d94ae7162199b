"""``hrplan draft`` and ``hrplan examples``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import opened
from api.cli.output import CliError, complain, say
from api.cli.questions import AsJson, checked, lines
from api.messages import without_lone_surrogates
from api.settings import Settings

if TYPE_CHECKING:
    from api.draft_schemas import Example, ExampleGroup, Examples
    from api.drafting.models import Draft, DraftRequest
    from ingest.models import Baht

FORMATS = ("docx", "xlsx", "md", "json")
DIGITS = ("arabic", "thai")
MAX_YEARS, MAX_TOPICS, MAX_POSITIONS = 5, 20, 40  # as over HTTP
_GROUPS = 20


def draft(
    organization: Annotated[str, typer.Option(help="ชื่อเต็มของหน่วยงาน / whole name")],
    year: Annotated[
        list[str],
        typer.Option(help="ปีงบ พ.ศ. ซ้ำได้ / fiscal year (B.E.), repeatable"),
    ],
    topic: Annotated[
        list[str], typer.Option(help="ยุทธศาสตร์หรือเรื่อง ซ้ำได้ / strategy or topic, repeatable")
    ],
    position: Annotated[
        list[str] | None, typer.Option(help="ตำแหน่งที่ทำ IDP ซ้ำได้ / position with a page, repeatable")
    ] = None,
    kind: Annotated[str, typer.Option(help="ชนิดของแผน / kind of plan")] = "แผนพัฒนาบุคลากร",
    ceiling: Annotated[
        str | None,
        typer.Option(help="เพดานงบรวมทุกปี (บาท) เช่น 500,000 / ceiling of all years (baht)"),
    ] = None,
    district: Annotated[str | None, typer.Option(help="อำเภอ / district")] = None,
    province: Annotated[str | None, typer.Option(help="จังหวัด / province")] = None,
    out: Annotated[
        Path | None, typer.Option(help="ไฟล์ .docx .xlsx .md หรือ .json / file to write")
    ] = None,
    digits: Annotated[str, typer.Option(help="เลข: arabic หรือ thai / digits")] = DIGITS[0],
) -> None:
    """ร่างแผนปีถัดไปจากตัวอย่างในคลัง / Draft next year's plan from prior examples."""
    from api.drafting.models import DraftRequest

    extension = _extension(out)
    years = _years(year)
    _check(organization, topic, position or [], digits)
    request = DraftRequest(
        organization=_clean(organization),
        kind=_clean(kind),
        fiscal_years=years,
        topics=tuple(dict.fromkeys(map(_clean, topic))),
        positions=tuple(dict.fromkeys(map(_clean, position or []))),
        ceiling=None if ceiling is None else _ceiling(ceiling),
        district=_clean(district or "") or None,
        province=_clean(province or "") or None,
    )
    _write(request, out, extension, thai=digits == "thai")


def _write(request: DraftRequest, out: Path | None, extension: str, *, thai: bool) -> None:
    settings = Settings()
    from api.drafting.composing import compose
    from api.drafting.export import export
    from api.writing.opening import configured_writer

    with opened(settings) as library:
        made = compose(library, request, configured_writer(settings))
    file = export(made, extension, thai_digits=thai)  # type: ignore[arg-type]
    if out is None:
        say(file.decode())
        return
    out.write_bytes(file)
    say("\n".join(_told(made, out)))


def _told(made: Draft, out: Path) -> Iterator[str]:
    from api.drafting.telling import notes_of
    from ingest.text.numbers import money

    yield f"เขียนแล้ว / written: {out}"
    rows = f"{len(made.projects)} โครงการ รวม {money(made.total)}"
    yield f"{rows} จากแหล่งอ้างอิง {len(made.sources)} แห่ง"
    yield from (f"- {note}" for note in notes_of(made))


def _extension(out: Path | None) -> str:
    """The format that the file's name asks for; Markdown on the terminal."""
    if out is None:
        return "md"
    extension = out.suffix.lower().removeprefix(".")
    if extension not in FORMATS:
        raise CliError(
            "ชื่อไฟล์ต้องลงท้ายด้วย .docx, .xlsx, .md หรือ .json",
            "the file must end in .docx, .xlsx, .md or .json",
            exit_code=2,
        )
    return extension


def _years(given: list[str]) -> tuple[int, ...]:
    """In order, each once; Thai digits are digits."""
    from ingest.text.normalize import arabic_digits

    texts = {arabic_digits(text).strip() for text in given}
    years = sorted(int(text) for text in texts if re.fullmatch("2[567][0-9]{2}", text))
    follow = bool(years) and years == list(range(years[0], years[0] + len(texts)))
    if not follow or len(years) > MAX_YEARS:
        raise CliError(
            f"--year ต้องเป็นปี พ.ศ. ที่เรียงต่อกัน ไม่เกิน {MAX_YEARS} ปี เช่น 2570",
            f"the years (B.E.) must follow one another, {MAX_YEARS} at most",
            exit_code=2,
        )
    return tuple(years)


def _ceiling(text: str) -> Baht:
    from api.typed import typed_baht

    try:
        return typed_baht(text)
    except ValueError as error:
        raise CliError(
            "--ceiling ต้องเป็นจำนวนเงิน เช่น 500000, 500,000 หรือ “5 แสน”",
            "--ceiling must be an amount in baht, as 500000 or 500,000",
            exit_code=2,
        ) from error


def _check(organization: str, topics: list[str], positions: list[str], digits: str) -> None:
    if not all(map(_clean, (organization, *topics, *positions))):
        raise CliError(
            "--organization --topic และ --position ต้องไม่ว่าง",
            "--organization, --topic and --position must not be empty",
            exit_code=2,
        )
    if len(topics) > MAX_TOPICS or len(positions) > MAX_POSITIONS:
        raise CliError(
            f"ระบุได้ไม่เกิน {MAX_TOPICS} เรื่อง และ {MAX_POSITIONS} ตำแหน่ง",
            f"at most {MAX_TOPICS} topics and {MAX_POSITIONS} positions",
            exit_code=2,
        )
    if digits not in DIGITS:
        raise CliError(
            "--digits ต้องเป็น arabic หรือ thai", "--digits must be arabic or thai", exit_code=2
        )


def _clean(text: str) -> str:
    return " ".join(without_lone_surrogates(text).split())


# Examples


def examples(
    topic: Annotated[str, typer.Argument(help="เรื่องหรือยุทธศาสตร์ / topic or strategy")],
    organization: Annotated[
        str | None, typer.Option(help="เฉพาะแผนของหน่วยงานนี้ / plans of this organisation only")
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(min=2500, max=2700, help="เฉพาะปีงบประมาณนี้ (พ.ศ.) / this fiscal year only"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """ตัวอย่างโครงการที่เทียบเคียงได้ของหลายหน่วยงาน / Comparable projects of several organisations."""
    settings = Settings()
    about = checked(topic, settings)
    from api.draft_views import examples_view
    from api.scope import plans_in_scope

    with opened(settings) as library:
        scope = plans_in_scope(library.plans(), organization or None, year)
        view = examples_view(library, about, scope, _GROUPS)
    if as_json:
        say(view.model_dump_json())
    elif view.groups:
        say("\n\n".join(_blocks(view)))
    else:
        complain("ไม่พบโครงการที่เทียบเคียงได้ / no comparable project was found", 0)


def _blocks(view: Examples) -> Iterator[str]:
    for group in view.groups:
        yield "\n".join(_group(group))
    yield f"งบประมาณทั้งหมด: {_spread(view)}"


def _group(group: ExampleGroup) -> Iterator[str]:
    yield f"■ {group.name} ({_spread(group)})"
    for example in group.examples:
        yield f"  {example.organization or example.title}: {example.name}"
        for label, text in _fields(example):
            yield f"    {label}: {' '.join(text.split())}"
        yield f"    ที่มา: {example.source} {lines(example.line_start, example.line_end)}"


def _fields(example: Example) -> list[tuple[str, str]]:
    from api.drafting.telling import budget_text

    fields = [
        ("วัตถุประสงค์", example.objective),
        ("ตัวชี้วัด", example.indicator),
        ("เป้าหมาย", example.target),
        ("งบประมาณ", budget_text(example.budget.kind, example.budget.baht)),
        ("ระยะเวลา", example.timing),
        ("หน่วยงาน", example.unit),
    ]
    return [(label, text or "ไม่ระบุ") for label, text in fields]


def _spread(view: Examples | ExampleGroup) -> str:
    from api.drafting.telling import spread_text

    spread = view.spread
    return spread_text(spread.count, spread.low, spread.median, spread.high)
