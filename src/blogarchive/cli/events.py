"""Events of the archive as lines to read."""

import click

from blogarchive.archive import Event, What
from blogarchive.cli.differences import edited
from blogarchive.cli.render import cut
from blogarchive.export.changes.wording import LONG, said
from blogarchive.model.events import Edit
from blogarchive.text.terminal import one_line

_ROOM = 60  # columns for the words of a comment
_AROUND = 30  # letters on each side of a change
_KINDS = {"reread": " (our reading)", "merged": " (known from another archive)"}


def line(event: Event, *, coloured: bool) -> str:
    """When, which post and comment, what happened, and the words that changed."""
    about = f"comment {event.comment}" if event.comment else "article"
    by = f" by {one_line(event.author)}" if event.author else ""
    what = click.style(said(event.what), bold=True) + _KINDS.get(event.kind, "")
    words = _words(event, coloured)
    return f"{event.taken_at:%Y-%m-%d %H:%M}  post {event.post_id} · {about}{by}: {what}{': ' + words if words else ''}"


def _words(event: Event, coloured: bool) -> str:
    if event.what in LONG or event.what in {What.AUTHOR_LINK, What.PARENT, What.KIND}:
        return " ".join(
            edited(Edit(what=event.what, before=event.before, after=event.after), coloured, _AROUND).split()
        )
    text = event.after or event.before
    return f"“{cut(one_line(text), _ROOM)}”" if text else ""
