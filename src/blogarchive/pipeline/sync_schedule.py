"""When a watched post is due, and which of those that are due comes first: pure functions over values.

A conversation that has been quiet for some time is likely to stay quiet for about as long again, whatever that time is. So the wait until the next
look is a fixed share of the quiet: minutes after a comment of just now, days after a month, months after years.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from blogarchive.archive import CALM, Result, Watch
from blogarchive.errors import UsageError
from blogarchive.model import Verdict

_AHEAD = timedelta(hours=26)  # a wall clock of unknown zone may be 14 hours ahead, and a day may be all that is known
_FIRST_WAIT: Mapping[Result, timedelta] = MappingProxyType(
    {
        Result.GONE: timedelta(days=1),
        Result.REFUSED: timedelta(days=1),
        Result.NOT_A_POST: timedelta(hours=1),
        Result.OTHER: timedelta(hours=1),
    }
)
"""After an attempt that did not go well; doubled with each further one. Where nothing stands here, the shortest wait."""
_ALARMED = timedelta(days=1)  # the longest wait while all comments of a post are missing
_PER_PAGE = 4  # waits within which the page itself is asked, whatever the site's comment feed says
_PER_READING = 8  # waits within which the page is asked without conditions, whatever the server calls unmodified
_LONGEST_TRUST = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often to come: the wait is `share` of the time since the last word, but at least `shortest` and at most `longest`."""

    shortest: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(days=90)
    share: float = 0.1

    def __post_init__(self) -> None:
        """Raises UsageError where the waits cannot be meant."""
        if not timedelta(seconds=1) <= self.shortest <= self.longest <= timedelta(days=3650):
            raise UsageError(
                "--shortest", "must be a second at least, and not longer than --longest (ten years at most)"
            )


def quiet(post: Watch, now: datetime) -> timedelta:
    """How long nothing has been said or changed, as far as is known. Times that cannot be (a clock was wrong) do not count."""
    heard = [_moment(post.newest_comment) or _moment(post.published)]
    if post.changed_at > post.first_visit_at:
        heard.append(post.changed_at)
    past = [min(time, now) for time in heard if time is not None and time <= now + _AHEAD]
    return now - max(past, default=min(post.first_visit_at, now))


def wait(post: Watch, pace: Pace, now: datetime) -> timedelta:
    """How long to wait after the last look at a post."""
    if post.failures and post.result and post.result not in CALM:
        first = _FIRST_WAIT.get(post.result, pace.shortest)
        return min(first * float(2 ** min(post.failures - 1, 16)), max(pace.longest, first))
    usual = max(pace.shortest, min(quiet(post, now) * pace.share, pace.longest))
    usual *= _spread(post.post_id)
    return min(usual, max(_ALARMED, pace.shortest)) if post.alarm else usual


def due_at(post: Watch, pace: Pace, now: datetime) -> datetime:
    """When a post is to be looked at again; now where the last look lies in the future, because then a clock was wrong."""
    return now if post.checked_at > now else post.checked_at + wait(post, pace, now)


def is_due(post: Watch, pace: Pace, now: datetime) -> bool:
    """Whether it is time."""
    return due_at(post, pace, now) <= now


def risk(post: Watch, pace: Pace, now: datetime) -> float:
    """How much is at stake if a post is not visited now: how late we are, in its own waits, so that the lively come first and none is left
    out for ever; twice that where comments are known that were never got."""
    late = (now - post.checked_at) / wait(post, pace, now) if post.checked_at <= now else 1.0
    return late * (2 if post.verdict == Verdict.PARTIAL else 1)


def may_be_vouched(post: Watch, pace: Pace, now: datetime) -> bool:
    """Whether a comment feed that shows nothing new is enough: it knows nothing of edits, deletions and what was held for long."""
    asked_at = max(post.visited_at, post.page_at or post.visited_at)
    return (
        not post.alarm and post.result in {None, *CALM} and _is_recent(asked_at, _PER_PAGE * wait(post, pace, now), now)
    )


def may_be_conditional(post: Watch, pace: Pace, now: datetime) -> bool:
    """Whether a 304 is enough: some servers date a page by its article and call it unmodified whatever is said under it."""
    read_at = max(post.visited_at, post.read_at or post.visited_at)
    return _is_recent(read_at, _PER_READING * wait(post, pace, now), now)


def _is_recent(time: datetime, span: timedelta, now: datetime) -> bool:
    return timedelta(0) <= now - time < min(span, _LONGEST_TRUST)


def _spread(post_id: int) -> float:
    """Between 0.75 and 0.95, always the same for a post: posts that were added together part, and a run that comes a little early finds them due."""
    return 0.75 + 0.2 * (post_id * 0.618034 % 1)


def _moment(text: str | None) -> datetime | None:
    """A time of a JSON document, the missing rest of it zero, UTC where no zone is known."""
    if not text:
        return None
    try:
        time = datetime.fromisoformat({4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text))
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
