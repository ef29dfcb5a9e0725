"""What the blog is called: by the browser's title and the titles of its feeds."""

from datetime import UTC, datetime

import pytest

from blogarchive.document import Document
from blogarchive.model import Capture
from blogarchive.sources.site_name import site_name

POST = "https://blog.example/2010/05/rain/"
ENTRIES, ALL_COMMENTS, OWN = "/feed/", "/comments/feed/", "/2010/05/rain/feed/"


def page(title: str, *feeds: tuple[str, str]) -> Document:
    """A page with that title, whose head names feeds by address and title."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{address}" title="{name}">' for address, name in feeds
    )
    body = f"<html><head><title>{title}</title>{links}</head><body><h1>Rain</h1></body></html>".encode()
    return Document(Capture(url=POST, requested_url=POST, body=body, captured_at=datetime(2026, 11, 22, tzinfo=UTC)))


@pytest.mark.parametrize(
    "title",
    [
        "Rain « Ann’s notes",
        "Ann’s notes » Rain",
        "Rain - Ann’s notes",
        "Rain&nbsp;|&nbsp;Ann’s notes",
        "Ann’s notes: Rain",
    ],
)
@pytest.mark.parametrize(
    "feed",
    [
        (ENTRIES, "Ann’s notes"),
        (ENTRIES, "Ann’s notes » Feed"),
        (ENTRIES, "Ann’s notes RSS Feed"),
        (ALL_COMMENTS, "Ann’s notes – Comments"),
        (OWN, "Ann’s notes » Rain Comments Feed"),
    ],
)
def test_what_the_title_shares_with_a_feed(title: str, feed: tuple[str, str]) -> None:
    assert site_name(page(title, feed)) == "Ann’s notes"


def test_old_themes_set_it_behind_the_title_without_a_mark() -> None:
    """Two feeds have to agree: one name may be the last words of the post's title by chance."""
    feeds = ((ENTRIES, "Ann’s notes » Feed"), (ALL_COMMENTS, "Ann’s notes » Comments"))
    assert site_name(page("» Rain Ann’s notes", *feeds)) == "Ann’s notes"
    assert site_name(page("» Rain Ann’s notes", feeds[0])) is None


@pytest.mark.parametrize(
    ("title", "feeds"),
    [
        ("Rain - Ann’s notes", ()),
        ("Rain - Ann’s notes", ((ENTRIES, "RSS 2.0"), (ALL_COMMENTS, "Atom"))),
        ("Rain - Ann’s notes", ((OWN, "Rain - Comments"),)),
        ("Rain - Ann’s notes", ((OWN, "Rain"),)),
        ("Rain - Ann’s notes", (("/category/rain/feed/", "Rain - Category"),)),
        ("Rain - Ann’s notes", ((ENTRIES, "Rainbows"),)),
        ("Rain", ((ENTRIES, "Rain"),)),
        ("", ((ENTRIES, "Ann’s notes"),)),
    ],
)
def test_what_is_no_name_of_a_blog(title: str, feeds: tuple[tuple[str, str], ...]) -> None:
    assert site_name(page(title, *feeds)) is None
