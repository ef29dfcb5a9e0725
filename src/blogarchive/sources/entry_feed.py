"""The site's feed of entries: the post's exact times, its tags, how many comments it has, and often its whole text."""

from collections.abc import Iterator

from blogarchive.document import Document
from blogarchive.model import Request, Role
from blogarchive.sources.feed_links import Carries, chosen
from blogarchive.sources.feed_reading import read_feed
from blogarchive.sources.protocol import Context, Said

NAME = "entry_feed"

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


def discover(page: Document, context: Context) -> Iterator[Request]:
    """The site's main feed, if the page names one."""
    if link := chosen(page, Carries.ENTRIES):
        yield Request(url=link.url, role=Role.ENTRY_FEED, source=NAME, accept=_ACCEPT)


def read(document: Document, context: Context) -> Iterator[Said]:
    """The entry that is this post; nothing where the feed no longer holds it."""
    yield from read_feed(document, context)
