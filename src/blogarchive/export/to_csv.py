"""CSV as RFC 4180 has it: CRLF, quotes where needed, UTF-8, a header line, one row per comment.

A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"); `unguard` takes it away again. The answers
of a real blog often begin so: "@Sweb >> thank you".
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from blogarchive.export.characters import writable
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.model import SettledComment, Snapshot, Timestamp

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


def render(snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the header line and then row by row; a byte-order mark first where `options.bom` asks for it."""
    yield header(options)
    yield from rows(snapshot, options)


def header(options: Options) -> str:
    """The first line, with the byte-order mark if one is wanted."""
    return (_BOM if options.bom else "") + _line(COLUMNS)


def rows(snapshot: Snapshot, options: Options) -> Iterator[str]:
    """Yield the rows of one snapshot: the post's own where `options.post_row` asks for it, then the comments'."""
    answers = _answers(snapshot)
    post = {"post_url": snapshot.post.record.url or snapshot.url, "post_title": snapshot.post.record.title}
    if options.post_row:
        yield _row({**post, **_post_cells(snapshot)}, options)
    for comment in snapshot.comments:
        yield _row({**post, **_cells(comment), "answers": " ".join(answers[comment.id])}, options)


def guard(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would calculate it.

    What begins with apostrophes and a formula gets one more, so that `unguard` can tell ours from the writer's.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def _row(cells: Mapping[str, str | None], options: Options) -> str:
    values = (writable(cells.get(column) or "") for column in COLUMNS)
    return _line([guard(value) for value in values] if options.guard else list(values))


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _answers(snapshot: Snapshot) -> Mapping[str, Sequence[str]]:
    """For each comment the ids of those it answers, stated or inferred."""
    answers: defaultdict[str, list[str]] = defaultdict(list)
    for reply in snapshot.replies:
        answers[reply.child].append(reply.parent)
    return answers


def _cells(settled: SettledComment) -> dict[str, str | None]:
    comment, author = settled.record, settled.record.author
    return {
        "id": settled.id,
        "kind": comment.kind.value,
        "state": comment.state.value,
        "parent": comment.parent,
        "author": author.name,
        "author_url": author.url,
        "author_handle": author.handle,
        "is_post_author": _truth(author.is_post_author),
        **_time("published", comment.published),
        **_time("updated", comment.updated),
        "url": comment.url,
        "text": comment.text,
        "sources": _pairs(settled.sources.items()),
    }


def _post_cells(snapshot: Snapshot) -> dict[str, str | None]:
    post = snapshot.post.record
    return {
        "id": post.native_id,
        "kind": "post",
        "state": "visible",
        "author": ", ".join(author.name for author in post.authors if author.name),
        "author_url": " ".join(author.url for author in post.authors if author.url),
        "author_handle": " ".join(author.handle for author in post.authors if author.handle),
        "is_post_author": "true",
        **_time("published", post.published),
        **_time("updated", post.updated),
        "url": post.url or snapshot.url,
        "text": post.text,
        "sources": _pairs(snapshot.post.sources.items()),
    }


def _time(name: str, moment: Timestamp | None) -> dict[str, str | None]:
    if moment is None:
        return {}
    return {
        name: moment.isoformat(),
        f"{name}_raw": moment.raw,
        f"{name}_precision": moment.precision.value if moment.precision else None,
        f"{name}_estimated": _truth(moment.estimated),
    }


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{field}={source}" for field, source in pairs)
