"""Files written safely: wholly or not at all, and only where they were meant to go."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import ENOENT, ENOTDIR
from pathlib import Path

from blogarchive.errors import OutputError, said_by_system
from blogarchive.text.places import is_device, is_folder, is_link


def write_atomically(path: Path, chunks: Iterable[str | bytes], *, follow: bool = False, settle: bool = True) -> None:
    """Write the joined chunks, texts as UTF-8, without touching their line ends.

    The text goes to a new file beside `path`, which takes its place only when all of it is on the disk; on any error (also one raised by
    `chunks`) the old file stays as it was and the new one is removed. A replaced file hands on its permissions. Devices and pipes are written
    to directly. Without `settle` nothing is waited for: after a loss of power the new file may be empty, which suits what is made again anyway.
    Raises OutputError for what the system refuses, and for links that lead elsewhere unless `follow` allows them.
    """
    if not follow:
        refuse_links(path)
    target = Path(os.path.realpath(path)) if is_link(path) else path
    try:
        if is_device(path):  # by this name: that of a pipe leads nowhere
            _write_directly(path, chunks)
        else:
            _replace(target, chunks, settle=settle)
    except OSError as error:
        raise OutputError(path, f"cannot be written: {_why(error, target)}") from error


class Gathered:
    """A file whose pieces come one by one, over a while: they wait in a nameless file beside it, and `close` writes it as `write_atomically`
    does. Whoever is ended before that leaves the old file as it was, and nothing else.

    Raises OutputError for what the system refuses.
    """

    def __init__(self, path: Path, *, follow: bool = False) -> None:
        from tempfile import TemporaryFile

        self._path, self._follow = path, follow
        try:
            beside = None if is_device(path) else path.parent
            self._waiting = TemporaryFile(dir=beside)  # noqa: SIM115 (closed by `close`)
        except OSError as error:
            raise OutputError(path, f"cannot be written: {_why(error, path)}") from error

    def add(self, piece: str | bytes) -> None:
        """The next piece."""
        with told(self._path):
            self._waiting.write(encoded(piece))

    def close(self) -> None:
        """No more comes: the file takes its place."""
        with self._waiting, told(self._path):
            self._waiting.seek(0)
            write_atomically(self._path, iter(lambda: self._waiting.read(1 << 20), b""), follow=self._follow)


def write_into(folder: Path, name: str, chunks: Iterable[str | bytes], *, follow: bool = False) -> Path:
    """Write `folder/name` as `write_atomically` does, making the folder where it is missing; returns the file's path.

    `name` is one component; a name that leads out of the folder is an OutputError.
    """
    if name in {"", ".", ".."} or any(sign in name for sign in "/\\\0"):
        raise OutputError(folder, f"{name!r} is no name for a file in it")
    with told(folder, "cannot be made"):
        folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / name, chunks, follow=follow)
    return folder / name


def refuse_links(path: Path) -> None:
    """Raise OutputError where the path is or goes through a link: somebody else may have put one where we write.

    Those directly under the root (`/tmp` on macOS) are the system's own, and so are all in `/dev` (`/dev/stdout`, and `/dev/fd/63`, which a shell
    makes of `>(gzip)`).
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 (resolve() would follow the links)
    if Path(absolute.anchor, "dev") in absolute.parents:
        return
    for part in (absolute, *absolute.parents):
        if is_link(part) and (part == absolute or part.parent != Path(part.anchor)):
            raise OutputError(path, f"leads elsewhere by the link {part}; allow it with --follow")


@contextmanager
def told(subject: object, what: str = "cannot be written") -> Iterator[None]:
    """Turns what the system refuses into an OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(subject, f"{what}: {said_by_system(error)}") from error


def _why(error: OSError, target: Path) -> str:
    is_there = error.errno not in {ENOENT, ENOTDIR} or is_folder(target.parent)
    return said_by_system(error) if is_there else f"there is no folder {target.parent}"


def encoded(chunk: str | bytes) -> bytes:
    """A piece of an export as it goes into a file or a pipe."""
    return chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "replace")


def _write_directly(target: Path, chunks: Iterable[str | bytes]) -> None:
    with target.open("wb") as stream:
        stream.writelines(map(encoded, chunks))


def _replace(target: Path, chunks: Iterable[str | bytes], *, settle: bool) -> None:
    beside = target.with_name(f".blogarchive-{os.urandom(8).hex()}.part")
    descriptor = os.open(
        beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
    )  # umask applies
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 (a descriptor)
            stream.writelines(map(encoded, chunks))
            stream.flush()
            if settle:
                os.fsync(stream.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    if settle:
        _settle(target.parent)


def _settle(folder: Path) -> None:
    """Let the new name reach the disk as well; only POSIX can open folders."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
