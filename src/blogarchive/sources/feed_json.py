"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), as the same Feed as the XML kinds."""

from collections.abc import Iterator, Mapping
from typing import cast

from blogarchive.document import Document
from blogarchive.model import Person
from blogarchive.sources.feed_model import Feed, FeedItem
from blogarchive.sources.machine_times import machine_time
from blogarchive.sources.one_line import one_line, person_name
from blogarchive.text.urls import resolve

_VERSION = "jsonfeed.org/version/"


def json_feed(document: Document) -> Feed | None:
    """The JSON Feed that a document is; None where it is none."""
    if not document.capture.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    said = document.json
    if not isinstance(said, dict) or _VERSION not in str(said.get("version")):
        return None
    items = said.get("items")
    return Feed(
        title=one_line(said.get("title")),
        url=_address(document, said, "home_page_url"),
        own_url=_address(document, said, "feed_url"),
        language=_text(said, "language"),
        next_url=_address(document, said, "next_url"),
        items=tuple(
            _item(document, item) for item in (items if isinstance(items, list) else ()) if isinstance(item, dict)
        ),
    )


def _item(document: Document, item: Mapping[str, object]) -> FeedItem:
    content = _text(item, "content_html") or _as_html(_text(item, "content_text"))
    tags = item.get("tags")
    identifier = item.get("id")
    return FeedItem(
        guid=str(identifier) if isinstance(identifier, str | int) else None,
        url=_address(document, item, "url"),
        title=one_line(item.get("title")),
        author=next(_authors(document, item), Person()),
        published=machine_time(_text(item, "date_published")) or machine_time(_text(item, "date_modified")),
        updated=machine_time(_text(item, "date_modified")),
        html=content or _as_html(_text(item, "summary")),
        is_full=content is not None,
        tags=tuple(tag for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str)),
        language=_text(item, "language"),
    )


def _authors(document: Document, item: Mapping[str, object]) -> Iterator[Person]:
    several = item.get("authors")
    for author in (*(several if isinstance(several, list) else ()), item.get("author")):
        if isinstance(author, dict):
            said = cast("Mapping[str, object]", author)
            yield Person(
                name=person_name(said.get("name")),
                url=_address(document, said, "url"),
                avatar=_address(document, said, "avatar"),
            )


def _as_html(text: str | None) -> str | None:
    """Plain text as markup that says the same."""
    if text is None:
        return None
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in safe.split("\n\n"))


def _text(said: Mapping[str, object], key: str) -> str | None:
    value = said.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _address(document: Document, said: Mapping[str, object], key: str) -> str | None:
    value = _text(said, key)
    return resolve(document.url, value) if value else None
