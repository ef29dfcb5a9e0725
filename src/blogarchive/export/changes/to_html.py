"""A comparison as one small page: no request, no script; `<del>` and `<ins>` say it to those who see no colour."""

from collections.abc import Iterator, Sequence

from blogarchive.export.changes.wording import LONG, said, span, who
from blogarchive.export.html_builder import Markup, el, join, link, text
from blogarchive.export.small_page import small_page
from blogarchive.model.events import Edit, PostChange, RecordChange, What
from blogarchive.text.differences import Fate, Piece, word_changes

_STYLE = """
:root { --gone: #ffdcd7; --new: #cdf0d3 } @media (prefers-color-scheme: dark) { :root { --gone: #5d2520; --new: #1d4a2a } }
h2 { font-size: 1.05em; margin: 0 0 .4em } h2 small { font-weight: normal; color: var(--soft) }
header p, h3 { color: var(--soft); margin: .3em 0; font-size: .9em; font-weight: normal }
section { border-top: 1px solid var(--line); margin-top: 1.6em; padding-top: 1em } .said { white-space: pre-wrap; margin: .2em 0 1em }
del { background: var(--gone); text-decoration: line-through; text-decoration-thickness: 1px } ins { background: var(--new); text-decoration: none }
del, ins { border-radius: 3px; padding: 0 .1em }
"""
_LONGEST = 400  # letters of an unchanged stretch; of longer ones both ends are shown


def render(change: PostChange) -> Iterator[str]:
    """Yield the page."""
    title = change.title or change.url
    body = join(_section(record) for record in change.records) if change.records else el("p", "Nothing changed.")
    header = el("header", el("h1", link(title, change.url)), el("p", span(change)))
    yield small_page(f"Changes: {title}", _STYLE, header, body)


def _section(record: RecordChange) -> Markup:
    fate = el("small", f" {said(record.fate)}") if record.fate else None
    return el("section", el("h2", who(record), fate), _whole(record), join(_edit(edit) for edit in record.edits))


def _whole(record: RecordChange) -> Markup | None:
    """The text of a comment that came or went."""
    if not record.fate or not record.text:
        return None
    tag = "ins" if record.fate in {What.ADDED, What.RETURNED} else "del"
    return el("p", el(tag, record.text), class_="said", dir="auto")


def _edit(edit: Edit) -> Markup:
    if edit.what in LONG:
        pieces = word_changes(edit.before or "", edit.after or "")
    else:
        pieces = [
            Piece(Fate.GONE, edit.before or "nothing"),
            Piece(Fate.SAME, " "),
            Piece(Fate.NEW, edit.after or "nothing"),
        ]
    return join([el("h3", said(edit.what)), el("p", changed(pieces), class_="said", dir="auto")])


def changed(pieces: Sequence[Piece]) -> Markup:
    """The pieces of a changed text as HTML."""
    return join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> Markup:
    if piece.fate is Fate.SAME:
        return text(shortened(piece.text, _LONGEST))
    return el("del" if piece.fate is Fate.GONE else "ins", piece.text)


def shortened(words: str, room: int) -> str:
    """Both ends of a long stretch that did not change."""
    half = room // 2
    if len(words) <= room:
        return words
    return f"{words[:half].rpartition(' ')[0] or words[:half]} […] {words[-half:].partition(' ')[2] or words[-half:]}"
