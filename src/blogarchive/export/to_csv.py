"""CSV as RFC 4180 has it: CRLF, quotes where needed, UTF-8, a header line, one row per comment.

A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"); `unguard` takes it away again. The answers
of a real blog often begin so: "@Sweb >> thank you".

Rows are made from the JSON document, so that an archive of a million comments can be written without an object for each.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypedDict, cast

from blogarchive.export.characters import UNWRITABLE, writable
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.model import Snapshot
from blogarchive.model.codec import to_document

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
SUFFIX = ".csv"

COLUMNS = (
    "post_url",
    "post_title",
    "id",
    "kind",
    "state",
    "parent",
    "answers",
    "author",
    "author_url",
    "author_handle",
    "is_post_author",
    "published",
    "published_raw",
    "published_precision",
    "published_estimated",
    "updated",
    "updated_raw",
    "url",
    "text",
    "sources",
)

_BOM = "\ufeff"
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")  # full-width signs count in East Asian spreadsheets
_CHUNK = 500  # comments written at a time: memory stays flat however many a post has

_Cells = tuple[str | None, ...]


class _Person(TypedDict):
    name: str | None
    url: str | None
    handle: str | None
    is_post_author: bool


class _Times(TypedDict):
    published: str | None
    published_raw: str | None
    published_precision: str | None
    published_estimated: bool
    updated: str | None
    updated_raw: str | None
    url: str | None
    text: str | None
    sources: dict[str, str]


class _Comment(_Times):
    id: str
    kind: str
    state: str
    parent: str | None
    author: _Person


class _Post(_Times):
    id: str | None
    title: str | None
    authors: list[_Person]


class _Reply(TypedDict):
    child: str
    parent: str


class _Document(TypedDict):
    """What a table needs of the JSON document."""

    url: str
    post: _Post
    comments: list[_Comment]
    replies: list[_Reply]


def render(snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the header line and then some rows at a time; a byte-order mark first where `options.bom` asks for it."""
    return render_document(to_document(snapshot), options)


def render_document(document: Mapping[str, object], options: Options = DEFAULTS) -> Iterator[str]:
    """As `render`, from the JSON document of a snapshot."""
    yield header(options)
    yield from rows(document, options)


def header(options: Options) -> str:
    """The first line, with the byte-order mark if one is wanted."""
    return (_BOM if options.bom else "") + _lines([COLUMNS])


def rows(document: Mapping[str, object], options: Options) -> Iterator[str]:
    """Yield the rows of one document, some at a time: the post's own where `options.post_row` asks for it, then the comments'."""
    found = cast("_Document", document)
    post, comments, answers = found["post"], found["comments"], _answers(found["replies"])
    lead = (post["url"] or found["url"], post["title"])
    if options.post_row:
        yield _table([_post_cells(lead, post)], options)
    for start in range(0, len(comments), _CHUNK):
        yield _table([_cells(lead, comment, answers) for comment in comments[start : start + _CHUNK]], options)


def guard(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would calculate it.

    What begins with apostrophes and a formula gets one more, so that `unguard` can tell ours from the writer's.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def _table(cells: Sequence[_Cells], options: Options) -> str:
    """The rows as CSV. Nearly none holds a character that must go, so all are looked through at once and cleaned only where one does."""
    finish = _guarded if options.guard else tuple
    text = _lines(map(finish, cells))
    return text if UNWRITABLE.search(text) is None else _lines(finish(_writable(row)) for row in cells)


def _guarded(cells: _Cells) -> _Cells:
    """What begins with a letter or digit is no formula, which spares most cells the look at the pattern."""
    return tuple([cell if not cell or cell[0].isalnum() else guard(cell) for cell in cells])


def _writable(cells: _Cells) -> _Cells:
    return tuple(writable(cell or "") for cell in cells)


def _lines(table: Iterable[Sequence[str | None]]) -> str:
    """Rows as `csv.writer` writes them, more than twice as fast on long texts, whose characters it looks at one by one."""
    return "".join([",".join([_quoted(cell) if cell else "" for cell in row]) + "\r\n" for row in table])


def _quoted(cell: str) -> str:
    """RFC 4180, section 2: quotes round what holds a comma, a quote or an end of line; a quote inside is doubled."""
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


def _answers(replies: Sequence[_Reply]) -> Mapping[str, str]:
    """For each comment the ids of those it answers, stated or inferred."""
    answers: defaultdict[str, list[str]] = defaultdict(list)
    for reply in replies:
        answers[reply["child"]].append(reply["parent"])
    return {child: " ".join(parents) for child, parents in answers.items()}


def _cells(lead: tuple[str, str | None], comment: _Comment, answers: Mapping[str, str]) -> _Cells:
    """A comment in the order of COLUMNS."""
    author = comment["author"]
    return (
        *lead,
        comment["id"],
        comment["kind"],
        comment["state"],
        comment["parent"],
        answers.get(comment["id"]),
        author["name"],
        author["url"],
        author["handle"],
        "true" if author["is_post_author"] else "false",
        *_times(comment),
        comment["url"],
        comment["text"],
        _pairs(tuple(comment["sources"].items())),
    )


def _post_cells(lead: tuple[str, str | None], post: _Post) -> _Cells:
    """The post itself in the order of COLUMNS."""
    authors = post["authors"]
    return (
        *lead,
        post["id"],
        "post",
        "visible",
        None,
        None,
        ", ".join(author["name"] for author in authors if author["name"]),
        " ".join(author["url"] for author in authors if author["url"]),
        " ".join(author["handle"] for author in authors if author["handle"]),
        "true",
        *_times(post),
        lead[0],
        post["text"],
        _pairs(tuple(post["sources"].items())),
    )


def _times(record: _Times) -> _Cells:
    """When it was published and updated. "false" for a time that is not estimated, nothing where there is no time at all."""
    estimated = record["published_estimated"]
    is_told = estimated or record["published_raw"] is not None or record["published"] is not None
    return (
        record["published"],
        record["published_raw"],
        record["published_precision"],
        ("true" if estimated else "false") if is_told else None,
        record["updated"],
        record["updated_raw"],
    )


@lru_cache(maxsize=1024)
def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    """Which source supplied which field; few sets of pairs serve a whole archive."""
    return "; ".join(f"{field}={source}" for field, source in pairs)
