"""PDFs written by hand, for what no office program would make twice the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

A4 = (595, 842)


def make_pdf(
    contents: Sequence[str],
    size: tuple[int, int] = A4,
    rotate: int = 0,
    trailer: str = "",
    across: Collection[int] = (),
) -> bytes:
    """A PDF of pages with these content streams; ``F1`` is Helvetica, ``F2`` its bold. Pages
    ``across``, counted from 0, are as wide as the others are high."""
    count = len(contents)
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    for number, content in enumerate(contents):
        width, height = reversed(size) if number in across else size
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {rotate}"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    root = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
    return data + f"{root}startxref\n{start}\n%%EOF\n".encode()


def text(x: float, y: float, words: str, size: float = 11, font: str = "F1") -> str:
    """``words`` at ``x`` points from the left and ``y`` from the bottom."""
    escaped = words.replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """A grid of lines through all of ``xs`` and ``ys``, points from the left and the bottom."""
    across = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return across + uprights(xs, ys[0], ys[-1])


def uprights(xs: Sequence[float], top: float, bottom: float) -> str:
    return "".join(f"{x} {top} m {x} {bottom} l S\n" for x in xs)
