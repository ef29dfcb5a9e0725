"""Which of a numeric date's fields is the day: decided from all dates of a page, else from its language."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from blogarchive.dates.folding import fold
from blogarchive.dates.lexicon import base_tag, lexicon

_NUMERIC = re.compile(r"(?<![\d./\-:])(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?![\d/\-])(?!\.\d)")
_HALF_DAY = re.compile(r"\d ?[ap]\.?m\b")
_ENOUGH = 4  # so many different dates are in order by chance once in twelve times at most, counting both directions


def decide_order(texts: Iterable[str], language: str | None = None, in_sequence: bool = False) -> str | None:
    """ "DMY", "MDY" or "YMD" as the numeric dates in `texts` show it, else as the language or its region has it; None where neither tells.

    A field over 12 is a day; dates that contradict each other decide nothing. With `in_sequence` the texts are those of one list
    of comments: of two readings that differ, the one in which time runs one way is right.
    """
    lines = fold("\n".join(texts))  # no date goes on from one line to the next
    dates = [match.groups() for match in _NUMERIC.finditer(lines)]
    if in_sequence and _is_year_first(dates, language):
        return "YMD"
    shown = _by_size(dates)
    if len(shown) == 1:
        return shown.pop()
    if shown:
        return None
    return (
        (in_sequence and _by_sequence(dates))
        or order_by_language(language)
        or _by_writing(dates, _HALF_DAY.search(lines) is not None, language)
    )


def _by_size(dates: Iterable[tuple[str, ...]]) -> set[str]:
    """The orders that are proved by a field that cannot be a month, or by a four-digit year in front."""
    shown: set[str] = set()
    for first, _, second, third in dates:
        if len(first) == 4:
            if int(second) <= 12 and not 13 > int(third) > 12:
                shown.add("YMD")
        elif len(first) <= 2 and int(first) > 12 >= int(second) > 0 and (len(third) == 4 or int(first) <= 31):
            shown.add("DMY")
        elif len(first) <= 2 and int(second) > 12 >= int(first) > 0:
            shown.add("MDY")
    return shown if shown != {"YMD"} or all(len(row[0]) == 4 for row in dates) else set()


def _is_year_first(dates: Sequence[tuple[str, ...]], language: str | None) -> bool:
    """Whether `13-08-14`, `13-08-17` have the year in front: the language writes so, or only then are they days that run one way.

    Read otherwise they would be the same day of a month in different years, or not be in order at all.
    """
    if not dates or any(len(field) != 2 for row in dates for field in (row[0], row[3])):
        return False
    rows = [(int(year), int(month), int(day)) for year, _, month, day in dates]
    if any(weekday_of(2000 + year, month, day) is None for year, month, day in rows):
        return False
    order = order_by_language(language)
    if order == "YMD":
        return True
    different, years = set(rows), {year for year, *_ in rows}
    if len({day for *_, day in rows}) <= len(years):
        return False
    if len(different) < (_ENOUGH - 1 if order or len({month for _, month, _ in rows}) > 1 else 2):
        return False
    is_one_way = any(_runs_one_way([_key(row, other) for row in dates]) for other in ("DMY", "MDY"))
    return len(years) == 1 or (len(different) >= _ENOUGH and not is_one_way and _runs_one_way(rows))


def _by_sequence(dates: Sequence[tuple[str, ...]]) -> str | None:
    """The one reading of day and month in which the dates only rise or only fall."""
    running = [order for order in ("DMY", "MDY") if _runs_one_way([_key(row, order) for row in dates])]
    return running[0] if len(running) == 1 and len(set(dates)) >= _ENOUGH else None


def _key(row: tuple[str, ...], order: str) -> tuple[int, int, int]:
    first, _, second, year = row
    day, month = (int(first), int(second)) if order == "DMY" else (int(second), int(first))
    return int(year), month, day


def _runs_one_way(keys: Sequence[tuple[int, int, int]]) -> bool:
    return keys == sorted(keys) or keys == sorted(keys, reverse=True)


@cache
def order_by_language(language: str | None) -> str | None:
    """What the language's file says, its region first: `en-US` MDY, `en-GB` DMY, `fr` DMY, `en` alone None."""
    tag = base_tag(language)
    if tag is None or language is None:
        return None
    words = lexicon(tag)
    for part in re.split("[-_]", language)[1:]:
        if part.upper() in words.regions:
            return words.regions[part.upper()]
    return words.order


def _by_writing(dates: Sequence[tuple[str, ...]], half_day: bool, language: str | None) -> str | None:
    """How English pages of no stated region pad their fields.

    `5/4/2010 2:03 PM` without any zero is the short form of the United States alone (CLDR: M/d/yy with a 12-hour clock; the others pad or
    use 24 hours); `4/05/2010`, only the second field padded, is that of Australia and New Zealand.
    """
    slashed = [row for row in dates if row[1] == "/" and len(row[0]) <= 2]
    if not slashed or base_tag(language) != "en":
        return None
    padded = {(row[0].startswith("0"), row[2].startswith("0")) for row in slashed}
    if (False, True) in padded and (True, False) not in padded and (True, True) not in padded:
        return "DMY"
    return "MDY" if half_day and padded == {(False, False)} else None


def weekday_of(year: int, month: int, day: int) -> int | None:
    """0 for Monday; None where there is no such day."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None
