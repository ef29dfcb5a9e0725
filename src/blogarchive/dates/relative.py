"""Times told by their distance from the reading: `3 days ago`, `yesterday at 17:10`. Always estimated."""

import calendar
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from blogarchive.dates.clock import Clock
from blogarchive.dates.grammar import UNITS
from blogarchive.dates.lexicon import Lexicon
from blogarchive.dates.shapes import Shaped
from blogarchive.model import Precision, Timestamp

_PRECISION = {
    "Y": Precision.YEAR,
    "P": Precision.MONTH,
    "w": Precision.DAY,
    "D": Precision.DAY,
    "H": Precision.HOUR,
    "I": Precision.MINUTE,
    "S": Precision.SECOND,
}
_SECONDS = {"w": 604_800, "D": 86_400, "H": 3_600, "I": 60, "S": 1}
_UNDECIDED = Timestamp()
_MOST_DIGITS = 8  # longer numbers have no value in a shape, and are no span of time


def span_ago(
    match: re.Match[str] | None, shaped: Shaped, lexicon: Lexicon, reference: datetime | None
) -> Timestamp | None:
    """The moment that lies a stated span before `reference`; not decided without a reference or with a vague number.

    `match` is one of the grammar's `ago` forms, None for "just now". The precision is that of the smallest unit.
    """
    if match is not None and match.lastgroup == "ago_one" and lexicon.alone.isdisjoint(_tokens(match, shaped)):
        return None  # "days ago", "hace años": no number at all
    if reference is None:
        return _UNDECIDED
    wall = _wall(reference)
    if match is None:
        return _estimated(wall, Precision.MINUTE, reference)
    spans = _spans(match, shaped)
    if spans is None:
        return _UNDECIDED
    try:
        for count, unit in spans:
            wall = _minus(wall, count, unit)
    except (OverflowError, ValueError):
        return _UNDECIDED
    return _estimated(wall, max((_PRECISION[unit] for _, unit in spans), key=lambda p: p.rank), reference)


def _tokens(match: re.Match[str], shaped: Shaped) -> Sequence[str]:
    return shaped.tokens[match.start() : match.end()]


def day_word(days: int, clock: Clock | None, reference: datetime | None) -> Timestamp:
    """Today (0), yesterday (1) …, with a time of day where one is stated."""
    if reference is None:
        return _UNDECIDED
    try:
        day = _wall(reference).replace(hour=0, minute=0, second=0) - timedelta(days=days)
    except OverflowError:
        return _UNDECIDED
    if clock is None:
        return _estimated(day, Precision.DAY, reference)
    moment = day.replace(hour=clock.hour, minute=clock.minute, second=clock.second)
    return _estimated(moment, clock.precision, reference)


def _wall(reference: datetime) -> datetime:
    return reference.replace(tzinfo=None, microsecond=0)


def _estimated(wall: datetime, precision: Precision, reference: datetime) -> Timestamp:
    """The offset is the reference's own for spans of hours or less: those count from a moment, not from a wall calendar."""
    offset = reference.utcoffset()
    known = offset is not None and precision.rank >= Precision.HOUR.rank
    return Timestamp(
        local=_cut(wall, precision),
        offset=round(offset.total_seconds() / 60) if known and offset is not None else None,
        precision=precision,
        estimated=True,
    )


def _cut(wall: datetime, precision: Precision) -> datetime:
    """Without the parts finer than `precision`."""
    match precision:
        case Precision.YEAR:
            return datetime(wall.year, 1, 1)  # noqa: DTZ001 - a wall clock
        case Precision.MONTH:
            return datetime(wall.year, wall.month, 1)  # noqa: DTZ001
        case Precision.DAY:
            return datetime(wall.year, wall.month, wall.day)  # noqa: DTZ001
    return wall


def _spans(match: re.Match[str], shaped: Shaped) -> list[tuple[int, str]] | None:
    """Number and unit of each part (`2 years, 3 months`); None where a number is vague ("a few hours")."""
    begin, end = match.span()
    spans: list[tuple[int, str]] = []
    count = 1
    for index in reversed(range(begin, end)) if match.lastgroup == "ago_unit" else range(begin, end):
        letter = shaped.shape[index]
        letter = UNITS.get(letter, letter)
        if letter == "n" and len(shaped.tokens[index]) > _MOST_DIGITS:
            return None
        if letter in "dynNq":
            count = shaped.values[index] + (count * 1000 if _is_group(index, begin, shaped) else 0)
        elif letter in _PRECISION:
            if count == 0 and letter in "SI" and shaped.shape[begin:end].count("N"):
                return [
                    (0, "I" if letter == "S" else "H")
                ]  # "a few seconds ago" is this minute, "a few minutes" this hour
            if count == 0 and "N" in shaped.shape[begin:end]:
                return None
            spans.append((count, letter))
            count = 1
    return spans


def _is_group(index: int, begin: int, shaped: Shaped) -> bool:
    """Whether a number is the next three digits of the one before it: 12 345, 1,234."""
    return (
        index - 2 >= begin
        and len(shaped.tokens[index]) == 3
        and shaped.shape[index - 2] in "dn"
        and shaped.shape[index - 1] in " ,.'"
    )


def _minus(wall: datetime, count: int, unit: str) -> datetime:
    if unit in _SECONDS:
        return wall - timedelta(seconds=count * _SECONDS[unit])
    months = wall.year * 12 + wall.month - 1 - count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return wall.replace(year=year, month=month + 1, day=min(wall.day, calendar.monthrange(year, month + 1)[1]))
