"""Taking posts from the web: one polite client for all of them, every answer recorded if asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from blogarchive.fetch.http import HttpFetch
from blogarchive.fetch.replay import Recorder
from blogarchive.fetch.settings import Settings
from blogarchive.locate import locate
from blogarchive.model import Fetch, Taken
from blogarchive.pipeline.assets import with_assets
from blogarchive.pipeline.take import take_snapshot


class Online:
    """A client that takes one post after another; to be closed at the end."""

    def __init__(self, settings: Settings, *, record: Path | None, on_event: Callable[[str], None]) -> None:
        self._http = HttpFetch(settings, on_event=on_event)
        self._fetch: Fetch = Recorder(self._http, record) if record else self._http

    def take(self, url: str, feeds: Sequence[str], *, images: bool) -> Taken:
        """The post at an address, with its pictures if wanted. Raises FetchError and NotAPostError."""
        target = locate(url, url=None, feeds=feeds)
        taken = take_snapshot(target, self._fetch)
        return replace(taken, snapshot=with_assets(taken.snapshot, self._fetch)) if images else taken

    def close(self) -> None:
        """Ends all connections."""
        self._http.close()
