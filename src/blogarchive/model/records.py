"""Posts, comments and the people in them, as one source states them or as they were settled."""

from dataclasses import dataclass
from enum import StrEnum

from blogarchive.model.moment import Timestamp


class Kind(StrEnum):
    """What stands under a post."""

    COMMENT = "comment"
    PINGBACK = "pingback"
    TRACKBACK = "trackback"
    WEBMENTION = "webmention"


class State(StrEnum):
    """Whether a comment can be seen by everybody."""

    VISIBLE = "visible"
    HELD = "held"  # awaiting moderation
    DELETED = "deleted"  # a tombstone stands in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as named at one place. All fields as shown; None where not shown."""

    name: str | None = None
    url: str | None = None
    handle: str | None = None
    avatar: str | None = None
    native_id: str | None = None
    is_post_author: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in the post's body."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image in the post's body, or its lead image."""

    url: str
    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A blog post. `html` is the body as the source gave it (sanitised once, at the end of the pipeline)."""

    native_id: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    subtitle: str | None = None
    site: str | None = None
    authors: tuple[Person, ...] = ()
    html: str | None = None
    text: str | None = None
    published: Timestamp | None = None
    updated: Timestamp | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    platform: str | None = None
    license: str | None = None
    lead_image: str | None = None
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment. `parent` is the `native_id` of the comment it answers, as the source states it.

    `text` is the comment's own words: paragraphs parted by a blank line, `<br>` a line break.
    """

    native_id: str | None = None
    url: str | None = None
    kind: Kind = Kind.COMMENT
    parent: str | None = None
    author: Person = Person()
    html: str | None = None
    text: str | None = None
    published: Timestamp | None = None
    updated: Timestamp | None = None
    state: State = State.VISIBLE
