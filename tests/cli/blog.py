"""A small blog on loopback, written for these tests: a page with three comments, its feed, and a few bad answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time

POST = """<!doctype html><html lang="en"><head><title>Rain on Sunday – A small blog</title>
<link rel="alternate" type="application/rss+xml" title="Comments on Rain on Sunday" href="/rain/feed/"></head>
<body class="single"><article class="post" id="post-7"><h1 class="entry-title">Rain on Sunday</h1>
<p class="meta">by <a rel="author" href="/about">Ida</a> on <time datetime="2012-03-04">4 March 2012</time></p>
<div class="entry-content"><p>It rained all Sunday, and nobody minded. We sat by the window and counted umbrellas, which is
a better game than it sounds, and drank far too much tea while the gutters sang.</p><p>Do you count things too? Tell me below what you
counted last, and whether anybody else at the table knew that you were doing it.</p></div></article>
<section id="comments"><h2>3 comments</h2><ol class="commentlist">
<li class="comment" id="comment-11"><div class="comment-author"><cite class="fn"><a href="http://ben.example/">Ben</a></cite> says:</div>
<div class="comment-meta"><a href="#comment-11">5 March 2012 at 9:15 am</a></div><p>I count stairs. Forty-two at home.</p>
<ul class="children"><li class="comment" id="comment-12"><div class="comment-author"><cite class="fn">Ida</cite> says:</div>
<div class="comment-meta"><a href="#comment-12">5 March 2012 at 10:02 am</a></div><p>@Ben =forty-two, of course!</p></li></ul></li>
<li class="comment" id="comment-13"><div class="comment-author"><cite class="fn">Zoë</cite> says:</div>
<div class="comment-meta"><a href="#comment-13">6 March 2012 at 11:45 pm</a></div><p>Buses. Always buses.</p></li>
</ol></section></body></html>"""

FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Comments on: Rain on Sunday</title><link>{base}/rain/</link>
<item><title>By: Zoë</title><link>{base}/rain/#comment-13</link><dc:creator>Zoë</dc:creator><pubDate>Tue, 06 Mar 2012 22:45:30 +0000</pubDate>
<guid isPermaLink="false">{base}/?p=7#comment-13</guid><description>Buses. Always buses.</description></item>
</channel></rss>"""

STYLED = POST.replace("</head>", '<link rel="stylesheet" href="/look.css"><script src="/run.js"></script></head>')
STYLE = "@import url(/more.css); body { background: url('/missing.png') #fa0 }"
SHORT = POST.replace("3 comments", "4 comments")
MOVED = """<!doctype html><html lang="en"><head><title>Cheap paint</title></head><body class="single"><article class="post">
<h1 class="entry-title">Cheap paint for every wall</h1><div class="entry-content"><p>Our paint covers every wall in one coat, dries within the
hour and comes in forty colours, all of which are in stock and leave the house on the day of the order.</p></div></article></body></html>"""
LOGIN = '<html><title>Log in</title><body><form><input name="user"><input type="password" name="pass"><button>Log in</button></form></body></html>'


class _Server(ThreadingHTTPServer):
    """Remembers the paths that it was asked for: `/sold/` is another page after its first visit."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Blog)
        self.asked: set[str] = set()


class _Blog(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        """Answers by path."""
        base = "http://" + self.headers["Host"]
        pages = {
            "/rain/": (200, "text/html; charset=utf-8", POST),
            "/short/": (200, "text/html; charset=utf-8", SHORT),
            "/styled/": (200, "text/html; charset=utf-8", STYLED),
            "/look.css": (200, "text/css", STYLE),
            "/more.css": (200, "text/css", "h1 { letter-spacing: 3px }"),
            "/late/": (200, "text/html; charset=utf-8", MOVED),
            "/sold/": (200, "text/html; charset=utf-8", MOVED if self.path in self.server.asked else POST),
            "/login/": (200, "text/html", LOGIN),
            "/empty/": (200, "text/html", ""),
            "/paper.pdf": (200, "application/pdf", "%PDF-1.4 …"),
            "/rain/feed/": (200, "application/rss+xml", FEED.format(base=base)),
            "/short/feed/": (500, "text/plain", "broken"),
        }
        status, kind, text = pages.get(self.path, (404, "text/html", "<title>nothing here</title>"))
        body = text.encode()
        self.server.asked.add(self.path)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The server's time: `/late/` is a year behind."""
        return super().date_time_string(time() - 366 * 86_400 if self.path == "/late/" else timestamp)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def blog() -> Iterator[str]:
    """The blog's address while it runs."""
    server = _Server()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
