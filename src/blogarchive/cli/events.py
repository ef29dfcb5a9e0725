"""Events of the archive as lines to read, or as JSON Lines."""

import json
from collections.abc import Iterable
from dataclasses import asdict

import click

from blogarchive.archive import Event
from blogarchive.cli.render import cut
from blogarchive.text.terminal import one_line

_ROOM = 60  # columns for each of before and after


def tell(events: Iterable[Event], *, as_json: bool) -> None:
    """Writes events to standard output, each on a line of its own."""
    for event in events:
        click.echo(json.dumps(asdict(event), ensure_ascii=False, default=str) if as_json else _line(event))


def _line(event: Event) -> str:
    who = f" comment {event.comment}" if event.comment else ""
    by = f" by {one_line(event.author)}" if event.author else ""
    change = " → ".join(f"“{cut(one_line(text), _ROOM)}”" for text in (event.before, event.after) if text)
    ours = "" if event.kind == "visit" else f" ({event.kind})"
    return f"{event.taken_at:%Y-%m-%d %H:%M}  post {event.post_id}{who}{by}: {event.what}{ours}{': ' + change if change else ''}"
