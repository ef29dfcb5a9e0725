"""The history of posts and comments, read from revisions, sightings and visits."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from blogarchive.archive.content import content_row
from blogarchive.archive.events import Visit, absences, alarms, comment_changes, post_changes
from blogarchive.archive.records import unpacked_content
from blogarchive.archive.state import moment
from blogarchive.archive.transact import one_view
from blogarchive.archive.write import REREAD
from blogarchive.errors import UsageError
from blogarchive.model import Verdict
from blogarchive.model.events import Event, What

_WINDOW = 1000  # visits whose events are held in memory at a time, however long the archive's history is


def history(connection: sqlite3.Connection, post_id: int, comment: str | None = None) -> list[Event]:
    """All that happened to a post and its comments (or to the one comment with this id), oldest first.

    Raises UsageError where there is no such post or comment.
    """
    with one_view(connection):
        visits = visits_of(connection, post_id)
        if not visits:
            raise UsageError(post_id, "no such post in the archive")
        events = list(_events(connection, post_id, visits, 0))
        if comment is None:
            return events
        _, label = comment_row(connection, post_id, comment)
    return [event for event in events if event.comment == label]


def changes(connection: sqlite3.Connection, since: int | datetime, *, readings: bool = False) -> Iterator[Event]:
    """What happened in the whole archive after visit `since` (a sequence), or from the first visit made at or after a time on.

    In the order of the visits. A clock that was put back makes more visits count, never fewer. What only our reading of old answers
    found is told with `readings` alone.
    """
    start = _first_after(connection, since) if isinstance(since, datetime) else since + 1
    last = connection.execute("SELECT coalesce(max(id), 0) FROM visits").fetchone()[0]
    for begin in range(start, last + 1, _WINDOW):
        with one_view(connection):
            events = list(_window(connection, begin, begin + _WINDOW))
        events.sort(key=lambda event: event.sequence)
        yield from (event for event in events if readings or event.kind != REREAD)


def _window(connection: sqlite3.Connection, begin: int, end: int) -> Iterator[Event]:
    """What the visits from one sequence to before another found."""
    rows = connection.execute("SELECT DISTINCT post_id FROM visits WHERE id >= ? AND id < ?", (begin, end)).fetchall()
    for (post_id,) in rows:
        events = _events(connection, post_id, visits_of(connection, post_id), begin)
        yield from (event for event in events if event.sequence < end)


def _first_after(connection: sqlite3.Connection, since: datetime) -> int:
    rows = connection.execute("SELECT id, taken_at FROM visits ORDER BY id").fetchall()
    return next((id_ for id_, taken_at in rows if moment(taken_at) >= since), rows[-1][0] + 1 if rows else 1)


def visits_of(connection: sqlite3.Connection, post_id: int) -> list[Visit]:
    """All visits of a post in their order."""
    rows = connection.execute(
        "SELECT id, number, taken_at, kind, verdict, alarm FROM visits WHERE post_id = ? ORDER BY number", (post_id,)
    )
    return [
        Visit(
            sequence=id_,
            number=number,
            taken_at=moment(taken_at),
            kind=kind,
            is_whole=verdict == Verdict.COMPLETE,
            alarm=alarm,
        )
        for id_, number, taken_at, kind, verdict, alarm in rows
    ]


def comment_row(connection: sqlite3.Connection, post_id: int, comment: str) -> tuple[int, str]:
    """The row and the id of the comment that somebody calls by its id, native id or address; UsageError where there is none."""
    row = connection.execute(
        "SELECT id, label FROM comments WHERE post_id = ? AND ? IN (label, native_id, url) ORDER BY label = ? DESC",
        (post_id, comment, comment),
    ).fetchone()
    if row is None:
        raise UsageError(comment, f"post {post_id} has no such comment")
    return int(row[0]), str(row[1])


def _events(connection: sqlite3.Connection, post_id: int, visits: list[Visit], start: int) -> Iterator[Event]:
    """The events of a post from visit `start` on, in order."""
    by_sequence = {visit.sequence: visit for visit in visits}
    found = [_event(post_id, visit, what) for what, visit in alarms(visits)]
    found += _of_post(connection, post_id, by_sequence, start)
    found += _of_revisions(connection, post_id, by_sequence, start)
    found += _of_sightings(connection, post_id, visits)
    found.sort(key=lambda event: event.sequence)
    return (event for event in found if event.sequence >= start)


def _event(post_id: int, visit: Visit, what: What) -> Event:
    return Event(
        sequence=visit.sequence,
        visit=visit.number,
        taken_at=visit.taken_at,
        post_id=post_id,
        what=what,
        kind=visit.kind,
    )


def _of_post(connection: sqlite3.Connection, post_id: int, visits: dict[int, Visit], start: int) -> Iterator[Event]:
    rows = connection.execute(
        "SELECT n.visit_id, n.record, o.record FROM post_revisions n "
        "LEFT JOIN post_revisions o ON o.post_id = n.post_id AND o.number = n.number - 1 "
        "WHERE n.post_id = ? AND n.visit_id >= ? ORDER BY n.number",
        (post_id, start),
    )
    for visit_id, new, old in rows.fetchall():
        event = _event(post_id, visits[visit_id], What.SAVED)
        if old is None:
            yield replace(event, after=unpacked_content(new).title)
            continue
        for what, before, after in post_changes(unpacked_content(old), unpacked_content(new)):
            yield replace(event, what=what, before=before, after=after)


_REVISIONS = """
SELECT n.visit_id, c.label, n.kind, n.state, n.parent, n.author, n.author_url, n.text, n.text_source, n.sources,
       o.kind, o.state, o.parent, o.author, o.author_url, o.text, o.text_source, o.sources,
       a.id IS NOT NULL AS is_aside
FROM comments c
JOIN comment_revisions n ON n.comment_id = c.id
LEFT JOIN comment_revisions o ON o.comment_id = c.id AND o.number = n.number - 1
LEFT JOIN comment_revisions a ON a.comment_id = c.id AND a.number = n.number + 1 AND a.visit_id = n.visit_id
WHERE c.post_id = ? AND n.visit_id >= ? AND c.forgotten_id IS NULL ORDER BY n.visit_id, c.number
"""


def _of_revisions(
    connection: sqlite3.Connection, post_id: int, visits: dict[int, Visit], start: int
) -> Iterator[Event]:
    rows = connection.execute("SELECT CAST(number AS TEXT), label FROM comments WHERE post_id = ?", (post_id,))
    labels: dict[str | None, str] = dict(rows)
    for row in connection.execute(_REVISIONS, (post_id, start)).fetchall():
        if row["is_aside"]:
            continue  # the words that another archive knew; the revision after it tells of them
        new = content_row(row[2:10])
        added = replace(_event(post_id, visits[row[0]], What.ADDED), comment=row[1], author=new.author, after=new.text)
        if row[10] is None:
            yield added
            continue
        for what, before, after in comment_changes(content_row(row[10:18]), new):
            event = replace(added, what=what, before=before, after=after)
            yield (
                event if what is not What.PARENT else replace(event, before=labels.get(before), after=labels.get(after))
            )


_SIGHTINGS = """
SELECT c.label, r.author, r.text, s.missed_visit, next.first_visit
FROM comments c
JOIN sightings s ON s.comment_id = c.id AND s.missed_visit IS NOT NULL
JOIN comment_revisions r ON r.comment_id = c.id AND r.number = c.revisions
LEFT JOIN sightings next ON next.comment_id = c.id AND next.number = s.number + 1
WHERE c.post_id = ? ORDER BY c.number, s.number
"""


def _of_sightings(connection: sqlite3.Connection, post_id: int, visits: list[Visit]) -> Iterator[Event]:
    for label, author, text, missed, returned in connection.execute(_SIGHTINGS, (post_id,)).fetchall():
        for what, visit in absences(visits, missed, returned):
            event = replace(_event(post_id, visit, what), comment=label, author=author)
            yield replace(event, after=text) if what is What.RETURNED else replace(event, before=text)
