"""A post is found by its number, any of its addresses, or enough of its title; a list is filtered."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from blogarchive.archive import Archive, PostFilter, open_archive
from blogarchive.errors import UsageError
from blogarchive.model import Audit, Capture, Person, Post, Precision, SettledPost, Taken, Timestamp, Verdict
from tests.archive.posts import START, snapshot, taken

POSTS = [
    ("https://blog.example/2010/la-fete/", "La fête des voisins", "Cath", "2010-05-22", Verdict.COMPLETE),
    ("https://blog.example/2011/fete-2/", "La fête, encore", "Cath Érine", "2011-05-22", Verdict.PARTIAL),
    ("http://www.other.example/?p=12", "Vélo", "Bob", "2012-01-03", Verdict.UNKNOWN),
    ("https://other.example/?p=13", None, "", "", Verdict.COMPLETE),
]


def visit(url: str, title: str | None, author: str, day: str, verdict: Verdict) -> Taken:
    record = Post(
        url=url,
        title=title,
        authors=(Person(name=author),) if author else (),
        published=Timestamp(local=START.fromisoformat(day), precision=Precision.DAY) if day else None,
    )
    shot = replace(snapshot([]), url=url, post=SettledPost(record=record), audit=Audit(verdict=verdict, found=0))
    return taken(shot)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        for post in POSTS:
            opened.save(visit(*post))
        yield opened


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("1", 1),
        (2, 2),
        ("https://blog.example/2010/la-fete/", 1),
        ("http://www.BLOG.example/2010/la-fete#comments", 1),
        ("blog.example/2010/la-fete", 1),
        ("https://other.example/?p=12", 3),
        ("other.example/?p=13", 4),
        ("velo", 3),
        ("VOISINS", 1),
        ("encore", 2),
        ("fete-2", 2),
        ("la fete", 1),  # the whole slug of one, though a part of two titles
    ],
)
def test_a_post_is_found(archive: Archive, reference: str | int, number: int) -> None:
    assert archive.find(reference).id == number


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("9", "no post"),
        ("", "no post"),
        ("…", "no post"),
        ("https://blog.example/", "no post"),
        ("nonsense", "no post"),
        ("99999999999999999999999", "no post"),
        ("fête", r"several posts match: 1 \(La fête des voisins\), 2 \(La fête, encore\); give the number"),
    ],
)
def test_what_is_not_one_post_is_said(archive: Archive, reference: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        archive.find(reference)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (PostFilter(), [1, 2, 3, 4]),
        (PostFilter(title="FETE"), [1, 2]),
        (PostFilter(author="erine"), [2]),
        (PostFilter(host="www.other.example"), [3, 4]),
        (PostFilter(verdict=Verdict.PARTIAL), [2]),
        (PostFilter(since="2011"), [2, 3]),
        (PostFilter(since="2011-05-22", until="2012-01-03"), [2]),
        (PostFilter(host="blog.example", until="2011"), [1]),
    ],
)
def test_lists_are_filtered(archive: Archive, wanted: PostFilter, numbers: list[int]) -> None:
    assert [post.id for post in archive.posts(wanted)] == numbers


def test_a_row_tells_what_a_list_shows(archive: Archive) -> None:
    row = archive.find(2)
    assert (row.title, row.authors, row.published, row.verdict) == (
        "La fête, encore",
        ("Cath Érine",),
        "2011-05-22",
        "partial",
    )
    assert (row.slug, row.visits, row.revisions, row.comments) == ("fete-2", 1, 1, 0)
    assert row.first_visit == row.last_visit == START.replace(hour=13)


def test_a_visit_that_is_not_there_is_said(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no such post"):
        archive.snapshot(9)
    with pytest.raises(UsageError, match="not visited then"):
        archive.snapshot(1, 2)
    with pytest.raises(UsageError, match="not visited then"):
        archive.snapshot(1, START)
    assert archive.snapshot(1, START.replace(hour=14)).taken_at == START.replace(hour=13)


def moved(url: str, asked: str) -> Taken:
    """A visit to `url` that was reached by a redirect from `asked`."""
    given = visit(url, *POSTS[0][1:])
    answer: Capture = replace(given.captures[0], requested_url=asked, url=url)
    return replace(given, captures=(answer,))


def test_a_post_that_moved_is_the_same_post(archive: Archive) -> None:
    """An old address redirects to the new one, and the title agrees."""
    saved = archive.save(moved("https://new.example/la-fete/", "https://blog.example/2010/la-fete/"))
    assert (saved.post_id, saved.visit) == (1, 2)
    assert archive.find("https://new.example/la-fete").id == archive.find("https://blog.example/2010/la-fete").id == 1


def test_posts_that_redirect_to_the_front_page_stay_apart(archive: Archive) -> None:
    first = archive.save(moved("https://blog.example/", "https://blog.example/gone-1/"))
    other = visit("https://blog.example/", "Another title", "", "", Verdict.UNKNOWN)
    elsewhere = replace(other, snapshot=replace(other.snapshot, url="https://blog.example/gone-2/"))
    assert archive.save(elsewhere).post_id != first.post_id


def test_posts_without_an_address_are_told_apart_by_their_words(archive: Archive) -> None:
    one, two = (
        replace(snapshot([]), url="", post=SettledPost(record=Post(title="T", text=text))) for text in ("one", "two")
    )
    numbers = [archive.save(Taken(snapshot=shot)).post_id for shot in (one, two, one)]
    assert numbers == [5, 6, 5]


GBK = ("https://blog.example/%B9%FA%BC%D2.html", "https://blog.example/%D6%D0%CE%C4.html")


def test_addresses_whose_bytes_are_no_utf8_are_different_posts(tmp_path: Path) -> None:
    """Chinese blogs had addresses in GBK: both read as four U+FFFD."""
    with open_archive(tmp_path / "gbk.db", write=True) as opened:
        numbers = [opened.save(visit(url, "中文", "Li", "2006-05-01", Verdict.COMPLETE)).post_id for url in GBK]
        assert [opened.find(url).id for url in GBK] == numbers
    assert len(set(numbers)) == 2


def test_a_post_under_the_key_that_was_once_made_of_such_an_address_is_found(tmp_path: Path) -> None:
    path = tmp_path / "gbk.db"
    with open_archive(path, write=True) as opened:
        number = opened.save(visit(GBK[0], "中文", "Li", "2006-05-01", Verdict.COMPLETE)).post_id
    raw = sqlite3.connect(path)
    raw.execute("UPDATE addresses SET key = 'blog.example/' || replace(hex(zeroblob(4)), '00', '%EF%BF%BD') || '.html'")
    raw.commit()
    raw.close()
    with open_archive(path, write=True) as opened:
        assert opened.find(GBK[0]).id == number
        assert opened.save(visit(GBK[0], "中文", "Li", "2006-05-01", Verdict.COMPLETE)).post_id == number
        assert opened.save(visit(GBK[1], "中文二", "Li", "2006-05-02", Verdict.COMPLETE)).post_id != number


def test_signs_of_sql_patterns_are_signs(tmp_path: Path) -> None:
    with open_archive(tmp_path / "blog.db", write=True) as archive:
        for number, title in enumerate(("foo_bar", "fooxbar"), 1):
            shot = replace(
                snapshot(), url=f"https://other.example/{number}", post=SettledPost(record=Post(title=title))
            )
            archive.save(taken(shot))
        assert [archive.find(title).title for title in ("foo_bar", "fooxbar")] == ["foo_bar", "fooxbar"]
