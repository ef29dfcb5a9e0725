"""Copies of the archive that are whole or not there."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blogarchive.archive.lock import try_lock
from blogarchive.archive.schema import APPLICATION_ID
from blogarchive.errors import ArchiveError, ArchiveLockedError, OutputError, said_by_system


def back_up(connection: sqlite3.Connection, archive: Path, target: Path) -> None:
    """Copy an archive to `target`, which may be an older backup but nothing else. Raises OutputError."""
    try:
        target = target.resolve()
        if target.is_dir():
            raise OutputError(target, "it is a folder, not a file")
        if target == archive:
            raise OutputError(target, "this is the archive itself")
        if target.exists() and not _is_archive(target):
            raise OutputError(target, "something else is there already")
        write_copy(connection, target)
    except OSError as error:
        raise OutputError(target, said_by_system(error)) from error
    except sqlite3.OperationalError as error:
        raise OutputError(target, f"the copy could not be written ({error})") from error


def _is_archive(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return int.from_bytes(file.read(100)[68:72]) == APPLICATION_ID


def write_copy(connection: sqlite3.Connection, copy: Path) -> None:
    """Write a consistent copy beside its final name, check and sync it, then rename: there is a whole copy or none.

    Another process may write meanwhile; its commits wait. Raises ArchiveLockedError where one writes the same copy.
    """
    part = copy.with_name(f"{copy.name}.part")  # what a crash leaves is overwritten by the next copy
    with _alone(part, copy):
        try:
            target = sqlite3.connect(part)
            try:
                connection.backup(target)
            finally:
                target.close()
            _must_be_whole(part, _kind(connection))
            with part.open("rb") as file:
                os.fsync(file.fileno())
            part.replace(copy)
            sync_folder(copy.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def _alone(part: Path, copy: Path) -> Iterator[None]:
    """Hold an empty file at `part`, so that two backups at a time do not write, check and rename each other's."""
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        if not try_lock(descriptor) or not _is_still(part, descriptor):  # the holder renamed it, or is about to
            raise ArchiveLockedError(copy, "another process is writing this copy")
        os.ftruncate(descriptor, 0)
        if sys.platform == "win32":
            os.close(descriptor)  # an open file cannot be renamed there
            descriptor = -1
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _kind(connection: sqlite3.Connection) -> int:
    """The id of the program that made a database; 0 in one whose making was broken off before anything was in it."""
    found: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return found


def _must_be_whole(copy: Path, kind: int) -> None:
    connection = sqlite3.connect(copy)
    try:
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if said == "ok" and _kind(connection) != kind:
            said = "it is empty"
    finally:
        connection.close()
    if said != "ok":
        raise ArchiveError(copy, f"the copy is damaged, and so is what it was made from ({said})")


def sync_folder(folder: Path) -> None:
    """Let a rename in the folder outlast a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
