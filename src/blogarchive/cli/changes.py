"""`blogarchive changes`."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from blogarchive.archive import Archive, Event, open_archive
from blogarchive.cli import events
from blogarchive.cli.differences import has_colour
from blogarchive.cli.options import Count, archive_option
from blogarchive.cli.pieces import form_options, hand_out
from blogarchive.cli.times import SINCE
from blogarchive.export.changes import to_jsonl


@click.command(name="changes")
@click.option(
    "--since",
    type=SINCE,
    metavar="TIME|N",
    default=0,
    help="From then on (UTC), so long ago (7d), or after the event with sequence N.",
)
@click.option("--json", "report_form", flag_value="jsonl", help="The same as -f jsonl: one event a line.")
@click.option(
    "--limit",
    type=Count(1),
    metavar="N",
    default=100,
    show_default=True,
    help="Visits in the feed at most, the newest.",
)
@click.option("--readings", is_flag=True, help="Tell too what only our own reading of old answers found.")
@form_options("text", "jsonl", "atom")
@archive_option
def command(
    since: int | datetime, report_form: str, out: Path | None, limit: int, readings: bool, archive: Path
) -> None:
    """Tell what happened to all saved posts, in order: what was added, edited, missed, gone. Times are UTC.
    As an Atom feed, any reader can follow it.

    \b
    blogarchive changes --since 7d
    blogarchive changes -f jsonl | jq 'select(.what == "gone")'
    blogarchive changes --since 30d -f atom -o /var/www/changes.atom
    """
    with open_archive(archive, write=False) as opened:
        happened = opened.changes(since, readings=readings)
        coloured = out is None and has_colour()
        pieces = (
            _feed(opened, happened, limit)
            if report_form == "atom"
            else _lines(happened, report_form, coloured=coloured)
        )
        hand_out(pieces, out)


def _lines(happened: Iterable[Event], form: str, *, coloured: bool) -> Iterator[str]:
    for event in happened:
        yield to_jsonl.line(event) if form == "jsonl" else f"{events.line(event, coloured=coloured)}\n"


def _feed(opened: Archive, happened: Iterable[Event], limit: int) -> Iterable[str]:
    from blogarchive.export.changes import to_atom

    posts = {post.id: (post.title or "", post.url) for post in opened.posts()}
    return to_atom.render(happened, posts, opened.uuid, datetime.now(UTC), limit)
