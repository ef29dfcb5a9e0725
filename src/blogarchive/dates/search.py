"""The public functions over texts: which language's words to use, and what to do where they say nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from blogarchive.dates.clock import time_in
from blogarchive.dates.folding import fold
from blogarchive.dates.hints import Hints
from blogarchive.dates.lexicon import HAS_GLUED, PLAIN_TOKENS, base_tag, digitless_words, lexicon, tags_by_word
from blogarchive.dates.machine import parse_machine
from blogarchive.dates.reading import Found, read_all
from blogarchive.dates.shapes import shaped
from blogarchive.model import Timestamp

_LONGEST = 300  # characters: what parse() takes for a date with something round it
_SHORT = 60
_AROUND = " \t\r\n\f\u00a0,;|-–—·•@:([\u200e\u200f"
_NO_HINTS = Hints()
_DIGIT = re.compile(r"\d")


def parse(text: str, hints: Hints = _NO_HINTS) -> Timestamp | None:
    """What `text` says about a time; None where it says nothing about one.

    `raw` is the date expression as it stands in `text`. Where a date certainly stands there but it cannot be told which
    (`04/05/2010` on a page that shows neither order; `2 days ago` without a reference), `local` is None.
    """
    if text[:1].isdigit() and (stamp := parse_machine(text)) is not None:
        return stamp
    if len(text) > _LONGEST:
        return None
    found = find(text, hints)
    return found[2] if found else None


def find(text: str, hints: Hints = _NO_HINTS) -> tuple[int, int, Timestamp] | None:
    """Start, end and meaning of the first date expression in `text`, relative ones included; None where there is none."""
    return next(find_all(text, hints), None)


def find_all(text: str, hints: Hints = _NO_HINTS) -> Iterator[tuple[int, int, Timestamp]]:
    """All date expressions of `text` in their order."""
    if not looks_dated(text):
        return
    tag = base_tag(hints.language)
    found = _read(text, tag or "en", hints)
    for tags in () if found else _guesses(text, tag):
        found = _read(text, tags, hints)
        if found:
            break
    for item in found:
        raw = text[item.start : item.end]
        start = item.start + len(raw) - len(raw.lstrip(_AROUND))
        raw = raw.strip(_AROUND)
        yield start, start + len(raw), replace(item.stamp, raw=raw)


def looks_dated(text: str) -> bool:
    """Whether a date may stand in `text`: cheap, and never a false no.

    A date without any digit (`yesterday`, `an hour ago`) counts in short texts only: prose says such words all the time, a byline is short.
    """
    return _DIGIT.search(text) is not None or (0 < len(text) <= _SHORT and _has_day_word(text))


def _has_day_word(text: str) -> bool:
    words, pieces = digitless_words()
    folded = fold(text)
    return not words.isdisjoint(PLAIN_TOKENS.findall(folded)) or (
        HAS_GLUED(folded) is not None and any(piece in folded for piece in pieces)
    )


def time_of_day(text: str, hints: Hints = _NO_HINTS) -> tuple[int, int, int] | None:
    """Hour, minute and second of the first time of day in `text` ("14 h 03", "2:03 pm"); seconds 0 where not stated."""
    clock = time_in(shaped(text, lexicon(base_tag(hints.language) or "en")))
    return (clock.hour, clock.minute, clock.second) if clock else None


def _read(text: str, tag: str, hints: Hints) -> list[Found]:
    words = lexicon(tag)
    return list(read_all(shaped(text, words), words, hints))


def _guesses(text: str, tag: str | None) -> list[str]:
    """The languages whose words stand in the text, those with the most words first."""
    folded = fold(text)
    hits: dict[str, int] = {}
    known = tags_by_word()
    for word in PLAIN_TOKENS.findall(folded):
        for other in known.get(word, ()):
            hits[other] = hits.get(other, 0) + 1
    if HAS_GLUED(folded):
        for other in ("ja", "zh", "ko", "th"):
            hits.setdefault(other, 0)
    hits.pop(tag or "en", None)
    return sorted(hits, key=lambda other: -hits[other])
