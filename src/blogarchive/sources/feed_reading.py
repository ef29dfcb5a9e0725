"""What a feed says about one post: which of its items are that post's comments, which is the post, how many there are."""

from collections.abc import Iterator
from dataclasses import replace

from blogarchive.document import Document
from blogarchive.model import Comment, Evidence, Request, Role, Tally
from blogarchive.sources.feed_authors import names_in
from blogarchive.sources.feed_links import Carries, bare_key, chosen, without_feed_words
from blogarchive.sources.feed_model import Feed, FeedItem
from blogarchive.sources.feed_records import comment_of, id_of, post_of
from blogarchive.sources.feeds import feed_of
from blogarchive.sources.head import own_keys, post_key
from blogarchive.sources.platforms import generator
from blogarchive.sources.protocol import Context, Said, SourceCutError
from blogarchive.text.identifiers import native_id

COMMENTS, ENTRIES = "comment_feed", "entry_feed"
_ROUND = 5  # feeds are limited to 10, 15, 20, 25, 50 … items, never to 13


def read_feed(document: Document, context: Context) -> Iterator[Said]:
    """The post's comments and the post itself, as far as a feed of either kind has them.

    Raises SourceError where the document is no feed, SourceCutError (after all was said) where the feed shows only its newest comments.
    """
    feed = feed_of(document)
    if _writes_wall_clock(feed, context):
        feed = replace(feed, items=tuple(_without_offset(item) for item in feed.items))
    own = _own(context)
    mine = _comments(feed, document, own)
    yield from _said(feed, mine, document)
    for item in feed.items:
        if item not in mine and not is_comment(item) and _is_own(item, own):
            yield from _entry(item, feed, document)
            if item.comment_feed and (context.page is None or not chosen(context.page, Carries.POST_COMMENTS)):
                yield Request(url=item.comment_feed, role=Role.COMMENT_FEED, source=COMMENTS)
    if feed.next_url and mine:
        yield Request(url=feed.next_url, role=Role.COMMENT_FEED, source=COMMENTS)
    elif reason := _limit(feed, mine, context):
        raise SourceCutError(document.url, reason)


def is_comment(item: FeedItem) -> bool:
    """Whether an item names a comment or says what it answers; entries do neither."""
    guid = item.guid or ""
    return bool(native_id(item.url) or item.replies_to or (("#" in guid or "comment" in guid) and native_id(guid)))


def _writes_wall_clock(feed: Feed, context: Context) -> bool:
    """FlatPress formats the blog's local time with `gmdate` and labels it +0000, in all its feeds."""
    made_by = feed.generator or (generator(context.page) if context.page is not None else None)
    return (made_by or "").lower().startswith("flatpress")


def _without_offset(item: FeedItem) -> FeedItem:
    published = item.published and replace(item.published, offset=None)
    return replace(item, published=published, updated=item.updated and replace(item.updated, offset=None))


def _said(feed: Feed, mine: list[FeedItem], document: Document) -> Iterator[Evidence | Tally]:
    by_guid = {item.guid: found for item in feed.items if item.guid and (found := id_of(item))}
    names = dict(zip(feed.items, names_in([item.title for item in feed.items]), strict=True))
    for item in mine:
        comment = comment_of(item, names.get(item), by_guid)
        locator = item.guid or item.url or ""
        yield Evidence(record=comment, origin=document.origin(COMMENTS, locator))
    if mine and feed.total is not None:
        yield Tally(what="comments", count=feed.total, origin=document.origin(COMMENTS, "openSearch:totalResults"))


def _entry(item: FeedItem, feed: Feed, document: Document) -> Iterator[Said]:
    origin = document.origin(ENTRIES, item.guid or item.url or "")
    yield Evidence(record=post_of(item, feed), origin=origin)
    if item.responses is not None:
        yield Tally(what="comments", count=item.responses, origin=replace(origin, locator="slash:comments"))


def _own(context: Context) -> frozenset[str]:
    keys = {post_key(context.post_url)}
    if context.page is not None:
        keys |= own_keys(context.page)
    return frozenset(keys - {""})


def _comments(feed: Feed, document: Document, own: frozenset[str]) -> list[FeedItem]:
    """The items that are comments of this post, in the feed's order."""
    mine = [item for item in feed.items if is_comment(item) and _is_own(item, own)]
    if mine or not _is_feed_of(feed, document, own):
        return mine
    # A feed of this post whose items are named otherwise: all are its comments, unless they are entries with addresses of their own.
    return [item for item in feed.items if is_comment(item) or (_is_nameless(item, own) and not _has_comments(item))]


def _is_nameless(item: FeedItem, own: frozenset[str]) -> bool:
    return post_key(item.url or "") in {"", *own}


def _has_comments(item: FeedItem) -> bool:
    return item.responses is not None or item.comment_feed is not None


def _is_own(item: FeedItem, own: frozenset[str]) -> bool:
    return any(name and post_key(name) in own for name in (item.url, item.guid))


def _is_feed_of(feed: Feed, document: Document, own: frozenset[str]) -> bool:
    """Told by the channel's link, or by an address that is the post's but for the words that mean a feed."""
    if feed.url and post_key(feed.url) in own:
        return True
    bare = {without_feed_words(key) for key in own} - {""}
    return any(bare_key(url) in bare for url in (feed.own_url, document.url, document.capture.requested_url) if url)


def _limit(feed: Feed, mine: list[FeedItem], context: Context) -> str | None:
    """Why the feed is known to be only a part of the conversation; None where nothing says so."""
    shown = len(mine)
    if feed.total is not None and 0 < shown < feed.total:
        return f"the feed shows {shown} of {feed.total} comments"
    if not shown or shown % _ROUND or shown != len(feed.items):
        return None
    here = {id_of(item) for item in mine}
    elsewhere = {e.record.native_id for e in context.evidence if isinstance(e.record, Comment)} - here - {None}
    return f"the feed shows only its newest {shown} comments" if elsewhere else None
