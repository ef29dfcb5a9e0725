"""Dates in figures are read alike on all pages of a post."""

from datetime import datetime

import pytest

from blogarchive.merge import merge
from blogarchive.model import Comment, Evidence, Origin, Post, Precision, Timestamp

POST = "https://blog.example/a-post/"
SECOND = f"{POST}comment-page-2/"


def shown(number: int, raw: str, local: datetime, url: str = POST) -> Evidence:
    """A comment as a page shows it."""
    time = Timestamp(raw=raw, local=local, precision=Precision.MINUTE)
    comment = Comment(native_id=str(number), text=f"Number {number}.", published=time)
    return Evidence(record=comment, origin=Origin(source="page", url=url))


def fed(number: int, moment: datetime) -> Evidence:
    """The same comment in a feed."""
    time = Timestamp(local=moment, offset=0, precision=Precision.SECOND)
    comment = Comment(native_id=str(number), text=f"Number {number}.", published=time)
    return Evidence(record=comment, origin=Origin(source="comment_feed", url=f"{POST}feed/"))


def post(day: datetime) -> Evidence:
    return Evidence(
        record=Post(title="T", published=Timestamp(local=day, precision=Precision.DAY)),
        origin=Origin(source="article", url=POST),
    )


OPEN = shown(1, "11.01.10 at 7:30 am", datetime(2010, 1, 11, 7, 30), SECOND)
AMERICAN = shown(2, "10.30.10 at 9:00 pm", datetime(2010, 10, 30, 21))
EUROPEAN = shown(2, "30.10.10 at 9:00 pm", datetime(2010, 10, 30, 21))
FED = [shown(3, "11.02.10 at 8:00 am", datetime(2010, 2, 11, 8), SECOND), fed(3, datetime(2010, 11, 2, 7, 0, 12))]
LATER, EARLIER = post(datetime(2010, 10, 30)), post(datetime(2010, 1, 10))


@pytest.mark.parametrize(
    ("others", "month"),
    [([AMERICAN], 11), ([EUROPEAN], 1), (FED, 11), ([LATER], 11), ([EARLIER], 1), ([], 1), ([AMERICAN, EUROPEAN], 1)],
    ids=["another page", "the same order", "a feed", "the post", "an older post", "nothing", "both"],
)
def test_what_proves_the_order_for_one_proves_it_for_all(others: list[Evidence], month: int) -> None:
    """Nothing is turned round without a proof, nor where two prove the contrary of each other."""
    settled = {comment.id: comment.record.published for comment in merge([OPEN, *others]).comments}
    assert settled["1"] is not None and settled["1"].local is not None
    assert (settled["1"].local.month, settled["1"].local.day) == ((11, 1) if month == 11 else (1, 11))


def test_figures_that_cannot_be_read_otherwise_stay() -> None:
    """Those above twelve, and what is no date in figures."""
    words = shown(4, "January 11, 2010", datetime(2010, 1, 11))
    settled = {comment.id: comment.record.published for comment in merge([OPEN, AMERICAN, words, LATER]).comments}
    assert [settled[name] and settled[name].local for name in ("2", "4")] == [  # type: ignore[union-attr]
        datetime(2010, 10, 30, 21),
        datetime(2010, 1, 11),
    ]
