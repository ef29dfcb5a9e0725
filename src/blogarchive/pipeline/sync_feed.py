"""One comment feed of the whole site instead of a page for each of its posts, where that is enough.

The feed vouches for a post where it reaches back beyond the last look at it and shows no comment of it that the archive does not have. It cannot
know of edits, deletions, and comments that were held for so long that newer ones have pushed them out; so a page is asked now and then all
the same (`sync_schedule.may_be_vouched`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from blogarchive.archive import Answer, Watch
from blogarchive.document import Document
from blogarchive.errors import FetchError, SourceError
from blogarchive.model import Capture, Fetch, Request, Role
from blogarchive.sources.feed_links import Carries, chosen
from blogarchive.sources.feed_records import id_of
from blogarchive.sources.feeds import feed_of
from blogarchive.sources.head import own_keys, post_key

_SKEW = timedelta(hours=1)  # between the site's clock and ours
_HEAD_BYTES = 300_000
_NEVER = datetime.min.replace(tzinfo=UTC)  # no time is read from a head
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"


class Word(StrEnum):
    """What the feed says of a post."""

    NOTHING_NEW = "nothing new"
    NEWS = "news"
    SILENT = "silent"  # it does not reach back far enough, or does not know the post


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment in the feed: the post it stands under (as `post_key` writes it), its id, when it was written."""

    post: str
    native_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A watched post as far as the feed concerns it. `newest` is the time of its newest known comment, None without one or without its zone."""

    post_id: int
    keys: frozenset[str]
    known: frozenset[str]
    checked_at: datetime
    newest: datetime | None


def judge(said: Sequence[Said], post: Asked) -> Word:
    """What a feed (as `readable` has it) says of a post. Silent too where a comment that it should show is not there: then it does not
    cover the post, or the comment is gone."""
    mine = [comment for comment in said if comment.post in post.keys]
    if any(comment.native_id not in post.known for comment in mine):
        return Word.NEWS
    reach = min((comment.at for comment in said), default=None)
    if reach is None or reach > post.checked_at - _SKEW:
        return Word.SILENT
    if post.newest and post.newest > reach + _SKEW and not any(abs(c.at - post.newest) <= _SKEW for c in mine):
        return Word.SILENT
    return Word.NOTHING_NEW


def readable(feed: Document) -> list[Said] | None:
    """The comments of a feed; None where one of them has no time, zone or id, so that nothing can be concluded from their absence."""
    try:
        items = feed_of(feed).items
    except SourceError:
        return None
    said = []
    for item in items:
        number, at = id_of(item), item.published.utc if item.published else None
        key = post_key(item.url or "")
        if not (number and at and key):
            return None
        said.append(Said(post=key, native_id=number, at=at))
    return said


def head_of_page(page: Answer, body: bytes) -> Document:
    """The head of a stored page as a document of its own: quick to parse."""
    end = body.find(b"</head>", 0, _HEAD_BYTES)
    cut = body[:end] if end > 0 else body[:_HEAD_BYTES]
    return Document(Capture(url=page.final_url, requested_url=page.url, body=cut, captured_at=_NEVER))


def feed_and_keys(page: Answer, body: bytes) -> tuple[str | None, frozenset[str]]:
    """The address of the site's comment feed, where the page names one, and the names of its post."""
    head = head_of_page(page, body)
    link = chosen(head, Carries.SITE_COMMENTS)
    return link.url if link else None, own_keys(head)


def asked_of(post: Watch, keys: frozenset[str], known: frozenset[str]) -> Asked:
    """A watched post as `judge` takes it."""
    newest = None
    if post.newest_comment and len(post.newest_comment) > len("2010-05-22T22:14:00"):
        newest = datetime.fromisoformat(post.newest_comment)
    return Asked(
        post_id=post.post_id, keys=keys | {post_key(post.url)}, known=known, checked_at=post.checked_at, newest=newest
    )


def ask_feed(fetch: Fetch, url: str) -> list[Said] | None:
    """The comments in the feed at an address; None where it cannot be had or does not serve."""
    try:
        return readable(Document(fetch(Request(url=url, role=Role.COMMENT_FEED, accept=_ACCEPT))))
    except FetchError:
        return None


def by_feed(posts: Sequence[tuple[Watch, str | None]]) -> Iterator[tuple[str, list[Watch]]]:
    """The posts of each feed that at least two of them name."""
    feeds: dict[str, list[Watch]] = {}
    for post, feed in posts:
        if feed:
            feeds.setdefault(feed, []).append(post)
    yield from ((feed, named) for feed, named in feeds.items() if len(named) > 1)
