"""The feed that a document is, of whatever kind: the one door to `feed_xml` and `feed_json`."""

from blogarchive.document import Document
from blogarchive.errors import SourceError
from blogarchive.sources.feed_json import json_feed
from blogarchive.sources.feed_model import Feed
from blogarchive.sources.feed_xml import xml_feed


def feed_of(document: Document) -> Feed:
    """The feed that a document is (shared through `Document.memo`). Raises SourceError where it is none."""
    feed = document.memo(_read)
    if feed is None:
        raise SourceError(document.url, "is not a feed")
    return feed


def _read(document: Document) -> Feed | None:
    return json_feed(document) or xml_feed(document)
