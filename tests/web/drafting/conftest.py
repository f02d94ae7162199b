"""The real service over the sample plans, with a draft for each test."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from api.draft_views import dumped, loaded
from api.drafting.composing import compose
from api.drafting.models import Draft, DraftRequest
from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.web.conftest import Visit, open_page
from tests.web.serving import served

ORGANIZATION = "เทศบาลตำบลสวนสมมุติ"
TOPICS = ("คุณธรรม จริยธรรม", "ทักษะดิจิทัล")
CEILING = 400_000
YEARS = (2570, 2571, 2572)
SAVED_SECONDS = 60


@dataclass
class Desk:
    """The service's address and its library."""

    url: str
    library: Library
    payload: str
    long_payload: str

    def new_draft(self) -> str:
        """The id of a draft that no other test changes."""
        return self.library.drafts.add(self.payload).id

    def new_long_draft(self) -> str:
        """Of three years."""
        return self.library.drafts.add(self.long_payload).id

    def kept(self, id_: str) -> Draft:
        draft = self.library.drafts.get(id_)
        assert draft is not None
        return loaded(draft.payload)

    def until(self, id_: str, holds: Callable[[Draft], bool]) -> Draft:
        """The draft as the service has it, as soon as this holds of it."""
        deadline = time.monotonic() + SAVED_SECONDS
        while not holds(draft := self.kept(id_)):
            assert time.monotonic() < deadline, "the draft was not saved so"
            time.sleep(0.1)
        return draft

    def change(self, id_: str, **fields: Any) -> None:
        """As somebody else would: of the first row, or the ceiling."""
        address = f"{self.url}drafts/{id_}"
        with urlopen(address) as answer:
            draft = json.load(answer)
        names = ("id", "topic", "included", "name", "objective", "indicator", "target", "budget")
        rows = [{n: row[n] for n in (*names, "timing", "unit")} for row in draft["rows"]]
        rows[0] |= {name: value for name, value in fields.items() if name != "ceiling"}
        body: dict[str, Any] = {"revision": draft["revision"], "rows": rows}
        if "ceiling" in fields:
            body["ceiling"] = fields["ceiling"]
        headers = {"Content-Type": "application/json"}
        request = Request(address, json.dumps(body).encode(), headers, method="PUT")
        try:
            with urlopen(request) as answer:
                answer.read()
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from error


@pytest.fixture(scope="module")
def desk(sample_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("drafting-page")
    with Library.open(folder) as library:
        library.add_many((sample_library.plan(p.id), p.source) for p in sample_library.plans())
        request = DraftRequest(
            ORGANIZATION, "แผนพัฒนาบุคลากร", (2570,), TOPICS, ("เจ้าพนักงานธุรการ",), CEILING
        )
        payload = dumped(compose(library, request))
        long_payload = dumped(compose(library, replace(request, fiscal_years=YEARS)))
        with served(create_app(Settings(_env_file=None, data_dir=folder), library)) as url:
            yield Desk(url, library, payload, long_payload)


@pytest.fixture
def draft_id(desk: Desk) -> str:
    return desk.new_draft()


@pytest.fixture
def long_draft_id(desk: Desk) -> str:
    return desk.new_long_draft()


@pytest.fixture
def sized_long_draft(
    contexts: dict[str, Any], desk: Desk, long_draft_id: str, size: str
) -> Iterator[Visit]:
    for visit in open_page(contexts[size], desk.url, f"draft?id={long_draft_id}"):
        visit.page.locator(".draft-rows").first.wait_for()
        yield visit


@pytest.fixture
def draft(contexts: dict[str, Any], desk: Desk, draft_id: str) -> Iterator[Visit]:
    """A draft on a desktop."""
    yield from open_page(contexts["desktop"], desk.url, f"draft?id={draft_id}")


@pytest.fixture
def sized_draft(contexts: dict[str, Any], desk: Desk, draft_id: str, size: str) -> Iterator[Visit]:
    yield from open_page(contexts[size], desk.url, f"draft?id={draft_id}")


@pytest.fixture
def form(contexts: dict[str, Any], desk: Desk, size: str) -> Iterator[Visit]:
    yield from open_page(contexts[size], desk.url, "draft")


@pytest.fixture
def check(contexts: dict[str, Any], desk: Desk, size: str) -> Iterator[Visit]:
    yield from open_page(contexts[size], desk.url, "check")
