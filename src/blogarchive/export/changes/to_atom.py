"""What happened to saved posts as an Atom feed (RFC 4287), one entry for each visit that found something.

Ids are made from the archive's own name and the visit's number in it (RFC 4122, version 5), so a reader knows an entry again however often
the feed is written and wherever it lies.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID, uuid5

from lxml import etree

from blogarchive.export.changes.to_html import changed
from blogarchive.export.changes.wording import LONG, counted, said
from blogarchive.export.characters import writable
from blogarchive.export.html_builder import Markup, el, join, web_address
from blogarchive.model.events import Event, What
from blogarchive.text.differences import word_changes

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NONCHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF))  # no XML 1.0 document may hold them

Posts = Mapping[int, tuple[str, str]]
"""The title and address of each post."""


def render(events: Iterable[Event], posts: Posts, archive: str, now: datetime, most: int) -> Iterator[str]:
    """Yield the feed, the newest visit first, at most so many. `archive` is the archive's UUID, `now` (aware) serves where nothing happened."""
    visits = deque((list(group) for _, group in groupby(events, key=lambda event: event.sequence)), maxlen=most)
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", UUID(archive).urn)
    _add(feed, "title", "Changes to archived posts")
    _add(feed, "updated", _time(max((visit[0].taken_at for visit in visits), default=now)))
    _add(_add(feed, "author"), "name", "blogarchive")
    _add(feed, "generator", "blogarchive")
    for visit in reversed(visits):
        _entry(feed, visit, posts, UUID(archive))
    yield etree.tostring(feed, encoding="unicode", pretty_print=True, doctype='<?xml version="1.0" encoding="utf-8"?>')


def _entry(feed: etree._Element, events: Sequence[Event], posts: Posts, archive: UUID) -> None:
    first = events[0]
    title, url = posts.get(first.post_id, ("", ""))
    entry = _add(feed, "entry")
    _add(entry, "id", uuid5(archive, str(first.sequence)).urn)
    _add(entry, "title", f"{title or url}: {counted(events)}")
    _add(entry, "updated", _time(first.taken_at))
    if address := web_address(url):
        _add(entry, "link", rel="alternate", href=address)
    for category in dict.fromkeys(event.what for event in events):
        _add(entry, "category", term=category.value)
    _add(entry, "content", _content(events), type="html")


def _content(events: Sequence[Event]) -> str:
    """What happened, each by itself; of a post's first visit only that it was saved, since its comments may be hundreds."""
    if events[0].what is What.SAVED:
        return el("p", counted(events))
    return join(_told(event) for event in events).replace("\n", "<br>")


def _told(event: Event) -> Markup:
    name = f"Comment {event.comment}" if event.comment else "The article"
    by = f" by {event.author}" if event.author and event.comment else ""
    return join([el("p", el("b", f"{name}{by}"), f": {said(event.what)}"), _words(event)])


def _words(event: Event) -> Markup | None:
    if event.what in LONG:
        return el("blockquote", changed(word_changes(event.before or "", event.after or "")))
    if event.what in {What.AUTHOR_LINK, What.PARENT, What.KIND}:
        return el("blockquote", el("del", event.before or "nothing"), " ", el("ins", event.after or "nothing"))
    words = event.after or event.before
    return el("blockquote", words) if words and event.what is not What.APPROVED else None


def _add(parent: etree._Element, name: str, content: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", {key: _legal(value) for key, value in attributes.items()})
    made.text = None if content is None else _legal(content)
    return made


def _legal(value: str) -> str:
    return writable(value).translate(_NONCHARACTERS)


def _time(moment: datetime) -> str:
    """RFC 3339, as RFC 4287 wants it."""
    return moment.isoformat(timespec="seconds")
