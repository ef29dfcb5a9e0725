"""An open archive: the functions of this package over one connection, with errors of ours."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from blogarchive.archive import read, timeline, watching, write
from blogarchive.archive.addresses import post_of
from blogarchive.archive.compare import compare
from blogarchive.archive.copying import back_up
from blogarchive.archive.faults import told
from blogarchive.archive.forget import Forgotten, all_forgotten, forget_comment, forget_post
from blogarchive.archive.lock import WriterLock
from blogarchive.archive.rescue import Rescued, rescue
from blogarchive.archive.revisiting import Revisits
from blogarchive.archive.search import SearchFilter, search
from blogarchive.archive.transact import one_view
from blogarchive.archive.unite import Merged, merge
from blogarchive.archive.verify import ALL, Part, Problem, verify, verify_index
from blogarchive.errors import ArchiveError
from blogarchive.model import Capture, Snapshot, Taken
from blogarchive.model.events import Event, PostChange
from blogarchive.model.hit import Hit


class Archive:
    """An open archive, to be used in a `with`. What was saved stays saved when it returns, whatever happens afterwards."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None = None) -> None:
        self.path = path
        self.connection = connection
        self._lock = lock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others write."""
        self.connection.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def save(self, taken: Taken, *, post_id: int | None = None) -> write.Saved:
        """Store a snapshot with its captures, in one transaction. Raises ArchiveError where it cannot be written."""
        with told(self.path):
            self._must_write()
            return write.save(self.connection, taken, post_id)

    def reread(self, post_id: int, snapshot: Snapshot) -> write.Saved:
        """Store what today's reading makes of the answers of the post's latest visit, as our reading and no change of the site's."""
        with told(self.path):
            self._must_write()
            return write.save(self.connection, Taken(snapshot=snapshot), post_id, write.REREAD)

    def known(self, taken: Taken) -> int | None:
        """The number of the post that would be given one more visit by `save`; None for a new one."""
        with told(self.path):
            return post_of(self.connection, taken)

    def is_told(self, post_id: int, snapshot: Snapshot) -> bool:
        """Whether the post's latest visit saw exactly what a snapshot says."""
        with told(self.path):
            return read.is_told(self.connection, post_id, snapshot)

    def latest(self, post_id: int) -> tuple[Snapshot, tuple[Capture, ...]]:
        """The latest snapshot and the answers of the latest visit to the site itself, at one moment; ArchiveError where they are damaged."""
        with told(self.path), one_view(self.connection):
            return read.snapshot(self.connection, post_id), read.answers(self.connection, post_id)

    def posts(self, wanted: read.PostFilter | None = None) -> Iterator[read.PostRow]:
        """The posts that a filter lets through, in the order in which they were first saved."""
        with told(self.path):
            return read.posts(self.connection, wanted)

    def find(self, reference: str | int) -> read.PostRow:
        """The one post meant by its number, address, or part of its title or slug; UsageError where it is not just one."""
        with told(self.path):
            return read.find(self.connection, reference)

    def snapshot(self, post_id: int, at: int | datetime | None = None) -> Snapshot:
        """The snapshot of the latest visit, of visit number `at`, or of the last visit up to the time `at`."""
        with told(self.path):
            return read.snapshot(self.connection, post_id, at)

    def document(self, post_id: int, at: int | datetime | None = None) -> dict[str, object]:
        """The JSON document of the same snapshot, several times faster: for exports of many posts."""
        with told(self.path):
            return read.document(self.connection, post_id, at)

    def captures(self, post_id: int, visit: int | None = None) -> Iterator[Capture]:
        """The answers that the post's visits were read from, oldest first."""
        with told(self.path):
            yield from read.captures(self.connection, post_id, visit)

    def look(self, post_id: int) -> Iterator[Capture]:
        """The answers of the latest visit that kept what the page needs to look as it did."""
        with told(self.path):
            yield from read.look(self.connection, post_id)

    def history(self, post_id: int, comment: str | None = None) -> list[Event]:
        """All that happened to a post and its comments, or to one comment (its id, native id or address), oldest first."""
        with told(self.path):
            return timeline.history(self.connection, post_id, comment)

    def changes(self, since: int | datetime, *, readings: bool = False) -> Iterator[Event]:
        """What happened in the whole archive after the visit with sequence `since`, or from a time on, in order.

        With `readings` also what only our own reading of old answers found.
        """
        with told(self.path):
            yield from timeline.changes(self.connection, since, readings=readings)

    def compare(self, post_id: int, since: datetime | None = None, until: datetime | None = None) -> PostChange:
        """What the site changed in a post from the visit that was the latest at a time (else the first) to that at another (else the latest)."""
        with told(self.path):
            return compare(self.connection, post_id, since, until)

    @property
    def uuid(self) -> str:
        """The archive's own name, which it keeps wherever it is copied to."""
        with told(self.path):
            return str(self.connection.execute("SELECT uuid FROM archive").fetchone()[0])

    def search(self, words: str, wanted: SearchFilter | None = None, limit: int = 50) -> list[Hit]:
        """The best texts that hold all words: `word`, `"a phrase"`, `begin*`, `-without`; UsageError where there is no word."""
        with told(self.path):
            return search(self.connection, words, wanted, limit)

    def forget(self, reference: str | int, reason: str, *, comment: str | None = None) -> Forgotten:
        """Remove a post, or what one of its comments said and who said it; the only way to remove anything. The reason is kept."""
        with told(self.path):
            self._must_write()
            post_id = read.find(self.connection, reference).id
            if comment is None:
                return forget_post(self.connection, post_id, reason)
            comment_id, _ = timeline.comment_row(self.connection, post_id, comment)
            return forget_comment(self.connection, post_id, comment_id, reason)

    def forgotten(self) -> list[Forgotten]:
        """All that was removed, oldest first."""
        with told(self.path):
            return all_forgotten(self.connection)

    def watch(self, post_id: int, at: datetime) -> None:
        """Put a post under watch (`at` is now, aware); nothing happens where it is."""
        with told(self.path):
            self._must_write()
            watching.watch(self.connection, post_id, at)

    def unwatch(self, post_id: int) -> bool:
        """Take a post from watch; whether it was under it. What is saved stays."""
        with told(self.path):
            self._must_write()
            return watching.unwatch(self.connection, post_id)

    def watched(self) -> list[watching.Watch]:
        """All watched posts with what a schedule is reckoned from."""
        with told(self.path):
            return watching.watched(self.connection)

    def note(self, *attempts: watching.Attempt) -> None:
        """Note attempts to revisit posts that brought no visit (unchanged, gone, failed …), all in one transaction."""
        with told(self.path):
            self._must_write()
            watching.note(self.connection, attempts)

    @property
    def revisits(self) -> Revisits:
        """What `sync` asks of the archive and notes in it."""
        return Revisits(self.path, self.connection)

    def backup(self, target: Path) -> None:
        """Write a consistent, checked copy, also while somebody writes. Raises OutputError where it cannot be written.

        What stands there is replaced if it is an archive, and left alone if it is anything else.
        """
        with told(self.path):
            back_up(self.connection, self.path, target)

    def merge(self, other: "Archive") -> Merged:
        """Add all that another archive knows and this one does not. May be run again, also after an interruption."""
        with told(self.path):
            self._must_write()
            return merge(self.connection, other.connection, other.path)

    def rescue(self, damaged: "Archive") -> Rescued:
        """Save all that can still be read of a damaged archive into this new one. Raises ArchiveError where this one holds posts already."""
        with told(self.path):
            self._must_write()
            if next(self.posts(), None):
                raise ArchiveError(
                    self.path, "what is rescued goes into a new archive, and this one holds posts already"
                )
            return rescue(damaged.connection, self.connection)

    def verify(self, part: Part = ALL) -> Iterator[Problem]:
        """Everything that is damaged in the file or in a part of its posts and stored bytes; nothing where all is well.

        The search index is checked as well where the archive was opened for writing.
        """
        with told(self.path):
            yield from verify(self.connection, part)
            if self._lock is not None:
                yield from self.verify_index()

    def verify_index(self) -> Iterator[Problem]:
        """Whether the search index agrees with the texts. SQLite wants that asked as if something were written."""
        with told(self.path):
            self._must_write()
            yield from verify_index(self.connection)

    def _must_write(self) -> None:
        if self._lock is None:
            raise ArchiveError(self.path, "it was opened for reading")
