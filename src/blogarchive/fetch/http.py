"""The one polite HTTP client: redirects, retries, manners and the rule on private addresses.

Redirects are followed here and each hop is checked as if it were asked for on its own. What a page, a feed or a redirect leads to may be
private only where the address that the user typed was.
"""

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import count
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from blogarchive.errors import FetchError, RefusedError
from blogarchive.fetch.address import Address, parse_address, redirect_address
from blogarchive.fetch.exchange import Answer, Exchange, Headers, status_error
from blogarchive.fetch.failures import PRIVATE, PassingError
from blogarchive.fetch.guard import GuardedBackend, Resolver, is_public, system_resolver
from blogarchive.fetch.polite import ROBOTS_BYTES, Pauses, Robots
from blogarchive.fetch.retry import backoff, retry_after
from blogarchive.fetch.settings import Settings
from blogarchive.model import Capture, Request, Role
from blogarchive.text.urls import display_url

_DEFAULTS = Settings()
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_HARMLESS = frozenset(
    ("accept", "accept-language", "dnt", "user-agent")
)  # of the user's own headers, these go to every server
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")


class HttpFetch:
    """Answers requests over HTTP. Not for use from several threads at once."""

    def __init__(
        self,
        settings: Settings = _DEFAULTS,
        *,
        on_event: Callable[[str], None] | None = None,
        resolve: Resolver = system_resolver,
        wait: Callable[[float], None] = sleep,
    ) -> None:
        self._settings = settings
        self._event = on_event or (lambda _line: None)
        self._wait = wait
        self._backend = GuardedBackend(resolve=resolve)
        self._exchange = Exchange(settings, self._backend)
        self._pauses = Pauses(settings.delay, wait)
        self._robots = Robots(self._load_robots)
        self._named: set[tuple[str, str, int]] = set()
        self._named_private: set[tuple[str, int]] = set()
        self._page_is_private = False
        self._logins: dict[tuple[str, str, int], str] = {}
        if settings.proxy:
            self._event("behind a proxy, private addresses can be told by their names alone")

    def __call__(self, request: Request, headers: Headers = ()) -> Capture:
        """The answer to a request; `headers` are further ones for this call (If-None-Match: a 304 comes back as a Capture).

        Raises RefusedError for what may not be asked, FetchError (with the status, where there is one) for all other failures.
        """
        address = parse_address(request.url)
        if request.named_by_user:
            self._learn(address)
        waited = 0.0
        for attempt in count():
            try:
                return self._follow(request, address, headers)
            except PassingError as error:
                pause = self._pause(error, address, attempt)
                if pause is None or attempt >= self._settings.retries or waited + pause > self._settings.retry_budget:
                    raise
                self._event(f"{error}; again in {pause:.0f} s")
                self._wait(pause)
                waited += pause
        raise AssertionError("unreachable")

    def allow(self, url: str) -> bool:
        """Whether robots.txt allows an address. Raises as a request does where the address itself is malformed or refused."""
        return not self._settings.respect_robots or self._robots.allowed(parse_address(url))

    def close(self) -> None:
        """Closes all connections."""
        self._exchange.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- one attempt

    def _follow(self, request: Request, first: Address, headers: Headers) -> Capture:
        """Asks, follows redirects, and gives the last answer."""
        self._be_patient(first)
        self._backend.deadline.start(self._settings.timeout)
        address, chain, notes = first, [first.url], []
        while True:
            self._permit(request, address, is_first=len(chain) == 1)
            self._event(f"GET {display_url(address.url)}")
            answer = self._ask(address, self._headers(request, address, headers))
            self._remember_private(request, address, is_first=len(chain) == 1)
            if answer.status not in _REDIRECTS:
                break
            target = self._redirect(address, answer, chain)
            if address.scheme == "https" and target.scheme == "http":
                notes.append("downgraded-to-http")
            self._keep_login(address, target)
            address = target
            chain.append(target.url)
        return self._capture(request, first, address, answer, (tuple(chain[:-1]), tuple(notes)))

    def _ask(self, address: Address, headers: Headers, *, first_bytes: int | None = None) -> Answer:
        try:
            return self._exchange.ask(address, headers, first_bytes=first_bytes)
        finally:
            self._pauses.asked(address.host)

    def _capture(
        self,
        request: Request,
        first: Address,
        last: Address,
        answer: Answer,
        way: tuple[tuple[str, ...], tuple[str, ...]],
    ) -> Capture:
        if answer.status >= 400 or answer.status < 200:
            raise status_error(last, answer)
        if answer.status >= 300 and answer.status != 304:
            raise FetchError(
                display_url(last.url), f"the server answered {answer.status} and no page", status=answer.status
            )
        return Capture(
            url=last.url,
            requested_url=first.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            captured_at=answer.at,
            redirects=way[0],
            role=request.role,
            source=request.source,
            notes=(*way[1], *answer.notes),
        )

    def _redirect(self, address: Address, answer: Answer, chain: list[str]) -> Address:
        location = answer.header("location")
        if not location:
            raise FetchError(
                display_url(address.url),
                f"the server answered {answer.status} without saying where to go",
                status=answer.status,
            )
        target = redirect_address(address, location)
        if target.url in chain or len(chain) > self._settings.max_redirects:
            way = " → ".join(display_url(url)[:200] for url in (*chain[-3:], target.url))
            what = (
                "redirects in a circle"
                if target.url in chain
                else f"redirects more than {self._settings.max_redirects} times"
            )
            raise FetchError(display_url(chain[0]), f"{what}: … {way}")
        return target

    # -- who may be asked what

    def _learn(self, address: Address) -> None:
        self._named.add(address.origin)
        if address.userinfo:
            self._logins[address.origin] = f"Basic {b64encode(address.userinfo.encode()).decode('ascii')}"

    def _permit(self, request: Request, address: Address, *, is_first: bool) -> None:
        """Sets what the guard lets through for this hop. Raises RefusedError where it is known already that it would not."""
        typed = request.named_by_user and is_first
        place = address.host, address.port
        allowed = typed or self._page_is_private or place in self._named_private
        if not allowed and (place in self._backend.private or (self._settings.proxy and _looks_private(address.host))):
            raise RefusedError(display_url(address.url), PRIVATE)
        if (
            not request.named_by_user
            and self._settings.respect_robots
            and not self._asks_robots(address, allowed=allowed)
        ):
            raise RefusedError(display_url(address.url), "robots.txt does not allow it, or could not be had")
        self._backend.may_be_private = allowed

    def _asks_robots(self, address: Address, *, allowed: bool) -> bool:
        deadline, started = self._backend.deadline, monotonic()
        end = deadline.at
        self._backend.may_be_private = allowed
        try:
            return self._robots.allowed(address)
        finally:
            deadline.at = end + monotonic() - started  # the time for robots.txt is its own

    def _remember_private(self, request: Request, address: Address, *, is_first: bool) -> None:
        """After the first hop to a typed address it is known whether that was a private one."""
        if not (request.named_by_user and is_first):
            return
        place = address.host, address.port
        is_private = place in self._backend.private or bool(self._settings.proxy and _looks_private(address.host))
        if is_private:
            self._named_private.add(place)
        if request.role is Role.PAGE:
            self._page_is_private = is_private

    def _headers(self, request: Request, address: Address, further: Headers) -> Headers:
        """The request's headers; what may be secret goes only to an origin that the user typed."""
        ours = {
            "User-Agent": self._settings.user_agent,
            "Accept": request.accept or _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        is_named = address.origin in self._named
        given = [pair for pair in self._settings.headers if is_named or pair[0].lower() in _HARMLESS]
        if login := self._logins.get(address.origin):
            given.append(("Authorization", login))
        names = {name.lower() for name, _ in given}
        return (*((name, value) for name, value in ours.items() if name.lower() not in names), *given, *further)

    def _keep_login(self, old: Address, new: Address) -> None:
        """The step from http to https on one host keeps what the user gave for it; no other redirect does."""
        if (
            old.origin in self._named
            and old.host == new.host
            and (old.scheme, old.port) == ("http", 80)
            and new.port == 443
        ):
            self._named.add(new.origin)
            if login := self._logins.get(old.origin):
                self._logins.setdefault(new.origin, login)

    # -- manners

    def _be_patient(self, address: Address) -> None:
        left = self._pauses.left(address.host)
        if left > max(self._settings.longest_pause, self._settings.delay):
            raise FetchError(display_url(address.url), f"the server asked for a pause, {left:.0f} s of it are left")
        self._pauses.wait(address.host)

    def _pause(self, error: PassingError, address: Address, attempt: int) -> float | None:
        """Seconds before the next attempt; None where the server asks for more patience than there is."""
        asked = retry_after(error.pause, datetime.now(UTC))
        if asked is not None and asked > self._settings.longest_pause:
            self._pauses.postpone(address.host, asked)
            return None
        return max(asked or 0.0, backoff(attempt, self._settings.first_backoff))

    def _load_robots(self, robots: Address) -> bytes | None:
        """robots.txt: none is b"" (404 and the like), None where the server fails or forbids to know (5xx, 429, no answer)."""
        headers = (
            ("User-Agent", self._settings.user_agent),
            ("Accept", "text/plain,*/*;q=0.5"),
            ("Accept-Encoding", "identity"),
        )
        address, chain = robots, [robots.url]
        self._backend.deadline.start(min(self._settings.timeout, 20.0))
        try:
            self._be_patient(robots)
            self._event(f"GET {display_url(robots.url)}")
            while (answer := self._ask(address, headers, first_bytes=ROBOTS_BYTES)).status in _REDIRECTS:
                address = self._redirect(address, answer, chain)
                chain.append(address.url)
        except RefusedError:
            raise
        except FetchError as error:
            self._event(f"no robots.txt: {error}")
            return None
        if answer.status >= 500 or answer.status == 429:
            return None
        return answer.body if answer.status < 300 else b""


def _looks_private(host: str) -> bool:
    """Whether a host is private by its name alone: all that can be known behind a proxy."""
    try:
        return not is_public(ip_address(host.partition("%")[0]))
    except ValueError:
        return host == "localhost" or host.endswith(_LOCAL_NAMES) or "." not in host
