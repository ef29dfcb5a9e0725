"""The standard streams, whatever state whoever started us left them in."""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def settle_streams() -> None:
    """Makes streams of those that are closed, and none that a character or a full disk could end a run by."""
    _fill_closed_streams()
    if isinstance(sys.stderr, TextIOWrapper) and os.name != "nt":  # there a console takes no bytes
        raw = _Forgiving(sys.stderr.fileno(), "w", closefd=False)
        sys.stderr = TextIOWrapper(BufferedWriter(raw), encoding=sys.stderr.encoding, line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows few characters gets "?" for the others


def forget_output() -> None:
    """Nobody reads standard output any more; what is still in its buffer must not be complained about at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Forgiving(FileIO):
    """Standard error, where a log on a full disk or a reader that went away costs the words, not the run."""

    def write(self, data: "ReadableBuffer", /) -> int:
        """All of it, as far as anybody can tell."""
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def _fill_closed_streams() -> None:
    """Streams that whoever started us has closed (`>&-`): no file of ours may get their numbers, and Python has no object for them.

    What would be read is empty, what is said on standard error goes nowhere, and results cannot be written, which is told.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(_nothing_at(0, os.O_RDONLY), "r", encoding="utf-8", closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(_nothing_at(1, os.O_RDONLY), "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(_nothing_at(2, os.O_WRONLY), "w", encoding="utf-8", closefd=False)


def _nothing_at(number: int, flags: int) -> int:
    opened = os.open(os.devnull, flags)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return number
