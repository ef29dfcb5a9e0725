"""Stored answers read again: what our reading makes of them is ours, and the site's edits stay the site's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blogarchive.archive import ALL, Archive, Attempt, Result, What, open_archive
from blogarchive.errors import SourceError
from blogarchive.fetch.replay import Offline
from blogarchive.model import Capture, Outcome, Request, Role, Snapshot, SourceRun, Taken, Target
from blogarchive.pipeline.rereading import keep, read_again, reread
from blogarchive.pipeline.take import take_snapshot
from blogarchive.pipeline.verifying import readings
from tests.cli.blog import POST

URL = "https://blog.example/rain/"
START = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.db", write=True) as opened:
        yield opened


def visit(page: str = POST, number: int = 0) -> Taken:
    """A visit to the page, made so many days after START."""
    capture = Capture(
        url=URL, requested_url=URL, body=page.encode(), captured_at=START + timedelta(days=number),
        headers=(("Content-Type", "text/html; charset=utf-8"),),
    )  # fmt: skip
    return take_snapshot(Target(request=Request(url=URL, named_by_user=True)), Offline([capture]))


def misread(taken: Taken) -> Taken:
    """The visit as an older version might have read it: without the last comment, with a button in the text of the first."""
    shot = taken.snapshot
    first = shot.comments[0]
    worse = replace(first, record=replace(first.record, text=f"{first.record.text} Reply"))
    return replace(taken, snapshot=replace(shot, comments=(worse, *shot.comments[1:-1])))


def happened(archive: Archive, visit_: int) -> list[tuple[What, str, str | None]]:
    return [(event.what, event.kind, event.comment) for event in archive.history(1) if event.visit >= visit_]


def test_what_reads_as_before_adds_nothing(archive: Archive) -> None:
    archive.save(visit())
    assert reread(archive, 1).is_same
    assert archive.find(1).visits == 1


def test_a_better_reading_is_ours_and_not_the_sites(archive: Archive) -> None:
    archive.save(misread(visit()))
    changed_at = archive.connection.execute("SELECT changed_at FROM posts").fetchone()[0]
    reading = reread(archive, 1)
    assert (reading.is_same, reading.gained, reading.changed, reading.losses) == (False, 1, 1, ())
    assert happened(archive, 2) == [(What.TEXT, "reread", "11"), (What.ADDED, "reread", "13")]
    assert archive.snapshot(1).comments == visit().snapshot.comments
    assert archive.snapshot(1, 1) == misread(visit()).snapshot
    assert archive.snapshot(1, START).comments == visit().snapshot.comments
    assert archive.connection.execute("SELECT changed_at FROM posts").fetchone()[0] == changed_at
    assert reread(archive, 1).is_same
    assert list(archive.verify()) == []
    archive.save(visit(number=1))
    assert happened(archive, 3) == []


def test_a_new_visit_after_an_update_of_ours_reports_only_what_the_site_did(archive: Archive) -> None:
    """The old version read a button as text; the new one does not, and the author edited another comment meanwhile."""
    archive.save(misread(visit()))
    keep(archive, visit(POST.replace("=forty-two, of course!", "forty-three, I counted again"), number=1))
    assert happened(archive, 2) == [
        (What.TEXT, "reread", "11"),
        (What.ADDED, "reread", "13"),
        (What.TEXT, "visit", "12"),
    ]


def test_an_unchanged_visit_is_not_read_twice(archive: Archive) -> None:
    archive.save(visit())
    assert keep(archive, visit(number=1)).visit == 2
    assert [kind for (kind,) in archive.connection.execute("SELECT kind FROM visits")] == ["visit", "visit"]


def test_a_reading_that_loses_something_is_not_kept_unless_forced(archive: Archive) -> None:
    more = visit(POST.replace("</ol></section>", '<li class="comment" id="comment-14"><div class="comment-author">'
                 '<cite class="fn">Max</cite> says:</div><div class="comment-meta"><a href="#comment-14">7 March 2012 at 8:00 am</a></div>'
                 "<p>Clouds, mostly.</p></li></ol></section>"))  # fmt: skip
    assert len(more.snapshot.comments) == 4
    archive.save(replace(more, captures=visit().captures))
    reading = reread(archive, 1)
    assert reading.losses == ("comment 14 (Max) is not found",)
    assert archive.find(1).visits == 1
    (problem,) = readings(archive, ALL, lambda _: None)
    assert (problem.code, problem.post) == ("reading", "1 (Rain on Sunday)")
    assert "comment 14 (Max) is not found" in problem.message
    reread(archive, 1, force=True)
    assert happened(archive, 2) == [(What.MISSED, "reread", "14")]
    assert list(readings(archive, ALL, lambda _: None)) == []
    for number in (1, 2):
        archive.save(visit(number=number))
    assert happened(archive, 3) == []  # the site never took it away


def test_what_was_forgotten_is_no_damage_of_another_post(archive: Archive) -> None:
    """A feed of the whole site is stored once for both posts; it went with a comment of the first, and the second had a comment from it."""
    feed = Capture(url="https://blog.example/comments/feed/", requested_url="https://blog.example/comments/feed/", body=b"<rss/>",
                   captured_at=START, role=Role.COMMENT_FEED, source="comment_feed")  # fmt: skip
    first, other = visit(), "https://blog.example/snow/"
    archive.save(replace(first, captures=(*first.captures, feed)))
    second = replace(visit(number=1).captures[0], url=other, requested_url=other)
    fed = first.snapshot.comments[-1]
    fed = replace(fed, id="99", record=replace(fed.record, native_id="99", url=None, text="Only the feed told this"))
    record = replace(first.snapshot.post.record, url=other, canonical_url=None, native_id="8", title="Snow")
    shot = replace(
        first.snapshot,
        url=other,
        post=replace(first.snapshot.post, record=record),
        comments=(*first.snapshot.comments, fed),
    )
    archive.save(Taken(snapshot=shot, captures=(second, feed)))
    assert [problem.post for problem in readings(archive, ALL, lambda _: None)] == ["2 (Snow)"]
    archive.forget(1, "asked for", comment="11")
    assert list(readings(archive, ALL, lambda _: None)) == []


def test_what_failed_then_has_failed(archive: Archive) -> None:
    """Reading again asks nobody, so a source that failed must not look as if it had nothing."""
    taken = visit()
    run = SourceRun(name="comment_feed", outcome=Outcome.FAILED, items=0, requests=1, error="the server answered 500")
    others = tuple(r for r in taken.snapshot.audit.sources if r.name != run.name)
    audit = replace(taken.snapshot.audit, sources=(*others, run))
    archive.save(replace(taken, snapshot=replace(taken.snapshot, audit=audit)))
    again = next(r for r in read_again(archive, 1).snapshot.audit.sources if r.name == "comment_feed")
    assert (again.outcome, again.error, again.requests) == (Outcome.FAILED, "the server answered 500", 1)


def test_without_answers_nothing_can_be_read_again(archive: Archive) -> None:
    taken = visit()
    archive.save(replace(taken, captures=()))
    with pytest.raises(SourceError, match="not in the archive"):
        reread(archive, 1)
    assert list(readings(archive, ALL, lambda _: None)) == []


def test_the_schedule_of_revisits_does_not_notice(archive: Archive) -> None:
    """A post that was gone at the last attempts is still gone after its answers were read again."""
    archive.save(misread(visit()))
    archive.watch(1, START)
    archive.note(Attempt(post_id=1, result=Result.GONE, at=START + timedelta(days=1), detail="404"))
    before = archive.watched()
    reread(archive, 1)
    (after,) = archive.watched()
    assert (after.result, after.detail, after.tries) == (Result.GONE, "404", 1)
    assert after == replace(before[0], comments=3, newest_comment="2012-03-06T23:45:00")
    archive.save(visit(number=2))
    assert archive.watched()[0].result is None


def test_a_merge_takes_readings_once_and_only_of_the_latest_visit(archive: Archive, tmp_path: Path) -> None:
    def texts(shot: Snapshot) -> list[str | None]:
        return [comment.record.text for comment in shot.comments]

    with open_archive(tmp_path / "other.db", write=True) as other:
        other.save(misread(visit()))
        reread(other, 1)
        assert archive.merge(other).visits == 2
        assert archive.merge(other).visits == 0
        assert texts(archive.snapshot(1)) == texts(visit().snapshot)
        assert happened(archive, 2) == [(What.TEXT, "reread", "11"), (What.ADDED, "reread", "13")]
    with (
        open_archive(tmp_path / "ahead.db", write=True) as ahead,
        open_archive(tmp_path / "other.db", write=False) as other,
    ):
        ahead.save(visit(number=1))
        ahead.merge(other)
        assert [kind for (kind,) in ahead.connection.execute("SELECT kind FROM visits")] == ["visit", "merged"]
        assert list(ahead.verify()) == []
