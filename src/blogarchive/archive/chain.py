"""The chain over the visits of a post: each link is a hash over the visit and the link before it.

So no visit, capture or state of the past can be exchanged, taken out or put in without every later link telling it.
"""

import sqlite3
from hashlib import sha256

from blogarchive.archive.state import dumped

_VISIT = "SELECT number, kind, taken_at, url, verdict, found, alarm, notes, state FROM visits WHERE id = ?"
CAPTURES = (
    "SELECT url, requested_url, status, captured_at, role, source, headers, redirects, notes, sha256 FROM captures "
)
"""The columns of a capture in the order in which the chain takes them; a condition is to follow."""


def link_of(previous: str, visit: tuple[object, ...], captures: list[tuple[object, ...]]) -> str:
    """The link of a visit. `visit` and `captures` hold the columns that `rows_of` reads, in their order."""
    return sha256(dumped([previous, list(visit), [list(capture) for capture in captures]])).hexdigest()


def rows_of(connection: sqlite3.Connection, visit_id: int) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
    """What the link of a stored visit is reckoned from."""
    visit = connection.execute(_VISIT, (visit_id,)).fetchone()
    captures = connection.execute(CAPTURES + "WHERE visit_id = ? ORDER BY position", (visit_id,))
    return visit, captures.fetchall()


def last_link(connection: sqlite3.Connection, post_id: int) -> tuple[int, str]:
    """The number and link of a post's latest visit; (0, "") before the first."""
    row = connection.execute(
        "SELECT number, link FROM visits WHERE post_id = ? ORDER BY number DESC LIMIT 1", (post_id,)
    ).fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def broken(connection: sqlite3.Connection, post_id: int) -> str | None:
    """What is wrong with the chain of a post, in words; None where every link holds and the last visit is there."""
    previous = ""
    visits = connection.execute(
        "SELECT id, number, link FROM visits WHERE post_id = ? ORDER BY number", (post_id,)
    ).fetchall()
    for expected, (visit_id, number, link) in enumerate(visits, 1):
        if number != expected:
            return f"visit {expected} is missing"
        if link_of(previous, *rows_of(connection, visit_id)) != link:
            return f"visit {number} is not what was stored"
        previous = link
    claimed = connection.execute("SELECT visits FROM posts WHERE id = ?", (post_id,)).fetchone()[0]
    return None if claimed == len(visits) else f"there are {len(visits)} visits, and the post says {claimed}"
