"""Times for machines keep their wall clock and offset, and say how exact they are."""

import pytest

from blogarchive.model import Precision
from blogarchive.sources.machine_times import machine_time


@pytest.mark.parametrize(
    ("text", "local", "offset", "precision"),
    [
        ("Sat, 22 May 2010 22:14:05 +0200", "2010-05-22T22:14:05", 120, Precision.SECOND),
        ("Sat, 22 May 2010 20:14:05 GMT", "2010-05-22T20:14:05", 0, Precision.SECOND),
        ("22 May 2010 20:14 EST", "2010-05-22T20:14:00", -300, Precision.MINUTE),
        ("Sat, 22 May 2010 20:14:05 -0000", "2010-05-22T20:14:05", None, Precision.SECOND),
        ("2010-05-22T22:14:05+02:00", "2010-05-22T22:14:05", 120, Precision.SECOND),
        ("2010-05-22T22:14:05.123456Z", "2010-05-22T22:14:05", 0, Precision.SECOND),
        ("2010-05-22T22:14:05-0330", "2010-05-22T22:14:05", -210, Precision.SECOND),
        ("2010-05-22 22:14:05", "2010-05-22T22:14:05", None, Precision.SECOND),
        ("2010-05-22T22:14Z", "2010-05-22T22:14:00", 0, Precision.MINUTE),
        ("2023-11-02T1643", "2023-11-02T16:43:00", None, Precision.MINUTE),
        ("2010-05-22", "2010-05-22T00:00:00", None, Precision.DAY),
        ("2010-05-22Z", "2010-05-22T00:00:00", None, Precision.DAY),
        ("2010-05", "2010-05-01T00:00:00", None, Precision.MONTH),
    ],
)
def test_forms(text: str, local: str, offset: int | None, precision: Precision) -> None:
    """RFC 822, 2822, 3339 and ISO 8601 as they occur in feeds."""
    time = machine_time(text)
    assert time is not None
    assert time.local is not None
    assert (time.local.isoformat(), time.offset, time.precision, time.raw) == (local, offset, precision, text)


@pytest.mark.parametrize(
    "text", [None, "", "yesterday", "2010-13-45T00:00:00Z", "0000-00-00T00:00:00", "12", "2010", "x" * 9999]
)
def test_what_is_no_time(text: str | None) -> None:
    """Nothing is guessed."""
    assert machine_time(text) is None
