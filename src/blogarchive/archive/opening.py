"""Opening an archive, with the lock that a writer holds."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from blogarchive.archive.connect import NeedsWriterError, check_kind, for_reading, for_writing, read_only
from blogarchive.archive.copying import write_copy
from blogarchive.archive.faults import told
from blogarchive.archive.handle import Archive
from blogarchive.archive.lock import WriterLock
from blogarchive.archive.schema import VERSION, version_of
from blogarchive.errors import ArchiveError, ArchiveLockedError


def open_archive(path: Path, *, write: bool, wait: float = 0.0) -> Archive:
    """Open an archive; with `write` it is made (with its folder, for its owner alone) where there is none, and locked for others.

    An archive of an older form is migrated, after a copy was made beside it. Raises ArchiveLockedError where another process writes and
    goes on doing so for `wait` seconds (a reader waits for a commit alone, a few seconds at least), ArchiveError where the file is none of
    ours, newer than this version, or without rights.
    """
    path = _resolved(path)
    with told(path):
        if path.is_dir():
            raise ArchiveError(path, "it is a folder, not a file")
        if not write:
            return _reader(path, wait)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _writer(path, wait)


@contextmanager
def open_untouched(path: Path) -> Iterator[Archive]:
    """An archive to read from that stays as it is: of one in an older form a copy is migrated. Raises as `open_archive`."""
    path = _resolved(path)
    with TemporaryDirectory(prefix="blogarchive-") as folder:
        copy = Path(folder) / path.name
        with told(path):
            is_old = check_kind(path) and _copied_if_older(path, copy)
        with open_archive(copy if is_old else path, write=is_old) as archive:
            yield archive


@contextmanager
def only_sync(path: Path, wait: float) -> Iterator[None]:
    """Held by the one run of `sync` that an archive may have at a time; others may write between two of its posts.

    Raises ArchiveLockedError where another one runs and goes on doing so for `wait` seconds.
    """
    path = _resolved(path)
    with told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = WriterLock(path, wait, suffix="sync.lock")
    try:
        yield
    finally:
        lock.release()


def _resolved(path: Path) -> Path:
    """One name, and so one lock, for all names of the file."""
    try:
        return path.resolve()
    except (
        RuntimeError,
        ValueError,
        OSError,
    ) as error:  # a circle of symbolic links, a NUL in the name, a name too long
        raise ArchiveError(path, f"the path cannot be used ({error})") from error


def _reader(path: Path, wait: float) -> Archive:
    try:
        return Archive(path, for_reading(path, wait))
    except NeedsWriterError as needed:
        try:
            _writer(path, wait=0.0).close()
        except ArchiveLockedError:
            raise
        except ArchiveError as error:
            raise ArchiveError(path, f"{needed.reason}; but {error.reason}") from error
        return Archive(path, for_reading(path, wait))


def _copied_if_older(path: Path, copy: Path) -> bool:
    try:
        connection = read_only(path)
    except NeedsWriterError:  # what a crash left is undone first, which changes nothing that was saved
        return False
    with closing(connection):
        if version_of(connection) >= VERSION:
            return False
        write_copy(connection, copy)
    return True


def _writer(path: Path, wait: float) -> Archive:
    if check_kind(path):  # before anything is written, the lock's own file included
        path.open("r+b").close()
    with told(path):
        lock = WriterLock(path, wait)
        try:
            return Archive(path, for_writing(path), lock)
        except BaseException:
            lock.release()
            raise
