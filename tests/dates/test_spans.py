"""Spans before a moment, and days that no calendar has."""

from datetime import datetime

import pytest

from blogarchive.dates import Hints, parse

AT = Hints(language="en", reference=datetime(2024, 3, 1, 0, 0, 10))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("30 seconds ago", "2024-02-29T23:59:40"),
        ("one second ago", "2024-03-01T00:00:09"),
        ("a few seconds ago", "2024-03-01T00:00:10"),  # this minute
        ("seconds ago", "2024-03-01T00:00:10"),
        ("less than a minute ago", "2024-03-01T00:00:10"),
    ],
)
def test_seconds_that_are_counted(text: str, moment: str) -> None:
    """Over the end of a leap day; "seconds ago" alone is an expression of its own, with a number before it is none."""
    found = parse(text, AT)
    assert found is not None
    assert (found.isoformat(), found.estimated, found.raw) == (moment, True, text)


def test_a_number_beyond_reason_is_no_span() -> None:
    """Not today, which a number without a value would be."""
    found = parse("9999999999999999999 days ago", AT)
    assert found is not None
    assert found.local is None


@pytest.mark.parametrize("text", ["January 0, 2010", "0 May 2010", "Feb 29, 2011", "32 May 2010"])
def test_days_that_no_month_has(text: str) -> None:
    """Unknown, not the first of the month."""
    assert parse(text, AT) is None
