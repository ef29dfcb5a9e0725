"""Watched posts, and what is remembered of attempts that brought nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from blogarchive.archive import Archive, Result, Validator, open_archive
from blogarchive.errors import ArchiveError, UsageError
from tests.archive.posts import START, URL, comment, snapshot, taken


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        opened.save(taken(snapshot([comment(1), comment(2)])))
        yield opened


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def test_posts_are_put_under_watch_and_taken_from_it(archive: Archive) -> None:
    assert archive.watched() == []
    archive.watch(1, START + hours(1))
    archive.watch(1, START + hours(5))
    (watch,) = archive.watched()
    assert (watch.post_id, watch.url, watch.comments, watch.newest_comment) == (1, URL, 2, "2010-05-22T20:02:00+02:00")
    assert watch.watched_since == watch.visited_at == watch.changed_at == START + hours(1)
    assert (watch.result, watch.tries, watch.tried_at) == (None, 0, None)
    assert [archive.unwatch(1), archive.unwatch(1)] == [True, False]
    assert archive.watched() == []
    assert archive.find(1).comments == 2
    with pytest.raises(UsageError, match="no such post"):
        archive.watch(9, START)


def test_an_unchanged_visit_does_not_move_the_last_change(archive: Archive) -> None:
    archive.watch(1, START)
    archive.save(taken(snapshot([comment(1), comment(2)], visit=2)))
    (watch,) = archive.watched()
    assert (watch.visited_at, watch.changed_at) == (START + hours(2), START + hours(1))
    for visit, comments in [
        (3, [comment(1), comment(2), comment(3)]),
        (4, [comment(1)]),
        (5, [comment(1, text="Edited")]),
    ]:
        archive.save(taken(snapshot(comments, visit=visit)))
        assert archive.watched()[0].changed_at == START + hours(visit)


def test_attempts_of_one_kind_are_one_row(archive: Archive) -> None:
    archive.watch(1, START)
    for hour in (2, 3, 4):
        archive.note(1, Result.UNCHANGED, START + hours(hour))
    archive.note(1, Result.GONE, START + hours(5), "404")
    archive.note(1, Result.GONE, START + hours(6), "404")
    (watch,) = archive.watched()
    assert (watch.result, watch.detail, watch.tries) == (Result.GONE, "404", 2)
    assert (watch.first_tried_at, watch.tried_at) == (START + hours(5), START + hours(6))
    assert archive.connection.execute("SELECT count(*) FROM attempts").fetchone()[0] == 2
    archive.save(taken(snapshot([comment(1), comment(2)], visit=7)))
    assert archive.watched()[0].result is None  # it is back
    archive.note(1, Result.GONE, START + hours(8), "404")
    assert archive.watched()[0].tries == 1
    with pytest.raises(UsageError, match="no such post"):
        archive.note(9, Result.FAILED, START)


def test_conditional_requests_say_what_the_latest_answer_said(archive: Archive) -> None:
    assert archive.validators(1) == [Validator(url=URL, role="page", etag='"x"', last_modified=None)]
    assert archive.validators(9) == []


def test_a_forgotten_post_is_no_longer_watched(archive: Archive) -> None:
    archive.watch(1, START)
    archive.note(1, Result.FAILED, START, "no answer")
    archive.forget(1, "asked")
    assert archive.watched() == []
    assert list(archive.verify()) == []


def test_a_reader_watches_nothing(archive: Archive) -> None:
    with open_archive(archive.path, write=False) as reader, pytest.raises(ArchiveError, match="opened for reading"):
        reader.watch(1, START)
