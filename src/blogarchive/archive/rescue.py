"""Saving what can be read of a damaged archive into a new one, and telling what is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from blogarchive.archive import read
from blogarchive.archive.state import moment, thaw
from blogarchive.archive.verify import Problem
from blogarchive.archive.watching import watch
from blogarchive.archive.write import VISIT, save
from blogarchive.errors import ArchiveError
from blogarchive.model import Capture, Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """How many posts and visits came over whole or in part, and each thing that did not."""

    posts: int
    visits: int
    losses: tuple[Problem, ...]


@dataclass(slots=True)
class _Work:
    """The two archives, which new post each old one became, and what was lost so far."""

    damaged: sqlite3.Connection
    new: sqlite3.Connection
    visits: int = 0
    posts: dict[int, int] = field(default_factory=dict)
    losses: list[Problem] = field(default_factory=list)

    @contextmanager
    def trying(self, what: str, post_id: int | None = None) -> Iterator[None]:
        """Go on after damage, and note what was lost by it."""
        try:
            yield
        except (sqlite3.DatabaseError, ArchiveError, ValueError, TypeError) as error:
            reason = error.reason if isinstance(error, ArchiveError) else str(error)
            self.losses.append(Problem(code="lost", post=self.name(post_id), message=f"{what} ({reason})"))

    def name(self, post_id: int | None) -> str:
        """A post as people know it, as far as that can still be read."""
        if post_id is None:
            return ""
        try:
            row = self.damaged.execute("SELECT title, url FROM posts WHERE id = ?", (post_id,)).fetchone()
        except sqlite3.DatabaseError:
            row = None
        return f"{post_id} ({row[0] or row[1]})" if row else str(post_id)


def rescue(damaged: sqlite3.Connection, new: sqlite3.Connection) -> Rescued:
    """Save each visit that can still be read into a new archive, in their order, row by row so that one bad page stops nothing else."""
    work = _Work(damaged, new)
    _forgotten(work)
    for visit_id in _numbers(work):
        _visit(work, visit_id)
    for old, now in work.posts.items():
        with work.trying("which comments were forgotten", old):
            _keep_forgotten(work, old, now)
        with work.trying("whether it was watched", old):
            _keep_watch(work, old, now)
    return Rescued(posts=len(work.posts), visits=work.visits, losses=tuple(work.losses))


def _numbers(work: _Work) -> range:
    last = 0
    for question in ("SELECT max(id) FROM visits", "SELECT seq FROM sqlite_sequence WHERE name = 'visits'"):
        try:
            row = work.damaged.execute(question).fetchone()
        except sqlite3.DatabaseError:
            continue
        last = max(last, int(row[0] or 0) if row else 0)
    if not last:
        work.losses.append(Problem(code="lost", post="", message="the list of visits cannot be read"))
    return range(1, last + 1)


_VISIT = (
    "SELECT v.post_id, v.number, v.kind, v.taken_at, v.notes, coalesce(r.state, v.state) FROM visits v "
    "LEFT JOIN redactions r ON r.visit_id = v.id WHERE v.id = ?"
)


def _visit(work: _Work, visit_id: int) -> None:
    row = None
    with work.trying(f"the row of visit {visit_id} of the archive"):
        row = work.damaged.execute(_VISIT, (visit_id,)).fetchone()
    if row is None:
        return  # forgotten with its post, or told
    post_id, number, kind, taken_at, notes, state = row
    whole: list[Taken] = []
    with work.trying(f"visit {number}", post_id):
        snapshot = thaw(work.damaged, state, taken_at, notes)
        whole.append(Taken(snapshot=snapshot, captures=tuple(_answers(work, visit_id, post_id))))
    for taken in whole:
        known = work.posts.get(post_id)
        saved = save(work.new, taken, known, kind if known else VISIT)  # a full disk is no damage: it ends all
        work.posts[post_id] = saved.post_id
        work.visits += 1


def _answers(work: _Work, visit_id: int, post_id: int) -> Iterator[Capture]:
    rows: list[sqlite3.Row] = []
    with work.trying("the list of a visit's answers", post_id):
        rows = work.damaged.execute(
            "SELECT id, url FROM captures WHERE visit_id = ? ORDER BY position", (visit_id,)
        ).fetchall()
    for capture_id, url in rows:
        with work.trying(f"the answer of {url}", post_id):
            yield read.capture(work.damaged, capture_id)


def _forgotten(work: _Work) -> None:
    """What was removed on request must not come back with the next visit or merge."""
    for table in ("forgotten", "forgotten_addresses", "forgotten_bodies"):
        with work.trying("the record of what was forgotten"):
            rows = [tuple(row) for row in work.damaged.execute(f"SELECT * FROM {table}")]  # noqa: S608 - names of ours
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                work.new.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _keep_forgotten(work: _Work, old: int, now: int) -> None:
    rows = work.damaged.execute(
        "SELECT forgotten_id, native_id, label FROM comments WHERE post_id = ? AND forgotten_id IS NOT NULL", (old,)
    )
    for number, native_id, label in rows.fetchall():
        work.new.execute(
            "UPDATE comments SET forgotten_id = ? WHERE post_id = ? AND (native_id = ? OR label = ?)",
            (number, now, native_id, label),
        )


def _keep_watch(work: _Work, old: int, now: int) -> None:
    for (since,) in work.damaged.execute("SELECT since FROM watches WHERE post_id = ?", (old,)).fetchall():
        watch(work.new, now, moment(since))
