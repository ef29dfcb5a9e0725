"""From a place in a shape to a Timestamp: which fields stand there, and whether they make a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from blogarchive.dates.clock import Clock, clock_of, ctime_clock
from blogarchive.dates.fields import settle
from blogarchive.dates.grammar import AFTER, AGO, ANCHOR, BEFORE, DATE, REACH, WEEKDAY_AFTER
from blogarchive.dates.hints import Hints
from blogarchive.dates.lexicon import Lexicon
from blogarchive.dates.relative import day_word, span_ago
from blogarchive.dates.shapes import Shaped
from blogarchive.model import Timestamp


_WEAK = frozenset(("dm", "md", "day", "now"))


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression: its place in the text and what it says (`raw` still to be set)."""

    start: int
    end: int
    stamp: Timestamp
    is_weak: bool = (
        False  # a day without a year or a clock, a word like "today" alone: a date in a byline, prose elsewhere
    )


def read_all(shaped: Shaped, lexicon: Lexicon, hints: Hints) -> Iterator[Found]:
    """Every date expression of a text, in its order."""
    place = 0
    while anchor := ANCHOR.search(shaped.shape, place):
        match = DATE.search(shaped.shape, max(place, anchor.start() - REACH), anchor.end() + REACH)
        if match is None:
            place = anchor.end()
            continue
        place = match.end()
        begin, end, clock = _with_clock(match, shaped)
        stamp = _stamp(match, shaped, lexicon, hints, clock)
        if stamp is not None:
            place = max(end, place)
            weak = clock is None and match.lastgroup in _WEAK
            yield Found(shaped.place(begin), shaped.place(end), stamp, weak)


def _with_clock(match: re.Match[str], shaped: Shaped) -> tuple[int, int, Clock | None]:
    """The tokens from and to which the expression reaches with the time of day after or before it, and that time."""
    begin, end = match.span()
    if match.lastgroup in AGO or match.lastgroup == "now":
        return begin, end, None
    if match.lastgroup == "ctime":
        return begin, end, ctime_clock(match, shaped)
    if weekday := WEEKDAY_AFTER.match(shaped.shape, end):
        end = weekday.end()
    after = AFTER.match(shaped.shape, end)
    if after and (clock := clock_of(after, shaped)):
        return begin, after.end(), clock
    before = BEFORE.search(shaped.shape, max(0, begin - 16), begin)
    if before and (clock := clock_of(before, shaped)):
        return before.start(), end, clock
    return begin, end, None


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
