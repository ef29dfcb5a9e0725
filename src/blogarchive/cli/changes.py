"""`blogarchive changes`."""

from datetime import datetime
from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.events import tell
from blogarchive.cli.options import TIME, archive_option, in_utc


@click.command(name="changes")
@click.option(
    "--since",
    type=TIME,
    metavar="TIME",
    help="From then on (UTC).",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one event a line.")
@archive_option
def command(since: datetime | None, as_json: bool, archive: Path) -> None:
    """Tell what happened to all saved posts, in order: what was added, edited, missed.

    \b
    blogarchive changes --since 2026-11-01
    blogarchive changes --json | jq 'select(.what == "gone")'
    """
    with open_archive(archive, write=False) as opened:
        tell(opened.changes(in_utc(since) or 0), as_json=as_json)
