"""Reading the archive: lists of posts, one post by whatever the user calls it, snapshots and captures as they were saved."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from blogarchive.archive import bodies
from blogarchive.archive.chain import CAPTURES
from blogarchive.archive.state import moment, thaw
from blogarchive.errors import UsageError
from blogarchive.model import Capture, Role, Snapshot, Verdict
from blogarchive.text.similarity import folded
from blogarchive.text.urls import host_of, page_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post in a list, as its latest visit (of `visits`) saw it. `published` is ISO 8601, cut to what is known."""

    id: int
    url: str
    title: str | None
    authors: tuple[str, ...]
    site: str | None
    language: str | None
    published: str | None
    comments: int
    verdict: Verdict
    alarm: str | None
    visits: int
    revisions: int
    first_visit: datetime
    last_visit: datetime

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
    "SELECT id, url, title, authors, site, language, published, comments, verdict, alarm, visits, revisions, first_taken_at, "
    "taken_at FROM posts "
)


def posts(connection: sqlite3.Connection, wanted: PostFilter | None = None) -> Iterator[PostRow]:
    """The posts that a filter lets through, in the order in which they were first saved."""
    rows = connection.execute(_POSTS + "ORDER BY id").fetchall()  # at once: a reader must not hold up a commit
    listed = (_row(row) for row in rows)
    return listed if wanted is None else (post for post in listed if _passes(post, wanted))


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
    state, taken_at, notes = _visit(connection, post_id, at)
    return thaw(connection, state, taken_at, notes)


def captures(connection: sqlite3.Connection, post_id: int, visit: int | None = None) -> Iterator[Capture]:
    """The answers that the post's visits (or the one with a number) were read from, oldest first, one at a time."""
    rows = connection.execute(
        "SELECT c.id FROM captures c JOIN visits v ON v.id = c.visit_id WHERE v.post_id = ?1 AND (?2 IS NULL OR v.number = ?2) "
        "ORDER BY v.number, c.position",
        (post_id, visit),
    ).fetchall()
    return (_capture(connection, row[0]) for row in rows)


def slug_of(url: str) -> str:
    """The last part of an address's path that is not empty; its query where there is none; its host last."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.query or host_of(url)


def _row(row: sqlite3.Row) -> PostRow:
    id_, url, title, authors, site, language, published, comments, verdict, alarm, visits, revisions, first, last = row
    return PostRow(
        id=id_,
        url=url,
        title=title,
        authors=tuple(json.loads(authors)),
        site=site,
        language=language,
        published=published,
        comments=comments,
        verdict=Verdict(verdict),
        alarm=alarm,
        visits=visits,
        revisions=revisions,
        first_visit=datetime.fromisoformat(first),
        last_visit=datetime.fromisoformat(last),
    )


def _passes(post: PostRow, wanted: PostFilter) -> bool:
    return (
        (wanted.title is None or folded(wanted.title) in folded(post.title or ""))
        and (wanted.author is None or any(folded(wanted.author) in folded(author) for author in post.authors))
        and (wanted.host is None or host_of(post.url) == wanted.host.lower().removeprefix("www."))
        and (wanted.verdict is None or post.verdict is wanted.verdict)
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
    row = connection.execute(_POSTS + "WHERE id = ?", (int(text),)).fetchone()
    return _row(row) if row else None


def _by_address(connection: sqlite3.Connection, text: str) -> PostRow | None:
    key = page_key(text if "://" in text else f"http://{text}")
    row = connection.execute("SELECT post_id FROM addresses WHERE key = ?", (key,)).fetchone()
    return _by_number(connection, str(row[0])) if row else None


def _by_words(connection: sqlite3.Connection, text: str) -> list[PostRow]:
    words = folded(text)
    if not words:
        return []
    known = list(posts(connection))
    exact = [post for post in known if words in {folded(post.title or ""), folded(post.slug)}]
    return exact or [post for post in known if words in folded(post.title or "") or words in folded(post.slug)]


def _visit(connection: sqlite3.Connection, post_id: int, at: int | datetime | None) -> tuple[str, str, str]:
    rows = connection.execute(
        "SELECT number, taken_at, state, notes FROM visits WHERE post_id = ? ORDER BY number DESC", (post_id,)
    )
    for number, taken_at, state, notes in rows.fetchall():
        if at is None or at == number or (isinstance(at, datetime) and moment(taken_at) <= at):
            return state, taken_at, notes
    raise UsageError(post_id, "no such post in the archive" if at is None else f"the post was not visited then ({at})")


def _capture(connection: sqlite3.Connection, capture_id: int) -> Capture:
    row = connection.execute(CAPTURES + "WHERE id = ?", (capture_id,)).fetchone()
    url, requested_url, status, captured_at, role, source, headers, redirects, notes, digest = row
    return Capture(
        url=url,
        requested_url=requested_url,
        status=status,
        captured_at=moment(captured_at),
        role=Role(role),
        source=source,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        redirects=tuple(json.loads(redirects)),
        notes=tuple(json.loads(notes)),
        body=bodies.get(connection, digest),
    )
