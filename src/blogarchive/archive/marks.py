"""The marks in the search index (see `search_schema`) that a filter asks for."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

_MOST_POSTS = 200  # of one blog; the posts of a larger one are not rare among the texts found
_MOST_DAYS = 31
_MOST_MONTHS = 36
_MOST_YEARS = 200


def wanted_marks(
    connection: sqlite3.Connection, post_id: int | None, host: str | None, kind: str | None
) -> list[list[str]]:
    """Groups of marks; what a filter lets through has one mark of each group. More may have them: the filter has the last word."""
    groups = []
    if post_id is not None:
        groups.append([f"p{post_id}"])
    elif host:
        groups.append(_posts(connection, host))
    if kind:
        groups.append([f"k{kind}"])
    return [group for group in groups if group]


def wanted_times(connection: sqlite3.Connection, table: str, since: str | None, until: str | None) -> list[list[str]]:
    """The same for two times of ISO 8601, each given to any precision, of the posts or comments in a table."""
    if since is None and until is None:
        return []
    bounds = f"SELECT (SELECT min(published) FROM {table}), (SELECT max(published) FROM {table})"  # noqa: S608 - a name of ours
    first, last = connection.execute(bounds).fetchone()
    try:
        found = list(_days(since, until)) or _months(since or first or "", until or last or "", is_open=until is None)
    except ValueError:
        return []  # no time: nothing passes the filter, and nobody knows why it was asked
    return [found] if found else []


def _posts(connection: sqlite3.Connection, host: str) -> list[str]:
    wanted = host.lower().removeprefix("www.")
    rows = connection.execute("SELECT id FROM posts WHERE host = ? LIMIT ?", (wanted, _MOST_POSTS + 1)).fetchall()
    return [f"p{row[0]}" for row in rows] if len(rows) <= _MOST_POSTS else []


def _days(since: str | None, until: str | None) -> Iterator[str]:
    """The days of a short span, and what marks times that are known only to its months and years."""
    if not since or not until or min(len(since), len(until)) < len("2010-05"):
        return
    first, last = (date.fromisoformat(time[:10] if len(time) > 7 else f"{time}-01") for time in (since, until))
    if not 0 <= (last - first).days <= _MOST_DAYS:
        return
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    yield from (f"d{day:%Y%m%d}" for day in days)
    yield from sorted({f"d{day:%Y%m}" for day in days} | {f"d{day:%Y}" for day in days})


def _months(since: str, until: str, *, is_open: bool) -> list[str]:
    """The months, or else years, that may lie between two times; nothing where that would be too many."""
    start, end = _month(since), _month(until)
    if not is_open and until[7:10] in {"", "-01"} and not until[10:].strip("T0:"):
        end -= 1  # the time itself is not included
    elif is_open and len(until) < len("2010-05"):
        end += 11
    if end < start:
        return ["never"]
    if end - start < _MOST_MONTHS:
        return sorted({mark for month in range(start, end + 1) for mark in _marks_of(month)})
    years = range(start // 12, end // 12 + 1)
    return [f"y{year:04}" for year in years] if len(years) <= _MOST_YEARS else []


def _month(time: str) -> int:
    """Months since the year 0. Raises ValueError where there is no year."""
    return int(time[:4]) * 12 + int(time[5:7] or 1) - 1


def _marks_of(month: int) -> Iterator[str]:
    year = month // 12
    yield f"m{year:04}{month % 12 + 1:02}"
    yield f"m{year:04}"  # of a time that is known to the year alone
