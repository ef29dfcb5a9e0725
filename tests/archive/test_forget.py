"""What is forgotten is nowhere in the file, however it came there and whatever the site gives to know it by."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from blogarchive.archive import Archive, open_archive
from blogarchive.archive.bodies import unpacked
from blogarchive.model import Asset, SettledComment, Taken
from tests.archive.posts import START, comment, snapshot, taken

SECRET = "Mon adresse est rue des Lilas"
TOLD = comment(1, "Indiscret", SECRET)
THANKS = comment(2, "Sweb", "Merci")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        yield opened


def seen(visit: int, *comments: SettledComment, secret: bool = True) -> Taken:
    """A visit that read these comments from a page on which the secret stood."""
    return taken(snapshot(comments, visit=visit), body=f"<html>{visit}: {SECRET if secret else ''}".encode())


def holders(archive: Archive) -> list[str]:
    """The stored answers and snapshots in which the secret still stands."""
    rows = archive.connection.execute("SELECT sha256, coding, data, bytes FROM bodies").fetchall()
    return [name for name, *row in rows if SECRET.encode() in (unpacked(*row) or b"")]


def nameless(settled: SettledComment) -> SettledComment:
    """The comment on a site that gives it neither number nor address: it is known by its words alone."""
    return replace(
        settled, id=f"h{settled.id}000", record=replace(settled.record, native_id=None, url=None, published=None)
    )


def test_answers_that_were_read_too_badly_to_show_the_comment(archive: Archive) -> None:
    """The first reader did not find it; a later reading of the same answers did. So it stood in all of them."""
    archive.save(seen(1, THANKS))
    archive.save(seen(2, THANKS))
    archive.reread(1, snapshot([TOLD, THANKS], visit=2))
    archive.forget(1, "asked for", comment="1")
    assert holders(archive) == []
    assert [c.record.text for c in archive.snapshot(1).comments] == [None, "Merci"]
    assert list(archive.verify()) == []


def test_a_visit_of_another_archive_from_before_the_comment_was_missed(archive: Archive, tmp_path: Path) -> None:
    archive.save(seen(5, TOLD, THANKS))
    archive.save(seen(6, THANKS, secret=False))
    with open_archive(tmp_path / "other.db", write=True) as other:
        other.save(seen(1, TOLD, THANKS))
        archive.merge(other)
    archive.forget(1, "asked for", comment="1")
    assert holders(archive) == []
    assert [c.record.text for c in archive.snapshot(1, 3).comments] == [None, "Merci"]
    assert list(archive.verify()) == []


def test_an_older_visit_that_did_not_show_it_keeps_its_answers(archive: Archive, tmp_path: Path) -> None:
    archive.save(seen(5, TOLD, THANKS))
    with open_archive(tmp_path / "other.db", write=True) as other:
        other.save(seen(1, THANKS, secret=False))
        archive.merge(other)
    archive.forget(1, "asked for", comment="1")
    assert [capture.body for capture in archive.captures(1, 2)] == [b"<html>1: "]


def test_a_comment_without_a_number_stays_forgotten_while_the_site_shows_it(archive: Archive) -> None:
    visit = seen(1, nameless(TOLD), nameless(THANKS))
    archive.save(visit)
    archive.forget(1, "asked for", comment="h1000")
    renamed = replace(
        nameless(TOLD), id="h999"
    )  # an id made of a time reckoned from "3 days ago" moves with every visit
    for number, again in ((2, nameless(TOLD)), (3, renamed)):
        saved = archive.save(seen(number, again, nameless(THANKS)))
        assert (saved.new_comments, saved.missed) == (0, 0)
        assert holders(archive) == []
        assert [c.record.text for c in archive.snapshot(1).comments] == [None, "Merci"]
    assert list(archive.verify()) == []


def test_what_the_site_gives_an_id_leaves_not_even_a_hash_of_its_words(archive: Archive) -> None:
    """A hash of a few words can be guessed; the id is enough to know the comment by."""
    archive.save(seen(1, TOLD, nameless(THANKS)))
    for name in ("1", "h2000"):
        archive.forget(1, "asked for", comment=name)
    kept = archive.connection.execute("SELECT content FROM comment_revisions ORDER BY comment_id").fetchall()
    assert [len(row[0]) for row in kept] == [0, 64]


def test_its_pictures_go_with_it(archive: Archive) -> None:
    """A picture that it alone showed is part of what it said; one that the article or another comment shows stays."""
    own, shared = (
        Asset(url=f"https://blog.example/{n}.png", media_type="image/png", body=n.encode() * 9)
        for n in ("own", "shared")
    )
    html = "".join(f'<img alt="" src="{asset.url}">' for asset in (own, shared))
    told = replace(TOLD, record=replace(TOLD.record, html=html))
    thanks = replace(THANKS, record=replace(THANKS.record, html=f'<img alt="" src="{shared.url}">'))
    visits = [seen(number, told, thanks, *more) for number, more in ((1, ()), (2, (comment(3),)))]
    visits = [replace(visit, snapshot=replace(visit.snapshot, assets=(own, shared))) for visit in visits]
    for visit in visits:
        archive.save(visit)
    archive.forget(1, "asked for", comment="1")
    archive.save(replace(visits[1], snapshot=replace(visits[1].snapshot, taken_at=START + timedelta(hours=3))))
    assert [archive.snapshot(1, number).assets for number in (1, 2, 3)] == [(shared,)] * 3
    stored = [unpacked(*row) for row in archive.connection.execute("SELECT coding, data, bytes FROM bodies")]
    assert own.body not in stored and shared.body in stored
    assert not archive.connection.execute("SELECT 1 FROM visit_assets WHERE url = ?", (own.url,)).fetchone()
    assert list(archive.verify()) == []


def test_somebody_else_with_other_words_is_not_taken_for_it(archive: Archive) -> None:
    archive.save(seen(1, nameless(TOLD)))
    archive.forget(1, "asked for", comment="h1000")
    archive.save(seen(2, nameless(comment(7, "Edonis", "Bravo, une belle fête"))))
    assert [c.record.text for c in archive.snapshot(1).comments] == ["Bravo, une belle fête"]


def test_no_word_is_left_in_pages_that_the_index_gave_back(tmp_path: Path) -> None:
    """The index merges its parts as it grows. What it no longer needs is overwritten too, also where SQLite was built to leave it."""
    with open_archive(tmp_path / "blog.db", write=True) as archive:
        assert archive.connection.execute("PRAGMA secure_delete").fetchone()[0] == 1
        for visit in range(1, 12):
            shown = [comment(n, f"Zonderling{n}", f"wonderwoord{n} en {visit}") for n in range(1, 60)]
            archive.save(taken(snapshot(shown, visit=visit), body=str(visit).encode()))
        archive.forget(1, "asked for", comment="57")
    content = (tmp_path / "blog.db").read_bytes().lower()
    assert b"onderling57" not in content and b"woord57" not in content
