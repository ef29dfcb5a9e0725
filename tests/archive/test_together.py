"""Two processes at one archive: a reader is told one state of it, and two copies do not spoil each other."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from blogarchive.archive import Archive, copying, open_archive, transact
from blogarchive.errors import ArchiveError, ArchiveLockedError
from tests.archive.posts import comment, snapshot, taken


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        opened.save(taken(snapshot([comment(1)])))
        yield opened


@pytest.mark.parametrize(
    "ask",
    [
        lambda a: a.history(1),
        lambda a: list(a.changes(0)),
        lambda a: a.compare(1),
        lambda a: list(a.verify()),
        lambda a: a.latest(1),
    ],
    ids=["history", "changes", "compare", "verify", "latest"],
)
def test_a_visit_saved_between_two_questions(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Archive], object]
) -> None:
    """The answer is that of before or of after the visit, never a mixture (once a KeyError)."""
    monkeypatch.setattr(transact, "_READERS_MS", 50)
    with open_archive(archive.path, write=False) as reader:
        for moment in range(1, 13):  # between each two of the statements that the answer is made from
            before = ask(reader)
            started: list[str] = []

            def save_then(statement: str, moment: int = moment, started: list[str] = started) -> None:
                started.append(statement)
                if len(started) == moment:
                    with suppress(ArchiveLockedError):  # it waits for the reader, as it should
                        archive.save(taken(snapshot([comment(moment, text=f"Otherwise {moment}")], visit=moment + 1)))

            reader.connection.set_trace_callback(save_then)
            during = ask(reader)
            reader.connection.set_trace_callback(None)
            assert during in (before, ask(reader))


def test_two_backups_into_one_file(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds the first at work and leaves; what the first writes is whole."""
    copy = tmp_path / "copy.db"
    check = copying._must_be_whole

    def meanwhile(part: Path, kind: int) -> None:
        monkeypatch.setattr(copying, "_must_be_whole", check)
        with (
            open_archive(archive.path, write=False) as second,
            pytest.raises(ArchiveLockedError, match="another process"),
        ):
            second.backup(copy)
        check(part, kind)

    monkeypatch.setattr(copying, "_must_be_whole", meanwhile)
    archive.backup(copy)
    with open_archive(copy, write=False) as copied:
        assert [row.id for row in copied.posts()] == [1]
    archive.backup(copy)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["blog.db", "blog.db.lock", "copy.db"]


def test_a_copy_that_vanished_does_not_replace_a_good_one(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty file passes SQLite's own check."""
    copy = tmp_path / "copy.db"
    archive.backup(copy)
    good, check = copy.read_bytes(), copying._must_be_whole

    def vanished(part: Path, kind: int) -> None:
        part.unlink()
        check(part, kind)

    monkeypatch.setattr(copying, "_must_be_whole", vanished)
    with pytest.raises(ArchiveError, match="empty"):
        archive.backup(copy)
    assert copy.read_bytes() == good


def test_what_a_killed_backup_left_is_written_over(archive: Archive, tmp_path: Path) -> None:
    left = tmp_path / "copy.db.part"
    left.write_bytes(b"half a copy" * 1000)
    left.with_name("copy.db.part-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 5000)
    archive.backup(tmp_path / "copy.db")
    connection = sqlite3.connect(tmp_path / "copy.db")
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()
    assert not left.exists()
