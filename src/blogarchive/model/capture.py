"""What is asked for and what came: requests and captures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

TIME_OF_FILE = "time-of-file"
"""A note on captures read from files: `captured_at` is when the file was written, which may be years after the page was captured."""

CUT_SHORT = "cut-short"
"""A note on captures from a file that ends before its last part does: what stood there is lost."""

RECORDS_DAMAGED = "records-damaged"
"""A note on captures from a file of many answers, with a number after a colon: so many of them are damaged."""

STANDARD_INPUT_URL = "stdin:"
"""The address of what came on standard input, until it is known where it is from."""


class Role(StrEnum):
    """What a request is for; it decides who reads the answer and how it is counted."""

    PAGE = "page"  # the post's own page
    COMMENT_PAGE = "comment_page"  # a further page of its comments
    COMMENT_FEED = "comment_feed"
    ENTRY_FEED = "entry_feed"
    API = "api"
    FRAME = "frame"  # another page within the post's own, which a browser saved with it
    IMAGE = "image"
    RESOURCE = "resource"  # a style sheet, font or picture that the page needs to look as it did


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET that somebody wants done. `source` is the NAME of the source that reads the answer."""

    url: str
    role: Role = Role.PAGE
    source: str = ""
    accept: str | None = None
    named_by_user: bool = False  # typed by the user: may be private, robots.txt is not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One response exactly as it came (after the transfer and content codings were removed).

    `url` is the final address, `requested_url` the one asked for; `captured_at` is aware, in UTC.
    """

    url: str
    requested_url: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    captured_at: datetime
    redirects: tuple[str, ...] = ()
    role: Role = Role.PAGE
    source: str = ""
    notes: tuple[str, ...] = ()  # oddities worth a warning, as codes: "downgraded-to-http", "gzip-label-but-plain"

    def header(self, name: str) -> str | None:
        """The first value of a header, compared without case; None where it is missing."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def header_values(self, name: str) -> tuple[str, ...]:
        """All values of a header that may be repeated (Link)."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)

    @property
    def media_type(self) -> str:
        """The media type in lower case without parameters; "" where none was given."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def sha256(self) -> str:
        """SHA-256 of the body, in hexadecimal."""
        return sha256(self.body).hexdigest()


Fetch = Callable[[Request], Capture]
"""Answers a request or raises FetchError. The only way in which anything is brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the user typed, understood: where the post is, and captures that are already at hand.

    `request` asks for the page; `captures` are answers on disk (a saved page, a recorded folder, feeds given by hand).
    """

    request: Request
    captures: tuple[Capture, ...] = ()
    extra: tuple[Request, ...] = ()  # feeds that the user named
