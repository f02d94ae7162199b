"""Which parts of a draft open a page, and how wide the columns of its tables are."""

from __future__ import annotations

from dataclasses import replace

from api.drafting.export.blocks import Column, Contents, Heading, Prose, TableRow, Turn, Words
from api.drafting.export.document import blocks_of
from api.drafting.export.paging import page_numbers, paged
from api.drafting.export.widths import fitted
from api.drafting.models import Paragraph, Section
from tests.api.drafting.sample_draft import DRAFT

SHORT = Prose(Words("เพื่อพัฒนาบุคลากร"))
LONG = Prose(Words("เพื่อพัฒนาบุคลากรให้มีความรู้ " * 60))


def part(name: str, opens_page: bool = False) -> Heading:
    return Heading(1, name, name, opens_page=opens_page)


def test_short_parts_share_a_page_and_one_that_does_not_fit_opens_one() -> None:
    blocks = (Contents(), part("a"), SHORT, part("b"), SHORT, part("c"), LONG, LONG)
    assert page_numbers(paged(blocks)) == {"a": "1", "b": "1", "c": "2"}


def test_a_part_is_not_cut_where_it_could_stand_whole() -> None:
    made = paged((Contents(), part("a"), LONG, LONG, part("b"), LONG))
    assert [block.opens_page for block in made if isinstance(block, Heading)] == [True, True]


def test_annexes_and_turned_pages_open_a_page() -> None:
    blocks = (Contents(), part("a"), SHORT, Turn(landscape=True), part("b"), SHORT,
              Turn(landscape=False), part("c"), SHORT, part("annex", opens_page=True))  # fmt: skip
    assert page_numbers(paged(blocks)) == {"a": "1", "b": "2", "c": "3", "annex": "4"}


def test_what_stands_before_the_contents_is_on_pages_of_its_own_by_letters() -> None:
    front = [
        Section(part, part, (Paragraph(part, "ข้อความ"),)) for part in ("announcement", "foreword")
    ]
    blocks = paged(blocks_of(replace(DRAFT, sections=(*front, *DRAFT.sections))))
    headings = [block for block in blocks if isinstance(block, Heading)]
    pages = page_numbers(blocks)
    assert [pages[one.key] for one in headings[:3]] == ["ก", "ข", "1"]
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Contents))
    assert [block for block in blocks[:at] if isinstance(block, Heading)] == headings[:2]


def test_the_column_with_the_longest_text_gets_the_width_of_the_others() -> None:
    columns = (Column("ที่", 10), Column("เป้าหมาย", 60), Column("วัตถุประสงค์", 40))
    cells = ("1", "ร้อยละ 80", "เพื่อพัฒนาบุคลากรให้มีความรู้ " * 5)
    row = TableRow(tuple((Words(text),) for text in cells))
    number, target, objective = fitted(columns, [row], (1, 2))
    assert number.width == 10 and target.width < 40 and objective.width > 60
    assert number.width + target.width + objective.width == 110
