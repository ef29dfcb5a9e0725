"""Times written for machines: ISO 8601 (RFC 3339, RFC 9557's forms without brackets), RFC 822 and RFC 2822, epoch numbers."""

import re
from datetime import datetime, timedelta

from blogarchive.dates.zones import ZONES, offset_of
from blogarchive.late import late
from blogarchive.model import Precision, Timestamp

_ISO = late(
    r"([0-9]{4})-?([0-9]{2})(?:-?([0-9]{2})(?:[Tt ]+([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)?"
    r"[ ]*(Z|z|UTC|GMT)?([+\-−][0-9]{2}(?::?[0-9]{2})?)?)?)?"
)
_RFC = late(
    r"(?:[A-Za-z]{3,9},?\s+)?([0-9]{1,2})[\s-]+([A-Za-z]{3})[a-z]*[\s-]+([0-9]{4}|[0-9]{2})(?:,?\s+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(?:\s*([+-][0-9]{4})|\s*([A-Za-z]{1,5})([+-][0-9]{1,4})?)?)?(?:\s*\([^()]*\))?"
)
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the wall clock of UTC
_MILLISECONDS_FROM = 100_000_000_000  # as seconds, a time in the year 5138


def parse_machine(text: str) -> Timestamp | None:
    """An ISO 8601 or RFC 2822 string (a `datetime` attribute, a header, a feed); None for anything else. Needs no hints."""
    raw = text.strip()
    if match := _ISO.fullmatch(raw):
        return _iso(match, raw)
    if match := _RFC.fullmatch(raw):
        return _rfc(match, raw)
    return None


def from_epoch(value: float) -> Timestamp | None:
    """Seconds or milliseconds since 1970 (UTC), told apart by their size; None outside of the years 1 to 9999."""
    seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
    try:
        local = (_EPOCH + timedelta(seconds=seconds)).replace(microsecond=0)
    except (OverflowError, ValueError):
        return None
    return Timestamp(raw=str(value), local=local, offset=0, precision=Precision.SECOND)


def _iso(match: re.Match[str], raw: str) -> Timestamp | None:
    year, month, day, hour, minute, second, zulu, offset = match.groups()
    if not day and "-" not in raw:
        return None  # 201005 is a number
    minutes = offset_of(offset[0].replace("−", "-"), offset[1:]) if offset else 0 if zulu else None
    return _stamp(raw, (int(year), int(month), int(day or 0)), (hour, minute, second), minutes)


def _rfc(match: re.Match[str], raw: str) -> Timestamp | None:
    day, name, year, hour, minute, second, offset, zone, added = match.groups()
    month = _MONTHS.get(name.lower())
    if month is None or (zone and zone.lower() not in ZONES):
        return None
    minutes = offset_of(offset[0], offset[1:]) if offset else ZONES[zone.lower()] if zone else None
    if added and minutes == 0:  # "GMT+0200"
        minutes = offset_of(added[0], added[1:])
    if offset == "-0000":  # RFC 2822 section 3.3: UTC, and nothing is known about the local zone
        minutes = 0
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)  # RFC 2822 section 4.3
    return _stamp(raw, (full, month, int(day)), (hour, minute, second), minutes)


def _stamp(
    raw: str, ymd: tuple[int, int, int], clock: tuple[str | None, str | None, str | None], offset: int | None
) -> Timestamp | None:
    year, month, day = ymd
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        local = datetime(year, month, day or 1, hour % 24 if hour == 24 else hour, minute, min(second, 59))  # noqa: DTZ001
        if hour == 24:  # ISO 8601: the end of the day
            local += timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    if not day:
        return Timestamp(raw=raw, local=local, precision=Precision.MONTH)
    precision = Precision.SECOND if clock[2] else Precision.MINUTE if clock[0] else Precision.DAY
    return Timestamp(raw=raw, local=local, offset=offset if clock[0] else None, precision=precision)
