"""A comparison in Markdown: what went is struck out, what came is strong."""

from collections.abc import Iterator

from blogarchive.export.changes.wording import LONG, said, span, who
from blogarchive.export.characters import writable
from blogarchive.export.markdown.marks import marked
from blogarchive.model import Edit, PostChange, RecordChange
from blogarchive.text.differences import Fate, Piece, word_changes

_SIGNS = {Fate.SAME: "", Fate.GONE: "~~", Fate.NEW: "**"}


def render(change: PostChange) -> Iterator[str]:
    """Yield the page, record by record."""
    yield f"# {_line(change.title or change.url)}\n\n<{_line(change.url)}>, {span(change)}\n"
    for record in change.records:
        yield f"\n## {_line(who(record))}{f': {said(record.fate)}' if record.fate else ''}\n"
        yield from _record(record)
    if not change.records:
        yield "\nNothing changed.\n"


def _record(record: RecordChange) -> Iterator[str]:
    if record.fate and record.text and not record.edits:
        yield f"\n{_paragraphs([Piece(Fate.SAME, record.text)])}\n"
    for edit in record.edits:
        yield f"\n*{said(edit.what)}*\n\n{_edit(edit)}\n"


def _edit(edit: Edit) -> str:
    if edit.what in LONG:
        return _paragraphs(word_changes(edit.before or "", edit.after or ""))
    return f"{_line(edit.before or 'nothing')} → {_line(edit.after or 'nothing')}"


def _paragraphs(pieces: list[Piece]) -> str:
    """Signs stand on each line by itself, close to the words: across a line or beside a space they would be no signs."""
    return "".join(_signed(line, _SIGNS[piece.fate]) for piece in pieces for line in _lines(piece.text)).strip("\n")


def _lines(text: str) -> list[str]:
    return writable(text).replace("\r\n", "\n").splitlines(keepends=True)


def _signed(line: str, sign: str) -> str:
    words = line.strip()
    if not words:
        return line
    before, after = line[: line.index(words[0])], line[len(line.rstrip()) :]
    return f"{before}{sign}{marked(words)}{sign}{after}"


def _line(text: str) -> str:
    return marked(" ".join(writable(text).split()))
