"""The comments of a visit against those of the archive: who is new, changed, missed or back."""

import sqlite3
from dataclasses import dataclass, replace

from blogarchive.archive.content import Content, content_of, digest, settled_comment, storable
from blogarchive.archive.history import firm_time, recognise, said, trace_of
from blogarchive.archive.known import NONE_SEEN, Known, alarm_start, known_comments, seen_before_alarm
from blogarchive.model import SettledComment, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a visit means for the comments of its post."""

    post_id: int
    pairs: tuple[tuple[SettledComment, Known | None], ...]
    missed: tuple[Known, ...]
    next_number: int
    alarm: str | None
    is_current: bool

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of comments that were forgotten and are still shown."""
        return frozenset(comment.id for comment, known in self.pairs if known and known.is_forgotten)

    @property
    def new(self) -> int:
        """How many comments are seen for the first time."""
        return sum(known is None for _, known in self.pairs)


def plan(connection: sqlite3.Connection, post_id: int, snapshot: Snapshot, *, is_current: bool = True) -> Plan:
    """Find every comment of the snapshot in the archive, or find it new."""
    known = known_comments(connection, post_id)
    found = recognise([k.trace for k in known], [trace_of(comment.record) for comment in snapshot.comments])
    if any(k.is_forgotten for k in known):
        _find_forgotten(known, snapshot, found)
    matched = {at for at in found if at is not None}
    missed = tuple(k for at, k in enumerate(known) if is_current and k.is_seen and at not in matched)
    before = seen_before_alarm(known, alarm_start(connection, post_id))
    return Plan(
        post_id=post_id,
        pairs=tuple((c, None if at is None else known[at]) for c, at in zip(snapshot.comments, found, strict=True)),
        missed=missed,
        next_number=max((k.number for k in known), default=0) + 1,
        alarm=NONE_SEEN if is_current and before and not before & matched else None,
        is_current=is_current,
    )


def _find_forgotten(known: list[Known], snapshot: Snapshot, found: list[int | None]) -> None:
    """Find the comments whose words are forgotten, and that the site gives no id, by what is left of them: the hash of their words."""
    hidden = {name: at for at, k in enumerate(known) if k.is_forgotten for name in (k.digest, k.label) if name}
    taken = set(found)
    for at, comment in enumerate(snapshot.comments):
        if found[at] is not None or comment.record.native_id:
            continue
        names = (said(comment.record.author.name, comment.record.text), comment.id)
        found[at] = next((hidden[name] for name in names if name in hidden and hidden[name] not in taken), None)
        taken.add(found[at])


def write(connection: sqlite3.Connection, plan_: Plan, visit_id: int) -> int:
    """Add what a planned visit brings; returns how many known comments changed."""
    numbers: dict[str, int] = {}
    fresh = plan_.next_number
    for comment, known in plan_.pairs:
        numbers[comment.id] = known.number if known else fresh
        fresh += known is None
    changed = 0
    for comment, known in plan_.pairs:
        parent = numbers.get(comment.record.parent) if comment.record.parent else None
        content = content_of(comment.record, parent, comment.sources)
        if known is None:
            row = _add(connection, (plan_.post_id, numbers[comment.id]), visit_id, comment, content)
            if not plan_.is_current:
                _end_sighting(connection, row, visit_id)
        elif not plan_.is_current:
            changed += _add_aside(connection, known, visit_id, content)
        else:
            changed += _see(connection, known, visit_id, comment, content)
    _miss(connection, plan_, visit_id)
    return changed


def _add(
    connection: sqlite3.Connection, place: tuple[int, int], visit_id: int, comment: SettledComment, content: Content
) -> int:
    """Add a comment at its place (post, number); returns its row."""
    row = connection.execute(
        "INSERT INTO comments (post_id, number, label, native_id, url, published, estimated, revisions, sightings) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 1, 1)",
        (*place, storable(comment.id), *_place(comment)),
    ).lastrowid
    _revise(connection, row or 0, 1, visit_id, content)
    connection.execute("INSERT INTO sightings (comment_id, number, first_visit) VALUES (?, 1, ?)", (row, visit_id))
    return row or 0


def _end_sighting(connection: sqlite3.Connection, comment_id: int, visit_id: int) -> None:
    """Another archive saw the comment before our latest visit, which did not."""
    connection.execute(
        "UPDATE sightings SET last_visit = ?1, missed_visit = ?1 WHERE comment_id = ?2", (visit_id, comment_id)
    )


def _add_aside(connection: sqlite3.Connection, known: Known, visit_id: int, content: Content) -> bool:
    """Add a revision that another archive saw before our latest visit, and the current one again after it."""
    content = settled_comment(known.content, content)  # what that visit could not see is no change either
    rows = connection.execute("SELECT content FROM comment_revisions WHERE comment_id = ?", (known.id,))
    if known.is_forgotten or digest(content) in {row[0] for row in rows}:
        return False
    _revise(connection, known.id, known.revisions + 1, visit_id, content)
    _revise(connection, known.id, known.revisions + 2, visit_id, known.content)
    connection.execute("UPDATE comments SET revisions = revisions + 2 WHERE id = ?", (known.id,))
    return True


def _see(
    connection: sqlite3.Connection, known: Known, visit_id: int, comment: SettledComment, content: Content
) -> bool:
    content = settled_comment(known.content, content)
    is_changed = (
        not known.is_forgotten and not _says_the_same(known.content, content) and digest(content) != known.digest
    )
    if is_changed:
        _revise(connection, known.id, known.revisions + 1, visit_id, content)
    if not known.is_seen:
        connection.execute(
            "INSERT INTO sightings (comment_id, number, first_visit) VALUES (?, ?, ?)",
            (known.id, known.sightings + 1, visit_id),
        )
    place = _place(comment, known)
    if is_changed or not known.is_seen or place != known.place or storable(comment.id) != known.label:
        connection.execute(
            "UPDATE comments SET label = ?, native_id = ?, url = ?, published = ?, estimated = ?, revisions = revisions + ?, "
            "sightings = sightings + ? WHERE id = ?",
            (storable(comment.id), *place, is_changed, not known.is_seen, known.id),
        )
    return is_changed


def _says_the_same(one: Content, other: Content) -> bool:
    """The cheap answer for nearly all comments of nearly all visits."""
    return one == replace(other, text_source=one.text_source, sources=one.sources)


def _place(comment: SettledComment, known: Known | None = None) -> tuple[object, ...]:
    """What a comment is recognised by, where this visit does not tell it as it was told before."""
    record = comment.record
    if known and known.is_forgotten:
        return known.place
    firm = firm_time(record)
    reckoned = record.published.isoformat() if record.published else None
    before = known.place if known else (None, None, None, 1)
    time = (firm, 0) if firm else (before[2], before[3]) if before[2] else (reckoned, 1)
    return (storable(record.native_id) or before[0], storable(record.url) or before[1], *time)


def _revise(connection: sqlite3.Connection, comment_id: int, number: int, visit_id: int, content: Content) -> None:
    connection.execute(
        "INSERT INTO comment_revisions (comment_id, number, visit_id, content, kind, state, parent, author, author_url, text, "
        "text_source, sources) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            comment_id,
            number,
            visit_id,
            digest(content),
            content.kind,
            content.state,
            content.parent,
            content.author,
            content.author_url,
            content.text,
            content.text_source,
            " ".join(content.sources),
        ),
    )


def _miss(connection: sqlite3.Connection, plan_: Plan, visit_id: int) -> None:
    """A comment that was seen and is not: last seen at the visit before this one. It stays; its sighting ends."""
    if not plan_.missed:
        return
    last = connection.execute(
        "SELECT max(id) FROM visits WHERE post_id = ? AND id < ? AND kind <> 'merged'", (plan_.post_id, visit_id)
    ).fetchone()[0]
    connection.executemany(
        "UPDATE sightings SET last_visit = ?, missed_visit = ? WHERE comment_id = ? AND number = ?",
        [(last, visit_id, known.id, known.sightings) for known in plan_.missed],
    )
