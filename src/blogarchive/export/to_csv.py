"""CSV as RFC 4180 has it: CRLF, quotes where needed, UTF-8, a header line, one row per comment.

A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"); `unguard` takes it away again. The answers
of a real blog often begin so: "@Sweb >> thank you".

Rows are made from the JSON document, so that an archive of a million comments can be written without an object for each.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    return (_BOM if options.bom else "") + ",".join(COLUMNS) + "\r\n"


def rows(document: Mapping[str, object], options: Options) -> Iterator[str]:
    """Yield the rows of one document, some at a time: the post's own where `options.post_row` asks for it, then the comments'."""
    found = cast("_Document", document)
    finish = _guarded if options.guard else _quoted
    plain, cleaning = _Rows(found, finish), _Rows(found, lambda cell: finish(writable(cell or "")))
    if options.post_row:
        yield cleaning.post()
    comments = found["comments"]
    for start in range(0, len(comments), _CHUNK):
        chunk = comments[start : start + _CHUNK]
        text = "".join([plain.comment(comment) for comment in chunk])
        if UNWRITABLE.search(text):  # nearly none holds a character that must go: all are looked through at once
            text = "".join([cleaning.comment(comment) for comment in chunk])
        yield text


def guard(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would calculate it.

    What begins with apostrophes and a formula gets one more, so that `unguard` can tell ours from the writer's.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def _guarded(cell: str | None) -> str:
    """A cell as it stands in a file for spreadsheets. What begins with a letter or digit is no formula, which spares most a look at the pattern."""
    return _quoted(guard(cell) if cell and not cell[0].isalnum() else cell)


def _quoted(cell: str | None) -> str:
    """RFC 4180, section 2: quotes round what holds a comma, a quote or an end of line; a quote inside is doubled.

    So does `csv.writer`, but it looks at the letters one by one, which takes longer than all the rest.
    """
    if not cell:
        return ""
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


class _Rows:
    """Writes the rows of one document, with each cell finished by a function; only names of ours and times need nothing done to them."""

    def __init__(self, document: _Document, finish: Callable[[str | None], str]) -> None:
        self._document, self._finish = document, finish
        self._url = document["post"]["url"] or document["url"]
        self._lead = f"{finish(self._url)},{finish(document['post']['title'])}"
        self._answers = _answers(document["replies"])
        self._pairs: dict[tuple[tuple[str, str], ...], str] = {}  # few sets of sources serve all comments

    def comment(self, comment: _Comment) -> str:
        """The row of a comment, in the order of COLUMNS."""
        finish, author, id_ = self._finish, comment["author"], comment["id"]
        return (
            f"{self._lead},{finish(id_)},{comment['kind']},{comment['state']},{finish(comment['parent'])},"
            f"{finish(self._answers.get(id_))},{finish(author['name'])},{finish(author['url'])},{finish(author['handle'])},"
            f"{'true' if author['is_post_author'] else 'false'},{self._times(comment)},"
            f"{finish(comment['url'])},{finish(comment['text'])},{self._sources(comment)}\r\n"
        )

    def post(self) -> str:
        """The row of the post itself, in the order of COLUMNS."""
        finish, post = self._finish, self._document["post"]
        authors = post["authors"]
        names = finish(", ".join(author["name"] for author in authors if author["name"]))
        urls = finish(" ".join(author["url"] for author in authors if author["url"]))
        handles = finish(" ".join(author["handle"] for author in authors if author["handle"]))
        return (
            f"{self._lead},{finish(post['id'])},post,visible,,,{names},{urls},{handles},true,{self._times(post)},"
            f"{finish(self._url)},{finish(post['text'])},{self._sources(post)}\r\n"
        )

    def _times(self, record: _Times) -> str:
        """When it was published and updated. "false" for a time that is not estimated, nothing where there is no time at all."""
        published, raw, estimated = record["published"], record["published_raw"], record["published_estimated"]
        told = "true" if estimated else "" if published is raw is None else "false"
        return (
            f"{published or ''},{self._finish(raw)},{record['published_precision'] or ''},{told},"
            f"{record['updated'] or ''},{self._finish(record['updated_raw'])}"
        )

    def _sources(self, record: _Times) -> str:
        """Which source supplied which field."""
        pairs = tuple(record["sources"].items())
        if pairs not in self._pairs:
            self._pairs[pairs] = self._finish("; ".join(f"{field}={source}" for field, source in pairs))
        return self._pairs[pairs]


def _answers(replies: Sequence[_Reply]) -> Mapping[str, str]:
    """For each comment the ids of those it answers, stated or inferred."""
    answers: defaultdict[str, list[str]] = defaultdict(list)
    for reply in replies:
        answers[reply["child"]].append(reply["parent"])
    return {child: " ".join(parents) for child, parents in answers.items()}
