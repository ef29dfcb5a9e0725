"""What an archive is opened from: nothing, an archive, something else, or something that may not be touched."""

import os
import shutil
import sqlite3
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from blogarchive.archive import in_anothers_folder, open_archive, open_untouched, schema
from blogarchive.archive.connect import journal_mode
from blogarchive.errors import ArchiveError, ArchiveLockedError
from tests.archive.older import older
from tests.archive.posts import comment, snapshot, taken

NOBODY = 65534


def made(path: Path) -> Path:
    with open_archive(path, write=True) as archive:
        archive.save(taken(snapshot([comment(1)])))
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def without_rights() -> Iterator[None]:
    """Act as a user to whom rights apply (root has all)."""
    if os.name == "nt":
        pytest.skip("rights are another matter on Windows")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach; not below pytest's own, which each of its runs closes for others."""
    above = Path(tempfile.mkdtemp(prefix="blogarchive-"))
    above.chmod(0o755)
    folder = above / "archive"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(above)


@pytest.mark.parametrize(
    "content", [b"hello", b"SQLite format 3\x00", os.urandom(5000)], ids=["text", "header", "noise"]
)
@pytest.mark.parametrize("write", [True, False])
def test_db_is_not_sqlite(tmp_path: Path, content: bytes, write: bool) -> None:
    (tmp_path / "a.db").write_bytes(content)
    with pytest.raises(ArchiveError, match="no archive of blogarchive"):
        open_archive(tmp_path / "a.db", write=write)
    assert files(tmp_path) == {"a.db": content}


@pytest.mark.parametrize("write", [True, False])
def test_another_programs_database_is_not_touched(tmp_path: Path, write: bool) -> None:
    with sqlite3.connect(tmp_path / "places.db") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    before = files(tmp_path)
    with pytest.raises(ArchiveError, match="another program's"):
        open_archive(tmp_path / "places.db", write=write)
    assert files(tmp_path) == before


@pytest.mark.parametrize("write", [True, False])
def test_db_newer_schema(tmp_path: Path, write: bool) -> None:
    path = made(tmp_path / "a.db")
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    newer.close()
    (tmp_path / "a.db.lock").unlink()
    before = files(tmp_path)
    with pytest.raises(ArchiveError, match=f"newer version .form {schema.VERSION + 1}"):
        open_archive(path, write=write)
    assert files(tmp_path) == before


def test_reading_needs_an_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here yet"):
        open_archive(tmp_path / "none.db", write=False)
    assert files(tmp_path) == {}


@pytest.mark.parametrize("write", [True, False])
def test_a_folder_or_a_bad_path(tmp_path: Path, write: bool) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path, reason in [
        (tmp_path, "folder"),
        (tmp_path / "file" / "a.db", "no folder"),
        (tmp_path / ("x" * 300), "too long"),
        (tmp_path / "a\0b", "cannot be used"),
    ]:
        with pytest.raises(ArchiveError, match=reason):
            open_archive(path, write=write)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_file_is_not_opened(tmp_path: Path, write: bool) -> None:
    """To open a pipe would wait for ever; a device is no full disk."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(ArchiveError, match="no file that can hold an archive"):
            open_archive(path, write=write)
        with pytest.raises(ArchiveError, match="no file that can hold an archive"), open_untouched(path):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_readonly_db(open_folder: Path) -> None:
    path = made(open_folder / "a.db")
    path.chmod(0o444)
    (open_folder / "a.db.lock").unlink()
    open_folder.chmod(0o777)
    with without_rights():
        with pytest.raises(ArchiveError, match="no rights"):
            open_archive(path, write=True)
        with open_archive(path, write=False) as archive:
            assert len(archive.snapshot(1).comments) == 1
    assert set(files(open_folder)) == {"a.db"}


def test_readonly_dir(open_folder: Path) -> None:
    path = made(open_folder / "a.db")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights():
        with open_archive(path, write=False) as archive:
            assert len(archive.snapshot(1).comments) == 1
            with pytest.raises(ArchiveError, match="opened for reading"):
                archive.save(taken(snapshot([])))
        for new in (open_folder / "b.db", open_folder / "sub" / "b.db"):
            with pytest.raises(ArchiveError, match="no rights"):
                open_archive(new, write=True)


def test_no_rights_at_all(open_folder: Path) -> None:
    path = made(open_folder / "a.db")
    with without_rights():
        if os.geteuid() == path.stat().st_uid:
            pytest.skip("the owner of a file with mode 0600 has rights to it")
        for write in (True, False):
            with pytest.raises(ArchiveError, match="no rights"):
                open_archive(path, write=write)


def test_a_wal_in_a_folder_that_may_only_be_read(open_folder: Path) -> None:
    """A newer SQLite may have left the file in WAL mode; a reader without rights cannot make the files that this mode wants."""
    path = made(open_folder / "a.db")
    wal = sqlite3.connect(path)
    wal.execute("PRAGMA journal_mode = WAL")
    wal.close()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights(), open_archive(path, write=False) as archive:
        assert len(archive.snapshot(1).comments) == 1


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 45, 0), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 53, 0), "wal"),
    ],
)
def test_wal_bug_version(version: tuple[int, int, int], mode: str) -> None:
    assert journal_mode(version) == mode


def test_a_commit_outlasts_a_power_cut(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        asked = {
            name: archive.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")
        }
        mode = archive.connection.execute("PRAGMA journal_mode").fetchone()[0]
    assert asked == {"synchronous": 2, "foreign_keys": 1}
    assert mode == journal_mode(sqlite3.sqlite_version_info)


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with (
        open_archive(tmp_path / "a.db", write=True),
        pytest.raises(ArchiveLockedError, match=f"locked by process {os.getpid()} on .+ since 20"),
    ):
        open_archive(tmp_path / "a.db", write=True)
    open_archive(tmp_path / "a.db", write=True).close()


def test_another_name_of_the_file_has_the_same_lock(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    (tmp_path / "link.db").symlink_to(path)
    with open_archive(path, write=True), pytest.raises(ArchiveLockedError):
        open_archive(tmp_path / "link.db", write=True)


def test_a_writer_that_knows_nothing_of_our_lock(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        open_archive(path, write=True) as archive,
        pytest.raises(ArchiveLockedError, match="locked by another program"),
    ):
        archive.save(taken(snapshot([])))
    other.close()


def test_readers_read_while_somebody_writes(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    with open_archive(path, write=True) as writer, open_archive(path, write=False) as reader:
        writer.save(taken(snapshot([comment(1), comment(2)], visit=2)))
        assert len(reader.snapshot(1).comments) == 2


@pytest.mark.parametrize(
    "name",
    [b"a b?mode=ro#x%41 \xc3\xa9.db", b"latin1 \xe9.db", b"-x;y&z='1\".db", b"two\nlines.db", b"\xf0\x9f\x92\xa5"],
)
def test_a_path_with_odd_characters(tmp_path: Path, name: bytes) -> None:
    """A file's name is any bytes; it need not be UTF-8."""
    path = made(tmp_path / os.fsdecode(name))
    assert path.exists()
    with open_archive(path, write=False) as archive:
        assert archive.find(1).comments == 1


def test_rows_of_the_past_cannot_be_changed(tmp_path: Path) -> None:
    """No statement changes what was stored, whoever runs it."""
    with open_archive(tmp_path / "a.db", write=True) as archive:
        archive.save(taken(snapshot([comment(1)])))
        for table in schema.APPEND_ONLY:
            column = archive.connection.execute(
                f"SELECT name FROM pragma_table_info('{table}') LIMIT 1 OFFSET 1"
            ).fetchone()[0]
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 'x'"):
                with pytest.raises(sqlite3.IntegrityError, match=f"rows of {table} are only added"):
                    archive.connection.execute(statement)


def test_an_older_form_is_copied_before_it_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "a.db")
    old = path.read_bytes()

    def add_a_table(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE added (x)")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, add_a_table))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with open_archive(path, write=False) as archive:  # a reader migrates too, where it may
        assert archive.connection.execute("SELECT count(*) FROM added").fetchone()[0] == 0
        assert archive.find(1).comments == 1
    copy = tmp_path / f"a.db.form-{schema.VERSION - 1}.bak"
    monkeypatch.undo()
    with open_archive(copy, write=False) as archive:
        assert archive.find(1).comments == 1
    assert len(copy.read_bytes()) == len(old)


def test_an_archive_whose_making_was_broken_off_is_made(tmp_path: Path) -> None:
    """Killed after the first transaction was written and before its journal was gone: the journal tells that there was nothing before
    (https://www.sqlite.org/fileformat2.html#the_rollback_journal: signature, no records, a nonce, no pages, sectors and pages in bytes)."""
    path = made(tmp_path / "blog.db")
    header = struct.pack(">8s5I", bytes.fromhex("d9d505f920a163d7"), 0, 7, 0, 512, 4096)
    path.with_name("blog.db-journal").write_bytes(header.ljust(512, b"\0"))
    with open_archive(path, write=True) as archive:
        assert not list(archive.posts())
        assert not list(tmp_path.glob("*.bak"))
        archive.save(taken(snapshot([comment(1)])))
        assert list(archive.verify()) == []


def test_a_migration_that_fails_leaves_the_older_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "a.db")

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE added (x)")
        connection.execute("INSERT INTO no_such_table VALUES (1)")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fails))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(ArchiveError):
        open_archive(path, write=True)
    monkeypatch.undo()
    with open_archive(path, write=True) as archive:
        assert archive.find(1).comments == 1
        assert archive.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'added'").fetchone()[0] == 0


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_every_older_form_is_migrated(tmp_path: Path, version: int) -> None:
    path = made(tmp_path / "a.db")
    older(path, version)
    with open_archive(path, write=True) as archive:
        assert archive.snapshot(1) == taken(snapshot([comment(1)])).snapshot
        assert [hit.comment for hit in archive.search("number")] == ["1"]
        assert archive.save(taken(snapshot([comment(1), comment(2)], visit=2))).visit == 2
        assert list(archive.verify()) == []
    older_copy = sqlite3.connect(tmp_path / f"a.db.form-{version}.bak")
    assert older_copy.execute("PRAGMA user_version").fetchone()[0] == version
    assert older_copy.execute("SELECT count(*) FROM comments").fetchone()[0] == 1
    older_copy.close()


def test_an_older_form_that_is_only_read_from_stays_as_it_is(tmp_path: Path) -> None:
    """What `merge` reads: not a byte of it is changed, and nothing is put beside it."""
    path = made(tmp_path / "a.db")
    older(path, 1)
    (tmp_path / "a.db.lock").unlink(missing_ok=True)
    before = files(tmp_path)
    with open_untouched(path) as archive:
        assert archive.snapshot(1) == taken(snapshot([comment(1)])).snapshot
    assert files(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs root")
def test_root_does_not_lock_out_the_owner(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    (tmp_path / "a.db.lock").unlink()
    os.chown(path, 12345, 12345)
    open_archive(path, write=True).close()
    assert (tmp_path / "a.db.lock").stat().st_uid == 12345
    assert in_anothers_folder(path) is None
    folder = tmp_path / "theirs"
    folder.mkdir()
    assert in_anothers_folder(folder / "new" / "b.db") is None
    os.chown(folder, 12345, 12345)
    assert "another user" in (in_anothers_folder(folder / "new" / "b.db") or "")


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="no such links")
def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    other = tmp_path / "other"
    other.write_text("precious")
    (tmp_path / "a.db.lock").unlink()
    (tmp_path / "a.db.lock").symlink_to(other)
    with pytest.raises(ArchiveError):
        open_archive(path, write=True)
    assert other.read_text() == "precious"
