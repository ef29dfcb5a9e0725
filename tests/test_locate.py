"""What the user typed, understood."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogarchive.errors import UsageError
from blogarchive.locate import address_in, address_of, is_address, locate
from blogarchive.model import Capture, Role

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def capture(body: bytes = b"<p>x", url: str = "file:///saved.html") -> Capture:
    """A file's capture."""
    return Capture(url=url, requested_url=url, body=body, captured_at=NOW)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://blog.example/a?b=1#c", "https://blog.example/a?b=1#c"),
        ("  http://blog.example/ ", "http://blog.example/"),
        ("blog.example", "https://blog.example"),
        ("blog.example/2010/05/post.html", "https://blog.example/2010/05/post.html"),
        ("//blog.example/a", "https://blog.example/a"),
        ("blog.example:8080/a", "https://blog.example:8080/a"),
        ("localhost:8000/?p=5", "http://localhost:8000/?p=5"),
        ("127.0.0.1/a", "http://127.0.0.1/a"),
        ("[::1]:80/a", "http://[::1]:80/a"),
        ("bücher.example/ä", "https://bücher.example/ä"),
        ("http://blog.example/caf\udce9", "http://blog.example/caf%E9"),  # typed in Latin-1
        (
            "https://web.archive.org/web/2010/http://blog.example/",
            "https://web.archive.org/web/2010/http://blog.example/",
        ),
    ],
)
def test_addresses(typed: str, address: str) -> None:
    target = locate(typed)
    assert (target.request.url, target.request.role, target.request.named_by_user) == (address, Role.PAGE, True)
    assert not target.captures
    assert not target.extra


@pytest.mark.parametrize(
    "typed",
    [
        "ftp://blog.example/", "file:///etc/passwd", "javascript:alert(1)", "mailto:cath@blog.example", "data:text/html,x",
        "http://", "ht!tp://blog.example/", "1http://blog.example/", "https:///x", "http://[::1", "http://a:99999999/",
    ],
)  # fmt: skip
def test_what_cannot_be_asked(typed: str) -> None:
    with pytest.raises(UsageError):
        locate(typed)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed(typed: str) -> None:
    with pytest.raises(UsageError, match="missing"):
        locate(typed)


@pytest.mark.parametrize(
    "typed",
    ["page.html", "./page", "../x", "/tmp/x", "~/x", "C:\\pages\\x.html", "saved", "folder/page.htm", "feed.xml", "-"],
)
def test_what_looks_like_a_file_is_one(typed: str) -> None:
    assert not is_address(typed)
    with pytest.raises(UsageError, match="blogarchive read"):
        locate(typed)


def test_a_file_that_exists_wins_over_a_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blog.example").write_text("<p>")
    assert not is_address("blog.example")
    assert is_address("https://blog.example")


def test_a_file_whose_address_is_given() -> None:
    target = locate("page.html", url="blog.example/post", read=lambda _name: (capture(),))
    assert target.request.url == "https://blog.example/post"
    assert [(c.url, c.requested_url) for c in target.captures] == [("https://blog.example/post",) * 2]


def test_a_file_that_says_where_it_came_from() -> None:
    page = b'<link rel="canonical" href="https://blog.example/post/">'
    assert locate("page.html", read=lambda _name: (capture(page),)).captures[0].url == "https://blog.example/post/"


def test_a_file_that_says_nothing() -> None:
    assert locate("page.html", read=lambda _name: (capture(),)).request.url == "file:///saved.html"


def test_a_recording_keeps_its_addresses() -> None:
    first, second = capture(b"", "https://blog.example/a"), capture(b"", "https://blog.example/feed")
    target = locate("folder", read=lambda _name: (first, second))
    assert target.request.url == "https://blog.example/a"
    assert target.captures == (first, second)


@pytest.mark.parametrize("url", ["ht!tp://x", "://x", "ftp://x/"])
def test_where_a_file_came_from_is_an_address(url: str) -> None:
    with pytest.raises(UsageError):
        locate("page.html", url=url, read=lambda _name: (capture(),))


def test_an_address_needs_no_url() -> None:
    with pytest.raises(UsageError, match="--url"):
        locate("https://blog.example/", url="https://other.example/")


def test_feeds_are_addresses_or_files() -> None:
    target = locate(
        "https://blog.example/p",
        feeds=("blog.example/feed", "comments.xml"),
        read=lambda _name: (capture(b"<rss>", "file:///comments.xml"),),
    )
    assert [request.url for request in target.extra] == ["https://blog.example/feed", "file:///comments.xml"]
    assert all(request.named_by_user and request.role is Role.COMMENT_FEED for request in target.extra)
    assert [(c.url, c.role) for c in target.captures] == [("file:///comments.xml", Role.COMMENT_FEED)]


CANONICAL = (
    b"<link href=/relative rel=canonical><LINK href='https://blog.example/?p=5&amp;a=1' REL='CANONICAL nofollow'>"
)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (b"<!-- saved from url=(0027)http://blog.example/saved/ -->" + CANONICAL, "http://blog.example/saved/"),
        (b"<!--\n Page saved with SingleFile \n url: https://blog.example/single/ \n saved date: Mon -->", "https://blog.example/single/"),
        (CANONICAL, "https://blog.example/?p=5&a=1"),
        (b'<meta content="https://blog.example/og" property="og:url">' + CANONICAL, "https://blog.example/?p=5&a=1"),
        (b'<meta content="https://blog.example/og" property="og:url">', "https://blog.example/og"),
        (b'<meta name=og:url content=https://blog.example/og>', "https://blog.example/og"),
        (b'<link rel="canonical" href="https://web.archive.org/web/2010id_/http://blog.example/a">', "http://blog.example/a"),
        (b'<link rel="canonical" href="">', None),
        (b'<link rel="canonical" href="javascript:alert(1)">', None),
        (b'<link rel="alternate" href="https://blog.example/feed">', None),
        (b"\xff\xfe\0<link", None),
        (b"", None),
    ],
)  # fmt: skip
def test_the_address_that_a_page_gives_itself(page: bytes, address: str | None) -> None:
    assert address_in(page) == address


def test_address_of_leaves_a_scheme_alone() -> None:
    assert address_of("HTTP://Blog.example/A") == "HTTP://Blog.example/A"


@pytest.mark.timeout(30)
def test_tags_that_never_end_take_no_time() -> None:
    assert (
        address_in(b"<meta " * 30_000 + b'<link rel=canonical href="https://blog.example/a/">')
        == "https://blog.example/a/"
    )
