"""The command line. Exit codes: 0 done, 1 could not, 2 wrong use."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> int:
    """Runs ``hrplan``; an error is one line on stderr, never a traceback."""
    from api.cli.app import run

    return run(list(sys.argv[1:] if args is None else args))
