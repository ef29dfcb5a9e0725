"""The one way to remove something, with a reason that stays.

What was said is overwritten in the file; that something was forgotten, when, why and under which (hashed) addresses is kept, so that a
merge does not bring it back. A forgotten comment keeps its row and its name on the site: a later visit that still sees it stores it
without words and author, and without the answers that hold them.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from blogarchive.archive import bodies
from blogarchive.archive.history import Trace, said
from blogarchive.archive.redact import redacted, shown_as
from blogarchive.archive.state import freeze, moment, thaw
from blogarchive.archive.transact import transaction
from blogarchive.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Something that was removed. `comment` is None where it was the whole post; `bodies` counts the stored answers removed."""

    id: int
    at: datetime
    reason: str
    post_id: int
    comment: int | None
    bodies: int


def forget_post(connection: sqlite3.Connection, post_id: int, reason: str) -> Forgotten:
    """Remove a post with all its comments, visits and captures. Raises UsageError without a reason or such a post."""
    with _forgetting(connection, post_id, reason) as number:
        keys = connection.execute("SELECT key FROM addresses WHERE post_id = ?", (post_id,)).fetchall()
        used = set(_bodies_of(connection, post_id))
        _remove_rows(connection, post_id)
        connection.executemany(
            "INSERT INTO forgotten_addresses VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(hashed(row[0]), number) for row in keys],
        )
        _remove_bodies(connection, {digest for digest in used if not _is_used(connection, digest)}, number)
    return _told(connection, number)


def forget_comment(connection: sqlite3.Connection, post_id: int, comment_id: int, reason: str) -> Forgotten:
    """Remove what one comment said and who said it, everywhere: revisions, snapshots, and the answers that showed it."""
    with _forgetting(connection, post_id, reason, comment_id) as number:
        traces = _traces(connection, comment_id)
        gone: set[str] = set()
        showing = _visits_showing(connection, post_id, comment_id)
        for visit_id in sorted({*showing, *_visits_aside(connection, post_id)}):
            states = _redact(connection, visit_id, traces, number)
            gone |= states
            if states or visit_id in showing:
                gone.update(row[0] for row in connection.execute(_ANSWERS, (visit_id,)))
        gone.update(row[0] for row in connection.execute(_UNREAD_ANSWERS, (post_id, comment_id)))
        _remove_bodies(connection, gone, number)
        _blank(connection, comment_id, number)
    return _told(connection, number)


def is_forgotten(connection: sqlite3.Connection, keys: Iterable[str]) -> bool:
    """Whether a post with one of these address keys was forgotten."""
    asked = "SELECT 1 FROM forgotten_addresses WHERE key_sha256 = ?"
    return any(connection.execute(asked, (hashed(key),)).fetchone() for key in keys)


def hashed(key: str) -> str:
    """An address in a form that tells nobody what it was."""
    return sha256(key.encode(errors="replace")).hexdigest()


@contextmanager
def _forgetting(
    connection: sqlite3.Connection, post_id: int, reason: str, comment_id: int | None = None
) -> Iterator[int]:
    """A transaction in which rows may be removed; gives the number of its record."""
    if not reason.strip():
        raise UsageError("forget", "a reason is needed; it is kept")
    with transaction(connection):
        if connection.execute("SELECT 1 FROM posts WHERE id = ?", (post_id,)).fetchone() is None:
            raise UsageError(post_id, "no such post in the archive")
        number = connection.execute(
            "INSERT INTO forgotten (at, reason, post_id, comment_id, bodies) VALUES (?, ?, ?, ?, 0)",
            (datetime.now(UTC).isoformat(), reason.strip(), post_id, comment_id),
        ).lastrowid
        connection.execute("INSERT INTO forgetting VALUES (1)")
        yield number or 0
        for words in ("post_words", "comment_words"):
            connection.execute(f"INSERT INTO {words} ({words}) VALUES ('optimize')")  # noqa: S608 - drops what was taken out of the index
        connection.execute("DELETE FROM forgetting")


_ANSWERS = "SELECT sha256 FROM captures WHERE visit_id = ? AND role <> 'image'"


_UNREAD_ANSWERS = """
SELECT c.sha256 FROM captures c JOIN visits v ON v.id = c.visit_id JOIN sightings s ON s.comment_id = ?2
JOIN visits f ON f.id = s.first_visit AND f.kind = 'reread'
WHERE v.post_id = ?1 AND v.id < f.id AND c.role <> 'image'
"""
"""Answers from before a rereading first found the comment: it stood in them, and nobody knows since when."""


def all_forgotten(connection: sqlite3.Connection) -> list[Forgotten]:
    """All that was removed, oldest first."""
    return [_told(connection, row[0]) for row in connection.execute("SELECT id FROM forgotten ORDER BY id").fetchall()]


def _told(connection: sqlite3.Connection, number: int) -> Forgotten:
    row = connection.execute(
        "SELECT at, reason, post_id, comment_id, bodies FROM forgotten WHERE id = ?", (number,)
    ).fetchone()
    at, reason, post_id, comment_id, count = row
    return Forgotten(id=number, at=moment(at), reason=reason, post_id=post_id, comment=comment_id, bodies=count)


def _bodies_of(connection: sqlite3.Connection, post_id: int) -> Iterator[str]:
    for (digest,) in connection.execute("SELECT sha256 FROM uses WHERE post_id = ?", (post_id,)).fetchall():
        yield digest


def _is_used(connection: sqlite3.Connection, digest: str) -> bool:
    return connection.execute("SELECT 1 FROM uses WHERE sha256 = ? LIMIT 1", (digest,)).fetchone() is not None


def _remove_bodies(connection: sqlite3.Connection, digests: set[str], number: int) -> None:
    rows = [(digest, number) for digest in sorted(digests)]
    connection.executemany("DELETE FROM bodies WHERE sha256 = ?", [row[:1] for row in rows])
    connection.executemany("INSERT INTO forgotten_bodies VALUES (?, ?) ON CONFLICT DO NOTHING", rows)
    connection.execute("UPDATE forgotten SET bodies = ? WHERE id = ?", (len(rows), number))


_UNINDEX_COMMENTS = (
    "INSERT INTO comment_words (comment_words, rowid, author, text, marks) SELECT 'delete', t.id, t.author, t.text, t.marks "
    "FROM comments c JOIN comment_revisions r ON r.comment_id = c.id JOIN comment_texts t ON t.id = r.id WHERE c.post_id = ?"
)
_UNINDEX_POST = (
    "INSERT INTO post_words (post_words, rowid, title, author, text, marks) SELECT 'delete', t.id, t.title, t.author, t.text, t.marks "
    "FROM post_revisions r JOIN post_texts t ON t.id = r.id WHERE r.post_id = ?"
)
_OF_POST = (
    _UNINDEX_COMMENTS,
    _UNINDEX_POST,
    "DELETE FROM redactions WHERE visit_id IN (SELECT id FROM visits WHERE post_id = ?)",
    "DELETE FROM sightings WHERE comment_id IN (SELECT id FROM comments WHERE post_id = ?)",
    "DELETE FROM comment_revisions WHERE comment_id IN (SELECT id FROM comments WHERE post_id = ?)",
    "DELETE FROM comments WHERE post_id = ?",
    "DELETE FROM post_revisions WHERE post_id = ?",
    "DELETE FROM captures WHERE visit_id IN (SELECT id FROM visits WHERE post_id = ?)",
    "DELETE FROM visit_assets WHERE state IN (SELECT state FROM visits WHERE post_id = ?)",
    "DELETE FROM visits WHERE post_id = ?",
    "DELETE FROM addresses WHERE post_id = ?",
    "DELETE FROM watches WHERE post_id = ?",
    "DELETE FROM attempts WHERE post_id = ?",
    "DELETE FROM posts WHERE id = ?",
)


def _remove_rows(connection: sqlite3.Connection, post_id: int) -> None:
    for statement in _OF_POST:
        connection.execute(statement, (post_id,))


def _traces(connection: sqlite3.Connection, comment_id: int) -> list[Trace]:
    """What the comment may be recognised by in old snapshots: each of its revisions."""
    rows = connection.execute(
        "SELECT c.native_id, c.url, r.author, r.text, CASE c.estimated WHEN 0 THEN c.published END "
        "FROM comments c JOIN comment_revisions r ON r.comment_id = c.id WHERE c.id = ?",
        (comment_id,),
    )
    return [Trace(native_id=n, url=u, author_name=a, words=t, published=p) for n, u, a, t, p in rows]


def _visits_showing(connection: sqlite3.Connection, post_id: int, comment_id: int) -> list[int]:
    rows = connection.execute(
        "SELECT DISTINCT v.id FROM visits v JOIN sightings s ON s.comment_id = ?2 AND v.id >= s.first_visit "
        "AND (s.missed_visit IS NULL OR v.id < s.missed_visit OR v.id = s.first_visit) "
        "WHERE v.post_id = ?1 AND (v.kind <> 'merged' OR v.id = s.first_visit)",
        (post_id, comment_id),
    )
    return [row[0] for row in rows]


def _visits_aside(connection: sqlite3.Connection, post_id: int) -> list[int]:
    """Visits of another archive that came before our latest one: no sighting tells what they showed."""
    rows = connection.execute("SELECT id FROM visits WHERE post_id = ? AND kind = 'merged' ORDER BY id", (post_id,))
    return [row[0] for row in rows]


_UNSHOW = "DELETE FROM visit_assets WHERE state = (SELECT state FROM visits WHERE id = ?) AND url = ?"


def _redact(connection: sqlite3.Connection, visit_id: int, traces: list[Trace], number: int) -> set[str]:
    """Put a snapshot without the comment in the place of a visit's; returns the bodies of the old one."""
    state, taken_at, notes, redaction = connection.execute(
        "SELECT coalesce(r.state, v.state), v.taken_at, v.notes, r.state FROM visits v LEFT JOIN redactions r ON r.visit_id = v.id "
        "WHERE v.id = ?",
        (visit_id,),
    ).fetchone()
    snapshot = thaw(connection, state, taken_at, notes)
    bare = redacted(snapshot, shown_as(snapshot, traces))
    frozen = freeze(bare)
    if frozen.sha256 == state:
        return set()
    pictures = {asset.url: sha256(asset.body).hexdigest() for asset in snapshot.assets if asset not in bare.assets}
    connection.executemany(_UNSHOW, [(visit_id, url) for url in pictures])
    connection.execute("DELETE FROM redactions WHERE visit_id = ?", (visit_id,))
    connection.execute(
        "INSERT INTO redactions VALUES (?, ?, ?)", (visit_id, bodies.put(connection, frozen.state), number)
    )
    return {state, redaction or state, *(name for name in pictures.values() if not _is_used(connection, name))}


def _blank(connection: sqlite3.Connection, comment_id: int, number: int) -> None:
    of_it = "t.id, t.author, t.text, t.marks FROM comment_revisions r JOIN comment_texts t ON t.id = r.id WHERE r.comment_id = ?"
    connection.execute(
        f"INSERT INTO comment_words (comment_words, rowid, author, text, marks) SELECT 'delete', {of_it}", (comment_id,)
    )
    rows = connection.execute(
        "SELECT r.id, c.native_id, r.author, r.text FROM comment_revisions r JOIN comments c ON c.id = r.comment_id WHERE c.id = ?",
        (comment_id,),
    )
    connection.executemany(
        "UPDATE comment_revisions SET author = NULL, author_url = NULL, text = NULL, content = ? WHERE id = ?",
        [("" if native_id else said(author, text), id_) for id_, native_id, author, text in rows.fetchall()],
    )
    connection.execute(f"INSERT INTO comment_words (rowid, author, text, marks) SELECT {of_it}", (comment_id,))
    connection.execute(
        "UPDATE comments SET published = NULL, estimated = 1, forgotten_id = ? WHERE id = ?", (number, comment_id)
    )
