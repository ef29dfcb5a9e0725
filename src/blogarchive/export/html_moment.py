"""Times in the page: as they were shown, with what is exactly known about them on hover."""

import re

from blogarchive.export.html_builder import Markup, el
from blogarchive.export.html_words import Words
from blogarchive.model import Precision, Timestamp

_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:|\d{9,}\Z")
"""Raw times that no page shows: of attributes, feeds (RFC 822) and APIs."""
_TO_THE_MINUTE = 16


def time_element(
    time: Timestamp,
    words: Words,
    *,
    source: str | None = None,
    known: str | None = None,
    is_foreign: bool = False,
    **attributes: str | None,
) -> Markup:
    """A `time` element. A relative time ("3 days ago") shows the date it was reckoned to: later nobody could tell what it meant.

    `known` are the `circumstances` that the page states for all: they are told again only where they are others. A time of UTC that
    `is_foreign` beside others says so where it is shown in figures of ours.
    """
    if time.local is None:
        return el("span", time.raw or "", **attributes)
    shown = time.raw or plain(time)
    if time.estimated or _MACHINE.match(shown):
        shown = f"≈ {plain(time)}" if time.estimated else plain(time)[:_TO_THE_MINUTE] + (" UTC" if is_foreign else "")
    facts = circumstances(time, words, source)
    title = None if facts == known else facts if shown == plain(time) else _exactly(time, words, source)
    return el("time", shown, **attributes, datetime=_machine(time), title=title)


def _machine(time: Timestamp) -> str | None:
    """ISO 8601; to the minute where no more is known, as HTML allows."""
    written = time.isoformat()
    return written[:16] + written[19:] if written and time.precision is Precision.MINUTE else written


def plain(time: Timestamp) -> str:
    """The time in figures that every language reads: `2010-05-22 23:31`, cut to what is known."""
    written = (time.isoformat() or time.raw or "").replace("T", " ")
    if " " not in written:
        return written
    return written[: {Precision.HOUR: 13, Precision.MINUTE: 16}.get(time.precision or Precision.SECOND, 19)]


def circumstances(time: Timestamp, words: Words, source: str | None) -> str:
    """What is known about a time besides its figures: zone, precision, origin."""
    return " · ".join(filter(None, (_zone(time, words), _facts(time, words, source))))


def _zone(time: Timestamp, words: Words) -> str:
    if time.precision not in {Precision.HOUR, Precision.MINUTE, Precision.SECOND, None}:
        return ""
    return zone(time.offset) if time.offset is not None else words("no_zone")


def _facts(time: Timestamp, words: Words, source: str | None) -> str:
    facts = [words(f"to_the_{time.precision.value}")] if time.precision else []
    if source:
        facts.append(words.by(source))
    if time.estimated and time.raw:
        facts.append(words("estimated", raw=time.raw))
    return ", ".join(facts)


def _exactly(time: Timestamp, words: Words, source: str | None) -> str:
    """The figures, and right behind them the zone, which belongs to the clock."""
    zone_ = _zone(time, words)
    clock = f"{plain(time)} {zone_ if time.offset is not None else f'({zone_})'}" if zone_ else plain(time)
    return " · ".join(filter(None, (clock, _facts(time, words, source))))


def zone(offset: int) -> str:
    """Minutes east of UTC as `+02:00`."""
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"
