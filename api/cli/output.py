"""Where words go: results to stdout, progress and complaints to stderr."""

from __future__ import annotations

import sys

import typer


class CliError(typer.TyperException):
    """Ends a command with one line, Thai / English. ``exit_code`` 1: could not, 2: wrong use."""

    def __init__(self, thai: str, english: str, exit_code: int = 1) -> None:
        super().__init__(f"{thai} / {english}")
        self.exit_code = exit_code


def complain(message: str, exit_code: int) -> int:
    """Prints the message as one line on stderr and gives the exit code back."""
    print(_printable(" ".join(message.split())), file=sys.stderr, flush=True)
    return exit_code


def say(text: str) -> None:
    """Prints to stdout as it is: no wrapping, no mark-up, so that Thai can be piped on."""
    print(_printable(text), flush=True)


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _printable(text: str) -> str:
    """Bytes of file names and arguments that aren't UTF-8 as "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")
