"""MHTML: what Chromium and its kin write as "Webpage, Single File" (RFC 2557).

What the browser did when it saved is undone: the page names its frames and pictures by the addresses that they came from. A part without an
address of the web (a style sheet that stood in the page, a frame that a script wrote) gets one under `saved.invalid`, where nobody can be asked
(RFC 6761, 6.4).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.utils import parsedate_to_datetime
from html import escape
from urllib.parse import quote, unquote, urljoin

from blogarchive.errors import SourceError
from blogarchive.fetch.bundle import PAGES, bundled, part
from blogarchive.model import CUT_SHORT, TIME_OF_FILE, Capture
from blogarchive.text.urls import is_web

_NOWHERE = "http://saved.invalid/"
_CID = re.compile(rb"cid:([^\s\"'<>()&]+)", re.IGNORECASE)  # RFC 2392: a Content-ID, percent-encoded
_SCHEME = "cid:"
_WITHIN = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_MOST_WITHIN = 10  # browsers write one; each level that a line stands in takes its time again


def read_mhtml(data: bytes, name: object, url: str, changed: datetime) -> tuple[Capture, ...]:
    """The captures in an MHTML file, the page first. Raises SourceError where it holds no page.

    `url` and `changed` are the file's own, for one that does not say where its page is from and when it was saved.
    """
    if len(_WITHIN.findall(data)) > _MOST_WITHIN:
        raise SourceError(name, "is an MHTML file, nested too deeply to be read")
    message = message_from_bytes(data)
    leaves = [leaf for leaf in message.walk() if not leaf.is_multipart()]
    main = _main(message, leaves)
    if main is None:
        raise SourceError(name, "is an MHTML file without a page in it")
    said = (message["Snapshot-Content-Location"], main["Content-Location"], message["Content-Location"])
    page = next((address for header in said if is_web(address := _value(header))), url)
    addresses = [page if leaf is main else _address(leaf, page) for leaf in leaves]
    names = dict(zip(map(_name, leaves), addresses, strict=True))
    saved_at = _date(message["Date"])
    others = [
        part(address, _value(leaf["Content-Type"]), _body(leaf, names), saved_at or changed)
        for leaf, address in zip(leaves, addresses, strict=True)
    ]
    first = others.pop(leaves.index(main))
    notes = ((TIME_OF_FILE, saved_at is None), (CUT_SHORT, _is_cut(message)))
    return bundled(first, others, tuple(note for note, is_true in notes if is_true))


def _is_cut(message: Message) -> bool:
    """Whether the file ends without the line that ends its last part."""
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects)


def _main(message: Message, leaves: Sequence[Message]) -> Message | None:
    """The part that the file says it begins with, else the first that is a page (RFC 2387, 3.2)."""
    pages = [leaf for leaf in leaves if leaf.get_content_type() in PAGES]
    start = message.get_param("start")
    named = (page for page in pages if start and _value(page["Content-ID"]) == start)
    return next(named, pages[0] if pages else None)


def _address(leaf: Message, page: str) -> str:
    """The address that a part came from."""
    written = _value(leaf["Content-Location"])
    try:
        address = urljoin(page, written) if written else ""
    except ValueError:
        address = ""
    return address if is_web(address) else _NOWHERE + quote(_name(leaf) or written, safe="@")


def _name(leaf: Message) -> str:
    """What `cid:` addresses call a part; "" where none can name it. Chromium gives style sheets no Content-ID, but such an address."""
    name = _value(leaf["Content-ID"]).removeprefix("<").removesuffix(">")
    written = _value(leaf["Content-Location"])
    return name or (unquote(written[len(_SCHEME) :]) if written.lower().startswith(_SCHEME) else "")


def _body(leaf: Message, names: Mapping[str, str]) -> bytes:
    """What a part holds; in a page the `cid:` addresses are undone."""
    body = leaf.get_payload(decode=True)
    data = body if isinstance(body, bytes) else b""
    return _CID.sub(lambda found: _named(found, names), data) if leaf.get_content_type() in PAGES else data


def _named(found: re.Match[bytes], names: Mapping[str, str]) -> bytes:
    """The address for a `cid:` one, as it is written in an attribute; one that names no part stays."""
    address = names.get(unquote(found[1].decode("latin-1")))
    return escape(address).encode() if address else found[0]


def _value(header: object) -> str:
    """A header on one line; "" where there is none. Long addresses are folded."""
    return "" if header is None else " ".join(str(header).split())


def _date(header: object) -> datetime | None:
    """When the page was saved, in UTC; None where the file does not say. "-0000" is UTC as well (RFC 5322, 3.3)."""
    try:
        date = parsedate_to_datetime(_value(header))
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
