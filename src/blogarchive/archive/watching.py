"""Which posts are revisited, and how the last attempts went: what a schedule is reckoned from."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from blogarchive.archive.state import moment
from blogarchive.archive.transact import transaction
from blogarchive.errors import UsageError


class Result(StrEnum):
    """How an attempt to revisit a post ended that brought no visit."""

    UNCHANGED = "unchanged"  # the server says so (304), or nothing that counts differs
    VOUCHED = "vouched"  # the page was not asked: the site's comment feed shows nothing new
    GONE = "gone"  # 404 or 410: everything is kept, and the post is marked
    FAILED = "failed"
    REFUSED = "refused"  # we would not ask
    NOT_A_POST = "not-a-post"  # a login, a parked domain: not accepted as a new version
    OTHER = "other"  # a post, but another one: not accepted either


NOT_MODIFIED = "304"
"""The detail of an UNCHANGED that the server alone says."""

CALM = frozenset({Result.UNCHANGED, Result.VOUCHED})
"""The results that say that all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A watched post. `changed_at` is when a visit last brought something new, `newest_comment` ISO 8601 as shown.

    `result` and the fields after it tell of the latest attempts that brought no visit, since the last one that did; None where there were none.
    `failures` counts those since the last that went well; `page_at` is when the page was asked last and answered, `read_at` when it gave
    more than "not modified".
    """

    post_id: int
    url: str
    title: str | None
    watched_since: datetime
    published: str | None
    first_visit_at: datetime
    visited_at: datetime
    changed_at: datetime
    comments: int
    newest_comment: str | None
    verdict: str  # the value of a Verdict
    alarm: str | None
    result: Result | None = None
    detail: str | None = None
    first_tried_at: datetime | None = None
    tried_at: datetime | None = None
    tries: int = 0
    failures: int = 0
    page_at: datetime | None = None
    read_at: datetime | None = None

    @property
    def checked_at(self) -> datetime:
        """When the post was looked at last, whatever came of it."""
        return self.tried_at or self.visited_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt that brought no visit, to be noted."""

    post_id: int
    result: Result
    at: datetime
    detail: str | None = None


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


def note(connection: sqlite3.Connection, attempts: Iterable[Attempt]) -> None:
    """Note attempts, all in one transaction. The same result again makes the row before it longer, not another one."""
    with transaction(connection):
        for attempt in attempts:
            _note(connection, attempt)


def _note(connection: sqlite3.Connection, attempt: Attempt) -> None:
    post_id, at, said = attempt.post_id, attempt.at.isoformat(), (attempt.result.value, attempt.detail)
    visits = connection.execute("SELECT visits FROM posts WHERE id = ?", (post_id,)).fetchone()
    if visits is None:
        raise UsageError(post_id, "no such post in the archive")
    row = connection.execute(
        "SELECT id, visit, result, detail FROM attempts WHERE post_id = ? ORDER BY id DESC LIMIT 1", (post_id,)
    ).fetchone()
    if row is not None and tuple(row)[1:] == (visits[0], *said):
        connection.execute("UPDATE attempts SET last_at = ?, count = count + 1 WHERE id = ?", (at, row[0]))
        return
    connection.execute(
        "INSERT INTO attempts (post_id, visit, result, detail, first_at, last_at, count) VALUES (?, ?, ?, ?, ?, ?, 1)",
        (post_id, visits[0], *said, at, at),
    )


_WATCHED = """
WITH recent AS (SELECT a.* FROM attempts a JOIN posts p ON p.id = a.post_id AND p.visits = a.visit),
well AS (
  SELECT post_id, max(id) AS id, max(CASE WHEN result = 'unchanged' THEN last_at END) AS page_at,
         max(CASE WHEN result = 'unchanged' AND detail IS NULL THEN last_at END) AS read_at
  FROM recent WHERE result IN ('unchanged', 'vouched') GROUP BY post_id
),
failed AS (
  SELECT r.post_id, sum(r.count) AS failures FROM recent r LEFT JOIN well w ON w.post_id = r.post_id
  WHERE r.id > coalesce(w.id, 0) GROUP BY r.post_id
),
last AS (SELECT post_id, max(id) AS id FROM recent GROUP BY post_id)
SELECT p.id, p.url, p.title, w.since, p.published, p.first_taken_at, p.taken_at, p.changed_at, p.comments, p.verdict, p.alarm,
       (SELECT max(c.published) FROM comments c WHERE c.post_id = p.id) AS newest,
       a.result, a.detail, a.first_at, a.last_at, a.count, f.failures, g.page_at, g.read_at
FROM watches w JOIN posts p ON p.id = w.post_id
LEFT JOIN last l ON l.post_id = p.id LEFT JOIN attempts a ON a.id = l.id
LEFT JOIN failed f ON f.post_id = p.id LEFT JOIN well g ON g.post_id = p.id
ORDER BY p.id
"""


def watched(connection: sqlite3.Connection) -> list[Watch]:
    """All watched posts with what is known of their rhythm."""
    return [_watch_of(row) for row in connection.execute(_WATCHED).fetchall()]


def _watch_of(row: sqlite3.Row) -> Watch:
    return Watch(
        post_id=row["id"],
        url=row["url"],
        title=row["title"],
        watched_since=moment(row["since"]),
        published=row["published"],
        first_visit_at=moment(row["first_taken_at"]),
        visited_at=moment(row["taken_at"]),
        changed_at=moment(row["changed_at"]),
        comments=row["comments"],
        newest_comment=row["newest"],
        verdict=row["verdict"],
        alarm=row["alarm"],
        result=row["result"] and Result(row["result"]),
        detail=row["detail"],
        first_tried_at=row["first_at"] and moment(row["first_at"]),
        tried_at=row["last_at"] and moment(row["last_at"]),
        tries=row["count"] or 0,
        failures=row["failures"] or 0,
        page_at=row["page_at"] and moment(row["page_at"]),
        read_at=row["read_at"] and moment(row["read_at"]),
    )
