"""Taking posts from what is on disk: nothing is asked of the network, ever."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from blogarchive.errors import NotAPostError, SourceError, UsageError
from blogarchive.fetch.file import is_crawl, read_captures
from blogarchive.fetch.recording import is_recording, read_recording
from blogarchive.fetch.replay import Offline
from blogarchive.locate import is_address, locate
from blogarchive.model import TIME_OF_FILE, Capture, Role, Snapshot
from blogarchive.pipeline.assets import with_assets
from blogarchive.pipeline.take import take_snapshot
from blogarchive.text.urls import display_url, page_key


class Saved(NamedTuple):
    """One post on disk: what the user named, and which of several posts is meant (None: the only one)."""

    source: str
    page: str | None = None
    trouble: str | None = None  # why it is no post
    recorded: tuple[Capture, ...] = ()  # all of the recording or crawl, which is read once for all its posts

    def __str__(self) -> str:
        return self.source if self.page is None else f"{display_url(self.page)} in {self.source}"


def posts_in(source: str, url: str | None = None, tell: Callable[[str], object] = str) -> tuple[Saved, ...]:
    """The posts that a source holds, in their order: several only in a recording or a crawl, of which `url` chooses one.

    A source that cannot be read, or holds none, is one as well: the reading says what is wrong. `tell` is told of each page of a crawl that is looked
    at. Raises UsageError where `url` is none of several.
    """
    recorded = _recorded(source)
    pages = list(dict.fromkeys(capture.requested_url for capture in recorded if capture.role is Role.PAGE))
    if len(pages) < 2:
        return (Saved(source, recorded=recorded),)
    chosen = pages if url is None else [page for page in pages if page_key(page) == page_key(url)]
    if not chosen:
        raise UsageError("--url", f"{display_url(url or '')} is none of the {len(pages)} pages in {source}")
    if url is None and not Path(source).is_dir():
        from blogarchive.pipeline.crawl import posts_among

        if not (chosen := posts_among(recorded, tell)):
            trouble = f"holds {len(pages)} pages, none of which looks like a post; --url names one that is"
            return (Saved(source, trouble=trouble),)
    return tuple(Saved(source, page, recorded=recorded) for page in chosen)


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
    if saved.trouble is not None:
        raise NotAPostError(saved.source, saved.trouble)
    refuse_address(saved.source)
    target = locate(
        saved.source,
        url=url if saved.page is None else None,
        feeds=feeds,
        read=lambda name: (
            _first(saved.recorded, saved.page) if name == saved.source and saved.recorded else read_captures(name)
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


def refuse_address(source: str) -> None:
    """Raise SourceError where a source is an address, which is nothing on disk."""
    if not is_address(source):
        return
    if "://" not in source:  # `saved.htm.gz`, which is not there
        raise SourceError(source, "no such file, and nothing is asked of the web")
    raise SourceError(
        display_url(source),
        "an address, and nothing is asked of the web here: use fetch, or read what fetch --record DIR wrote",
    )


def _recorded(source: str) -> tuple[Capture, ...]:
    """What a recording or a crawl holds; nothing where the source is neither, or cannot be read."""
    path = Path(source)
    try:
        if is_recording(path):
            return read_recording(path)
        return read_captures(source) if is_crawl(path) else ()
    except SourceError:
        return ()


def _first(captures: tuple[Capture, ...], page: str | None) -> tuple[Capture, ...]:
    """The captures with the one that is meant before all others."""
    if page is None:
        return captures
    return tuple(sorted(captures, key=lambda c: c.role is not Role.PAGE or c.requested_url != page))


def _dated(capture: Capture, saved_at: datetime) -> Capture:
    """A capture from a file with its true time; those of a recording know theirs."""
    if TIME_OF_FILE not in capture.notes:
        return capture
    return replace(capture, captured_at=saved_at, notes=tuple(note for note in capture.notes if note != TIME_OF_FILE))
