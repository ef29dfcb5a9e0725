"""Whether everything kept is still what was stored."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from blogarchive.archive import bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something damaged. `post` names the post it concerns (number and title), "" where it is the file as a whole."""

    code: str
    post: str
    message: str


def verify(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Check the database itself, its references, and every stored byte against its SHA-256. Yields nothing where all is well."""
    yield from _database(connection)
    yield from _references(connection)
    yield from _bodies(connection)


def _database(connection: sqlite3.Connection) -> Iterator[Problem]:
    try:
        for (message,) in connection.execute("PRAGMA integrity_check(100)").fetchall():
            if message != "ok":
                yield Problem(code="database", post="", message=message)
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
            yield Problem(code="reference", post="", message=f"row {row} of {table} belongs to nothing in {parent}")
    except sqlite3.DatabaseError as error:
        yield Problem(code="database", post="", message=str(error))


def _references(connection: sqlite3.Connection) -> Iterator[Problem]:
    rows = connection.execute(
        "SELECT sha256, post_id, what FROM uses WHERE sha256 NOT IN (SELECT sha256 FROM bodies) GROUP BY sha256, post_id"
    )
    for _, post_id, what in rows.fetchall():
        yield Problem(code="missing", post=_name(connection, post_id), message=f"{what} is missing")


def _bodies(connection: sqlite3.Connection) -> Iterator[Problem]:
    last = connection.execute("SELECT coalesce(max(id), 0) FROM bodies").fetchone()[0]
    for id_ in range(1, last + 1):
        try:
            row = connection.execute("SELECT sha256, coding, data, bytes FROM bodies WHERE id = ?", (id_,)).fetchone()
        except sqlite3.DatabaseError as error:
            yield Problem(code="database", post="", message=f"stored bytes number {id_}: {error}")
            continue
        if row is None:
            continue
        body = bodies.unpacked(*row[1:])
        if body is None or sha256(body).hexdigest() != row[0]:
            yield from _damage(connection, row[0])


def _damage(connection: sqlite3.Connection, digest: str) -> Iterator[Problem]:
    uses = connection.execute(
        "SELECT post_id, min(what) FROM uses WHERE sha256 = ? GROUP BY post_id", (digest,)
    ).fetchall()
    for post_id, what in uses:
        yield Problem(code="damaged", post=_name(connection, post_id), message=f"{what} is not what was stored")
    if not uses:
        yield Problem(
            code="damaged", post="", message=f"the bytes {digest} are not what was stored (no visit needs them)"
        )


def _name(connection: sqlite3.Connection, post_id: int) -> str:
    row = connection.execute("SELECT title, url FROM posts WHERE id = ?", (post_id,)).fetchone()
    return f"{post_id} ({row[0] or row[1]})" if row else str(post_id)
