"""What the archive knows of a post's comments before the next visit."""

import sqlite3
from dataclasses import dataclass

from blogarchive.archive.content import Content, content_row
from blogarchive.archive.history import Trace

NONE_SEEN = "none-seen"
"""The alarm of a visit that saw none of the comments seen before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A comment of the archive: its row, its latest content and when it was seen last."""

    id: int
    number: int
    revisions: int
    sightings: int
    first_visit: int  # of its latest sighting
    missed_visit: int | None
    trace: Trace
    label: str
    place: tuple[object, ...]  # native_id, url, published, estimated as stored: what it is recognised by next time
    content: Content
    digest: str
    is_forgotten: bool

    @property
    def is_seen(self) -> bool:
        """Whether the latest visit saw it."""
        return self.missed_visit is None


_KNOWN = """
SELECT c.id, c.number, c.revisions, c.sightings, s.first_visit, s.missed_visit, c.label, c.native_id, c.url, c.published, c.estimated,
       r.kind, r.state, r.parent, r.author, r.author_url, r.text, r.text_source, r.sources, r.content, c.forgotten_id
FROM comments c
JOIN comment_revisions r ON r.comment_id = c.id AND r.number = c.revisions
JOIN sightings s ON s.comment_id = c.id AND s.number = c.sightings
WHERE c.post_id = ? ORDER BY c.number
"""


def known_comments(connection: sqlite3.Connection, post_id: int) -> list[Known]:
    """All comments that the archive has of a post, also those no longer seen."""
    found = []
    for row in connection.execute(_KNOWN, (post_id,)):
        id_, number, revisions, sightings, first_visit, missed_visit, label, native_id, url, published, estimated = row[
            :11
        ]
        content = content_row(row[11:19])
        found.append(
            Known(
                id=id_,
                number=number,
                revisions=revisions,
                sightings=sightings,
                first_visit=first_visit,
                missed_visit=missed_visit,
                trace=Trace(
                    native_id=native_id,
                    url=url,
                    author_name=content.author,
                    words=content.text,
                    published=None if estimated else published,
                ),
                label=label,
                place=(native_id, url, published, estimated),
                content=content,
                digest=row[19],
                is_forgotten=row[20] is not None,
            )
        )
    return found


def alarm_start(connection: sqlite3.Connection, post_id: int) -> int | None:
    """The first of the alarmed visits that the post's latest visit ends; None where the latest visit was none."""
    start = None
    for visit_id, alarm in connection.execute(
        "SELECT id, alarm FROM visits WHERE post_id = ? AND kind <> 'merged' ORDER BY number DESC", (post_id,)
    ):
        if alarm is None:
            break
        start = visit_id
    return start


def seen_before_alarm(known: list[Known], start: int | None) -> set[int]:
    """Indices of the comments that the last visit without an alarm saw. What appeared since may be another site's."""
    if start is None:
        return {at for at, k in enumerate(known) if k.is_seen}
    return {
        at
        for at, k in enumerate(known)
        if k.first_visit < start and (k.missed_visit is None or k.missed_visit >= start)
    }
