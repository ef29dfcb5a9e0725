"""`blogarchive show`."""

import shutil
import sys
from datetime import datetime
from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option
from blogarchive.cli.render import receipt, whole
from blogarchive.cli.times import MOMENT

_WIDEST = 100  # columns: longer lines are hard to read


@click.command(name="show")
@click.argument("post")
@click.option(
    "--at",
    type=MOMENT,
    metavar="TIME",
    help="As it was then (UTC), or so long ago: 7d.",
)
@archive_option
def command(post: str, at: datetime | None, archive: Path) -> None:
    """Show one archived post with its conversation, as text to read.

    POST is its number in `list`, its address, or a part of its title that no other has.

    \b
    blogarchive show 1
    blogarchive show "nous tweetons" | less
    """
    with open_archive(archive, write=False) as opened:
        snapshot = opened.snapshot(opened.find(post).id, at)
    click.echo(whole(snapshot, _columns()))
    click.echo(receipt(snapshot.audit, verbose=True), err=True)


def _columns() -> int | None:
    """The columns that lines may have on a terminal; None where the text goes to a pipe or a file, which keep a paragraph on a line."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else None
