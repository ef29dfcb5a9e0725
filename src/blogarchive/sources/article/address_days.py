"""The day that a post's address tells: blog engines make it of the day on which the post was published ("/2010/05/22/title")."""

import re
from dataclasses import replace
from datetime import datetime

from blogarchive.model import Precision, Timestamp

_FOLDERS = re.compile(
    r"(?<=/)((?:19|20)\d\d)(?:/(\d\d?)(?:/(\d\d?))?)?(?=/)|(?<=/)((?:19|20)\d\d)-(\d\d)-(\d\d)(?=[-/]|$)"
)
_YEAR = re.compile(r"\d{4}")


def with_day_of_address(stamp: Timestamp | None, url: str) -> Timestamp | None:
    """A day that is told without its year is of the year of the address, where that does not name another month or day.

    Where nothing tells when a post was published, the day of its address does; it was not shown, so its raw text is None.
    """
    told = _day_in(url)
    if told is None:
        return stamp
    year, month, day = told
    if stamp is None:
        return _day(year, month, day)
    if stamp.local is None or stamp.raw is None or _YEAR.search(stamp.raw) or stamp.local.year == year:
        return stamp
    if month not in (None, stamp.local.month) or day not in (None, stamp.local.day):
        return stamp
    try:
        return replace(stamp, local=stamp.local.replace(year=year))
    except ValueError:  # 29 February
        return stamp


def _day(year: int, month: int | None, day: int | None) -> Timestamp | None:
    if month is None or day is None:
        return None
    try:
        return Timestamp(local=datetime(year, month, day), precision=Precision.DAY)  # noqa: DTZ001 (a day of the blog's own calendar)
    except ValueError:
        return None


def _day_in(url: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day, the last two None where the address does not tell them."""
    found = _FOLDERS.search(url)
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
    return int(year), int(month) if month else None, int(day) if day else None
