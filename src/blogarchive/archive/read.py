"""Reading the archive: lists of posts, one post by whatever the user calls it, snapshots and captures as they were saved."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from blogarchive.archive import bodies
from blogarchive.archive.addresses import owner, slug_of
from blogarchive.archive.chain import CAPTURES
from blogarchive.archive.state import document_of, freeze, moment, thaw
from blogarchive.archive.transact import one_view
from blogarchive.errors import UsageError
from blogarchive.model import Capture, Role, Snapshot, Verdict
from blogarchive.text.similarity import folded
from blogarchive.text.urls import host_of, page_key


class PostRow(NamedTuple):
    """A post in a list, as its latest visit (of `visits`) saw it. `published` is ISO 8601, cut to what is known.

    A tuple with the columns as they are, since a list has 20,000 of them; what a column means is told by a property.
    """

    id: int
    url: str
    title: str | None
    byline: str  # the authors' names, one a line
    site: str | None
    language: str | None
    published: str | None
    comments: int
    verdict: str  # the value of a Verdict
    alarm: str | None
    visits: int
    revisions: int
    first_taken_at: str
    taken_at: str

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors' names."""
        return tuple(self.byline.split("\n")) if self.byline else ()

    @property
    def first_visit(self) -> datetime:
        """When the post was first saved (aware, UTC)."""
        return moment(self.first_taken_at)

    @property
    def last_visit(self) -> datetime:
        """When the latest visit was made (aware, UTC)."""
        return moment(self.taken_at)

    @property
    def slug(self) -> str:
        """The last part of the address's path that is not empty."""
        return slug_of(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFilter:
    """Which posts to list; None everywhere means all. Words are compared without case and accents.

    `since` and `until` (not included) are ISO 8601 dates or times of publication, compared as far as both are given.
    """

    title: str | None = None
    author: str | None = None
    host: str | None = None
    since: str | None = None
    until: str | None = None
    verdict: Verdict | None = None


_POSTS = (
    "SELECT id, url, title, byline, site, language, published, comments, verdict, alarm, visits, revisions, first_taken_at, "
    "taken_at FROM posts "
)


def posts(connection: sqlite3.Connection, wanted: PostFilter | None = None) -> Iterator[PostRow]:
    """The posts that a filter lets through, in the order in which they were first saved."""
    listed = _rows(connection, "ORDER BY id")  # at once: a reader in the middle of its rows would hold up a commit
    return iter(listed) if wanted is None else (post for post in listed if _passes(post, wanted))


def find(connection: sqlite3.Connection, reference: str | int) -> PostRow:
    """The one post meant by its number, one of its addresses, or a part of its title or slug.

    Raises UsageError where there is none or more than one.
    """
    text = str(reference).strip()
    found = _by_number(connection, text) or _by_address(connection, text)
    if found:
        return found
    matches = _by_words(connection, text)
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise UsageError(text, "no post in the archive has this number, address, or part of a title")
    some = ", ".join(f"{post.id} ({post.title or post.slug})" for post in matches[:5])
    raise UsageError(text, f"several posts match: {some}{', …' if len(matches) > 5 else ''}; give the number")


def snapshot(connection: sqlite3.Connection, post_id: int, at: int | datetime | None = None) -> Snapshot:
    """What a visit saw: the latest, the one with number `at`, or the last one made up to the time `at` (aware).

    Raises UsageError where there is no such post or visit, ArchiveError where it is damaged.
    """
    with one_view(connection):
        state, taken_at, notes = _visit(connection, post_id, at)
        return thaw(connection, state, taken_at, notes)


def document(connection: sqlite3.Connection, post_id: int, at: int | datetime | None = None) -> dict[str, object]:
    """The JSON document of the snapshot that `snapshot` gives, without making the objects: for many posts at once."""
    with one_view(connection):
        state, taken_at, notes = _visit(connection, post_id, at)
        return document_of(connection, state, taken_at, notes)


def captures(connection: sqlite3.Connection, post_id: int, visit: int | None = None) -> Iterator[Capture]:
    """The answers that the post's visits (or the one with a number) were read from, oldest first, one at a time.

    One that was removed by `forget` is empty and has the note "forgotten".
    """
    rows = connection.execute(
        "SELECT c.id FROM captures c JOIN visits v ON v.id = c.visit_id WHERE v.post_id = ?1 AND (?2 IS NULL OR v.number = ?2) "
        "ORDER BY v.number, c.position",
        (post_id, visit),
    ).fetchall()
    return (capture(connection, row[0]) for row in rows)


def answers(connection: sqlite3.Connection, post_id: int) -> tuple[Capture, ...]:
    """The answers of the latest visit to the site itself: what the current reading can be made from again."""
    number = connection.execute(
        "SELECT max(number) FROM visits WHERE post_id = ? AND kind = 'visit'", (post_id,)
    ).fetchone()[0]
    return () if number is None else tuple(captures(connection, post_id, number))


def is_told(connection: sqlite3.Connection, post_id: int, snapshot: Snapshot) -> bool:
    """Whether the post's latest visit saw exactly what a snapshot says."""
    return freeze(snapshot).sha256 == _visit(connection, post_id, None)[0]


def look(connection: sqlite3.Connection, post_id: int) -> Iterator[Capture]:
    """The answers of the latest visit that kept what the page needs to look as it did; nothing where none did."""
    row = connection.execute(
        "SELECT max(v.number) FROM captures c JOIN visits v ON v.id = c.visit_id WHERE v.post_id = ? AND c.role = ?",
        (post_id, Role.RESOURCE.value),
    ).fetchone()
    return iter(()) if row[0] is None else captures(connection, post_id, row[0])


def _passes(post: PostRow, wanted: PostFilter) -> bool:
    return (
        (wanted.title is None or folded(wanted.title) in folded(post.title or ""))
        and (wanted.author is None or any(folded(wanted.author) in folded(author) for author in post.authors))
        and (wanted.host is None or host_of(post.url) == wanted.host.lower().removeprefix("www."))
        and (wanted.verdict is None or post.verdict == wanted.verdict)
        and _is_between(post.published, wanted.since, wanted.until)
    )


def _is_between(published: str | None, since: str | None, until: str | None) -> bool:
    if published is None:
        return since is None and until is None
    cut = published[:19]  # wall clock, as shown
    return (since is None or cut >= since[: len(cut)]) and (until is None or cut < until[: len(cut)])


def _by_number(connection: sqlite3.Connection, text: str) -> PostRow | None:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        return None
    found = _rows(connection, "WHERE id = ?", int(text))
    return found[0] if found else None


def _by_address(connection: sqlite3.Connection, text: str) -> PostRow | None:
    key = page_key(text if "://" in text else f"http://{text}")
    found = owner(connection, key)
    return None if found is None else _by_number(connection, str(found))


def _by_words(connection: sqlite3.Connection, text: str) -> list[PostRow]:
    words = folded(text)
    if not words:
        return []
    exact = _rows(connection, "WHERE instr(char(10) || words || char(10), char(10) || ?1 || char(10))", words)
    return exact or _rows(connection, "WHERE instr(words, ?)", words)


def _rows(connection: sqlite3.Connection, rest: str, *values: object) -> list[PostRow]:
    cursor = connection.cursor()
    cursor.row_factory = None
    return [PostRow._make(row) for row in cursor.execute(_POSTS + rest, values)]


def _visit(connection: sqlite3.Connection, post_id: int, at: int | datetime | None) -> tuple[str, str, str]:
    rows = connection.execute(
        "SELECT v.number, v.taken_at, coalesce(r.state, v.state), v.notes FROM visits v LEFT JOIN redactions r ON r.visit_id = v.id "
        "WHERE v.post_id = ? ORDER BY v.kind = 'merged', v.number DESC",
        (post_id,),
    )
    for number, taken_at, state, notes in rows.fetchall():
        if at is None or at == number or (isinstance(at, datetime) and moment(taken_at) <= at):
            return state, taken_at, notes
    when = f"{at:%Y-%m-%d %H:%M}" if isinstance(at, datetime) else at
    raise UsageError(
        post_id, "no such post in the archive" if at is None else f"the post was not visited then ({when})"
    )


def capture(connection: sqlite3.Connection, capture_id: int) -> Capture:
    """One answer. Raises ArchiveError where its bytes are damaged."""
    row = connection.execute(CAPTURES + "WHERE id = ?", (capture_id,)).fetchone()
    url, requested_url, status, captured_at, role, source, headers, redirects, notes, digest = row
    said = tuple(json.loads(notes))
    is_gone = connection.execute("SELECT 1 FROM forgotten_bodies WHERE sha256 = ?", (digest,)).fetchone()
    return Capture(
        url=url,
        requested_url=requested_url,
        status=status,
        captured_at=moment(captured_at),
        role=Role(role),
        source=source,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        redirects=tuple(json.loads(redirects)),
        notes=(*said, "forgotten") if is_gone else said,
        body=b"" if is_gone else bodies.get(connection, digest),
    )
