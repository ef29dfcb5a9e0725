"""The JSON document: written with every key, read back exactly, refused with a place where it is wrong."""

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from blogarchive.errors import SourceError
from blogarchive.model import (
    Audit,
    Comment,
    Person,
    Post,
    Precision,
    SettledComment,
    SettledPost,
    Snapshot,
    Timestamp,
    Verdict,
)
from blogarchive.model.codec import from_document, to_document
from tests.strategies import snapshots

SEED = Snapshot(
    url="http://blog.example/?p=1",
    taken_at=datetime(2026, 11, 23, 8, 0, 0, 250_000, tzinfo=UTC),
    post=SettledPost(
        record=Post(
            native_id="1",
            title="Titre",
            authors=(Person(name="Cath"),),
            published=Timestamp(
                raw="22 mai 2010",
                local=datetime(2010, 5, 22, 22, 14),
                offset=120,
                precision=Precision.SECOND,
            ),
        )
    ),
    comments=(
        SettledComment(
            id="1203",
            record=Comment(
                native_id="1203",
                author=Person(name="Sweb"),
                text="@Cath >> merci",
                published=Timestamp(raw="mai 2010", local=datetime(2010, 5, 1), precision=Precision.MONTH),
            ),
            sources={"text": "page", "published": "comment_feed"},
        ),
    ),
    audit=Audit(verdict=Verdict.PARTIAL, found=1),
)


@given(snapshots())
@settings(deadline=None)
def test_round_trip_is_exact(snapshot: Snapshot) -> None:
    """A snapshot comes back equal from the text of its document, and the document byte for byte."""
    text = json.dumps(to_document(snapshot))
    again = from_document(json.loads(text))
    assert again == snapshot
    assert json.dumps(to_document(again)) == text


def test_the_contract_of_the_design() -> None:
    """The keys of the design's example stand where it has them, with its spellings."""
    document = to_document(SEED)
    assert list(document) == [
        *("blogarchive", "url", "taken_at", "post", "comments", "mentions", "replies", "people", "audit", "captures")
    ]
    assert document["blogarchive"] == 1
    post = document["post"]
    assert isinstance(post, dict)
    assert post["published"] == "2010-05-22T22:14:00+02:00"
    assert post["published_raw"] == "22 mai 2010"
    assert post["published_precision"] == "second"
    assert post["updated"] is None
    assert post["tags"] == []
    comments = document["comments"]
    assert isinstance(comments, list)
    comment = comments[0]
    assert comment["published"] == "2010-05"
    assert comment["published_estimated"] is False
    assert comment["author"]["name"] == "Sweb"
    assert comment["sources"] == {"text": "page", "published": "comment_feed"}
    assert comment["kind"] == "comment"
    assert comment["state"] == "visible"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (Timestamp(raw="?"), None),
        (Timestamp(local=datetime(2010, 1, 1), precision=Precision.YEAR), "2010"),
        (Timestamp(local=datetime(2010, 5, 22), precision=Precision.DAY), "2010-05-22"),
        (Timestamp(local=datetime(2010, 5, 22, 9)), "2010-05-22T09:00:00"),
        (Timestamp(local=datetime(2010, 5, 22, 9), offset=0), "2010-05-22T09:00:00+00:00"),
        (Timestamp(local=datetime(2010, 5, 22, 9), offset=-210), "2010-05-22T09:00:00-03:30"),
    ],
)
def test_times(moment: Timestamp, written: str | None) -> None:
    """A time is written as far as it is known and read back with the same knowledge."""
    snapshot = Snapshot(url="u", taken_at=SEED.taken_at, post=SettledPost(record=Post(published=moment)))
    document = to_document(snapshot)
    post = document["post"]
    assert isinstance(post, dict)
    assert post["published"] == written
    assert from_document(document).post.record.published == moment


def _changed(value: object, path: tuple[str | int, ...], to: object) -> object:
    """A copy of a JSON value with another one at `path`."""
    if not path:
        return to
    head, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, head: _changed(value.get(head), rest, to)}
    assert isinstance(value, list)
    return [_changed(item, rest, to) if at == head else item for at, item in enumerate(value)]


@pytest.mark.parametrize(
    ("path", "value", "subject"),
    [
        ((), None, "document"),
        ((), [], "document"),
        ((), {}, "document"),
        ((), {"version": "https://jsonfeed.org/version/1.1"}, "document"),
        (("blogarchive",), 2, "document"),
        (("blogarchive",), True, "blogarchive"),
        (("url",), None, "url"),
        (("extra",), 1, "extra"),
        (("taken_at",), "2010-05-22T20:14:00", "taken_at"),
        (("taken_at",), "2010-05-22T20:14:00Z", "taken_at"),
        (("taken_at",), "yesterday", "taken_at"),
        (("post",), "text", "post"),
        (("post", "title"), 5, "post.title"),
        (("post", "tags"), None, "post.tags"),
        (("post", "tags"), ["a", 1], "post.tags[1]"),
        (("post", "authors", 0, "is_post_author"), 1, "post.authors[0].is_post_author"),
        (("post", "published"), "2010-05-22", "post.published"),
        (("post", "published"), "2010-05-22T22:14:00-00:00", "post.published"),
        (("post", "published"), "2010-05-22 22:14:00", "post.published"),
        (("post", "published"), "2010-05-22T22:14:00.5", "post.published"),
        (("post", "published"), "2010-02-30T22:14:00", "post.published"),
        (("post", "published"), "", "post.published"),
        (("post", "published_precision"), "week", "post.published_precision"),
        (("post", "sources"), {"text": 1}, "post.sources.text"),
        (("comments",), {}, "comments"),
        (("comments", 0), 7, "comments[0]"),
        (("comments", 0, "id"), None, "comments[0].id"),
        (("comments", 0, "kind"), "spam", "comments[0].kind"),
        (("comments", 0, "author"), "Sweb", "comments[0].author"),
        (("comments", 0, "author", "name"), {}, "comments[0].author.name"),
        (("comments", 0, "published"), "2010-05-01", "comments[0].published"),
        (("replies",), [{"child": "1"}], "replies[0].confidence"),
        (("audit", "found"), -1, "audit.found"),
        (("audit", "found"), 1.0, "audit.found"),
        (("audit", "verdict"), "perfect", "audit.verdict"),
    ],
)
def test_malformed_documents_say_where(path: tuple[str | int, ...], value: object, subject: str) -> None:
    """What `to_document` would not have written is refused, with its place."""
    with pytest.raises(SourceError) as caught:
        from_document(_changed(to_document(SEED), path, value))
    assert caught.value.subject == subject


def test_a_missing_key_is_named() -> None:
    """No key is optional: one that is missing is a document of another version or a damaged one."""
    post = to_document(SEED)["post"]
    assert isinstance(post, dict)
    document = {**to_document(SEED), "post": {key: value for key, value in post.items() if key != "license"}}
    with pytest.raises(SourceError, match=r"post\.license: missing"):
        from_document(document)


def test_linear() -> None:
    """Ten times the comments cost about ten times the time, both ways (bounds are wide: machines are shared)."""

    def cost(count: int) -> float:
        comments = tuple(SettledComment(id=str(at), record=SEED.comments[0].record) for at in range(count))
        many = Snapshot(url="u", taken_at=SEED.taken_at, post=SEED.post, comments=comments)
        started = time.process_time()
        assert from_document(to_document(many)) == many
        return time.process_time() - started

    few = min(cost(500) for _ in range(3))
    assert min(cost(5_000) for _ in range(2)) < 30 * few
