"""`--notify-cmd`: what changed, handed to a program of the user's."""

import shlex
import subprocess
from pathlib import Path

from blogarchive.archive import open_archive
from blogarchive.errors import OutputError, UsageError, said_by_system
from blogarchive.export.changes import to_jsonl

_MARK = "notified"
_SECONDS = 600.0
_PATIENCE = 60.0


def parsed(command: str | None) -> tuple[str, ...]:
    """The program and its arguments; no shell is asked. Raises UsageError where a quote is not closed."""
    if command is None:
        return ()
    try:
        words = tuple(shlex.split(command))
    except ValueError as error:
        raise UsageError("--notify-cmd", f"“{command}” is no command: {str(error).lower()}") from error
    if not words:
        raise UsageError("--notify-cmd", "names no program")
    return words


def notify(archive: Path, words: tuple[str, ...], since: int) -> None:
    """Give the program all changes since it last ended well (the first time: after visit `since`), as JSON Lines on its standard input.

    It is not started where there are none. Raises OutputError where it cannot be started or does not end well: then the next run tells them again.
    """
    with open_archive(archive, write=False) as opened:
        mark = opened.revisits.mark(_MARK)
        events = list(opened.changes(since if mark is None else mark))
    if not events:
        return
    lines = "".join(to_jsonl.line(event) for event in events)
    if mark is None:  # where to begin again if this does not end well
        _note(archive, since)
    _run(words, lines.encode(errors="replace"))
    _note(archive, events[-1].sequence)


def _note(archive: Path, sequence: int) -> None:
    with open_archive(archive, write=True, wait=_PATIENCE) as opened:
        opened.revisits.set_mark(_MARK, sequence)


def _run(words: tuple[str, ...], given: bytes) -> None:
    try:
        done = subprocess.run(words, input=given, timeout=_SECONDS, check=False)  # noqa: S603 - the user's own program
    except subprocess.TimeoutExpired:
        raise OutputError(words[0], f"did not end within {_SECONDS:.0f} s; it is told again next time") from None
    except (OSError, ValueError) as error:
        reason = said_by_system(error) if isinstance(error, OSError) else str(error)
        raise OutputError(words[0], f"cannot be started: {reason}; it is told again next time") from error
    if done.returncode:
        raise OutputError(words[0], f"ended with {done.returncode}; it is told again next time")
