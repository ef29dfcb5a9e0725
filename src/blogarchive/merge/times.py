"""One time from several tellings: the wall clock that readers saw, with the offset that a feed or an API knows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from blogarchive.merge.trust import ARTICLE, CLOCK, OFFSET, PAGE_LIKE, rank
from blogarchive.model import Precision, Timestamp

_QUARTER = 15  # minutes: all offsets in use since 1972 are multiples of a quarter of an hour
_MONTHS = 12
_WITH_CLOCK = (Precision.MINUTE, Precision.SECOND)
_SHOWN = PAGE_LIKE | {ARTICLE}
_WIDEST = 14 * 60  # minutes: UTC+14 (Kiritimati) is the widest offset


class Told(NamedTuple):
    """A time and the source that tells it."""

    source: str
    time: Timestamp


class Agreed(NamedTuple):
    """The settled time, whose clock it is, and tellings that cannot be the same moment."""

    time: Timestamp | None
    source: str | None
    opposed: tuple[Told, ...] = ()


def agree(tellings: Sequence[Told]) -> Agreed:
    """The finest understood time in the order of trust, its offset and seconds filled in from a feed or an API.

    A telling "opposes" when both are known to the minute and no offset makes them one moment, or their days are more than one apart.
    """
    if len(tellings) == 1:
        return Agreed(tellings[0].time, tellings[0].source)
    known = sorted([t for t in tellings if t.time.is_known], key=_preference)
    if not known:
        shown = next(iter(tellings), None)
        return Agreed(shown.time if shown else None, shown.source if shown else None)
    clock, *others = known
    time = clock.time
    if telling := sorted([t for t in others if t.source in OFFSET], key=lambda t: rank(t.source, OFFSET)):
        time = _in_order(time, telling)
        for other in telling:
            time = _refined(time, other)
    if (raw := _as_shown(tellings)) and raw != time.raw:
        time = replace(time, raw=raw)
    return Agreed(time, clock.source, tuple([other for other in others if opposes(time, other.time)]))


def _preference(told: Told) -> tuple[bool, bool, int]:
    """Stated before estimated, with a time of day before a bare date, then the order of trust."""
    return told.time.estimated, not has_clock(told.time), rank(told.source, CLOCK)


def _as_shown(tellings: Sequence[Told]) -> str | None:
    """What a reader of the page saw, if a page is among the tellings."""
    return next((t.time.raw for t in tellings if t.source in _SHOWN and t.time.raw), None)


def has_clock(time: Timestamp) -> bool:
    """Whether a time of day is stated, to the minute at least."""
    return time.precision in _WITH_CLOCK


def _in_order(time: Timestamp, telling: Sequence[Told]) -> Timestamp:
    """`06.11.10` that fits what a feed or an API tells only with day and month the other way round was read the wrong way round."""
    if time.offset is not None or time.local is None or time.local.day > _MONTHS:
        return time
    turned = replace(time, local=time.local.replace(day=time.local.month, month=time.local.day))
    if any(_refined(time, other).offset is not None for other in telling):
        return time
    return turned if any(_refined(turned, other).offset is not None for other in telling) else time


def _refined(time: Timestamp, other: Told) -> Timestamp:
    """`time` with the offset that makes it the same moment as the other telling, of a source that may tell it, and with its seconds."""
    if time.offset is not None or not (has_clock(time) and has_clock(other.time)):
        return time
    if time.local is None or other.time.utc is None:
        return time
    utc = other.time.utc.replace(tzinfo=None)
    exact = time.precision == Precision.SECOND
    apart = time.local - (utc if exact else utc.replace(second=0))
    offset, rest = divmod(apart, timedelta(minutes=1))
    if rest or offset % _QUARTER or abs(offset) > _WIDEST:
        return time
    if exact or other.time.precision != Precision.SECOND:
        return replace(time, offset=offset)
    return replace(time, offset=offset, local=time.local.replace(second=utc.second), precision=Precision.SECOND)


def opposes(settled: Timestamp, other: Timestamp) -> bool:
    """Whether two tellings cannot be one moment, at the precision of the coarser one."""
    if settled.local is None or other.local is None or settled.estimated or other.estimated:
        return False
    if settled.local == other.local and (settled.offset == other.offset or None in {settled.offset, other.offset}):
        return False
    if has_clock(settled) and has_clock(other):
        if (moment := settled.utc) and (other_moment := other.utc):
            return _to_the_minute(moment) != _to_the_minute(other_moment)
        apart = _to_the_minute(settled.local) - _to_the_minute(other.local)
        return abs(apart) > timedelta(minutes=_WIDEST) or bool(apart % timedelta(minutes=_QUARTER))
    coarse = min(settled, other, key=lambda t: t.precision.rank if t.precision else 0)
    if coarse.precision == Precision.DAY:
        return abs((settled.local.date() - other.local.date()).days) > 1
    return settled.local.year != other.local.year


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
