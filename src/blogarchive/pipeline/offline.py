"""Taking posts from what is on disk: nothing is asked of the network, ever."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from blogarchive.fetch.file import read_captures
from blogarchive.fetch.replay import Offline
from blogarchive.locate import locate
from blogarchive.model import TIME_OF_FILE, Capture, Snapshot
from blogarchive.pipeline.take import take_snapshot


def read_source(
    source: str, *, url: str | None = None, feeds: Sequence[str] = (), saved_at: datetime | None = None
) -> Snapshot:
    """The snapshot of a saved page, `-`, a recorded folder, or a document of our own. Raises SourceError and NotAPostError.

    `saved_at` (aware) is when a file was captured, if the user knows it: relative times on its page are reckoned from it.
    """
    target = locate(source, url=url, feeds=feeds, read=read_captures)
    captures = target.captures if saved_at is None else tuple(_dated(capture, saved_at) for capture in target.captures)
    return take_snapshot(target, Offline(captures)).snapshot


def _dated(capture: Capture, saved_at: datetime) -> Capture:
    """A capture from a file with its true time; those of a recording know theirs."""
    if TIME_OF_FILE not in capture.notes:
        return capture
    return replace(capture, captured_at=saved_at, notes=tuple(note for note in capture.notes if note != TIME_OF_FILE))
