"""A clock that jumped, told by what is saved, and a clock that is wrong, told by those who answer.

Order is the archive's sequence, so nothing but the times that are shown is in doubt.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from blogarchive.archive import Archive
from blogarchive.model import Capture

_AHEAD = timedelta(days=1)  # two machines that keep one archive may disagree by hours
_BEHIND = timedelta(days=366)
_MARK = "clock"


def doubt(archive: Archive, now: datetime) -> str | None:
    """What is odd about the clock, in words; said once for each latest visit, so that cron does not say it every quarter of an hour.

    A visit more than a day from now shows that a clock is, or was, wrong. More than a year without a look may be true, or a clock that has jumped.
    """
    latest = archive.revisits.latest_visit()
    if latest is None or archive.revisits.mark(_MARK) == latest[0]:
        return None
    message = _message(archive, latest[1], now)
    if message:
        archive.revisits.set_mark(_MARK, latest[0])
    return message


def contradiction(captures: Iterable[Capture]) -> str | None:
    """What is odd about the clock by the answers of one post, in words: all that tell a time tell one that is more than a day off."""
    told = [(capture.captured_at, time) for capture in captures for time in _told(capture)]
    if not told or any(abs(ours - theirs) <= _AHEAD for ours, theirs in told):
        return None
    ours, theirs = told[0]
    return f"it says {ours:%Y-%m-%d %H:%M}, but the server that answered says {theirs:%Y-%m-%d %H:%M} (UTC): one of them is wrong"


def _told(capture: Capture) -> Iterator[datetime]:
    """The time at which an answer was sent: its `Date` and how long a cache has kept it since (RFC 9111, 5.1)."""
    try:
        sent = parsedate_to_datetime(capture.header("date") or "")
        kept = timedelta(seconds=int(capture.header("age") or 0))
        yield (sent if sent.tzinfo else sent.replace(tzinfo=UTC)) + kept
    except (ValueError, OverflowError):  # no time, or none that is one
        return


def _message(archive: Archive, visit: datetime, now: datetime) -> str | None:
    if visit - now > _AHEAD:
        return f"it says {now:%Y-%m-%d}, but the latest visit was saved on {visit:%Y-%m-%d}: was one of them wrong? Order is kept all the same"
    if now - visit <= _BEHIND:
        return None
    look = max(visit, archive.revisits.latest_attempt() or visit)
    if now - look <= _BEHIND:
        return None
    return f"it says {now:%Y-%m-%d}, and the latest look was on {look:%Y-%m-%d}: is it right? Order is kept in any case"
