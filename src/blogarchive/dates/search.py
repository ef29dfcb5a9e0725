"""The public functions over texts: which language's words to use, and what to do where they say nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from blogarchive.dates.clock import time_in
from blogarchive.dates.fallback import ask_dateparser
from blogarchive.dates.guessing import guesses, has_day_word
from blogarchive.dates.hints import Hints
from blogarchive.dates.lexicon import base_tag, lexicon
from blogarchive.dates.machine import parse_machine
from blogarchive.dates.reading import Found, Standing, read_all, span_alone
from blogarchive.dates.shapes import shaped
from blogarchive.digits import DIGIT
from blogarchive.model import Timestamp

_LONGEST = 300  # characters: what parse() takes for a date with something round it
_BYLINE = 60
_HEADER = 120
_SPAN = 30
# How long a text may be, in characters, for a date of each standing to be more than prose. A mere word must be the whole text.
_ROOM = {Standing.WORD: _BYLINE, Standing.YEARLESS: _BYLINE, Standing.RECENT: _HEADER}
_GUESSED = 200  # characters: a date in a foreign language inside a longer text is prose
_AROUND = " \t\r\n\f\u00a0,;|-–—·•@:(["
_NO_HINTS = Hints()
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def parse(text: str, hints: Hints = _NO_HINTS) -> Timestamp | None:
    """What `text` says about a time; None where it says nothing about one.

    `raw` is the date expression as it stands in `text`. Where a date certainly stands there but it cannot be told which
    (`04/05/2010` on a page that shows neither order; `2 days ago` without a reference), `local` is None.
    """
    if text[4:5] == "-" and (stamp := parse_machine(text)) is not None:
        return stamp
    if len(text) > _LONGEST:
        return None
    found = find(text, hints)
    return found[2] if found else ask_dateparser(text, hints)


def find(text: str, hints: Hints = _NO_HINTS) -> tuple[int, int, Timestamp] | None:
    """Start, end and meaning of the first date expression in `text`, relative ones included; None where there is none."""
    return _first(text, hints) if len(text) <= _LONGEST else next(find_all(text, hints), None)


@lru_cache(maxsize=8192)
def _first(text: str, hints: Hints) -> tuple[int, int, Timestamp] | None:
    """Readers look at the same byline several times: as part of a record, then alone."""
    return next(find_all(text, hints), None)


def find_all(text: str, hints: Hints = _NO_HINTS) -> Iterator[tuple[int, int, Timestamp]]:
    """All date expressions of `text` in their order."""
    if not looks_dated(text, hints):
        return
    if not text.isascii() and _INVISIBLE.search(text):
        yield from _without_marks(text, hints)
        return
    tag = base_tag(hints.language)
    items = _read(text, tag or "en", hints)
    first = next(items, None)
    if first is None and len(text) <= _GUESSED:
        items = iter(_guessed(text, tag, hints))
        first = next(items, None)
    if first is not None:
        yield _placed(text, first)
        for item in items:
            yield _placed(text, item)


def _without_marks(text: str, hints: Hints) -> Iterator[tuple[int, int, Timestamp]]:
    """The dates of a text with marks of writing direction, which browsers put between a date's fields (`toLocaleString`)."""
    places = [place for place, char in enumerate(text) if not _INVISIBLE.match(char)]
    for start, end, stamp in find_all("".join(text[place] for place in places), hints):
        begin, stop = places[start], places[end - 1] + 1
        yield begin, stop, replace(stamp, raw=text[begin:stop])


def looks_dated(text: str, hints: Hints = _NO_HINTS) -> bool:
    """Whether a date may stand in `text`: cheap, and never a false no.

    A date without any digit (`yesterday`, `an hour ago`) counts in short texts only: prose says such words all the time, a byline is short.
    """
    return DIGIT.search(text) is not None or (0 < len(text) <= _BYLINE and has_day_word(text, base_tag(hints.language)))


def parse_span(text: str, hints: Hints = _NO_HINTS) -> Timestamp | None:
    """The estimated time that a bare span ("1 year", "3 mo") stands for at a place of times; None where the text is anything else."""
    text = text.strip()
    if not 0 < len(text) <= _SPAN or not DIGIT.search(text):
        return None
    for tag in dict.fromkeys((base_tag(hints.language) or "en", "en")):
        words = lexicon(tag)
        if stamp := span_alone(shaped(text, words), words, hints):
            return replace(stamp, raw=text)
    return None


def time_of_day(text: str, hints: Hints = _NO_HINTS) -> tuple[int, int, int] | None:
    """Hour, minute and second of the first time of day in `text` ("14 h 03", "2:03 pm"); seconds 0 where not stated."""
    clock = time_in(shaped(text, lexicon(base_tag(hints.language) or "en")))
    return (clock.hour, clock.minute, clock.second) if clock else None


def _read(text: str, tag: str, hints: Hints) -> Iterator[Found]:
    words = lexicon(tag)
    found = read_all(shaped(text, words), words, hints)
    return (item for item in found if item.standing is Standing.FULL or _is_byline(text, item))


def _is_byline(text: str, item: Found) -> bool:
    if item.standing is Standing.WORD and any(map(str.isalnum, text[: item.start] + text[item.end :])):
        return False
    return len(text) <= _ROOM[item.standing]


def _guessed(text: str, known: str | None, hints: Hints) -> list[Found]:
    """The dates in the words of any other language, the one with the most words in the text first.

    Where languages with equally many words read different days (`listopad` is October or November), the day is left open.
    """
    for tags in guesses(text, known):
        readings = [reading for tag in tags if (reading := _read_strictly(text, tag, hints))]
        if readings:
            longest = max(readings, key=lambda reading: reading[0].end - reading[0].start)
            days = {reading[0].stamp.local for reading in readings if reading[0].end == longest[0].end}
            return longest if len(days) == 1 else [Found(longest[0].start, longest[0].end, Timestamp())]
    return []


def _read_strictly(text: str, tag: str, hints: Hints) -> list[Found]:
    """Only what a word in common with another language cannot cause (`10 des …`, `Hier`)."""
    return [item for item in _read(text, tag, hints) if item.standing >= Standing.RECENT]


def _placed(text: str, found: Found) -> tuple[int, int, Timestamp]:
    """The span without what stands round it, and the Timestamp with its own text."""
    raw = text[found.start : found.end]
    start = found.start + len(raw) - len(raw.lstrip(_AROUND))
    raw = raw.strip(_AROUND)
    if raw.endswith(")") and "(" not in raw:
        raw = raw[:-1].rstrip(_AROUND)
    told = found.stamp
    stamp = Timestamp(raw=raw, local=told.local, offset=told.offset, precision=told.precision, estimated=told.estimated)
    return start, start + len(raw), stamp
