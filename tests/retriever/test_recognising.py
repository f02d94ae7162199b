"""The library over time: files that change, move, are copied, or go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.models import Plan
from retriever.library import ChangeKind, Library
from retriever.recognising import Seen, is_gone, origin_of
from tests.retriever.plans import make_plan
from tests.retriever.test_library import QUERY, nowhere

ONE, TWO, THREE = make_plan("สวนงาม"), make_plan("บ้านสวน"), make_plan("ดอนงาม")
CONTENTS = {plan.source: plan for plan in (ONE, TWO, THREE)}


class Folder:
    """Files whose content is the name of a plan, and what a library makes of them."""

    def __init__(self, path: Path, library: Library) -> None:
        self.path = path
        self.library = library
        path.mkdir(parents=True, exist_ok=True)

    def put(self, **files: Plan) -> None:
        for name, plan in files.items():
            (self.path / f"{name}.txt").write_text(plan.source, encoding="utf-8")

    def drop(self, *names: str) -> None:
        for name in names:
            (self.path / f"{name}.txt").unlink()

    def ingest(self) -> dict[str, str]:
        """What became of each file, as a command does it: what is known first, then the rest."""
        files = sorted(self.path.glob("*.txt"))
        plans = [CONTENTS[file.read_text(encoding="utf-8")] for file in files]
        seen = [
            Seen(plan.content_hash, origin_of(file), file.name)
            for plan, file in zip(plans, files, strict=True)
        ]
        told = {}
        for file, plan, change in zip(files, plans, self.library.recognise(seen), strict=True):
            if change is None:
                change = self.library.add(replace(plan, source=file.name), origin_of(file))
            told[file.stem] = change.kind.value
        return told

    def held(self) -> dict[str, str]:
        """By plan, the file that it is named by."""
        origins = self.library._catalogue.origins.all()
        return {
            self.library.plan(each.plan_id).title.split()[-1]: Path(each.origin).stem
            for each in origins
            if each.named
        }

    def gone(self) -> set[str]:
        return {plan.title.split()[-1] for plan in self.library.gone_under([self.path])}


@pytest.fixture
def folder(tmp_path: Path, library: Library) -> Folder:
    return Folder(tmp_path / "plans", library)


def test_a_folder_read_again_touches_what_changed_alone(folder: Folder) -> None:
    folder.put(a=ONE, b=TWO)
    assert folder.ingest() == {"a": "added", "b": "added"}
    stamps, keys = folder.library._catalogue.stamps(), folder.library._catalogue.keys(ONE.id)
    folder.put(b=THREE)
    assert folder.ingest() == {"a": "unchanged", "b": "replaced"}
    assert folder.held() == {"สวนงาม": "a", "ดอนงาม": "b"}
    assert folder.library._catalogue.stamps()[ONE.id] == stamps[ONE.id]
    assert folder.library._catalogue.keys(ONE.id) == keys
    assert nowhere(folder.library, TWO.id)


def test_a_renamed_file_keeps_its_plan_under_the_new_name(folder: Folder) -> None:
    folder.put(a=ONE, b=TWO)
    folder.ingest()
    folder.drop("a")
    folder.put(c=ONE)
    assert folder.ingest() == {"b": "unchanged", "c": "renamed"}
    assert folder.held() == {"สวนงาม": "c", "บ้านสวน": "b"}
    assert folder.gone() == set()
    assert folder.library.plan(ONE.id).source == "c.txt"
    hits = folder.library.search(QUERY, plan_ids=[ONE.id])
    assert {hit.plan.source for hit in hits} == {"c.txt"}


def test_a_copy_is_told_and_keeps_the_plan_when_the_first_file_goes(folder: Folder) -> None:
    folder.put(a=ONE, b=ONE)
    assert folder.ingest() == {"a": "added", "b": "unchanged"}
    assert len(folder.library.plans()) == 1
    folder.drop("a")
    assert folder.gone() == set()
    assert folder.ingest() == {"b": "renamed"}
    assert folder.held() == {"สวนงาม": "b"}


def test_a_copy_that_changes_leaves_the_plan_of_the_other(folder: Folder) -> None:
    folder.put(a=ONE, b=ONE)
    folder.ingest()
    folder.put(a=TWO)
    assert folder.ingest() == {"a": "added", "b": "renamed"}
    assert folder.held() == {"บ้านสวน": "a", "สวนงาม": "b"}
    folder.put(b=THREE)
    folder.ingest()
    assert folder.held() == {"บ้านสวน": "a", "ดอนงาม": "b"}
    assert nowhere(folder.library, ONE.id)


def test_files_that_change_places_lose_nothing(folder: Folder) -> None:
    folder.put(a=ONE, b=TWO, c=THREE)
    folder.ingest()
    folder.put(a=TWO, b=THREE, c=ONE)
    assert set(folder.ingest().values()) == {"renamed"}
    assert folder.held() == {"บ้านสวน": "a", "ดอนงาม": "b", "สวนงาม": "c"}
    assert set(folder.ingest().values()) == {"unchanged"}


def test_a_file_gone_is_offered_and_what_came_otherwise_is_not(
    folder: Folder, tmp_path: Path
) -> None:
    other = Folder(tmp_path / "plans-of-others", folder.library)
    folder.put(a=ONE, b=TWO)
    other.put(x=THREE)
    folder.ingest(), other.ingest()
    folder.library.add(make_plan("ส่งมา"), "upload:sent.txt")
    folder.drop("a")
    other.drop("x")
    other.put(y=TWO)
    assert folder.gone() == {"สวนงาม"}
    folder.library.add(ONE, "upload:one.txt")
    assert folder.gone() == set()


def test_a_folder_whose_drive_is_not_connected_offers_nothing(folder: Folder) -> None:
    folder.put(a=ONE, b=TWO)
    folder.ingest()
    folder.drop("a", "b")
    assert folder.gone() == set()
    folder.path.rmdir()
    assert folder.gone() == set()


def test_an_upload_never_renames_a_file(folder: Folder) -> None:
    folder.put(a=ONE, b=TWO)
    folder.ingest()
    folder.drop("a")
    change = folder.library.add(ONE, "upload:one.txt")
    assert (change.kind, change.other) == (ChangeKind.UNCHANGED, "a.txt")


@pytest.mark.parametrize("name", ["แผน.txt", "\udcb9\udcbc.txt"])
def test_what_is_there_is_not_gone_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("x", encoding="utf-8")
    (tmp_path / "other.txt").write_text("y", encoding="utf-8")
    origin = origin_of(path)
    assert not is_gone(origin)
    path.unlink()
    assert is_gone(origin)


def test_copies_are_remembered_by_a_library_opened_again(
    open_library: Callable[[], Library], tmp_path: Path
) -> None:
    first = Folder(tmp_path / "plans", open_library())
    first.put(a=ONE, b=ONE)
    first.ingest()
    first.library.close()
    again = Folder(tmp_path / "plans", open_library())
    again.put(a=TWO)
    again.drop("b")
    again.put(c=ONE)
    assert again.ingest() == {"a": "added", "c": "renamed"}
