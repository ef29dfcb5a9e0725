"""Which posts are revisited, and how the last attempts went: what a schedule is reckoned from."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from blogarchive.archive.state import moment
from blogarchive.archive.transact import transaction
from blogarchive.errors import UsageError


class Result(StrEnum):
    """How an attempt to revisit a post ended that brought no visit."""

    UNCHANGED = "unchanged"  # the server says so (304), or nothing that counts differs
    GONE = "gone"  # 404 or 410: everything is kept, and the post is marked
    FAILED = "failed"
    REFUSED = "refused"  # we would not ask
    NOT_A_POST = "not-a-post"  # a login, a parked domain: not accepted as a new version


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A watched post. `changed_at` is when a visit last brought something new, `newest_comment` ISO 8601 as shown.

    `result` and the fields after it tell of the latest attempts that brought no visit, since the last one that did; None where there were none.
    """

    post_id: int
    url: str
    title: str | None
    watched_since: datetime
    visited_at: datetime
    changed_at: datetime
    comments: int
    newest_comment: str | None
    alarm: str | None
    result: Result | None = None
    detail: str | None = None
    first_tried_at: datetime | None = None
    tried_at: datetime | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What a conditional request for an address may say: the headers of the latest answer."""

    url: str
    role: str
    etag: str | None
    last_modified: str | None


def watch(connection: sqlite3.Connection, post_id: int, at: datetime) -> None:
    """Put a post under watch; nothing happens where it is. Raises UsageError where there is no such post."""
    with transaction(connection):
        if connection.execute("SELECT 1 FROM posts WHERE id = ?", (post_id,)).fetchone() is None:
            raise UsageError(post_id, "no such post in the archive")
        connection.execute("INSERT INTO watches VALUES (?, ?) ON CONFLICT DO NOTHING", (post_id, at.isoformat()))


def unwatch(connection: sqlite3.Connection, post_id: int) -> bool:
    """Take a post from watch; whether it was under it. What is saved stays."""
    with transaction(connection):
        return connection.execute("DELETE FROM watches WHERE post_id = ?", (post_id,)).rowcount > 0


def note(connection: sqlite3.Connection, post_id: int, result: Result, at: datetime, detail: str | None = None) -> None:
    """Note an attempt that brought no visit. The same result again makes the row before it longer, not another one."""
    with transaction(connection):
        visits = connection.execute("SELECT visits FROM posts WHERE id = ?", (post_id,)).fetchone()
        if visits is None:
            raise UsageError(post_id, "no such post in the archive")
        row = connection.execute(
            "SELECT id, visit, result, detail FROM attempts WHERE post_id = ? ORDER BY id DESC LIMIT 1", (post_id,)
        ).fetchone()
        if row is not None and tuple(row)[1:] == (visits[0], result.value, detail):
            connection.execute(
                "UPDATE attempts SET last_at = ?, count = count + 1 WHERE id = ?", (at.isoformat(), row[0])
            )
            return
        connection.execute(
            "INSERT INTO attempts (post_id, visit, result, detail, first_at, last_at, count) VALUES (?, ?, ?, ?, ?, ?, 1)",
            (post_id, visits[0], result.value, detail, at.isoformat(), at.isoformat()),
        )


_WATCHED = """
SELECT p.id, p.url, p.title, w.since, p.taken_at, p.changed_at, p.comments, p.alarm,
       (SELECT max(c.published) FROM comments c WHERE c.post_id = p.id) AS newest,
       a.result, a.detail, a.first_at, a.last_at, a.count
FROM watches w JOIN posts p ON p.id = w.post_id
LEFT JOIN attempts a ON a.id = (SELECT max(id) FROM attempts WHERE post_id = p.id AND visit = p.visits)
ORDER BY p.id
"""


def watched(connection: sqlite3.Connection) -> list[Watch]:
    """All watched posts with what is known of their rhythm."""
    return [
        Watch(
            post_id=row["id"],
            url=row["url"],
            title=row["title"],
            watched_since=moment(row["since"]),
            visited_at=moment(row["taken_at"]),
            changed_at=moment(row["changed_at"]),
            comments=row["comments"],
            newest_comment=row["newest"],
            alarm=row["alarm"],
            result=row["result"] and Result(row["result"]),
            detail=row["detail"],
            first_tried_at=row["first_at"] and moment(row["first_at"]),
            tried_at=row["last_at"] and moment(row["last_at"]),
            tries=row["count"] or 0,
        )
        for row in connection.execute(_WATCHED).fetchall()
    ]


def validators(connection: sqlite3.Connection, post_id: int) -> list[Validator]:
    """For each answer of the post's latest visit that has them, what a conditional request may say."""
    rows = connection.execute(
        "SELECT c.requested_url, c.role, c.headers FROM captures c JOIN visits v ON v.id = c.visit_id "
        "WHERE v.post_id = ?1 AND v.number = (SELECT max(number) FROM visits WHERE post_id = ?1 AND kind = 'visit') ORDER BY c.position",
        (post_id,),
    )
    found = []
    for url, role, packed in rows.fetchall():
        headers = {name.lower(): value for name, value in reversed(json.loads(packed))}
        if "etag" in headers or "last-modified" in headers:
            found.append(
                Validator(url=url, role=role, etag=headers.get("etag"), last_modified=headers.get("last-modified"))
            )
    return found
