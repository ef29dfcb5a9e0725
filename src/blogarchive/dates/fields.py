"""Day, month and year out of a match of the grammar, and whether they make a date."""

import re
from datetime import MINYEAR, datetime, timedelta

from blogarchive.dates.clock import Clock
from blogarchive.dates.grammar import DATE, WEEKDAYS
from blogarchive.dates.hints import Hints
from blogarchive.dates.lexicon import Lexicon
from blogarchive.dates.order import order_by_language, weekday_of
from blogarchive.dates.shapes import Shaped
from blogarchive.dates.solar_hijri import YEARS as SOLAR_YEARS
from blogarchive.dates.solar_hijri import gregorian
from blogarchive.model import Precision, Timestamp

UNDECIDED = Timestamp()
"""A date certainly stands here, but which one cannot be told."""

_LAST = datetime(9999, 12, 30)  # noqa: DTZ001
_YEARS = range(1600, 3000)  # what is earlier is another calendar's, or somebody's number
_MONTHS = 12
_SHORT_YEARS_FROM = 70  # two digits: 70 … 99 are 19xx, 00 … 69 are 20xx (POSIX strptime has 69)


def _named(form: str) -> tuple[tuple[str, ...], ...]:
    """Names that the groups of month, year and day may have, several ways of writing the same field."""
    return tuple(
        tuple(f"{field}{way}_{form}" for field in fields for way in ("", "2", "3"))
        for fields in (("m",), ("y", "ey"), ("d",))
    )


_GROUPS = {
    form: tuple(tuple(name for name in DATE.groupindex if name in wanted) for wanted in _named(form))
    for form in DATE.groupindex
    if "_" not in form
}
"""The groups of each form that hold its month, its year and its day."""

Fields = tuple[int | None, int, int | None]
"""Year, month and day; None for what is not stated."""


def settle(
    match: re.Match[str], shaped: Shaped, lexicon: Lexicon, hints: Hints, clock: Clock | None
) -> Timestamp | None:
    """What a match of a calendar form says; UNDECIDED where day and month could be exchanged; None where it is no date."""
    found = _told(match, shaped, lexicon, hints, clock)
    first = lexicon.other_years_from
    is_other = first is not None and found is not None and found.local is not None and found.local.year >= first
    return UNDECIDED if is_other else found


def _told(
    match: re.Match[str], shaped: Shaped, lexicon: Lexicon, hints: Hints, clock: Clock | None
) -> Timestamp | None:
    form = match.lastgroup or ""
    if form in {"num", "numdm"}:
        return _numeric(match, shaped, lexicon, hints, clock)
    fields = _fields(form, match, shaped, lexicon)
    if lexicon.has_solar_months and fields is not None:
        fields = _from_solar(fields)
    return None if fields is None else _made(fields, clock, hints)


def _fields(form: str, match: re.Match[str], shaped: Shaped, lexicon: Lexicon) -> Fields | None:
    months, years, days = _GROUPS[form]
    month = _first(months, match, shaped)
    if month is None:
        return None
    year = _first(years, match, shaped)
    if form == "marks" and match["e_marks"] and year is not None:
        year += shaped.values[match.start("e_marks")]
    elif year is not None and year < 100:
        year = _full_year(year)
    if year is not None and lexicon.years_ahead and year > 2400:
        year -= lexicon.years_ahead
    return year, month, _first(days, match, shaped)


def _from_solar(fields: Fields) -> Fields | None:
    """The Gregorian fields of a date by the Solar Hijri calendar, which its year or its month's name (13 and more) shows; None where it lacks one."""
    year, month, day = fields
    if month <= _MONTHS and year not in SOLAR_YEARS:
        return fields
    if (
        year is None
        or day is None
        or (found := gregorian(year, month - _MONTHS if month > _MONTHS else month, day)) is None
    ):
        return None
    return found.year, found.month, found.day


def _first(groups: tuple[str, ...], match: re.Match[str], shaped: Shaped) -> int | None:
    for group in groups:
        if (place := match.start(group)) >= 0:
            number = shaped.values[place]
            return number >> 3 if shaped.shape[place] == "B" else number
    return None


def _full_year(short: int) -> int:
    return short + (1900 if short >= _SHORT_YEARS_FROM else 2000)


def _made(fields: Fields, clock: Clock | None, hints: Hints) -> Timestamp | None:
    """The Timestamp of known fields; None where the calendar has no such day."""
    year, month, day = fields
    if year is None:
        return _without_year(month, day or 0, clock, hints)
    if year not in _YEARS or day == 0:
        return None
    try:
        local = datetime(year, month, day or 1)  # noqa: DTZ001 - a wall clock
    except ValueError:
        return None
    if day is None:
        return Timestamp(local=local, precision=Precision.MONTH)
    return _at(local, clock)


def _at(day: datetime, clock: Clock | None, estimated: bool = False) -> Timestamp:
    if clock is None:
        return Timestamp(local=day, precision=Precision.DAY, estimated=estimated)
    return Timestamp(
        local=day.replace(hour=clock.hour, minute=clock.minute, second=clock.second),
        offset=clock.offset,
        precision=clock.precision,
        estimated=estimated,
    )


def _without_year(month: int, day: int, clock: Clock | None, hints: Hints) -> Timestamp | None:
    """The last such day that is not after the reference: what has no year is of the past twelve months."""
    if weekday_of(2000, month, day) is None:  # 2000 had a 29 February
        return None
    if hints.reference is None:
        return UNDECIDED
    today = hints.reference.replace(tzinfo=None)
    latest = min(today, _LAST) + timedelta(days=1)  # the page's zone may be a day ahead of ours
    for year in range(latest.year, max(MINYEAR, latest.year - 9), -1):
        if weekday_of(year, month, day) is not None and (local := datetime(year, month, day)) <= latest:  # noqa: DTZ001
            return _at(local, clock, estimated=True)
    return UNDECIDED


def _numeric(
    match: re.Match[str], shaped: Shaped, lexicon: Lexicon, hints: Hints, clock: Clock | None
) -> Timestamp | None:
    """A date whose day and month are both numbers."""
    if match.lastgroup == "numdm":
        return _numeric_without_year(match, shaped, hints, clock)
    short = match["a2_num"] is not None
    tag = "2" if short else ""
    first, second = (match.start(f"{name}{tag}_num") for name in "ab")
    separator = match[f"s{tag}_num"]
    year_group = next(group for group in ("y_num", "y2_num", "y3_num", "y4_num") if match[group])
    year = match.start(year_group)
    order = _order(hints, separator, short, lexicon)
    bare = short and not (clock or match["mark_num"] or (separator == "/" and order))
    if bare and (" " in match[0] or any(len(shaped.tokens[place]) != 2 for place in (first, second, year))):
        return None  # 4.5.10 is a version number as often as a date
    numbers = shaped.values[first], shaped.values[second], shaped.values[year]
    candidates = _candidates(numbers, order, short)
    if lexicon.years_ahead:
        candidates = [(y - lexicon.years_ahead if y > 2400 else y, m, d) for y, m, d in candidates]
    possible = list(
        dict.fromkeys(row for row in candidates if weekday_of(*row) is not None and row[0] in range(1900, 2101))
    )
    if len(possible) > 1:
        possible = _on_weekday(possible, match, shaped)
    if not possible:
        return None
    return _made(possible[0], clock, hints) if len(possible) == 1 else UNDECIDED


def _order(hints: Hints, separator: str, short: bool, lexicon: Lexicon) -> str | None:
    """What the page's dates show, else the language; a date with dots has its day first wherever dots are used."""
    order = hints.order or order_by_language(hints.language)
    if order == "YMD" and not short:
        order = lexicon.year_last
    return order or ("DMY" if separator == "." else None)


def _candidates(numbers: tuple[int, int, int], order: str | None, short: bool) -> list[tuple[int, int, int]]:
    """The (year, month, day) that three numbers can mean; a single one where the order decides and the calendar allows it."""
    first, second, last = numbers
    if short and order == "YMD":
        return [(_full_year(first), second, last)]
    year = _full_year(last) if short else last
    dmy, mdy = (year, second, first), (year, first, second)
    if order not in {"DMY", "MDY"}:
        return [dmy, mdy]
    chosen, other = (dmy, mdy) if order == "DMY" else (mdy, dmy)
    return [chosen] if weekday_of(*chosen) is not None else [other]


def _on_weekday(
    possible: list[tuple[int, int, int]], match: re.Match[str], shaped: Shaped
) -> list[tuple[int, int, int]]:
    """Of several days those that are the weekday that stands beside the date."""
    around = [
        *range(max(0, match.start() - 4), match.start()),
        *range(match.end(), min(len(shaped.shape), match.end() + 4)),
    ]
    for place in around:
        if shaped.shape[place] in WEEKDAYS:
            weekday = shaped.values[place] & 7
            return [row for row in possible if weekday_of(*row) == weekday] or possible
    return possible


def _numeric_without_year(match: re.Match[str], shaped: Shaped, hints: Hints, clock: Clock | None) -> Timestamp | None:
    first, second = shaped.values[match.start("a_numdm")], shaped.values[match.start("b_numdm")]
    if clock is None or not all(len(shaped.tokens[match.start(group)]) == 2 for group in ("a_numdm", "b_numdm")):
        return None
    order = hints.order or order_by_language(hints.language) or ("DMY" if match["s_numdm"] == "." else None)
    dm, md = (second, first), (first, second)
    possible = [
        pair
        for pair in {"DMY": (dm,), "MDY": (md,), "YMD": (md,)}.get(order or "", (dm, md))
        if weekday_of(2000, *pair) is not None
    ]
    if not possible:
        return None
    return _without_year(*possible[0], clock, hints) if len(possible) == 1 else UNDECIDED
