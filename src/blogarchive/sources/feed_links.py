"""Which of the feeds that a page names carry what: the comments of this post, those of the whole site, its entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from blogarchive.document import Document
from blogarchive.sources.head import HeadLink, head_of, own_keys, post_key

_FEED = frozenset(("alternate", "feed"))
_TYPES = ("atom", "rss", "rdf", "feed+json")
_XML = frozenset(("text/xml", "application/xml"))  # b2evolution and others call their feeds so
_FEEDS = frozenset("feed feeds rss atom rdf xml".split())
_WORDS = _FEEDS | frozenset("comment comments default index".split())
_SUFFIX = re.compile(r"\.(?:xml|rss2?|atom|rdf|json|php|html?)$")
_FEED_SUFFIX = re.compile(r"\.(?:xml|rss2?|atom|rdf)$")
_SEPARATOR = re.compile(r"[/?&;]")
_COMMENT = re.compile(r"comment|reply|replies|discussion", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|[/=:_-])\d+(?=$|[/=:_-])")
_LISTING = re.compile(r"(?:^|/|=)(?:category|categories|tag|tags|author|search|label|topic|archive|section)(?=/|=|$)")
_HINTS = ("feed", "rss", "atom", ".xml")
_FORMATS = ("atom", "rss", "rdf", "json")


class Carries(StrEnum):
    """What a feed holds, told by its address and title alone."""

    POST_COMMENTS = "post_comments"
    SITE_COMMENTS = "site_comments"
    ENTRIES = "entries"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that the page names."""

    url: str
    media_type: str
    carries: Carries


def feed_links(page: Document) -> tuple[FeedLink, ...]:
    """All feeds that a page names in its head, its `Link:` header or its body (shared through `Document.memo`)."""
    return page.memo(_feed_links)


def chosen(page: Document, carries: Carries) -> FeedLink | None:
    """The one feed of this kind that is worth asking: the shallowest address, Atom first (it carries threads and authors' addresses)."""
    found = [link for link in feed_links(page) if link.carries is carries]
    return min(found, key=lambda link: (_depth(link.url), _format(link)), default=None)


def titled_feeds(page: Document) -> list[HeadLink]:
    """The feeds that the head names and that have a title. Without those of the body, which take a walk over its links."""
    return [link for link in head_of(page).links if link.title and link.rel & _FEED and _is_feed(link)]


def carried(page: Document, link: HeadLink) -> Carries:
    """What a feed holds that the page's head names."""
    return _carries(link, _own(page))


def bare_key(url: str) -> str:
    """`post_key` without the words that make a feed's address of a post's: `/p/feed/atom/` and `/feed/rss/p/` both mean `/p/`."""
    return without_feed_words(post_key(url))


def without_feed_words(key: str) -> str:
    """`bare_key` of what is a key already."""
    steps = (_SUFFIX.sub("", step.strip("=")) for step in _SEPARATOR.split(key))
    return "/".join(step for step in steps if step and not _is_feed_word(step, _WORDS))


def _is_feed_word(step: str, words: frozenset[str]) -> bool:
    """`rss2`, `feed:atom`, `tempskin=_rss2`, `type=comments`: what a part says, without its version."""
    name, _, value = step.replace(":", "=").partition("=")
    return name.strip("_.0123456789") in words or value.strip("_.0123456789") in words


def _feed_links(page: Document) -> tuple[FeedLink, ...]:
    own = _own(page)
    found = {}
    for link in (*head_of(page).links, *_links_in_body(page)):
        if link.url not in found and link.rel & _FEED and _is_feed(link):
            found[link.url] = FeedLink(url=link.url, media_type=link.media_type, carries=_carries(link, own))
    return tuple(found.values())


def _is_feed(link: HeadLink) -> bool:
    is_xml = link.media_type in _XML and any(hint in link.url for hint in _HINTS)
    return is_xml or any(kind in link.media_type for kind in _TYPES)


def _own(page: Document) -> frozenset[str]:
    """The names of the post without feed words, to compare with those of its feeds."""
    return frozenset(without_feed_words(key) for key in own_keys(page)) - {""}


def _links_in_body(page: Document) -> Iterator[HeadLink]:
    """`<a>` that lead to a feed of comments: themes that name it nowhere else have it under the post."""
    own = _own(page)
    for anchor in page.elements.named("a"):
        href = anchor.get("href")
        if not href or "#" in href or not any(hint in href for hint in _HINTS):
            continue
        url = page.resolve(href)
        if url and _is_feed_address(url):
            media_type = anchor.get("type") or "application/rss+xml"
            link = HeadLink(rel=frozenset({"alternate"}), url=url, media_type=media_type)
            if _carries(link, own) is Carries.POST_COMMENTS:
                yield link


def _is_feed_address(url: str) -> bool:
    """A whole part of the address means a feed: `/feed/`, `hello.atom`, `tempskin=_rss2`; a word of a title does not."""
    steps = _SEPARATOR.split(post_key(url))
    return "feed=" in url or any(_FEED_SUFFIX.search(step) or _is_feed_word(step, _FEEDS) for step in steps)


def _carries(link: HeadLink, own: frozenset[str]) -> Carries:
    key, bare = post_key(link.url), bare_key(link.url)
    if bare in own:
        return Carries.POST_COMMENTS
    if _COMMENT.search(key) or "comments" in link.url.lower():
        return Carries.POST_COMMENTS if _NUMBER.search(bare) else Carries.SITE_COMMENTS
    return Carries.OTHER if _LISTING.search(key) else Carries.ENTRIES


def _depth(url: str) -> int:
    return bare_key(url).count("/")


def _format(link: FeedLink) -> int:
    told = f"{link.media_type} {link.url}"
    return next((place for place, name in enumerate(_FORMATS) if name in told), len(_FORMATS))
