"""When the post was published and changed, as its head or foot shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from blogarchive.dates import Hints, find, parse, parse_machine
from blogarchive.digits import DIGIT
from blogarchive.model import Precision, Timestamp
from blogarchive.sources.article.facts import speaks_of_change
from blogarchive.sources.article.lines import Line, Surroundings
from blogarchive.sources.page_comments.times import has_form
from blogarchive.text.contents import line_in
from blogarchive.text.markup import Element

_LABEL = re.compile(r"date|time|publish|posted|modified|byline|meta|info|datum|fecha|(?:post|entry)[-_]?foot")
_LONGEST = 160  # characters: a longer line tells a story, and its dates are not the post's, unless its name says so
_YEAR = re.compile(r"\d{4}")
_ONE_NUMBER = re.compile(r"\D*\d+\D*")
_SPAN = 40  # characters of "over 13 years ago"
_ALONE = 30  # characters of a date
_LEAF = 20  # characters of a date in pieces


def moments(
    lines: Surroundings, hints: Hints, answered: datetime | None = None
) -> tuple[Timestamp | None, Timestamp | None]:
    """Published and updated. The head's word counts before the foot's, a far line's last; a time in a `time` element or under a telling
    name before any other.

    `answered` is when the first comment was written: a post is older.
    """
    published: Timestamp | None = None
    updated: Timestamp | None = None
    for near in (lines.head, lines.foot, None):
        place = near if near is not None else lines.far_lines()
        said = [*_marked(place, hints), *_pointed_at(place, hints)]
        said += _written(place, hints, is_known=any(not is_updated for is_updated, _ in said))
        for is_updated, stamp in said:
            if is_updated:
                updated = updated or stamp
            else:
                published = published or stamp
        if published is not None:
            break
    return _before(published, answered, hints), updated


def _before(stamp: Timestamp | None, answered: datetime | None, hints: Hints) -> Timestamp | None:
    """A day that is told without its year is the last such day before the first comment, not before the capture."""
    if stamp is None or stamp.local is None or stamp.raw is None or answered is None or _YEAR.search(stamp.raw):
        return stamp
    again = parse(stamp.raw, replace(hints, reference=answered.replace(tzinfo=None) + timedelta(days=1)))
    if again is None or again.local is None:
        return stamp
    is_same_day = (again.local.month, again.local.day) == (stamp.local.month, stamp.local.day)
    return again if is_same_day else stamp


def _marked(lines: Iterable[Line], hints: Hints) -> Iterator[tuple[bool, Timestamp]]:
    for line in lines:
        for element in line.elements:
            if (element.tag in ("time", "abbr") or element.get(b"itemprop") == "datePublished") and (
                stamp := _time_element(element, hints)
            ):
                label = f"{element.get('class')} {element.get('itemprop')} {line.block.label} {line.text if len(line.text) < 60 else ''}"
                yield speaks_of_change(label) and "published" not in label, stamp


def _time_element(element: Element, hints: Hints) -> Timestamp | None:
    """What a reader sees counts; the attribute only where the text says less about the same day."""
    shown = parse(line_in(element), hints)
    stated = parse_machine(element.get("datetime") or element.get("content") or element.get("title") or "")
    if shown is None or shown.local is None:
        return stated
    if stated is None or stated.local is None or stated.precision is None or shown.precision is None or shown.estimated:
        return shown if not (shown.estimated and stated) else stated
    same_day = stated.local.date() == shown.local.date()
    return stated if same_day and stated.precision.rank > shown.precision.rank else shown


def _pointed_at(lines: Iterable[Line], hints: Hints) -> Iterator[tuple[bool, Timestamp]]:
    """Times that a few words with a number, "13 years", show when they are pointed at."""
    for line in lines:
        for element in line.elements:
            title = (element.get(b"title") or "").strip()
            if not title or len(title) > _LONGEST or not has_form(title):
                continue
            text = line_in(element)
            if not _says_how_long(text):
                continue
            found = find(title, hints)
            if found is not None and found[2].local is not None and (found[1] - found[0]) * 2 >= len(title):
                yield speaks_of_change(line.text), replace(found[2], raw=title[found[0] : found[1]])


def _says_how_long(text: str) -> bool:
    """Whether a text is a number with a few words, and no date: a number alone ("26") may be a day's on the leaf of a calendar."""
    if not 0 < len(text) <= _SPAN or not any(map(str.isalpha, text)) or not DIGIT.search(text):
        return False
    return not has_form(text) or _ONE_NUMBER.fullmatch(text) is not None


def _written(lines: Iterable[Line], hints: Hints, *, is_known: bool) -> Iterator[tuple[bool, Timestamp]]:
    """Dates in words: first in lines that are named for it, then in any short line. A month alone is a link to an archive.

    Once the day of publication `is_known`, dates are looked for only in lines that speak of a change.
    """
    lines = tuple(lines)
    numbered = [(not _is_named(line), line) for line in lines if DIGIT.search(line.text)]
    candidates = [
        line for is_unnamed, line in sorted(numbered, key=itemgetter(0)) if len(line.text) <= _LONGEST or not is_unnamed
    ]
    for line in (*candidates, *_in_pieces(lines)):
        if is_known and not speaks_of_change(line.text):
            continue
        found = find(line.text[:_LONGEST], hints) or _set_off(line, hints)
        if (
            found is not None
            and found[2].local is not None
            and found[2].precision not in (Precision.MONTH, Precision.YEAR)
        ):
            is_updated = speaks_of_change(line.text[: found[0]])
            is_known = is_known or not is_updated
            yield is_updated, found[2]


def _set_off(line: Line, hints: Hints) -> tuple[int, int, Timestamp] | None:
    """The date in an element of its own, named for it or all of what it says: style alone sets apart what stands beside it ("NewsMay 3, 2019")."""
    for element in line.elements[1:]:
        name = element.get(b"class")
        is_named = bool(name) and _names_date(name)
        if not is_named and (
            not (alone := element.text) or len(alone) > _ALONE or len(element) or not DIGIT.search(alone)
        ):
            continue
        found = find(text := line_in(element), hints)
        if found is not None and (is_named or found[:2] == (0, len(text))):
            return found
    return None


def _in_pieces(lines: Iterable[Line]) -> Iterator[Line]:
    """Dates whose day, month and year stand in a block each, as on the leaf of a calendar."""
    for around, pieces in groupby(lines, lambda line: line.block.parent):
        if around is not None and around.text <= _LEAF and len(whole := list(pieces)) > 1:
            yield Line(around, tuple(e for line in whole for e in line.elements), " ".join(line.text for line in whole))


def _is_named(line: Line) -> bool:
    return any(
        (name := element.get(attribute)) and _names_date(name)
        for element in line.elements
        for attribute in (b"class", b"id", b"itemprop")
    )


@lru_cache(maxsize=4096)
def _names_date(name: str) -> bool:
    return _LABEL.search(name.lower()) is not None
