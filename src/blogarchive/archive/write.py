"""Saving one visit: one transaction, which adds what is new and takes nothing away."""

import sqlite3
from dataclasses import dataclass, replace
from typing import NamedTuple

from blogarchive.archive import bodies, comments
from blogarchive.archive.addresses import claim, post_of, slug_of
from blogarchive.archive.chain import last_link, link_of
from blogarchive.archive.content import digest, post_content_of, settled_post, storable
from blogarchive.archive.records import packed_content, unpacked_content
from blogarchive.archive.redact import redacted
from blogarchive.archive.state import Frozen, dumped, freeze
from blogarchive.archive.transact import transaction
from blogarchive.model import Capture, Role, Snapshot, Taken
from blogarchive.text.headers import without_secrets
from blogarchive.text.similarity import folded
from blogarchive.text.urls import host_of

VISIT = "visit"
REREAD = "reread"
"""Our reading of answers that were stored already: it says nothing new of the site."""
MERGED = "merged"


_ATTEMPTS = "UPDATE attempts SET visit = ?2 WHERE post_id = ?1 AND visit = ?2 - 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a save did. `visit` counts the visits of the post from 1; `missed` are comments seen before and not now.

    `alarm` is set where none of the comments seen before was seen now: a broken or other page rather than so many deletions.
    """

    post_id: int
    visit: int
    new_comments: int
    changed: int
    missed: int
    is_new_post: bool
    alarm: str | None = None


def save(connection: sqlite3.Connection, taken: Taken, post_id: int | None = None, kind: str = VISIT) -> Saved:
    """Store a snapshot and its captures as one more visit of its post. With `post_id` the post is known whatever its address.

    A visit that another archive made before our latest one (MERGED) adds what it knows and leaves what is current. A REREAD is current, but
    no change of the post.
    """
    frozen = freeze(taken.snapshot)
    with transaction(connection):
        known = post_of(connection, taken) if post_id is None else post_id
        post = known if known is not None else _add_post(connection, taken.snapshot, frozen)
        claim(connection, post, taken)
        plan = comments.plan(connection, post, taken.snapshot, is_current=kind != MERGED)
        if plan.hidden:
            taken = replace(taken, snapshot=redacted(taken.snapshot, plan.hidden))
            frozen = freeze(taken.snapshot)
        visit_id, number = _add_visit(connection, post, taken, frozen, Marks(kind, plan.alarm, bool(plan.hidden)))
        changed = comments.write(connection, plan, visit_id)
        if kind != MERGED:
            changed += _revise_post(connection, post, visit_id, taken.snapshot)
            _update_post(connection, post, taken.snapshot, frozen, plan.alarm)
        if kind != VISIT:  # nobody was at the site: what became of the attempts since the last visit still holds
            connection.execute(_ATTEMPTS, (post, number))
        is_changed = kind != REREAD and (changed or plan.new or plan.missed or known is None)
        connection.execute(
            "UPDATE posts SET visits = visits + 1, changed_at = CASE WHEN ? THEN ? ELSE changed_at END WHERE id = ?",
            (bool(is_changed), frozen.taken_at, post),
        )
    return Saved(
        post_id=post,
        visit=number,
        new_comments=plan.new,
        changed=changed,
        missed=len(plan.missed),
        is_new_post=known is None,
        alarm=plan.alarm,
    )


class Marks(NamedTuple):
    """What a visit is marked with; `is_silent` means that its answers hold a forgotten comment and are not kept."""

    kind: str
    alarm: str | None
    is_silent: bool


def _add_post(connection: sqlite3.Connection, snapshot: Snapshot, frozen: Frozen) -> int:
    """An empty row for `_update_post` to fill: the visits that fill it must have something to belong to."""
    row = connection.execute(
        "INSERT INTO posts (url, byline, words, host, comments, verdict, visits, revisions, first_taken_at, taken_at) "
        "VALUES (?, '', '', '', 0, '', 0, 0, ?, ?)",
        (storable(snapshot.url), frozen.taken_at, frozen.taken_at),
    ).lastrowid
    return row or 0


def _add_visit(
    connection: sqlite3.Connection, post: int, taken: Taken, frozen: Frozen, marks: Marks
) -> tuple[int, int]:
    """Add the visit with its captures, images and state; returns its id and its number within the post."""
    kind, alarm, is_silent = marks
    snapshot = taken.snapshot
    number, previous = last_link(connection, post)
    state = bodies.put(connection, frozen.state)
    url, verdict, found = storable(snapshot.url), snapshot.audit.verdict.value, len(snapshot.comments)
    visit = (number + 1, kind, frozen.taken_at, url, verdict, found, alarm, frozen.notes, state)
    captures = [_capture_row(connection, capture, is_silent) for capture in taken.captures]
    visit_id = connection.execute(
        "INSERT INTO visits (post_id, number, kind, taken_at, url, verdict, found, alarm, notes, state, link) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (post, *visit, link_of(previous, visit, captures)),
    ).lastrowid
    connection.executemany(
        "INSERT INTO captures (visit_id, position, url, requested_url, status, captured_at, role, source, headers, redirects, "
        "notes, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(visit_id, position, *row) for position, row in enumerate(captures)],
    )
    connection.executemany(
        "INSERT INTO visit_assets VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (state, position, storable(asset.url), storable(asset.media_type), bodies.put(connection, asset.body))
            for position, asset in enumerate(snapshot.assets)
        ],
    )
    return visit_id or 0, number + 1


def _capture_row(connection: sqlite3.Connection, capture: Capture, is_silent: bool) -> tuple[object, ...]:
    return (
        storable(capture.url),
        storable(capture.requested_url),
        capture.status,
        capture.captured_at.isoformat(),
        capture.role.value,
        storable(capture.source),
        dumped(without_secrets(capture.headers)).decode(),
        dumped(capture.redirects).decode(),
        dumped(capture.notes).decode(),
        _put_answer(connection, capture, is_silent),
    )


def _put_answer(connection: sqlite3.Connection, capture: Capture, is_silent: bool) -> str:
    """Store an answer's bytes, unless they hold what was forgotten; returns their SHA-256."""
    digest_ = capture.sha256
    if is_silent and capture.role is not Role.IMAGE:
        number = connection.execute("SELECT max(id) FROM forgotten").fetchone()[0]
        connection.execute("INSERT INTO forgotten_bodies VALUES (?, ?) ON CONFLICT DO NOTHING", (digest_, number))
    if connection.execute("SELECT 1 FROM forgotten_bodies WHERE sha256 = ?", (digest_,)).fetchone():
        return digest_
    return bodies.put(connection, capture.body)


def _revise_post(connection: sqlite3.Connection, post: int, visit_id: int, snapshot: Snapshot) -> int:
    """Add a revision of the post if its content changed; returns 1 where that is a change of something known."""
    content = post_content_of(snapshot.post.record, snapshot.post.sources)
    row = connection.execute(
        "SELECT number, content, record FROM post_revisions WHERE post_id = ? ORDER BY number DESC LIMIT 1", (post,)
    ).fetchone()
    number, hashed = 0, ""
    if row is not None:
        number, hashed = row[0], row[1]
        content = settled_post(unpacked_content(row[2]), content)
    if digest(content) == hashed:
        return 0
    connection.execute(
        "INSERT INTO post_revisions (post_id, number, visit_id, content, record) VALUES (?, ?, ?, ?, ?)",
        (post, number + 1, visit_id, digest(content), packed_content(content)),
    )
    connection.execute("UPDATE posts SET revisions = revisions + 1 WHERE id = ?", (post,))
    return int(number > 0)


def _update_post(
    connection: sqlite3.Connection, post: int, snapshot: Snapshot, frozen: Frozen, alarm: str | None
) -> None:
    """Bring the post's row, which lists are made from, to what the latest visit says; what it does not say stays."""
    record = snapshot.post.record
    byline = "\n".join(" ".join(author.name.split()) for author in record.authors if author.name)
    words = f"{folded(record.title or '')}\n{folded(slug_of(snapshot.url))}"
    connection.execute(
        "UPDATE posts SET url = ?, native_id = coalesce(?, native_id), title = coalesce(?, title), "
        "byline = CASE ? WHEN '' THEN byline ELSE ? END, words = ?, host = ?, site = coalesce(?, site), language = coalesce(?, language), "
        "published = coalesce(?, published), comments = ?, verdict = ?, alarm = ?, taken_at = ? WHERE id = ?",
        (
            storable(snapshot.url),
            storable(record.native_id),
            storable(record.title),
            *[storable(byline)] * 2,
            storable(words),
            storable(host_of(snapshot.url)),
            storable(record.site),
            storable(record.language),
            record.published.isoformat() if record.published else None,
            len(snapshot.comments),
            snapshot.audit.verdict.value,
            alarm,
            frozen.taken_at,
            post,
        ),
    )
