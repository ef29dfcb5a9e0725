"""Manners: a pause between requests to one host, and robots.txt (RFC 9309) for what the user did not name."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from blogarchive.fetch.address import Address
from blogarchive.fetch.settings import PRODUCT

if TYPE_CHECKING:
    from protego import Protego

ROBOTS_BYTES = 500 * 1024  # what a crawler must read at least, RFC 9309, 2.5
_MOST_WILDCARDS = (
    20  # protego turns a rule into a regular expression; more than this in one rule can make it run for hours
)

LoadRobots = Callable[[Address], bytes | None]
"""Brings the robots.txt at an address: its bytes, b"" where there is none, None where it cannot be had."""


class Pauses:
    """When each host may be asked again. Clients in several threads may share it: then their requests to one host begin apart too."""

    def __init__(self, delay: float, sleep: Callable[[float], None]) -> None:
        self._delay = delay
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def left(self, host: str) -> float:
        """Seconds until the host may be asked; 0 if now."""
        return max(0.0, self._next.get(host, 0.0) - monotonic())

    def wait(self, host: str, share: float = 1.0) -> None:
        """Sleeps until the host may be asked, and takes that moment: another client waits for this share of the delay longer."""
        with self._lock:
            now = monotonic()
            at = max(now, self._next.get(host, now))
            self._next[host] = at + self._delay * share
        if (left := at - now) > 0:
            self._sleep(left)

    def asked(self, host: str, share: float = 1.0) -> None:
        """A request to the host has just ended; it is left in peace for this share of the delay."""
        self.postpone(host, self._delay * share)

    def postpone(self, host: str, seconds: float) -> None:
        """The host is not asked for so many seconds."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), monotonic() + seconds)


class Robots:
    """What the robots.txt of each origin allows; asked once per origin and run."""

    def __init__(self, load: LoadRobots) -> None:
        self._load = load
        self._rules: dict[tuple[str, str, int], Protego | None] = {}

    def allowed(self, address: Address) -> bool:
        """Whether the address may be asked. An origin whose robots.txt cannot be had allows nothing (RFC 9309, 2.3.1.4)."""
        if address.target == "/robots.txt":
            return True
        if address.origin not in self._rules:
            body = self._load(
                Address(scheme=address.scheme, host=address.host, port=address.port, target="/robots.txt")
            )
            self._rules[address.origin] = None if body is None else parse_robots(body)
        rules = self._rules[address.origin]
        return rules is not None and bool(rules.can_fetch(address.url, PRODUCT))


def parse_robots(body: bytes) -> "Protego":
    """The rules of a robots.txt: as UTF-8, whatever it says of itself, at most 500 KiB."""
    from protego import Protego

    text = body[:ROBOTS_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\0", "")
    return Protego.parse("\n".join(line for line in text.splitlines() if line.count("*") <= _MOST_WILDCARDS))
