"""Times on the offline page: as the page told them, with what is known of their zone, for people and for programs."""

from dataclasses import replace
from datetime import datetime

import pytest

from blogarchive.model import Precision, Timestamp
from tests.export.pages import text_of, tree_of, with_class
from tests.export.snapshots import POST_RECORD, make_comment, make_snapshot


def at(
    raw: str | None, local: str, precision: Precision, *, offset: int | None = None, estimated: bool = False
) -> Timestamp:
    return Timestamp(
        raw=raw, local=datetime.fromisoformat(local), precision=precision, offset=offset, estimated=estimated
    )


@pytest.mark.parametrize(
    ("moment", "shown", "datetime_", "title"),
    [
        (at("22 mai 2010", "2010-05-22", Precision.DAY), "22 mai 2010", "2010-05-22", "2010-05-22 · to the day"),
        (at("May 2010", "2010-05-01", Precision.MONTH), "May 2010", "2010-05", "2010-05 · to the month"),
        (
            at(None, "2010-05-22T09:05", Precision.MINUTE, offset=-210),
            "2010-05-22 09:05",
            "2010-05-22T09:05-03:30",
            "-03:30 · to the minute",
        ),
        (
            at("x", "2010-05-22T09:05:07", Precision.SECOND),
            "x",
            "2010-05-22T09:05:07",
            "2010-05-22 09:05:07 (time zone not stated) · to the second",
        ),
        (
            at("3 days ago", "2010-05-22", Precision.DAY, estimated=True),
            "≈ 2010-05-22",
            "2010-05-22",
            "2010-05-22 · to the day, reckoned from “3 days ago”",
        ),
    ],
)
def test_times(moment: Timestamp, shown: str, datetime_: str, title: str) -> None:
    """As shown on the page; exact, with precision, on hover and for programs."""
    settled = replace(make_comment(1, published=moment), sources={})
    element = with_class(tree_of(make_snapshot(settled)), "dt-published")[-1]
    assert (text_of(element), element.get("datetime"), element.get("title")) == (shown, datetime_, title)


def test_what_is_true_of_all_times_is_said_once() -> None:
    """In long conversations zone, precision and origin stand beside a time only where they are others than those said above."""
    other = Timestamp(raw="22 mai 2010", local=datetime(2010, 5, 22), precision=Precision.DAY)
    page = tree_of(make_snapshot(*(make_comment(n) for n in range(1, 300)), make_comment(300, published=other)))
    assert text_of(with_class(page, "known")[0]) == "Time: +02:00 · to the minute, by the page"
    times = [time for cite in with_class(page, "h-cite") for time in cite.iter("time")]
    assert [time.get("title") for time in times if time.get("title")] == ["2010-05-22 · to the day, by the page"]
    assert not with_class(tree_of(make_snapshot(make_comment(1))), "known")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("22 mai 2010 à 22 h 14", "22 mai 2010 à 22 h 14"),
        ("2010-05-22T22:14:05+02:00", "2010-05-22 22:14"),
        ("Sat, 22 May 2010 20:14:05 +0000", "2010-05-22 22:14"),
        ("1274559245", "2010-05-22 22:14"),
    ],
)
def test_times_that_no_page_shows(raw: str, shown: str) -> None:
    """Those that machines write to each other are written for people."""
    time = Timestamp(raw=raw, local=datetime(2010, 5, 22, 22, 14, 5), precision=Precision.SECOND, offset=120)
    page = tree_of(make_snapshot(make_comment(1, published=time)))
    assert text_of(with_class(with_class(page, "u-comment")[0], "dt-published")[0]) == shown


def test_a_post_dated_by_its_feed_says_that_its_clock_is_another() -> None:
    """A feed tells UTC, the page's comments their local time: side by side they would seem to be of one clock."""
    told = Timestamp(
        raw="2010-05-22T20:14:05Z", local=datetime(2010, 5, 22, 20, 14, 5), offset=0, precision=Precision.SECOND
    )
    post = replace(POST_RECORD, published=told)
    local = Timestamp(raw="22 May 2010, 22:31", local=datetime(2010, 5, 22, 22, 31), precision=Precision.MINUTE)
    for comment, shown in ((local, "2010-05-22 20:14 UTC"), (replace(local, offset=0), "2010-05-22 20:14")):
        page = tree_of(make_snapshot(make_comment(1, published=comment), post=post))
        assert text_of(with_class(page, "dt-published")[0]) == shown


def test_a_time_without_a_zone_says_so() -> None:
    """Beside the figures in brackets, alone without."""
    bare = Timestamp(raw="22 mai 2010 à 20 h", local=datetime(2010, 5, 22, 20), precision=Precision.MINUTE)
    page = tree_of(make_snapshot(*(make_comment(n, published=bare) for n in range(1, 300))))
    assert text_of(with_class(page, "known")[0]) == "Time: time zone not stated · to the minute, by the page"
    page = tree_of(make_snapshot(make_comment(1, published=bare)))
    (title,) = [time.get("title") for cite in with_class(page, "h-cite") for time in cite.iter("time")]
    assert title == "2010-05-22 20:00 (time zone not stated) · to the minute, by the page"
