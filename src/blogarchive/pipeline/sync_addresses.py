"""The addresses that a list holds: one a line, an OPML file, a feed, or a page that names its feed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from blogarchive.document import Document
from blogarchive.errors import BlogArchiveError, SourceError, UsageError
from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.file import STANDARD_INPUT, read_captures
from blogarchive.locate import address_of, is_address
from blogarchive.model import Request, Role
from blogarchive.pipeline.sync_host import New
from blogarchive.sources.feed_links import Carries, chosen
from blogarchive.sources.feed_reading import is_comment
from blogarchive.sources.feeds import feed_of
from blogarchive.text.sniff import sniff

Complain = Callable[[BlogArchiveError], None]


def addresses(named: str, http: HttpFetch, complain: Complain) -> Iterator[New]:
    """The posts that a file, `-` or an address names, each once. Feeds of an OPML file are asked; one that fails is complained about.

    Raises UsageError with the line that is no address, SourceError and FetchError where there is nothing to read.
    """
    seen: set[str] = set()
    for new in _addresses(named, http, complain):
        if new.url not in seen:
            seen.add(new.url)
            yield new


def _addresses(named: str, http: HttpFetch, complain: Complain) -> Iterator[New]:
    if is_address(named):
        typed = address_of(named)
        document = Document(http(Request(url=typed, role=Role.ENTRY_FEED, named_by_user=True)))
        found = _of_page(document, http) if sniff(document.capture.body) == "html" else _of_feed(document)
        yield from (replace(new, typed=typed) for new in found)
        return
    document = Document(read_captures(named)[0])
    kind, name = sniff(document.capture.body), "standard input" if named == STANDARD_INPUT else named
    if _is_opml(document):
        yield from _of_opml(document, http, complain)
    elif kind == "text":
        yield from _of_lines(document.text, name)
    elif kind == "empty":
        raise SourceError(name, "is empty")
    elif kind == "html":
        raise SourceError(name, "is a saved page, and no list of addresses, OPML file or feed")
    else:
        try:
            yield from _of_feed(document)
        except SourceError as error:
            raise SourceError(name, error.reason) from None


def _of_lines(text: str, named: str) -> Iterator[New]:
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        try:
            yield New(url=address_of(words), named=True)
        except UsageError as error:
            raise UsageError(f"{named}, line {number}", f"{error.subject}: {error.reason}") from None


def _of_feed(document: Document) -> Iterator[New]:
    """The entries; the items of a feed of comments are no posts."""
    entries = [item.url for item in feed_of(document).items if item.url and not is_comment(item)]
    if not entries:
        raise SourceError(document.url, "names no posts")
    yield from (New(url=url, named=False) for url in entries)


def _of_page(document: Document, http: HttpFetch) -> Iterator[New]:
    link = chosen(document, Carries.ENTRIES)
    if link is None:
        raise SourceError(document.url, "is a page that names no feed; to save it as a post: blogarchive fetch")
    yield from _of_feed(Document(http(Request(url=link.url, role=Role.ENTRY_FEED))))


def _is_opml(document: Document) -> bool:
    """OPML (http://opml.org/spec2.opml) has a root of that name."""
    return "<opml" in document.text[:2000].lower()


def _of_opml(document: Document, http: HttpFetch, complain: Complain) -> Iterator[New]:
    """Outlines that are subscriptions (`xmlUrl`) or links (`url`)."""
    for outline in document.tree.iter("outline"):
        feed, link = outline.get("xmlurl"), outline.get("url")
        if feed:
            try:
                yield from _of_feed(Document(http(Request(url=feed, role=Role.ENTRY_FEED))))
            except BlogArchiveError as error:
                complain(error)
        elif link and (outline.get("type") or "link").lower() == "link":
            yield New(url=link, named=False)
