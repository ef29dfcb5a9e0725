"""What a revisit must know of the last one, and what a run of `sync` leaves for the next."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from blogarchive.archive import bodies
from blogarchive.archive.faults import told
from blogarchive.archive.state import moment
from blogarchive.archive.transact import transaction
from blogarchive.model import Role

_ENOUGH = 4  # visits after which a comment that is missed is left at that, where no page can be read whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered at the latest visit: the headers for a conditional request (RFC 9110, 13) and the body's SHA-256."""

    url: str  # as asked
    final_url: str
    role: Role
    etag: str | None
    last_modified: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A host that is left in peace until then: it asked for it, or could not be reached so many times in a row."""

    host: str
    until: datetime
    failures: int
    reason: str


_IN_DOUBT = """
SELECT EXISTS (
  SELECT 1 FROM comments c JOIN sightings s ON s.comment_id = c.id AND s.number = c.sightings AND s.missed_visit IS NOT NULL
  WHERE c.post_id = ?1 AND (
    SELECT count(*) < ?2 AND total(v.verdict = 'complete') < 2 FROM visits v
    WHERE v.post_id = ?1 AND v.kind = 'visit' AND v.alarm IS NULL AND v.id >= s.missed_visit
  )
)
"""


class Revisits:
    """The questions and notes of `sync`, over the connection of an open archive. Raises ArchiveError as the archive does."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def answers(self, post_id: int) -> list[Answer]:
        """The answers that the post's latest visit was read from, without their bodies, in the order in which they came."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT c.requested_url, c.url, c.role, c.headers, c.sha256 FROM captures c JOIN visits v ON v.id = c.visit_id WHERE "
                "v.post_id = ?1 AND v.number = (SELECT max(number) FROM visits WHERE post_id = ?1 AND kind = 'visit') ORDER BY c.position",
                (post_id,),
            ).fetchall()
        return [_answer(*row) for row in rows]

    def body(self, answer: Answer) -> bytes | None:
        """The bytes of an answer; None where they were forgotten."""
        with told(self._path):
            gone = "SELECT 1 FROM forgotten_bodies WHERE sha256 = ?"
            if self._connection.execute(gone, (answer.sha256,)).fetchone():
                return None
            return bodies.get(self._connection, answer.sha256)

    def has(self, post_id: int) -> bool:
        """Whether the archive has a post; it may have been forgotten since it was listed."""
        with told(self._path):
            return self._connection.execute("SELECT 1 FROM posts WHERE id = ?", (post_id,)).fetchone() is not None

    def is_in_doubt(self, post_id: int) -> bool:
        """Whether a comment was missed and another visit decides if it is gone: then the page must be read even where it is unchanged."""
        with told(self._path):
            return bool(self._connection.execute(_IN_DOUBT, (post_id, _ENOUGH)).fetchone()[0])

    def native_ids(self, post_id: int) -> frozenset[str]:
        """The ids that the site gave to the comments known of a post."""
        with told(self._path):
            known = "SELECT native_id FROM comments WHERE post_id = ? AND native_id IS NOT NULL"
            return frozenset(row[0] for row in self._connection.execute(known, (post_id,)).fetchall())

    def latest_sequence(self) -> int:
        """The sequence of the archive's latest visit, 0 before the first: `changes` after it are those still to come."""
        with told(self._path):
            return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM visits").fetchone()[0])

    def latest_visit(self) -> tuple[int, datetime] | None:
        """The sequence of the visit that was saved last, and when its clock said that it was made."""
        with told(self._path):
            row = self._connection.execute(
                "SELECT id, taken_at FROM visits WHERE kind = 'visit' ORDER BY id DESC LIMIT 1"
            ).fetchone()
        return None if row is None else (int(row[0]), moment(row[1]))

    def latest_attempt(self) -> datetime | None:
        """When a post was last looked at without a visit being saved."""
        with told(self._path):
            row = self._connection.execute("SELECT max(last_at) FROM attempts").fetchone()
        return moment(row[0]) if row[0] else None

    def rests(self) -> dict[str, Rest]:
        """The hosts that are to be left in peace, or could not be reached last time, by name."""
        with told(self._path):
            rows = self._connection.execute("SELECT host, rest_until, failures, reason FROM hosts").fetchall()
        return {row[0]: Rest(host=row[0], until=moment(row[1]), failures=row[2], reason=row[3]) for row in rows}

    def note_rests(self, troubled: Iterable[Rest], well: Iterable[str]) -> None:
        """Remember the hosts with which something was wrong, and forget that of those that answered."""
        rows = [(rest.host, rest.until.isoformat(), rest.failures, rest.reason) for rest in troubled]
        with told(self._path), transaction(self._connection):
            self._connection.executemany("DELETE FROM hosts WHERE host = ?", [(host,) for host in well])
            self._connection.executemany("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?, ?)", rows)

    def mark(self, name: str) -> int | None:
        """The sequence that was marked under this name."""
        with told(self._path):
            row = self._connection.execute("SELECT sequence FROM marks WHERE name = ?", (name,)).fetchone()
        return None if row is None else int(row[0])

    def set_mark(self, name: str, sequence: int) -> None:
        """Mark a sequence under a name."""
        with told(self._path), transaction(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, sequence))


def _answer(url: str, final_url: str, role: str, packed: str, digest: str) -> Answer:
    headers = {name.lower(): value for name, value in reversed(json.loads(packed))}
    return Answer(
        url=url,
        final_url=final_url,
        role=Role(role),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        sha256=digest,
    )
