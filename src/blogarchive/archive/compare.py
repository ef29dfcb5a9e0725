"""A post at two visits, compared: what the site changed in between.

Our own reading of old answers is no change of the site. So the versions of a record are taken in groups: one that a visit to the site brought,
and the readings of the same answers after it; the last of a group is what the site said then, as far as we know today.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from blogarchive.archive.content import Content, PostContent, content_row
from blogarchive.archive.events import Visit, absences, comment_changes, post_changes
from blogarchive.archive.records import unpacked_content
from blogarchive.archive.timeline import visits_of
from blogarchive.archive.transact import one_view
from blogarchive.archive.write import MERGED, REREAD
from blogarchive.errors import UsageError
from blogarchive.model.events import Edit, PostChange, RecordChange, What

_Value = TypeVar("_Value")


class _Span(NamedTuple):
    """All visits of a post, and the sequences of the two that are compared, readings of their answers included."""

    visits: Sequence[Visit]
    base: int
    latest: int


def compare(connection: sqlite3.Connection, post_id: int, since: datetime | None, until: datetime | None) -> PostChange:
    """Compare the visit that was the latest at `since` (the first, where there was none yet) with that at `until` (the latest).

    Raises UsageError where there is no such post, or it was not saved yet at `until`.
    """
    with one_view(connection):
        return _compared(connection, post_id, since, until)


def _compared(
    connection: sqlite3.Connection, post_id: int, since: datetime | None, until: datetime | None
) -> PostChange:
    visits = visits_of(connection, post_id)
    if not visits:
        raise UsageError(post_id, "no such post in the archive")
    site = [visit for visit in visits if visit.is_site] or visits
    one = site[0] if since is None else _latest(site, since) or site[0]
    other = site[-1] if until is None else _latest(site, until)
    if other is None:
        raise UsageError(post_id, f"the post was not saved yet at {until:%Y-%m-%d %H:%M}")
    span = _Span(visits, _with_readings(visits, one), _with_readings(visits, other))
    title, url = connection.execute("SELECT title, url FROM posts WHERE id = ?", (post_id,)).fetchone()
    return PostChange(
        post_id=post_id,
        title=title,
        url=url,
        visits=(one.number, other.number),
        times=(one.taken_at, other.taken_at),
        records=(*_article(connection, post_id, span), *_comments(connection, post_id, span)),
    )


def _latest(visits: Sequence[Visit], time: datetime) -> Visit | None:
    """The last one made up to a time, None where all came later; order is the order of visits, whatever clocks said."""
    return next((visit for visit in reversed(visits) if visit.taken_at <= time), None)


def _with_readings(visits: Sequence[Visit], visit: Visit) -> int:
    """The sequence of the last reading of a visit's answers, else its own."""
    last = visit.sequence
    for later in visits:
        if later.sequence > last and later.kind == REREAD:
            last = later.sequence
        elif later.sequence > last and later.kind != MERGED:
            break
    return last


def _at(versions: Iterable[tuple[int, _Value]], sequence: int) -> _Value | None:
    """The version of a record that was the last one at a visit; None before the first."""
    found = None
    for visit, value in versions:
        if visit <= sequence:
            found = value
    return found


def _article(connection: sqlite3.Connection, post_id: int, span: _Span) -> Iterator[RecordChange]:
    rows = connection.execute(
        "SELECT visit_id, record FROM post_revisions WHERE post_id = ? ORDER BY number", (post_id,)
    ).fetchall()
    versions: list[tuple[int, PostContent]] = [(visit, unpacked_content(record)) for visit, record in rows]
    old, new = _at(versions, span.base), _at(versions, span.latest)
    if old is None or new is None:
        return
    edits = tuple(Edit(what=what, before=before, after=after) for what, before, after in post_changes(old, new))
    if edits:
        yield RecordChange(comment=None, author=", ".join(new.authors) or None, fate=None, text=new.text, edits=edits)


_VERSIONS = """
SELECT c.id, c.number, c.label, r.visit_id, r.kind, r.state, r.parent, r.author, r.author_url, r.text, r.text_source, r.sources
FROM comments c JOIN comment_revisions r ON r.comment_id = c.id
WHERE c.post_id = ? AND c.forgotten_id IS NULL ORDER BY c.number, r.number
"""
_SIGHTINGS = """
SELECT c.id, s.first_visit, s.missed_visit FROM comments c JOIN sightings s ON s.comment_id = c.id
WHERE c.post_id = ? ORDER BY c.id, s.number
"""


class _Comment(NamedTuple):
    label: str
    versions: list[tuple[int, Content]]
    sightings: list[tuple[int, int | None]]  # from which visit, and the first that missed it


def _comments(connection: sqlite3.Connection, post_id: int, span: _Span) -> Iterator[RecordChange]:
    comments: dict[int, _Comment] = {}
    labels: dict[int, str] = {}
    for row in connection.execute(_VERSIONS, (post_id,)).fetchall():
        labels[row[1]] = row[2]
        comment = comments.setdefault(row[0], _Comment(row[2], [], []))
        comment.versions.append((row[3], content_row(tuple(row[4:]))))
    for id_, first, missed in connection.execute(_SIGHTINGS, (post_id,)).fetchall():
        if id_ in comments:
            comments[id_].sightings.append((first, missed))
    for comment in comments.values():
        if change := _comment(comment, labels, span):
            yield change


def _comment(comment: _Comment, labels: dict[int, str], span: _Span) -> RecordChange | None:
    old, new = _at(comment.versions, span.base), _at(comment.versions, span.latest)
    if new is None:
        return None
    was, is_ = (_is_seen(comment, sequence) for sequence in (span.base, span.latest))
    if not was and not is_:
        return None
    fate = None if was is is_ else _fate(comment, span, is_back=is_)
    edits = () if old is None else tuple(_edits(old, new, labels))
    if fate is None and not edits:
        return None
    return RecordChange(comment=comment.label, author=new.author, fate=fate, text=new.text, edits=edits)


def _edits(old: Content, new: Content, labels: dict[int, str]) -> Iterator[Edit]:
    for what, before, after in comment_changes(old, new):
        edit = Edit(what=what, before=before, after=after)
        yield (
            edit
            if what is not What.PARENT
            else replace(edit, before=_label(labels, before), after=_label(labels, after))
        )


def _label(labels: dict[int, str], number: str | None) -> str | None:
    return labels.get(int(number)) if number else None


def _fate(comment: _Comment, span: _Span, *, is_back: bool) -> What | None:
    if is_back:
        return What.ADDED if comment.sightings[0][0] > span.base else What.RETURNED
    return _absence(comment, span)


def _is_seen(comment: _Comment, sequence: int) -> bool:
    return any(first <= sequence and (missed is None or missed > sequence) for first, missed in comment.sightings)


def _absence(comment: _Comment, span: _Span) -> What | None:
    """Missed or gone, by the same rule as in the history; None where an alarm or our own reading explains it."""
    missed = [missed for _, missed in comment.sightings if missed is not None and span.base < missed <= span.latest]
    visits = [visit for visit in span.visits if visit.sequence <= span.latest]
    told = [what for what, visit in absences(visits, missed[-1], None) if visit.kind != REREAD]
    return told[-1] if told else None
