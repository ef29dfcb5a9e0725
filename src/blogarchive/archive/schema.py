"""The form of the archive file: one function per migration, each in one transaction, counted by `PRAGMA user_version`.

Truth is in `visits` (one row each time a post was read), `captures` (what was answered) and `bodies` (every byte of it, and the whole
snapshot of each visit). These rows are only ever added; triggers refuse anything else. `posts`, `comments`, their revisions and their
sightings say the same in a form that can be searched and are checked against the visits.

Order is the order of `visits.id`, never of a clock. To change the form: write one more function and add it to MIGRATIONS.
"""

import sqlite3
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from blogarchive.archive.search_schema import mark_texts

APPLICATION_ID = 0x426C4172
"""Bytes 68 to 71 of every archive file: "BlAr" (https://www.sqlite.org/fileformat.html#application_id)."""

_FIRST = """
CREATE TABLE archive (
  id INTEGER PRIMARY KEY CHECK (id = 1), uuid TEXT NOT NULL, created_at TEXT NOT NULL
);

CREATE TABLE bodies (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL,
  coding TEXT NOT NULL CHECK (coding IN ('raw', 'zlib')), data BLOB NOT NULL
);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, native_id TEXT, title TEXT, byline TEXT NOT NULL,
  words TEXT NOT NULL, host TEXT NOT NULL, site TEXT,
  language TEXT, published TEXT, comments INTEGER NOT NULL, verdict TEXT NOT NULL, alarm TEXT,
  visits INTEGER NOT NULL, revisions INTEGER NOT NULL, first_taken_at TEXT NOT NULL, taken_at TEXT NOT NULL
);

CREATE TABLE addresses (
  key TEXT PRIMARY KEY, post_id INTEGER NOT NULL REFERENCES posts (id), url TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX addresses_of_post ON addresses (post_id);

CREATE TABLE visits (
  id INTEGER PRIMARY KEY AUTOINCREMENT, post_id INTEGER NOT NULL REFERENCES posts (id), number INTEGER NOT NULL,
  kind TEXT NOT NULL, taken_at TEXT NOT NULL, url TEXT NOT NULL, verdict TEXT NOT NULL, found INTEGER NOT NULL, alarm TEXT,
  notes TEXT NOT NULL, state TEXT NOT NULL, link TEXT NOT NULL,
  UNIQUE (post_id, number)
);

CREATE TABLE visit_assets (
  state TEXT NOT NULL, position INTEGER NOT NULL, url TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY (state, position)
) WITHOUT ROWID;

CREATE TABLE captures (
  id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES visits (id), position INTEGER NOT NULL,
  url TEXT NOT NULL, requested_url TEXT NOT NULL, status INTEGER NOT NULL, captured_at TEXT NOT NULL, role TEXT NOT NULL,
  source TEXT NOT NULL, headers TEXT NOT NULL, redirects TEXT NOT NULL, notes TEXT NOT NULL, sha256 TEXT NOT NULL,
  UNIQUE (visit_id, position)
);

CREATE TABLE post_revisions (
  id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL REFERENCES posts (id), number INTEGER NOT NULL,
  visit_id INTEGER NOT NULL REFERENCES visits (id), content TEXT NOT NULL, record TEXT NOT NULL,
  UNIQUE (post_id, number)
);

CREATE TABLE comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT, post_id INTEGER NOT NULL REFERENCES posts (id), number INTEGER NOT NULL,
  label TEXT NOT NULL, native_id TEXT, url TEXT, published TEXT, estimated INTEGER NOT NULL,
  revisions INTEGER NOT NULL, sightings INTEGER NOT NULL,
  UNIQUE (post_id, number)
);

CREATE TABLE comment_revisions (
  id INTEGER PRIMARY KEY, comment_id INTEGER NOT NULL REFERENCES comments (id), number INTEGER NOT NULL,
  visit_id INTEGER NOT NULL REFERENCES visits (id), content TEXT NOT NULL,
  kind TEXT NOT NULL, state TEXT NOT NULL, parent INTEGER, author TEXT, author_url TEXT, text TEXT,
  text_source TEXT, sources TEXT NOT NULL,
  UNIQUE (comment_id, number)
);

CREATE TABLE sightings (
  id INTEGER PRIMARY KEY, comment_id INTEGER NOT NULL REFERENCES comments (id), number INTEGER NOT NULL,
  first_visit INTEGER NOT NULL REFERENCES visits (id), last_visit INTEGER REFERENCES visits (id),
  missed_visit INTEGER REFERENCES visits (id),
  UNIQUE (comment_id, number), CHECK ((last_visit IS NULL) = (missed_visit IS NULL))
);

CREATE VIEW uses AS
SELECT state AS sha256, post_id, 'the state of visit ' || number AS what FROM visits
UNION ALL SELECT a.sha256, v.post_id, 'the image ' || a.url FROM visit_assets a JOIN visits v ON v.state = a.state
UNION ALL SELECT c.sha256, v.post_id, 'the answer of ' || c.url FROM captures c JOIN visits v ON v.id = c.visit_id;
"""

APPEND_ONLY = ("archive", "bodies", "visits", "visit_assets", "captures", "post_revisions", "comment_revisions")


def statements(script: str) -> list[str]:
    """The single statements of a script of plain CREATEs: `executescript` would commit the transaction that it runs in."""
    return [statement for statement in script.split(";\n") if statement.strip()]


def protect(
    connection: sqlite3.Connection, table: str, unless: str = "0", verbs: tuple[str, ...] = ("UPDATE", "DELETE")
) -> None:
    """Let no statement change or remove a row of a table, except where a condition holds."""
    for verb in verbs:
        connection.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} WHEN NOT {unless} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
        )


def _first(connection: sqlite3.Connection) -> None:
    for statement in statements(_FIRST):
        connection.execute(statement)
    for table in APPEND_ONLY:
        protect(connection, table)
    connection.execute("INSERT INTO archive VALUES (1, ?, ?)", (str(uuid.uuid4()), datetime.now(UTC).isoformat()))


_SECOND = """
CREATE TABLE forgotten (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, reason TEXT NOT NULL, post_id INTEGER NOT NULL,
  comment_id INTEGER, bodies INTEGER NOT NULL
);
CREATE TABLE forgotten_addresses (key_sha256 TEXT PRIMARY KEY, forgotten_id INTEGER NOT NULL REFERENCES forgotten (id)) WITHOUT ROWID;
CREATE TABLE forgotten_bodies (sha256 TEXT PRIMARY KEY, forgotten_id INTEGER NOT NULL REFERENCES forgotten (id)) WITHOUT ROWID;
CREATE TABLE redactions (
  visit_id INTEGER PRIMARY KEY REFERENCES visits (id), state TEXT NOT NULL, forgotten_id INTEGER NOT NULL REFERENCES forgotten (id)
);
CREATE TABLE forgetting (id INTEGER PRIMARY KEY CHECK (id = 1));
ALTER TABLE comments ADD COLUMN forgotten_id INTEGER REFERENCES forgotten (id);

DROP VIEW uses;
CREATE VIEW uses AS
SELECT state AS sha256, post_id, 'the state of visit ' || number AS what FROM visits
UNION ALL SELECT r.state, v.post_id, 'the state of visit ' || v.number FROM redactions r JOIN visits v ON v.id = r.visit_id
UNION ALL SELECT a.sha256, v.post_id, 'the image ' || a.url FROM visit_assets a JOIN visits v ON v.state = a.state
UNION ALL SELECT c.sha256, v.post_id, 'the answer of ' || c.url FROM captures c JOIN visits v ON v.id = c.visit_id;

CREATE INDEX redactions_by_state ON redactions (state);
CREATE INDEX captures_by_body ON captures (sha256);
CREATE INDEX visits_by_state ON visits (state);
CREATE INDEX assets_by_body ON visit_assets (sha256);

CREATE VIEW post_texts AS
SELECT id, json_extract(record, '$.title') AS title, json_extract(record, '$.authors') AS author, json_extract(record, '$.text') AS text
FROM post_revisions;
CREATE VIRTUAL TABLE post_words USING fts5 (
  title, author, text, content = 'post_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE VIRTUAL TABLE comment_words USING fts5 (
  author, text, content = 'comment_revisions', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
"""

_INDEX_POSTS = """
CREATE TRIGGER post_revisions_indexed AFTER INSERT ON post_revisions BEGIN
  INSERT INTO post_words (rowid, title, author, text) SELECT id, title, author, text FROM post_texts WHERE id = new.id; END
"""
_INDEX_COMMENTS = """
CREATE TRIGGER comment_revisions_indexed AFTER INSERT ON comment_revisions BEGIN
  INSERT INTO comment_words (rowid, author, text) VALUES (new.id, new.author, new.text); END
"""


def _second(connection: sqlite3.Connection) -> None:
    """Searching, and forgetting: the one thing that may remove rows, and only between two rows of its own."""
    for statement in (*statements(_SECOND), _INDEX_POSTS, _INDEX_COMMENTS):
        connection.execute(statement)
    for words in ("post_words", "comment_words"):
        connection.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")  # noqa: S608 - two names of ours
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(f"DROP TRIGGER {table}_no_{verb.lower()}")
            protect(connection, table, unless="EXISTS (SELECT 1 FROM forgetting)", verbs=(verb,))
    protect(connection, "forgotten", unless="EXISTS (SELECT 1 FROM forgetting)")
    for table in ("forgotten_addresses", "forgotten_bodies"):
        protect(connection, table)


_THIRD = """
CREATE TABLE watches (post_id INTEGER PRIMARY KEY REFERENCES posts (id), since TEXT NOT NULL);
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL REFERENCES posts (id), visit INTEGER NOT NULL, result TEXT NOT NULL, detail TEXT,
  first_at TEXT NOT NULL, last_at TEXT NOT NULL, count INTEGER NOT NULL
);
CREATE INDEX attempts_of_post ON attempts (post_id);
ALTER TABLE posts ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';
UPDATE posts SET changed_at = taken_at;
"""


def _third(connection: sqlite3.Connection) -> None:
    """Watching. When a post last changed was not noted before, so the latest visit stands for it."""
    for statement in statements(_THIRD):
        connection.execute(statement)


_FIFTH = """
CREATE TABLE hosts (host TEXT PRIMARY KEY, rest_until TEXT NOT NULL, failures INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE marks (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX comments_of_post ON comments (post_id, published);
"""


def _fifth(connection: sqlite3.Connection) -> None:
    """What runs of `sync` tell the next one: hosts to be left in peace, and up to which visit changes were reported."""
    for statement in statements(_FIFTH):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _second, _third, mark_texts, _fifth)
"""The function at index n brings version n to n + 1. Published ones are never changed."""

VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """The number of migrations that a file has been through; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to VERSION, one transaction per step, so that a crash leaves a whole step or nothing of it."""
    for number in range(version_of(connection), VERSION):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == number:  # not done meanwhile by another process
                MIGRATIONS[number](connection)
                connection.execute(f"PRAGMA user_version = {number + 1}")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
