"""What is going on, on standard error: every step with --verbose, else one line that changes, for what takes longer than a second."""

import os
import sys
import time
from threading import Lock, Timer

import click

from blogarchive.cli.colours import knows_nothing
from blogarchive.text.terminal import printable

_PATIENCE = 1.0  # seconds before anything is said
_ERASE = "\r\x1b[K"
_WIDEST = 80  # columns


class Progress:
    """A line on standard error. Use as a context manager: the line is gone at the end."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self._verbose = verbose
        self._is_shown = sys.stderr.isatty() and not quiet and not verbose and not knows_nothing()
        self._start = time.monotonic()
        self._steps = 0
        self._line: str | None = None
        self._drawn = False
        self._clock: Timer | None = None
        self._lock = Lock()

    def step(self, message: str) -> None:
        """Something happens: a request, a wait, a post of many."""
        self._steps += 1
        if self._verbose:
            click.echo(printable(message), err=True)
        elif self._is_shown:
            self._line = f"{self._steps} · {printable(message)}"
            if (left := self._start + _PATIENCE - time.monotonic()) <= 0:
                self._draw()
            elif self._clock is None:
                self._clock = Timer(left, self._draw)  # the first request may be the one that takes long
                self._clock.daemon = True
                self._clock.start()

    def clear(self) -> None:
        """Takes the line away, before anything else is written."""
        with self._lock:
            self._line = None
            if self._drawn:
                click.echo(_ERASE, err=True, nl=False)
                self._drawn = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._clock is not None:
            self._clock.cancel()
        self.clear()

    def _draw(self) -> None:
        from blogarchive.cli.render import cut

        with self._lock:
            if self._line is not None:
                self._drawn = True
                click.echo(_ERASE + cut(self._line, min(_columns() - 1, _WIDEST)), err=True, nl=False)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _WIDEST
    except OSError:
        return _WIDEST
