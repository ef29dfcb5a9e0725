"""Full-text search over everything that was ever said in the archive, also what a later revision or deletion took away."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from blogarchive.archive.marks import wanted_marks, wanted_times
from blogarchive.archive.words import Wanted, excerpt, expression, parsed
from blogarchive.model.hit import Hit

_OPEN, _CLOSE = "\x02", "\x03"  # round found words; no text of a page has these control characters
_RANKED = 2000  # so many matches are put in order of relevance; more are given newest first, since to weigh them all takes seconds
_COMMON = 50_000  # texts with one word: to reckon how rare it is means to count them all, which then takes 3 ms
_SPARE = 4  # rows put in order for each one wanted: revisions of one comment are one hit


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """Which texts to search; None means all. `since` and `until` (not included) are ISO 8601, compared as far as both are given."""

    author: str | None = None
    host: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None  # "post", or a comment's kind
    post_id: int | None = None


def search(
    connection: sqlite3.Connection, words: str, wanted: SearchFilter | None = None, limit: int = 50
) -> list[Hit]:
    """The best texts that hold all words: `word`, `"a phrase"`, `begin*`, `-without`. Case and accents do not matter.

    Articles come first, each text once. Raises UsageError where there is no word to look for.
    """
    wanted = wanted or SearchFilter()
    terms = parsed(words)
    found: list[Hit] = []
    if wanted.kind in {None, "post"}:
        found += _hits(connection, _POSTS, terms, wanted, limit)
    if wanted.kind != "post" and len(found) < limit:
        found += _hits(connection, _COMMENTS, terms, wanted, limit - len(found))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Where one kind of text is searched: the index, its columns and the number of the text's one, the revisions and what goes with them."""

    index: str
    columns: str
    column: int
    says: str
    text: str  # asked for only where it must be looked through: of an article it is cut out of a whole record
    revisions: str
    joined: str
    table: str  # holds when they were published


_POSTS = _Kind(
    index="post_words",
    columns="title text",
    column=2,
    says="r.id, p.id AS post_id, r.number, p.revisions AS latest, p.title, NULL AS label, NULL AS comment_id, p.byline AS author, "
    "p.published AS time, p.url, p.host, 'post' AS kind, substr(coalesce(p.published, ''), 1, 19) AS clock",
    text="t.text",
    revisions="post_revisions r",
    joined="JOIN post_texts t ON t.id = r.id JOIN posts p ON p.id = r.post_id",
    table="posts",
)
_COMMENTS = _Kind(
    index="comment_words",
    columns="text",
    column=1,
    says="r.id, p.id AS post_id, r.number, c.revisions AS latest, p.title, c.label, c.id AS comment_id, r.author, c.published AS time, "
    "coalesce(c.url, p.url) AS url, p.host, r.kind, substr(coalesce(c.published, ''), 1, 19) AS clock",
    text="r.text",
    revisions="comment_revisions r",
    joined="JOIN comments c ON c.id = r.comment_id JOIN posts p ON p.id = c.post_id",
    table="comments",
)
_FILTERS = """
WHERE (:host IS NULL OR host = :host) AND (:post_id IS NULL OR post_id = :post_id) AND (:kind IS NULL OR kind = :kind)
AND (:since IS NULL OR (clock <> '' AND clock >= substr(:since, 1, length(clock))))
AND (:until IS NULL OR (clock <> '' AND clock < substr(:until, 1, length(clock))))
"""


def _hits(connection: sqlite3.Connection, kind: _Kind, terms: Wanted, wanted: SearchFilter, limit: int) -> list[Hit]:
    values: dict[str, object] = {
        "host": wanted.host and wanted.host.lower().removeprefix("www."),
        "post_id": wanted.post_id,
        "kind": wanted.kind,
        "since": wanted.since,
        "until": wanted.until,
        "limit": limit * _SPARE,
    }
    marks = wanted_marks(connection, wanted.post_id, wanted.host, wanted.kind)
    marks += wanted_times(connection, kind.table, wanted.since, wanted.until)
    match = expression(terms, kind.columns, wanted.author, marks)
    values["match"] = match
    is_ranked = match is not None and _can_be_ranked(connection, kind, terms, values)
    says = f"{kind.says}, {kind.text}" if terms.parts or terms.refused_parts else kind.says
    source = (_found(kind, says, "w.rank" if is_ranked else "0") if match else _all(kind, says)) + _FILTERS
    for sign, parts in (("", terms.parts), ("NOT", terms.refused_parts)):
        for term in parts:
            name = f"part{len(values)}"
            values[name] = term.text
            source += f" AND {sign} instr(lower(coalesce(text, '')), lower(:{name}))"
    rows = connection.execute(source + (" ORDER BY weight LIMIT :limit" if is_ranked else " ORDER BY age DESC"), values)
    shown = match and expression(terms, kind.columns, wanted.author)  # many marks would cost time for each snippet
    return [_hit(connection, kind, row, shown, terms) for row in _one_each(rows, limit, is_sorted=not is_ranked)]


def _found(kind: _Kind, says: str, weight: str) -> str:
    """The rows that the index finds. Their weight is asked for only where it is needed: SQLite reckons it from all texts with these words."""
    tables = f"{kind.index} w CROSS JOIN {kind.revisions} ON r.id = w.rowid {kind.joined}"
    where = f"w.{kind.index} MATCH :match"
    return f"SELECT * FROM (SELECT {says}, {weight} AS weight, w.rowid AS age FROM {tables} WHERE {where})"  # noqa: S608 - names of ours


def _all(kind: _Kind, says: str) -> str:
    """All rows, for words that no index can find."""
    return f"SELECT * FROM (SELECT {says}, 0 AS weight, r.id AS age FROM {kind.revisions} {kind.joined})"  # noqa: S608 - names of ours


def _can_be_ranked(connection: sqlite3.Connection, kind: _Kind, terms: Wanted, values: dict[str, object]) -> bool:
    """Whether relevance can be reckoned in little time: few texts are found, and how rare each word is is soon counted."""
    if expression(terms, kind.columns) == values["match"] and len(terms.asked) == 1:
        return _are_few(connection, kind, values)  # the one word or phrase is in no other texts than those found
    return _are_rare(connection, kind, terms) and _are_few(connection, kind, values)


def _are_few(connection: sqlite3.Connection, kind: _Kind, values: dict[str, object]) -> bool:
    """Whether all that the index finds can be put in order of relevance in little time."""
    where = f"{kind.index} MATCH :match"
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {kind.index} WHERE {where} LIMIT {_RANKED + 1})"  # noqa: S608 - names of ours
    return bool(connection.execute(counted, values).fetchone()[0] <= _RANKED)


def _are_rare(connection: sqlite3.Connection, kind: _Kind, terms: Wanted) -> bool:
    """Whether it can be reckoned in little time how rare each of the words is in the whole archive, which relevance depends on."""
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {kind.index} WHERE {kind.index} MATCH ? LIMIT {_COMMON + 1})"  # noqa: S608 - names of ours
    alone = [Wanted(asked=(term,), refused=()) for term in (*terms.asked, *terms.refused)]
    words = filter(None, (expression(term, kind.columns) for term in alone))
    return all(connection.execute(counted, (word,)).fetchone()[0] <= _COMMON for word in words)


def _one_each(rows: Iterable[sqlite3.Row], limit: int, *, is_sorted: bool) -> list[sqlite3.Row]:
    """Of each text the latest version that was found, in the order of the first. `is_sorted`: the latest version comes first."""
    best: dict[tuple[int, int | None], sqlite3.Row] = {}
    for row in rows:
        key = (row["post_id"], row["comment_id"])
        if key not in best or row["number"] > best[key]["number"]:
            best[key] = row
        if is_sorted and len(best) == limit:
            break
    return list(best.values())[:limit]


def _hit(connection: sqlite3.Connection, kind: _Kind, row: sqlite3.Row, match: str | None, terms: Wanted) -> Hit:
    if match and not terms.parts:
        marked = connection.execute(
            f"SELECT snippet({kind.index}, {kind.column}, ?, ?, '…', 20) FROM {kind.index} WHERE {kind.index} MATCH ? AND rowid = ?",  # noqa: S608
            (_OPEN, _CLOSE, match, row["id"]),
        ).fetchone()[0]
        snippet, marks = _unmarked(marked or "")
    else:
        snippet, marks = excerpt(row["text"] or "", terms.parts or terms.asked)
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
