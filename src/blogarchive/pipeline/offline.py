"""Taking posts from what is on disk: nothing is asked of the network, ever."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from blogarchive.errors import SourceError, UsageError
from blogarchive.fetch.file import read_captures
from blogarchive.fetch.recording import is_recording, read_recording
from blogarchive.fetch.replay import Offline
from blogarchive.locate import is_address, locate
from blogarchive.model import TIME_OF_FILE, Capture, Role, Snapshot
from blogarchive.pipeline.assets import with_assets
from blogarchive.pipeline.take import take_snapshot
from blogarchive.text.urls import display_url, page_key


class Saved(NamedTuple):
    """One post on disk: what the user named, and which post of a recording is meant (None: the only one)."""

    source: str
    page: str | None = None
    recorded: tuple[Capture, ...] = ()  # all of the recording, which is read once for all its posts

    def __str__(self) -> str:
        return self.source if self.page is None else f"{display_url(self.page)} in {self.source}"


def posts_in(source: str, url: str | None = None) -> tuple[Saved, ...]:
    """The posts that a source holds, in their order: several only in a recording of several, of which `url` chooses one.

    A source that cannot be read is one as well: the reading says what is wrong. Raises UsageError where `url` is none of several.
    """
    recorded = _recorded(source)
    pages = list(dict.fromkeys(capture.requested_url for capture in recorded if capture.role is Role.PAGE))
    if len(pages) < 2:
        return (Saved(source),)
    chosen = pages if url is None else [page for page in pages if page_key(page) == page_key(url)]
    if not chosen:
        raise UsageError("--url", f"{display_url(url or '')} is none of the {len(pages)} posts in {source}")
    return tuple(Saved(source, page, recorded) for page in chosen)


def read_source(
    source: str | Saved,
    *,
    url: str | None = None,
    feeds: Sequence[str] = (),
    saved_at: datetime | None = None,
    look: bool = False,
) -> Snapshot:
    """The snapshot of a saved page, `-`, a recorded folder, or a document of our own. Raises SourceError and NotAPostError.

    `saved_at` (aware) is when a file was captured, if the user knows it: relative times on its page are reckoned from it. Pictures, and with
    `look` what the page needs to look as it did, come from a recording that has some.
    """
    saved = Saved(source) if isinstance(source, str) else source
    if "://" not in saved.source and is_address(saved.source):  # `saved.htm.gz`, which is not there
        raise SourceError(saved.source, "no such file, and nothing is asked of the web")
    target = locate(
        saved.source,
        url=url if saved.page is None else None,
        feeds=feeds,
        read=lambda name: (
            _first(saved.recorded, saved.page) if name == saved.source and saved.page else read_captures(name)
        ),
    )
    captures = target.captures if saved_at is None else tuple(_dated(capture, saved_at) for capture in target.captures)
    fetch = Offline(captures)
    taken = take_snapshot(target, fetch)
    if any(capture.role is Role.IMAGE for capture in captures):
        taken = replace(taken, snapshot=with_assets(taken.snapshot, fetch))
    if look:
        from blogarchive.pipeline.looks import with_saved_look

        taken = with_saved_look(taken, fetch, captures)
    return taken.snapshot


def _recorded(source: str) -> tuple[Capture, ...]:
    """What a recording holds; nothing where the source is none, or cannot be read."""
    folder = Path(source)
    try:
        return read_recording(folder) if is_recording(folder) else ()
    except SourceError:
        return ()


def _first(captures: tuple[Capture, ...], page: str) -> tuple[Capture, ...]:
    """The captures with the one that is meant before all others."""
    return tuple(sorted(captures, key=lambda c: c.role is not Role.PAGE or c.requested_url != page))


def _dated(capture: Capture, saved_at: datetime) -> Capture:
    """A capture from a file with its true time; those of a recording know theirs."""
    if TIME_OF_FILE not in capture.notes:
        return capture
    return replace(capture, captured_at=saved_at, notes=tuple(note for note in capture.notes if note != TIME_OF_FILE))
