"""The time for a page grows with what it holds, whatever there is much of; pages of other authors' engines and of hostile ones alike."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from blogarchive.errors import NotAPostError
from blogarchive.fetch.replay import Offline
from blogarchive.model import Capture, Request, Target
from blogarchive.pipeline.take import take_snapshot

URL = "https://blog.example/2010/05/rain/"
WORDS = (
    "rain river stone walking evening letter garden window yellow paper nothing between travel station coffee".split()
)
MANY = {
    "cards": lambda n: f'<div class="card"><h3><a href="/p/{n}">{say(n, 3)}</a></h3><p>{say(n, 8)}</p></div>',
    "articles": lambda n: f'<article><h2><a href="/p/{n}">{say(n, 3)}</a></h2><p>{say(n, 30)}</p></article>',
    "items with microdata": lambda n: (
        f'<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Ann{n}</b>'
        f'<p itemprop="text">{say(n, 8)}</p></div>'
    ),
    "cites": lambda n: (
        f'<div class="h-cite u-comment"><a class="p-author h-card" href="/a{n}">Ann{n}</a>'
        f'<p class="p-content">{say(n, 8)}</p></div>'
    ),
    "texts alike": lambda n: (
        f'<div itemscope itemtype="https://schema.org/Comment"><p itemprop="text">Thank you for {say(n, 8)}</p></div>'
    ),
    "flat comments": lambda n: (
        f'<a name="c{n}"></a><p>{say(n, 8)}</p><p class="posted">Posted by: Ann on May 5, 2010 10:{n % 60:02}</p>'
    ),
    "nested comments": lambda n: f'<div class="comment" id="comment-{n}"><b>Ann</b> 5 May 2010 10:00<p>{say(n, 5)}</p>',
    "listings": lambda n: f"<p>{say(n, 30)}</p><pre>{(say(n, 10) + chr(10)) * 14}</pre>",
    "code and links": lambda n: f'<p>{say(n, 4)} <code><a href="/f{n}">f</a></code> <a href="/g{n}">@ann{n}</a></p>',
}


def say(number: int, count: int) -> str:
    """Words that differ from number to number."""
    return " ".join(WORDS[(number * (place + 1) + place) % len(WORDS)] for place in range(count)) + f" {number}"


def spent(part: Callable[[int], str], count: int) -> float:
    """Seconds of processor time for a page that has so many of a part."""
    text = "It rained the whole day, and we stayed at home and read. " * 20
    many = "".join(map(part, range(count)))
    body = f"<title>Rain</title><body><article><h1>Rain</h1><p>{text}</p></article>{many}".encode()
    capture = Capture(url=URL, requested_url=URL, body=body, captured_at=datetime(2026, 1, 1, tzinfo=UTC))
    started = time.process_time()
    with suppress(NotAPostError):
        take_snapshot(Target(request=Request(url=URL), captures=(capture,)), Offline([capture]))
    return time.process_time() - started


@pytest.mark.parametrize("part", MANY.values(), ids=MANY)
def test_time_grows_with_the_page(part: Callable[[int], str]) -> None:
    spent(part, 20)  # what is loaded and compiled once
    few = spent(part, 300)
    assert spent(part, 4800) < 60 * max(few, 0.06)  # sixteen times as much; room for a busy machine
