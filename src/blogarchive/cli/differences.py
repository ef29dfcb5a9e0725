"""Changed texts for people at a terminal: red and struck out what went, green what came; in a pipe [-so-] and {+so+}."""

import sys
from collections.abc import Iterator, Sequence

import click

from blogarchive.cli.colours import is_plain
from blogarchive.export.changes.wording import LONG, said, span, who
from blogarchive.model.events import Edit, PostChange, RecordChange, What
from blogarchive.text.differences import Fate, Piece, word_changes
from blogarchive.text.terminal import one_line, printable

_AROUND = 160  # letters of what did not change that are shown on each side of a change


def has_colour() -> bool:
    """Whether standard output shows colours."""
    return sys.stdout.isatty() and not is_plain()


def shown(change: PostChange, *, coloured: bool) -> Iterator[str]:
    """The comparison, line by line."""
    yield click.style(one_line(change.title or change.url), bold=True)
    yield one_line(change.url)
    yield span(change)
    for record in change.records:
        yield ""
        yield from _record(record, coloured)
    if not change.records:
        yield ""
        yield "nothing changed"


def _record(record: RecordChange, coloured: bool) -> Iterator[str]:
    fate = f": {said(record.fate)}" if record.fate else ""
    yield click.style(one_line(who(record)), bold=True) + fate
    if record.fate and record.text:
        came = record.fate in {What.ADDED, What.RETURNED}
        yield _indented(words([Piece(Fate.NEW if came else Fate.GONE, record.text)], coloured))
    for edit in record.edits:
        yield f"  {said(edit.what)}"
        yield _indented(edited(edit, coloured))


def edited(edit: Edit, coloured: bool, around: int = _AROUND) -> str:
    """What was changed, in its surroundings."""
    if edit.what in LONG:
        return words(word_changes(edit.before or "", edit.after or ""), coloured, around)
    before, after = edit.before or "nothing", edit.after or "nothing"
    return words([Piece(Fate.GONE, before), Piece(Fate.SAME, " "), Piece(Fate.NEW, after)], coloured)


def words(pieces: Sequence[Piece], coloured: bool, around: int = _AROUND) -> str:
    """The pieces with their marks; what did not change is cut to what stands round the changes."""
    last = len(pieces) - 1
    return "".join(
        _surroundings(piece.text, around, is_first=at == 0, is_last=at == last)
        if piece.fate is Fate.SAME
        else _marked(piece, coloured)
        for at, piece in enumerate(pieces)
    )


def _marked(piece: Piece, coloured: bool) -> str:
    text = printable(piece.text)
    if not coloured:
        return f"[-{text}-]" if piece.fate is Fate.GONE else f"{{+{text}+}}"
    if piece.fate is Fate.GONE:
        return click.style(text, fg="red", strikethrough=True)
    return click.style(text, fg="green", underline=True)


def _surroundings(text: str, around: int, *, is_first: bool, is_last: bool) -> str:
    before = "" if is_first else text[:around]
    after = "" if is_last else text[max(len(text) - around, len(before)) :]
    if len(before) + len(after) >= len(text) or (is_first and is_last):
        return printable(text)
    return f"{printable(before)}…{printable(after)}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
