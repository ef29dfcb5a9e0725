"""Times of day: 14:03, 2:03 pm, 21 h 14 min, 午後2時3分, 21.11, with seconds and zone."""

import re
from typing import NamedTuple

from blogarchive.dates.grammar import TIME
from blogarchive.dates.shapes import Shaped
from blogarchive.dates.zones import ZONES, offset_of
from blogarchive.model import Precision

_FORMS = (
    ("h1", "m1", "s1"),
    ("h2", "m2", "s2"),
    ("h3", "m3", "s3"),
    ("h4", "m1", "s1"),
)  # a bare hour (2 pm) has no others


class Clock(NamedTuple):
    """A time of day; `precision` HOUR to SECOND, `offset` in minutes where stated."""

    hour: int
    minute: int
    second: int
    precision: Precision
    offset: int | None


def time_in(shaped: Shaped) -> Clock | None:
    """The first time of day in a text without a date."""
    for match in TIME.finditer(shaped.shape):
        if match["h4"] is None or match["ap1"] or match["ap2"]:
            clock = clock_of(match, shaped)
            if clock is not None:
                return clock
    return None


def clock_of(match: re.Match[str], shaped: Shaped) -> Clock | None:
    """The time of day that a match of TIME, AFTER or BEFORE stands for; None where there is no such time (25:70)."""
    form = next((form for form in _FORMS if match.start(form[0]) >= 0), None)
    if form is None:
        return _compact_clock(shaped.tokens[match.start("hm")], _offset(match, shaped))
    hour, minute, second = [shaped.values[place] if (place := match.start(group)) >= 0 else None for group in form]
    if minute is not None and len(shaped.tokens[match.start(form[1])]) != 2 and "I" not in match[0]:
        return None  # 1.5 is no time, 2時3分 is one
    assert hour is not None
    for group in ("ap1", "ap2"):
        if (place := match.start(group)) >= 0:
            hour = _hour_of_day(hour, shaped.values[place])
    precision = Precision.HOUR if minute is None else Precision.MINUTE if second is None else Precision.SECOND
    return _checked(hour, minute or 0, second or 0, precision, _offset(match, shaped))


def _checked(hour: int, minute: int, second: int, precision: Precision, offset: int | None) -> Clock | None:
    second = 59 if second == 60 else second  # a leap second has no place in `datetime`
    if not (0 <= hour < 24 and minute < 60 and second < 60):
        return None
    return Clock(hour, minute, second, precision, offset)


def _hour_of_day(hour: int, half: int) -> int:
    """`half` 0 is before noon, 12 after it, 1 "noon", 2 "night"; -1 for an hour that the word does not allow."""
    if hour > 12:
        return hour  # "14:35 pm" is written by blogs whose format is 24 hours with a stray am/pm
    match half:
        case 0:
            return hour % 12
        case 12:
            return hour % 12 + 12
        case 1:
            return hour if hour >= 10 else hour + 12
        case _:  # "晚上12:30" may be of either day; the CLDR's 晚上 ends at midnight (dayPeriods of zh), so no program writes it
            return hour + 12 if 5 <= hour < 12 else -1


def _compact_clock(digits: str, offset: int | None) -> Clock | None:
    """`1643` or `164305` after a T (ISO 8601, basic form)."""
    if len(digits) not in {4, 6}:
        return None
    second = int(digits[4:] or 0)
    precision = Precision.SECOND if digits[4:] else Precision.MINUTE
    return _checked(int(digits[:2]), int(digits[2:4]), second, precision, offset)


def ctime_clock(match: re.Match[str], shaped: Shaped) -> Clock | None:
    place = match.start("t_ctime")
    second = shaped.values[place + 4] if len(match["t_ctime"]) == 5 else None
    zone = ZONES.get(shaped.tokens[match.start("z_ctime")]) if match["z_ctime"] else None
    precision = Precision.MINUTE if second is None else Precision.SECOND
    return _checked(shaped.values[place], shaped.values[place + 2], second or 0, precision, zone)


def _offset(match: re.Match[str], shaped: Shaped) -> int | None:
    if match["off"]:
        start, end = match.span("off")
        return offset_of(match["sign"], "".join(shaped.tokens[start:end]))
    for group in ("z", "z2"):
        if match[group]:
            return ZONES.get(shaped.tokens[match.start(group)])
    return None
