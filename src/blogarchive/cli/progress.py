"""What is going on, on standard error: every step with --verbose, else one line that changes, for what takes longer than a second."""

import sys
import time

import click

from blogarchive.text.terminal import printable

_PATIENCE = 1.0  # seconds before anything is said
_ERASE = "\r\x1b[K"


class Progress:
    """A line on standard error. Use as a context manager: the line is gone at the end."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self._verbose = verbose
        self._is_shown = sys.stderr.isatty() and not quiet and not verbose
        self._start = time.monotonic()
        self._steps = 0
        self._drawn = False

    def step(self, message: str) -> None:
        """Something happens: a request, a wait, a post of many."""
        self._steps += 1
        if self._verbose:
            click.echo(printable(message), err=True)
        elif self._is_shown and time.monotonic() - self._start > _PATIENCE:
            room = 60
            line = f"{self._steps} · {printable(message)}"
            click.echo(_ERASE + (line if len(line) <= room else line[: room - 1] + "…"), err=True, nl=False)
            self._drawn = True

    def clear(self) -> None:
        """Takes the line away, before anything else is written."""
        if self._drawn:
            click.echo(_ERASE, err=True, nl=False)
            self._drawn = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
