"""How to ask: limits, pauses and what is told to servers."""

import re
from dataclasses import dataclass
from enum import Enum

from blogarchive import __version__
from blogarchive.errors import UsageError
from blogarchive.fetch.limits import LONGEST

USER_AGENT = f"blogarchive/{__version__} (saves single blog posts with their comments, at a reader's request)"
PRODUCT = "blogarchive"  # the name that robots.txt is asked for

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_OURS = frozenset(("host", "connection", "content-length", "transfer-encoding", "accept-encoding", "te", "upgrade"))


class Private(Enum):
    """Which private addresses may be asked."""

    TYPED = "typed"  # what the user typed, and what that leads to
    LITERAL = "literal"  # of that, what is private by its very name; for runs that nobody watches: a name may have changed hands since
    ALL = "all"  # the user said so


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be chosen about fetching. Times are seconds, sizes bytes.

    `timeout` bounds one answer from the name lookup to the last byte, redirects included; `max_bytes` both what comes over the wire and what
    it unpacks to; `retry_budget` all waiting for one request together, `longest_pause` a single `Retry-After`. `headers` go only to
    servers that the user named. Raises UsageError where something cannot be meant.
    """

    timeout: float = 60.0
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    max_bytes: int = 50_000_000
    delay: float = 1.0
    user_agent: str = USER_AGENT
    headers: tuple[tuple[str, str], ...] = ()
    proxy: str | None = None
    max_redirects: int = 10
    retries: int = 2
    first_backoff: float = 1.0
    longest_pause: float = 60.0
    retry_budget: float = 120.0
    respect_robots: bool = True
    private: Private = Private.TYPED

    def __post_init__(self) -> None:
        if not all(0 < time <= LONGEST for time in (self.timeout, self.connect_timeout, self.read_timeout)):
            raise UsageError("timeout", "must be more than 0 seconds, and a day at most")
        if not 0 <= self.delay <= LONGEST:
            raise UsageError("delay", "must be 0 seconds at least, and a day at most")
        if self.max_bytes <= 0:
            raise UsageError("max-bytes", "must be more than 0")
        if min(self.retries, self.max_redirects) < 0:
            raise UsageError("retries and redirects", "cannot be negative")
        for name, value in (*self.headers, ("User-Agent", self.user_agent)):
            _check_header(name, value)


def _check_header(name: str, value: str) -> None:
    if not _TOKEN.fullmatch(name):
        raise UsageError("header", f"{name!r} cannot be a header's name")
    if name.lower() in _OURS:
        raise UsageError("header", f"{name} is set by blogarchive itself")
    if not all(c == "\t" or (32 <= ord(c) < 256 and ord(c) != 127) for c in value):
        raise UsageError("header", f"the value of {name} holds characters that a header cannot have")
