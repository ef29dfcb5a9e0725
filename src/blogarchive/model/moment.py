"""Time as it was shown: wall clock, offset where known, and how precise it is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum


class Precision(StrEnum):
    """The smallest unit that was really stated."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"

    @property
    def rank(self) -> int:
        """0 for a year … 5 for a second: larger is finer."""
        return _RANKS[self]


_RANKS = {precision: rank for rank, precision in enumerate(Precision)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """A moment as a page, feed or API states it.

    `local` is the naive wall clock, None where the text was not understood (`raw` then still says what stood there);
    `offset` is minutes east of UTC, None where unknown; `estimated` marks what was reckoned from a relative time.
    """

    raw: str | None = None
    local: datetime | None = None
    offset: int | None = None
    precision: Precision | None = None
    estimated: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the text was understood at all."""
        return self.local is not None

    @property
    def utc(self) -> datetime | None:
        """The moment in UTC (aware), only where the offset is known."""
        if self.local is None or self.offset is None:
            return None
        try:
            return (self.local - timedelta(minutes=self.offset)).replace(tzinfo=UTC)
        except OverflowError:
            return None

    def isoformat(self) -> str | None:
        """ISO 8601, cut to what is known: `2010`, `2010-05`, `2010-05-22`, or with time and, where known, the offset."""
        if self.local is None:
            return None
        text = self.local.isoformat(timespec="seconds")
        match self.precision:
            case Precision.YEAR:
                return text[:4]
            case Precision.MONTH:
                return text[:7]
            case Precision.DAY:
                return text[:10]
        if self.offset is None:
            return text
        return self.local.replace(tzinfo=timezone(timedelta(minutes=self.offset))).isoformat(timespec="seconds")
