"""Copies, merges, forgetting and verifying: nothing is lost by accident, and what must go is gone."""

import os
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from blogarchive.archive import Archive, What, open_archive
from blogarchive.errors import ArchiveError, OutputError, UsageError
from blogarchive.model import (
    Mention,
    MentionKind,
    Party,
    Person,
    Post,
    Reply,
    SettledComment,
    SettledPost,
    State,
    Taken,
)
from tests.archive.posts import URL, comment, snapshot, taken

SECRET = "Mon adresse est rue des Lilas"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        yield opened


def talk(visit: int = 1, *more: SettledComment) -> Taken:
    """A post on which Indiscret says too much and Sweb answers him."""
    shot = snapshot([comment(1, "Indiscret", SECRET), comment(2, "Sweb", "Merci", parent="1"), *more], visit=visit)
    shot = replace(
        shot,
        mentions=(Mention(kind=MentionKind.NAME, text="Lilas", where="1", start=24, end=29, person="indiscret"),),
        replies=(Reply(child="2", parent="1", stated=False, confidence=0.9, evidence="after Indiscret's comment"),),
        people=(Party(id="indiscret", names=("Indiscret",), comments=1), Party(id="sweb", names=("Sweb",), comments=1)),
    )
    return taken(shot, body=f"<html>Indiscret: {SECRET}. Visit {visit}".encode())


def elsewhere(number: int, visit: int = 1) -> Taken:
    shot = replace(snapshot([comment(1)], visit=visit), url=f"https://other.example/{number}")
    return taken(replace(shot, post=SettledPost(record=Post(title=f"Other {number}"))), body=b"<html>other")


def test_a_backup_is_a_whole_archive(archive: Archive, tmp_path: Path) -> None:
    archive.save(talk())
    copy = tmp_path / "copy.db"
    archive.backup(copy)
    archive.save(elsewhere(1))
    with open_archive(copy, write=False) as copied:
        assert [row.id for row in copied.posts()] == [1]
        assert copied.snapshot(1) == talk().snapshot
        assert list(copied.verify()) == []
    archive.backup(copy)  # tomorrow's backup takes the place of today's
    with open_archive(copy, write=False) as copied:
        assert [row.id for row in copied.posts()] == [1, 2]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["blog.db", "blog.db.lock", "copy.db"]


def test_a_backup_is_made_by_a_reader_while_somebody_writes(archive: Archive, tmp_path: Path) -> None:
    archive.save(talk())
    with open_archive(archive.path, write=False) as reader:
        archive.save(elsewhere(1))
        reader.backup(tmp_path / "copy.db")
    with open_archive(tmp_path / "copy.db", write=False) as copied:
        assert [row.id for row in copied.posts()] == [1, 2]


def test_a_backup_overwrites_nothing_else(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear …")
    os.mkfifo(tmp_path / "pipe")
    for target, reason in [
        (tmp_path / "letter.txt", "something else"),
        (tmp_path / "pipe", "something else"),
        (archive.path, "itself"),
        (tmp_path, "folder"),
        (tmp_path / "no" / "copy.db", "no such file"),
    ]:
        with pytest.raises(OutputError, match=reason):
            archive.backup(target)
    assert (tmp_path / "letter.txt").read_text() == "Dear …"


def everything(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.iterdir())


def test_a_forgotten_comment_is_nowhere(archive: Archive) -> None:
    archive.save(talk())
    archive.save(elsewhere(1))
    forgotten = archive.forget(1, "asked for by mail", comment="1")
    assert (forgotten.post_id, forgotten.comment, forgotten.reason, forgotten.bodies) == (1, 1, "asked for by mail", 2)
    shot = archive.snapshot(1)
    one, two = shot.comments
    assert (one.id, one.record.text, one.record.author.name, one.record.state) == ("1", None, None, State.DELETED)
    assert (two.record.text, two.record.parent, shot.replies) == (
        "Merci",
        "1",
        (Reply(child="2", parent="1", stated=False, confidence=0.9),),
    )
    assert (shot.mentions, [party.id for party in shot.people]) == ((), ["sweb"])
    assert archive.search("merci") and not archive.search("lilas")
    (capture,) = archive.captures(1)
    assert (capture.body, capture.notes[-1]) == (b"", "forgotten")
    assert list(archive.verify()) == []
    assert [f.reason for f in archive.forgotten()] == ["asked for by mail"]
    archive.close()
    for word in (b"Lilas", b"lilas", b"Indiscret", b"indiscret"):
        assert word not in everything(archive.path)


def test_a_forgotten_comment_stays_forgotten_while_the_site_shows_it(archive: Archive) -> None:
    archive.save(talk())
    archive.forget(1, "asked", comment="1")
    saved = archive.save(talk(2, comment(3)))
    assert (saved.new_comments, saved.changed, saved.missed) == (1, 0, 0)
    assert [c.record.text for c in archive.snapshot(1).comments] == [None, "Merci", "What number 3 has to say"]
    archive.save(taken(snapshot([comment(2, "Sweb", "Merci", parent="1"), comment(3)], visit=3)))
    assert [len(c.body) > 0 for c in archive.captures(1)] == [False, False, True]
    assert list(archive.verify()) == []
    archive.close()
    assert b"Lilas" not in everything(archive.path)


def test_a_forgotten_post_is_gone_and_the_others_stay(archive: Archive) -> None:
    archive.save(talk())
    archive.save(elsewhere(1))
    archive.save(talk(2))
    assert archive.forget(URL, "asked for").bodies == 3  # one state for both visits, two pages; the image is shared
    with pytest.raises(UsageError):
        archive.find(URL)
    assert archive.snapshot(2) == elsewhere(1).snapshot
    assert not archive.search("merci") and archive.search("number")
    assert list(archive.verify()) == []
    again = archive.save(talk(3))
    assert (again.post_id, again.is_new_post) == (3, True)  # fetched on purpose; numbers are not given twice
    archive.close()


def test_forgetting_needs_a_reason_and_something_to_forget(archive: Archive) -> None:
    archive.save(talk())
    for reference, reason, which in [(1, " ", None), (9, "asked", None), (1, "asked", "77")]:
        with pytest.raises(UsageError):
            archive.forget(reference, reason, comment=which)
    assert archive.snapshot(1) == talk().snapshot
    assert archive.forgotten() == []
    with pytest.raises(sqlite3.IntegrityError):
        archive.connection.execute("DELETE FROM bodies")


def other(path: Path, *visits: Taken) -> Archive:
    with open_archive(path, write=True) as writer:
        for visit in visits:
            writer.save(visit)
    return open_archive(path, write=False)


def test_a_merge_adds_what_is_missing_and_may_be_repeated(archive: Archive, tmp_path: Path) -> None:
    archive.save(talk(1))
    with other(tmp_path / "b.db", talk(1), talk(3, comment(3)), elsewhere(1), elsewhere(2)) as second:
        done = archive.merge(second)
        assert (done.posts, done.new_posts, done.visits, done.known, done.forgotten) == (3, 2, 3, 1, 0)
        assert archive.snapshot(1) == talk(3, comment(3)).snapshot
        assert [row.visits for row in archive.posts()] == [2, 1, 1]
        assert archive.merge(second).visits == 0
    assert list(archive.verify()) == []


def test_older_visits_of_another_archive_change_nothing_that_is_current(archive: Archive, tmp_path: Path) -> None:
    archive.save(taken(snapshot([comment(1, text="New words"), comment(2)], visit=5)))
    older = [
        taken(snapshot([comment(1, text="First words"), comment(9, text="Gone before we came")], visit=1)),
        taken(snapshot([comment(1, text="First words")], visit=2)),
    ]
    with other(tmp_path / "b.db", *older) as second:
        done = archive.merge(second)
    assert (done.new_posts, done.visits) == (0, 2)
    assert [c.record.text for c in archive.snapshot(1).comments] == ["New words", "What number 2 has to say"]
    assert archive.snapshot(1, 2) == older[0].snapshot
    assert (archive.find(1).comments, archive.find(1).visits) == (2, 3)
    events = [(e.visit, e.what, e.comment, e.before, e.kind) for e in archive.history(1) if e.visit > 1]
    assert events == [
        (2, What.TEXT, "1", "First words", "merged"),
        (2, What.ADDED, "9", None, "merged"),
    ]
    assert [hit.comment for hit in archive.search("gone before")] == ["9"]
    saved = archive.save(taken(snapshot([comment(1, text="New words"), comment(2)], visit=6)))
    assert (saved.new_comments, saved.changed, saved.missed, saved.alarm) == (0, 0, 0, None)
    assert list(archive.verify()) == []


def test_a_merge_does_not_bring_back_what_was_forgotten(archive: Archive, tmp_path: Path) -> None:
    archive.save(talk(1))
    archive.save(elsewhere(1))
    archive.forget(2, "asked for")
    archive.forget(1, "asked for", comment="1")
    with other(tmp_path / "b.db", talk(1), talk(2), elsewhere(1), elsewhere(1, 2)) as second:
        done = archive.merge(second)
        assert (done.forgotten, done.known, done.visits) == (1, 1, 1)
    assert [row.id for row in archive.posts()] == [1]
    assert [c.record.text for c in archive.snapshot(1).comments] == [None, "Merci"]
    archive.close()
    assert b"Lilas" not in archive.path.read_bytes()


TAMPERED = {
    "UPDATE visits SET taken_at = '2020-01-01T00:00:00+00:00' WHERE id = 2": (
        "chain",
        "visit 2 is not what was stored",
    ),
    "UPDATE visits SET state = (SELECT state FROM visits WHERE id = 1) WHERE id = 2": (
        "chain",
        "visit 2 is not what was stored",
    ),
    "UPDATE captures SET url = 'https://x.example/' WHERE visit_id = 1": ("chain", "visit 1 is not what was stored"),
    "UPDATE comment_revisions SET text = 'forged' WHERE id = 1": (
        "record",
        "revision 1 of comment 1 is not what was stored",
    ),
    "UPDATE comment_revisions SET author = 'forged' WHERE id = 2": (
        "record",
        "revision 1 of comment 2 is not what was stored",
    ),
    "UPDATE post_revisions SET record = replace(record, 'Cath', 'Kate')": (
        "record",
        "revision 1 of the post is not what was stored",
    ),
    "UPDATE posts SET visits = 3": ("chain", "there are 2 visits, and the post says 3"),
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_was_changed_behind_our_back_is_told(archive: Archive, statement: str) -> None:
    archive.save(talk(1))
    archive.save(talk(2, comment(3)))
    for table in ("visits", "captures", "comment_revisions", "post_revisions"):
        archive.connection.execute(f"DROP TRIGGER {table}_no_update")
    archive.connection.execute(statement)
    told = [(problem.code, problem.message) for problem in archive.verify() if problem.code != "index"]
    assert TAMPERED[statement] in told
    assert {problem.post for problem in archive.verify() if problem.code in {"chain", "record"}} == {
        "1 (La fête des voisins)"
    }


def test_a_visit_taken_out_is_told(archive: Archive) -> None:
    for visit in (1, 2, 3):
        archive.save(talk(visit))
    archive.connection.execute("PRAGMA foreign_keys = OFF")
    for table in ("visits", "captures"):
        archive.connection.execute(f"DROP TRIGGER {table}_no_delete")
    archive.connection.execute("DELETE FROM captures WHERE visit_id = 2")
    archive.connection.execute("DELETE FROM visits WHERE id = 2")
    assert ("chain", "visit 2 is missing") in [(p.code, p.message) for p in archive.verify()]


def test_an_index_that_lost_words_is_told(archive: Archive) -> None:
    archive.save(talk())
    archive.connection.execute("INSERT INTO comment_words (comment_words) VALUES ('delete-all')")
    assert [problem.code for problem in archive.verify()] == ["index"]


def test_a_reader_cannot_change_anything(archive: Archive) -> None:
    archive.save(talk())
    with open_archive(archive.path, write=False) as reader:
        with pytest.raises(ArchiveError, match="opened for reading"):
            reader.forget(1, "asked")
        with pytest.raises(ArchiveError, match="opened for reading"):
            reader.merge(archive)
        assert list(reader.verify()) == []


def test_what_another_archive_could_not_see_is_no_change(archive: Archive, tmp_path: Path) -> None:
    """Ours knows the author's link from the API; the older visit of the other one had the page alone."""
    whole = replace(comment(1), sources={"author": "page api", "text": "page", "published": "page"})
    bare = replace(comment(1), record=replace(comment(1).record, author=Person(name="Author 1")))
    archive.save(taken(snapshot([whole], visit=5)))
    with other(tmp_path / "b.db", taken(snapshot([bare], visit=1))) as second:
        archive.merge(second)
    assert [event.what for event in archive.history(1)] == [What.SAVED, What.ADDED]


def test_damage_is_said_of_the_archive_that_has_it(archive: Archive, tmp_path: Path) -> None:
    archive.save(talk(1))
    with other(tmp_path / "b.db", talk(2)) as second:
        connection = sqlite3.connect(second.path)
        connection.execute("DROP TRIGGER bodies_no_delete")
        connection.execute("DELETE FROM bodies")
        connection.commit()
        connection.close()
        with pytest.raises(ArchiveError, match=r"b\.db: damaged: the bytes"):
            archive.merge(second)


@pytest.mark.parametrize("seed", range(4))
def test_merges_in_any_order_know_the_same(tmp_path: Path, seed: int) -> None:
    """Whichever archive takes in which, first or again: every comment and every wording of all visits is in both."""
    chance = random.Random(seed)
    visits = [
        taken(
            snapshot(
                [
                    comment(n, text=f"Wording {chance.randint(1, 2)} of {n}")
                    for n in range(1, 5)
                    if chance.random() < 0.7
                ],
                visit=v,
            )
        )
        for v in range(1, 9)
    ]
    mine, theirs = ([v for v in visits if chance.random() < 0.6] for _ in range(2))
    with other(tmp_path / "a.db", *mine) as first, other(tmp_path / "b.db", *theirs) as second:
        known = []
        for name, order in (("ab", (first, second, first)), ("ba", (second, first, second))):
            with open_archive(tmp_path / f"{name}.db", write=True) as united:
                for one in order:
                    united.merge(one)
                assert list(united.verify()) == []
                assert united.find(1).visits == len({v.snapshot.taken_at for v in (*mine, *theirs)})
                latest = max((*mine, *theirs), key=lambda v: v.snapshot.taken_at)
                assert united.snapshot(1) == latest.snapshot
                known.append({tuple(row) for row in united.connection.execute(_SAID)})
        assert known[0] == known[1] == {(c.id, c.record.text) for v in (*mine, *theirs) for c in v.snapshot.comments}


_SAID = "SELECT c.label, r.text FROM comments c JOIN comment_revisions r ON r.comment_id = c.id"
