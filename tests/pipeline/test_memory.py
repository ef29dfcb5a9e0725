"""A page's memory is given back as soon as its snapshot is taken, not when Python next looks for garbage."""

import gc
from datetime import UTC, datetime

from blogarchive.fetch.replay import Offline
from blogarchive.model import Capture, Request, Target
from blogarchive.pipeline.take import take_snapshot
from tests.cli.blog import POST

URL = "https://blog.example/rain/"
FEED = b"""<rss version="2.0"><channel><title>Comments on: Rain</title><link>https://blog.example/rain/</link>
<item><title>By: Ann</title><link>https://blog.example/rain/#comment-1</link><guid>https://blog.example/rain/#comment-1</guid>
<pubDate>Sat, 22 May 2010 22:14:00 +0000</pubDate><description>A word from the feed.</description></item></channel></rss>"""
LINK = '<link rel="alternate" type="application/rss+xml" title="Rain Comments Feed" href="/rain/feed/"></head>'


def take() -> int:
    """Reads the post and its comment feed; returns the number of comments."""
    page = POST.replace("</head>", LINK)
    captures = [
        Capture(url=url, requested_url=url, body=body, captured_at=datetime(2026, 3, 1, tzinfo=UTC))
        for url, body in ((URL, page.encode()), (f"{URL}feed/", FEED))
    ]
    target = Target(request=Request(url=URL, named_by_user=True), captures=tuple(captures))
    return len(take_snapshot(target, Offline(captures)).snapshot.comments)


def test_taking_a_snapshot_leaves_no_circle_of_references() -> None:
    assert take() > 0  # imports and caches that are filled once do not count
    gc.collect()
    gc.disable()
    try:
        take()
        left = gc.collect()
    finally:
        gc.enable()
    assert left == 0
