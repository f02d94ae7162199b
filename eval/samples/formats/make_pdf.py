"""Makes the sample plans as PDFs with a real browser, as an office would print them.

Run from the repository: ``python eval/samples/formats/make_pdf.py [FONT]``. Cells that the text
form leaves blank below a filled one become merged cells, headers of two lines become merged
headers that the browser repeats on each page, and every page has a header and a page number.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY))

from ingest.blocks import Block, RowBlock, TextBlock  # noqa: E402
from ingest.models import Plan, Table  # noqa: E402
from ingest.pipeline import parse_bytes  # noqa: E402
from ingest.readers import read  # noqa: E402

PLANS = REPOSITORY / "eval" / "samples" / "plans"
FORMATS = Path(__file__).resolve().parent
# One font of each kind that offices use: looped, loopless, serif.
FONTS = {
    "bueng-kasalong-2567-2569": "Norasi",
    "phai-lom-duean-2568": "Noto Sans Thai",
    "silawari-2569": "Loma",
    "tharnmanee-2569": "Garuda",
    "thong-kwao-buri-2569-2571": "Noto Looped Thai",
}
ARGS = ["--no-sandbox", "--disable-gpu"]
STYLE = """
@page { size: A4; margin: 20mm 15mm; }
body { font-family: "%s"; font-size: 11pt; line-height: 1.5; }
table { border-collapse: collapse; width: 100%%; font-size: 9pt; }
td, th { border: 1px solid #000; padding: 2px 4px; vertical-align: top; }
th { font-weight: bold; text-align: center; }
p { margin: 4px 0; } ul, ol { margin: 0; padding-left: 16px; }
nav, footer { display: none; }
"""
_MARGIN = "<div style=\"font-family:'%s';font-size:8pt;width:100%%;text-align:center\">%s</div>"
_PAGE_MARK = re.compile(r"\s*(?:-\s*[๐-๙]+\s*-|-?\s*หน้า\s*[๐-๙]+(?:\s*/\s*[๐-๙]+)?\s*-?|\.{5,})\s*")
_HEADING = re.compile(r"(?:ส่วนที่|บทที่|หมวด)\s*[๐-๙0-9]+\s")


def page_of(path: Path, font: str) -> str:
    """The plan as a web page ready to print."""
    data = path.read_bytes()
    style = f"<style>{STYLE % font}</style>"
    if path.suffix == ".html":
        text = re.sub(r"(?s)<nav>.*?</nav>|<footer>.*?</footer>", "", data.decode())
        return re.sub(r"(?s)<style>.*?</style>", lambda _: style, text)
    document, plan = read(data, path.name), parse_bytes(data, path.name)
    body = "\n".join(_body(document.blocks, plan))
    return f'<!doctype html><html lang="th"><head><meta charset="utf-8">{style}</head>{body}</html>'


def _body(blocks: Sequence[Block], plan: Plan) -> Iterable[str]:
    tables = {row.span.line_start: table for table in plan.tables for row in table.rows}
    tables |= {s.line_start: table for table in plan.tables for s in table.header_spans}
    done: set[str] = set()
    for block in blocks:
        if isinstance(block, TextBlock) and not _PAGE_MARK.fullmatch(block.text):
            level = block.level or (2 if _HEADING.match(block.text) else None)
            tag = f"h{level}" if level else "p"
            yield f"<{tag}>{html.escape(block.text)}</{tag}>"
        elif isinstance(block, RowBlock):
            table = tables[block.span.line_start]
            if table.id not in done:
                done.add(table.id)
                yield _table(table, blocks)


def _table(table: Table, blocks: Sequence[Block]) -> str:
    lines = {row.span.line_start: row for row in table.rows}
    headers = {span.line_start for span in table.header_spans}
    rows = [
        b for b in blocks
        if isinstance(b, RowBlock) and (b.span.line_start in lines or b.span.line_start in headers)
    ]  # fmt: skip
    first = [n for n, row in enumerate(rows) if row.span.line_start in headers]
    count = _header_lines(rows, first, headers)
    leads = first[0] if first else 0
    head, body = (
        rows[leads : leads + count],
        rows[:leads] + [row for row in rows[leads + count :] if row.span.line_start not in headers],
    )
    filled = [
        {cell.column for cell in lines[row.span.line_start].cells if cell.filled} for row in body
    ]
    top = [_tr(cells, "th") for cells in _merged_header(head)]
    rest = [_tr(cells, "td") for cells in _merged_body(body, filled)]
    if leads:  # a header below the strategy's rows is printed once
        return "<table>" + "".join(rest[:leads] + top + rest[leads:]) + "</table>"
    thead = f"<thead>{''.join(top)}</thead>" if top else ""
    return f"<table>{thead}<tbody>{''.join(rest)}</tbody></table>"


def _header_lines(rows: Sequence[RowBlock], first: Sequence[int], headers: set[int]) -> int:
    if len(first) > 1 and first[1] == first[0] + 1:
        return 2
    return min(len(first), 1)


Merged = list[tuple[str, int, int]]  # text, colspan, rowspan


def _merged_header(rows: Sequence[RowBlock]) -> list[Merged]:
    texts = [[cell.text for cell in row.cells] for row in rows]
    if len(texts) < 2:
        return [[(text, 1, 1) for text in row] for row in texts]
    top, below = texts
    below = below + [""] * (len(top) - len(below))
    first: Merged = []
    second: Merged = []
    for column, text in enumerate(top):
        if below[column]:
            second.append((below[column], 1, 1))
        if text or not first:
            first.append((text, 1, 1 if below[column] else 2))
        else:
            before, width, height = first[-1]
            first[-1] = (before, width + 1, height)
    return [first, second]


def _merged_body(rows: Sequence[RowBlock], filled: Sequence[set[int]]) -> list[Merged]:
    """Rows whose cells reach down over the blanks that the text form fills from above."""
    result: list[Merged] = []
    owner: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        cells: Merged = []
        for column, cell in enumerate(row.cells):
            if column in filled[number] and not cell.text and column in owner:
                at, index = owner[column]
                text, width, height = result[at][index]
                result[at][index] = (text, width, height + 1)
            else:
                owner[column] = (number, len(cells))
                cells.append((cell.text, 1, 1))
        if len(row.cells) > 2 and not any(text for text, _, _ in cells[1:]) and cells[0][0]:
            cells = [(cells[0][0], len(row.cells), 1)]
            owner.clear()
        result.append(cells)
    return result


def _tr(cells: Merged, tag: str) -> str:
    return "<tr>" + "".join(_td(*cell, tag) for cell in cells) + "</tr>"


def _td(text: str, width: int, height: int, tag: str) -> str:
    spans = (f' colspan="{width}"' if width > 1 else "") + (
        f' rowspan="{height}"' if height > 1 else ""
    )
    return f"<{tag}{spans}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>"


def print_page(text: str, font: str, running: str) -> bytes:
    """A page printed to PDF by Chromium, with ``running`` at the top of each sheet."""
    numbers = 'หน้า <span class="pageNumber"></span> / <span class="totalPages"></span>'
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        page = browser.new_page()
        page.set_content(text)
        data = page.pdf(
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template=_MARGIN % (font, html.escape(running)),
            footer_template=_MARGIN % (font, numbers),
        )
        browser.close()
    return bytes(data)


def main() -> None:
    for path in sorted(PLANS.iterdir()):
        font = sys.argv[1] if len(sys.argv) > 1 else FONTS[path.stem]
        plan = parse_bytes(path.read_bytes(), path.name)
        running = f"{plan.kind} {plan.organization.name if plan.organization else ''}"
        data = print_page(page_of(path, font), font, running)
        (FORMATS / f"{path.stem}.pdf").write_bytes(data)
        print(path.stem, font, len(data))


if __name__ == "__main__":
    main()
