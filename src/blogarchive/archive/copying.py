"""Copies of the archive that are whole or not there."""

import os
import sqlite3
from pathlib import Path

from blogarchive.archive.schema import APPLICATION_ID
from blogarchive.errors import ArchiveError, OutputError


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
        raise OutputError(target, error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        raise OutputError(target, f"the copy could not be written ({error})") from error


def _is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return int.from_bytes(file.read(100)[68:72]) == APPLICATION_ID


def write_copy(connection: sqlite3.Connection, copy: Path) -> None:
    """Write a consistent copy beside its final name, check and sync it, then rename: there is a whole copy or none.

    Another process may write meanwhile; its commits wait.
    """
    part = copy.with_name(f"{copy.name}.part")  # what a crash leaves is overwritten by the next copy
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        target = sqlite3.connect(part)
        try:
            connection.backup(target)
        finally:
            target.close()
        _must_be_whole(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(copy)
        sync_folder(copy.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _must_be_whole(copy: Path) -> None:
    connection = sqlite3.connect(copy)
    try:
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
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
