"""A comparison in Markdown. What went and came stands in `<del>` and `<ins>`: Markdown's own signs mean nothing inside a word."""

from collections.abc import Iterator

from blogarchive.export.changes.wording import LONG, said, span, who
from blogarchive.export.characters import writable
from blogarchive.export.markdown.marks import marked
from blogarchive.export.markdown.settling import settled
from blogarchive.model.events import Edit, PostChange, RecordChange, What
from blogarchive.text.differences import Fate, Piece, word_changes

_SIGNS = {Fate.SAME: ("", ""), Fate.GONE: ("<del>", "</del>"), Fate.NEW: ("<ins>", "</ins>")}


def render(change: PostChange) -> Iterator[str]:
    """Yield the page, record by record."""
    yield settled(f"# {_line(change.title or change.url)}\n\n{_line(change.url)}, {span(change)}\n")
    for record in change.records:
        fate = f": {said(record.fate)}" if record.fate else ""
        yield settled(f"\n## {_line(who(record))}{fate}\n{''.join(_record(record))}")
    if not change.records:
        yield "\nNothing changed.\n"


def _record(record: RecordChange) -> Iterator[str]:
    if record.fate and record.text and not record.edits:
        came = record.fate in {What.ADDED, What.RETURNED}
        yield f"\n{_paragraphs([Piece(Fate.NEW if came else Fate.GONE, record.text)])}\n"
    for edit in record.edits:
        yield f"\n*{said(edit.what)}*\n\n{_edit(edit)}\n"


def _edit(edit: Edit) -> str:
    if edit.what in LONG:
        return _paragraphs(word_changes(edit.before or "", edit.after or ""))
    return f"{_line(edit.before or 'nothing')} → {_line(edit.after or 'nothing')}"


def _paragraphs(pieces: list[Piece]) -> str:
    """Signs stand on each line by itself, close to the words, since a paragraph ends what it holds."""
    return "".join(_signed(line, _SIGNS[piece.fate]) for piece in pieces for line in _lines(piece.text)).strip("\n")


def _lines(text: str) -> list[str]:
    return writable(text).replace("\r\n", "\n").splitlines(keepends=True)


def _signed(line: str, signs: tuple[str, str]) -> str:
    words = line.strip()
    if not words:
        return line
    before, after = line[: line.index(words[0])], line[len(line.rstrip()) :]
    return f"{before}{signs[0]}{marked(words)}{signs[1]}{after}"


def _line(text: str) -> str:
    return marked(" ".join(writable(text).split()))
