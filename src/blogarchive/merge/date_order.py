"""Dates in figures are read alike on all pages of one post.

Each page is read by itself, and `11.01.10` alone does not tell its order. Another page with `10.30.10`, a feed that knows the same comment, or the
post's own date (nobody answers before it) tells it for all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from blogarchive.merge.trust import OFFSET, PAGE_LIKE
from blogarchive.model import Comment, Evidence, Post, Timestamp

_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")
_MONTHS = 12
_LOOKED_AT = 5  # comments of a page that show in which form its theme writes dates
_FAR = timedelta(hours=15)  # wall clock against UTC: 14 hours at most, and one of DST
_BEFORE = timedelta(days=2)  # a post's date may be a bare day, on another clock

DAY_FIRST, MONTH_FIRST = "day first", "month first"


def in_one_order(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """The same evidence; dates in figures that were read in the order that is proven wrong are turned round. Nothing where both are proven."""
    if not any(_FIGURES.search(time.raw or "") for time in _first_times(evidence)):
        return evidence
    orders = set(_proven(evidence)) or set(_fitting_the_post(evidence))
    if len(orders) != 1:
        return evidence
    order = orders.pop()
    return [_turned(item, order) for item in evidence]


def _first_times(evidence: Sequence[Evidence]) -> Iterator[Timestamp]:
    """Times of some comments of each page."""
    pages: dict[str, int] = {}
    for item in evidence:
        if item.origin.source in PAGE_LIKE and (time := _time_of(item)) is not None:
            pages[item.origin.url] = pages.get(item.origin.url, 0) + 1
            if pages[item.origin.url] <= _LOOKED_AT:
                yield time


def _time_of(item: Evidence) -> Timestamp | None:
    return item.record.published if isinstance(item.record, Comment) else None


def _figures(item: Evidence) -> tuple[int, int] | None:
    """The first two figures of a date that a page shows and that was understood."""
    time = _time_of(item)
    if time is None or time.local is None or item.origin.source not in PAGE_LIKE:
        return None
    if (found := _FIGURES.search(time.raw or "")) is None:
        return None
    figures = int(found[1]), int(found[3])
    return figures if sorted(figures) == sorted((time.local.day, time.local.month)) else None


def _is_open(figures: tuple[int, int]) -> bool:
    return max(figures) <= _MONTHS and figures[0] != figures[1]


def _read_in(item: Evidence, figures: tuple[int, int], order: str) -> datetime | None:
    """The item's clock with its figures in this order."""
    time = _time_of(item)
    if time is None or time.local is None:
        return None
    day, month = figures if order == DAY_FIRST else figures[::-1]
    return time.local.replace(day=day, month=month)


def _proven(evidence: Sequence[Evidence]) -> Iterator[str]:
    """What figures above twelve prove, and feeds and APIs that tell the moment of the same comment."""
    moments = dict(_moments(evidence))
    for item in evidence:
        if (figures := _figures(item)) is None:
            continue
        if not _is_open(figures):
            if figures[0] != figures[1]:
                yield DAY_FIRST if figures[0] > _MONTHS else MONTH_FIRST
            continue
        moment = moments.get(item.record.native_id or "")
        fits = [order for order in (DAY_FIRST, MONTH_FIRST) if _is_near(_read_in(item, figures, order), moment)]
        if len(fits) == 1:
            yield fits[0]


def _moments(evidence: Sequence[Evidence]) -> Iterator[tuple[str, datetime]]:
    for item in evidence:
        time = _time_of(item)
        if item.origin.source in OFFSET and item.record.native_id and time is not None and time.utc is not None:
            yield item.record.native_id, time.utc.replace(tzinfo=None)


def _is_near(local: datetime | None, moment: datetime | None) -> bool:
    return local is not None and moment is not None and abs(local - moment) <= _FAR


def _fitting_the_post(evidence: Sequence[Evidence]) -> Iterator[str]:
    """The order in which no comment is older than the post, if some are in the other."""
    dates = (item.record.published for item in evidence if isinstance(item.record, Post))
    start = next(islice((time.local for time in dates if time is not None and time.local is not None), 1), None)
    if start is None:
        return
    older: Mapping[str, int] = {
        order: sum(
            (local := _read_in(item, figures, order)) is not None and local < start - _BEFORE
            for item in evidence
            if (figures := _figures(item)) is not None and _is_open(figures)
        )
        for order in (DAY_FIRST, MONTH_FIRST)
    }
    for order, other in ((DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST)):
        if older[other] and not older[order]:
            yield order


def _turned(item: Evidence, order: str) -> Evidence:
    figures, time = _figures(item), _time_of(item)
    if figures is None or not _is_open(figures) or time is None or not isinstance(item.record, Comment):
        return item
    local = _read_in(item, figures, order)
    return (
        item
        if local == time.local
        else replace(item, record=replace(item.record, published=replace(time, local=local)))
    )
