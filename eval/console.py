"""Showing results in a terminal: tables of measures, and what failed and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

_GROUPS = {
    "by_category": "หมวด / category",
    "by_style": "สำนวน / style",
    "by_difficulty": "ความยาก / difficulty",
    "by_document": "เอกสาร / document",
}
_GROUP_MEASURES = ("n", "correct", "right", "cited", "hit@5")
_WHOLE_NUMBERS = ("n", "single_fact_median_chars", "corpus", "queries")


def show_run(result: Mapping[str, Any], console: Console) -> None:
    """The measures of a run, its groups, and each failed question."""
    show_measures("ผลการประเมิน / evaluation", result, console)
    for key, title in _GROUPS.items():
        table = Table(title, *_GROUP_MEASURES)
        for name, figures in result[key].items():
            table.add_row(escape(name), *(figure(m, figures[m]) for m in _GROUP_MEASURES))
        console.print(table)
    failed = [entry for entry in result["questions"] if not entry["correct"]]
    console.print(f"ไม่ถูกต้อง {len(failed)} ข้อ / {len(failed)} failed")
    for entry in failed:
        console.print(
            f"  {entry['id']} [{entry['category']}] {entry['question']}",
            markup=False,
            soft_wrap=True,
        )
        console.print(f"    {'; '.join(reasons(entry))}", markup=False, soft_wrap=True)


def show_measures(title: str, figures: Mapping[str, Any], console: Console) -> None:
    """A table of the plain figures among ``figures``, with their intervals."""
    table = Table("measure", "value", "95 %", title=title)
    for name, value in figures.items():
        if value is None or isinstance(value, int | float):
            table.add_row(name, figure(name, value), _ends(figures["intervals"].get(name)))
    console.print(table)


def show_comparison(comparison: Mapping[str, Any], console: Console) -> None:
    """The differences of two runs, and the questions gained and lost."""
    title = f"เทียบ {comparison['shared']} ข้อ / {comparison['shared']} questions compared"
    table = Table("measure", title=title, box=SIMPLE_HEAD)
    for column in ("before", "after", "points", "95 %", "p", "+", "−"):
        table.add_column(column, justify="right", no_wrap=True)
    for name, found in comparison["measures"].items():
        if found is None:
            continue
        points = [f"{found[end] * 100:+.1f}" for end in ("difference", "low", "high")]
        table.add_row(
            name,
            *(f"{found[side] * 100:.1f}" for side in ("before", "after")),
            points[0],
            " ".join(points[1:]),
            chance(found["p"]),
            *(str(found[side]) for side in ("gained", "lost")),
        )
    console.print(table)
    for key, thai in (("changed", "คำถามหรือเฉลยเปลี่ยน ไม่เทียบ"), ("only_before", "มีเฉพาะครั้งก่อน")):
        if comparison[key]:
            console.print(f"{thai} {len(comparison[key])} ข้อ / {key}: {len(comparison[key])}")
    for key, thai in (("gained", "ได้เพิ่ม"), ("lost", "เสียไป")):
        console.print(f"{thai} {len(comparison[key])} ข้อ / {len(comparison[key])} {key}")
        for one in comparison[key]:
            text = f"  {one['id']} [{one['category']}] {one['question']}"
            console.print(text, markup=False, soft_wrap=True)


def chance(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def show_rows(title: str, rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    """A table of ``rows``: the first value names a row, the others are its figures."""
    columns = list(rows[0]) if rows else []
    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(str(row[columns[0]]), *(figure(name, row[name]) for name in columns[1:]))
    console.print(table)


def show_bench(figures: Mapping[str, Any], console: Console) -> None:
    """Medians of both sides and their ratio, a row a measure."""
    title = f"{figures['files']} files, {figures['megabytes']} MB, {figures['rounds']} rounds"
    table = Table("measure", "hrplan", "baseline", "ratio", title=title)
    for name, value in figures["hrplan"].items():
        row = (value, figures["baseline"][name], figures["ratio"][name])
        table.add_row(name, *(f"{number:,.2f}" for number in row))
    console.print(table)


def reasons(entry: Mapping[str, Any]) -> list[str]:
    """Why a question of a result failed, one reason a string."""
    if not entry["answerable"]:
        return ["answered, but the plans don't contain it"]
    found = []
    if not entry["answered"]:
        found.append("refused")
    if entry["needs"]:
        found.append(f"asked back for the {entry['needs']}")
    found += [f"missing {' | '.join(group)}" for group in entry["missing"]]
    found += [f"contains {text}" for text in entry["forbidden"]]
    if not entry["cited"]:
        spans = (f"{g['doc']}:{g['line_start']}-{g['line_end']}" for g in entry["uncited"])
        found.append(f"not cited {', '.join(spans)}")
    return found


def _ends(interval: Sequence[float] | None) -> str:
    return f"{interval[0] * 100:.1f} – {interval[1] * 100:.1f}" if interval else ""


def figure(name: str, value: float | None) -> str:
    """Fractions as percent, times in milliseconds, the rest as they are."""
    if value is None:
        return "-"
    if name in _WHOLE_NUMBERS:
        return f"{value:,.0f}"
    if name.startswith("ms_"):
        return f"{value:,.1f} ms"
    return f"{value * 100:.1f} %"
