"""Bringing another archive's visits into this one.

Each post's visits keep their order. Those made after our latest visit follow it as if we had made them; earlier ones are put aside: they
add what we never saw, and change nothing that is current. The clocks of both archives decide between the two, since nothing else can.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from blogarchive.archive import read
from blogarchive.archive.chain import rows_of
from blogarchive.archive.faults import told
from blogarchive.archive.forget import is_forgotten
from blogarchive.archive.state import dumped, moment, thaw
from blogarchive.archive.write import MERGED, REREAD, save
from blogarchive.model import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge did. `known` visits were here already; `forgotten` posts were left out, since they were removed here on request."""

    posts: int
    new_posts: int
    visits: int
    known: int
    forgotten: int


def merge(connection: sqlite3.Connection, other: sqlite3.Connection, path: Path) -> Merged:
    """Add all visits of another archive (at `path`) that this one lacks, each in a transaction; after an interruption it may be run again.

    Raises ArchiveError about that path where the other one cannot be read.
    """
    posts = new_posts = visits = known = forgotten = 0
    with told(path):
        theirs = [row[0] for row in other.execute("SELECT id FROM posts ORDER BY id")]
    for post_id in theirs:
        with told(path):
            keys = _keys(other, post_id)
            fingerprints = _fingerprints(other, post_id)
        if is_forgotten(connection, keys):
            forgotten += 1
            continue
        ours = _ours(connection, keys)
        posts, new_posts = posts + 1, new_posts + (ours is None)
        here = set(_fingerprints(connection, ours).values()) if ours is not None else set()
        for visit_id, fingerprint in fingerprints.items():
            if fingerprint in here:
                known += 1
                continue
            with told(path):
                kind, taken = _visit(other, visit_id)
            latest = _latest(connection, ours)
            if kind == REREAD and latest is not None and latest != taken.snapshot.taken_at:
                known += 1  # their reading of answers that are not our latest tells of no visit, and ours can be read again here
                continue
            if kind != REREAD and latest is not None and taken.snapshot.taken_at <= latest:
                kind = MERGED
            ours = save(connection, taken, ours, kind).post_id
            visits += 1
    return Merged(posts=posts, new_posts=new_posts, visits=visits, known=known, forgotten=forgotten)


def _ours(connection: sqlite3.Connection, keys: list[str]) -> int | None:
    for key in keys:
        if row := connection.execute("SELECT post_id FROM addresses WHERE key = ?", (key,)).fetchone():
            return int(row[0])
    return None


def _keys(other: sqlite3.Connection, post_id: int) -> list[str]:
    rows = other.execute("SELECT key FROM addresses WHERE post_id = ? ORDER BY key", (post_id,))
    return [row[0] for row in rows]


def _visits(connection: sqlite3.Connection, post_id: int) -> list[int]:
    rows = connection.execute("SELECT id FROM visits WHERE post_id = ? ORDER BY number", (post_id,))
    return [row[0] for row in rows]


def _fingerprints(connection: sqlite3.Connection, post_id: int) -> dict[int, str]:
    """For each visit what is the same for it in any archive; the second reading of the same answers is told from the first."""
    counts: Counter[str] = Counter()
    found = {}
    for visit_id in _visits(connection, post_id):
        fingerprint = _fingerprint(connection, visit_id)
        counts[fingerprint] += 1
        found[visit_id] = f"{fingerprint}/{counts[fingerprint]}"
    return found


def _fingerprint(connection: sqlite3.Connection, visit_id: int) -> str:
    """The same for the same visit in any archive: when it was, what it fetched; not its number or what was forgotten of it since."""
    (_, _, taken_at, url, *_, notes, _), captures = rows_of(connection, visit_id)
    return sha256(dumped([taken_at, url, notes, [list(capture) for capture in captures]])).hexdigest()


def _visit(other: sqlite3.Connection, visit_id: int) -> tuple[str, Taken]:
    """The kind of another archive's visit, and all that it brought."""
    post_id, number, kind, taken_at, notes, state = other.execute(
        "SELECT v.post_id, v.number, v.kind, v.taken_at, v.notes, coalesce(r.state, v.state) FROM visits v "
        "LEFT JOIN redactions r ON r.visit_id = v.id WHERE v.id = ?",
        (visit_id,),
    ).fetchone()
    answers = tuple(read.captures(other, post_id, number))
    return kind, Taken(snapshot=thaw(other, state, taken_at, notes), captures=answers)


def _latest(connection: sqlite3.Connection, post_id: int | None) -> datetime | None:
    row = connection.execute(
        "SELECT taken_at FROM visits WHERE post_id = ? AND kind <> ? ORDER BY number DESC LIMIT 1", (post_id, MERGED)
    ).fetchone()
    return None if row is None else moment(row[0])
