"""The search index with marks: of which post, kind, year, month and day each version of a text is.

Filters then are words of the index too. Before, a filter was a condition on rows found: a common word in one month of a million comments was
looked for in nearly all of them.
"""

import sqlite3

_MARKS = """'p' || POST || ' k' || KIND || coalesce(
  ' y' || substr(TIME, 1, 4) || ' m' || substr(TIME, 1, 4) || substr(TIME, 6, 2)
  || ' d' || substr(TIME, 1, 4) || substr(TIME, 6, 2) || substr(TIME, 9, 2), '')"""
"""The marks of a text as an SQL expression, such as `p12 kcomment y2010 m201005 d20100522`; the words in capitals are put in."""


def _marks(post: str, kind: str, time: str) -> str:
    return _MARKS.replace("POST", post).replace("KIND", kind).replace("TIME", time)


_ARTICLE = "r.id, json_extract(r.record, '$.title') AS title, json_extract(r.record, '$.authors') AS author, json_extract(r.record, '$.text') AS text"
_TOKENS = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"

_POSTS = [
    "DROP TRIGGER post_revisions_indexed",
    "DROP TABLE post_words",
    "DROP VIEW post_texts",
    f"""CREATE VIEW post_texts AS SELECT {_ARTICLE}, {_marks("p.id", "'post'", "p.published")} AS marks
        FROM post_revisions r JOIN posts p ON p.id = r.post_id""",  # noqa: S608 - words of ours, here and below
    f"CREATE VIRTUAL TABLE post_words USING fts5 (title, author, text, marks, content = 'post_texts', content_rowid = 'id', {_TOKENS})",
    """CREATE TRIGGER post_revisions_indexed AFTER INSERT ON post_revisions BEGIN
        INSERT INTO post_words (rowid, title, author, text, marks)
        SELECT id, title, author, text, marks FROM post_texts WHERE id = new.id; END""",
    f"""CREATE TRIGGER posts_dated_anew AFTER UPDATE OF published ON posts
        WHEN substr(old.published, 1, 10) IS NOT substr(new.published, 1, 10) BEGIN
        INSERT INTO post_words (post_words, rowid, title, author, text, marks)
        SELECT 'delete', {_ARTICLE}, {_marks("new.id", "'post'", "old.published")} FROM post_revisions r WHERE r.post_id = new.id;
        INSERT INTO post_words (rowid, title, author, text, marks) SELECT t.id, t.title, t.author, t.text, t.marks
        FROM post_revisions r JOIN post_texts t ON t.id = r.id WHERE r.post_id = new.id; END""",  # noqa: S608
    "INSERT INTO post_words (post_words) VALUES ('rebuild')",
    "CREATE INDEX posts_by_host ON posts (host)",
]
_COMMENTS = [
    "DROP TRIGGER comment_revisions_indexed",
    "DROP TABLE comment_words",
    f"""CREATE VIEW comment_texts AS SELECT r.id, r.author, r.text, {_marks("c.post_id", "r.kind", "c.published")} AS marks
        FROM comment_revisions r JOIN comments c ON c.id = r.comment_id""",  # noqa: S608
    f"CREATE VIRTUAL TABLE comment_words USING fts5 (author, text, marks, content = 'comment_texts', content_rowid = 'id', {_TOKENS})",
    """CREATE TRIGGER comment_revisions_indexed AFTER INSERT ON comment_revisions BEGIN
        INSERT INTO comment_words (rowid, author, text, marks)
        SELECT id, author, text, marks FROM comment_texts WHERE id = new.id; END""",
    f"""CREATE TRIGGER comments_dated_anew AFTER UPDATE OF published ON comments
        WHEN substr(old.published, 1, 10) IS NOT substr(new.published, 1, 10) BEGIN
        INSERT INTO comment_words (comment_words, rowid, author, text, marks)
        SELECT 'delete', r.id, r.author, r.text, {_marks("new.post_id", "r.kind", "old.published")}
        FROM comment_revisions r WHERE r.comment_id = new.id;
        INSERT INTO comment_words (rowid, author, text, marks) SELECT t.id, t.author, t.text, t.marks
        FROM comment_revisions r JOIN comment_texts t ON t.id = r.id WHERE r.comment_id = new.id; END""",  # noqa: S608
    "INSERT INTO comment_words (comment_words) VALUES ('rebuild')",
    "CREATE INDEX comments_by_time ON comments (published)",
]


def mark_texts(connection: sqlite3.Connection) -> None:
    """Replace the index by one with marks. A minute's work for a million comments."""
    for statement in _POSTS + _COMMENTS:
        connection.execute(statement)
