"""What is saved comes back as it was; a second visit adds and never takes away."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from blogarchive.archive import Archive, open_archive
from blogarchive.model import Post, SettledPost, State, Timestamp
from blogarchive.model.codec import to_document
from tests.archive.posts import START, URL, comment, reply, snapshot, taken


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "new folder" / "blog.db", write=True) as opened:
        yield opened


def counts(archive: Archive) -> dict[str, int]:
    tables = ("bodies", "visits", "captures", "comments", "comment_revisions", "post_revisions", "sightings")
    return {t: archive.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def test_no_cookie_of_a_server_is_kept(archive: Archive) -> None:
    """Who gets an archive must not get a login with it."""
    given = taken(snapshot([comment(1, "Sweb")]))
    secret = (("Set-Cookie", "sid=opensesame"), ("X-CSRF-Token", "opensesame"))
    captures = tuple(replace(capture, headers=(*capture.headers, *secret)) for capture in given.captures)
    archive.save(replace(given, captures=captures))
    assert list(archive.captures(1)) == list(given.captures)
    assert "opensesame" not in "".join(archive.connection.iterdump())


def test_a_snapshot_comes_back_equal(archive: Archive) -> None:
    shot = replace(snapshot([comment(1, "Sweb"), comment(2, parent="1")]), replies=(reply("2", "1"),))
    given = taken(shot)
    saved = archive.save(given)
    assert (saved.post_id, saved.visit, saved.new_comments, saved.changed, saved.missed, saved.is_new_post) == (
        1,
        1,
        2,
        0,
        0,
        True,
    )
    assert archive.snapshot(1) == given.snapshot
    assert list(archive.captures(1)) == list(given.captures)
    assert list(archive.document(1).items()) == list(to_document(given.snapshot).items())  # in this order too


def test_the_same_again_adds_a_visit_and_nothing_else(archive: Archive) -> None:
    archive.save(taken(snapshot([comment(1), comment(2)])))
    before = counts(archive)
    saved = archive.save(taken(snapshot([comment(1), comment(2)], visit=2)))
    assert (saved.visit, saved.new_comments, saved.changed, saved.missed, saved.is_new_post) == (2, 0, 0, 0, False)
    assert counts(archive) == before | {"visits": 2, "captures": 2}
    assert archive.snapshot(1).taken_at == START + timedelta(hours=2)
    assert archive.snapshot(1, 1).taken_at == START + timedelta(hours=1)


def test_a_comment_no_longer_shown_is_kept(archive: Archive) -> None:
    archive.save(taken(snapshot([comment(1), comment(2)])))
    saved = archive.save(taken(snapshot([comment(1)], visit=2)))
    assert (saved.missed, saved.alarm) == (1, None)
    assert [c.id for c in archive.snapshot(1).comments] == ["1"]
    assert [c.id for c in archive.snapshot(1, 1).comments] == ["1", "2"]
    row = archive.connection.execute("SELECT first_visit, last_visit, missed_visit FROM sightings WHERE comment_id = 2")
    assert tuple(row.fetchone()) == (1, 1, 2)
    again = archive.save(taken(snapshot([comment(1), comment(2)], visit=3)))
    assert (again.new_comments, again.changed, again.missed) == (0, 0, 0)
    rows = archive.connection.execute(
        "SELECT first_visit, missed_visit FROM sightings WHERE comment_id = 2 ORDER BY number"
    )
    assert [tuple(r) for r in rows] == [(1, 2), (3, None)]


def test_an_edit_is_a_revision_and_the_first_words_stay(archive: Archive) -> None:
    archive.save(taken(snapshot([comment(1, text="Merci")])))
    saved = archive.save(taken(snapshot([comment(1, text="Merci à tous !")], visit=2)))
    assert (saved.new_comments, saved.changed) == (0, 1)
    rows = archive.connection.execute("SELECT number, text FROM comment_revisions ORDER BY number")
    assert [tuple(r) for r in rows] == [(1, "Merci"), (2, "Merci à tous !")]


def test_relative_dates_avatars_markup_and_order_are_no_change(archive: Archive) -> None:
    one, two = comment(1), comment(2)
    archive.save(taken(snapshot([one, two])))
    moving = Timestamp(raw="il y a 3 jours", local=START.replace(tzinfo=None, microsecond=0), estimated=True)
    dressed = replace(
        two,
        record=replace(
            two.record,
            published=moving,
            html="<div>other</div>",
            author=replace(two.record.author, avatar="https://g/1.png"),
        ),
    )
    given = taken(snapshot([dressed, one], visit=2))
    saved = archive.save(given)
    assert (saved.new_comments, saved.changed, saved.missed) == (0, 0, 0)
    assert archive.snapshot(1) == given.snapshot


def test_a_page_without_any_known_comment_is_an_alarm(archive: Archive) -> None:
    archive.save(taken(snapshot([comment(1), comment(2)])))
    saved = archive.save(taken(snapshot([], visit=2)))
    assert (saved.missed, saved.alarm) == (2, "none-seen")
    assert next(archive.posts()).alarm == "none-seen"
    assert archive.save(taken(snapshot([comment(1), comment(2)], visit=3))).alarm is None


def test_held_and_deleted_states_are_changes(archive: Archive) -> None:
    archive.save(taken(snapshot([comment(1, state=State.HELD)])))
    assert archive.save(taken(snapshot([comment(1)], visit=2))).changed == 1
    assert archive.save(taken(snapshot([comment(1, text="[deleted]", state=State.DELETED)], visit=3))).changed == 1


def test_text_with_nul_and_lone_surrogates_is_kept(archive: Archive) -> None:
    given = taken(snapshot([comment(1, author="a\x00b\ud800", text="x\ud83d y\x00")]))
    archive.save(given)
    assert archive.snapshot(1) == given.snapshot
    assert archive.save(taken(replace(given.snapshot, taken_at=START))).changed == 0


def test_only_its_owner_may_read_the_file(archive: Archive) -> None:
    archive.save(taken(snapshot([])))
    for path in archive.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_a_post_is_known_by_every_form_of_its_address(archive: Archive) -> None:
    archive.save(taken(snapshot([comment(1)])))
    for address in ("http://www.blog.example/2010/05/la-fete-des-voisins", f"{URL}#comment-3", f"{URL}?utm_source=x"):
        assert archive.find(address).id == 1
        assert not archive.save(taken(replace(snapshot([comment(1)]), url=address))).is_new_post
    other = replace(
        snapshot([comment(1)]), url="https://blog.example/other/", post=SettledPost(record=Post(title="Other"))
    )
    assert archive.save(taken(other)).is_new_post
