"""What happened to comments and posts is told apart, and nothing that did not happen is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from blogarchive.archive import Archive, Event, Saved, What, open_archive, timeline, write
from blogarchive.errors import UsageError
from blogarchive.model import Audit, Person, Post, SettledComment, SettledPost, State, Taken, Verdict
from tests.archive.posts import START, comment, snapshot, taken, told


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        yield opened


class Visitor:
    """Visits one post again and again."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.visits = archive, 0

    def sees(
        self, *comments: SettledComment, verdict: Verdict = Verdict.COMPLETE, post: SettledPost | None = None
    ) -> Saved:
        self.visits += 1
        shot = snapshot(comments, visit=self.visits)
        shot = replace(shot, audit=Audit(verdict=verdict, found=len(comments)), post=post or shot.post)
        return self.archive.save(taken(shot))


def happened(events: Sequence[Event]) -> list[tuple[int, str, str | None]]:
    return [(event.visit, event.what.value, event.comment) for event in events if event.visit > 1]


@pytest.fixture
def visitor(archive: Archive) -> Visitor:
    return Visitor(archive)


def test_the_first_visit(archive: Archive, visitor: Visitor) -> None:
    visitor.sees(comment(1, "Sweb", "Merci"), comment(2, parent="1"))
    events = archive.history(1)
    assert [(e.what, e.comment, e.author, e.after) for e in events] == [
        (What.SAVED, None, None, "La fête des voisins"),
        (What.ADDED, "1", "Sweb", "Merci"),
        (What.ADDED, "2", "Author 2", "What number 2 has to say"),
    ]
    assert {e.taken_at for e in events} == {START + timedelta(hours=1)}


def test_changes_of_a_comment_are_told_apart(archive: Archive, visitor: Visitor) -> None:
    one, two, three = comment(1, "Sweb", "Merci"), comment(2), comment(3, parent="1", state=State.HELD)
    visitor.sees(one, two, three)
    edited = told(
        one, replace(one.record, text="Merci bien", author=Person(name="Sweb42", url="https://sweb.example/"))
    )
    moved = told(three, replace(three.record, parent="2", state=State.VISIBLE))
    visitor.sees(edited, two, moved)
    assert [(e.what, e.comment, e.before, e.after) for e in archive.history(1) if e.visit == 2] == [
        (What.TEXT, "1", "Merci", "Merci bien"),
        (What.AUTHOR, "1", "Sweb", "Sweb42"),
        (What.AUTHOR_LINK, "1", "http://author1.example/", "https://sweb.example/"),
        (What.APPROVED, "3", "What number 3 has to say", "What number 3 has to say"),
        (What.PARENT, "3", "1", "2"),
    ]
    assert [e.what for e in archive.history(1, "3")] == [What.ADDED, What.APPROVED, What.PARENT]
    with pytest.raises(UsageError, match="no such comment"):
        archive.history(1, "99")


def test_a_tombstone_is_a_deletion_and_no_edit(archive: Archive, visitor: Visitor) -> None:
    one = comment(1, "Sweb", "Something")
    visitor.sees(one, comment(2))
    visitor.sees(told(one, replace(one.record, text="[deleted]", author=Person(), state=State.DELETED)), comment(2))
    visitor.sees(one, comment(2))
    assert happened(archive.history(1)) == [(2, "deleted", "1"), (3, "restored", "1")]
    assert next(e.before for e in archive.history(1) if e.what is What.DELETED) == "Something"


def test_gone_means_missed_by_two_whole_visits(archive: Archive, visitor: Visitor) -> None:
    one, two = comment(1), comment(2)
    visitor.sees(one, two)
    visitor.sees(one, verdict=Verdict.PARTIAL)
    visitor.sees(one)
    visitor.sees(one, verdict=Verdict.UNKNOWN)
    assert happened(archive.history(1)) == [(2, "missed", "2")]
    visitor.sees(one)
    visitor.sees(one)
    assert happened(archive.history(1)) == [(2, "missed", "2"), (5, "gone", "2")]
    visitor.sees(one, two)
    assert happened(archive.history(1)) == [(2, "missed", "2"), (5, "gone", "2"), (7, "returned", "2")]
    visitor.sees(one)
    assert happened(archive.history(1))[3:] == [(8, "missed", "2")]


def test_a_partial_visit_alone_makes_nothing_gone(archive: Archive, visitor: Visitor) -> None:
    visitor.sees(comment(1), comment(2))
    for _ in range(5):
        visitor.sees(comment(1), verdict=Verdict.PARTIAL)
    assert happened(archive.history(1)) == [(2, "missed", "2")]


def test_a_site_that_shows_no_comments_is_an_alarm_however_long(archive: Archive, visitor: Visitor) -> None:
    three = [comment(n) for n in (1, 2, 3)]
    visitor.sees(*three)
    assert [visitor.sees().alarm for _ in range(4)] == ["none-seen"] * 4
    assert happened(archive.history(1)) == [(2, "alarm", None)]
    assert visitor.sees(*three).alarm is None
    assert happened(archive.history(1)) == [(2, "alarm", None), (6, "calm", None)]


def test_other_content_under_the_address_is_an_alarm_however_long(archive: Archive, visitor: Visitor) -> None:
    """A parked domain with comments of its own does not make the old ones gone by showing its own twice."""
    visitor.sees(comment(1), comment(2))
    spam = [comment(n, text=f"Buy {n} watches now") for n in (901, 902)]
    assert [visitor.sees(*spam).alarm for _ in range(3)] == ["none-seen"] * 3
    assert happened(archive.history(1)) == [(2, "alarm", None), (2, "added", "901"), (2, "added", "902")]
    assert visitor.sees(comment(1), comment(2)).alarm is None
    visitor.sees(comment(1), comment(2))
    assert happened(archive.history(1))[3:] == [
        (5, "calm", None), (5, "missed", "901"), (5, "missed", "902"), (6, "gone", "901"), (6, "gone", "902"),
    ]  # fmt: skip


def test_after_an_alarm_what_is_still_away_is_missed(archive: Archive, visitor: Visitor) -> None:
    visitor.sees(comment(1), comment(2))
    visitor.sees()
    visitor.sees(comment(1))
    visitor.sees(comment(1))
    assert happened(archive.history(1)) == [(2, "alarm", None), (3, "calm", None), (3, "missed", "2"), (4, "gone", "2")]


def test_a_post_that_never_had_comments_raises_no_alarm(archive: Archive, visitor: Visitor) -> None:
    visitor.sees()
    assert visitor.sees().alarm is None
    assert visitor.sees(comment(1)).alarm is None


def test_changes_of_the_post(archive: Archive, visitor: Visitor) -> None:
    visitor.sees()
    record = Post(
        title="La fête",
        text="Hier soir, @Sweb et moi…",
        authors=(Person(name="Cath"), Person(name="Bob")),
        tags=("a", "b"),
    )
    visitor.sees(post=SettledPost(record=record, sources={"title": "page", "text": "page"}))
    assert [(e.what, e.before, e.after) for e in archive.history(1) if e.visit == 2] == [
        (What.TITLE, "La fête des voisins", "La fête"),
        (What.AUTHOR, "Cath", "Cath, Bob"),
        (What.TAGS, "fête", "a, b"),
    ]


def quiet(
    archive: Archive, visitor: Visitor, before: SettledComment, after: SettledComment
) -> list[tuple[int, str, str | None]]:
    visitor.sees(before)
    visitor.sees(after)
    return happened(archive.history(1))


def test_what_a_source_that_failed_used_to_tell_is_not_removed(archive: Archive, visitor: Visitor) -> None:
    """The API tells parents and links; the next day it is down, and the page tells neither."""
    one = comment(1, parent=None)
    full = replace(one, sources={"author": "api", "text": "page"})
    poor = replace(told(one, replace(one.record, author=Person(name=one.record.author.name))), sources={"text": "page"})
    assert quiet(archive, visitor, full, poor) == []


def test_what_the_same_sources_no_longer_tell_is_removed(archive: Archive, visitor: Visitor) -> None:
    one = comment(1)
    unlinked = told(one, replace(one.record, author=Person(name=one.record.author.name)))
    assert quiet(archive, visitor, one, unlinked) == [(2, "author-link", "1")]


def test_a_feed_that_cuts_the_text_is_no_edit(archive: Archive, visitor: Visitor) -> None:
    one = comment(1, text="Merci pour ce billet, et à bientôt ! :)")
    cut = replace(
        told(one, replace(one.record, text="Merci pour ce billet et a bientot")), sources={"text": "comment_feed"}
    )
    assert quiet(archive, visitor, one, cut) == []


def test_the_same_link_over_https_is_no_change(archive: Archive, visitor: Visitor) -> None:
    one = comment(1)
    secure = told(one, replace(one.record, author=replace(one.record.author, url="https://www.author1.example")))
    assert quiet(archive, visitor, one, secure) == []


def test_changes_of_the_whole_archive_follow_the_visits_not_the_clock(archive: Archive) -> None:
    def save(url: str, visit: int, *comments: SettledComment) -> None:
        own = SettledPost(record=Post(title=url))
        shot = replace(snapshot(comments, visit=visit), url=f"https://blog.example/{url}", post=own)
        archive.save(taken(shot))

    save("a", 10, comment(1))
    save("b", 5, comment(1))  # the clock was put back
    save("a", 6, comment(1), comment(2))
    save("b", 7, comment(1))
    found = [(e.sequence, e.post_id, e.what.value, e.comment) for e in archive.changes(1)]
    assert found == [(2, 2, "saved", None), (2, 2, "added", "1"), (3, 1, "added", "2")]
    assert [e.sequence for e in archive.changes(START + timedelta(hours=6))] == [1, 1, 2, 2, 3]
    assert list(archive.changes(4)) == []
    assert list(archive.changes(START + timedelta(days=9))) == []
    assert [c.id for c in archive.snapshot(1).comments] == ["1", "2"]
    assert [c.id for c in archive.snapshot(1, START + timedelta(hours=6)).comments] == ["1", "2"]


def test_our_own_reading_is_kept_apart(archive: Archive) -> None:
    archive.save(taken(snapshot([comment(1, text="Merci Répondre"), comment(2)])))
    better: Taken = taken(snapshot([comment(1, text="Merci"), comment(2)], visit=2))
    write.save(archive.connection, better, post_id=1, kind="reread")
    assert [(e.what, e.kind) for e in archive.history(1) if e.visit == 2] == [(What.TEXT, "reread")]


def test_what_our_reading_drops_is_not_gone_from_the_site(archive: Archive, visitor: Visitor) -> None:
    visitor.sees(comment(1), comment(2))
    write.save(archive.connection, taken(snapshot([comment(1)], visit=2)), post_id=1, kind="reread")
    visitor.sees(comment(1))
    visitor.sees(comment(1))
    assert [(e.visit, e.what, e.comment, e.kind) for e in archive.history(1) if e.visit > 1] == [
        (2, What.MISSED, "2", "reread")
    ]


def test_a_long_history_is_told_in_order_in_parts(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few visits are looked at at a time, the same is told."""
    for visit in range(1, 8):
        for post in ("a", "b", "c"):
            shown = [comment(n) for n in range(1, visit + 1) if n != 2 or visit in {2, 5}]
            own = SettledPost(record=Post(title=post, text=f"{visit // 3}"))
            archive.save(taken(replace(snapshot(shown, visit=visit), url=f"https://blog.example/{post}", post=own)))
    whole = list(archive.changes(0))
    assert [e.sequence for e in whole] == sorted(e.sequence for e in whole)
    assert {e.what for e in whole} >= {What.SAVED, What.TEXT, What.ADDED, What.MISSED, What.GONE, What.RETURNED}
    for window in (1, 2, 5):
        monkeypatch.setattr(timeline, "_WINDOW", window)
        assert list(archive.changes(0)) == whole
        assert list(archive.changes(10)) == [e for e in whole if e.sequence > 10]
