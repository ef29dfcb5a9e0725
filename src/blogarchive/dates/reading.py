"""From a place in a shape to a Timestamp: which fields stand there, and whether they make a date."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from blogarchive.dates.clock import Clock, clock_of, ctime_clock
from blogarchive.dates.fields import settle
from blogarchive.dates.grammar import (
    AFTER,
    AGO,
    ANCHOR,
    BEFORE,
    DATE,
    PARTIAL,
    REACH,
    SPAN,
    WEEKDAY_AFTER,
    WEEKDAY_BEFORE,
    WEEKDAYS,
    WHOLE,
)
from blogarchive.dates.hints import Hints
from blogarchive.dates.lexicon import Lexicon
from blogarchive.dates.relative import day_word, span_ago
from blogarchive.dates.shapes import Shaped
from blogarchive.model import Timestamp


class Standing(IntEnum):
    """How much of a date an expression is by itself: the less, the less else may stand round it (see search.py)."""

    WORD = 0  # "today", "just now"
    YEARLESS = 1  # "22 May"
    RECENT = 2  # "22 May at 14:03", "yesterday at 17:10", "3 days ago"
    FULL = 3  # with a year


class Found(NamedTuple):
    """A date expression: its place in the text and what it says (`raw` still to be set)."""

    start: int
    end: int
    stamp: Timestamp
    standing: Standing = Standing.FULL


def _standing(form: str, clock: Clock | None) -> Standing:
    if form in {"day", "now"}:
        return Standing.WORD if clock is None else Standing.RECENT
    if form in {"dm", "md", "mdmarks"}:
        return Standing.YEARLESS if clock is None else Standing.RECENT
    return Standing.RECENT if form in AGO or form == "numdm" else Standing.FULL


def read_all(shaped: Shaped, lexicon: Lexicon, hints: Hints) -> Iterator[Found]:
    """Every date expression of a text, in its order."""
    place = 0
    while anchor := ANCHOR.search(shaped.shape, place):
        match = DATE.search(shaped.shape, max(place, anchor.start() - REACH), anchor.end() + REACH)
        if match is None:
            place = anchor.end()
            continue
        if match.lastgroup in PARTIAL:
            match = _fuller(match, shaped, anchor.end() + REACH)
        if _is_glued(match, shaped) or _has_short_year(match, shaped):
            place = match.start() + 1
            continue
        place = match.end()
        begin, end, clock = _with_clock(match, shaped)
        begin += _ends_a_word(begin, shaped)
        stamp = _stamp(match, shaped, lexicon, hints, clock)
        if stamp is not None and not (match.lastgroup == "md" and clock is None and _is_verb(match, shaped)):
            place = max(end, place)
            standing = _standing(match.lastgroup or "", clock)
            yield Found(shaped.place(begin), shaped.place(end), stamp, standing)


def _is_glued(match: re.Match[str], shaped: Shaped) -> bool:
    """`user5 on May 3`: a number at the end of an unknown word is a part of it, in scripts that put spaces between words."""
    start = match.start()
    if start == 0 or shaped.shape[start] not in "dny" or shaped.shape[start - 1] not in "Xx":
        return False
    return shaped.tokens[start - 1][-1:] < "\u0e00"


def _has_short_year(match: re.Match[str], shaped: Shaped) -> bool:
    """`user 5 on May 3`: nobody writes a year with one digit."""
    if match.lastgroup != "dmy":
        return False
    return any((place := match.start(group)) >= 0 and len(shaped.tokens[place]) == 1 for group in ("y2_dmy", "y3_dmy"))


def _fuller(match: re.Match[str], shaped: Shaped, stop: int) -> re.Match[str]:
    """`1 on November 1, 2010`: of two expressions that share a field the one with day, month and year, as the other leaves half of it over."""
    later = DATE.search(shaped.shape, match.start() + 1, stop)
    return later if later and later.start() < match.end() and later.lastgroup in WHOLE else match


def span_alone(shaped: Shaped, lexicon: Lexicon, hints: Hints) -> Timestamp | None:
    """What a text means that is a span of time and nothing else, where it stands for a time: "1 year" for a year ago."""
    match = SPAN.fullmatch(shaped.shape)
    return span_ago(match, shaped, lexicon, hints.reference) if match else None


def _is_verb(match: re.Match[str], shaped: Shaped) -> bool:
    """`you may 5 times`: a month before its day has a capital, or the day an ordinal's suffix, in the languages that write so."""
    return shaped.text[shaped.place(match.start("m_md"))].islower() and "O" not in match[0]


def _with_clock(match: re.Match[str], shaped: Shaped) -> tuple[int, int, Clock | None]:
    """The tokens from and to which the expression reaches with the time of day after or before it, and that time."""
    begin, end = match.span()
    if match.lastgroup in AGO or match.lastgroup == "now":
        return begin, end, None
    if match.lastgroup == "ctime":
        return begin, end, ctime_clock(match, shaped)
    if weekday := WEEKDAY_BEFORE.search(shaped.shape, max(0, begin - 5), begin):
        begin = weekday.start()
    if weekday := WEEKDAY_AFTER.match(shaped.shape, end):
        end = weekday.end()
    after = AFTER.match(shaped.shape, end)
    if after and (clock := clock_of(after, shaped)):
        return begin, after.end(), clock
    before = BEFORE.search(shaped.shape, max(0, begin - 16), begin)
    if before and not _is_on(before) and (clock := clock_of(before, shaped)):
        return before.start(), end, clock
    return begin, end, None


def _ends_a_word(place: int, shaped: Shaped) -> bool:
    """`민수, 2013-08-14`: one letter that stands for a weekday (수) is the end of a name where letters stand right before it."""
    return (
        place > 0
        and shaped.shape[place] in WEEKDAYS
        and len(shaped.tokens[place]) == 1
        and shaped.shape[place - 1] in "Xx"
    )


def _is_on(before: re.Match[str]) -> bool:
    """`3 am 22. Mai 2010`: a word for "on" as much as for "before noon" is the former between a bare number and a date."""
    return before["h4"] is not None and before["ap1"] is None and before["ap2"] == "a"


def _stamp(
    match: re.Match[str], shaped: Shaped, lexicon: Lexicon, hints: Hints, clock: Clock | None
) -> Timestamp | None:
    form = match.lastgroup or ""
    if form in AGO:
        return span_ago(match, shaped, lexicon, hints.reference)
    if form == "now":
        return span_ago(None, shaped, lexicon, hints.reference)
    if form == "day":
        days = shaped.values[match.start("day")]
        return day_word(days, clock, hints.reference)
    return settle(match, shaped, lexicon, hints, clock)
