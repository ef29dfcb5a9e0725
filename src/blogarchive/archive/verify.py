"""Whether everything kept is still what was stored."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from blogarchive.archive import bodies, chain
from blogarchive.archive.content import content_row, digest
from blogarchive.archive.records import unpacked_content
from blogarchive.archive.transact import one_view
from blogarchive.errors import ArchiveError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something damaged. `post` names the post it concerns (number and title), "" where it is the file as a whole."""

    code: str
    post: str
    message: str


class Part(NamedTuple):
    """Every `of`th post and stored body, beginning with number `number`: a long check in `of` nights."""

    number: int
    of: int

    def holds(self, id_: int) -> bool:
        """Whether a row belongs to this part."""
        return id_ % self.of == self.number % self.of


ALL = Part(1, 1)


def verify(connection: sqlite3.Connection, part: Part = ALL) -> Iterator[Problem]:
    """Check the file, its references, every stored byte, the chain of every post and every record. Nothing where all is well."""
    for check in (_database, _references, _bodies, _posts):
        try:
            yield from check(connection, part)
        except sqlite3.DatabaseError as error:  # damage in the tables themselves: the other checks go on
            yield Problem(code="database", post="", message=str(error))


def _database(connection: sqlite3.Connection, part: Part) -> Iterator[Problem]:
    """The tables; that the indices agree with them only where all is checked, since it takes as long as all the rest."""
    pragma = "integrity_check" if part.of == 1 else "quick_check"
    for (message,) in connection.execute(f"PRAGMA {pragma}(100)").fetchall():
        if message != "ok":
            yield Problem(code="database", post="", message=message)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem(code="reference", post="", message=f"row {row} of {table} belongs to nothing in {parent}")


def _references(connection: sqlite3.Connection, _: Part) -> Iterator[Problem]:
    rows = connection.execute(
        "SELECT sha256, post_id, what FROM uses WHERE sha256 NOT IN (SELECT sha256 FROM bodies) "
        "AND sha256 NOT IN (SELECT sha256 FROM forgotten_bodies) GROUP BY sha256, post_id"
    )
    for _, post_id, what in rows.fetchall():
        yield Problem(code="missing", post=name_of(connection, post_id), message=f"{what} is missing")


def _bodies(connection: sqlite3.Connection, part: Part) -> Iterator[Problem]:
    last = connection.execute("SELECT coalesce(max(id), 0) FROM bodies").fetchone()[0]
    for id_ in filter(part.holds, range(1, last + 1)):
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


def _posts(connection: sqlite3.Connection, part: Part) -> Iterator[Problem]:
    for (post_id,) in connection.execute("SELECT id FROM posts ORDER BY id").fetchall():
        if not part.holds(post_id):
            continue
        with one_view(connection):
            problems = list(_post(connection, post_id))
        yield from problems


def _post(connection: sqlite3.Connection, post_id: int) -> Iterator[Problem]:
    if connection.execute("SELECT 1 FROM posts WHERE id = ?", (post_id,)).fetchone() is None:
        return  # forgotten meanwhile
    name = name_of(connection, post_id)
    if wrong := chain.broken(connection, post_id):
        yield Problem(code="chain", post=name, message=wrong)
    for wrong in _records(connection, post_id):
        yield Problem(code="record", post=name, message=wrong)


_LATEST = """
SELECT coalesce(r.state, v.state), v.found FROM visits v LEFT JOIN redactions r ON r.visit_id = v.id
WHERE v.post_id = ? ORDER BY v.kind = 'merged', v.number DESC LIMIT 1
"""
_SEEN = """
SELECT c.label FROM comments c JOIN sightings s ON s.comment_id = c.id AND s.number = c.sightings
WHERE c.post_id = ? AND s.missed_visit IS NULL
"""
_REVISIONS = """
SELECT c.label, r.number, r.content, r.kind, r.state, r.parent, r.author, r.author_url, r.text, r.text_source, r.sources
FROM comments c JOIN comment_revisions r ON r.comment_id = c.id WHERE c.post_id = ? AND c.forgotten_id IS NULL
"""


def _records(connection: sqlite3.Connection, post_id: int) -> Iterator[str]:
    """Records against the hashes that they were stored with, and against the snapshot of the latest visit."""
    for label, number, hashed, *content in connection.execute(_REVISIONS, (post_id,)).fetchall():
        if digest(content_row(tuple(content))) != hashed:
            yield f"revision {number} of comment {label} is not what was stored"
    rows = connection.execute(
        "SELECT number, content, record FROM post_revisions WHERE post_id = ?", (post_id,)
    ).fetchall()
    for number, hashed, record in rows:
        if _post_digest(record) != hashed:
            yield f"revision {number} of the post is not what was stored"
    state, found = connection.execute(_LATEST, (post_id,)).fetchone() or ("", 0)
    try:
        shown = {comment["id"] for comment in json.loads(bodies.get(connection, state))["document"]["comments"]}
    except ArchiveError:
        return  # told already
    seen = {row[0] for row in connection.execute(_SEEN, (post_id,))}
    if len(shown) != found or len(seen) != found:
        yield f"the latest visit found {found} comments, its snapshot has {len(shown)}, the records {len(seen)}"


def _post_digest(record: str) -> str | None:
    try:
        return digest(unpacked_content(record))
    except (ValueError, KeyError, TypeError):
        return None


def verify_index(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Check the search index against the texts; for a connection that may write, though nothing is written."""
    for words in ("post_words", "comment_words"):
        try:
            connection.execute(f"INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - names of ours
        except sqlite3.DatabaseError as error:
            yield Problem(
                code="index", post="", message=f"the search index {words} does not agree with the texts ({error})"
            )


def _damage(connection: sqlite3.Connection, digest: str) -> Iterator[Problem]:
    uses = connection.execute(
        "SELECT post_id, min(what) FROM uses WHERE sha256 = ? GROUP BY post_id", (digest,)
    ).fetchall()
    for post_id, what in uses:
        yield Problem(code="damaged", post=name_of(connection, post_id), message=f"{what} is not what was stored")
    if not uses:
        yield Problem(
            code="damaged", post="", message=f"the bytes {digest} are not what was stored (no visit needs them)"
        )


def name_of(connection: sqlite3.Connection, post_id: int) -> str:
    """A post as people know it: its number and title."""
    row = connection.execute("SELECT title, url FROM posts WHERE id = ?", (post_id,)).fetchone()
    return f"{post_id} ({row[0] or row[1]})" if row else str(post_id)
