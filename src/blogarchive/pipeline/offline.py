"""Taking posts from what is on disk: nothing is asked of the network, ever."""

from collections.abc import Sequence

from blogarchive.fetch.file import read_captures
from blogarchive.fetch.replay import Offline
from blogarchive.locate import locate
from blogarchive.model import Snapshot
from blogarchive.pipeline.take import take_snapshot


def read_source(source: str, *, url: str | None = None, feeds: Sequence[str] = ()) -> Snapshot:
    """The snapshot of a saved page, `-`, a recorded folder, or a document of our own. Raises SourceError and NotAPostError."""
    target = locate(source, url=url, feeds=feeds, read=read_captures)
    return take_snapshot(target, Offline(target.captures)).snapshot
