"""A feed of any kind in one shape."""

from dataclasses import dataclass

from blogarchive.model import Person, Timestamp

NOBODY = Person()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item or entry.

    `html` is its content, of which `is_full` says whether it is more than a summary; `replies_to` are the names of what it answers
    (ids, addresses), `responses` how many comments it is said to have, `comment_feed` where they are.
    """

    guid: str | None = None
    url: str | None = None
    title: str | None = None
    author: Person = NOBODY
    published: Timestamp | None = None
    updated: Timestamp | None = None
    html: str | None = None
    is_full: bool = False
    replies_to: tuple[str, ...] = ()
    responses: int | None = None
    comment_feed: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its items in their order. `total` is how many there are, where it says so; `next_url` its next page."""

    title: str | None = None
    url: str | None = None
    own_url: str | None = None
    generator: str | None = None
    language: str | None = None
    total: int | None = None
    next_url: str | None = None
    items: tuple[FeedItem, ...] = ()
