"""The one polite HTTP client: redirects, retries and manners.

Redirects are followed here, so that each hop is checked as if it were asked for on its own.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from blogarchive.errors import FetchError, RefusedError
from blogarchive.fetch.access import Access
from blogarchive.fetch.address import Address, parse_address, redirect_address
from blogarchive.fetch.exchange import Answer, Exchange, Headers, status_error
from blogarchive.fetch.failures import PRIVATE, PassingError
from blogarchive.fetch.guard import GuardedBackend, Resolver, system_resolver
from blogarchive.fetch.polite import ROBOTS_BYTES, Pauses, Robots
from blogarchive.fetch.retry import backoff, retry_after
from blogarchive.fetch.settings import Settings
from blogarchive.model import Capture, Request, Role
from blogarchive.text.urls import display_url

_DEFAULTS = Settings()
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ROBOTS_SECONDS = 20.0
_SHARES = {
    Role.IMAGE: 0.1,
    Role.RESOURCE: 0.1,
}  # of the pause: a browser asks for a page's pictures all at once, and files cost a server little


class HttpFetch:
    """Answers requests over HTTP. Not for use from several threads at once.

    `on_event` hears one line per request, `resolve` and `wait` stand for the name service and the clock; clients that share `pauses` are
    polite together.
    """

    def __init__(
        self,
        settings: Settings = _DEFAULTS,
        *,
        on_event: Callable[[str], None] | None = None,
        resolve: Resolver = system_resolver,
        wait: Callable[[float], None] = sleep,
        pauses: Pauses | None = None,
    ) -> None:
        self._settings = settings
        self._event = on_event or (lambda _line: None)
        self._wait = wait
        self._backend = GuardedBackend(resolve=resolve)
        self._access = Access(settings, self._backend)
        self._exchange = Exchange(settings, self._backend)
        self._pauses = pauses or Pauses(settings.delay, wait)
        self._robots = Robots(self._load_robots)
        if settings.proxy:
            self._event("behind a proxy, private addresses can be told by their names alone")

    def __call__(self, request: Request, headers: Headers = ()) -> Capture:
        """The answer to a request; `headers` are further ones for this call (If-None-Match: a 304 comes back as a Capture).

        Raises RefusedError for what may not be asked, FetchError (with the status, where there is one) for all other failures.
        """
        address = parse_address(request.url)
        if request.named_by_user:
            self._access.learn(request, address)
        waited = 0.0
        for attempt in count():
            try:
                return self._follow(request, address, headers)
            except PassingError as error:
                pause = self._pause(error, address, attempt)
                if attempt >= self._settings.retries or waited + pause > self._settings.retry_budget:
                    raise
                self._event(f"{error}; again in {pause:.0f} s")
                self._wait(pause)
                waited += pause
        raise AssertionError("unreachable")

    def allow(self, url: str) -> bool:
        """Whether robots.txt allows an address. Raises as a request does where the address itself is malformed or refused."""
        return not self._settings.respect_robots or self._robots.allowed(parse_address(url))

    def know(self, url: str) -> None:
        """The user named this address in an earlier run. Raises as a request does where it is malformed."""
        self._access.know(parse_address(url))

    def resting(self, url: str) -> float:
        """Seconds for which the address's host is to be left in peace. Raises as a request does where the address is malformed."""
        return self._pauses.left(parse_address(url).host)

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
        """Asks, follows redirects, and makes a capture of the last answer."""
        self._be_patient(first, _SHARES.get(request.role, 1.0))
        self._backend.deadline.start(self._settings.timeout)
        address, chain, notes = first, [first.url], []
        try:
            while (answer := self._hop(request, address, headers, is_first=address is first)).status in _REDIRECTS:
                target = self._redirect(address, answer, chain)
                if address.scheme == "https" and target.scheme == "http":
                    notes.append("downgraded-to-http")
                self._access.redirected(address, target)
                address = target
                chain.append(target.url)
            _check_status(address, answer)
        except FetchError as error:
            raise error.seen_from(display_url(first.url)) from None
        return Capture(
            url=address.url,
            requested_url=first.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            captured_at=answer.at,
            redirects=tuple(chain[:-1]),
            role=request.role,
            source=request.source,
            notes=(*notes, *answer.notes),
        )

    def _hop(self, request: Request, address: Address, headers: Headers, *, is_first: bool) -> Answer:
        typed = request.named_by_user and is_first
        self._check(request, address, typed=typed)
        self._event(f"GET {display_url(address.url)}")
        answer = self._ask(
            address, self._access.headers(request, address, headers), share=_SHARES.get(request.role, 1.0)
        )
        if typed:
            self._access.asked(request, address)
        return answer

    def _check(self, request: Request, address: Address, *, typed: bool) -> None:
        """Raises RefusedError where the address may not be asked."""
        if not self._access.permits(address, typed=typed):
            raise RefusedError(display_url(address.url), PRIVATE)
        if request.named_by_user or not self._settings.respect_robots:
            return
        deadline, started = self._backend.deadline.at, monotonic()
        try:
            allowed = self._robots.allowed(address)
        except RefusedError as error:  # as its robots.txt, so the address itself
            raise RefusedError(display_url(address.url), error.reason) from None
        self._backend.deadline.at = deadline + monotonic() - started  # the time for robots.txt is its own
        self._access.permits(address, typed=typed)
        if not allowed:
            raise RefusedError(display_url(address.url), "robots.txt does not allow it, or could not be had")

    def _ask(self, address: Address, headers: Headers, *, first_bytes: int | None = None, share: float = 1.0) -> Answer:
        try:
            return self._exchange.ask(address, headers, first_bytes=first_bytes)
        finally:
            self._pauses.asked(address.host, share)

    def _redirect(self, address: Address, answer: Answer, chain: list[str]) -> Address:
        """Where a redirect leads. Raises FetchError where that is nowhere, a circle, or one step too far."""
        location = answer.header("location")
        if not location:
            reason = f"the server answered {answer.status} without saying where to go"
            raise FetchError(display_url(address.url), reason, status=answer.status)
        target = redirect_address(address, location)
        is_circle = target.url in chain
        if is_circle or len(chain) > self._settings.max_redirects:
            what = "in a circle" if is_circle else f"more than {self._settings.max_redirects} times"
            way = " → ".join(display_url(url)[:200] for url in (*chain[-3:], target.url))
            raise FetchError(display_url(chain[0]), f"redirects {what}: … {way}", status=answer.status)
        return target

    # -- manners

    def _be_patient(self, address: Address, share: float = 1.0) -> None:
        left = self._pauses.left(address.host)
        if left > max(self._settings.longest_pause, self._settings.delay):
            raise FetchError(display_url(address.url), f"the server asked for a pause, {left:.0f} s of it are left")
        self._pauses.wait(address.host, share)

    def _pause(self, error: PassingError, address: Address, attempt: int) -> float:
        """Seconds before the next attempt. Raises FetchError where the server asks for more patience than there is:
        to come earlier than asked would be rude, so this host is left in peace for the rest of the run."""
        asked = retry_after(error.pause, datetime.now(UTC))
        if asked is not None and asked > self._settings.longest_pause:
            self._pauses.postpone(address.host, asked)
            raise FetchError(
                error.subject, f"{error.reason} and wants a pause of {asked:.0f} s", status=error.status
            ) from None
        return max(asked or 0.0, backoff(attempt, self._settings.first_backoff))

    def _load_robots(self, robots: Address) -> bytes | None:
        """robots.txt: none is b"" (404 and the like, a redirect that leads nowhere: RFC 9309, 2.3.1.2 and 2.3.1.3), None where the server fails or
        forbids to know (5xx, 429, no answer)."""
        headers = (
            ("User-Agent", self._settings.user_agent),
            ("Accept", "text/plain,*/*;q=0.5"),
            ("Accept-Encoding", "identity"),
        )
        address, chain = robots, [robots.url]
        try:
            self._be_patient(robots)
            self._backend.deadline.start(min(self._settings.timeout, _ROBOTS_SECONDS))
            self._event(f"GET {display_url(robots.url)}")
            while (answer := self._ask(address, headers, first_bytes=ROBOTS_BYTES)).status in _REDIRECTS:
                address = self._redirect(address, answer, chain)
                chain.append(address.url)
                if not self._access.permits(address, typed=False):
                    raise RefusedError(display_url(address.url), PRIVATE)
        except RefusedError:
            raise
        except FetchError as error:
            self._event(f"no robots.txt: {error}")
            return b"" if error.status in _REDIRECTS else None
        if answer.status >= 500 or answer.status == 429:
            return None
        return answer.body if answer.status < 300 else b""


def _check_status(address: Address, answer: Answer) -> None:
    if not 200 <= answer.status < 400:
        raise status_error(address, answer)
    if answer.status in range(300, 304) or answer.status > 304:
        raise FetchError(
            display_url(address.url), f"the server answered {answer.status} and no page", status=answer.status
        )
