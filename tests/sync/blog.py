"""A blog on loopback whose posts change between visits, and which misbehaves on request: a page per post, its feeds, validators, two themes."""

import hashlib
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

START = datetime(2012, 3, 4, 9, 0, tzinfo=UTC)
_NAMES = ("ben", "zoe", "otto", "mira", "ulf", "kim", "ada")
Fault = Callable[["Handler"], None]
"""Answers in place of the blog; may break any rule, as it writes to the socket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment as the blog holds it. `state` is "1" for all to see, "0" for held."""

    number: int
    author: str = ""
    text: str = ""
    state: str = "1"
    url: str | None = None
    parent: int | None = None
    at: datetime | None = None

    @property
    def name(self) -> str:
        """Who says it."""
        return self.author or f"{_NAMES[self.number % len(_NAMES)]}{self.number}"

    @property
    def words(self) -> str:
        """What is said."""
        return self.text or f"I have read this and think, as number {self.number}, that it is so."

    @property
    def when(self) -> datetime:
        """When it was said."""
        return self.at or START + timedelta(hours=self.number)


@dataclass(slots=True, kw_only=True)
class Page:
    """A post. `nonce` adds what changes with every request; `theme` is "plain" or "modern"."""

    slug: str
    title: str
    text: str
    comments: list[Said] = field(default_factory=list)
    theme: str = "plain"
    claims: bool = True
    nonce: bool = False
    are_closed: bool = False

    @property
    def shown(self) -> list[Said]:
        """What everybody sees."""
        return [] if self.are_closed else [said for said in self.comments if said.state == "1"]


def page_of(number: int, comments: int = 3) -> Page:
    """Post `number` with so many comments."""
    text = (
        f"This is post number {number}, about the {number}th umbrella that somebody left in the train. It was striped, and nobody "
        f"came to ask for it, though we waited for {number + 2} days and put a notice up at the corner. What do you do with such things? "
        "I would like to know, because the cupboard is full, and it rains less often than one would think in this town."
    )
    said = [Said(number=number * 1000 + n) for n in range(1, comments + 1)]
    return Page(slug=f"umbrella-{number}", title=f"Umbrella number {number}", text=text, comments=said)


def plain(page: Page, base: str) -> str:
    """As WordPress's old themes have it."""
    items = "".join(
        f'<li class="comment" id="comment-{c.number}"><div class="comment-author"><cite class="fn">{_author(c)}</cite> says:</div>'
        f'<div class="comment-meta"><a href="{base}/{page.slug}/#comment-{c.number}">{c.when:%d %B %Y} at {c.when:%H:%M}</a></div>'
        f"<p>{escape(c.words)}</p></li>"
        for c in page.shown
    )
    heading = f"<h2>{len(page.shown)} comments</h2>" if page.claims else ""
    return (
        f'<article class="post" id="post-7"><h1 class="entry-title">{escape(page.title)}</h1><p class="meta">by '
        f'<a rel="author" href="/about">Ida</a> on '
        f'<time datetime="2012-03-04">4 March 2012</time></p><div class="entry-content"><p>{escape(page.text)}</p></div></article>'
        f'<section id="comments">{heading}<ol class="commentlist">{items}</ol></section>'
    )


def modern(page: Page, base: str) -> str:
    """Another theme altogether: other elements, classes, forms of dates and order of parts; the ids and words are the same."""
    items = "".join(
        f'<article id="comment-{c.number}" class="reply-card"><footer><b class="who">{_author(c)}</b> · '
        f'<a class="permalink" href="{base}/{page.slug}/#comment-{c.number}"><time datetime="{c.when:%Y-%m-%dT%H:%M:%S+00:00}">'
        f'{c.when:%b %d, %Y}</time></a></footer><div class="body"><p>{escape(c.words)}</p></div></article>'
        for c in page.shown
    )
    return (
        f'<main><div class="hero"><h1>{escape(page.title)}</h1><time datetime="2012-03-04T08:00:00+00:00">Mar 4, 2012</time></div>'
        f'<section class="story"><p>{escape(page.text)}</p></section>'
        f'<section class="discussion"><h3>{len(page.shown)} comments</h3>{items}</section></main>'
    )


def _author(said: Said) -> str:
    return f'<a href="{escape(said.url)}">{escape(said.name)}</a>' if said.url else escape(said.name)


THEMES: Mapping[str, Callable[[Page, str], str]] = {"plain": plain, "modern": modern}


class Handler(BaseHTTPRequestHandler):
    """One request to the blog."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    blog: "Blog"

    def handle(self) -> None:
        """A client that hangs up is no fault."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """The fault that is set for the path, else what the blog has."""
        self.blog.heard(self)
        fault = self.blog.faults.get(self.path) or self.blog.faults.get("*")
        if fault:
            fault(self)
        else:
            self.blog.answer(self)

    def say(self, body: str | bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer."""
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(data)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def raw(self, data: bytes) -> None:
        """Bytes as they are, then the end of the connection."""
        self.wfile.write(data)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Blog:
    """The blog while it runs. Change `pages` and `faults` as you like."""

    def __init__(self, *pages: Page, validators: bool = True, site_feed: int = 0, host: str = "127.0.0.1") -> None:
        self.pages = {page.slug: page for page in pages}
        self.faults: dict[str, Fault] = {}
        self.asked: list[tuple[str, str | None, float]] = []
        self.validators = validators
        self.site_feed = site_feed
        self.decorate: Callable[[str], str] = str
        self._lock = threading.Lock()
        handler = type("BlogHandler", (Handler,), {"blog": self})
        self._server = ThreadingHTTPServer((host, 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{self._server.server_address[0]!s}:{self._server.server_address[1]}"

    def at(self, slug: str) -> str:
        """A post's address."""
        return f"{self.url}/{slug}/"

    @property
    def paths(self) -> list[str]:
        """What was asked for since `forget`."""
        return [path for path, _, _ in self.asked]

    def forget(self) -> None:
        """Begin a new list of what was asked."""
        self.asked.clear()

    def heard(self, handler: Handler) -> None:
        """A request arrived."""
        with self._lock:
            self.asked.append((handler.path, handler.headers.get("If-None-Match"), time.monotonic()))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def answer(self, handler: Handler) -> None:
        """A page, a feed, or nothing."""
        slug = handler.path.strip("/")
        if slug in self.pages:
            self._page(handler, self.pages[slug])
        elif slug == "comments/feed" and self.site_feed:
            handler.say(self.comment_feed(), headers={"Content-Type": "application/rss+xml"})
        elif slug == "feed":
            handler.say(self.entry_feed(), headers={"Content-Type": "application/rss+xml"})
        else:
            handler.say("<title>Not found</title><h1>Not found</h1>", 404)

    def _page(self, handler: Handler, page: Page) -> None:
        body = self.html(page)
        tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
        headers = {"ETag": tag} if self.validators and not page.nonce else {}
        if headers and handler.headers.get("If-None-Match") == tag:
            handler.send_response(304)
            handler.send_header("ETag", tag)
            handler.end_headers()
            return
        nonce = f'<script>var nonce = "{time.monotonic_ns()}";</script>' if page.nonce else ""
        handler.say(body.replace("</body>", f"{nonce}</body>"), headers=headers)

    def html(self, page: Page) -> str:
        """The whole page."""
        feed = (
            f'<link rel="alternate" type="application/rss+xml" title="Comments" href="{self.url}/comments/feed/">'
            if self.site_feed
            else ""
        )
        return self.decorate(
            f'<!doctype html><html lang="en"><head><title>{escape(page.title)} – A small blog</title>{feed}</head>'
            f'<body class="single">{THEMES[page.theme](page, self.url)}</body></html>'
        )

    def comment_feed(self) -> str:
        """The newest comments of all posts."""
        newest = sorted(
            ((c.when, c, p) for p in self.pages.values() for c in p.shown), key=lambda found: found[0], reverse=True
        )
        items = "".join(
            f"<item><title>By: {escape(c.name)}</title><link>{self.at(p.slug)}#comment-{c.number}</link>"
            f"<pubDate>{format_datetime(when)}</pubDate><guid>{self.url}/?p=7#comment-{c.number}</guid><description>{escape(c.words)}</description></item>"
            for when, c, p in newest[: self.site_feed]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Comments</title><link>{self.url}/</link>{items}</channel></rss>'

    def entry_feed(self) -> str:
        """All posts."""
        items = "".join(
            f"<item><title>{escape(p.title)}</title><link>{self.at(p.slug)}</link></item>" for p in self.pages.values()
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>A small blog</title><link>{self.url}/</link>{items}</channel></rss>'


def status(number: int, **headers: str) -> Fault:
    """Answers with a status; `retry_after="30"` becomes a header."""
    return lambda handler: handler.say(
        "busy", number, {name.replace("_", "-"): value for name, value in headers.items()}
    )


def moved(target: str, number: int = 301) -> Fault:
    """Redirects."""
    return lambda handler: handler.say("", number, {"Location": target})


def instead(body: str) -> Fault:
    """Another page, as if all were well."""
    return lambda handler: handler.say(body)


def edited(said: Said, text: str) -> Said:
    """The comment with other words."""
    return replace(said, text=text)


def drip(handler: Handler) -> None:
    """A byte now and then, without end."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)


def hang_up(handler: Handler) -> None:
    """Ends the connection without a word."""
    with suppress(OSError):
        handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True
