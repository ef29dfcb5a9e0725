"""The feed of a post's comments: Atom, RSS, RDF or JSON Feed. It knows the true offsets, and in Atom who answers whom."""

import re
from collections.abc import Iterator

from blogarchive.document import Document
from blogarchive.model import Comment, Evidence, Request, Role
from blogarchive.sources.feed_links import Carries, chosen
from blogarchive.sources.feed_reading import read_feed
from blogarchive.sources.feeds import feed_of
from blogarchive.sources.platforms import conventional_feeds, is_wordpress
from blogarchive.sources.protocol import Context, Said, SourceCutError

NAME = "comment_feed"

_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"
_FEW = 2  # comments from which on there may be threads


def discover(page: Document, context: Context) -> Iterator[Request]:
    """The post's own comment feed if the page names one, else where its engine keeps it, else the comments of the whole site."""
    if link := chosen(page, Carries.POST_COMMENTS):
        yield _request(link.url)
        return
    conventional = [_request(url) for url in conventional_feeds(page)]
    yield from conventional
    if not conventional and (link := chosen(page, Carries.SITE_COMMENTS)):
        yield _request(link.url)


def read(document: Document, context: Context) -> Iterator[Said]:
    """The comments of this post; from an RSS feed of WordPress that tells no threads, also a request for its Atom twin, which does."""
    comments = []
    cut = None
    try:
        for said in read_feed(document, context):
            if isinstance(said, Evidence) and isinstance(said.record, Comment):
                comments.append(said.record)
            yield said
    except SourceCutError as error:
        cut = error
    is_flat = all(comment.parent is None for comment in comments)
    if len(comments) >= _FEW and is_flat and (twin := _atom_twin(document, context)):
        yield _request(twin)
    if cut:
        raise cut


def _request(url: str) -> Request:
    return Request(url=url, role=Role.COMMENT_FEED, source=NAME, accept=_ACCEPT)


def _atom_twin(document: Document, context: Context) -> str | None:
    """WordPress serves each feed as Atom too, with `thr:in-reply-to` since 2.3; its RSS tells parents only in newer versions."""
    made_by = feed_of(document).generator or ""
    is_its_own = "wordpress" in made_by.lower() or (context.page is not None and is_wordpress(context.page))
    if not is_its_own or "atom" in document.url:
        return None
    if re.search(r"[?&]feed=rss2?(?=&|$)", document.url):
        return re.sub(r"([?&]feed=)rss2?(?=&|$)", r"\1atom", document.url)
    return re.sub(r"/feed(?:/rss2?)?(/?)$", r"/feed/atom\1", document.url) if "/feed" in document.url else None
