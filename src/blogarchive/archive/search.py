"""Full-text search over everything that was ever said in the archive, also what a later revision or deletion took away."""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from blogarchive.errors import UsageError

_OPEN, _CLOSE = "\x02", "\x03"  # round found words; no text of a page has these control characters
_PART = re.compile(r'(-?)(?:"([^"]*)"?(\*?)|([^\s"]+))')
_WORD = re.compile(r"\w")
_RANKED = 2000  # so many matches are put in order of relevance; more are given newest first, since to weigh them all takes seconds
_SPARE = 4  # rows read for each one wanted: revisions of one comment are one hit


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """Which texts to search; None means all. `since` and `until` (not included) are ISO 8601, compared as far as both are given."""

    author: str | None = None
    host: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None  # "post", or a comment's kind
    post_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text that holds the words. `marks` are the spans of the found words in `snippet`.

    `comment` is the comment's id, None for an article. `is_current` is False where the words stand in a version that was replaced.
    """

    post_id: int
    post_title: str
    comment: str | None
    author: str | None
    published: str | None
    url: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    is_current: bool


def search(
    connection: sqlite3.Connection, words: str, wanted: SearchFilter | None = None, limit: int = 50
) -> list[Hit]:
    """The best texts that hold all words: `word`, `"a phrase"`, `begin*`, `-without`. Case and accents do not matter.

    Articles come first, each text once. Raises UsageError where there is no word to look for.
    """
    wanted = wanted or SearchFilter()
    found: list[Hit] = []
    if wanted.kind in {None, "post"}:
        match = expression(words, "title text", wanted.author)
        found += _hits(connection, _POSTS, match, wanted, limit)
    if wanted.kind != "post" and len(found) < limit:
        match = expression(words, "text", wanted.author)
        found += _hits(connection, _COMMENTS, match, wanted, limit - len(found))
    return found


def expression(words: str, columns: str, author: str | None = None) -> str:
    """An expression in the language of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax) that nobody can break out of."""
    asked: list[str] = []
    refused: list[str] = []
    for minus, phrase, starred, word in _PART.findall(words):
        text = phrase or word
        if _WORD.search(text):
            (refused if minus else asked).append(
                _quoted(text.rstrip("*"), is_begin=bool(starred) or text.endswith("*"))
            )
    if not asked:
        raise UsageError(words, "there is no word to search for")
    found = f"{{{columns}}} : ({' AND '.join(asked)})"
    if refused:
        found = f"({found}) NOT ({{{columns}}} : ({' OR '.join(refused)}))"
    return found if author is None else f"({found}) AND ({{author}} : {_quoted(author, is_begin=True)})"


def _quoted(text: str, *, is_begin: bool) -> str:
    doubled = text.replace('"', '""').replace("\0", " ")
    return f'"{doubled}" *' if is_begin else f'"{doubled}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Where one kind of text is searched. `rows` gives id, group, number, latest number and what a hit says, for rows that match."""

    index: str
    column: int  # of the text, for the snippet
    rows: str


_POSTS = _Kind(
    index="post_words",
    column=2,
    rows="""
SELECT * FROM (
  SELECT r.id, p.id AS post_id, r.number, p.revisions AS latest, p.title, NULL AS label, p.byline AS author, p.published AS time, p.url,
         p.host, 'post' AS kind, substr(coalesce(p.published, ''), 1, 19) AS clock, post_words.rank AS weight, post_words.rowid AS age
  FROM post_words JOIN post_revisions r ON r.id = post_words.rowid JOIN posts p ON p.id = r.post_id
  WHERE post_words MATCH :match
)
""",
)
_COMMENTS = _Kind(
    index="comment_words",
    column=1,
    rows="""
SELECT * FROM (
  SELECT r.id, p.id AS post_id, r.number, c.revisions AS latest, p.title, c.label, r.author, c.published AS time,
         coalesce(c.url, p.url) AS url, p.host, r.kind, substr(coalesce(c.published, ''), 1, 19) AS clock,
         comment_words.rank AS weight, comment_words.rowid AS age
  FROM comment_words JOIN comment_revisions r ON r.id = comment_words.rowid
  JOIN comments c ON c.id = r.comment_id JOIN posts p ON p.id = c.post_id
  WHERE comment_words MATCH :match
)
""",
)
_FILTERS = """
WHERE (:host IS NULL OR host = :host) AND (:post_id IS NULL OR post_id = :post_id) AND (:kind IS NULL OR kind = :kind)
AND (:since IS NULL OR (clock <> '' AND clock >= substr(:since, 1, length(clock))))
AND (:until IS NULL OR (clock <> '' AND clock < substr(:until, 1, length(clock))))
"""


def _hits(connection: sqlite3.Connection, kind: _Kind, match: str, wanted: SearchFilter, limit: int) -> list[Hit]:
    values = {
        "match": match,
        "host": wanted.host and wanted.host.lower().removeprefix("www."),
        "post_id": wanted.post_id,
        "kind": wanted.kind,
        "since": wanted.since,
        "until": wanted.until,
        "limit": limit * _SPARE,
    }
    few = f"SELECT count(*) FROM (SELECT 1 FROM {kind.index} WHERE {kind.index} MATCH ? LIMIT {_RANKED + 1})"  # noqa: S608
    count = connection.execute(few, (match,)).fetchone()[0]
    order = "ORDER BY weight LIMIT :limit" if count <= _RANKED else "ORDER BY age DESC LIMIT :limit"
    rows = connection.execute(kind.rows + _FILTERS + order, values).fetchall()
    return [_hit(connection, kind, match, row) for row in _one_each(rows)[:limit]]


def _one_each(rows: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
    """Of each text the latest version that was found, in the order of the first."""
    best: dict[tuple[int, str | None], sqlite3.Row] = {}
    for row in rows:
        key = (row["post_id"], row["label"])
        if key not in best or row["number"] > best[key]["number"]:
            best[key] = row
    return list(best.values())


def _hit(connection: sqlite3.Connection, kind: _Kind, match: str, row: sqlite3.Row) -> Hit:
    marked = connection.execute(
        f"SELECT snippet({kind.index}, {kind.column}, ?, ?, '…', 20) FROM {kind.index} WHERE {kind.index} MATCH ? AND rowid = ?",  # noqa: S608
        (_OPEN, _CLOSE, match, row["id"]),
    ).fetchone()[0]
    snippet, marks = _unmarked(marked or "")
    return Hit(
        post_id=row["post_id"],
        post_title=row["title"] or "",
        comment=row["label"],
        author=(row["author"] or "").replace("\n", ", ") or None,
        published=row["time"],
        url=row["url"],
        snippet=snippet,
        marks=marks,
        is_current=row["number"] == row["latest"],
    )


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the spans that they stood round."""
    text, marks = "", []
    for part in marked.split(_OPEN):
        found, closed, rest = part.partition(_CLOSE)
        if closed:
            marks.append((len(text), len(text) + len(found)))
        text += found + rest
    return text, tuple(marks)
