"""A damaged archive: what is lost is named, everything else comes over."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogarchive.archive import Archive, Rescued, open_archive
from blogarchive.errors import ArchiveError, UsageError
from blogarchive.model import Snapshot
from tests.archive.killing import url_of, visit

PAGE = 4096
VISITS = [(post, number) for number in (1, 2, 3) for post in range(6)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("whole") / "a.db"
    with open_archive(path, write=True) as archive:
        for post, number in VISITS:
            archive.save(visit(post, number))
    yield path


def rescued(path: Path, target: Path) -> tuple[Rescued, Archive]:
    archive = open_archive(target, write=True)
    with open_archive(path, write=False) as damaged:
        return archive.rescue(damaged), archive


def snapshots(archive: Archive) -> list[Snapshot]:
    """All that the archive has, of the posts that it has."""
    found = []
    for post, number in VISITS:
        try:
            row = archive.find(url_of(post))
        except UsageError:
            continue
        found += [archive.snapshot(row.id, n) for n in range(1, row.visits + 1)] if number == 1 else []
    return found


def test_a_whole_archive_comes_over_whole(whole: Path, tmp_path: Path) -> None:
    done, archive = rescued(whole, tmp_path / "new.db")
    with archive:
        assert (done.posts, done.visits, done.losses) == (6, 18, ())
        assert list(archive.verify()) == []
        found = snapshots(archive)
        assert len(found) == 18 and all(visit(*v).snapshot in found for v in VISITS)


def test_a_page_of_noise_loses_only_what_was_on_it(whole: Path, tmp_path: Path) -> None:
    """Whichever page it is: all visits come over, or the missing ones are named; nothing false comes over."""
    original = whole.read_bytes()
    chance = random.Random(3)
    pages = chance.sample(range(1, len(original) // PAGE), 6)
    for page in pages:
        path = tmp_path / f"{page}.db"
        path.write_bytes(original[: page * PAGE] + chance.randbytes(PAGE) + original[(page + 1) * PAGE :])
        try:
            done, archive = rescued(path, tmp_path / f"{page}.new.db")
        except ArchiveError:
            continue  # the list of tables itself
        with archive:
            expected = [visit(*v).snapshot for v in VISITS]
            assert all(shot in expected for shot in snapshots(archive))
            assert done.visits == len(VISITS) or done.losses
            assert list(archive.verify()) == []


def test_what_is_lost_is_named(whole: Path, tmp_path: Path) -> None:
    with open_archive(whole, write=False) as archive:
        state = archive.connection.execute(
            "SELECT b.data FROM bodies b JOIN visits v ON v.state = b.sha256 WHERE v.post_id = 2 AND v.number = 3"
        ).fetchone()[0]
    path = tmp_path / "a.db"
    original = whole.read_bytes()
    at = original.index(state[100:160])
    path.write_bytes(original[:at] + b"?" * 60 + original[at + 60 :])
    done, archive = rescued(path, tmp_path / "new.db")
    with archive:
        assert (done.posts, done.visits) == (6, 17)
        assert [(loss.post, loss.message.split(" (")[0]) for loss in done.losses] == [("2 (Post 1)", "visit 3")]
        assert archive.find(url_of(1)).visits == 2
        assert list(archive.verify()) == []


def test_nothing_is_rescued_into_an_archive_in_use(whole: Path) -> None:
    with open_archive(whole, write=True) as archive, pytest.raises(ArchiveError, match="holds posts already"):
        archive.rescue(archive)


def test_what_was_forgotten_stays_forgotten(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(whole.read_bytes())
    with open_archive(path, write=True) as archive:
        archive.forget(url_of(0), "asked")
        archive.forget(url_of(1), "asked", comment="1")
    done, archive = rescued(path, tmp_path / "new.db")
    with archive:
        assert (done.posts, done.visits, done.losses) == (5, 15, ())
        assert [f.reason for f in archive.forgotten()] == ["asked", "asked"]
        archive.save(visit(1, 4))
        assert archive.snapshot(archive.find(url_of(1)).id).comments[0].record.text is None
        with open_archive(whole, write=False) as old:
            assert archive.merge(old).forgotten == 1
        assert list(archive.verify()) == []


def test_what_is_watched_is_still_watched(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(whole.read_bytes())
    since = datetime(2026, 3, 1, tzinfo=UTC)
    with open_archive(path, write=True) as archive:
        archive.watch(2, since)
    _, archive = rescued(path, tmp_path / "new.db")
    with archive:
        assert [(watch.url, watch.watched_since) for watch in archive.watched()] == [(url_of(1), since)]


def test_a_full_disk_is_not_told_as_damage(whole: Path, tmp_path: Path) -> None:
    with open_archive(tmp_path / "new.db", write=True) as archive, open_archive(whole, write=False) as damaged:
        pages = archive.connection.execute("PRAGMA page_count").fetchone()[0]
        archive.connection.execute(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(ArchiveError, match="no space left"):
            archive.rescue(damaged)


def test_a_rereading_whose_visit_is_lost_is_the_posts_first_visit(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_archive(path, write=True) as archive:
        archive.save(visit(1, 1))
        archive.reread(1, visit(1, 2).snapshot)
        archive.watch(1, datetime(2026, 3, 1, tzinfo=UTC))
        for trigger in ("bodies_no_delete", "visits_no_delete"):
            archive.connection.execute(f"DROP TRIGGER {trigger}")
        archive.connection.execute("DELETE FROM bodies WHERE sha256 = (SELECT state FROM visits WHERE number = 1)")
    done, archive = rescued(path, tmp_path / "new.db")
    with archive:
        assert (done.visits, len(done.losses)) == (1, 1)
        assert archive.snapshot(1) == visit(1, 2).snapshot
        assert archive.find(1).title and archive.watched()[0].changed_at
