"""Watched posts, and what is remembered of attempts that brought nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from blogarchive.archive import Answer, Archive, Attempt, Rest, Result, open_archive
from blogarchive.errors import ArchiveError, UsageError
from blogarchive.model import Role, Verdict
from tests.archive.posts import START, URL, comment, snapshot, taken


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        opened.save(taken(snapshot([comment(1), comment(2)])))
        yield opened


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def noted(result: Result, hour: int, detail: str | None = None) -> Attempt:
    return Attempt(post_id=1, result=result, at=START + hours(hour), detail=detail)


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
        archive.note(noted(Result.UNCHANGED, hour))
    archive.note(noted(Result.GONE, 5, "404"), noted(Result.GONE, 6, "404"))
    (watch,) = archive.watched()
    assert (watch.result, watch.detail, watch.tries) == (Result.GONE, "404", 2)
    assert (watch.first_tried_at, watch.tried_at) == (START + hours(5), START + hours(6))
    assert archive.connection.execute("SELECT count(*) FROM attempts").fetchone()[0] == 2
    archive.save(taken(snapshot([comment(1), comment(2)], visit=7)))
    assert archive.watched()[0].result is None  # it is back
    archive.note(noted(Result.GONE, 8, "404"))
    assert archive.watched()[0].tries == 1
    with pytest.raises(UsageError, match="no such post"):
        archive.note(noted(Result.UNCHANGED, 9), Attempt(post_id=9, result=Result.FAILED, at=START))


def test_failures_are_counted_until_all_is_well(archive: Archive) -> None:
    archive.watch(1, START)
    archive.note(noted(Result.UNCHANGED, 2), noted(Result.VOUCHED, 3), noted(Result.FAILED, 4), noted(Result.GONE, 5))
    (watch,) = archive.watched()
    assert (watch.failures, watch.page_at, watch.checked_at) == (2, START + hours(2), START + hours(5))
    archive.note(noted(Result.VOUCHED, 6))
    assert archive.watched()[0].failures == 0


def test_what_a_revisit_must_know_of_the_latest_answer(archive: Archive) -> None:
    (answer,) = archive.revisits.answers(1)
    (capture,) = archive.captures(1)
    assert answer == Answer(
        url=URL, final_url=URL, role=Role.PAGE, etag='"x"', last_modified=None, sha256=capture.sha256
    )
    assert archive.revisits.body(answer) == capture.body
    assert archive.revisits.answers(9) == []
    assert archive.revisits.native_ids(1) == {"1", "2"}


def test_a_missed_comment_leaves_a_doubt_until_two_whole_visits(archive: Archive) -> None:
    """The second visit that reads the page whole decides; where none can, four visits are enough."""
    doubts = []
    for visit in (2, 3):
        archive.save(taken(snapshot([comment(1)], visit=visit)))
        doubts.append(archive.revisits.is_in_doubt(1))
    assert doubts == [True, False]
    archive.save(taken(snapshot([comment(1), comment(2)], visit=4)))
    assert not archive.revisits.is_in_doubt(1)
    doubts = []
    for visit in range(5, 10):
        shot = snapshot([comment(1)], visit=visit)
        archive.save(taken(replace(shot, audit=replace(shot.audit, verdict=Verdict.UNKNOWN))))
        doubts.append(archive.revisits.is_in_doubt(1))
    assert doubts == [True, True, True, False, False]


def test_hosts_and_marks_outlive_the_run(archive: Archive) -> None:
    rest = Rest(host="blog.example", until=START, failures=2, reason="no connection")
    archive.revisits.note_rests([rest], [])
    archive.revisits.set_mark("notified", 7)
    with open_archive(archive.path, write=False) as reader:
        assert reader.revisits.rests() == {"blog.example": rest}
        assert (reader.revisits.mark("notified"), reader.revisits.mark("other")) == (7, None)
        assert reader.revisits.latest_sequence() == 1
    archive.revisits.note_rests([], ["blog.example"])
    assert archive.revisits.rests() == {}


def test_a_forgotten_post_is_no_longer_watched(archive: Archive) -> None:
    archive.watch(1, START)
    archive.note(noted(Result.FAILED, 0, "no answer"))
    archive.forget(1, "asked")
    assert archive.watched() == []
    assert list(archive.verify()) == []


def test_a_reader_watches_nothing(archive: Archive) -> None:
    with open_archive(archive.path, write=False) as reader, pytest.raises(ArchiveError, match="opened for reading"):
        reader.watch(1, START)
