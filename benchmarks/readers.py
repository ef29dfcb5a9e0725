"""The readers that are compared: ours, and other extractors where they are installed. Each turns a page's bytes into the article's text."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import TypeAlias

from lxml import etree

from blogarchive.document import Document
from blogarchive.errors import NotAPostError
from blogarchive.fetch.replay import Offline
from blogarchive.model import Capture, Request, Target
from blogarchive.pipeline.take import take_snapshot
from blogarchive.sources.article.body import read_body
from blogarchive.text.markup import parse_html

Reader: TypeAlias = Callable[[bytes, str], str]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def document(body: bytes, url: str) -> Document:
    """The page as the pipeline gets it."""
    return Document(Capture(url=url, requested_url=url, body=body, captured_at=NOW))


def ours(body: bytes, url: str) -> str:
    """The article as this package reads it."""
    return read_body(document(body, url)).text


def blogarchive(body: bytes, url: str) -> str:
    """The post's text as `read` gives it: every source, merge, audit; empty where the page is said to be no post."""
    capture = document(body, url).capture
    try:
        taken = take_snapshot(Target(request=Request(url=url)), Offline([capture]))
    except NotAPostError:
        return ""
    return taken.snapshot.post.record.text or ""


def bare_parse(body: bytes, url: str) -> str:
    """The bare lxml parse of the same bytes: the measure for all others."""
    return str(etree.fromstring(body, etree.HTMLParser(huge_tree=True)).tag)


def trafilatura(body: bytes, url: str) -> str:
    """trafilatura, its default settings, without comments."""
    return str(import_module("trafilatura").extract(body, url=url, include_comments=False) or "")


def trafilatura_fast(body: bytes, url: str) -> str:
    """trafilatura without its fallbacks."""
    return str(import_module("trafilatura").extract(body, url=url, include_comments=False, fast=True) or "")


def readability(body: bytes, url: str) -> str:
    """readability-lxml; its HTML as text."""
    html = import_module("readability").Document(body.decode("utf-8", "replace"), url=url).summary()
    return "".join(str(text) for text in parse_html(html).itertext())


def newspaper(body: bytes, url: str) -> str:
    """newspaper4k."""
    article = import_module("newspaper").Article(url)
    article.download(input_html=body)
    article.parse()
    return str(article.text)


_PEERS: dict[str, tuple[str, Reader]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura fast": ("trafilatura", trafilatura_fast),
    "readability-lxml": ("readability", readability),
    "newspaper4k": ("newspaper", newspaper),
}


def installed_peers() -> dict[str, Reader]:
    """The other extractors that can be imported here."""
    return {name: read for name, (module, read) in _PEERS.items() if find_spec(module) is not None}
