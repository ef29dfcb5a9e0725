"""Opening the file: what it is, whether it may be written, and in which journal mode.

Rollback journal and `synchronous=FULL`, because SQLite 3.7.0 to 3.51.2 can lose committed pages of a WAL
(https://www.sqlite.org/wal.html#walresetbug); WAL is used only where the linked SQLite has the fix.
"""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote

from blogarchive.archive import schema
from blogarchive.archive.copying import write_copy
from blogarchive.errors import ArchiveError

_MAGIC = b"SQLite format 3\x00"
_PATIENCE_MS = 500  # for a writer that ignores our lock file: the second of two crons must not hang
READER_PATIENCE_MS = 5000  # a reader waits for a commit, which takes milliseconds


def journal_mode(version: tuple[int, int, int]) -> str:
    """`wal` where the WAL-reset bug is fixed (3.51.3, 3.50.7, 3.44.6 and later ones of these series), else `delete`."""
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "wal" if fixed else "delete"


def check_kind(path: Path) -> bool:
    """Whether there is an archive at `path` (False: nothing or an empty file). Reads the header alone, writes nothing.

    Raises ArchiveError for a file that is no SQLite database, another program's or of a later version; OSError where it cannot be read.
    """
    try:
        if not S_ISREG(path.stat().st_mode):  # to open a pipe would wait for somebody to write into it
            raise ArchiveError(path, "it is no file that can hold an archive")
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return False
    if not header:
        return False
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise ArchiveError(path, "this is no archive of blogarchive (no SQLite file)")
    if int.from_bytes(header[68:72]) != schema.APPLICATION_ID:
        raise ArchiveError(path, "this is no archive of blogarchive (another program's SQLite file)")
    _refuse_newer(path, int.from_bytes(header[60:64]))
    return True


def for_writing(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode to an archive of the present form, made or migrated where needed. The caller holds the lock."""
    is_there = check_kind(path)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite would follow the umask: 0644
    connection = _connect(f"{_address(path)}?mode=rw")
    try:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        _refuse_newer(path, schema.version_of(connection))  # again: the header may lie behind a WAL
        connection.execute(f"PRAGMA journal_mode = {journal_mode(sqlite3.sqlite_version_info)}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(
            "PRAGMA secure_delete = ON"
        )  # what an index no longer needs may be words that are to be forgotten
        connection.execute(
            "PRAGMA cache_size = -65536"
        )  # KiB: a large post is written in one go, not spilled while locked
        if is_there and 0 < schema.version_of(connection) < schema.VERSION:  # 0: its making was broken off
            copy_of_older(connection, path)
        schema.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def for_reading(path: Path, wait: float = 0.0) -> sqlite3.Connection:
    """A connection that cannot write. Raises ArchiveError where there is nothing, NeedsWriterError as it says."""
    if not check_kind(path):
        raise ArchiveError(path, "there is no archive here yet")
    connection = read_only(path, max(READER_PATIENCE_MS, int(wait * 1000)))
    try:
        _refuse_newer(path, schema.version_of(connection))  # again: the header may lie behind a WAL
        if schema.version_of(connection) < schema.VERSION:
            raise NeedsWriterError(path, "its form is older than this version's and must be migrated")
    except BaseException:
        connection.close()
        raise
    return connection


class NeedsWriterError(ArchiveError):
    """An archive that must be migrated, or freed of what a crashed writer left, before it can be read."""


def read_only(path: Path, patience_ms: int = READER_PATIENCE_MS) -> sqlite3.Connection:
    """A connection to an archive of any form that cannot write. Raises NeedsWriterError where a crash must be undone first."""
    address = f"{_address(path)}?mode=ro"
    connection = _connect(address)
    try:
        connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
        connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise
        # In WAL mode a reader makes files of its own; in a folder that may only be read, `immutable` does without. Never beside a
        # journal: it holds what a crashed writer left, and `immutable` would ignore it.
        if any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal")):
            raise NeedsWriterError(path, "a crash in the middle of a write must be undone first") from error
        connection = _connect(f"{address}&immutable=1")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _refuse_newer(path: Path, found: int) -> None:
    if found > schema.VERSION:
        raise ArchiveError(
            path, f"made by a newer version (form {found}; this one knows up to {schema.VERSION}): please update"
        )


def copy_of_older(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy the file to `NAME.form-N.bak` (numbered where that exists) before it is migrated; returns the copy's path."""
    stem = f"{path.name}.form-{schema.version_of(connection)}"
    copy = path.with_name(f"{stem}.bak")
    if copy.exists():
        copy = path.with_name(f"{stem}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}.bak")
    write_copy(connection, copy)
    return copy


def _address(path: Path) -> str:
    """The path as a `file:` address; in bytes, since a name need not be UTF-8."""
    return f"file:{quote(os.fsencode(path))}"


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE_MS / 1000)
    connection.row_factory = sqlite3.Row
    return connection
