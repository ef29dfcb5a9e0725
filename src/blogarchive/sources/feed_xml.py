"""RSS 0.9 to 2.0, RDF and Atom, as feedparser reads them, in our shape.

Specifications: RFC 4287 (Atom), RFC 4685 (`thr:in-reply-to`, `thr:total`), RSS 2.0 with its modules content, dc, slash and wfw, RFC 5005 (paging),
OpenSearch 1.1 (`totalResults`).
"""

import re
from collections.abc import Iterable, Mapping

from blogarchive.document import Document
from blogarchive.model import Person
from blogarchive.sources.feed_model import Feed, FeedItem
from blogarchive.sources.machine_times import machine_time
from blogarchive.sources.one_line import one_line, person_name
from blogarchive.text.urls import resolve

_ADDRESS_AUTHOR = re.compile(r"^\S+@\S+\s+\((.+)\)$")  # RSS 2.0: `author` is an e-mail address, the name in brackets


def xml_feed(document: Document) -> Feed | None:
    """The RSS or Atom feed that a document is; None where it is none."""
    raw = document.feed
    if not raw.get("version") and not raw.entries:
        return None
    channel = raw.feed
    return Feed(
        title=one_line(channel.get("title")),
        url=_address(document, channel.get("link")),
        own_url=_linked(document, channel.get("links"), "self"),
        generator=_text(channel.get("generator")),
        language=_text(channel.get("language")),
        total=_count(_of_module(channel, "totalresults")),
        next_url=_linked(document, channel.get("links"), "next"),
        items=tuple(_item(document, entry) for entry in raw.entries),
    )


def _item(document: Document, entry: Mapping[str, object]) -> FeedItem:
    content = _first_content(entry.get("content"))
    updated = machine_time(_text(entry["updated"])) if "updated" in entry.keys() else None  # noqa: SIM118 (`in entry` guesses)
    reply = _of_module(entry, "in-reply-to")
    replies_to = [reply.get("ref"), reply.get("href")] if isinstance(reply, Mapping) else []
    replies_to += [_linked(document, entry.get("links"), "related")]  # Blogger names the parent so
    return FeedItem(
        guid=_text(entry.get("id")),
        url=_address(document, _linked(document, entry.get("links"), "alternate") or entry.get("link")),
        title=one_line(entry.get("title")),
        author=_author(document, entry),
        published=machine_time(_text(entry.get("published"))) or updated,
        updated=updated,
        html=content or _text(entry.get("summary")),
        is_full=content is not None,
        replies_to=tuple(name for name in replies_to if isinstance(name, str) and name),
        responses=_count(_of_module(entry, "comments") or _of_module(entry, "total")),
        comment_feed=_address(document, _of_module(entry, "commentrss"))
        or _linked(document, entry.get("links"), "replies", "+xml"),
        tags=tuple(_tags(entry.get("tags"))),
        language=_text(entry.get("language")),
    )


def _of_module(said: Mapping[str, object], name: str) -> object:
    """The value of an element of a namespace that feedparser does not know: it names it by whatever prefix the feed uses."""
    return next((value for key, value in said.items() if key.endswith(f"_{name}")), None)


def _first_content(contents: object) -> str | None:
    """The content that is HTML or text; Atom allows others (an image in base64)."""
    for content in contents if isinstance(contents, list) else ():
        value = content.get("value")
        if value and str(content.get("type") or "text/html").startswith(("text/", "application/xhtml")):
            return str(value)
    return None


def _author(document: Document, entry: Mapping[str, object]) -> Person:
    detail = entry.get("author_detail")
    detail = detail if isinstance(detail, Mapping) else {}
    bracketed = _ADDRESS_AUTHOR.match(_text(entry.get("author")) or "")
    name = bracketed[1] if bracketed else detail.get("name")
    return Person(name=person_name(name), url=_address(document, detail.get("href")))


def _tags(tags: object) -> Iterable[str]:
    for tag in tags if isinstance(tags, list) else ():
        if name := one_line(tag.get("label")) or one_line(tag.get("term")):
            yield name


def _linked(document: Document, links: object, rel: str, media_type: str = "") -> str | None:
    for link in links if isinstance(links, list) else ():
        if link.get("rel") == rel and media_type in str(link.get("type") or ""):
            return _address(document, link.get("href"))
    return None


def _address(document: Document, value: object) -> str | None:
    return resolve(document.url, value) if isinstance(value, str) and value else None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _count(value: object) -> int | None:
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None
