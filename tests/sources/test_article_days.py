"""The day of a post where it stands in places that are easily passed by: far above the title, glued to other words, in the address."""

from datetime import datetime

import pytest

from blogarchive.model import Timestamp
from blogarchive.sources.article.address_days import with_day_of_address
from tests.sources.article_pages import BODY, post_of

DAY = datetime(2019, 5, 3)


def day_of(inside: str, url: str = "https://example.org/a-title") -> datetime | None:
    """The wall clock of the post on a page."""
    published = post_of(inside, url=url).published
    return None if published is None else published.local


def test_mere_boxes_are_no_distance() -> None:
    """A theme may open a dozen boxes between the date and the title."""
    boxes = "<div></div>" * 20
    assert day_of(f"<main><div>3 May 2019</div>{boxes}<h1>A title</h1><div class='entry'>{BODY}</div></main>") == DAY


def test_a_date_that_style_alone_sets_apart() -> None:
    """The text of the line is "NewsMay 3, 2019", the element with the date is named for it."""
    line = "<div class='line'><span><a href='/news'>News</a></span><span class='the-date'>May 3, 2019</span></div>"
    assert day_of(f"<article><h1>A title</h1>{line}{BODY}</article>") == DAY


@pytest.mark.parametrize(
    "head",
    [
        "<div><small>3 May 2019 | Ada</small><h1>A title</h1></div>",
        "<div><em>3 May 2019</em><br><h1>A title</h1></div>",
        "<h1>A title</h1><div><span class='x1'>Ada Example</span><span class='x1'>May 3, 2019</span></div>",
        "<h1>A title</h1><div itemprop='datePublished' content='2019-05-03'>of last spring</div>",
    ],
)
def test_a_date_without_a_box_or_a_name_of_its_own(head: str) -> None:
    """It stands before the title in the title's box, or right after the name, or in an attribute of what is named for it."""
    assert day_of(f"<main>{head}<div class='entry'>{BODY}</div></main>") == DAY


def test_a_long_line_below_a_post_tells_its_day() -> None:
    """It is named for what it is, and begins with the day."""
    rest = "and everybody who has something to say about the boats or about the tides may say it below, " * 3
    line = f"<div class='post-footer'>This was written on 3 May 2019 under <a href='/t'>boats</a>, {rest}</div>"
    assert day_of(f"<article><h1>A title</h1>{BODY}{line}</article>") == DAY


def test_names_that_mean_a_publication_are_no_advertising() -> None:
    """ "pub" is an advertisement in French, and in colours and themes of publishing systems the publication."""
    line = "<div class='meta color-pub-secondary-text'>May 3, 2019</div>"
    assert day_of(f"<main><h1>A title</h1>{line}<div class='entry'>{BODY}</div></main>") == DAY


def test_what_a_site_builder_calls_a_widget_is_any_element() -> None:
    """Its lines about the post are read, as short as they are."""
    line = "<div class='elementor-widget elementor-widget-post-info'><ul><li>3 May 2019</li></ul></div>"
    assert day_of(f"<h1>A title</h1>{line}<div class='elementor-widget-wrap'>{BODY}</div>") == DAY


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2019/05/03/a-title", DAY),
        ("https://example.org/blog/2019-05-03-a-title/", DAY),
        ("https://example.org/2019/13/03/a-title", None),
        ("https://example.org/2019/05/a-title", None),
        ("https://example.org/a-title-2019/5/3", None),
    ],
)
def test_the_day_of_an_address(url: str, day: datetime | None) -> None:
    """Where nothing else tells it; a month is no day."""
    stamp = with_day_of_address(None, url)
    assert (None if stamp is None else stamp.local) == day


@pytest.mark.parametrize(
    ("raw", "url", "year"),
    [
        ("May 3", "https://example.org/2019/05/03/a-title", 2019),
        ("May 3", "https://example.org/2019/a-title", 2019),
        ("May 3", "https://example.org/2019/06/a-title", 2025),
        ("May 3, 2025", "https://example.org/2019/05/03/a-title", 2025),
    ],
)
def test_the_year_of_an_address(raw: str, url: str, year: int) -> None:
    """A day without its year is of that year, unless the address speaks of another month; a year that is shown counts."""
    stamp = with_day_of_address(Timestamp(raw=raw, local=datetime(2025, 5, 3)), url)
    assert stamp is not None and stamp.local is not None and stamp.local.year == year
