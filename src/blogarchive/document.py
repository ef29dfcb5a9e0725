"""A capture, seen as a tree, as JSON or as a feed: each parsed once, when first asked for."""

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from json import loads
from typing import TYPE_CHECKING, Any, TypeVar, cast

from blogarchive.model import TIME_OF_FILE, Capture, Origin
from blogarchive.text.cached import cached_property
from blogarchive.text.elements import Elements
from blogarchive.text.encoding import declares_another, decode
from blogarchive.text.markup import Element, parse_html, parse_utf8
from blogarchive.text.noscript import open_long
from blogarchive.text.urls import resolve

if TYPE_CHECKING:
    from feedparser import FeedParserDict

T = TypeVar("T")


class Document:
    """One capture and what can be seen in it. Readers share what they compute through `memo`."""

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        self._memo: dict[Callable[[Document], Any], Any] = {}  # each function has its own type of value

    @property
    def url(self) -> str:
        """The final address of the capture."""
        return self.capture.url

    @property
    def reference(self) -> datetime | None:
        """The moment that "3 days ago" on this page is reckoned from: when it was captured, None where only the file's own time is known."""
        return None if TIME_OF_FILE in self.capture.notes else self.capture.captured_at

    @cached_property
    def text(self) -> str:
        """The body as text; the charset is decided as text.encoding does."""
        return decode(self.capture.body, self._charset)[0]

    @property
    def _charset(self) -> str | None:
        """What the server declared."""
        content_type = self.capture.header("content-type") or ""
        return content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None

    @cached_property
    def tree(self) -> Element:
        """The root element of the HTML page. Readers must not change it."""
        return self.elements.root

    @cached_property
    def elements(self) -> Elements:
        """The tree's elements in columns."""
        body = self.capture.body
        root = None if declares_another(body, self._charset) else parse_utf8(body)
        elements = Elements(parse_html(self.text) if root is None else root)
        return Elements(elements.root) if open_long(elements.named("noscript")) else elements

    @cached_property
    def base_url(self) -> str:
        """What relative addresses on the page are resolved against: `<base href>`, else the page's own address."""
        for element in self.elements.named("base"):
            if href := element.get("href"):
                return resolve(self.url, href) or self.url
        return self.url

    @cached_property
    def json(self) -> object:
        """The body as JSON; None where it is none."""
        try:
            return cast("object", loads(self.text))
        except (ValueError, RecursionError):  # also a number of thousands of figures
            return None

    @cached_property
    def feed(self) -> "FeedParserDict":
        """The body as RSS or Atom. From bytes only, neither sanitised nor resolved: that is done here for all sources alike."""
        import feedparser

        return feedparser.parse(  # noqa: TID251 (the one place)
            BytesIO(_as_feed(self.capture.body)),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-location": self.url, "content-type": "application/xml; charset=utf-8"},
        )

    def memo(self, compute: "Callable[[Document], T]") -> T:
        """`compute(self)`, worked out once per document: how several readers share one walk of the tree."""
        if compute not in self._memo:
            self._memo[compute] = compute(self)
        value: T = self._memo[compute]
        return value

    def release(self) -> None:
        """Let go of the tree and of what was made of it: both would be built again if asked for."""
        self._memo.clear()
        self.__dict__.pop("tree", None)
        self.__dict__.pop("elements", None)

    def resolve(self, address: str | None) -> str | None:
        """The absolute HTTP(S) address of a reference on this page, else None."""
        return resolve(self.base_url, address) if address else None

    def origin(self, source: str, locator: str = "") -> Origin:
        """Where a source found something in this document."""
        return Origin(source=source, url=self.url, locator=locator)


_PROLOG = re.compile(r"^\s*<\?xml\s[^>]*?(?:encoding=[\"']([\w.:-]+)[\"'][^>]*)?\?>")
_BARE_AMPERSAND = re.compile(r"&(?!(?:\w{1,32}|#\d{1,7}|#[xX][\da-fA-F]{1,6});)")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def _as_feed(body: bytes) -> bytes:
    """A feed as sound UTF-8: bytes that are UTF-8 are that, whatever the prolog says; space before it and bare `&` (R&D) are no XML."""
    prolog = _PROLOG.match(body[:200].decode("latin-1"))
    text = decode(body, prolog[1] if prolog else None)[0]
    markup, *sections = _PROLOG.sub("", text).lstrip().split(_CDATA)
    pieces = [_BARE_AMPERSAND.sub("&amp;", markup)]
    for section in sections:
        inside, end, after = section.partition(_CDATA_END)
        pieces += (_CDATA, inside, end, _BARE_AMPERSAND.sub("&amp;", after))
    return "".join(pieces).encode("utf-8", "replace")
