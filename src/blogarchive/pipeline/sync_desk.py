"""What one worker of a run has at hand: a client and a reader of the archive of its own, and how to work."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event
from time import monotonic, sleep

from blogarchive.archive import Archive, Result
from blogarchive.errors import BlogArchiveError, FetchError, RefusedError
from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.exchange import Headers
from blogarchive.model import Capture, Request, Role
from blogarchive.pipeline.sync_outcome import Outcome
from blogarchive.pipeline.sync_schedule import Pace
from blogarchive.text.urls import page_key

_FRESH = 300.0  # seconds
_FEW = 8  # feeds of a host that are remembered
_BUSY = frozenset((429, 503))
_LONGEST_REST = 7 * 86_400.0  # seconds: who asks for more is asked again after a week


class StoppedError(BlogArchiveError):
    """The run was told to end while this post waited for its host. No FetchError: a post of which half was asked for is no visit."""


@dataclass(slots=True)
class Limit:
    """When a run ends: told to by a signal, or out of time (`deadline`, of time.monotonic). The post in hand is finished."""

    deadline: float | None = None
    signal: int | None = None
    _over: Event = field(default_factory=Event)

    @property
    def is_over(self) -> bool:
        """Whether no further post is begun."""
        return self._over.is_set() or self.is_late

    @property
    def is_late(self) -> bool:
        """Whether the time is up."""
        return self.deadline is not None and monotonic() >= self.deadline

    def end_by(self, signal: int) -> None:
        """A signal came."""
        self.signal = signal
        self._over.set()

    def close(self) -> None:
        """Nobody hears the workers any more."""
        self._over.set()

    def pause(self, seconds: float, short: float = 2.0) -> None:
        """Sleeps. Raises StoppedError where the run ends in a pause that is longer than a `short` one."""
        if seconds <= short:
            sleep(seconds)
            return
        left = seconds if self.deadline is None else max(0.0, self.deadline - monotonic())
        if self._over.wait(min(seconds, left)) or left < seconds:
            raise StoppedError("", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How posts are looked at. `force` accepts whatever stands there, `by_feed` lets a site's comment feed spare pages; `now` is the clock."""

    pace: Pace
    force: bool = False
    by_feed: bool = True
    images: bool = True
    now: Callable[[], datetime]


class Shared:
    """Feeds that several posts of a host name: asked once for all of them, as long as they are fresh."""

    def __init__(self) -> None:
        self._feeds: OrderedDict[str, tuple[float, Capture]] = OrderedDict()

    def get(self, url: str) -> Capture | None:
        """The feed's answer of a moment ago."""
        at, capture = self._feeds.get(page_key(url), (0.0, None))
        return capture if capture and monotonic() - at < _FRESH else None

    def put(self, url: str, capture: Capture) -> None:
        """Remember an answer, and few of them."""
        self._feeds[page_key(url)] = monotonic(), capture
        if len(self._feeds) > _FEW:
            self._feeds.popitem(last=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A worker's own things. `patience` is the longest pause, in seconds, that the client sleeps through when a server asks for it."""

    http: HttpFetch
    reader: Archive
    manner: Manner
    patience: float
    shared: Shared

    def failed(self, url: str, error: BlogArchiveError, post_id: int | None = None) -> Outcome:
        """The outcome that an error means."""
        outcome = Outcome(url=url, at=self.manner.now(), post_id=post_id, detail=error.reason)
        match error:
            case StoppedError():
                return replace(outcome, detail=None)
            case RefusedError():
                return replace(outcome, result=Result.REFUSED)
            case FetchError(status=404 | 410):
                return replace(outcome, result=Result.GONE, detail=str(error.status))
            case FetchError():
                silent = error.status is None
                said = replace(outcome, result=Result.FAILED, trouble=_trouble(error), is_unreached=silent)
                return replace(said, rest=self._rest(url))
        return replace(outcome, result=Result.NOT_A_POST)

    def _rest(self, url: str) -> float:
        with suppress(FetchError):
            left = self.http.resting(url)
            return min(left, _LONGEST_REST) if left > self.patience else 0.0
        return 0.0


def _trouble(error: FetchError) -> str | None:
    """What concerns the whole host rather than the one page."""
    if error.status is None or error.status in _BUSY or error.status >= 500:
        return error.reason
    return None


class Asking:
    """The Fetch of one post: what was asked once in this look at it is not asked again."""

    def __init__(self, http: HttpFetch, shared: Shared) -> None:
        self._http, self._shared = http, shared
        self._got: dict[str, Capture] = {}

    def __call__(self, request: Request) -> Capture:
        """The answer, fresh or from this look. Raises FetchError."""
        capture = self._got.get(page_key(request.url)) or self._shared.get(request.url)
        if capture is not None:
            return replace(capture, role=request.role, source=request.source)
        capture = self._http(request)
        if request.role is Role.COMMENT_FEED:
            self._shared.put(request.url, capture)
        return capture

    def if_changed(self, request: Request, headers: Headers) -> Capture:
        """The answer to a conditional request; one with a body is remembered."""
        capture = self._http(request, headers)
        if capture.status != 304:
            self._got[page_key(request.url)] = capture
        return capture
