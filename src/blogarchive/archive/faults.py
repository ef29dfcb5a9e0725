"""What SQLite and the system say, in words and with exit codes of ours."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blogarchive.errors import ArchiveError, ArchiveLockedError, said_by_system

NAMELESS = "archive"
"""The subject of errors that are raised where only the connection is known, not the path."""
_FULL = "there is no space left to write it; what it held before is unharmed"
_DAMAGED = "the file is damaged"
_SAID = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: "it may only be read",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_PERM: "there are no rights to it",
    sqlite3.SQLITE_NOTADB: "this is no archive of blogarchive",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
}
_SYSTEM_SAID = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: "it may only be read",
    errno.EACCES: "there are no rights to it",
    errno.EPERM: "there are no rights to it",
    errno.EISDIR: "it is a folder, not a file",
    errno.EEXIST: "a part of the path is no folder",
    errno.ENOTDIR: "a part of the path is no folder",
    errno.ENOENT: "there is no such file",
    errno.ENAMETOOLONG: "the name is too long",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into ArchiveError or ArchiveLockedError about `path`."""
    try:
        yield
    except ArchiveError as error:
        if error.subject != NAMELESS:
            raise
        raise ArchiveError(path, error.reason) from error
    except sqlite3.Error as error:
        raise _of_sqlite(path, error) from error
    except OSError as error:
        reason = _SYSTEM_SAID.get(error.errno or 0, said_by_system(error))
        raise ArchiveError(path, reason) from error


def _of_sqlite(path: Path, error: sqlite3.Error) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None  # the upper bytes only say where it happened
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return ArchiveLockedError(path, "locked by another program")
    if primary == sqlite3.SQLITE_IOERR:
        return ArchiveError(path, f"it cannot be read or written ({error}); is the disk full or failing?")
    return ArchiveError(path, _SAID.get(primary or 0, str(error)))
