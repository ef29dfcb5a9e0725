"""Addresses that are none, wherever a page may have one: nothing else of the page is lost."""

import pytest

from blogarchive.fetch.replay import Offline
from blogarchive.locate import address_in
from blogarchive.model import Capture, Request, Target
from blogarchive.pipeline.take import take_snapshot
from blogarchive.text.urls import resolve, split_url
from tests.sources.article_pages import FIRST, SECOND
from tests.sources.pages import TAKEN

MALFORMED = (
    "http://[x/a",
    "//[::1/a",
    "http://user:pa[ss@x/a",
    "http://℀.example/x",  # NFKC makes "a/c" of its first letter: https://url.spec.whatwg.org/#concept-domain-to-ascii
    "http://a:b:c/x",
    "http://x:99999/a",
    "http://x:port/a",
    "https://exa mple/a",
    "http://",
)
PAGE = """<html><head><title>The post | Blog</title><base href="{u}"><link rel=canonical href="{u}">
<link rel=alternate type=application/rss+xml href="{u}"><meta property=og:url content="{u}"><meta property=og:image content="{u}">
<script type=application/ld+json>{{"@type": "BlogPosting", "url": "{u}", "image": "{u}", "author": {{"name": "Jane", "url": "{u}"}}}}</script>
</head><body><h1><a href="{u}">Blog</a></h1><h2><a href="{u}">The post</a></h2><p>By <a rel=author href="{u}">Jane</a></p>
<p>{first}</p><p>{second} <a href="{u}">A link.</a></p><img src="{u}" srcset="{u} 2x"><iframe src="{u}"></iframe><video src="{u}"></video>
<a rel=tag href="{u}">tag</a><a rel=license href="{u}">CC</a><div id=comments><a href="{u}" class=next>next</a>
<div class=comment id=comment-1><a class=fn href="{u}">Bo</a> <a href="{u}">3 March 2010</a><p>Words <a href="{u}">x</a></p></div>
<div class=comment id=comment-2><a class=fn href="{u}">Al</a> <a href="{u}">4 March 2010</a><p>And more</p><img class=avatar src="{u}"></div>
</div></body></html>"""


@pytest.mark.parametrize("address", MALFORMED)
@pytest.mark.parametrize("own", ["http://blog.example/a", None])
def test_the_page_is_read_whole(address: str, own: str | None) -> None:
    """Be it that the page itself is said to come from there."""
    page = PAGE.format(u=address, first=FIRST, second=SECOND)
    capture = Capture(url=own or address, requested_url=own or address, body=page.encode(), captured_at=TAKEN)
    snapshot = take_snapshot(Target(request=Request(url=capture.url)), Offline([capture])).snapshot
    assert FIRST in (snapshot.post.record.text or "")
    assert snapshot.post.record.title == "The post"
    assert [each.record.author.name for each in snapshot.comments] == ["Bo", "Al"]
    assert all(run.error is None for run in snapshot.audit.sources)


@pytest.mark.parametrize("address", MALFORMED[:4])
def test_no_such_address_is_taken_from_a_page(address: str) -> None:
    """Neither as a reference nor as where a saved page says it came from."""
    assert resolve("http://blog.example/", address) is None
    assert split_url(address).netloc == ""
    assert address_in(f"<!-- saved from url=(0011){address} -->".encode()) is None
