"""Taking posts from the web: one polite client for all of them, every answer recorded if asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from blogarchive.errors import NotAskedError
from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.file import read_captures
from blogarchive.fetch.recording import Recorder
from blogarchive.fetch.replay import Offline
from blogarchive.fetch.settings import Settings
from blogarchive.locate import locate
from blogarchive.model import Capture, Fetch, Request, Taken
from blogarchive.pipeline.assets import with_assets
from blogarchive.pipeline.looks import with_look
from blogarchive.pipeline.take import take_snapshot


class Online:
    """A client that takes one post after another; to be closed at the end."""

    def __init__(self, settings: Settings, *, record: Path | None, on_event: Callable[[str], None]) -> None:
        self._http = HttpFetch(settings, on_event=on_event)
        self._fetch: Fetch = Recorder(self._http, record) if record else self._http

    def take(self, url: str, feeds: Sequence[str], *, images: bool, look: bool = False) -> Taken:
        """The post at an address, with its pictures and its look if wanted; feeds may be files. Raises FetchError and NotAPostError."""
        target = locate(url, feeds=feeds, read=read_captures)
        taken = take_snapshot(target, _first_at_hand(target.captures, self._fetch))
        if images:
            taken = replace(taken, snapshot=with_assets(taken.snapshot, self._fetch))
        return with_look(taken, self._fetch) if look else taken

    def close(self) -> None:
        """Ends all connections."""
        self._http.close()


def _first_at_hand(captures: Sequence[Capture], fetch: Fetch) -> Fetch:
    """A Fetch that takes what is at hand (a feed given as a file) and asks for the rest."""
    if not captures:
        return fetch
    offline = Offline(captures)

    def either(request: Request) -> Capture:
        try:
            return offline(request)
        except NotAskedError:
            return fetch(request)

    return either
