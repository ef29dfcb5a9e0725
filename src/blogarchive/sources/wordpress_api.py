"""The REST API of WordPress (4.7 and later): the comments with their numbers, parents and exact times, and the post's own data.

https://developer.wordpress.org/rest-api/reference/comments/ and …/posts/. It gives comments only: pingbacks and trackbacks are left out.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import parse_qs

from blogarchive.document import Document
from blogarchive.errors import SourceError
from blogarchive.model import Comment, Evidence, Kind, Person, Post, Precision, Request, Role, State, Tally, Timestamp
from blogarchive.sources.head import head_of
from blogarchive.sources.one_line import one_line, person_name
from blogarchive.sources.platforms import wordpress_post_id
from blogarchive.sources.protocol import Context, Said, SourceCutError
from blogarchive.text.plain import plain_text_of
from blogarchive.text.urls import resolve, split_url

NAME = "wordpress_api"

_REL = "https://api.w.org/"
_PAGE_SIZE = 100  # the most that WordPress gives at once
_MOST_PAGES = 1000
_QUARTER, _WIDEST = 15, 14 * 60  # minutes: offsets in use are quarters of an hour, and at most 14 hours
_KINDS = {"pingback": Kind.PINGBACK, "trackback": Kind.TRACKBACK}

Json = Mapping[str, object]


def discover(page: Document, context: Context) -> Iterator[Request]:
    """The post's comments and its data, where the page names the API and its own number."""
    head = head_of(page)
    root = head.linked(_REL)
    number = wordpress_post_id(page) if root else None
    if not root or not number:
        return
    glue = "&" if "?" in root else "?"
    root = _at_root(root.rstrip("/"))
    yield _request(f"{root}/wp/v2/comments{glue}post={number}&per_page={_PAGE_SIZE}&order=asc")
    stated = (link.url for link in head.links if link.media_type == "application/json" and "/wp/v2/" in link.url)
    yield _request(_at_root(next(stated, f"{root}/wp/v2/posts/{number}")))


def _at_root(url: str) -> str:
    """`/?rest_route=` as WordPress documents it; newer ones write `/index.php?rest_route=`, which is the same."""
    return url.replace("/index.php?rest_route=", "/?rest_route=")


def read(document: Document, context: Context) -> Iterator[Said]:
    """The comments of one page of the answer and requests for the further pages, or the post."""
    said = document.json
    if isinstance(said, list):
        yield from _comments(document, [cast("Json", item) for item in said if isinstance(item, dict)])
    elif isinstance(said, dict) and "title" in said and "date" in said:
        yield Evidence(record=_post(said, document), origin=document.origin(NAME, f"/{said.get('id')}"))
    else:
        raise SourceError(document.url, "is no answer of the WordPress API")


def _request(url: str) -> Request:
    return Request(url=url, role=Role.API, source=NAME, accept="application/json")


def _comments(document: Document, items: list[Json]) -> Iterator[Said]:
    for item in items:
        yield Evidence(record=_comment(item, document), origin=document.origin(NAME, f"/{item.get('id')}"))
    query = parse_qs(split_url(document.url).query)
    if "page" in query:
        return
    if (total := _header_number(document, "x-wp-total")) is not None:
        yield Tally(what="comments-only", count=total, origin=document.origin(NAME, "X-WP-Total"))
    pages = _header_number(document, "x-wp-totalpages") or 1
    for number in range(2, min(pages, _MOST_PAGES) + 1):
        yield _request(f"{document.url}&page={number}")
    if pages > _MOST_PAGES:
        raise SourceCutError(document.url, f"only the first {_MOST_PAGES} of {pages} pages are asked for")


def _comment(item: Json, document: Document) -> Comment:
    html = _rendered(item, "content")
    parent = item.get("parent")
    return Comment(
        native_id=_number(item, "id"),
        url=_address(document, item.get("link")),
        kind=_KINDS.get(str(item.get("type")), Kind.COMMENT),
        parent=str(parent) if isinstance(parent, int) and parent > 0 else None,
        author=Person(
            name=person_name(item.get("author_name")),
            url=_address(document, item.get("author_url")),
            avatar=_avatar(item, document),
            native_id=_number(item, "author"),
        ),
        html=html,
        text=plain_text_of(html) if html is not None else None,
        published=_moment(item, "date"),
        state=State.HELD if item.get("status") == "hold" else State.VISIBLE,
    )


def _post(item: Json, document: Document) -> Post:
    content = item.get("content")
    is_locked = isinstance(content, dict) and content.get("protected") is True
    html = None if is_locked else _rendered(item, "content")
    updated = _moment(item, "modified")
    published = _moment(item, "date")
    return Post(
        native_id=_number(item, "id"),
        url=_address(document, item.get("link")),
        title=one_line(_rendered(item, "title")),
        html=html or None,
        text=plain_text_of(html) if html else None,
        published=published,
        updated=updated if updated != published else None,
    )


def _moment(item: Json, key: str) -> Timestamp | None:
    """The wall clock of `date` with the offset that `date_gmt` tells. Where no offset can lie between them, Greenwich's word counts."""
    local, utc = _clock(item.get(key)), _clock(item.get(f"{key}_gmt"))
    if local is None or utc is None:
        return Timestamp(raw=str(item.get(key)), local=local, precision=Precision.SECOND) if local else None
    minutes, rest = divmod(local - utc, timedelta(minutes=1))
    if rest or minutes % _QUARTER or abs(minutes) > _WIDEST:
        local, minutes = utc, 0
    return Timestamp(raw=str(item.get(key)), local=local, offset=minutes, precision=Precision.SECOND)


def _clock(value: object) -> datetime | None:
    """A drafted post has 0000-00-00T00:00:00 for a time."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None) if isinstance(value, str) else None
    except ValueError:
        return None


def _avatar(item: Json, document: Document) -> str | None:
    sizes = item.get("author_avatar_urls")
    if not isinstance(sizes, dict) or not sizes:
        return None
    largest = max(sizes, key=lambda size: int(size) if str(size).isdigit() else 0)
    return _address(document, sizes[largest])


def _rendered(item: Json, key: str) -> str | None:
    value = item.get(key)
    rendered = value.get("rendered") if isinstance(value, dict) else value
    return rendered.strip() if isinstance(rendered, str) else None


def _number(item: Json, key: str) -> str | None:
    value = item.get(key)
    return str(value) if isinstance(value, int) and value > 0 else None


def _address(document: Document, value: object) -> str | None:
    return resolve(document.url, value) if isinstance(value, str) and value else None


def _header_number(document: Document, name: str) -> int | None:
    value = (document.capture.header(name) or "").strip()
    return int(value) if re.fullmatch(r"\d{1,7}", value) else None
