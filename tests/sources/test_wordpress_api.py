"""The REST API of WordPress: found where a page names it, read to the last page, with the exact times."""

import json
from datetime import datetime

import pytest

from blogarchive.document import Document
from blogarchive.errors import SourceError
from blogarchive.model import Kind
from blogarchive.sources import wordpress_api
from tests.sources.made import POST, Heard, context, document, heard

ROOT = "https://blog.example/wp-json"
COMMENTS = f"{ROOT}/wp/v2/comments?post=7&per_page=100&order=asc"


def asked(head: str = "", body: str = "", headers: tuple[tuple[str, str], ...] = (), url: str = POST) -> list[str]:
    """What is asked for a page of this head and body."""
    page = document(f"<html><head>{head}</head><body {body}</body></html>", url, headers)
    return [request.url for request in wordpress_api.discover(page, context(page))]


def comment(number: int, **said: object) -> dict[str, object]:
    """A comment as WordPress gives it."""
    return {
        "id": number, "post": 7, "parent": 0, "author": 0, "author_name": "Ann", "author_url": "https://ann.example/",
        "date": "2010-05-22T23:04:11", "date_gmt": "2010-05-22T21:04:11", "content": {"rendered": "<p>It&rsquo;s good.</p>\n"},
        "link": f"{POST}#comment-{number}", "status": "approved", "type": "comment",
        "author_avatar_urls": {"24": "https://g.example/a?s=24", "96": "https://g.example/a?s=96"},
    } | said  # fmt: skip


def test_a_page_names_the_api_and_its_number() -> None:
    """Comments first, then the post."""
    link = f'<link rel="https://api.w.org/" href="{ROOT}/">'
    assert asked(f'{link}<link rel="shortlink" href="https://blog.example/?p=7">') == [
        COMMENTS,
        f"{ROOT}/wp/v2/posts/7",
    ]
    typed = f'<link rel="alternate" type="application/json" href="{ROOT}/wp/v2/pages/7">'
    assert asked(link + typed) == [COMMENTS, f"{ROOT}/wp/v2/pages/7"]
    headers = (("Link", f'<{ROOT}/>; rel="https://api.w.org/"'),)
    assert asked(headers=headers, body='class="single postid-7">')[0] == COMMENTS
    assert asked(link, '><input name="comment_post_ID" value="7">')[0] == COMMENTS
    assert asked(link, '><article id="post-7">')[0] == COMMENTS


def test_addresses_without_rewriting() -> None:
    """`?rest_route=` where the server knows no pretty addresses."""
    for root in ("https://blog.example/?rest_route=/", "https://blog.example/index.php?rest_route=/"):
        link = f'<link rel="https://api.w.org/" href="{root}">'
        assert asked(link, url="https://blog.example/?p=7") == [
            "https://blog.example/?rest_route=/wp/v2/comments&post=7&per_page=100&order=asc",
            "https://blog.example/?rest_route=/wp/v2/posts/7",
        ]


def test_nothing_is_asked_without_both() -> None:
    """No API named, or no number known."""
    assert asked('<link rel="shortlink" href="https://blog.example/?p=7">') == []
    assert asked(f'<link rel="https://api.w.org/" href="{ROOT}/">') == []
    assert (
        asked(
            f'<link rel="https://api.w.org/" href="{ROOT}/">', '><article id="post-7"></article><article id="post-8">'
        )
        == []
    )


def test_a_comment() -> None:
    """Each field where it belongs; the offset is what lies between the two clocks."""
    (one, two) = heard(
        wordpress_api.read, json.dumps([comment(12), comment(13, parent=12, author=3)]), COMMENTS
    ).comments
    assert (one.native_id, one.parent, one.url, one.text) == ("12", None, f"{POST}#comment-12", "It’s good.")
    assert (one.author.name, one.author.url, one.author.avatar) == (
        "Ann",
        "https://ann.example/",
        "https://g.example/a?s=96",
    )
    assert one.published is not None
    assert (one.published.local, one.published.offset) == (datetime(2010, 5, 22, 23, 4, 11), 120)
    assert (two.parent, two.author.native_id) == ("12", "3")


@pytest.mark.parametrize(
    ("local", "utc", "expected", "offset"),
    [
        ("2010-10-31T02:30:00", "2010-10-31T01:30:00", "2010-10-31T02:30:00", 60),
        ("2012-09-03T10:18:04", "2012-09-03T17:18:04", "2012-09-03T10:18:04", -420),
        ("2010-05-22T05:45:00", "2010-05-22T00:00:00", "2010-05-22T05:45:00", 345),
        ("2010-05-22T23:04:11", "2010-05-22T21:00:07", "2010-05-22T21:00:07", 0),
        ("2010-05-22T23:04:11", "2009-05-22T21:04:11", "2009-05-22T21:04:11", 0),
        ("2010-05-22T23:04:11", None, "2010-05-22T23:04:11", None),
        ("2010-05-22T23:04:11", "0000-00-00T00:00:00", "2010-05-22T23:04:11", None),
    ],
)
def test_two_clocks(local: str, utc: str | None, expected: str, offset: int | None) -> None:
    """Night of the clock change, west, Nepal, a nonsense pair (Greenwich counts), one clock only."""
    (one,) = heard(wordpress_api.read, json.dumps([comment(1, date=local, date_gmt=utc)]), COMMENTS).comments
    assert one.published is not None
    assert one.published.local is not None
    assert (one.published.local.isoformat(), one.published.offset) == (expected, offset)


def answer(headers: dict[str, str], url: str = COMMENTS) -> Heard:
    """An answer of one comment with these headers."""
    made: Document = document(json.dumps([comment(1)]), url, tuple(headers.items()))
    return Heard(wordpress_api.read(made, context()))


def test_further_pages_are_asked_once() -> None:
    """From the first page all others, from those none."""
    said = answer({"X-WP-Total": "230", "X-WP-TotalPages": "3"})
    assert [r.url for r in said.requests] == [f"{COMMENTS}&page=2", f"{COMMENTS}&page=3"]
    assert [(t.what, t.count) for t in said.tallies] == [("comments-only", 230)]
    later = answer({"X-WP-Total": "230", "X-WP-TotalPages": "3"}, f"{COMMENTS}&page=2")
    assert not later.requests
    assert not later.tallies


def test_absurd_paging_is_cut() -> None:
    """A header that claims a million pages does not make a million requests."""
    said = answer({"X-WP-TotalPages": "1000000"})
    assert len(said.requests) == 999
    assert said.cut is not None
    assert not answer({"X-WP-TotalPages": "-1", "X-WP-Total": "many"}).requests


def test_the_post() -> None:
    """Title without entities, the moment it was published, its words."""
    said = {
        "id": 7, "date": "2010-05-22T20:47:29", "date_gmt": "2010-05-22T18:47:29", "modified": "2010-05-22T20:47:29",
        "modified_gmt": "2010-05-22T18:47:29", "link": POST, "title": {"rendered": "Me &#038; you"},
        "content": {"rendered": "<p>All of it.</p>", "protected": False}, "tags": [1],
    }  # fmt: skip
    (post,) = heard(wordpress_api.read, json.dumps(said), f"{ROOT}/wp/v2/posts/7").posts
    assert (post.native_id, post.title, post.text, post.updated) == ("7", "Me & you", "All of it.", None)
    assert post.published is not None
    assert post.published.offset == 120
    locked = said | {"content": {"rendered": "", "protected": True}}
    assert heard(wordpress_api.read, json.dumps(locked), f"{ROOT}/wp/v2/posts/7").posts[0].html is None


@pytest.mark.parametrize("kind", ["pingback", "trackback"])
def test_kinds(kind: str) -> None:
    """Where a site gives pingbacks too, they are told apart."""
    (one,) = heard(wordpress_api.read, json.dumps([comment(1, type=kind)]), COMMENTS).comments
    assert one.kind is Kind(kind)


def test_a_nameless_comment() -> None:
    """No name, no address, no text: unknown, not empty."""
    (one,) = heard(
        wordpress_api.read, json.dumps([comment(1, author_name="", author_url="", link=5, content=None)]), COMMENTS
    ).comments
    assert (one.author.name, one.author.url, one.url, one.text) == (None, None, None, None)


@pytest.mark.parametrize(
    "body", ["", "<html></html>", '{"code": "rest_no_route", "message": "No"}', "3", "null", "[" * 9999]
)
def test_other_answers(body: str) -> None:
    """A site that hides its API answers with a page or an error."""
    with pytest.raises(SourceError, match="no answer of the WordPress API"):
        heard(wordpress_api.read, body, COMMENTS)
