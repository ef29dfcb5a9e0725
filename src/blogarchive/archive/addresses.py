"""Which post an address means. A post may have many addresses; each belongs to one post."""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from blogarchive.archive.content import storable
from blogarchive.model import Role, Snapshot, Taken
from blogarchive.text.similarity import folded
from blogarchive.text.urls import host_of, page_key, quoted


def key_of(snapshot: Snapshot) -> str:
    """The key of the snapshot's own address; something read without an address is known by its text."""
    key = page_key(storable(snapshot.url) or "")
    if key.strip("-/"):
        return key
    return f"text:{sha256(folded(snapshot.post.record.text or '').encode()).hexdigest()}"


def post_of(connection: sqlite3.Connection, taken: Taken) -> int | None:
    """The archive's post that a visit was paid to; None for a new one.

    The visited address decides. Another address (the end of a redirect, the canonical one) is believed only where native id or title
    agree, since dead posts redirect to the front page and careless themes name it as canonical.
    """
    snapshot = taken.snapshot
    if (found := owner(connection, key_of(snapshot))) is not None:
        return found
    for address in _others(taken):
        found = owner(connection, page_key(address))
        if found is not None and _agrees(connection, found, snapshot):
            return found
    return None


def claim(connection: sqlite3.Connection, post: int, taken: Taken) -> None:
    """Let the post be found by every address it was seen under, unless that is another post's already."""
    pairs = [(key_of(taken.snapshot), taken.snapshot.url)]
    pairs += [(page_key(address), address) for address in _others(taken)]
    connection.executemany(
        "INSERT INTO addresses (key, post_id, url) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
        [(storable(key), post, storable(url)) for key, url in pairs if key.strip("-/")],
    )


def owner(connection: sqlite3.Connection, key: str) -> int | None:
    """The post that is known under the key of an address."""
    row = connection.execute("SELECT post_id FROM addresses WHERE key = ?", (storable(key),)).fetchone()
    if row is None and (former := _former(key)) != key:
        row = connection.execute("SELECT post_id, url FROM addresses WHERE key = ?", (former,)).fetchone()
        row = row if row is not None and page_key(row[1]) == key else None
    return None if row is None else int(row[0])


def _former(key: str) -> str:
    """The key that was once made of the same address: escapes of bytes that are no UTF-8 (`%B9%FA`) all became U+FFFD."""
    path, mark, query = key.partition("?")
    return quoted(unquote(path), safe="/:@!$&'()*+,;=~") + mark + urlencode(parse_qsl(query, keep_blank_values=True))


def _others(taken: Taken) -> Iterator[str]:
    record = taken.snapshot.post.record
    for capture in taken.captures:
        if capture.role is Role.PAGE:
            yield capture.requested_url
            yield capture.url
    yield from filter(None, (record.url, record.canonical_url))


def _agrees(connection: sqlite3.Connection, post: int, snapshot: Snapshot) -> bool:
    native_id, title = connection.execute("SELECT native_id, title FROM posts WHERE id = ?", (post,)).fetchone()
    record = snapshot.post.record
    if native_id and record.native_id:
        return bool(native_id == storable(record.native_id))
    return bool(title and record.title and folded(title) == folded(record.title))


def slug_of(url: str) -> str:
    """The last part of an address's path that is not empty; its query where there is none; its host last."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.query or host_of(url)
