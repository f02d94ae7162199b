"""A library of the version that kept whole baht opens, and its amounts are exact again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.models import Baht, BudgetCell, Project
from ingest.pipeline import parse_bytes
from retriever.backup import back_up, restore
from retriever.catalogue import Catalogue
from retriever.embedding import Embedder
from retriever.library import Library
from tests.ingest.parsing import HEADER, project_row, row

LINES = (
    "แผนพัฒนาบุคลากร เทศบาลตำบลสตางค์สมมุติ ปีงบประมาณ พ.ศ. ๒๕๖๙",
    "",
    HEADER,
    project_row("๑", "โครงการอบรมการเงิน", "๑๒,๓๔๕.๕๐"),
    project_row("๒", "โครงการอบรมพัสดุ", "๒๐,๐๐๐.๐๐"),
    project_row("๓", "โครงการจิตอาสา", ""),
    row("รวม", "", "", "๓๒,๓๔๕.๕๐", "", ""),
)
PLAN = parse_bytes("\n".join(LINES).encode(), "plan.txt")
WHOLE = parse_bytes("\n".join(LINES).replace(".๕๐", "").encode(), "whole.txt")


@pytest.fixture
def data(tmp_path: Path, embedder: Embedder) -> Path:
    """A library as version 1 left it."""
    with Library.open(tmp_path / "data", embedder=embedder, vectors=False) as library:
        library.add(PLAN, "a")
        library.add(WHOLE, "b")
    path = tmp_path / "data" / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE facts RENAME COLUMN budget_satang TO budget_baht")
        connection.execute("UPDATE facts SET budget_baht = round(budget_baht / 100.0)")
        for exact, rounded in (("12345.50", 12346), ("32345.50", 32346)):
            connection.execute(
                "UPDATE facts SET payload = replace(payload, ?, ?)", (f'"{exact}"', str(rounded))
            )
        connection.execute("UPDATE settings SET value = '1' WHERE name = 'schema'")
        kept = connection.execute("SELECT payload FROM facts").fetchall()
    assert any("12346" in payload for (payload,) in kept)
    return tmp_path / "data"


def amounts(library: Library, kind: type[Project] | type[BudgetCell]) -> set[Baht | None]:
    return {fact.budget.baht for _, fact in library.facts(kind)}  # type: ignore[union-attr]


def test_opens_with_exact_amounts(data: Path, embedder: Embedder) -> None:
    for _ in range(2):  # once to upgrade, once as it is then
        with Library.open(data, embedder=embedder, vectors=False) as library:
            exact = {Decimal("12345.50"), 12_345, 20_000, None}
            assert amounts(library, Project) == exact
            assert amounts(library, BudgetCell) == {Decimal("32345.50"), 32_345}
            lines = library.project_lines([PLAN.id])
            assert [line.satang for line in lines] == [1_234_550, 2_000_000, None]
            assert library.plan(WHOLE.id) == WHOLE
            assert library.plan(PLAN.id) == PLAN


def test_a_backup_of_it_is_restored(data: Path, tmp_path: Path, embedder: Embedder) -> None:
    archive = tmp_path / "library.zip"
    back_up(data, archive)
    restore(archive, tmp_path / "restored")
    with Library.open(tmp_path / "restored", embedder=embedder, vectors=False) as library:
        assert Decimal("12345.50") in amounts(library, Project)


def test_one_that_fails_is_left_as_it_was(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data / "catalogue.sqlite"

    def stop(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("retriever.catalogue.upgrading.facts_of", stop)
    with pytest.raises(MemoryError):
        Catalogue.open(path)
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(facts)")]
        version = connection.execute("SELECT value FROM settings WHERE name = 'schema'").fetchone()
    assert "budget_baht" in columns and "budget_satang" not in columns
    assert version == ("1",)
