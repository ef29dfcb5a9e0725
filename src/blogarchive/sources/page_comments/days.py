"""Days that are said once for several comments: in the first of them, or in a heading between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from blogarchive.model import Precision, Timestamp
from blogarchive.sources.page_comments.comments import Read
from blogarchive.sources.page_comments.record import Record
from blogarchive.sources.page_comments.times import Times
from blogarchive.text.contents import line_in
from blogarchive.text.markup import Element

_NEAR = 3  # elements before a record among which its day's heading may stand
_LONGEST = 60


def with_days(reads: Sequence[Read], times: Times) -> list[Read]:
    """The comments; those that show only a time of day are of the day that was last said before it."""
    if all(read.parts.clock is None for read in reads):
        return list(reads)
    records = {top for read in reads for top in read.record.tops}
    day: date | None = None
    found = []
    for read in reads:
        own = read.comment.published
        day = _day_of(own) or next(_headings(read.record, records, times), None) or day
        if read.parts.clock is not None and day is not None and (own is None or own.precision is Precision.DAY):
            moment = times.find(f"{day.isoformat()} {read.parts.clock.text}")
            if moment is not None:
                published = replace(moment[2], raw=read.parts.clock.text)
                read = replace(read, comment=replace(read.comment, published=published))  # noqa: PLW2901
        found.append(read)
    return found


def _day_of(stamp: Timestamp | None) -> date | None:
    if stamp is None or stamp.local is None or stamp.precision is None or stamp.precision.rank < Precision.DAY.rank:
        return None
    return stamp.local.date()


def _headings(record: Record, records: set[Element], times: Times) -> Iterator[date]:
    """The day that an element between a record and the one before it says."""
    siblings = (each for each in record.root.itersiblings(preceding=True) if isinstance(each.tag, str))
    for sibling in islice(siblings, _NEAR):
        if sibling in records:
            return
        text = line_in(sibling)
        found = times.find(text) if len(text) <= _LONGEST and times.is_dated(text) else None
        if found and (day := _day_of(found[2])):
            yield day
