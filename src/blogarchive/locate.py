"""What the user typed, understood: an address to ask, or captures that are already at hand.

Nothing is read or asked here. What reads files is handed in (`fetch.file.read_captures`), so that this stage knows nothing of that one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from blogarchive.errors import UsageError
from blogarchive.model import Capture, Request, Role, Target
from blogarchive.text.urls import display_url, is_web, page_key, split_url, without_wayback

Read = Callable[[str], tuple[Capture, ...]]
"""Brings the captures that a file, a recorded folder or `-` holds; raises SourceError."""

FEED_SOURCE = "comment_feed"  # who reads the feeds that the user names
FRAME_SOURCE = "page"  # who reads the frames that a browser saved with the page

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?://|(?!\d))", re.IGNORECASE)  # `host:8080/path` has a port, no scheme
_NO_SCHEME = re.compile(r"[^/?#]*://")  # `ht!tp://x`: what stands before `://` is none (RFC 3986, 3.1)
_LOCAL = re.compile(r"(?:localhost|127(?:\.\d+){3}|\[::1\])(?=[:/]|$)", re.IGNORECASE)
_BYTE = re.compile("[\udc80-\udcff]")  # typed in another encoding than the system's (PEP 383)
_HEAD_BYTES = 200_000
_SAVED_FROM = re.compile(
    rb"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s>]+)|<!--[^>]{0,200}?saved with SingleFile\s+url:\s*(https?://\S+)",
    re.IGNORECASE,
)
_ADDRESS_TAG = re.compile(rb"<(?:link|meta)\s[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def locate(typed: str, *, url: str | None = None, feeds: Sequence[str] = (), read: Read | None = None) -> Target:
    """Understands an address, a file, a folder or `-`; `url` says where a file came from, `feeds` are files or addresses.

    Without `read` only addresses are understood. Raises UsageError for what cannot be meant, and whatever `read` raises.
    """
    captures: tuple[Capture, ...] = ()
    if is_address(typed):
        if url is not None:
            raise UsageError("--url", f"says where a file came from; {display_url(typed)} is an address already")
        page = address_of(typed)
    else:
        captures = _at_hand(typed, read, None if url is None else address_of(url))
        page = captures[0].requested_url
    extra, feed_captures = _feeds(feeds, read)
    request = Request(url=page, role=Role.PAGE, named_by_user=True)
    return Target(request=request, captures=(*captures, *feed_captures), extra=(*_frames(captures), *extra))


def is_address(typed: str) -> bool:
    """Whether something typed means an address: it has a scheme, or no such file exists and it does not look like one."""
    if not typed.strip():
        raise UsageError("", "an address or a file is missing")
    if typed == "-":
        return False
    return bool(_scheme_of(typed)) or (not _exists(typed) and not _looks_like_a_file(typed))


def address_of(typed: str) -> str:
    """The address that was typed, with `https://` before a bare one (`http://` on the own machine). Raises UsageError for other schemes."""
    typed = _BYTE.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", typed.strip())
    scheme = _scheme_of(typed)
    if scheme and scheme not in {"http", "https"}:
        raise UsageError(display_url(typed), "only http: and https: addresses can be fetched")
    if not scheme and _NO_SCHEME.match(typed):
        raise UsageError(display_url(typed), "is not a valid address")
    if not scheme:
        typed = f"{'http' if _LOCAL.match(typed) else 'https'}://{typed.removeprefix('//')}"
    try:
        parts = urlsplit(typed)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or any(c.isspace() for c in parts.netloc):
        raise UsageError(display_url(typed), "is not a valid address")
    return typed


def address_in(page: bytes) -> str | None:
    """The address that a saved page gives itself: what the browser noted when saving, `rel=canonical`, `og:url`.

    Read from the beginning with patterns instead of a parser: the page is parsed once, later, when its address is known.
    """
    head = page[:_HEAD_BYTES]
    if noted := _SAVED_FROM.search(head):
        return _clean_address(noted[1] or noted[2])
    found: dict[str, str] = {}
    for tag in _ADDRESS_TAG.finditer(head):
        values = {m[1].lower(): m[2] or m[3] or m[4] or b"" for m in _ATTRIBUTE.finditer(tag[0])}
        if b"canonical" in values.get(b"rel", b"").lower().split():
            name, value = "canonical", values.get(b"href")
        elif values.get(b"property", values.get(b"name", b"")).lower() == b"og:url":
            name, value = "og:url", values.get(b"content")
        else:
            continue
        if value and (address := _clean_address(value)):
            found.setdefault(name, address)
    return found.get("canonical") or found.get("og:url")


def _at_hand(typed: str, read: Read | None, url: str | None) -> tuple[Capture, ...]:
    if read is None:
        raise UsageError(typed, "is not an address; files are read with `blogarchive read`")
    first, *others = _with_first(read(typed), url)
    if is_web(first.url) and url is None:
        return first, *others  # a recording knows where it came from
    address = url or address_in(first.body) or first.url
    return replace(first, url=address, requested_url=address), *others


def _with_first(captures: tuple[Capture, ...], url: str | None) -> tuple[Capture, ...]:
    """The captures, the page that an address names before all others, where it is among several."""
    named = [
        each for each in captures if url is not None and each.role is Role.PAGE and page_key(each.url) == page_key(url)
    ]
    return (
        (*named[:1], *(each for each in captures if each is not named[0])) if named and len(captures) > 1 else captures
    )


def _feeds(feeds: Sequence[str], read: Read | None) -> tuple[tuple[Request, ...], tuple[Capture, ...]]:
    """Requests for the named feeds, and the captures of those that are files."""
    requests: list[Request] = []
    captures: list[Capture] = []
    for feed in feeds:
        if is_address(feed):
            address = address_of(feed)
        elif read is None:
            raise UsageError("--feed", f"{feed} is not an address")
        else:
            (capture, *_) = read(feed)
            captures.append(replace(capture, role=Role.COMMENT_FEED, source=FEED_SOURCE))
            address = capture.requested_url
        requests.append(Request(url=address, role=Role.COMMENT_FEED, source=FEED_SOURCE, named_by_user=True))
    return tuple(requests), tuple(captures)


def _frames(captures: Sequence[Capture]) -> Iterator[Request]:
    """Requests for what stands in frames of a page that was saved with them."""
    for capture in captures:
        if capture.role is Role.FRAME:
            yield Request(url=capture.requested_url, role=Role.FRAME, source=FRAME_SOURCE)


def _scheme_of(typed: str) -> str | None:
    """The scheme in lower case; a single letter is a Windows drive."""
    found = _SCHEME.match(typed.strip())
    return found[1].lower() if found and len(found[1]) > 1 and not _is_host_with_port(typed) else None


def _is_host_with_port(typed: str) -> bool:
    return bool(re.match(r"\s*[\w.-]+:\d{1,5}(?:/|$)", typed))


def _looks_like_a_file(typed: str) -> bool:
    """A path by its form, or a bare word without a dot before its first slash: no host of the public web is named so."""
    if typed.startswith("//"):
        return False
    if typed.startswith(("/", "./", "../", "~", "\\", ".\\", "..\\")):
        return True
    if re.match(r"[A-Za-z]:[\\/]", typed):
        return True
    host = re.split(r"[/?#:]", typed, maxsplit=1)[0]
    return not _LOCAL.match(typed) and (
        "." not in host
        or bool(
            re.fullmatch(r"[^/?#]+\.(?:html?|xhtml|json|xml|txt|rss|atom|mht|mhtml|webarchive|warc(?:\.gz)?)", typed)
        )
    )


def _exists(typed: str) -> bool:
    try:
        return Path(typed).exists()
    except (OSError, ValueError):
        return False


def _clean_address(value: bytes) -> str | None:
    address = without_wayback(unescape(value.decode("utf-8", "replace")).strip())
    return address if is_web(address) and split_url(address).netloc else None
